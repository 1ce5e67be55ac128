/// A text with its matches marked, cut around the first of them where it is long.
enum Excerpt {
  /// - Parameters:
  ///   - ranges: byte ranges of the matches, in order.
  ///   - limit: the most bytes, about.
  static func pieces(_ text: String, _ ranges: [Range<Int>], limit: Int = 280) -> [Piece] {
    let bytes = Array(text.utf8)
    var start = 0
    var end = bytes.count
    if bytes.count > limit {
      start = max(0, (ranges.first?.lowerBound ?? 0) - limit / 4)
      while start > 0, bytes[start - 1] != UInt8(ascii: " ") { start -= 1 }
      end = min(bytes.count, start + limit)
      while end < bytes.count, bytes[end] != UInt8(ascii: " ") { end += 1 }
    }
    var pieces: [Piece] = start > 0 ? [Piece(text: "… ")] : []
    var position = start
    func add(_ range: Range<Int>, isMarked: Bool) {
      guard !range.isEmpty else { return }
      pieces.append(Piece(text: String(decoding: bytes[range], as: UTF8.self), isMarked: isMarked))
    }
    for range in ranges where range.lowerBound >= position && range.upperBound <= end {
      add(position..<range.lowerBound, isMarked: false)
      add(range, isMarked: true)
      position = range.upperBound
    }
    add(position..<end, isMarked: false)
    if end < bytes.count { pieces.append(Piece(text: " …")) }
    return pieces
  }
}
