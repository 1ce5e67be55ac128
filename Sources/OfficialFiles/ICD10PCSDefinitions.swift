public import CodingKnowledge

/// The ICD-10-PCS definitions in XML (`icd10pcs_definitions_2026.xml`): what operations, approaches and types mean, as
/// facts `definition` of their section, and the body part and device keys, as facts `use` like those of the index.
public struct ICD10PCSDefinitions: SourceFormat {
  public init() {}

  public var identifier: String { "icd10pcs-definitions" }

  public func recognises(_ head: SourceHead) -> Bool { XMLHead(head)?.root == "ICD10PCS.definitions" }

  public func describe(
    _ head: SourceHead, release hint: ReleaseHint
  ) throws(SourceError) -> SourceDescription {
    try StatedRelease.procedureFile(
      head, format: identifier, title: "ICD-10-PCS Definitions", series: .definitions, hint: hint)
  }

  public func read(
    _ stream: any ByteStream, as description: SourceDescription,
    emit: (KnowledgeValue) throws(SourceError) -> Void
  ) throws(SourceError) {
    let reader = XMLReader(stream)
    guard let root = try reader.nextChild(), root.name == "ICD10PCS.definitions" else {
      throw reader.error("these are no ICD-10-PCS definitions", remedy: "check the file")
    }
    while let child = try reader.nextChild() {
      switch child.name {
      // Which device value stands for which in tables that do not tell them apart: not needed for search.
      case "version", "title", "deviceAggregation": try reader.skipElement()
      case "section": try section(child, reader, emit)
      default: throw StatedRelease.unknownElement(child.name, reader)
      }
    }
    while try reader.next() != nil {}
  }

  private func section(
    _ element: XMLElement, _ reader: XMLReader, _ emit: (KnowledgeValue) throws(SourceError) -> Void
  ) throws(SourceError) {
    guard let code = element["code"], code.utf8.count == 1 else {
      throw reader.error("a section has no code", remedy: "fetch the file again")
    }
    while let child = try reader.nextChild() {
      switch child.name {
      case "title": try reader.skipElement()
      case "axis":
        var name = ""
        while let part = try reader.nextChild() {
          switch part.name {
          case "title": name = try reader.elementText()
          case "terms": try terms(Target(.icd10pcs, code), axis: name, reader, emit)
          default: throw StatedRelease.unknownElement(part.name, reader)
          }
        }
      default: throw StatedRelease.unknownElement(child.name, reader)
      }
    }
  }

  private func terms(
    _ target: Target, axis: String, _ reader: XMLReader, _ emit: (KnowledgeValue) throws(SourceError) -> Void
  ) throws(SourceError) {
    var titles: [String] = []
    var definition: [String] = []
    var included: [String] = []
    while let child = try reader.nextChild() {
      switch child.name {
      case "title": titles.append(try reader.elementText())
      case "definition", "explanation": definition.append(try reader.elementText())
      case "includes": included.append(try reader.elementText())
      default: throw StatedRelease.unknownElement(child.name, reader)
      }
    }
    if definition.isEmpty {
      for term in included {
        for title in titles { try emit(.fact(Fact(ICD10PCSIndex.keyTarget, "use", "\(term) = \(title)"))) }
      }
      return
    }
    var sentences = definition.map { $0.hasSuffix(".") ? $0 : $0 + "." }
    if !included.isEmpty {
      let list = included.joined(separator: "; ")
      sentences.append((list.hasPrefix("Includes") ? "" : "Includes: ") + list + (list.hasSuffix(".") ? "" : "."))
    }
    for title in titles {
      let text = "\(axis): \(title): \(sentences.joined(separator: " "))"
      try emit(.fact(Fact(target, "definition", text)))
    }
  }
}
