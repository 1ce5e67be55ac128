import CodeSearchWeb
import Foundation
import Testing

/// What is between head and foot of some pages, beside this file. `RECORD_GOLDEN=1 swift test` writes them anew.
struct GoldenPageTests {
  private static let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Golden")
  private static let records = ProcessInfo.processInfo.environment["RECORD_GOLDEN"] == "1"

  @Test(arguments: [
    ("results", "/", "q=diabetes&on=2026-02-01&fragment=results"),
    ("nothing", "/", "q=zzzqqq&fragment=results&on=2026-02-01"),
    ("card-diagnosis", "/code/icd10cm/E11.9", "on=2026-02-01"),
    ("card-header", "/code/icd10cm/S52.501", "on=2026-02-01"),
    ("card-deleted", "/code/icd10cm/S30.1XXA", "on=2026-02-01"), ("card-procedure", "/code/cpt/10001", "on=2026-02-01"),
    ("check", "/check", Office.claim), ("browse", "/browse/icd10cm/E11", "on=2026-02-01"),
  ])
  func `A page is as it was`(name: String, path: String, query: String) throws {
    let page = try Office.text(path, query)
    let main = page.split(separator: "<main id=\"main\" tabindex=\"-1\">\n").last?.split(separator: "</main>").first
    let text = String(try #require(main))
    let file = Self.folder.appending(path: name + ".html")
    if Self.records {
      try FileManager.default.createDirectory(at: Self.folder, withIntermediateDirectories: true)
      try Data(text.utf8).write(to: file)
    }
    let golden = try String(contentsOf: file, encoding: .utf8)
    #expect(text == golden, "\(name).html differs; RECORD_GOLDEN=1 records it anew")
  }
}
