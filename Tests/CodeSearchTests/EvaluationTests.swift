import CodeSearch
import CodingKnowledge
import Testing

@Suite("Evaluation")
struct EvaluationTests {
  private func query(_ scope: Scope, _ judgments: [(String, Int)]) -> JudgedQuery {
    JudgedQuery(
      identifier: "q", text: "text", scope: scope,
      judgments: judgments.map { JudgedQuery.Judgment($0.0, grade: $0.1) })
  }

  private func scores(_ codes: [String], _ scope: Scope, _ judgments: [(String, Int)]) -> Scores {
    Evaluation().scores(of: codes, for: query(scope, judgments))
  }

  private func isNear(_ left: Double, _ right: Double) -> Bool { abs(left - right) < 0.000_000_1 }

  @Test("the right code at the first place scores 1 on every measure, dots or not")
  func perfect() {
    let scores = scores(["E119"], .icd10cm, [("E11.9", 3)])
    for measure in Measure.allCases { #expect(scores[measure] == 1, "\(measure)") }
  }

  @Test("nothing found scores 0 on every measure")
  func nothing() {
    #expect(scores([], .icd10cm, [("E11.9", 3)]) == Scores())
  }

  @Test("gain is 2^grade - 1, discounted by the logarithm of the rank, against the ideal order")
  func gain() {
    // 1 / log2(3) + 7 / log2(4) over 7 / log2(2) + 1 / log2(3)
    let scores = scores(["X", "A01.1", "A01.0"], .icd10cm, [("A01.0", 3), ("A01.1", 1)])
    #expect(isNear(scores[.gain], 4.130_929_753_6 / 7.630_929_753_6))
    #expect(isNear(scores[.reciprocalRank], 1.0 / 3))
    #expect(scores[.recall10] == 1)
  }

  @Test("only the first 10 count, and for recall the first 50")
  func depth() {
    let others = (0..<10).map { "Z9\($0)" }
    let scores = scores(others + ["A00"], .icd10cm, [("A00", 3)])
    #expect(scores[.gain] == 0)
    #expect(scores[.success] == 0)
    #expect(scores[.recall10] == 0)
    #expect(scores[.recall50] == 1)
  }

  @Test("a code that comes again takes no rank and gains nothing")
  func repetition() {
    let once = scores(["B00", "A00", "A01"], .icd10cm, [("A00", 3), ("A01", 3)])
    let twice = scores(["B00", "B00", "A00", "A00", "A01"], .icd10cm, [("A00", 3), ("A01", 3)])
    #expect(once == twice)
  }

  @Test("grades below 2 gain, but are no success")
  func lowGrades() {
    let scores = scores(["A00"], .icd10cm, [("A00", 1)])
    #expect(scores[.gain] == 1)
    #expect(scores[.success] == 0)
    #expect(scores[.recall10] == 0)
  }

  @Test("a judged prefix of ICD-10-PCS stands for every code that begins so, once")
  func prefixes() {
    let scores = scores(["0DTJ0ZZ", "0DTJ4ZZ"], .icd10pcs, [("0DTJ", 3)])
    #expect(scores[.gain] == 1)
    #expect(scores[.recall10] == 1)
    #expect(self.scores(["0DT"], .icd10pcs, [("0DTJ", 3)])[.gain] == 0)
    #expect(self.scores(["E119"], .icd10cm, [("E11", 3)])[.gain] == 0)
  }

  @Test(
    "codes near a judged one earn credit of grade 1",
    arguments: [
      (Scope.icd10cm, "E11", "E11.9", true), (.icd10cm, "E11.90", "E11.9", true), (.icd10cm, "E11.8", "E11.9", false),
      (.icd10cm, "E1", "E11.9", false), (.icd10pcs, "0DTJ0ZZ", "0DTJ4ZZ", true),
      (.icd10pcs, "0DTH4ZZ", "0DTJ4ZZ", false), (.hcpcs, "J012", "J0120", false),
    ])
  func hierarchy(scope: Scope, result: String, judged: String, isCredited: Bool) {
    let scores = scores([result], scope, [(judged, 3)])
    #expect(scores[.gain] == 0)
    #expect(scores[.success] == 0)
    #expect(isNear(scores[.hierarchyGain], isCredited ? 1.0 / 7 : 0))
    #expect(scores[.hierarchySuccess] == (isCredited ? 1 : 0))
    #expect(scores[.hierarchyRecall10] == (isCredited ? 1 : 0))
  }

  @Test("each judged code and each result is credited once, the best use first")
  func credit() {
    // The parent at the first place earns nothing: the exact code at the second uses the judgment up.
    let scores = scores(["E11", "E11.9"], .icd10cm, [("E11.9", 3)])
    #expect(isNear(scores[.hierarchyGain], 1 / 1.584_962_500_7))
    #expect(scores[.hierarchyReciprocalRank] == 1)
    #expect(scores[.reciprocalRank] == 0.5)
  }

  @Test("a mean adds up each measure by itself")
  func means() {
    let one = scores(["A00"], .icd10cm, [("A00", 3)])
    let mean = Scores(meanOf: [one, Scores()])
    for measure in Measure.allCases { #expect(mean[measure] == 0.5) }
    #expect(Scores(meanOf: [Scores]()) == Scores())
  }

  // MARK: Reports

  private func report(_ gains: [(String, [String])]) -> EvaluationReport {
    let queries = gains.enumerated().map { index, entry in
      EvaluationReport.QueryResult(
        identifier: entry.0, text: "text of \(entry.0)", codes: entry.1,
        scores: scores(entry.1, .icd10cm, [("A00", 3)]), milliseconds: Double(index + 1), isCut: false)
    }
    return EvaluationReport(
      generation: "000001-test", day: Day(number: 20_000), limit: 50, isRestricted: true,
      sets: [EvaluationReport.SetResult(name: "set", queries: queries)])
  }

  @Test("a set tells its mean, its share of empty answers and its times")
  func setFigures() throws {
    let set = try #require(report([("a", ["A00"]), ("b", []), ("c", ["B00"]), ("d", ["B00", "A00"])]).sets.first)
    #expect(set.mean[.success] == 0.5)
    #expect(set.zeroHitRate == 0.25)
    #expect(set.medianMilliseconds == 2)
    #expect(set.ninetyNinthMilliseconds == 4)
  }

  @Test("the run names each query once with its codes by rank")
  func run() {
    var report = report([("a", ["A00", "B00"]), ("b", [])])
    report.sets.append(report.sets[0])
    #expect(report.run == "query_id\trank\tcode\na\t1\tA00\na\t2\tB00\n")
  }

  @Test("a comparison lists what got better and worse, the greatest change first")
  func comparison() throws {
    let before = report([("a", ["A00"]), ("b", ["B00"]), ("c", ["B00", "A00"]), ("d", ["A00"])])
    let after = report([("a", []), ("b", ["A00"]), ("c", ["A00"]), ("d", ["A00"]), ("e", [])])
    let baseline = try EvaluationBaseline(json: before.baselineJSON(), file: "baseline.json")
    let comparison = EvaluationComparison(after, with: baseline)
    #expect(comparison.better.map(\.identifier) == ["b", "c"])
    #expect(comparison.worse.map(\.identifier) == ["a"])
    #expect(comparison.unknownCount == 1)
    #expect(abs(comparison.mean.before - before.mean[.gain]) < 0.000_001)
    #expect(EvaluationComparison(before, with: baseline).better.isEmpty)
  }

  @Test("what is kept to compare with holds no times, and a file of another kind is refused")
  func baselines() {
    #expect(!report([("a", [])]).baselineJSON().contains("milliseconds"))
    for text in ["", "{}", "[1]", report([("a", [])]).json().replacing("\"format\" : 1", with: "\"format\" : 99")] {
      let error = #expect(throws: CodeSearchError.self) { try EvaluationBaseline(json: text, file: "baseline.json") }
      #expect(error?.code == .sourceRefused)
    }
  }
}
