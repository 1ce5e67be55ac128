public import CodingKnowledge

/// Other names of codes as tab-separated text: whoever has a terminology in a table needs nothing more.
///
/// The first line names the columns: `code` and `term`, and if wanted `system` (ICD-10-CM where it is missing or empty) and
/// `kind`: `alias` (also where it is missing or empty) for another name of the code; `synonym` for one that may stand for
/// the first name of the code in the file wherever it occurs, both ways; `abbreviation` for letters that do so one way.
public struct TermList: SourceFormat {
  public let identifier = "term-list"
  public let remark =
    "tab-separated; first line: code, term, and if wanted system, kind; kind: alias, synonym or abbreviation"

  public init() {}

  private enum Column: String, CaseIterable {
    case code, system, term, kind
  }

  private enum Kind: String, CaseIterable {
    case alias, synonym, abbreviation
  }

  public func recognises(_ head: SourceHead) -> Bool {
    guard let first = head.lines(1).first else { return false }
    return TermList.columns(TextDecoding.text(first).split(separator: "\t", omittingEmptySubsequences: false)) != nil
  }

  /// The place of each column; nil where a column is unknown, stands twice, or `code` or `term` is missing.
  private static func columns(_ names: [some StringProtocol]) -> [Column: Int]? {
    var columns: [Column: Int] = [:]
    for (index, name) in names.enumerated() {
      guard let column = Column(rawValue: name.trimmed.lowercased()), columns[column] == nil else { return nil }
      columns[column] = index
    }
    return columns[.code] == nil || columns[.term] == nil ? nil : columns
  }

  public func describe(_ head: SourceHead, release hint: ReleaseHint) throws(SourceError) -> SourceDescription {
    SourceDescription(
      format: identifier, title: "Terms: \(head.name)", series: .terminology,
      release: Release(scope: .policy, version: "current", effective: .always), licence: Licence.ownWork)
  }

  public func read(
    _ stream: any ByteStream, as description: SourceDescription, emit: (KnowledgeValue) throws(SourceError) -> Void
  ) throws(SourceError) {
    let reader = CSVReader(stream, .tabs)
    guard let header = try reader.next(), let columns = TermList.columns(header.fields) else {
      throw .noRecords(in: reader.name)
    }
    var firstNames: [Target: String] = [:]
    var isEmpty = true
    while let row = try reader.next() {
      let value = { (column: Column) in columns[column].map { row.fields[$0].singleBlanked } ?? "" }
      let target = try target(value(.code), value(.system), row, reader.name)
      let kind = try kind(value(.kind), row, reader.name)
      let term = value(.term)
      guard !term.isEmpty else { throw fault(row, "the term is missing", "write it, or delete the line", reader.name) }
      try emit(.wording(Wording(target, .alias, term)))
      isEmpty = false
      if let first = firstNames[target], kind != .alias {
        try emit(.synonym(Synonym(term, first, isAbbreviation: kind == .abbreviation)))
        if kind == .synonym { try emit(.synonym(Synonym(first, term))) }
      } else if firstNames[target] == nil, kind != .abbreviation {
        firstNames[target] = term
      }
    }
    if isEmpty { throw .noRecords(in: reader.name) }
  }

  private func target(
    _ code: String, _ system: String, _ row: CSVReader.Row, _ file: String
  ) throws(SourceError) -> Target {
    guard let scope = system.isEmpty ? .icd10cm : Scope(spelling: system), scope.isCodeSystem else {
      throw fault(
        row, "\"\(system.prefix(40))\" is no code system",
        "write one of CPT, HCPCS, ICD-10-CM, ICD-10-PCS, MS-DRG, ICD-9-CM, modifier", file)
    }
    guard let identifier = KnowledgeCode.range(code, scope) else {
      throw fault(
        row, "\"\(code.prefix(40))\" is no code of \(scope.name)", "correct the code, or name its system in a column",
        file)
    }
    return Target(scope, identifier)
  }

  private func kind(_ text: String, _ row: CSVReader.Row, _ file: String) throws(SourceError) -> Kind {
    guard let kind = text.isEmpty ? .alias : Kind(rawValue: text.lowercased()) else {
      throw fault(
        row, "\"\(text.prefix(40))\" is no kind of term",
        "write one of \(Kind.allCases.map(\.rawValue).joined(separator: ", "))", file)
    }
    return kind
  }

  private func fault(_ row: CSVReader.Row, _ message: String, _ remedy: String, _ file: String) -> SourceError {
    SourceError(.malformed, file: file, place: .line(row.line), message: message, remedy: remedy)
  }
}
