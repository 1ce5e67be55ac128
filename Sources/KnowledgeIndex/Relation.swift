public import CodingKnowledge

/// A rule about two targets, as both of them know it: a PTP edit, an add-on edit, a listing in a coverage text.
public struct Relation: Sendable, Hashable {
  public enum Terms: Sendable, Hashable {
    /// Leads: column 1.
    case ptpEdit(PTPEdit.Terms)
    /// Leads: the add-on code. One that leads to itself has its primary codes from the contractor.
    case addOn(AddOnEdit.Terms)
    /// Leads: the coverage text.
    case listing(CoverageListing.Terms)
  }

  /// Which sources of the part state it.
  public var sourceSet: Int
  public var terms: Terms

  public init(sourceSet: Int, terms: Terms) {
    self.sourceSet = sourceSet
    self.terms = terms
  }

  func encode(into writer: inout ByteWriter) {
    writer.varint(sourceSet)
    switch terms {
    case .ptpEdit(let terms):
      writer.u8(1)
      terms.encode(into: &writer)
    case .addOn(let terms):
      writer.u8(2)
      terms.encode(into: &writer)
    case .listing(let terms):
      writer.u8(3)
      terms.encode(into: &writer)
    }
  }

  init?(from reader: inout ByteReader) {
    sourceSet = reader.varint()
    let terms: Terms? =
      switch reader.u8() {
      case 1: PTPEdit.Terms(from: &reader).map(Terms.ptpEdit)
      case 2: .addOn(AddOnEdit.Terms(from: &reader))
      case 3: CoverageListing.Terms(from: &reader).map(Terms.listing)
      default: nil
      }
    guard let terms, !reader.isExhausted else { return nil }
    self.terms = terms
  }
}

/// The relations of one target, read in place: packed numbers in the order of the other targets.
public struct RelationList: Sequence, IteratorProtocol {
  public struct Entry: Sendable, Hashable {
    /// The other target's number in the part.
    public var other: Int
    /// True where this target leads: column 1, the add-on code, the coverage text.
    public var leads: Bool
    /// What the relation says, by its number, see ``KnowledgePart/relation(_:)``.
    public var relation: Int

    public init(other: Int, leads: Bool, relation: Int) {
      self.other = other
      self.leads = leads
      self.relation = relation
    }
  }

  private var reader: ByteReader
  private var other = 0

  init(_ bytes: UnsafeRawBufferPointer) { reader = ByteReader(bytes) }

  public mutating func next() -> Entry? {
    guard !reader.isAtEnd else { return nil }
    let step = reader.varint()
    guard step >= 0, step >> 1 <= Int(UInt32.max) else { return nil }
    other += step >> 1
    let relation = reader.varint()
    return reader.isExhausted ? nil : Entry(other: other, leads: step & 1 != 0, relation: relation)
  }

  static func encode(_ entries: [Entry], into writer: inout ByteWriter) {
    var last = 0
    for entry in entries {
      writer.varint((entry.other - last) << 1 | (entry.leads ? 1 : 0))
      writer.varint(entry.relation)
      last = entry.other
    }
  }
}
