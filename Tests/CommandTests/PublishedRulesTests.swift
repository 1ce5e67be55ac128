import Foundation
import Testing

/// Rules and coverage on the published files: what the whole tree gives, and whether a question finds its text.
@Suite("PublishedRules", .enabled(if: PublishedData.isThere, "../shared/data is not there"))
struct PublishedRulesTests {
  private let index: String

  init() throws { index = try PublishedData.index.get().folder }

  private func run(_ arguments: String...) throws -> CommandRun {
    try CommandRun.started(PublishedData.program, arguments + ["--index", index]).finish()
  }

  /// As PROVENANCE-rules.md counts them.
  @Test(
    "the whole tree is indexed with every record counted",
    arguments: [
      ("ncci/ptp-practitioner-2024q3-active-all.tsv.gz", "1,669,820"),
      ("ncci/ptp-practitioner-2024q3-subset.tsv.gz", "161,051"), ("ncci/ptp-hospital-2024q3-subset.tsv.gz", "82,328"),
      ("ncci/mue-practitioner-2026q2.csv", "15,095"), ("ncci/mue-practitioner-2024q3.csv", "14,677"),
      ("ncci/mue-hospital-2024q3.csv", "14,628"), ("ncci/mue-dme-2024q3.csv", "2,928"),
      ("ncci/AOC_V2026Q2-MCR.xlsx", "9,000"), ("ncci/aoc-2026q2.tsv", "9,000"),
      ("fees/PPRRVU2025_Oct.nodesc.csv", "19,090"), ("fees/PPRRVU2025_Oct.nodesc.txt", "19,090"),
      ("fees/GPCI2025.csv", "109"), ("ncd_csv/ncd_trkg.csv", "352"), ("ncd-api-2026-08/ncd.jsonl", "345"),
      ("api/local-coverage-reports-2025-08.csv", "3,133"), ("lcd-dme-2023-12/lcdData.json", "58"),
      ("lcd-dme-2026-08/lcd_id_list.json", "58"), ("current_lcd_csv/contractor.csv", "120"),
      ("current_lcd_csv/lcd_x_contractor.csv", "12,758"), ("current_lcd_csv/lcd_x_hcpc_code.csv", "2,102"),
      ("current_lcd_csv/lcd_x_hcpc_code_group.csv", "96"), ("current_lcd_csv/lcd_x_primary_jurisdiction.csv", "241"),
      ("current_lcd_csv/lcd_future_retire.csv", "85"),
    ])
  func counts(file: String, count: String) throws {
    let lines = try PublishedData.index.get().output.split(separator: "\n")
    let line = lines.first { $0.hasSuffix("/" + file) && !$0.hasPrefix("skipped") }
    #expect(line?.contains(count + " ") == true, "\(file): \(line ?? "not read")")
  }

  @Test("what is no table is passed over with one line each, excerpts and second forms of a document too")
  func skipped() throws {
    let lines = try PublishedData.index.get().output.split(separator: "\n").map(String.init)
    for name in ["RVU25D.pdf", "mcd-csv-schema.json", "PROVENANCE-rules.md"] {
      #expect(lines.count { $0.hasPrefix("skipped") && $0.hasSuffix("/" + name) } == 1, "\(name)")
    }
    #expect(lines.contains { $0.contains("ccipra-v322r0-f1.excerpt.txt") && $0.contains("an excerpt") })
    #expect(lines.contains { $0.hasPrefix("left out, the same document as") && $0.hasSuffix("fy2026.md") })
  }

  @Test(
    "a question finds the governing text among the first three",
    arguments: [
      ("coverage for continuous glucose monitor", ["L33822"]),
      ("when can sepsis be the principal diagnosis", ["I.C.1.d.4", "II"]),
      ("modifier 59 separate structure", ["59", "NCCI_I.E", "NCCI_I.E.d", "NCCI_I.E.e"]),
      ("CPAP sleep apnea coverage", ["240.4"]), ("screening colonoscopy frequency", ["210.3"]),
    ])
  func questions(query: String, texts: [String]) throws {
    let found = try run("search", "--on", "2026-01-15", "--format", "codes", "--limit", "3", query).lines
      .map { $0.replacingOccurrences(of: " ", with: "_") }
    #expect(found.contains(where: texts.contains), "\(query): \(found)")
  }

  @Test(
    "a code finds the texts that name it", arguments: [("E0601", "L33718"), ("A4239", "L33822"), ("E11.9", "I.C.4.a")])
  func textsOfCode(code: String, text: String) throws {
    let found = try run("search", "--on", "2026-01-15", "--format", "codes", "--limit", "60", code).lines
    #expect(found.first == code)
    #expect(found.contains(text), "\(found)")
  }

  @Test("the card of a procedure has every section", arguments: ["38780", "38564", "99213", "G0008"])
  func cards(code: String) throws {
    let card = try run("show", "--on", "2025-11-15", code).output
    for heading in [
      "Guidelines and manuals", "Modifiers that may go with it", "PTP edits, practitioner, 2024-07",
      "Units of a day (MUE)", "Physician fee schedule", "Rules from",
    ] {
      #expect(card.contains("\n" + heading), "\(code): \(heading)")
    }
  }

  @Test("a diagnosis, a device and a drug have the sections that they can have")
  func otherCards() throws {
    let diagnosis = try run("show", "--on", "2026-01-15", "E11.9").output
    for heading in ["Notes", "Guidelines and manuals", "Crosswalk"] { #expect(diagnosis.contains("\n" + heading)) }
    let device = try run("show", "--on", "2026-01-15", "E0601").output
    #expect(device.contains("L33718"))
    #expect(device.contains("DME supplier: MUE"))
    #expect(try run("show", "--on", "2026-01-15", "J0897").output.contains("practitioner: MUE"))
  }

  @Test("an NCD with a sentence for a date is in force, the date unknown")
  func unknownDate() throws {
    let card = try run("show", "--on", "2026-09-01", "--system", "ncd", "10.3").output
    #expect(card.contains("in force on 2026-09-01 · date unknown:"), "\(card.prefix(300))")
  }
}
