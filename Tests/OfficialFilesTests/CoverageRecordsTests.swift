import CodingKnowledge
import OfficialFiles
import Testing

/// The forms of coverage texts that are not tables of the database: API records, reports, pages, chunks, and a map.
@Suite struct CoverageRecordsTests {
  private func read(_ text: String, pieceLength: Int = 65_536) throws -> ReadFile {
    try readText(text, name: "texts.json", folders: ["api-2026-08"], pieceLength: pieceLength)
  }

  @Test(arguments: [1, 2, 3]) func `A record of the API is unescaped as often as it was escaped`(times: Int) throws {
    var html = "<p>Covered &amp; paid, when SpO2 &lt; 88%.</p><ol type='A'><li>One</li><li>Two</li></ol>"
    for _ in 0..<times {
      html = html.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;")
        .replacing("/", with: "&sol;")
    }
    let file = try read(CoverageFixture.apiRecord(text: html), pieceLength: 11)
    #expect(file.passages.map(\.text) == ["Covered & paid, when SpO2 < 88%.\nA. One\nB. Two"])
    #expect(file.codes.first?.title == "Invented & Rare")
    #expect(file.facts("20.99").contains("publication=100-3"))
  }

  @Test func `A sentence for a date leaves the day open and is kept`() throws {
    let sentence = "This was always so. No date of it has been posted."
    let file = try read(CoverageFixture.apiRecord(effective: sentence))
    #expect(file.codes.first?.validity == .always)
    #expect(file.facts("20.99").contains("effectiveText=\(sentence)"))
    let dated = try read(CoverageFixture.apiRecord(end: "03/01/2026"))
    #expect(dated.codes.first?.validity == DayRange(from: Day(iso: "2020-01-02"), through: Day(iso: "2026-02-28")))
  }

  @Test func `A record that is cut off, lacks a field or has a wrong date is named by its line`() {
    let good = CoverageFixture.apiRecord()
    let faults = [
      String(good.dropLast(9)) + "\n", good.replacing("\"title\"", with: "\"titel\""),
      good.replacing("01/02/2020", with: "13/41/2020"),
    ]
    for fault in faults {
      let error = sourceError { _ = try read(good + fault) }
      #expect(error?.place == .line(2), "\(fault): \(String(describing: error))")
    }
  }

  @Test func `A report gives titles, dates, contractors and addresses`() throws {
    let rows =
      CoverageFixture.reportHeading + "\n"
      + "\"Acme\n(MAC - Part A)\n\nAcme\n(MAC - Part B)\n\nBeta\n(DME MAC)\",L1234,1234,LCD,2,08/14/2025,,N/A,Pumps,,,http://x\n"
      + "Acme,A2345,2345,Article,1,01/01/2020,Retired,06/05/2025,Old &amp; gone,,,http://y\n"
    let file = try read(rows)
    #expect(file.facts("L1234") == ["contractor=Acme", "contractor=Beta", "url=http://x"])
    #expect(file.facts("A2345") == ["status=retired", "contractor=Acme", "url=http://y"])
    #expect(file.code("A2345")?.title == "Old & gone")
    #expect(file.code("A2345")?.validity == DayRange(from: Day(iso: "2020-01-01"), through: Day(iso: "2025-06-04")))
    #expect(sourceError { _ = try read(rows + "Acme,L1,2,LCD,1,,,N/A,T,,,u\n") }?.place == .row(4))
  }

  @Test func `Overlapping chunks become a text in which each sentence stands once`() throws {
    let chunks = [
      "[Indication] First rule. Second &lt; 54.", "Second &lt; 54. Third rule.", "Fourth rule.",
      "[Bibliography] A paper.",
    ]
    let lines = chunks.enumerated().map {
      "{\"id\": \"L1234_chunk\($0)\", \"source\": \"L1234\", \"text\": \"\($1)\"}\n"
    }
    let file = try read(lines.joined())
    #expect(file.passages.map(\.text) == ["First rule.\nSecond < 54. Third rule.\nFourth rule."])
    #expect(sourceError { _ = try read(lines[1]) }?.place == .line(1))
  }

  @Test func `A page gives title, modifiers and passages`() throws {
    let page =
      "[{\"lcdName\": \"Pumps\", \"lcdUrl\": \"https://x?lcdid=1234\", \"hcpcsModifiers\": \"EY, KX\","
      + "\"documentationRequirements\": \"<p>Notes.</p>\", \"coverageGuidance\": \"<p><strong>Rules</strong></p><p>One.</p>\"}]"
    let file = try read(page)
    #expect(file.codes == [Code(Target(.lcd, "L1234"), title: "Pumps")])
    #expect(file.passages.map(\.label) == ["Coverage Guidance: Rules", "Documentation Requirements"])
    #expect(sourceError { _ = try read(String(page.dropLast(4))) }?.place != nil)
  }

  @Test func `The map gives each pair and each text once`() throws {
    let map = "{\"27096\": {\"covered\": [\"M46.1\"], \"notCovered\": [\"M53.3\"], \"lcdIds\": [\"L39383\"]}}"
    let code = Target(.cpt, "27096")
    for length in [1, 5, 65_536] {
      #expect(
        try read(map, pieceLength: length).values == [
          .listing(CoverageListing(code, lists: Target(.icd10cm, "M46.1"), .init(list: .covered, group: 0))),
          .listing(CoverageListing(code, lists: Target(.icd10cm, "M53.3"), .init(list: .notCovered, group: 0))),
          .listing(CoverageListing(Target(.lcd, "L39383"), lists: code, .init(list: .procedures, group: 0))),
        ])
    }
    #expect(sourceError { _ = try read(map.replacing("M46.1", with: "M4")) }?.place == .byte(11))
    #expect(sourceError { _ = try read(String(map.dropLast(1))) }?.message == "the file ends in the middle of a value")
  }

  @Test func `Text cut anywhere is refused with the place`() throws {
    let seed = UInt64.random(in: .min ... .max)
    print("seed \(seed)")
    var generator = SeededGenerator(seed: seed)
    let map = "{\"27096\": {\"covered\": [\"M46.1\"], \"notCovered\": [], \"lcdIds\": [\"L39383\"]}}"
    for _ in 0..<50 {
      let length = Int.random(in: 24..<map.utf8.count, using: &generator)
      let error = sourceError { _ = try read(String(map.prefix(length))) }
      guard case .byte(let place)? = error?.place else {
        Issue.record("cut at \(length): \(String(describing: error))")
        continue
      }
      #expect((1...length + 1).contains(place))
    }
  }

  @Test func `A long text is cut at its headings, and nothing of it is lost`() throws {
    let sentence = Array(repeating: "word", count: 20).joined(separator: " ") + ". "
    let section = { (name: String, count: Int) in
      "&lt;p&gt;&lt;strong&gt;\(name)&lt;/strong&gt;&lt;/p&gt;"
        + (0..<count).map { _ in "&lt;p&gt;\(sentence)&lt;/p&gt;" }.joined()
    }
    let text = section("A. General", 10) + section("B. Covered", 30) + section("C. Other", 2)
    let passages = try read(CoverageFixture.apiRecord(text: text)).passages
    let words = passages.map { $0.text.split(whereSeparator: \.isWhitespace).count }
    #expect(words.allSatisfy { $0 <= 460 })
    #expect(words.reduce(0, +) == 42 * 20 + 6)
    #expect(passages.first?.label == "Indications and Limitations of Coverage: A. General")
    #expect(passages.dropFirst().first?.label == "Indications and Limitations of Coverage: B. Covered")
  }
}
