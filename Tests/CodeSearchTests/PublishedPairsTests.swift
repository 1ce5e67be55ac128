import CodeSearch
import CodeSearchTestKit
import CodingKnowledge
import Testing

/// Answers of the index against a plain reading of the lines of the published files of July 2024, whose column of effective
/// dates is empty.
@Suite(
  .serialized, .enabled(if: PublishedRules.isThere, "the published files are not beside the package (../shared/data)"))
struct PublishedPairsTests {
  /// One line: who bills, both codes, the last day (empty while it stands) and the indicator.
  private struct Row: Hashable {
    var setting: CareSetting
    var column1: String
    var column2: String
    var deletion: String
    var indicator: String

    /// A file from 2024-07-01 answers no day before it.
    func isInForce(on day: String) -> Bool {
      indicator != "9" && day >= "20240701" && (deletion.isEmpty || deletion >= day)
    }
  }

  private struct Pair: Hashable {
    var setting: CareSetting
    var first: String
    var second: String
  }

  private static var files: [(String, CareSetting)] {
    let subsets = [
      ("ncci/ptp-practitioner-2024q3-subset.tsv.gz", CareSetting.practitioner),
      ("ncci/ptp-hospital-2024q3-subset.tsv.gz", .hospital),
    ]
    #if DEBUG
      // Without optimisation the whole table takes minutes to index.
      return subsets
    #else
      return subsets + [("ncci/ptp-practitioner-2024q3-active-all.tsv.gz", .practitioner)]
    #endif
  }

  private static func rows(_ file: String, _ setting: CareSetting) throws -> [Row] {
    try PublishedRules.lines(file).dropFirst().map { line in
      let fields = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
      let isShort = fields.count == 4
      return Row(
        setting: setting, column1: fields[0], column2: fields[1],
        deletion: isShort || fields[4] == "*" ? "" : fields[4],
        indicator: isShort ? fields[2] : fields[5])
    }
  }

  @Test func `Ten thousand pairs and days have the answer of the files`() throws {
    let index = try TestIndex(paths: Self.files.map { PublishedRules.root + "/" + $0.0 })
    let rows = try Self.files.flatMap { try Self.rows($0.0, $0.1) }
    // Both directions of a pair; the short table repeats what the other has.
    var known: [Pair: Set<Row>] = [:]
    for row in rows {
      known[Pair(setting: row.setting, first: row.column1, second: row.column2), default: []].insert(row)
      known[Pair(setting: row.setting, first: row.column2, second: row.column1), default: []].insert(row)
    }
    let seed = UInt64.random(in: 0...UInt64.max)
    print("seed \(seed)")
    var random = SeededGenerator(seed: seed)
    let days = ["20231231", "20240630", "20240701", "20240815", "20240930", "20241001", "20260201"]
    var counts: [PairAnswer.Verdict: Int] = [:]
    var wrong: [String] = []
    for number in 0..<10_000 {
      let row = rows[Int.random(in: rows.indices, using: &random)]
      let other = rows[Int.random(in: rows.indices, using: &random)]
      var pair = Pair(setting: row.setting, first: row.column1, second: row.column2)
      switch number % 4 {
      case 0: swap(&pair.first, &pair.second)
      case 1 where other.setting == row.setting: pair.second = other.column2
      default: break
      }
      let day = days[Int.random(in: days.indices, using: &random)]
      let expected = known[pair] ?? []
      let answer = try index.searcher.edits(
        of: pair.first, with: [pair.second], on: try #require(Day(digits: day)), setting: pair.setting)
      counts[answer.pairs[0].verdict, default: 0] += 1
      if !agrees(answer, expected, on: day) { wrong.append("\(pair) \(day): \(answer.pairs[0])") }
    }
    #expect(wrong.isEmpty, "seed \(seed): \(wrong.count) wrong, \(wrong.prefix(3))")
    #expect(counts.values.allSatisfy { $0 > 500 } && counts.count == 3, "seed \(seed): \(counts)")
  }

  /// The same lines, the same ones in force, and the notices that the day and the empty column call for.
  private func agrees(_ answer: CodeEdits, _ expected: Set<Row>, on day: String) -> Bool {
    let pair = answer.pairs[0]
    let found = pair.edits.map { edit in
      (
        row: Row(
          setting: edit.terms.setting, column1: edit.column1.identifier, column2: edit.column2.identifier,
          deletion: edit.terms.deletion.map { $0.description.filter(\.isNumber) } ?? "",
          indicator: String(edit.terms.indicator.rawValue)), isInForce: edit.standing == .inForce
      )
    }
    let verdict: PairAnswer.Verdict =
      expected.isEmpty ? .none : expected.contains { $0.isInForce(on: day) } ? .inForce : .notInForce
    let codes = answer.notices.map(\.code)
    return pair.verdict == verdict && Set(found.map(\.row)) == expected && found.count == expected.count
      && found.allSatisfy { $0.row.isInForce(on: day) == $0.isInForce }
      && codes.contains("effective-date-unknown") == !expected.isEmpty
      && answer.basis.map(\.version) == ["2024-07"]
      && answer.basis[0].isOfTheDay == (day >= "20240701" && day <= "20240930")
  }
}
