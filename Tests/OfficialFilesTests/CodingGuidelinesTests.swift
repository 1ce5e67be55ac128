import CodingKnowledge
import OfficialFiles
import Testing

struct CodingGuidelinesTests {
  private func read(_ body: String, year: String = "2031", release: String? = nil) throws -> ReadFile {
    try readText(GuidelinesText(year: year, body: body).text, name: "guidelines.txt", release: release)
  }

  private static let body = """
    Section I. Conventions and
    rules
    A. Signs
    The first sign is a dot.
    1. Dots
    A dot parts the stem from the rest of the
    code.
    a. Small dots
    See Section I.A.1.
    1) Where a dot stands beside a comma and fills the whole
    Line
    It stays.
    (a) Left
    To the left.
    (i) Further
    Far out.
    (b) Right
    To the right; 3. is no heading, and neither is
    3. this line.
    B. Numbers
    Code COVID-
    \(GuidelinesText(body: "").footer(2))
    19 and the range Z00-
    Z99 and G20-
    here.
    Section II. Choice
    The end.
    Appendix I
    Reporting
    Assign Y.
    \(GuidelinesText(body: "").footer(3))
    """

  @Test func `Sections are known by the numbers on the way to them`() throws {
    let read = try read(Self.body)
    #expect(
      read.codes.map(\.target.identifier) == [
        "Introduction", "I", "I.A", "I.A.1", "I.A.1.a", "I.A.1.a.1", "I.A.1.a.1.a", "I.A.1.a.1.a.i", "I.A.1.a.1.b",
        "I.B", "II", "Appendix.I",
      ])
    #expect(read.codes.allSatisfy { $0.target.scope == .guideline })
    #expect(read.code("I.A.1.a.1.a.i")?.parent == "I.A.1.a.1.a")
    #expect(read.code("I")?.parent == nil)
    #expect(read.code("I")?.title == "Conventions and rules")
    #expect(read.code("I.A.1.a.1")?.title == "Where a dot stands beside a comma and fills the whole Line")
    #expect(read.code("Appendix.I")?.title == "Reporting")
  }

  @Test func `Passages join what lines and pages parted and name their page`() throws {
    let read = try read(Self.body)
    #expect(read.text("I.B") == "Code COVID-19 and the range Z00-Z99 and G20- here.")
    #expect(read.text("I.A.1.a.1.b") == "To the right; 3. is no heading, and neither is 3. this line.")
    let numbers = read.passages.first { $0.target.identifier == "I.B" }
    #expect(numbers?.page == 2)
    #expect(numbers?.citation == "ICD-10-CM Official Guidelines FY 2031, section I.B, page 2")
    #expect(read.passages.first { $0.target.identifier == "II" }?.page == 3)
    #expect(!read.passages.contains { $0.text.contains("Page 2") || $0.text.contains("....") })
  }

  @Test func `Page one tells the release`() throws {
    let description = try read(Self.body).description
    #expect(description.release == .fiscalYear(2031, .guideline))
    #expect(description.series == .documents)
    let other = sourceError { _ = try read(Self.body, release: "2030") }
    #expect(other?.reason == .release)
    let april = GuidelinesText(body: Self.body).text
      .replacing("(October 1, 2030 - ", with: "(April 1, 2031 - ")
    #expect(try readText(april, name: "g.txt").description.release == .fiscalYear(2031, month: 4, .guideline))
  }

  @Test func `A text that ends in the contents is refused`() {
    let error = sourceError { _ = try read("") }
    #expect(error?.message.contains("cut off") == true)
  }

  @Test func `Long sections are cut in passages that hold every word once`() throws {
    let seed = UInt64.random(in: .min ... .max)
    print("seed \(seed)")
    var generator = SeededGenerator(seed: seed)
    for _ in 0..<20 {
      let words = (0..<Int.random(in: 1...1_500, using: &generator)).map { index in
        "W\(index)" + (Int.random(in: 0..<12, using: &generator) == 0 ? "." : "")
      }
      var lines: [String] = []
      var rest = words[...]
      while !rest.isEmpty {
        let count = Int.random(in: 1...14, using: &generator)
        lines.append(rest.prefix(count).joined(separator: " "))
        rest = rest.dropFirst(count)
        if Int.random(in: 0..<9, using: &generator) == 0 { lines.append("") }
      }
      let read = try read("Section I. Words\n" + lines.joined(separator: "\n"))
      let found = read.passages.filter { $0.target.identifier == "I" }
      #expect(found.flatMap { $0.text.split(whereSeparator: \.isWhitespace).map(String.init) } == words, "seed \(seed)")
      #expect(found.allSatisfy { $0.text.split(whereSeparator: \.isWhitespace).count <= 460 }, "seed \(seed)")
    }
  }
}
