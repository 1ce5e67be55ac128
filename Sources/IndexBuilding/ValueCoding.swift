// IndexBuilding: from source files to a published generation. It searches nothing.

internal import CodingKnowledge
internal import KnowledgeIndex

/// The compact form of a stream of values: what a parsed source is kept as, so that it need not be parsed again.
enum ValueCoding {
  /// Raised when the form changes; older caches are then parsed anew.
  static let version: UInt8 = 4

  static func encode(_ value: KnowledgeValue, into writer: inout ByteWriter) {
    switch value {
    case .code(let code):
      writer.u8(1)
      encode(code.target, into: &writer)
      writer.string(code.title)
      let flags =
        (code.billable.map { $0 ? 2 : 1 } ?? 0) | (code.shortTitle == nil ? 0 : 4) | (code.parent == nil ? 0 : 8)
      writer.u8(UInt8(flags))
      if let short = code.shortTitle { writer.string(short) }
      if let parent = code.parent { writer.string(parent) }
      writer.day(code.validity.from?.number)
      writer.day(code.validity.through?.number)
    case .wording(let wording):
      writer.u8(2)
      encode(wording.target, into: &writer)
      writer.u8(wording.role.rawValue)
      writer.string(wording.text)
    case .note(let note):
      writer.u8(3)
      encode(note.target, into: &writer)
      writer.u8(note.kind.rawValue)
      writer.string(note.text)
    case .seventhCharacters(let table):
      writer.u8(4)
      encode(table.target, into: &writer)
      writer.varint(table.choices.count)
      for choice in table.choices {
        writer.string(choice.character)
        writer.string(choice.meaning)
      }
    case .fact(let fact):
      writer.u8(5)
      encode(fact.target, into: &writer)
      writer.string(fact.key)
      writer.string(fact.value)
    case .passage(let passage):
      writer.u8(6)
      encode(passage.target, into: &writer)
      writer.string(passage.label)
      writer.string(passage.text)
      writer.varint(passage.codes.count)
      for code in passage.codes { encode(code, into: &writer) }
      writer.string(passage.citation)
      writer.varint(passage.page ?? 0)
    case .change(let change):
      writer.u8(7)
      encode(change.target, into: &writer)
      writer.u8(change.kind.rawValue)
      writer.string(change.title)
      writer.u8(change.billable.map { $0 ? 2 : 1 } ?? 0)
      writer.day(change.effective?.number)
    case .crosswalk(let mapping):
      writer.u8(8)
      encode(mapping.source, into: &writer)
      writer.u8((mapping.destination == nil ? 0 : 1) | (mapping.approximate ? 2 : 0))
      if let destination = mapping.destination { encode(destination, into: &writer) }
      writer.u8(mapping.scenario)
      writer.u8(mapping.choice)
    case .synonym(let synonym):
      writer.u8(9)
      encode(Target(synonym.scope ?? .policy, synonym.phrase), into: &writer)
      writer.string(synonym.reading)
      writer.u8((synonym.isAbbreviation ? 1 : 0) | (synonym.scope == nil ? 0 : 2))
      writer.varint(synonym.rank)
      writer.varint(synonym.context.count)
      for word in synonym.context { writer.string(word) }
    case .ptpEdit(let edit):
      writer.u8(10)
      encode(edit, into: &writer)
    case .mue(let limit):
      writer.u8(11)
      encode(limit.target, into: &writer)
      limit.encode(into: &writer)
    case .addOn(let edit):
      writer.u8(12)
      encode(edit, into: &writer)
    case .fee(let fee):
      writer.u8(13)
      encode(fee.target, into: &writer)
      fee.encode(into: &writer)
    case .locality(let locality):
      writer.u8(14)
      encode(locality.target, into: &writer)
      locality.encode(into: &writer)
    case .listing(let listing):
      writer.u8(15)
      encode(listing, into: &writer)
    }
  }

  static func encode(_ target: Target, into writer: inout ByteWriter) {
    writer.u8(target.scope.rawValue)
    writer.string(target.identifier)
  }

  /// Nil where the bytes are not what ``encode(_:into:)`` wrote.
  static func decode(from reader: inout ByteReader) -> KnowledgeValue? {
    let tag = reader.u8()
    guard let target = target(from: &reader) else { return nil }
    let value: KnowledgeValue? =
      switch tag {
      case 1: .code(code(target, from: &reader))
      case 2: WordingRole(rawValue: reader.u8()).map { .wording(Wording(target, $0, reader.string())) }
      case 3: NoteKind(rawValue: reader.u8()).map { .note(Note(target, $0, reader.string())) }
      case 4:
        .seventhCharacters(
          SeventhCharacters(
            target,
            (0..<min(reader.varint(), 256)).map { _ in SeventhCharacters.Choice(reader.string(), reader.string()) }))
      case 5: .fact(Fact(target, reader.string(), reader.string()))
      case 6: passage(target, from: &reader).map(KnowledgeValue.passage)
      case 7: change(target, from: &reader).map(KnowledgeValue.change)
      case 8: crosswalk(target, from: &reader).map(KnowledgeValue.crosswalk)
      case 9: .synonym(synonym(target, from: &reader))
      case 10: ptpEdit(target, from: &reader).map(KnowledgeValue.ptpEdit)
      case 11: MUE(target, from: &reader).map(KnowledgeValue.mue)
      case 12: addOn(target, from: &reader).map(KnowledgeValue.addOn)
      case 13: .fee(FeeScheduleEntry(target, from: &reader))
      case 14: .locality(Locality(target, from: &reader))
      case 15: listing(target, from: &reader).map(KnowledgeValue.listing)
      default: nil
      }
    return reader.isExhausted ? nil : value
  }

  static func target(from reader: inout ByteReader) -> Target? {
    guard let scope = Scope(rawValue: reader.u8()) else { return nil }
    return Target(scope, reader.string())
  }

  private static func code(_ target: Target, from reader: inout ByteReader) -> Code {
    let title = reader.string()
    let flags = reader.u8()
    let short = flags & 4 == 0 ? nil : reader.string()
    let parent = flags & 8 == 0 ? nil : reader.string()
    let from = reader.day().map(Day.init(number:))
    let through = reader.day().map(Day.init(number:))
    return Code(
      target, title: title, shortTitle: short, billable: flags & 3 == 0 ? nil : flags & 3 == 2, parent: parent,
      validity: DayRange(from: from, through: through))
  }

  private static func passage(_ target: Target, from reader: inout ByteReader) -> Passage? {
    let label = reader.string()
    let text = reader.string()
    var codes: [Target] = []
    for _ in 0..<min(reader.varint(), 1_000_000) {
      guard let code = self.target(from: &reader) else { return nil }
      codes.append(code)
    }
    let citation = reader.string()
    let page = reader.varint()
    return Passage(target, label: label, text: text, codes: codes, citation: citation, page: page == 0 ? nil : page)
  }

  private static func change(_ target: Target, from reader: inout ByteReader) -> CodeChange? {
    guard let kind = CodeChange.Kind(rawValue: reader.u8()) else { return nil }
    let title = reader.string()
    let flag = reader.u8()
    let day = reader.day().map(Day.init(number:))
    return CodeChange(target, kind, title: title, billable: flag == 0 ? nil : flag == 2, effective: day)
  }

  private static func synonym(_ target: Target, from reader: inout ByteReader) -> Synonym {
    let reading = reader.string()
    let flags = reader.u8()
    let rank = reader.varint()
    let context = (0..<min(reader.varint(), 1000)).map { _ in reader.string() }
    return Synonym(
      target.identifier, reading, isAbbreviation: flags & 1 != 0, rank: rank, context: context,
      scope: flags & 2 == 0 ? nil : target.scope)
  }

  private static func crosswalk(_ source: Target, from reader: inout ByteReader) -> Crosswalk? {
    let flags = reader.u8()
    let destination = flags & 1 == 0 ? nil : target(from: &reader)
    return Crosswalk(
      source, destination, approximate: flags & 2 != 0, scenario: reader.u8(), choice: reader.u8())
  }
}
