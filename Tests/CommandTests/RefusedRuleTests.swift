import CodeSearchTestKit
import Foundation
import Testing

/// Each format of rules and coverage with each fault: status 7, one line with file, place and remedy, and the published
/// index as it was.
@Suite("RefusedRules", .serialized)
struct RefusedRuleTests {
  /// A published index, built once: every test of the suite must leave it as it is.
  private static let published = Result { () throws -> String in
    let folder = try CodeSearchTestKit.TemporaryFolder.make()
    try Data(OrderFile.diagnoses.text.utf8).write(to: URL(filePath: folder + "/icd10cm-order-2026.txt"))
    let run = try CommandRun.of(
      ["index", "--no-corpus", "--index", folder + "/index", folder + "/icd10cm-order-2026.txt"])
    try #require(run.status == 0, "\(run.errors)")
    return folder + "/index"
  }

  private let index: String
  private let folder = TemporaryFolder()

  init() throws { index = try Self.published.get() }

  private func current() throws -> String { try String(contentsOfFile: index + "/CURRENT", encoding: .utf8) }

  private func refused(
    _ file: RuleFile, _ bytes: [UInt8], as name: String? = nil, options: [String] = [], naming parts: [String] = [],
    _ fault: String, sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let path = try folder.write(bytes, to: name ?? file.name)
    let before = try current()
    let run = try CommandRun.of(["index", "--no-corpus", "--index", index] + options + [path])
    let comment = "\(file.name), \(fault): \(run.status) \(run.output)\(run.errors)"
    #expect(run.status == 7, "\(comment)", sourceLocation: sourceLocation)
    #expect(run.output.isEmpty && run.errorLines.count == 1, "\(comment)", sourceLocation: sourceLocation)
    #expect(run.errors.hasPrefix("codesearch: \(path)"), "\(comment)", sourceLocation: sourceLocation)
    #expect(run.errors.contains("; "), "\(comment)", sourceLocation: sourceLocation)
    for part in parts { #expect(run.errors.contains(part), "\(comment)", sourceLocation: sourceLocation) }
    #expect(try current() == before, "\(comment)", sourceLocation: sourceLocation)
    let staged = try FileManager.default.contentsOfDirectory(atPath: index + "/staging")
    #expect(staged.isEmpty, "\(comment)", sourceLocation: sourceLocation)
  }

  @Test("a whole file of each format is read, so that the faults below are what is refused", arguments: RuleFile.all)
  func whole(file: RuleFile) throws {
    let path = try folder.write(file.text, to: file.name)
    let run = try CommandRun.of(["index", "--no-corpus", "--index", folder.path + "/index", path])
    #expect(run.status == 0 && !run.output.contains("skipped"), "\(run.output)\(run.errors)")
  }

  @Test("an empty file", arguments: RuleFile.all)
  func empty(file: RuleFile) throws { try refused(file, [], naming: ["empty"], "empty") }

  @Test("a NUL byte", arguments: RuleFile.all)
  func nul(file: RuleFile) throws {
    var bytes = Array(file.text.utf8)
    bytes.insert(0, at: bytes.count * 2 / 3)
    try refused(file, bytes, naming: file.isJSON ? [] : ["NUL"], "NUL")
  }

  @Test("a truncated gz", arguments: RuleFile.all)
  func truncated(file: RuleFile) throws {
    let plain = try folder.write(file.text, to: "whole")
    let whole = try CommandRun.shell("gzip -c '\(plain)' | head -c -12 | base64 -w0")
    let bytes = Array(try #require(Data(base64Encoded: whole.output)))
    try refused(file, bytes, as: file.name + ".gz", naming: ["byte ", "end too early"], "truncated")
  }

  @Test("a record with a wrong column", arguments: RuleFile.all.filter { $0.wrong != nil })
  func wrongColumn(file: RuleFile) throws {
    try refused(file, Array((file.text + (file.wrong ?? "")).utf8), naming: [file.place], "a wrong column")
  }

  @Test("JSON that is cut off", arguments: RuleFile.all.filter(\.isJSON))
  func cut(file: RuleFile) throws {
    let place = file.name.hasSuffix("l") ? ":1:" : "byte "
    try refused(file, Array(file.text.utf8.dropLast(12)), naming: [place], "cut off")
  }

  @Test("a file of another year than it is said to be", arguments: RuleFile.all.filter(\.tellsYear))
  func wrongYear(file: RuleFile) throws {
    try refused(file, Array(file.text.utf8), options: ["--release", file.otherRelease], "wrong year")
  }

  @Test("a PDF that is none, one that is cut off, and one without text")
  func pdf() throws {
    for name in ["guidelines-fy2026.pdf", "house.pdf"] {
      let file = RuleFile(name, "")
      try refused(file, Array("No PDF at all. It has sentences.".utf8), naming: ["byte 0", "not a PDF"], "no PDF")
      try refused(file, Array("%PDF-1.4\nstream".utf8), naming: ["cut off"], "cut PDF")
      try refused(file, Array("%PDF-1.4\nnothing\n%%EOF\n".utf8), naming: ["PDF"], "damaged PDF")
    }
  }

  @Test("a workbook that is cut off")
  func workbook() throws {
    let bytes: [UInt8] = [0x50, 0x4B, 3, 4, 20, 0, 0, 0] + Array(repeating: 7, count: 500)
    try refused(RuleFile("AOC_V2026Q1-MCR.xlsx", ""), bytes, naming: ["directory"], "a workbook without its end")
  }

  @Test("HTML that is nested or escaped without end is refused or read within the limits, and never followed")
  func bombs() throws {
    let ncd = try #require(RuleFile.all.first { $0.name.hasSuffix("ncd_trkg.csv") })
    func with(_ html: String) -> [UInt8] { Array(ncd.text.replacing("<p>Text.</p>", with: html).utf8) }
    try refused(
      ncd, with(String(repeating: "word ", count: 300_000)), naming: ["row 2", "1048576"], "a field too long")
    let bombs = [
      String(repeating: "<div>", count: 40_000) + "Deep words." + String(repeating: "</div>", count: 40_000),
      "&amp;" + String(repeating: "amp;", count: 20_000) + "lt;b&amp;gt; Words.",
      String(repeating: "<table><tr><td>", count: 10_000) + "Wide words.",
    ]
    for (number, bomb) in bombs.enumerated() {
      let path = try folder.write(with(bomb), to: "mcd-2026-0\(number + 1)/ncd_trkg.csv")
      let run = try CommandRun.of(["index", "--no-corpus", "--index", folder.path + "/bombs", path])
      #expect([0, 7].contains(run.status) && run.errorLines.count <= 1, "\(number): \(run.status) \(run.errors)")
    }
    let entity = "<!DOCTYPE html [<!ENTITY a SYSTEM \"file:///etc/passwd\">]><html><body><p>&a; "
    let page = try folder.write(entity + String(repeating: "The note names the side. ", count: 10), to: "page.html")
    let run = try CommandRun.of(["index", "--no-corpus", "--index", folder.path + "/page", page])
    #expect([0, 7].contains(run.status), "\(run.errors)")
    let found = try CommandRun.of(["search", "--index", folder.path + "/page", "root"])
    #expect(!found.output.contains("/bin/"), "\(found.output)")
  }

  @Test("after all of that the published index answers and verifies")
  func intact() throws {
    #expect(try CommandRun.of(["verify", "--index", index]).status == 0)
    let found = try CommandRun.of(["search", "--index", index, "--on", "2026-01-15", "embolism"])
    #expect(found.output.contains("I26.99"), "\(found.errors)")
  }
}
