/// Every format that can be read, in the order in which they are tried.
public enum SourceFormats {
  public static let all: [any SourceFormat] =
    [
      KnowledgeFile(), SynonymList(), OBOFile(), TermList(), ICD10CMTabular(), ICD10CMIndex(), ICD10PCSTables(),
      ICD10PCSIndex(), ICD10PCSDefinitions(),
    ]
    + text + edits + coverage + documents

  /// The format that recognises `head`, or nil.
  public static func format(of head: SourceHead) -> (any SourceFormat)? {
    all.first { $0.recognises(head) }
  }
}
