internal import ClinicalLanguage

/// How the wordings of a part are written: the words that save most are one byte or two. Titles repeat few words, so that
/// they take a third of their length, and each can still be read by itself.
///
/// A byte below 0x80 is itself. 0x80 stands before a byte of another character. The next 96 stand for words; the last 31
/// stand for words together with the byte behind them. A word is some letters, with the blank before and the comma behind it.
struct TextCoding: @unchecked Sendable {
  private static let escape: UInt8 = 0x80
  private static let firstShort: UInt8 = 0x81
  private static let shortCount = 96
  private static let firstLong = firstShort + UInt8(shortCount)
  private static let longCount = (0xFF - Int(firstLong) + 1) * 256

  private let offsets: UInt32Array
  private let arena: UnsafeRawBufferPointer

  init(offsets: UInt32Array, arena: UnsafeRawBufferPointer) {
    self.offsets = offsets
    self.arena = arena
  }

  /// The words.
  var bytes: [UnsafeRawBufferPointer] { [offsets.bytes, arena] }

  /// The text that the bytes stand for.
  func text(_ coded: UnsafeRawBufferPointer) -> String {
    var length = 0
    forEachPiece(coded) { length += $0.count }
    return String(unsafeUninitializedCapacity: length) { plain in
      var end = 0
      forEachPiece(coded) { piece in
        for byte in piece {
          plain[end] = byte
          end += 1
        }
      }
      return end
    }
  }

  /// Calls `body` with what each code stands for, in order.
  @inline(__always)
  private func forEachPiece(_ coded: UnsafeRawBufferPointer, _ body: (UnsafeRawBufferPointer) -> Void) {
    var index = 0
    while index < coded.count {
      let byte = coded[index]
      let start = index
      index += 1
      if byte < TextCoding.escape {
        body(UnsafeRawBufferPointer(rebasing: coded[start..<index]))
      } else if byte >= TextCoding.firstShort && byte < TextCoding.firstLong {
        body(word(Int(byte - TextCoding.firstShort)))
      } else if index < coded.count {
        let second = coded[index]
        index += 1
        if byte == TextCoding.escape {
          body(UnsafeRawBufferPointer(rebasing: coded[start + 1..<index]))
        } else {
          body(word(TextCoding.shortCount + Int(byte - TextCoding.firstLong) * 256 + Int(second)))
        }
      }
    }
  }

  private func word(_ number: Int) -> UnsafeRawBufferPointer {
    let start = Int(offsets[number])
    let end = min(Int(offsets[number + 1]), arena.count)
    return UnsafeRawBufferPointer(rebasing: arena[min(start, end)..<end])
  }

  // MARK: Writing

  /// Chooses the words of a part, and writes its texts with them.
  struct Builder {
    private var words = ByteTable()
    private var counts: [Int] = []
    /// For each word the place among those chosen, or -1.
    private var chosen: [Int32] = []
    private(set) var offsets: [UInt32] = [0]
    private(set) var arena: [UInt8] = []
    /// The words of all texts in order, and how many of them have been written.
    private var sequence: [UInt32] = []
    private var written = 0

    /// - Parameter texts: all texts of the part, one after another, in the order in which they will be encoded.
    init(_ texts: [UInt8], _ ranges: [Range<Int>]) {
      texts.withUnsafeBufferPointer { texts in
        for range in ranges {
          Builder.forEachPiece(UnsafeBufferPointer(rebasing: texts[range])) { piece, isWord in
            guard isWord else { return }
            let word = Int(words.intern(piece))
            if word == counts.count { counts.append(0) }
            counts[word] += 1
            sequence.append(UInt32(word))
          }
        }
      }
      choose()
    }

    private mutating func choose() {
      func saved(_ word: Int, by code: Int) -> Int {
        (words.withBytes(UInt32(word)) { $0.count } - code) * counts[word]
      }
      let order = counts.indices.map { (word: $0, saved: saved($0, by: 2)) }
        .sorted { ($1.saved, $0.word) < ($0.saved, $1.word) }.prefix(TextCoding.shortCount + TextCoding.longCount)
        .filter { $0.saved > 0 }
      // Of these the commonest get the short codes, which save one byte more each time.
      let short = order.map(\.word).sorted { (counts[$1], $0) < (counts[$0], $1) }.prefix(TextCoding.shortCount)
      let isShort = Set(short)
      chosen = Array(repeating: -1, count: counts.count)
      for (place, word) in (short + order.map(\.word).filter { !isShort.contains($0) }).enumerated() {
        chosen[word] = Int32(place)
        words.withBytes(UInt32(word)) { arena.append(contentsOf: $0) }
        offsets.append(UInt32(arena.count))
      }
    }

    /// Appends the coded form of the next text.
    mutating func encode(_ text: UnsafeBufferPointer<UInt8>, into writer: inout ByteWriter) {
      Builder.forEachPiece(text) { piece, isWord in
        var place = -1
        if isWord {
          place = Int(chosen[Int(sequence[written])])
          written += 1
        }
        switch place {
        case 0..<TextCoding.shortCount: writer.u8(TextCoding.firstShort + UInt8(place))
        case TextCoding.shortCount...:
          let code = place - TextCoding.shortCount
          writer.u8(TextCoding.firstLong + UInt8(code / 256))
          writer.u8(UInt8(code % 256))
        default:
          for byte in piece {
            if byte >= TextCoding.escape { writer.u8(TextCoding.escape) }
            writer.u8(byte)
          }
        }
      }
    }

    /// Calls `body` with each word, and with each byte that belongs to none.
    private static func forEachPiece(
      _ text: UnsafeBufferPointer<UInt8>, _ body: (UnsafeBufferPointer<UInt8>, _ isWord: Bool) -> Void
    ) {
      func isLetter(_ index: Int) -> Bool { index < text.count && (text[index] | 0x20) &- 97 < 26 }
      var index = 0
      while index < text.count {
        let start = index
        index += 1
        let isWord = isLetter(start) || text[start] == UInt8(ascii: " ") && isLetter(index)
        if isWord {
          while isLetter(index) { index += 1 }
          if index < text.count, text[index] == UInt8(ascii: ",") { index += 1 }
        }
        body(UnsafeBufferPointer(rebasing: text[start..<index]), isWord)
      }
    }
  }
}
