public import CodingKnowledge

/// What ranking asks of an edition of a target, in a form that is read without decoding the record.
public struct EditionFacts: Sendable, Hashable {
  public var sourceSet: Int
  public var billable: Bool?
  public var title: TitleWords
  public var validity: DayRange
  /// Whether the target is a text that is out for comment.
  public var isProposed: Bool
  /// Which of the target's documents is the title, counted from its first; nil where none is.
  public var titleDocument: Int?

  init(_ edition: TargetRecord.Edition, isProposed: Bool, titleDocument: Int?) {
    self.isProposed = isProposed
    self.titleDocument = titleDocument.flatMap { $0 < EditionFacts.noDocument ? $0 : nil }
    sourceSet = edition.sourceSet
    billable = edition.billable
    title = TitleWords(edition.title)
    validity = edition.validity
  }

  // MARK: Layout

  /// Source set and flags, first day, last day, title.
  static let numbers = 4
  private static let noDocument = 0xFFFF

  /// A day is its number moved so that it is positive; 0 stands for none.
  private static let dayOffset: Int32 = 1_000_000

  func encode(into numbers: inout [UInt32]) {
    var flags = UInt32(billable.map { $0 ? 2 : 1 } ?? 0)
    if title.hasUnspecified { flags |= 4 }
    if title.hasOther { flags |= 8 }
    if title.hasSide { flags |= 16 }
    if isProposed { flags |= 32 }
    numbers.append(UInt32(sourceSet) << 8 | flags)
    numbers.append(EditionFacts.number(validity.from))
    numbers.append(EditionFacts.number(validity.through))
    numbers.append(UInt32(titleDocument ?? EditionFacts.noDocument))
  }

  init(_ numbers: UInt32Array, at index: Int) {
    let first = numbers[index * EditionFacts.numbers]
    sourceSet = Int(first >> 8)
    billable = first & 3 == 0 ? nil : first & 3 == 2
    title = TitleWords()
    title.hasUnspecified = first & 4 != 0
    title.hasOther = first & 8 != 0
    title.hasSide = first & 16 != 0
    isProposed = first & 32 != 0
    validity = DayRange(
      from: EditionFacts.day(numbers[index * EditionFacts.numbers + 1]),
      through: EditionFacts.day(numbers[index * EditionFacts.numbers + 2]))
    let document = Int(numbers[index * EditionFacts.numbers + 3])
    titleDocument = document < EditionFacts.noDocument ? document : nil
  }

  private static func number(_ day: Day?) -> UInt32 { day.map { UInt32(bitPattern: $0.number &+ dayOffset) } ?? 0 }

  private static func day(_ number: UInt32) -> Day? {
    number == 0 ? nil : Day(number: Int32(bitPattern: number) &- dayOffset)
  }
}
