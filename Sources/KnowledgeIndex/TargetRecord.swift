public import CodingKnowledge

/// Everything that one part of an index knows about one target.
///
/// Every fact carries the number of a *source set*: which sources of the part state it. From that follows on which days it
/// is in force, see ``KnowledgePart/standing(ofSet:on:)``.
public struct TargetRecord: Sendable {
  /// One state of a code: its title and validity as some releases give them.
  public struct Edition: Sendable {
    public var sourceSet: Int
    public var title: String
    public var shortTitle: String?
    public var billable: Bool?
    /// The code's own dates, where its source gives them.
    public var validity: DayRange

    public init(sourceSet: Int, title: String, shortTitle: String?, billable: Bool?, validity: DayRange) {
      self.sourceSet = sourceSet
      self.title = title
      self.shortTitle = shortTitle
      self.billable = billable
      self.validity = validity
    }
  }

  /// A fact with the set of sources that state it.
  public struct Sourced<Value: Sendable>: Sendable {
    public var sourceSet: Int
    public var value: Value

    public init(_ sourceSet: Int, _ value: Value) {
      self.sourceSet = sourceSet
      self.value = value
    }
  }

  public struct NoteText: Sendable, Hashable {
    public var kind: NoteKind
    public var text: String

    public init(_ kind: NoteKind, _ text: String) {
      self.kind = kind
      self.text = text
    }
  }

  public struct Attribute: Sendable, Hashable {
    public var key: String
    public var value: String

    public init(_ key: String, _ value: String) {
      self.key = key
      self.value = value
    }
  }

  public struct Text: Sendable, Hashable {
    public var label: String
    public var text: String
    public var citation: String
    public var codes: [Target]
    public var page: Int?

    public init(label: String, text: String, citation: String, codes: [Target], page: Int? = nil) {
      self.label = label
      self.text = text
      self.citation = citation
      self.codes = codes
      self.page = page
    }
  }

  public struct Change: Sendable, Hashable {
    public var kind: CodeChange.Kind
    public var title: String
    public var effective: Day?

    public init(kind: CodeChange.Kind, title: String, effective: Day?) {
      self.kind = kind
      self.title = title
      self.effective = effective
    }
  }

  public struct Mapping: Sendable, Hashable {
    /// True when this target is the source of the mapping.
    public var isForward: Bool
    /// Nil where the source has no counterpart.
    public var other: Target?
    public var isApproximate: Bool
    public var scenario: UInt8
    public var choice: UInt8

    public init(isForward: Bool, other: Target?, isApproximate: Bool, scenario: UInt8, choice: UInt8) {
      self.isForward = isForward
      self.other = other
      self.isApproximate = isApproximate
      self.scenario = scenario
      self.choice = choice
    }
  }

  public var editions: [Edition] = []
  public var parent: String?
  /// Targets one level down, by their number in the part.
  public var children: [Int] = []
  public var notes: [Sourced<NoteText>] = []
  public var seventhCharacters: [Sourced<[SeventhCharacters.Choice]>] = []
  public var attributes: [Sourced<Attribute>] = []
  public var texts: [Sourced<Text>] = []
  public var changes: [Sourced<Change>] = []
  public var mappings: [Sourced<Mapping>] = []
  public var unitLimits: [Sourced<MUE>] = []
  public var fees: [Sourced<FeeScheduleEntry>] = []
  public var localities: [Sourced<Locality>] = []

  public init() {}
}

extension TargetRecord {
  private enum Tag: UInt8 {
    case edition = 1
    case parent
    case children
    case note
    case seventhCharacters
    case attribute
    case text
    case change
    case mapping
    case unitLimit
    case fee
    case locality
  }

  /// Appends the compact form; ``init(decoding:of:)`` reads it back.
  public func encode(into writer: inout ByteWriter) {
    for edition in editions {
      writer.u8(Tag.edition.rawValue)
      writer.varint(edition.sourceSet)
      writer.u8((edition.billable.map { $0 ? 2 : 1 } ?? 0) | (edition.shortTitle == nil ? 0 : 4))
      writer.string(edition.title)
      if let short = edition.shortTitle { writer.string(short) }
      writer.day(edition.validity.from?.number)
      writer.day(edition.validity.through?.number)
    }
    if let parent {
      writer.u8(Tag.parent.rawValue)
      writer.string(parent)
    }
    if !children.isEmpty {
      writer.u8(Tag.children.rawValue)
      writer.varint(children.count)
      var last = 0
      for child in children.sorted() {
        writer.varint(child - last)
        last = child
      }
    }
    for note in notes {
      writer.u8(Tag.note.rawValue)
      writer.varint(note.sourceSet)
      writer.u8(note.value.kind.rawValue)
      writer.string(note.value.text)
    }
    for table in seventhCharacters {
      writer.u8(Tag.seventhCharacters.rawValue)
      writer.varint(table.sourceSet)
      writer.varint(table.value.count)
      for choice in table.value {
        writer.string(choice.character)
        writer.string(choice.meaning)
      }
    }
    for attribute in attributes {
      writer.u8(Tag.attribute.rawValue)
      writer.varint(attribute.sourceSet)
      writer.string(attribute.value.key)
      writer.string(attribute.value.value)
    }
    encodeTexts(into: &writer)
    for change in changes {
      writer.u8(Tag.change.rawValue)
      writer.varint(change.sourceSet)
      writer.u8(change.value.kind.rawValue)
      writer.string(change.value.title)
      writer.day(change.value.effective?.number)
    }
    for mapping in mappings {
      writer.u8(Tag.mapping.rawValue)
      writer.varint(mapping.sourceSet)
      writer.u8((mapping.value.isForward ? 1 : 0) | (mapping.value.isApproximate ? 2 : 0))
      writer.u8(mapping.value.other?.scope.rawValue ?? 0)
      writer.string(mapping.value.other?.identifier ?? "")
      writer.u8(mapping.value.scenario)
      writer.u8(mapping.value.choice)
    }
    encodeRules(into: &writer)
  }

  private func encodeRules(into writer: inout ByteWriter) {
    for limit in unitLimits {
      writer.u8(Tag.unitLimit.rawValue)
      writer.varint(limit.sourceSet)
      limit.value.encode(into: &writer)
    }
    for fee in fees {
      writer.u8(Tag.fee.rawValue)
      writer.varint(fee.sourceSet)
      fee.value.encode(into: &writer)
    }
    for locality in localities {
      writer.u8(Tag.locality.rawValue)
      writer.varint(locality.sourceSet)
      locality.value.encode(into: &writer)
    }
  }

  private func encodeTexts(into writer: inout ByteWriter) {
    for text in texts {
      writer.u8(Tag.text.rawValue)
      writer.varint(text.sourceSet)
      writer.string(text.value.label)
      writer.string(text.value.text)
      writer.string(text.value.citation)
      writer.varint(text.value.codes.count)
      for code in text.value.codes {
        writer.u8(code.scope.rawValue)
        writer.string(code.identifier)
      }
      writer.varint(text.value.page ?? 0)
    }
  }

  /// Nil where the bytes are damaged.
  /// - Parameter target: whose record it is.
  public init?(decoding bytes: UnsafeRawBufferPointer, of target: Target) {
    self.init()
    var reader = ByteReader(bytes)
    while !reader.isAtEnd {
      guard let tag = Tag(rawValue: reader.u8()) else { return nil }
      switch tag {
      case .edition: editions.append(TargetRecord.edition(&reader))
      case .parent: parent = reader.string()
      case .children:
        var last = 0
        for _ in 0..<reader.count() {
          let step = reader.varint()
          guard step >= 0, step <= Int(UInt32.max) else { return nil }
          last += step
          children.append(last)
        }
      case .note:
        let set = reader.varint()
        guard let kind = NoteKind(rawValue: reader.u8()) else { return nil }
        notes.append(Sourced(set, NoteText(kind, reader.string())))
      case .seventhCharacters:
        let set = reader.varint()
        let count = reader.count()
        seventhCharacters.append(
          Sourced(set, (0..<count).map { _ in SeventhCharacters.Choice(reader.string(), reader.string()) }))
      case .attribute: attributes.append(Sourced(reader.varint(), Attribute(reader.string(), reader.string())))
      case .text: texts.append(TargetRecord.text(&reader))
      case .change:
        let set = reader.varint()
        guard let kind = CodeChange.Kind(rawValue: reader.u8()) else { return nil }
        let title = reader.string()
        let day = reader.day().map(Day.init(number:))
        changes.append(Sourced(set, Change(kind: kind, title: title, effective: day)))
      case .mapping: mappings.append(TargetRecord.mapping(&reader))
      case .unitLimit:
        let set = reader.varint()
        guard let limit = MUE(target, from: &reader) else { return nil }
        unitLimits.append(Sourced(set, limit))
      case .fee: fees.append(Sourced(reader.varint(), FeeScheduleEntry(target, from: &reader)))
      case .locality: localities.append(Sourced(reader.varint(), Locality(target, from: &reader)))
      }
      if reader.isExhausted { return nil }
    }
  }

  /// Only the editions, which come first; nil where the bytes are damaged.
  init?(decodingEditionsOf bytes: UnsafeRawBufferPointer) {
    self.init()
    var reader = ByteReader(bytes)
    while !reader.isAtEnd, reader.u8() == Tag.edition.rawValue { editions.append(TargetRecord.edition(&reader)) }
    if reader.isExhausted { return nil }
  }

  private static func edition(_ reader: inout ByteReader) -> Edition {
    let set = reader.varint()
    let flags = reader.u8()
    let title = reader.string()
    let short = flags & 4 == 0 ? nil : reader.string()
    let from = reader.day().map(Day.init(number:))
    let through = reader.day().map(Day.init(number:))
    let billable: Bool? = flags & 3 == 0 ? nil : flags & 3 == 2
    return Edition(
      sourceSet: set, title: title, shortTitle: short, billable: billable,
      validity: DayRange(from: from, through: through))
  }

  private static func text(_ reader: inout ByteReader) -> Sourced<Text> {
    let set = reader.varint()
    let label = reader.string()
    let body = reader.string()
    let citation = reader.string()
    let codes = (0..<reader.count()).compactMap { _ -> Target? in
      let scope = Scope(rawValue: reader.u8())
      let identifier = reader.string()
      return scope.map { Target($0, identifier) }
    }
    let page = reader.varint()
    return Sourced(
      set, Text(label: label, text: body, citation: citation, codes: codes, page: page == 0 ? nil : page))
  }

  private static func mapping(_ reader: inout ByteReader) -> Sourced<Mapping> {
    let set = reader.varint()
    let flags = reader.u8()
    let scope = Scope(rawValue: reader.u8())
    let identifier = reader.string()
    let mapping = Mapping(
      isForward: flags & 1 != 0, other: scope.map { Target($0, identifier) }, isApproximate: flags & 2 != 0,
      scenario: reader.u8(), choice: reader.u8())
    return Sourced(set, mapping)
  }
}
