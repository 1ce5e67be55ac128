import Testing

@testable import codesearch

/// The plainest search is read without the argument parser; nobody may see the difference.
@Suite("QuickSearch") struct QuickSearchTests {
  @Test func `Every command that help lists is known to it as no query`() throws {
    let help = try CommandRun.of(["--help"]).lines
    let listed = help.drop { $0 != "SUBCOMMANDS:" }.dropFirst()
      .filter { $0.hasPrefix("  ") && !$0.hasPrefix("   ") && !$0.contains("See ") }
      .compactMap { $0.split(separator: " ").first.map(String.init) }
    #expect(Set(QuickSearch.commands) == Set(listed + ["help"]))
  }

  @Test(arguments: [
    ["neoplasm", "lymph"], ["lymph nodes"], ["C77.2"], ["nosuchwordanywhere"], ["system:nosuch x"],
    ["lymph", "--limit", "1"],
    [""],
  ])
  func `It answers as the search command does, or leaves it to the parser`(words: [String]) throws {
    let fixture = try CommandFixture()
    let plain = try CommandRun.of(words + ["--index", fixture.index])
    let named = try CommandRun.of(["search", "--index", fixture.index] + words)
    #expect(plain.output == named.output)
    #expect(plain.errors == named.errors)
    #expect(plain.status == named.status)
  }

  @Test func `A command without its arguments is no query`() throws {
    let run = try CommandRun.of(["show", "--index", "nowhere"])
    #expect(run.status == 2)
    #expect(run.errors.contains("codesearch show"))
  }
}
