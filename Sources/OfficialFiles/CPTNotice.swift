/// The copyright notice in prose that AMA data files begin with. A blank line ends it.
struct CPTNotice {
  /// The lines before the blank line, as one text.
  let text: String
  /// How many lines the notice has, the blank line after it included.
  let lineCount: Int

  /// The most lines that a notice may have.
  private static let lineLimit = 120

  /// Nil where `lines` do not begin with a notice that names CPT and the AMA, or nothing follows it.
  init?(_ lines: [[UInt8]]) {
    var lastBlank: Int?
    for (index, line) in lines.prefix(CPTNotice.lineLimit).enumerated() {
      if line.allSatisfy({ $0 == 0x20 || $0 == 0x09 }) {
        lastBlank = index
      } else if lastBlank != nil, line.columns({ CPTColumns.startsWithCode($0) }) {
        break
      }
    }
    guard let lastBlank else { return nil }
    // The blank line right before the first code; the notice itself may have paragraphs.
    text = lines[..<lastBlank].map { TextDecoding.text($0) }.joined(separator: " ")
    lineCount = lastBlank + 1
    let namesOwner = text.contains("AMA") || text.lowercased().contains("american medical association")
    guard text.contains("CPT"), namesOwner else { return nil }
  }

  /// The year after the name of the work: `CPT 2026`; not the year of the copyright, which is often the one before.
  var year: Int? {
    let words = text.split { !$0.isLetter && !$0.isNumber }
    for (word, next) in zip(words, words.dropFirst()) where word.hasPrefix("CPT") {
      if next.utf8.count == 4, let year = Int(next), (1990...2099).contains(year) { return year }
    }
    return nil
  }
}

/// What the lines of AMA data files have in common.
enum CPTColumns {
  /// True where five characters of a code stand first: four digits and a digit or a letter.
  static func startsWithCode(_ line: UnsafeRawBufferPointer) -> Bool {
    line.count > 6 && line[..<4].allSatisfy { $0.isDigit } && (line[4].isDigit || line[4].isCapital)
      && !line[5].isLetter && !(line[5] == 0x2D)
  }
}
