import Foundation

/// Archives made by hand, entry by entry, so that they can be wrong in any way.
struct ZipFixture {
  struct Entry {
    var name: String
    var bytes: [UInt8]
    /// What the headers say, where they lie.
    var checksum: UInt32?
    var length: UInt32?
    var flags: UInt16 = 0
    var mode: UInt32 = 0o100644
    /// The version that made it: 3 in the upper byte is Unix.
    var maker: UInt16 = 3 << 8 | 20
  }

  var entries: [Entry]

  init(_ entries: [Entry]) { self.entries = entries }

  init(_ files: [(String, String)]) { entries = files.map { Entry(name: $0.0, bytes: Array($0.1.utf8)) } }

  /// The archive, its entries stored without compression.
  var bytes: [UInt8] {
    var all: [UInt8] = []
    var directory: [UInt8] = []
    for entry in entries {
      let offset = UInt32(all.count)
      let name = Array(entry.name.utf8)
      let checksum = entry.checksum ?? crc32(entry.bytes)
      let common =
        little(20 as UInt16) + little(entry.flags) + little(0 as UInt16) + little(0 as UInt32) + little(checksum)
        + little(UInt32(entry.bytes.count)) + little(entry.length ?? UInt32(entry.bytes.count))
        + little(UInt16(name.count)) + little(0 as UInt16)
      all += [0x50, 0x4B, 3, 4] + common + name + entry.bytes
      directory +=
        [0x50, 0x4B, 1, 2] + little(entry.maker) + common + little(0 as UInt16) + little(0 as UInt16)
        + little(0 as UInt16) + little(entry.mode << 16) + little(offset) + name
    }
    let start = UInt32(all.count)
    return all + directory + [0x50, 0x4B, 5, 6] + little(0 as UInt32) + little(UInt16(entries.count))
      + little(UInt16(entries.count)) + little(UInt32(directory.count)) + little(start) + little(0 as UInt16)
  }
}

enum GzipFixture {
  /// `C48.0 Malignant neoplasm of retroperitoneum` and a line feed, compressed by gzip.
  static let text = "C48.0 Malignant neoplasm of retroperitoneum\n"
  static let compressed = decoded(
    "H4sIAAAAAAACA3M2sdAzUPBNzMlMz0vMK1HIS80vyEkszlXIT1MoSi0pyi9ILcosyc9LLc3lAgDyWV+7LAAAAA==")

  /// Three million zeros, compressed by gzip to 2,941 bytes.
  static let bomb = decoded(
    "H4sIAAAAAAACA+3BAQEAAACCIP+vbkhAAQ" + String(repeating: "A", count: 3_874) + "LwZlogFNwMYtAA==")

  /// `bytes` in stored blocks.
  static func stored(_ bytes: [UInt8]) -> [UInt8] {
    var all: [UInt8] = [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 3]
    var rest = bytes[...]
    repeat {
      let block = rest.prefix(65_535)
      rest = rest.dropFirst(65_535)
      all += [rest.isEmpty ? 1 : 0] + little(UInt16(block.count)) + little(~UInt16(block.count)) + block
    } while !rest.isEmpty
    return all + little(crc32(bytes)) + little(UInt32(bytes.count))
  }

  private static func decoded(_ text: String) -> [UInt8] { [UInt8](Data(base64Encoded: text) ?? Data()) }
}

enum WorkbookFixture {
  /// A workbook with the parts that reading needs; `sheet` is the content of `sheetData`.
  static func bytes(sheet: String, texts: [String] = [], relations: String? = nil) -> [UInt8] {
    let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    let office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    let relation = { (id: String, type: String, target: String) in
      "<Relationship Id=\"\(id)\" Type=\"\(office)/\(type)\" Target=\"\(target)\"/>"
    }
    return ZipFixture([
      ("[Content_Types].xml", "<Types/>"),
      (
        "xl/workbook.xml",
        "<workbook xmlns=\"\(main)\" xmlns:r=\"\(office)\"><sheets><sheet name=\"Second file\" sheetId=\"7\" "
          + "r:id=\"rId9\"/><sheet name=\"Other\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>"
      ),
      (
        "xl/_rels/workbook.xml.rels",
        "<Relationships>"
          + (relations ?? relation("rId1", "worksheet", "worksheets/sheet1.xml")
            + relation("rId9", "worksheet", "worksheets/sheet2.xml")) + "</Relationships>"
      ),
      ("xl/sharedStrings.xml", "<sst xmlns=\"\(main)\">\(texts.map { "<si>\($0)</si>" }.joined())</sst>"),
      (
        "xl/worksheets/sheet1.xml", "<worksheet><sheetData><row><c><v>wrong sheet</v></c></row></sheetData></worksheet>"
      ),
      (
        "xl/worksheets/sheet2.xml",
        "<worksheet xmlns=\"\(main)\"><dimension ref=\"A1:C3\"/><sheetData>\(sheet)</sheetData></worksheet>"
      ),
    ]).bytes
  }
}

/// A folder that is removed with its content when the test ends.
final class TemporaryFolder {
  let path: String

  init() throws {
    let url = FileManager.default.temporaryDirectory.appending(path: "codesearch-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    path = url.path
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  /// Writes a file, with the folders above it, and returns its path.
  @discardableResult
  func write(_ bytes: [UInt8], _ name: String) throws -> String {
    let url = URL(filePath: path).appending(path: name)
    try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(bytes).write(to: url)
    return url.path
  }
}

private func little<Number: FixedWidthInteger>(_ number: Number) -> [UInt8] {
  withUnsafeBytes(of: number.littleEndian) { [UInt8]($0) }
}

/// The checksum of gzip and zip, bit by bit.
private func crc32(_ bytes: [UInt8]) -> UInt32 {
  ~bytes.reduce(~0) { sum, byte in
    (0..<8).reduce(sum ^ UInt32(byte)) { value, _ in value >> 1 ^ (value & 1 == 1 ? 0xEDB8_8320 : 0) }
  }
}
