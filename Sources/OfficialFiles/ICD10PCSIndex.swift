public import CodingKnowledge

/// The ICD-10-PCS index in XML (`icd10pcs_index_2025.xml`). A path of terms becomes a wording of the code, or of the
/// table or other beginning of a code, that it leads to; its keys (`Abdominal esophagus use Esophagus, Lower`) become
/// facts of the pseudo-target `key`.
public struct ICD10PCSIndex: SourceFormat {
  /// The target that holds the body part, device and substance keys.
  public static let keyTarget = Target(.icd10pcs, "key")

  public init() {}

  public var identifier: String { "icd10pcs-index" }

  public func recognises(_ head: SourceHead) -> Bool { XMLHead(head)?.root == "ICD10PCS.index" }

  public func describe(
    _ head: SourceHead, release hint: ReleaseHint
  ) throws(SourceError) -> SourceDescription {
    try StatedRelease.procedureFile(head, format: identifier, title: "ICD-10-PCS Index", series: .index, hint: hint)
  }

  public func read(
    _ stream: any ByteStream, as description: SourceDescription,
    emit: (KnowledgeValue) throws(SourceError) -> Void
  ) throws(SourceError) {
    let reader = XMLReader(stream)
    guard let root = try reader.nextChild(), root.name == "ICD10PCS.index" else {
      throw reader.error("this is no ICD-10-PCS index", remedy: "check the file")
    }
    while let child = try reader.nextChild() {
      switch child.name {
      case "version", "title": try reader.skipElement()
      case "letter":
        while let entry = try reader.nextChild() {
          switch entry.name {
          case "title": try reader.skipElement()
          case "mainTerm": try term(reader, path: "", emit)
          default: throw StatedRelease.unknownElement(entry.name, reader)
          }
        }
      default: throw StatedRelease.unknownElement(child.name, reader)
      }
    }
    while try reader.next() != nil {}
  }

  private func term(
    _ reader: XMLReader, path: String, _ emit: (KnowledgeValue) throws(SourceError) -> Void
  ) throws(SourceError) {
    var path = path
    while let child = try reader.nextChild() {
      switch child.name {
      case "title":
        let title = try reader.elementText()
        if !title.isEmpty { path += (path.isEmpty ? "" : ", ") + title }
      case "code", "codes", "tab": try wording(path, try reader.elementText(), reader, emit)
      case "see": try reference(reader, path, emit)
      case "use":
        let meant = try reader.elementText()
        if !path.isEmpty, !meant.isEmpty {
          try emit(.fact(Fact(Self.keyTarget, "use", "\(path) = \(meant)")))
        }
      case "term": try term(reader, path: path, emit)
      default: throw StatedRelease.unknownElement(child.name, reader)
      }
    }
  }

  /// A `see`: text, and in it the codes that it leads to. Without codes the text is the operation that a term is filed
  /// under (`Amputation see Detachment`), as the keys say of body parts and devices.
  private func reference(
    _ reader: XMLReader, _ path: String, _ emit: (KnowledgeValue) throws(SourceError) -> Void
  ) throws(SourceError) {
    var meant = ""
    var leadsToCode = false
    while let event = try reader.next() {
      switch event {
      case .text(let text): meant += text
      case .start(let child):
        guard ["code", "codes", "tab"].contains(child.name) else {
          throw StatedRelease.unknownElement(child.name, reader)
        }
        leadsToCode = true
        try wording(path, try reader.elementText(), reader, emit)
      case .end:
        meant = meant.singleBlanked
        if !leadsToCode, !path.isEmpty, !meant.isEmpty {
          try emit(.fact(Fact(Self.keyTarget, "use", "\(path) = \(meant)")))
        }
        return
      }
    }
  }

  private func wording(
    _ path: String, _ code: String, _ reader: XMLReader, _ emit: (KnowledgeValue) throws(SourceError) -> Void
  ) throws(SourceError) {
    guard (3...7).contains(code.utf8.count),
      code.utf8.allSatisfy({ ($0 >= 48 && $0 <= 57) || ($0 >= 65 && $0 <= 90) })
    else { throw reader.error("\"\(code.prefix(20))\" is no ICD-10-PCS code", remedy: "fetch the file again") }
    if !path.isEmpty { try emit(.wording(Wording(Target(.icd10pcs, code), .procedureIndex, path))) }
  }
}
