#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The few texts that a column of a long file repeats, so that each is one string, however many rows have it.
struct RecurringTexts {
  private var texts: [(bytes: [UInt8], text: String)]
  private var last = 0

  /// A column with more different texts than this is not one that repeats itself: the others are made anew each time.
  private static let limit = 64

  /// - Parameter known: the texts that are expected.
  init(_ known: [String] = []) {
    texts = known.map { (Array($0.utf8), $0) }
  }

  /// The text of `bytes`, decoded when it first comes.
  mutating func text(_ bytes: UnsafeRawBufferPointer) -> String {
    if let index = index(of: bytes) {
      last = index
      return texts[index].text
    }
    let text = bytes.text
    if texts.count < RecurringTexts.limit {
      last = texts.count
      texts.append((Array(bytes), text))
    }
    return text
  }

  private func index(of bytes: UnsafeRawBufferPointer) -> Int? {
    if last < texts.count, isText(last, bytes) { return last }
    return texts.indices.first { isText($0, bytes) }
  }

  private func isText(_ index: Int, _ bytes: UnsafeRawBufferPointer) -> Bool {
    guard texts[index].bytes.count == bytes.count, let base = bytes.baseAddress else { return false }
    return texts[index].bytes.withUnsafeBytes { own in
      own.baseAddress.map { memcmp($0, base, bytes.count) == 0 } ?? false
    }
  }
}
