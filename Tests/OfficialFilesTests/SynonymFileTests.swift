import CodingKnowledge
import Foundation
import OfficialFiles
import Testing

@Suite("SynonymFile")
struct SynonymFileTests {
  private func read(_ text: String, pieceLength: Int = 65_536) throws -> [SynonymRule] {
    try SynonymFile.read(MemoryStream(Array(text.utf8), name: "s.syn", pieceLength: pieceLength))
  }

  private let sample = """
    # comment
    heart attack = myocardial  infarction = MI#1

    boob job > breast augmentation ; augmentation mammaplasty # behind
    MI : myocardial infarction ; mitral insufficiency [valve, murmur, regurgitation] ; medical illness
    MS : multiple sclerosis ; morphine sulfate @HCPCS [injection, mg] ; mitral stenosis [valve] @ICD-10-CM\r
    S/P > status post
    """

  @Test("the three kinds of rule are read", arguments: [1, 7, 65_536])
  func rules(length: Int) throws {
    #expect(
      try read(sample, pieceLength: length) == [
        SynonymRule(.equal, ["heart attack", "myocardial infarction", "MI#1"]),
        SynonymRule(
          .oneWay, ["boob job"], readings: [.init("breast augmentation"), .init("augmentation mammaplasty")]),
        SynonymRule(
          .abbreviation, ["MI"],
          readings: [
            .init("myocardial infarction"),
            .init("mitral insufficiency", context: ["valve", "murmur", "regurgitation"]),
            .init("medical illness"),
          ]),
        SynonymRule(
          .abbreviation, ["MS"],
          readings: [
            .init("multiple sclerosis"), .init("morphine sulfate", context: ["injection", "mg"], scope: .hcpcs),
            .init("mitral stenosis", context: ["valve"], scope: .icd10cm),
          ]),
        SynonymRule(.oneWay, ["S/P"], readings: [.init("status post")]),
      ])
  }

  @Test(
    "a rule that cannot be read is refused with its line",
    arguments: [
      ("a", "no sign between blanks"), ("a = ", "a phrase of the rule is empty"),
      ("= a", "a phrase of the rule is empty"),
      ("a = A", "\"A\" stands twice"), ("a = b > c", "\">\" does not belong"),
      ("a > b ;", "a phrase of the rule is empty"),
      ("a > b [c]", "holds one of"), ("A : b [c", "holds one of"), ("A : b c]", "a ] without its ["),
      ("A : b [c,]", "a phrase of the rule is empty"), ("A : b @XYZ", "\"@XYZ\" names no code system"),
      ("A : b ; b", "\"b\" stands twice"), ("A :", "a phrase of the rule is empty"),
      ("A : b : c", "\":\" does not belong"),
    ])
  func refusals(line: String, message: String) {
    let refusal = refusal { _ = try read("x = y\n" + line) }
    #expect(refusal.hasPrefix("s.syn:2: ") && refusal.contains(message), "\(refusal)")
  }

  @Test("every synonym list of the starter corpus is read")
  func corpus() throws {
    for url in StarterCorpus.files("syn") {
      let rules = try SynonymFile.read(MemoryStream(Array(try Data(contentsOf: url)), name: url.lastPathComponent))
      print("\(url.lastPathComponent): \(rules.count) rules")
      #expect(!rules.isEmpty)
    }
  }
}
