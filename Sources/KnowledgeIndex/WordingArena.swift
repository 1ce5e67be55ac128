/// A document of the inverted index as its part stores it: a wording or a passage, read in place and without reference
/// counting, because a search looks at hundreds.
///
/// Layout, little-endian: target u32, role u8, scope u8, meaning f32, then as variable numbers the source set and how many
/// tokens there are, the tokens, and the text.
public struct WordingHead {
  @inlinable static var length: Int { 10 }

  /// The target's number in the part.
  public let target: Int
  public let role: UInt8
  /// The raw value of the target's ``Scope``.
  public let scope: UInt8
  /// How much all its words say together; see ``TermWeight``. Joined tokens do not count.
  public let meaning: Float
  public let sourceSet: Int
  public let tokenCount: Int
  /// The tokens: term numbers of the part in order, each shifted left by one; the low bit marks a joined token.
  public let tokens: VariableNumbers

  @inlinable
  init(
    target: Int, role: UInt8, scope: UInt8, meaning: Float, sourceSet: Int, tokenCount: Int, tokens: VariableNumbers
  ) {
    self.target = target
    self.role = role
    self.scope = scope
    self.meaning = meaning
    self.sourceSet = sourceSet
    self.tokenCount = tokenCount
    self.tokens = tokens
  }
}

/// Numbers of variable width, one after another. Past the end there are only zeros, so that damage does no harm.
public struct VariableNumbers {
  @usableFromInline var next: UnsafePointer<UInt8>
  @usableFromInline let end: UnsafePointer<UInt8>

  @inlinable
  init(from next: UnsafePointer<UInt8>, to end: UnsafePointer<UInt8>) {
    self.next = next
    self.end = end
  }

  @inlinable
  public mutating func read() -> Int {
    guard next < end else { return 0 }
    let first = next.pointee
    next += 1
    return first < 0x80 ? Int(first) : readOn(Int(first & 0x7F))
  }

  @inlinable
  mutating func readOn(_ first: Int) -> Int {
    var value = first
    var shift = 7
    while next < end, shift < 56 {
      let byte = next.pointee
      next += 1
      value |= Int(byte & 0x7F) << shift
      if byte < 0x80 { return value }
      shift += 7
    }
    return 0
  }

  /// What lies behind the numbers read so far.
  public var rest: UnsafeRawBufferPointer { UnsafeRawBufferPointer(start: next, count: max(0, end - next)) }
}

/// The wordings of one part.
public struct WordingArena: @unchecked Sendable {
  @usableFromInline let offsets: UInt32Array
  @usableFromInline let start: UnsafePointer<UInt8>
  @usableFromInline let count: Int

  /// Stands for missing bytes; never written, never freed.
  nonisolated(unsafe) private static let none = UnsafePointer(UnsafeMutablePointer<UInt8>.allocate(capacity: 1))

  init(offsets: UInt32Array, arena: UnsafeRawBufferPointer) {
    self.offsets = offsets
    start = arena.baseAddress?.assumingMemoryBound(to: UInt8.self) ?? WordingArena.none
    count = arena.baseAddress == nil ? 0 : arena.count
  }

  /// How many there are.
  @inlinable
  public var documentCount: Int { max(0, offsets.count - 1) }

  /// The document's place, to be handed to ``head(at:)``: looking up many places before reading what lies there lets the
  /// memory be fetched meanwhile.
  @inlinable
  public func place(of document: Int) -> (start: Int, end: Int) {
    let end = min(Int(offsets[document + 1]), count)
    return (min(Int(offsets[document]), end), end)
  }

  /// The document's bytes.
  public func bytes(at place: (start: Int, end: Int)) -> UnsafeRawBufferPointer {
    UnsafeRawBufferPointer(start: start + place.start, count: place.end - place.start)
  }

  /// The first byte of the document, read only to have it fetched.
  @inlinable
  public func touch(_ place: (start: Int, end: Int)) -> UInt8 { place.start < place.end ? start[place.start] : 0 }

  /// The number of the document's target in the part, as ``head(at:)`` has it.
  @inlinable
  public func target(at place: (start: Int, end: Int)) -> Int {
    guard place.end - place.start >= WordingHead.length else { return Int(UInt32.max) }
    return Int(UInt32(littleEndian: UnsafeRawPointer(start + place.start).loadUnaligned(as: UInt32.self)))
  }

  @inlinable
  public func head(at place: (start: Int, end: Int)) -> WordingHead {
    guard place.end - place.start >= WordingHead.length else {
      return WordingHead(
        target: Int(UInt32.max), role: 0, scope: 0, meaning: 0, sourceSet: 0, tokenCount: 0,
        tokens: VariableNumbers(from: start, to: start))
    }
    let bytes = UnsafeRawPointer(start + place.start)
    var numbers = VariableNumbers(from: start + place.start + WordingHead.length, to: start + place.end)
    let set = numbers.read()
    let tokenCount = min(numbers.read(), place.end - place.start)
    return WordingHead(
      target: target(at: place),
      role: bytes.load(fromByteOffset: 4, as: UInt8.self), scope: bytes.load(fromByteOffset: 5, as: UInt8.self),
      meaning: Float(
        bitPattern: UInt32(littleEndian: bytes.loadUnaligned(fromByteOffset: 6, as: UInt32.self))),
      sourceSet: set, tokenCount: tokenCount, tokens: numbers)
  }
}
