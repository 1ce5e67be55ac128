/// Which letters a word has: words that are near each other have nearly the same, and looking at the shapes of all words of
/// an index is quicker than comparing a few of them.
public struct WordShape: Sendable, Hashable {
  /// A bit for each letter a to z, one for digits, and one for everything else.
  public let letters: UInt32
  /// How many bytes it has, 255 for more.
  public let length: Int

  public init(_ word: some Sequence<UInt8>) {
    var letters: UInt32 = 0
    var length = 0
    for byte in word {
      length += 1
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"): letters |= 1 << UInt32(byte - UInt8(ascii: "a"))
      case UInt8(ascii: "0")...UInt8(ascii: "9"): letters |= 1 << 26
      default: letters |= 1 << 27
      }
    }
    self.letters = letters
    self.length = min(length, 255)
  }

  @inlinable
  init(letters: UInt32, length: Int) {
    self.letters = letters
    self.length = length
  }

  /// Whether the word has all letters of the other one.
  @inlinable
  public func hasLetters(of other: WordShape) -> Bool { other.letters & ~letters == 0 }
}

/// The shapes of all words of a part.
public struct WordShapes: @unchecked Sendable {
  @usableFromInline let letters: UInt32Array
  @usableFromInline let offsets: UInt32Array

  init(letters: UInt32Array, offsets: UInt32Array) {
    self.letters = letters
    self.offsets = offsets
  }

  @inlinable public var count: Int { letters.count }

  @inlinable
  public subscript(word: Int) -> WordShape {
    WordShape(
      letters: letters[word], length: min(255, max(0, Int(offsets[word + 1]) - Int(offsets[word]))))
  }

  /// The words that so many edits may turn into one of another shape, as far as can be told: each edit adds or takes one
  /// letter or changes one into another.
  public func words(within edits: Int, of shape: WordShape) -> [Int] {
    var found: [Int] = []
    for start in stride(from: 0, to: count, by: 8) {
      // Eight words at once: no bit is left where no more were set than twice the edits.
      var others = letters.eight(from: start) ^ shape.letters
      for _ in 0..<2 * edits { others &= others &- 1 }
      guard others.min() == 0 else { continue }
      for word in start..<min(start + 8, count)
      where others[word - start] == 0 && abs(self[word].length - shape.length) <= edits {
        found.append(word)
      }
    }
    return found
  }
}
