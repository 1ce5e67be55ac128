internal import KnowledgeIndex

/// Where the wordings of all parts lie, in memory that is read without reference counting.
struct WordingPlaces: ~Copyable {
  /// Where one wording lies.
  struct Place {
    var part: Int32
    var bytes: (start: Int, end: Int)
  }

  private struct Part {
    var documentBase: Int
    var wordings: WordingArena
    var numbering: UInt32Array
  }

  private let parts: UnsafeMutablePointer<Part>
  private let count: Int

  init(_ texts: KnowledgeTexts) {
    count = texts.parts.count
    parts = .allocate(capacity: max(1, count))
    for (number, part) in texts.parts.enumerated() {
      (parts + number).initialize(
        to: Part(
          documentBase: part.documentBase, wordings: part.wordings, numbering: texts.numberings[number]))
    }
  }

  deinit { parts.deallocate() }

  /// The place of a document of the whole index, from 0.
  @inline(__always)
  func place(of document: Int) -> Place {
    var part = count - 1
    while part > 0, parts[part].documentBase > document { part -= 1 }
    return Place(part: Int32(part), bytes: parts[part].wordings.place(of: document - parts[part].documentBase))
  }

  /// Reads a first byte, for nothing but having it fetched: of many places at a time, before the first is looked at.
  @inline(__always)
  func touch(_ place: Place) -> UInt8 { parts[Int(place.part)].wordings.touch(place.bytes) }

  func bytes(at place: Place) -> UnsafeRawBufferPointer { parts[Int(place.part)].wordings.bytes(at: place.bytes) }

  @inline(__always)
  func head(at place: Place) -> WordingHead { parts[Int(place.part)].wordings.head(at: place.bytes) }

  /// The number in the whole index of the target of the wording.
  @inline(__always)
  func target(at place: Place) -> Int {
    target(parts[Int(place.part)].wordings.target(at: place.bytes), part: Int(place.part))
  }

  /// The number in the whole index of a target of a part.
  @inline(__always)
  func target(_ number: Int, part: Int) -> Int { Int(parts[part].numbering[number]) }
}
