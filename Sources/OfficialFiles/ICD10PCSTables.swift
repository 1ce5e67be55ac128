public import CodingKnowledge

/// The ICD-10-PCS tables in XML (`icd10pcs_tables_2026.xml`): sections, body systems and tables as headers, and every
/// code that the rows of a table stand for, with the title that `ProcedureTitle` composes.
public struct ICD10PCSTables: SourceFormat {
  public init() {}

  public var identifier: String { "icd10pcs-tables" }

  public func recognises(_ head: SourceHead) -> Bool { XMLHead(head)?.root == "ICD10PCS.tabular" }

  public func describe(
    _ head: SourceHead, release hint: ReleaseHint
  ) throws(SourceError) -> SourceDescription {
    try StatedRelease.procedureFile(head, format: identifier, title: "ICD-10-PCS Tables", series: .codes, hint: hint)
  }

  public func read(
    _ stream: any ByteStream, as description: SourceDescription,
    emit: (KnowledgeValue) throws(SourceError) -> Void
  ) throws(SourceError) {
    var pass = ProcedureTablePass(reader: XMLReader(stream))
    try pass.document(emit)
  }
}

/// One pass over a file of tables.
private struct ProcedureTablePass {
  typealias Emit = (KnowledgeValue) throws(SourceError) -> Void

  /// One row may stand for this many codes; the largest of 2026 has about a thousand.
  private static let rowLimit = 100_000

  let reader: XMLReader
  private var knownHeaders: Set<String> = []
  /// Labels repeat from row to row: each is worded once.
  private var worded: [String: ProcedureAxisValue] = [:]

  init(reader: XMLReader) { self.reader = reader }

  private struct Axis {
    var position = 0
    var values: [ProcedureAxisValue] = []
    var definition: String?
  }

  mutating func document(_ emit: Emit) throws(SourceError) {
    guard let root = try reader.nextChild(), root.name == "ICD10PCS.tabular" else {
      throw reader.error("this is no file of ICD-10-PCS tables", remedy: "check the file")
    }
    while let child = try reader.nextChild() {
      switch child.name {
      case "version", "title", "introduction": try reader.skipElement()
      case "pcsTable": try table(emit)
      default: throw StatedRelease.unknownElement(child.name, reader)
      }
    }
    while try reader.next() != nil {}
  }

  private mutating func table(_ emit: Emit) throws(SourceError) {
    var header: [ProcedureAxisValue] = []
    var definition: String?
    while let child = try reader.nextChild() {
      switch child.name {
      case "axis":
        let axis = try axis(child)
        guard axis.position == header.count + 1, axis.values.count == 1, header.count < 3 else {
          throw reader.error("a table's head must be axes 1, 2, 3 of one label", remedy: "fetch the file again")
        }
        header += axis.values
        definition = axis.definition ?? definition
        if header.count == 3 { try headers(header, definition, emit) }
      case "pcsRow":
        guard header.count == 3 else {
          throw reader.error("a row stands before the head of its table", remedy: "fetch the file again")
        }
        try row(child, header, emit)
      default: throw StatedRelease.unknownElement(child.name, reader)
      }
    }
  }

  private mutating func headers(
    _ header: [ProcedureAxisValue], _ definition: String?, _ emit: Emit
  ) throws(SourceError) {
    for length in 1...3 {
      let axes = header[0..<length]
      let identifier = String(decoding: axes.map(\.character), as: UTF8.self)
      guard knownHeaders.insert(identifier).inserted else { continue }
      let labels = axes.map(\.label).filter { $0 != "None" }
      try emit(
        .code(
          Code(
            Target(.icd10pcs, identifier), title: labels.joined(separator: ", "), billable: false,
            parent: length == 1 ? nil : String(identifier.dropLast()))))
      if length == 3, let definition, !definition.isEmpty {
        try emit(.note(Note(Target(.icd10pcs, identifier), .definition, definition)))
      }
    }
  }

  private mutating func row(_ element: XMLElement, _ header: [ProcedureAxisValue], _ emit: Emit) throws(SourceError) {
    var axes: [[ProcedureAxisValue]] = []
    while let child = try reader.nextChild() {
      guard child.name == "axis" else { throw StatedRelease.unknownElement(child.name, reader) }
      let axis = try axis(child)
      guard axis.position == axes.count + 4, !axis.values.isEmpty else {
        throw reader.error("a row must have the axes 4, 5, 6, 7", remedy: "fetch the file again")
      }
      axes.append(axis.values)
    }
    let count = axes.reduce(1) { $0 * min($1.count, 1000) }
    guard axes.count == 4, count <= Self.rowLimit, element["codes"].map({ $0 == String(count) }) ?? true else {
      throw reader.error(
        "a row of \(axes.count) axes gives \(count) codes, but says \(element["codes"] ?? "nothing")",
        remedy: "fetch the file again")
    }
    let parent = String(decoding: header.map(\.character), as: UTF8.self)
    for first in axes[0] {
      for second in axes[1] {
        for third in axes[2] {
          for fourth in axes[3] {
            let all = header + [first, second, third, fourth]
            try emit(
              .code(
                Code(
                  Target(.icd10pcs, String(decoding: all.map(\.character), as: UTF8.self)),
                  title: ProcedureTitle(all).text, billable: true, parent: parent)))
          }
        }
      }
    }
  }

  private mutating func axis(_ element: XMLElement) throws(SourceError) -> Axis {
    var axis = Axis()
    axis.position = element["pos"].flatMap { Int($0) } ?? 0
    while let child = try reader.nextChild() {
      switch child.name {
      case "title": try reader.skipElement()
      case "definition": axis.definition = try reader.elementText()
      case "label":
        guard let code = child["code"], code.utf8.count == 1, let character = code.utf8.first,
          (48...57).contains(character) || (65...90).contains(character)
        else {
          throw reader.error("a label's code must be one digit or capital letter", remedy: "fetch the file again")
        }
        axis.values.append(value(character, try reader.elementText()))
      default: throw StatedRelease.unknownElement(child.name, reader)
      }
    }
    return axis
  }

  private mutating func value(_ character: UInt8, _ label: String) -> ProcedureAxisValue {
    if var known = worded[label] {
      known.character = character
      return known
    }
    let made = ProcedureAxisValue(character: character, label: label)
    worded[label] = made
    return made
  }
}
