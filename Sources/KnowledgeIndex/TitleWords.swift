/// The words of a title that place a code among its siblings. One pass over the bytes.
public struct TitleWords: Sendable, Hashable {
  public internal(set) var hasUnspecified = false
  public internal(set) var hasOther = false
  public internal(set) var hasSide = false

  init() {}

  public init(_ title: String) {
    var title = title
    title.withUTF8 { bytes in
      var start = 0
      for index in 0...bytes.count {
        guard index == bytes.count || bytes[index] == UInt8(ascii: " ") || bytes[index] == UInt8(ascii: ",") else {
          continue
        }
        if index > start { read(UnsafeBufferPointer(rebasing: bytes[start..<index])) }
        start = index + 1
      }
    }
  }

  private mutating func read(_ word: UnsafeBufferPointer<UInt8>) {
    switch word.count {
    case 4: if TitleWords.equals(word, "left") { hasSide = true }
    case 5:
      if TitleWords.equals(word, "right") { hasSide = true }
      if TitleWords.equals(word, "other") { hasOther = true }
    case 9: if TitleWords.equals(word, "bilateral") { hasSide = true }
    case 11: if TitleWords.equals(word, "unspecified") { hasUnspecified = true }
    default: break
    }
  }

  private static func equals(_ word: UnsafeBufferPointer<UInt8>, _ lowercase: StaticString) -> Bool {
    lowercase.withUTF8Buffer { wanted in
      wanted.count == word.count && word.indices.allSatisfy { word[$0] | 0x20 == wanted[$0] }
    }
  }
}
