public import CodingKnowledge

/// An open ontology in OBO 1.2 or 1.4: Disease Ontology, Mondo, Human Phenotype Ontology, Symptom Ontology.
///
/// The name and the synonyms of a term become names of the ICD-10-CM codes that it refers to; of a term that refers to
/// none they become synonyms of each other. Obsolete terms are left out. Nothing of an ontology is shipped.
///
/// Source: "The OBO Flat File Format Specification", versions 1.2 and 1.4. Header lines, then stanzas such as `[Term]`, each
/// of lines `tag: value {qualifiers} ! comment`.
public struct OBOFile: SourceFormat {
  public let identifier = "obo"
  public let remark = "format-version 1.2 or 1.4; terms with xref: ICD10CM:CODE"

  public init() {}

  private static let versionTag = "format-version:"

  public func recognises(_ head: SourceHead) -> Bool {
    head.lines(100).map(TextDecoding.text).first { !$0.isEmpty && !$0.hasPrefix("!") }?.hasPrefix(OBOFile.versionTag)
      ?? false
  }

  public func describe(_ head: SourceHead, release hint: ReleaseHint) throws(SourceError) -> SourceDescription {
    let header = head.lines().prefix { $0.first != UInt8(ascii: "[") }.compactMap { $0.columns { OBOLine($0) } }
    func value(_ tag: String) -> String? { header.first { $0.tag == tag }?.text }
    guard let version = value("format-version"), ["1.2", "1.4"].contains(version) else {
      throw SourceError(
        .malformed, file: head.name, place: .line(1),
        message: "OBO format-version \"\((value("format-version") ?? "").prefix(20))\" is not read",
        remedy: "convert the file to 1.2 or 1.4")
    }
    let title = [value("ontology") ?? head.name, value("data-version")].compactMap { $0 }.joined(separator: ", ")
    // Ontologies stand beside each other whatever their versions are, so that none ends another.
    return SourceDescription(
      format: identifier, title: "Ontology \(title)", series: .terminology,
      release: Release(scope: .icd10cm, version: "current", effective: .always),
      licence: OBOFile.licence(header) ?? "As the ontology's publisher states")
  }

  /// `property_value: dcterms:license https://…` or `"https://…" xsd:anyURI`; also `remark: license: …`.
  private static func licence(_ header: [OBOLine]) -> String? {
    for line in header where line.tag == "property_value" || line.tag == "remark" {
      var words = line.text.split(separator: " ")
      guard let word = words.first, word.lowercased().contains("license") else { continue }
      words.removeFirst()
      if words.count > 1, line.tag == "property_value", words.last?.contains(":") ?? false { words.removeLast() }
      let text = words.joined(separator: " ").filter { $0 != "\"" }
      if !text.isEmpty { return text }
    }
    return nil
  }

  public func read(
    _ stream: any ByteStream, as description: SourceDescription, emit: (KnowledgeValue) throws(SourceError) -> Void
  ) throws(SourceError) {
    let reader = LineReader(stream)
    var term: OBOTerm?
    var isHeader = true
    var isEmpty = true
    while let line = try reader.next() {
      guard let first = line.bytes.first(where: { $0 != 0x20 && $0 != 0x09 }), first != UInt8(ascii: "!") else {
        continue
      }
      if first == UInt8(ascii: "[") {
        try finish(term, reader.name, emit)
        let heading = line.text.trimmed
        guard heading.hasSuffix("]") else {
          throw fault(line.number, "the heading of a stanza has no ]", reader.name)
        }
        term = heading == "[Term]" ? OBOTerm(line: line.number) : nil
        if term != nil { isEmpty = false }
        isHeader = false
        continue
      }
      guard let tagged = OBOLine(line.bytes) else {
        throw fault(line.number, "no tag before a colon", reader.name)
      }
      guard !isHeader, term?.add(tagged) == false else { continue }
      throw fault(line.number, "the text of the \(tagged.tag) does not stand between quotes", reader.name)
    }
    try finish(term, reader.name, emit)
    if isEmpty { throw .noRecords(in: reader.name) }
  }

  private func finish(
    _ term: OBOTerm?, _ file: String, _ emit: (KnowledgeValue) throws(SourceError) -> Void
  ) throws(SourceError) {
    guard let term else { return }
    guard !term.identifier.isEmpty else { throw fault(term.line, "the term has no id", file) }
    try term.emitAll(emit)
  }

  private func fault(_ line: Int, _ message: String, _ file: String) -> SourceError {
    SourceError(
      .malformed, file: file, place: .line(line), message: message,
      remedy: "get the file again; it must be OBO 1.2 or 1.4")
  }
}
