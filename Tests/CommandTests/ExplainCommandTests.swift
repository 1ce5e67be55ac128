import Foundation
import Testing

@Suite("ExplainCommand")
struct ExplainCommandTests {
  private let fixture: CommandFixture

  init() throws {
    fixture = try CommandFixture()
    let list = try fixture.folder.write("PE : pulmonary embolism\nlung clot = pulmonary embolism\n", to: "own.syn")
    let run = try fixture.add(list)
    try #require(run.status == 0, "\(run.errors)")
  }

  @Test("a query is told from words to the search of the index")
  func text() throws {
    let run = try fixture.run("explain", "the lung clot x-ray system:icd10cm -cholera")
    #expect(run.status == 0, "\(run.errors)")
    #expect(run.output.contains("the (a small word, not searched for)"))
    #expect(run.output.contains("xray (joined)"))
    #expect(run.output.contains("lung clot → pulmonary embolism (synonym, 0.95)"))
    #expect(run.output.contains("system:icd10cm"))
    // The expression is wrapped to the width of the screen.
    let expression = run.output.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    #expect(expression.contains("FILTER XSicd10cm"))
    #expect(expression.contains("AND NOT cholera"))
  }

  @Test("codes and abbreviations are resolved, misspelt words corrected")
  func routes() throws {
    let run = try fixture.run("explain", "E11.9 PE hypertenson")
    #expect(run.output.contains("ICD-10-CM E11.9"))
    #expect(run.output.contains("PE → pulmonary embolism (abbreviation"))
    #expect(run.output.contains("read as \"hypertension\""))
    #expect(run.output.contains("(spelling, 0.80)"))
  }

  @Test("JSON carries the format number and the program")
  func json() throws {
    struct Document: Decodable {
      struct Token: Decodable {
        var typed: String
        var term: String?
      }
      var format: Int
      var program: String
      var tokens: [Token]
    }
    let run = try fixture.run("explain", "--json", "the cholera")
    let document = try JSONDecoder().decode(Document.self, from: Data(run.output.utf8))
    #expect(document.format == 1)
    #expect(document.program.contains("cholera"))
    #expect(document.tokens.map(\.typed) == ["the", "cholera"])
    #expect(document.tokens.first?.term == nil)
  }

  @Test("a query that cannot be read ends with 2")
  func fault() throws {
    #expect(try fixture.run("explain", "colour:red").status == 2)
  }
}
