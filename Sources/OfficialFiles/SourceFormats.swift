internal import CodingKnowledge

/// Every format that can be read, in the order in which they are tried.
public enum SourceFormats {
  public static let all: [any SourceFormat] =
    [KnowledgeFile(), ICD10CMTabular(), ICD10CMIndex(), ICD10PCSTables(), ICD10PCSIndex(), ICD10PCSDefinitions()]
    + textFormats

  private static let textFormats: [any SourceFormat] =
    [ICD10Order(.icd10cm), ICD10Order(.icd10pcs)] + GEMFile.all
    + [ICD10Codes(.icd10cm), ICD10Codes(.icd10pcs), ICD10Addenda(.icd10cm), ICD10Addenda(.icd10pcs)]
    + [HCPCSRecords(), HCPCSWorkbook()] + CPTTitles.all + CPTDescriptors.all + [CPTModifiers()]
    + MSDRGTitles.all + ICD9Titles.all

  /// The format that recognises `head`, or nil.
  public static func format(of head: SourceHead) -> (any SourceFormat)? {
    all.first { $0.recognises(head) }
  }
}
