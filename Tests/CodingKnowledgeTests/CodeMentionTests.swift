import CodingKnowledge
import Testing

struct CodeMentionTests {
  @Test(arguments: [
    ("Assign E11.9 first", ["E119"]), ("codes E08-E13, Diabetes", ["E08…E13"]), ("category I21.-, then", ["I21"]),
    ("CPT code 99213 or J0897", ["99213", "J0897"]), ("99202 through 99215", ["99202…99215"]),
    ("S72.001A.", ["S72001A"]), ("(Z79.4)", ["Z794"]), ("T36 - T50", ["T36…T50"]),
    ("0275T and 0001U", ["0275T", "0001U"]),
    ("E08–E13", ["E08…E13"]), ("E10 and E11", ["E10", "E11"]), ("E0601 to E0602", ["E0601…E0602"]),
  ])
  func `Codes and ranges are read out of a text`(text: String, expected: [String]) {
    let found = CodeMention.all(in: text).map { $0.lower + ($0.upper.map { "…" + $0 } ?? "") }
    #expect(found == expected)
  }

  @Test(arguments: [
    "$12345 a year", "12,345 cases", "12345.6 units", "section I.C.4", "COVID19", "in 2025", "123456", "A1C of 7",
    "x-ray",
    "", "1990s", "e11.9 in small letters", "éE11",
  ])
  func `Numbers and words that are no codes are left`(text: String) {
    let found = CodeMention.all(in: text).filter { $0.lower != "A1C" }
    #expect(found.isEmpty)
  }

  @Test(arguments: [
    ("E119", "see E10 or E11.9 there", "E11.9"), ("E119", "see E11.- there", "E11"),
    ("E119", "all of E08-E13", "E08-E13"), ("E119", "E08-E13 and E11.9", "E11.9"), ("E109", "see E11.9", nil),
    ("E139", "E08 through E13, all", "E08 through E13"),
  ])
  func `The place of a code is that of the code, of one above it, or of a range`(
    key: String, text: String, named: String?
  ) {
    let bytes = Array(text.utf8)
    let place = CodeMention.place(of: key, .diagnosis, in: text)
    #expect(place.map { String(decoding: bytes[$0], as: UTF8.self) } == named)
  }

  @Test func `A target is the mention of its code or range, where texts name its system`() {
    #expect(CodeMention(Target(.icd10cm, "E11.9")) == CodeMention(.diagnosis, "E119"))
    #expect(CodeMention(Target(.cpt, "99202-99215")) == CodeMention(.procedure, "99202", through: "99215"))
    #expect(CodeMention(Target(.msdrg, "470")) == nil)
  }

  @Test func `A range needs a rising pair of one kind`() {
    #expect(CodeMention.all(in: "E13-E08").map(\.upper) == [nil, nil])
    #expect(CodeMention.all(in: "E11.9-99213").map(\.upper) == [nil, nil])
    #expect(CodeMention.all(in: "E08-E10-E13").map(\.upper) == ["E10", nil])
  }
}
