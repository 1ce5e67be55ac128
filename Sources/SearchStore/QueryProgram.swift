internal import CXapian

/// A query as flat postfix byte code: leaves push, operators take the values pushed last.
///
/// Nothing is checked while building beyond what a type can say; the search refuses a malformed program.
///
/// ```swift
/// var program = QueryProgram()
/// program.term("Zfractur")
/// program.term("Zfemur")
/// program.and(2)
/// program.term("XSicd10cm")
/// program.filter()
/// ```
public struct QueryProgram: Sendable, Hashable {
  /// What happens to a prefix that stands for more terms than its limit.
  public enum Expansion: UInt8, Sendable, Hashable {
    /// The search throws `.limit`.
    case orFail = 0
    /// The first terms in byte order stay.
    case first = 1
    /// The terms with most documents stay; the index is asked for all of them.
    case mostFrequent = 2
  }

  /// The most leaves of a program, before prefixes expand.
  public static let leafLimit = CX_MAX_LEAVES
  /// The most terms that all prefixes of one program may stand for together.
  public static let expansionLimit = CX_MAX_EXPANSION
  /// The deepest nesting of a program.
  public static let depthLimit = CX_MAX_DEPTH
  /// The longest term, in bytes.
  public static let termLimit = CX_MAX_TERM

  /// The byte code, as the bridge's header describes it.
  public private(set) var bytes: [UInt8] = []
  /// Leaves pushed so far.
  public private(set) var leafCount = 0

  public init() {}

  /// Takes byte code as it is; the search refuses what is malformed.
  public init(bytes: [UInt8]) { self.bytes = bytes }

  /// An empty program matches nothing.
  public var isEmpty: Bool { bytes.isEmpty }

  /// Empties the program and keeps its memory.
  public mutating func removeAll() {
    bytes.removeAll(keepingCapacity: true)
    leafCount = 0
  }

  // MARK: Leaves

  /// Documents with the term. `wqf` counts how often the query says it.
  public mutating func term(_ term: UnsafeBufferPointer<UInt8>, wqf: UInt32 = 1) {
    beginLeaf(CX_OP_TERM)
    append(wqf)
    append(text: term)
  }

  /// Documents with the term. `wqf` counts how often the query says it.
  public mutating func term(_ term: String, wqf: UInt32 = 1) {
    beginLeaf(CX_OP_TERM)
    append(wqf)
    append(text: term.utf8)
  }

  /// Documents with a term made of a field prefix and a word, without joining them first.
  public mutating func term(_ prefix: StaticString, _ word: some StringProtocol, wqf: UInt32 = 1) {
    beginLeaf(CX_OP_TERM)
    append(wqf)
    let start = beginText()
    prefix.withUTF8Buffer { bytes.append(contentsOf: $0) }
    bytes.append(contentsOf: word.utf8)
    endText(start)
  }

  /// Documents with any term that begins with `prefix`; together the terms weigh as one.
  public mutating func prefix(_ prefix: some StringProtocol, limit: Int, expansion: Expansion = .mostFrequent) {
    beginLeaf(CX_OP_PREFIX)
    bytes.append(expansion.rawValue)
    append(UInt32(clamping: limit))
    append(text: prefix.utf8)
  }

  /// Every document, weight 0.
  public mutating func matchAll() { beginLeaf(CX_OP_ALL) }

  /// No document.
  public mutating func matchNone() { beginLeaf(CX_OP_NONE) }

  /// Documents whose value in `slot` lies in `low ... high` in byte order; weight 0. Those without a value do not match.
  public mutating func valueRange(slot: UInt32, from low: some Collection<UInt8>, through high: some Collection<UInt8>)
  {
    beginLeaf(CX_OP_VALUE_RANGE)
    append(slot)
    append(text: low)
    append(text: high)
  }

  /// Documents whose value in `slot` is not below `low` in byte order; weight 0. Those without a value do not match.
  public mutating func valueAtLeast(slot: UInt32, _ low: some Collection<UInt8>) {
    beginLeaf(CX_OP_VALUE_GE)
    append(slot)
    append(text: low)
  }

  /// Documents whose value in `slot` is not above `high` in byte order; weight 0. Those without a value do not match.
  public mutating func valueAtMost(slot: UInt32, _ high: some Collection<UInt8>) {
    beginLeaf(CX_OP_VALUE_LE)
    append(slot)
    append(text: high)
  }

  // MARK: Operators

  /// All of the last `count` values; weights add up.
  public mutating func and(_ count: Int) { combine(CX_OP_AND, count) }
  /// Any of the last `count` values; weights add up.
  public mutating func or(_ count: Int) { combine(CX_OP_OR, count) }
  /// Any of the last `count` values, weighed as one term.
  public mutating func synonym(_ count: Int) { combine(CX_OP_SYNONYM, count) }
  /// Any of the last `count` values; the largest weight counts.
  public mutating func max(_ count: Int) { combine(CX_OP_MAX, count) }
  /// The value before the last without the last.
  public mutating func andNot() { append(CX_OP_AND_NOT) }
  /// The value before the last, where the last matches too; the last adds no weight.
  public mutating func filter() { append(CX_OP_FILTER) }
  /// The value before the last; the last only adds weight.
  public mutating func andMaybe() { append(CX_OP_AND_MAYBE) }

  /// Multiplies the weight of the last value; `factor` must be finite and not negative.
  public mutating func scale(_ factor: Double) {
    append(CX_OP_SCALE)
    append(factor.bitPattern)
  }

  /// The last `count` values, terms or ORs of terms, in order within `window` positions (0: as many as values).
  public mutating func phrase(_ count: Int, window: Int = 0) {
    append(CX_OP_PHRASE)
    append(UInt16(clamping: window))
    append(UInt16(clamping: count))
  }

  /// The last `count` values, terms or ORs of terms, in any order within `window` positions (0: as many as values).
  public mutating func near(_ count: Int, window: Int = 0) {
    append(CX_OP_NEAR)
    append(UInt16(clamping: window))
    append(UInt16(clamping: count))
  }

  /// Reads the program as a search would, without an index.
  /// - Throws: `.invalidArgument` or `.limit`.
  public func check() throws(StoreError) {
    try bridge { error in
      bytes.withUnsafeBufferPointer { cx_program_check($0.baseAddress, $0.count, error) }
    }
  }

  // MARK: Packing

  private mutating func beginLeaf(_ opcode: cx_opcode) {
    append(opcode)
    leafCount += 1
  }

  private mutating func combine(_ opcode: cx_opcode, _ count: Int) {
    append(opcode)
    append(UInt16(clamping: count))
  }

  private mutating func append(_ opcode: cx_opcode) { bytes.append(UInt8(truncatingIfNeeded: opcode.rawValue)) }

  private mutating func append(_ number: some FixedWidthInteger) { bytes.append(littleEndian: number) }

  private mutating func append(text: some Collection<UInt8>) {
    let start = beginText()
    bytes.append(contentsOf: text)
    endText(start)
  }

  private mutating func beginText() -> Int {
    append(UInt16(0))
    return bytes.count
  }

  /// A text of more than 65,535 bytes is recorded as that long, which the search refuses as a term.
  private mutating func endText(_ start: Int) {
    let length = UInt16(clamping: bytes.count - start)
    if bytes.count - start > Int(length) { bytes.removeLast(bytes.count - start - Int(length)) }
    bytes[start - 2] = UInt8(truncatingIfNeeded: length)
    bytes[start - 1] = UInt8(truncatingIfNeeded: length >> 8)
  }
}

extension [UInt8] {
  mutating func append(littleEndian number: some FixedWidthInteger) {
    Swift.withUnsafeBytes(of: number.littleEndian) { append(contentsOf: $0) }
  }
}
