extension SourceFormats {
  /// The formats that are text: lines of fixed columns, delimited fields, worksheets.
  static let text: [any SourceFormat] =
    ICD10Order.all + GEMFile.all + ICD10Codes.all + ICD10Addenda.all + [HCPCSRecords(), HCPCSWorkbook()]
    + CPTTitles.all + CPTDescriptors.all + [CPTModifiers()] + MSDRGTitles.all + ICD9Titles.all
}
