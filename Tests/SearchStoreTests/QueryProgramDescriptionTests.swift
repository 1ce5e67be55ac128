import SearchStore
import Testing

@Suite("QueryProgramDescription")
struct QueryProgramDescriptionTests {
  @Test("a program reads as an expression, operators between their operands")
  func expression() {
    var program = QueryProgram()
    program.term("fractur")
    program.term("break")
    program.scale(Double(Float(0.95)))
    program.or(2)
    program.term("XSicd10cm")
    program.filter()
    program.term("XSicd9cm")
    program.andNot()
    #expect(program.description == "(((fractur OR 0.95 × break) FILTER XSicd10cm) AND NOT XSicd9cm)")
  }

  @Test("every leaf and operator has a name")
  func allNames() {
    var program = QueryProgram()
    program.term("a", wqf: 2)
    program.prefix("neuro", limit: 100)
    program.and(2)
    program.matchAll()
    program.matchNone()
    program.max(2)
    program.synonym(2)
    program.valueAtLeast(slot: 3, Array("b".utf8))
    program.andMaybe()
    program.valueRange(slot: 4, from: [0], through: [255])
    program.valueAtMost(slot: 5, Array("z".utf8))
    program.phrase(2)
    program.near(2, window: 7)
    #expect(
      program.description
        == "((((a^2 AND neuro*[100 most frequent]) SYNONYM (<all> MAX <none>)) AND MAYBE value3:>=b) NEAR 7 "
        + "(value4:\\x00..\\xff PHRASE value5:<=z))")
  }

  @Test("one operand needs no parentheses, and an empty program finds nothing")
  func small() {
    var program = QueryProgram()
    #expect(program.description == "<nothing>")
    program.term("a")
    program.or(1)
    #expect(program.description == "a")
  }

  @Test(
    "what cannot be decoded is said with its place",
    arguments: [
      ([0xFF], "<malformed at byte 0>"), ([0x01, 1, 0], "<malformed at byte 0>"),
      ([0x03, 0x14], "<malformed at byte 1>"),
      ([0x03, 0x03], "<malformed at byte 2: 2 values are left>"), ([0x03, 0x11, 0, 0], "<malformed at byte 1>"),
    ] as [([UInt8], String)])
  func malformed(bytes: [UInt8], expected: String) {
    #expect(QueryProgram(bytes: bytes).description == expected)
  }
}
