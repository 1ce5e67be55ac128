/// What a Unicode scalar is to the lexer and to a terminal.
enum ScalarKind {
  enum Hidden { case control, bidi, zeroWidth }

  /// Scalars that are read as blanks because nobody can see them. Tab and line breaks are ordinary blanks.
  static func hidden(_ scalar: Unicode.Scalar) -> Hidden? {
    switch scalar.value {
    case 0x09, 0x0A, 0x0D: nil
    case 0x00...0x1F, 0x7F...0x9F: .control
    case 0x061C, 0x200E, 0x200F, 0x202A...0x202E, 0x2066...0x2069: .bidi
    case 0x200B...0x200D, 0x2060...0x2064, 0x180E, 0xFEFF: .zeroWidth
    default: nil
    }
  }

  static func isBlank(_ scalar: Unicode.Scalar) -> Bool {
    scalar.isASCII ? scalar == " " || (0x09...0x0D).contains(scalar.value) : scalar.properties.isWhitespace
  }

  /// Any of these opens a phrase, and any closes it. The apostrophe is none: it is part of words.
  static func isQuote(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case "\"", "“", "”", "„", "‟", "«", "»", "＂": true
    default: false
    }
  }

  static func isOpening(_ scalar: Unicode.Scalar) -> Bool { scalar == "(" || scalar == "（" }
  static func isClosing(_ scalar: Unicode.Scalar) -> Bool { scalar == ")" || scalar == "）" }

  /// Whether a word ends before the scalar wherever it stands.
  static func endsWord(_ scalar: Unicode.Scalar) -> Bool {
    isBlank(scalar) || isQuote(scalar) || isOpening(scalar) || isClosing(scalar)
  }

  /// Punctuation that is not part of a word at its edges, though it may be inside.
  static func isEdgePunctuation(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case ",", ";", ".", "?", "!", ":", "'", "`", "[", "]", "{", "}", "=", "*": true
    case "‘", "’", "‚", "…", "¿", "¡", "、", "。", "，", "；", "：", "？", "！": true
    default: isHyphen(scalar)
    }
  }

  static func isHyphen(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case "-", "\u{2010}", "\u{2011}", "\u{2012}", "–", "—", "\u{2212}": true
    default: false
    }
  }

  /// Whether the scalar alone makes a word: letters, digits, marks and pictures do, punctuation and operators do not.
  static func hasSubstance(_ scalar: Unicode.Scalar) -> Bool {
    if scalar.isASCII { return isASCIILetter(scalar) || isDigit(scalar) }
    return switch scalar.properties.generalCategory {
    case .connectorPunctuation, .dashPunctuation, .openPunctuation, .closePunctuation, .initialPunctuation,
      .finalPunctuation, .otherPunctuation, .mathSymbol, .currencySymbol, .modifierSymbol, .format, .control,
      .spaceSeparator, .lineSeparator, .paragraphSeparator:
      false
    default: true
    }
  }

  static func isDigit(_ scalar: Unicode.Scalar) -> Bool { ("0"..."9").contains(scalar) }

  static func isASCIILetter(_ scalar: Unicode.Scalar) -> Bool {
    ("a"..."z").contains(scalar) || ("A"..."Z").contains(scalar)
  }

  static func disturbsTerminal(_ scalar: Unicode.Scalar) -> Bool {
    hidden(scalar) != nil || scalar.value < 0x20 || scalar.value == 0x2028 || scalar.value == 0x2029
  }

  /// The columns that a terminal gives a scalar: none for combining marks, two for East Asian wide ones and pictures.
  static func columns(_ scalar: Unicode.Scalar) -> Int {
    if scalar.isASCII { return 1 }
    switch scalar.properties.generalCategory {
    case .nonspacingMark, .enclosingMark, .format: return 0
    default: break
    }
    switch scalar.value {
    case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F,
      0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x1F300...0x1F64F, 0x1F900...0x1F9FF, 0x20000...0x3FFFD:
      return 2
    default: return 1
    }
  }
}
