/// The scalars of a query with their byte offsets; what nobody can see is already replaced by blanks.
struct SourceText {
  private(set) var scalars: [Unicode.Scalar] = []
  /// The offset of each scalar, and the length of the text at the end.
  private(set) var offsets: [Int] = []
  private(set) var notices = NoticeLog()

  init(_ text: String) {
    var offset = 0
    scalars.reserveCapacity(text.utf8.count)
    offsets.reserveCapacity(text.utf8.count + 1)
    for scalar in text.unicodeScalars {
      let length = UTF8.width(scalar)
      let range = offset..<(offset + length)
      offsets.append(offset)
      offset += length
      guard let hidden = ScalarKind.hidden(scalar) else {
        scalars.append(scalar)
        continue
      }
      scalars.append(" ")
      switch hidden {
      case .control: notices.add(.controlCharacters, range, "control characters were read as blanks")
      case .bidi: notices.add(.bidiControls, range, "controls of writing direction were read as blanks")
      case .zeroWidth: notices.add(.zeroWidthCharacters, range, "characters without width were read as blanks")
      }
    }
    offsets.append(offset)
  }

  var count: Int { scalars.count }

  func text(_ range: Range<Int>) -> String {
    var text = String.UnicodeScalarView()
    for scalar in scalars[range] { text.append(scalar) }
    return String(text)
  }

  /// The bytes that a range of scalars covers.
  func bytes(_ range: Range<Int>) -> SourceRange { offsets[range.lowerBound]..<offsets[range.upperBound] }
}
