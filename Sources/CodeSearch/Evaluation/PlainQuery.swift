internal import QueryGrammar

/// Any text as a query of plain words: what the query language would read as a sign is taken as a blank, so that no
/// text is refused.
///
/// Quotes, parentheses, colons, equals signs, stars and semicolons become blanks, hyphens and dots stay only inside
/// of words, `AND`, `OR` and `NOT` become lower case, and a plural mark as in `finding(s)` goes. A text of more than
/// 1,024 bytes or 64 words is cut before the first word that does not fit.
public struct PlainQuery: Sendable, Hashable {
  /// The query; empty where the text holds no word.
  public let text: String
  /// True where words at the end were left out.
  public let isCut: Bool

  /// Takes the signs of the query language out of a text.
  public init(_ text: String) {
    var query = ""
    var count = 0
    var isCut = false
    for word in PlainQuery.words(text) {
      let length = query.utf8.count + word.utf8.count + 1
      guard word.utf8.count <= QueryLimits.wordBytes else {
        isCut = true
        continue
      }
      guard count < QueryLimits.words, length <= QueryLimits.textBytes else {
        isCut = true
        break
      }
      if count > 0 { query += " " }
      query += word
      count += 1
    }
    self.text = query
    self.isCut = isCut
  }

  private static func words(_ text: String) -> [String] {
    var scalars = Array(text.unicodeScalars)
    removePluralMarks(&scalars)
    let blank: Unicode.Scalar = " "
    for index in scalars.indices where isSign(scalars[index]) { scalars[index] = blank }
    // Two dots between codes mean a range.
    for index in scalars.indices.dropLast() where scalars[index] == "." && scalars[index + 1] == "." {
      scalars[index] = blank
      scalars[index + 1] = blank
    }
    return scalars.split(whereSeparator: \.properties.isWhitespace).compactMap { piece in
      var word = piece
      while let first = word.first, !isSubstance(first) { word = word.dropFirst() }
      while let last = word.last, !isSubstance(last), !"+%#".unicodeScalars.contains(last) { word = word.dropLast() }
      guard !word.isEmpty else { return nil }
      var spelled = ""
      spelled.unicodeScalars.append(contentsOf: word)
      return ["AND", "OR", "NOT"].contains(spelled) ? spelled.lowercased() : spelled
    }
  }

  /// Signs that mean something to the query language wherever they stand, and those that nobody can see.
  private static func isSign(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case "\"", "“", "”", "„", "‟", "«", "»", "＂", "(", ")", "（", "）", ":", "=", "*", ";", "[", "]", "{", "}": true
    default:
      switch scalar.properties.generalCategory {
      case .control, .format, .lineSeparator, .paragraphSeparator: true
      default: false
      }
    }
  }

  private static func isSubstance(_ scalar: Unicode.Scalar) -> Bool {
    scalar.properties.isAlphabetic || scalar.properties.numericType != nil
  }

  /// `finding(s)`, `process(es)`.
  private static func removePluralMarks(_ scalars: inout [Unicode.Scalar]) {
    var kept: [Unicode.Scalar] = []
    var index = 0
    while index < scalars.count {
      if scalars[index] == "(", kept.last?.properties.isAlphabetic ?? false {
        let mark = scalars[(index + 1)...].prefix(3)
        if mark.starts(with: ["s", ")"] as [Unicode.Scalar]) {
          index += 3
          continue
        }
        if mark.elementsEqual(["e", "s", ")"] as [Unicode.Scalar]) {
          index += 4
          continue
        }
      }
      kept.append(scalars[index])
      index += 1
    }
    scalars = kept
  }
}
