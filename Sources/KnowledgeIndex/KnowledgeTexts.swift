public import CodingKnowledge

/// The `texts` file of a generation: all parts with their records and wordings, and above them the table of all targets and
/// the dictionary of codes. Read in place from mapped memory.
public struct KnowledgeTexts: @unchecked Sendable {
  /// Raised when the layout of this file changes.
  public static let format: UInt32 = 7

  enum Section: UInt32 {
    case targetOffsets = 1
    case targetArena
    case dictionary
    case referenceOffsets
    case references
    case parts
    case documentLengths
    case targetFacts
    case editionOffsets
    case editionLists
    case termSlots
    case termEntries
    case firstPart = 100
    case firstNumbering = 1000
  }

  public let parts: [KnowledgePart]
  /// For each document of the whole index how many different terms it has, 255 for more.
  public let documentLengths: UnsafeRawBufferPointer
  /// The terms of all parts.
  public let terms: TermDictionary
  public let facts: TargetFactsTable
  private let editionOffsets: UInt32Array
  private let editionLists: UInt32Array
  private let targetOffsets: UInt32Array
  private let targetArena: UnsafeRawBufferPointer
  private let dictionary: UInt32Array
  private let referenceOffsets: UInt32Array
  private let references: UInt32Array
  /// For each part, the number in the whole index of each of its targets.
  public let numberings: [UInt32Array]

  /// Nil where the bytes are damaged.
  init?(_ bytes: UnsafeRawBufferPointer) {
    guard let sections = Sections(bytes) else { return nil }
    targetOffsets = sections.numbers(Section.targetOffsets.rawValue)
    targetArena = sections[Section.targetArena.rawValue]
    dictionary = sections.numbers(Section.dictionary.rawValue)
    referenceOffsets = sections.numbers(Section.referenceOffsets.rawValue)
    references = sections.numbers(Section.references.rawValue)
    documentLengths = sections[Section.documentLengths.rawValue]
    facts = TargetFactsTable(sections.numbers(Section.targetFacts.rawValue))
    editionOffsets = sections.numbers(Section.editionOffsets.rawValue)
    editionLists = sections.numbers(Section.editionLists.rawValue)
    let counts = sections.numbers(Section.parts.rawValue)
    var parts: [KnowledgePart] = []
    var numberings: [UInt32Array] = []
    var base = 0
    for index in 0..<counts.count {
      let section = sections[Section.firstPart.rawValue + UInt32(index)]
      guard let part = KnowledgePart(section, documentBase: base), part.documentCount == Int(counts[index]) else {
        return nil
      }
      parts.append(part)
      numberings.append(sections.numbers(Section.firstNumbering.rawValue + UInt32(index)))
      guard numberings[index].count == part.targetCount else { return nil }
      base += part.documentCount
    }
    guard documentLengths.count == base,
      facts.count == max(0, targetOffsets.count - 1)
    else { return nil }
    documentCount = base
    terms = TermDictionary(
      slots: sections.numbers(Section.termSlots.rawValue), entries: sections.numbers(Section.termEntries.rawValue),
      partCount: parts.count)
    self.parts = parts
    self.numberings = numberings
  }

  /// Small pieces in many places of which every search reads.
  var readByEverySearch: [UnsafeRawBufferPointer] {
    [documentLengths] + terms.bytes + parts.flatMap(\.readByEverySearch)
  }

  // MARK: Targets

  public var targetCount: Int { max(0, targetOffsets.count - 1) }
  public let documentCount: Int

  /// How many lists of editions there are.
  public var editionListCount: Int { max(0, editionOffsets.count - 1) }

  /// A list of editions, as ``TargetFacts/editions`` numbers it: for each part that has some of them, official lists before
  /// others, the part and its list for ``EditionLists/editions(_:)``.
  public func editions(_ list: Int) -> [(part: Int, list: Int)] {
    let first = min(Int(editionOffsets[list]), editionLists.count)
    return (first..<min(max(first, Int(editionOffsets[list + 1])), editionLists.count)).compactMap { index in
      let part = Int(editionLists[index] >> 24)
      return part < parts.count ? (part, Int(editionLists[index] & 0xFF_FFFF)) : nil
    }
  }

  /// The place of a term among ``terms``; nil where it stands nowhere.
  public func entry(ofTerm term: String) -> Int? {
    var term = term
    return term.withUTF8 { terms.entry(of: UnsafeRawBufferPointer($0), in: parts) }
  }

  /// Targets are numbered in the order in which equal hits are listed: by scope, then by identifier.
  public func target(_ number: Int) -> Target {
    let key = key(number)
    guard let first = key.first, let scope = Scope(rawValue: first) else { return Target(.policy, "") }
    return Target(scope, String(decoding: key.dropFirst(), as: UTF8.self))
  }

  public func scope(ofTarget number: Int) -> Scope { facts.scope(of: number) }

  /// The numbers of all targets of a scope.
  public func targets(of scope: Scope) -> Range<Int> {
    func first(_ value: Int) -> Int { lowerBound(targetCount) { Int(key($0).first ?? 0) < value } }
    return first(Int(scope.rawValue))..<first(Int(scope.rawValue) + 1)
  }

  public func number(of target: Target) -> Int? {
    let wanted = [target.scope.rawValue] + Array(target.identifier.utf8)
    return wanted.withUnsafeBytes { wanted in search(targetCount) { order(key($0), wanted) } }
  }

  /// Where the target stands: part and number in the part, in the order of the parts.
  public func places(ofTarget number: Int) -> [(part: Int, number: Int)] {
    placeIndices(ofTarget: number).map { place($0) }
  }

  /// The places of the target, as indices for ``place(_:)``; in the order of the parts.
  public func placeIndices(ofTarget number: Int) -> Range<Int> {
    let first = min(Int(referenceOffsets[number]), references.count)
    return first..<min(max(first, Int(referenceOffsets[number + 1])), references.count)
  }

  /// Where a target stands: part and number in the part.
  public func place(_ index: Int) -> (part: Int, number: Int) {
    let reference = references[index]
    return (Int(reference >> 24), Int(reference & 0xFF_FFFF))
  }

  /// The UTF-8 of a target's identifier, in the mapped file.
  public func identifierBytes(ofTarget number: Int) -> UnsafeRawBufferPointer {
    UnsafeRawBufferPointer(rebasing: key(number).dropFirst())
  }

  /// The part that holds document `number` of the whole index (from 0), and its number there.
  @inline(__always)
  public func place(ofDocument number: Int) -> (part: Int, number: Int) {
    var index = parts.count - 1
    while index > 0, parts[index].documentBase > number { index -= 1 }
    return (index, number - parts[index].documentBase)
  }

  /// The number in the whole index of a target of a part.
  @inline(__always)
  public func number(ofTarget local: Int, part: Int) -> Int { Int(numberings[part][local]) }

  private func key(_ number: Int) -> UnsafeRawBufferPointer {
    let start = Int(targetOffsets[number])
    let end = Int(targetOffsets[number + 1])
    guard start <= end, end <= targetArena.count else { return UnsafeRawBufferPointer(start: nil, count: 0) }
    return UnsafeRawBufferPointer(rebasing: targetArena[start..<end])
  }

  // MARK: Dictionary of codes

  /// The targets whose code is written `key` (``CodeShape/key(_:)``), in every system that has it.
  public func codes(forKey key: String) -> [Int] {
    entries(key, isPrefix: false)
  }

  /// The targets whose code begins with `key`, in the order of their keys; at most `limit`.
  public func codes(withKeyPrefix key: String, limit: Int = .max) -> [Int] {
    Array(entries(key, isPrefix: true).prefix(limit))
  }

  private func entries(_ wanted: String, isPrefix: Bool) -> [Int] {
    let wanted = Array(wanted.utf8)
    func compare(_ index: Int) -> Int { lookupOrder(Int(dictionary[index]), wanted, isPrefix: isPrefix) }
    let first = lowerBound(dictionary.count) { compare($0) < 0 }
    var found: [Int] = []
    for index in first..<dictionary.count {
      guard compare(index) == 0 else { break }
      found.append(Int(dictionary[index]))
    }
    return found
  }

  /// The targets whose keys lie between two codes, both and all below the upper one included.
  public func codes(fromKey lower: String, throughKey upper: String) -> [Int] {
    let low = Array(lower.utf8)
    let high = Array(upper.utf8)
    let first = low.withUnsafeBytes { low in
      lowerBound(dictionary.count) { index in
        lookupKey(Int(dictionary[index])).withUnsafeBytes { order($0, low) < 0 }
      }
    }
    var found: [Int] = []
    for index in first..<dictionary.count {
      let isWithin = lookupKey(Int(dictionary[index])).withUnsafeBytes { key in
        high.withUnsafeBytes { order(UnsafeRawBufferPointer(rebasing: key.prefix($0.count)), $0) <= 0 }
      }
      guard isWithin else { break }
      found.append(Int(dictionary[index]))
    }
    return found
  }

  /// The order of a target's lookup key, or of its beginning of that length, and a key; without building the former.
  private func lookupOrder(_ target: Int, _ wanted: [UInt8], isPrefix: Bool) -> Int {
    var place = 0
    for byte in key(target).dropFirst() where byte != UInt8(ascii: ".") && byte != UInt8(ascii: " ") {
      guard place < wanted.count else { return isPrefix ? 0 : 1 }
      let upper = byte &- 97 < 26 ? byte - 32 : byte
      if upper != wanted[place] { return Int(upper) - Int(wanted[place]) }
      place += 1
    }
    return place - wanted.count
  }

  private func lookupKey(_ target: Int) -> [UInt8] {
    key(target).dropFirst().filter { $0 != UInt8(ascii: ".") && $0 != UInt8(ascii: " ") }
      .map { $0 &- 97 < 26 ? $0 - 32 : $0 }
  }
}
