import Foundation
import Testing

/// Each bad source: the status, one line with file and position, and the published index as it was.
@Suite("RefusedSource")
struct RefusedSourceTests {
  private let fixture: CommandFixture

  init() throws { fixture = try CommandFixture() }

  private func refused(
    _ path: String, status: Int32 = 7, naming parts: [String], sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let before = try fixture.answer()
    let run = try fixture.add(path)
    #expect(run.status == status, "\(run.output)\(run.errors)", sourceLocation: sourceLocation)
    #expect(run.output.isEmpty, sourceLocation: sourceLocation)
    #expect(run.errorLines.count == 1, "\(run.errors)", sourceLocation: sourceLocation)
    #expect(run.errors.hasPrefix("codesearch: "), sourceLocation: sourceLocation)
    #expect(run.errors.contains("; "), "a remedy follows the fault: \(run.errors)", sourceLocation: sourceLocation)
    for part in [path] + parts {
      #expect(run.errors.contains(part), "\(run.errors) names \(part)", sourceLocation: sourceLocation)
    }
    #expect(try fixture.answer() == before, sourceLocation: sourceLocation)
    #expect(fixture.list("staging").isEmpty, sourceLocation: sourceLocation)
    #expect(try fixture.run("verify").status == 0, sourceLocation: sourceLocation)
  }

  private func write(_ text: String, _ name: String) throws -> String { try fixture.folder.write(text, to: name) }

  @Test("a truncated gz")
  func truncatedGzip() throws {
    let bytes: [UInt8] = [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 3, 0, 100, 0, 155, 255] + Array("00001 A000".utf8)
    try refused(try fixture.folder.write(bytes, to: "icd10cm-order-2026.txt.gz"), naming: ["byte 25"])
  }

  @Test("a zip with a path that leads outside", arguments: ["../evil.txt", "/etc/evil.txt", "a/../../evil.txt"])
  func zipSlip(name: String) throws {
    let path = try fixture.folder.write(StoredZip.bytes(name, OrderFile.diagnoses.text), to: "codes-2026.zip")
    try refused(path, naming: [name])
    #expect(!FileManager.default.fileExists(atPath: fixture.folder.path + "/evil.txt"))
  }

  @Test("XML with an external entity, which is not fetched")
  func externalEntity() throws {
    let secret = try write("secret", "secret.txt")
    let text = """
      <?xml version="1.0"?>
      <!DOCTYPE ICD10CM.tabular [<!ENTITY e SYSTEM "file://\(secret)">]>
      <ICD10CM.tabular><version>2026</version><title>&e;</title><chapter><name>1</name></chapter></ICD10CM.tabular>
      """
    try refused(try write(text, "icd10cm-tabular-2026.xml"), naming: [".xml:2"])
  }

  @Test("XML whose entities grow")
  func entityExpansion() throws {
    let text = """
      <!DOCTYPE ICD10CM.tabular [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>
      <ICD10CM.tabular><version>2026</version><title>&b;</title></ICD10CM.tabular>
      """
    try refused(try write(text, "icd10cm-tabular-2026.xml"), naming: [".xml:1"])
  }

  @Test("XML that ends too early")
  func truncatedXML() throws {
    let text = "<ICD10CM.tabular>\n<version>2026</version>\n<chapter>\n<name>1</name>\n<desc>Some"
    try refused(try write(text, "icd10cm-tabular-2026.xml"), naming: [".xml:5"])
  }

  @Test("an order file with a wrong column names line and column")
  func wrongColumn() throws {
    var lines = OrderFile.diagnoses.text.components(separatedBy: "\r\n")
    lines[2] = lines[2].prefix(14) + "7" + lines[2].dropFirst(15)
    try refused(try write(lines.joined(separator: "\r\n"), "bad/icd10cm-order-2026.txt"), naming: [".txt:3:15"])
  }

  @Test("a table with a row too few")
  func wrongRow() throws {
    let text = "drg,mdc,type,title\n001,PRE,P,HEART\n002,PRE\n"
    try refused(try write(text, "msdrg_v43_titles.csv"), naming: [".csv:", "3"])
  }

  @Test("an empty file")
  func empty() throws { try refused(try write("", "icd10cm-order-2026.txt"), naming: ["empty"]) }

  @Test("a CSV with NUL bytes names the byte")
  func nul() throws {
    let text = "drg,mdc,type,title\n001,PRE,P,HE\0ART\n"
    try refused(try write(text, "msdrg_v43_titles.csv"), naming: ["byte 31", "NUL"])
  }

  @Test("a code set of the wrong year, new or known")
  func wrongYear() throws {
    var order = OrderFile.diagnoses
    let same = try write(order.text, "fy2025/icd10cm-order-2026.txt")
    try refused(same, naming: ["2025", "2026"])
    order.records[0].title = "Another"
    let other = try write(order.text, "fy2024/icd10cm-order-2026.txt")
    try refused(other, naming: ["2024", "2026"])
  }

  @Test("a file of no known format, and a folder without any")
  func unknown() throws {
    try refused(try write("Dear diary\n", "diary.txt"), naming: ["--formats"])
    try fixture.folder.write("Dear diary\n", to: "folder/diary.txt")
    try refused(fixture.folder.path + "/folder", naming: ["--formats"])
  }

  @Test("a file that is not there")
  func missing() throws { try refused(fixture.folder.path + "/none.txt", status: 6, naming: []) }

  @Test("a knowledge file with a broken front matter names the line")
  func frontMatter() throws {
    try refused(try write("---\nkind: novel\nsystem: CPT\n---\n\n## 1 x\n", "my.md"), naming: [".md:2"])
  }

  @Test("an ontology whose synonym is not quoted, and one of an unknown version, name the line")
  func ontology() throws {
    let text = "format-version: 1.2\n\n[Term]\nid: X:1\nsynonym: fever EXACT []\n"
    try refused(try write(text, "my.obo"), naming: [".obo:5", "quotes"])
    try refused(try write("format-version: 2.0\n\n[Term]\nid: X:1\n", "my.obo"), naming: [".obo:1", "2.0"])
  }

  @Test("a list of terms with a code that is none names the line, and one with another first line is not recognised")
  func termList() throws {
    try refused(try write("code\tterm\nE119\tsugar\nsugar\tE119\n", "my.tsv"), naming: [".tsv:3", "no code"])
    try refused(try write("id\tterm\nE119\tsugar\n", "my.tsv"), naming: ["--formats"])
  }

  @Test("one bad file among good ones refuses all")
  func oneAmongMany() throws {
    try fixture.folder.write(OrderFile.large(100).text, to: "many/icd10cm-order-2027.txt")
    try fixture.folder.write("---\nkind: novel\n---\n", to: "many/my.md")
    let before = try fixture.answer()
    #expect(try fixture.add(fixture.folder.path + "/many").status == 7)
    #expect(try fixture.answer() == before)
  }

  @Test("an unreadable folder and an unreadable file are status 6")
  func unreadable() throws {
    try fixture.folder.write(OrderFile.diagnoses.text, to: "closed/icd10cm-order-2026.txt")
    let closed = fixture.folder.path + "/closed"
    guard geteuid() != 0 || FileManager.default.isExecutableFile(atPath: "/usr/bin/setpriv") else {
      print("skipped: permissions do not hold for root, and setpriv(1) is not installed")
      return
    }
    let before = try fixture.answer()
    let drop = geteuid() == 0 ? "setpriv --reuid=65534 --regid=65534 --clear-groups" : ""
    let run = try CommandRun.shell(
      """
      chmod -R a+rwX \(fixture.folder.path)
      chmod 000 \(closed)
      cp $CODESEARCH \(fixture.folder.path)/program
      \(drop) \(fixture.folder.path)/program index --no-corpus --index \(fixture.index) \(closed)
      status=$?
      chmod 755 \(closed)
      exit $status
      """)
    #expect(run.status == 6, "\(run.errors)")
    #expect(run.errorLines.count == 1)
    #expect(run.errors.contains(closed))
    #expect(try fixture.answer() == before)
  }
}

/// A zip archive with one entry, stored, under any name.
enum StoredZip {
  static func bytes(_ name: String, _ text: String) -> [UInt8] {
    let content = Array(text.utf8)
    let path = Array(name.utf8)
    let common =
      little(20, 2) + little(0, 2) + little(0, 2) + little(0, 4) + little(checksum(content), 4)
      + little(content.count, 4) + little(content.count, 4) + little(path.count, 2) + little(0, 2)
    let local = [0x50, 0x4B, 3, 4] + common + path + content
    let central =
      [0x50, 0x4B, 1, 2] + little(3 << 8 | 20, 2) + common + little(0, 2) + little(0, 2) + little(0, 2)
      + little(0o100644 << 16, 4) + little(0, 4) + path
    return local + central + [0x50, 0x4B, 5, 6] + little(0, 4) + little(1, 2) + little(1, 2) + little(central.count, 4)
      + little(local.count, 4) + little(0, 2)
  }

  private static func little(_ value: Int, _ count: Int) -> [UInt8] {
    (0..<count).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
  }

  private static func checksum(_ bytes: [UInt8]) -> Int {
    var register: UInt32 = 0xFFFF_FFFF
    for byte in bytes {
      register ^= UInt32(byte)
      for _ in 0..<8 { register = register & 1 == 1 ? register >> 1 ^ 0xEDB8_8320 : register >> 1 }
    }
    return Int(~register)
  }
}
