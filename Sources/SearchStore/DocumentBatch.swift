/// Documents packed for one call across the bridge.
///
/// ```swift
/// var batch = DocumentBatch()
/// batch.beginDocument()
/// batch.add("Zfractur", wdf: 1)
/// batch.add("XSicd10cm", wdf: 0)
/// batch.setValue(slot: 0, target)
/// batch.endDocument()
/// try writer.add(batch)
/// ```
public struct DocumentBatch: Sendable {
  /// The packed bytes, as the bridge's header describes them.
  public private(set) var bytes: [UInt8] = []
  /// Documents ended so far.
  public private(set) var documentCount = 0

  private var termCountOffset = 0
  private var termCount = 0
  private var values: [UInt8] = []
  private var valueCount = 0
  private var isOpen = false

  public init() {}

  /// Empties the batch and keeps its memory.
  public mutating func removeAll() {
    bytes.removeAll(keepingCapacity: true)
    documentCount = 0
    isOpen = false
  }

  /// Begins the next document; the one before must be ended.
  public mutating func beginDocument() {
    precondition(!isOpen, "endDocument is missing")
    isOpen = true
    termCountOffset = bytes.count
    bytes.append(littleEndian: UInt16(0))
    termCount = 0
    values.removeAll(keepingCapacity: true)
    valueCount = 0
  }

  /// Adds a term of 1 to 245 bytes without NUL. `wdf` counts how often the document says it, at most 255;
  /// 0 makes a boolean term. A term that is added again adds to its wdf.
  public mutating func add(_ term: some Collection<UInt8>, wdf: Int = 1, positions: [UInt32] = []) {
    add(wdf: wdf, positions: positions) { $0.append(contentsOf: term) }
  }

  /// Adds a term, as ``add(_:wdf:positions:)`` does.
  public mutating func add(_ term: UnsafeBufferPointer<UInt8>) {
    add(wdf: 1, positions: []) { $0.append(contentsOf: term) }
  }

  /// Boolean terms that several documents share, packed once.
  public struct Terms: Sendable {
    fileprivate private(set) var bytes: [UInt8] = []
    fileprivate private(set) var count = 0

    public init() {}

    /// Adds a boolean term of 1 to 245 bytes without NUL.
    public mutating func add(_ term: String) {
      var term = term
      term.withUTF8 { term in
        // As in `DocumentBatch.add(_:wdf:positions:)`.
        bytes.append(UInt8(exactly: term.count) ?? 0)
        if term.count <= Int(UInt8.max) { bytes.append(contentsOf: term) }
        bytes.append(0)
        bytes.append(0)
      }
      count += 1
    }

    /// Adds all of `others`.
    public mutating func add(_ others: Terms) {
      bytes.append(contentsOf: others.bytes)
      count += others.count
    }

    /// The terms as they are packed, for a digest of what a document holds.
    public func withBytes(_ body: (UnsafeRawBufferPointer) -> Void) { bytes.withUnsafeBytes(body) }
  }

  /// Adds terms that the document has not got yet.
  public mutating func add(_ terms: Terms) {
    precondition(isOpen, "beginDocument is missing")
    bytes.append(contentsOf: terms.bytes)
    termCount += terms.count
  }

  /// Adds a term by its UTF-8.
  public mutating func add(_ term: some StringProtocol, wdf: Int = 1, positions: [UInt32] = []) {
    add(wdf: wdf, positions: positions) { $0.append(contentsOf: term.utf8) }
  }

  /// Adds a term made of a field prefix and a word, without joining them first.
  public mutating func add(_ prefix: StaticString, _ word: some StringProtocol, wdf: Int = 1) {
    add(wdf: wdf, positions: []) { bytes in
      prefix.withUTF8Buffer { bytes.append(contentsOf: $0) }
      bytes.append(contentsOf: word.utf8)
    }
  }

  /// Sets the value of a slot, up to 65,535 bytes; the last one set counts.
  public mutating func setValue(slot: UInt8, _ value: some Collection<UInt8>) {
    precondition(isOpen, "beginDocument is missing")
    precondition(value.count <= Int(UInt16.max) && valueCount < Int(UInt8.max), "a value beyond the batch format")
    values.append(slot)
    values.append(littleEndian: UInt16(value.count))
    values.append(contentsOf: value)
    valueCount += 1
  }

  /// Ends the document.
  public mutating func endDocument() {
    precondition(isOpen, "beginDocument is missing")
    precondition(termCount <= Int(UInt16.max), "more than 65,535 terms in a document")
    bytes[termCountOffset] = UInt8(truncatingIfNeeded: termCount)
    bytes[termCountOffset + 1] = UInt8(truncatingIfNeeded: termCount >> 8)
    bytes.append(UInt8(valueCount))
    bytes.append(contentsOf: values)
    documentCount += 1
    isOpen = false
  }

  private mutating func add(wdf: Int, positions: [UInt32], _ append: (inout [UInt8]) -> Void) {
    precondition(isOpen, "beginDocument is missing")
    precondition(positions.count <= Int(UInt8.max), "more than 255 positions of a term")
    let lengthOffset = bytes.count
    bytes.append(0)
    append(&bytes)
    let length = bytes.count - lengthOffset - 1
    // Length 0 is what the writer refuses, so that a term too long is refused too and never cut.
    if length > Int(UInt8.max) { bytes.removeLast(length) }
    bytes[lengthOffset] = UInt8(exactly: length) ?? 0
    bytes.append(UInt8(clamping: wdf))
    bytes.append(UInt8(positions.count))
    for position in positions { bytes.append(littleEndian: position) }
    termCount += 1
  }
}
