/// The first worksheet of a workbook as comma-separated text, so that a format read from CSV is read from Excel too.
/// A row of the worksheet is the row of the same number in the text.
public final class WorkbookStream: ByteStream {
  public let name: String
  private let reader: WorkbookReader
  private var buffer: UnsafeMutableRawBufferPointer
  private var text: [UInt8] = []
  private var row = 0

  public init(_ reader: WorkbookReader, name: String? = nil) {
    self.reader = reader
    self.name = name ?? reader.name
    buffer = .allocate(byteCount: 1 << 16, alignment: 64)
  }

  deinit { buffer.deallocate() }

  public func next() throws(SourceError) -> UnsafeRawBufferPointer? {
    text.removeAll(keepingCapacity: true)
    while text.count < 1 << 16, let next = try reader.next() {
      // Rows that the worksheet leaves out are blank lines here.
      while row + 1 < next.number {
        row += 1
        text.append(0x0A)
      }
      row = next.number
      append(next.cells)
    }
    guard !text.isEmpty else { return nil }
    if text.count > buffer.count {
      buffer.deallocate()
      buffer = .allocate(byteCount: text.count * 2, alignment: 64)
    }
    buffer.copyBytes(from: text)
    return UnsafeRawBufferPointer(rebasing: buffer[..<text.count])
  }

  private func append(_ cells: [String]) {
    for (index, cell) in cells.enumerated() {
      if index > 0 { text.append(UInt8(ascii: ",")) }
      let needsQuotes = cell.utf8.contains {
        $0 == UInt8(ascii: ",") || $0 == UInt8(ascii: "\"") || $0 == 0x0A || $0 == 0x0D
      }
      guard needsQuotes else {
        text.append(contentsOf: cell.utf8)
        continue
      }
      text.append(UInt8(ascii: "\""))
      for byte in cell.utf8 {
        if byte == UInt8(ascii: "\"") { text.append(byte) }
        text.append(byte)
      }
      text.append(UInt8(ascii: "\""))
    }
    text.append(0x0A)
  }
}
