extension SourceFormats {
  /// The formats of the Medicare Coverage Database and of what is made from it.
  static let coverage: [any SourceFormat] =
    CoverageTable.all + LocalCoverageList.all
    + [NationalCoverageRecords(), SupplierCoverage(), SupplierCoverageChunks(), CoverageMap()]
}
