/// The rows of the first worksheet of an Excel workbook (`.xlsx`), one at a time: texts, shared or inline, and numbers
/// as they are written. Formulas, styles and further worksheets are passed over.
public final class WorkbookReader {
  public struct Row: Sendable, Hashable {
    /// As the worksheet counts, from 1; empty rows may be missing.
    public var number: Int
    /// The texts of columns A, B, and so on; empty where there is no cell.
    public var cells: [String]
  }

  /// Bytes of all shared texts together.
  public static let textLimit = 256 << 20
  public static let columnLimit = CSVReader.columnLimit
  public static let rowLimit = 1_048_576

  public let name: String
  private let worksheet: XMLReader
  private let texts: [String]
  private var lastRow = 0
  private var lastWidth = 0
  private var inRows = false

  /// Opens the first worksheet, in the order of the workbook.
  public init(_ archive: ZipArchive) throws(SourceError) {
    name = archive.name
    let path = try WorkbookReader.firstWorksheet(archive)
    texts = try WorkbookReader.sharedTexts(archive)
    worksheet = XMLReader(try archive.open(try WorkbookReader.part(path, archive)), keepsBlankText: true)
  }

  /// The next row that the worksheet holds; nil after the last.
  public func next() throws(SourceError) -> Row? {
    while let event = try worksheet.next() {
      guard case .start(let element) = event else { continue }
      switch element.name.localName {
      case "row": return try row(element)
      case "worksheet", "sheetData": continue
      default: try worksheet.skipElement()
      }
    }
    return nil
  }

  private func row(_ element: XMLElement) throws(SourceError) -> Row {
    let number = element["r"].map { Int($0) ?? 0 } ?? lastRow + 1
    guard number > lastRow, number <= WorkbookReader.rowLimit else {
      throw worksheet.error("row \(element["r"] ?? "") after row \(lastRow)", remedy: "save the workbook again")
    }
    lastRow = number
    var cells: [String] = []
    cells.reserveCapacity(lastWidth)
    while let cell = try worksheet.nextChild() {
      guard cell.name.localName == "c" else {
        try worksheet.skipElement()
        continue
      }
      let column = try cell["r"].map { (reference) throws(SourceError) in try self.column(reference) } ?? cells.count
      guard column >= cells.count, column < WorkbookReader.columnLimit else {
        throw worksheet.error("the cell \(cell["r"] ?? "") is out of order", remedy: "save the workbook again")
      }
      while cells.count < column { cells.append("") }
      cells.append(try text(of: cell))
    }
    lastWidth = cells.count
    return Row(number: number, cells: cells)
  }

  private func text(of cell: XMLElement) throws(SourceError) -> String {
    var text = ""
    while let part = try worksheet.nextChild() {
      switch part.name.localName {
      case "v": text = try worksheet.wholeText()
      case "is": text = try worksheet.richText()
      default: try worksheet.skipElement()
      }
    }
    switch cell["t"] {
    case "s":
      guard let index = Int(text), texts.indices.contains(index) else {
        if text.isEmpty { return "" }
        throw worksheet.error("there is no shared text number \(text)", remedy: "save the workbook again")
      }
      return texts[index]
    case "b": return text == "1" ? "TRUE" : "FALSE"
    default: return text
    }
  }

  /// The column that a reference such as `AV6809` names, from 0.
  private func column(_ reference: String) throws(SourceError) -> Int {
    var column = 0
    for byte in reference.utf8 {
      guard byte.isCapital else { break }
      column = column * 26 + Int(byte - 64)
      guard column <= WorkbookReader.columnLimit else {
        throw SourceError(
          .limit, file: name, place: worksheet.place, message: "more than \(WorkbookReader.columnLimit) columns",
          remedy: "check that this is the right file")
      }
    }
    guard column > 0 else {
      throw worksheet.error("\"\(reference)\" names no cell", remedy: "save the workbook again")
    }
    return column - 1
  }
}

extension WorkbookReader {
  private static func part(_ path: String, _ archive: ZipArchive) throws(SourceError) -> ZipArchive.Entry {
    guard let entry = archive.entry(path) else {
      throw SourceError(
        .malformed, file: archive.name, message: "the workbook has no part \(path)", remedy: "save the workbook again")
    }
    return entry
  }

  /// The path of the worksheet that the workbook lists first.
  private static func firstWorksheet(_ archive: ZipArchive) throws(SourceError) -> String {
    let workbook = XMLReader(try archive.open(try part("xl/workbook.xml", archive)))
    var relation: String?
    while relation == nil, let event = try workbook.next() {
      guard case .start(let element) = event, element.name.localName == "sheet" else { continue }
      relation = element.attributes.first { $0.name == "r:id" || $0.name.localName == "id" && $0.name != "id" }?.value
    }
    guard let relation else { throw workbook.error("the workbook lists no worksheet", remedy: "save it again") }
    let relations = XMLReader(try archive.open(try part("xl/_rels/workbook.xml.rels", archive)))
    while let event = try relations.next() {
      guard case .start(let element) = event, element["Id"] == relation, let target = element["Target"] else {
        continue
      }
      guard element["Type"]?.hasSuffix("/worksheet") == true else {
        throw relations.error("the first sheet is not a worksheet", remedy: "put the data on the first sheet")
      }
      return target.hasPrefix("/") ? String(target.dropFirst()) : "xl/\(target)"
    }
    throw relations.error("no worksheet \(relation)", remedy: "save the workbook again")
  }

  private static func sharedTexts(_ archive: ZipArchive) throws(SourceError) -> [String] {
    guard let entry = archive.entry("xl/sharedStrings.xml") else { return [] }
    guard entry.length <= textLimit else {
      throw SourceError(
        .limit, file: archive.name, message: "more than \(textLimit) bytes of shared texts",
        remedy: "save the sheet as CSV")
    }
    let reader = XMLReader(try archive.open(entry), keepsBlankText: true)
    var texts: [String] = []
    while let event = try reader.next() {
      guard case .start(let element) = event, element.name.localName == "si" else { continue }
      texts.append(try reader.richText())
    }
    return texts
  }
}

extension XMLReader {
  /// The text in the element that the reader stands in, unchanged. The end tag is consumed.
  fileprivate func wholeText() throws(SourceError) -> String {
    var text = ""
    var depth = 1
    while depth > 0, let event = try next() {
      switch event {
      case .start: depth += 1
      case .end: depth -= 1
      case .text(let piece): if text.isEmpty { text = piece } else { text += piece }
      }
    }
    return text
  }

  /// The text of a string item: its `t`, or the `t` of its runs. What is said of pronunciation is passed over.
  fileprivate func richText() throws(SourceError) -> String {
    var text = ""
    while let child = try nextChild() {
      switch child.name.localName {
      case "t": text += try wholeText()
      case "r": text += try richText()
      default: try skipElement()
      }
    }
    return text
  }
}

extension String {
  /// A name without its namespace prefix.
  fileprivate var localName: Substring {
    guard let colon = utf8.firstIndex(of: UInt8(ascii: ":")) else { return self[...] }
    return self[utf8.index(after: colon)...]
  }
}
