extension SourceFormats {
  /// Guidelines and manuals; last the documents that the user names, because any text is one.
  static let documents: [any SourceFormat] = [
    CodingGuidelines(), NCCIPolicyManual(), MedicareManual(), MedicareManualRecords(), OwnDocument(),
  ]
}
