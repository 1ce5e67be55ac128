extension QueryError {
  /// The query with `^^^^` under the part at fault, at most 60 columns of it.
  ///
  /// ```
  /// heart sytem:hcpcs
  ///       ^^^^^
  /// ```
  ///
  /// Characters that could disturb a terminal are shown as `�`; `…` stands where the text is cut. Two lines without a
  /// line break at the end.
  public func caretDescription(of text: String) -> String {
    Self.caretDescription(of: text, range: range)
  }

  static let caretColumns = 60

  static func caretDescription(of text: String, range: SourceRange) -> String {
    let bytes = text.utf8
    let lower = min(max(range.lowerBound, 0), bytes.count)
    let upper = min(max(range.upperBound, lower), bytes.count)
    let scalars = text.unicodeScalars
    let start = scalars.index(ofByte: lower, in: text)
    let end = scalars.index(ofByte: upper, in: text)

    // What stands before the range, nearest first, and from the range on; neither further than the window reaches.
    let before = cells(scalars[..<start].reversed())
    let marked = cells(scalars[start..<end])
    let after = cells(scalars[end...])
    let room = caretColumns - 2
    let shownMarked = marked.fitting(room)
    let free = room - shownMarked.columns
    let rightShare = shownMarked.count < marked.count ? 0 : min(after.columns, max(free / 2, free - before.columns))
    let shownAfter = after.fitting(rightShare)
    let shownBefore = before.fitting(free - shownAfter.columns)

    let isCutLeft = shownBefore.count < before.count
    let isCutRight = shownMarked.count < marked.count || shownAfter.count < after.count
    var line = isCutLeft ? "…" : ""
    for cell in shownBefore.reversed() { line.unicodeScalars.append(cell.scalar) }
    for cell in shownMarked { line.unicodeScalars.append(cell.scalar) }
    for cell in shownAfter { line.unicodeScalars.append(cell.scalar) }
    if isCutRight { line += "…" }
    let indent = String(repeating: " ", count: shownBefore.columns + (isCutLeft ? 1 : 0))
    return line + "\n" + indent + String(repeating: "^", count: max(1, shownMarked.columns))
  }

  /// One scalar as shown, and the terminal columns that it takes.
  struct Cell {
    let scalar: Unicode.Scalar
    let columns: Int
  }

  /// The first scalars of a text, somewhat more than the window can hold.
  private static func cells(_ scalars: some Sequence<Unicode.Scalar>) -> ArraySlice<Cell> {
    scalars.prefix(2 * caretColumns).map { scalar in
      if ScalarKind.disturbsTerminal(scalar) { return Cell(scalar: "\u{FFFD}", columns: 1) }
      return Cell(scalar: scalar, columns: ScalarKind.columns(scalar))
    }[...]
  }
}

extension ArraySlice<QueryError.Cell> {
  fileprivate var columns: Int { reduce(0) { $0 + $1.columns } }

  /// The longest beginning that takes no more than so many columns.
  fileprivate func fitting(_ columns: Int) -> ArraySlice {
    var left = columns
    return prefix { cell in
      left -= cell.columns
      return left >= 0
    }
  }
}

extension String.UnicodeScalarView {
  /// The scalar that holds the byte at an offset; where it lies inside one, the scalar's beginning.
  fileprivate func index(ofByte offset: Int, in text: String) -> String.Index {
    var index = text.utf8.index(text.startIndex, offsetBy: offset)
    while index > text.startIndex, index.samePosition(in: self) == nil { index = text.utf8.index(before: index) }
    return index
  }
}
