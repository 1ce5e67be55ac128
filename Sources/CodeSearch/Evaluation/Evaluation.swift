internal import CodingKnowledge
internal import Glibc

/// Scores a ranking of codes against judgments.
///
/// **Exact.** A result is right when it is a judged code; dots do not count. A judged ICD-10-PCS code of less than
/// seven characters stands for every code that begins so. The gain of a judged code of grade g is 2^g - 1, discounted
/// by the logarithm of its rank, and is divided by that of the ideal order. Ranks, success and recall look only at
/// codes of grade `minimumGrade` and above.
///
/// **With credit for the hierarchy.** In ICD-10-CM a result above or below a judged code of at least `minimumGrade`,
/// in the same category of three characters, counts as grade 1; in ICD-10-PCS one that shares the first four
/// characters. Other systems give no such credit. For the gain each judged code and each result is credited once at
/// most, the best use first, so that only the ideal exact order reaches 1.
///
/// ```swift
/// let judgments = [JudgedQuery.Judgment("E11.9", grade: 3)]
/// let query = JudgedQuery(identifier: "q1", text: "sugar diabetes", scope: .icd10cm, judgments: judgments)
/// Evaluation().scores(of: ["E11.9", "E11.8"], for: query)[.gain]  // 1
/// ```
public struct Evaluation: Sendable {
  /// The lowest grade that counts as right for ranks, success and recall.
  public var minimumGrade = 2

  /// An evaluation with the usual minimum grade.
  public init() {}

  /// The figures of one query.
  /// - Parameter codes: what the search answered, best first; a code that comes a second time counts once.
  public func scores(of codes: [String], for query: JudgedQuery) -> Scores {
    let matching = CodeMatching(scope: query.scope)
    var seen: Set<String> = []
    let distinct = codes.map(JudgedQuery.canonical).filter { seen.insert($0).inserted }
    let ranked = distinct.prefix(50).map { Array($0.utf8) }
    let judged = query.judgments.map { (code: Array($0.code.utf8), grade: $0.grade) }
    let wanted = judged.filter { $0.grade >= minimumGrade }.map(\.code)
    let top = Array(ranked.prefix(10))
    let gains = judged.map { Evaluation.gain($0.grade) }.sorted(by: >)
    var ideal = gains.prefix(10).enumerated().reduce(0) { $0 + $1.element / Evaluation.discounts[$1.offset] }
    if ideal == 0 { ideal = 1 }

    var scores = Scores()
    scores[.gain] = exactGain(top, judged, matching) / ideal
    scores[.hierarchyGain] = min(1, creditedGain(top, judged, matching) / ideal)
    let isRight = { (result: [UInt8]) in wanted.contains { matching.isSame(result, $0) } }
    let isNear = { (result: [UInt8]) in wanted.contains { matching.isNear(result, $0) } }
    if let first = top.firstIndex(where: isRight) {
      scores[.reciprocalRank] = 1 / Double(first + 1)
      scores[.success] = 1
    }
    if let first = top.firstIndex(where: isNear) {
      scores[.hierarchyReciprocalRank] = 1 / Double(first + 1)
      scores[.hierarchySuccess] = 1
    }
    guard !wanted.isEmpty else { return scores }
    func share(_ isFound: ([UInt8]) -> Bool) -> Double { Double(wanted.count(where: isFound)) / Double(wanted.count) }
    scores[.recall10] = share { code in top.contains { matching.isSame($0, code) } }
    scores[.recall50] = share { code in ranked.contains { matching.isSame($0, code) } }
    scores[.hierarchyRecall10] = share { code in top.contains { matching.isNear($0, code) } }
    return scores
  }

  private typealias Judged = (code: [UInt8], grade: Int)

  private static let discounts = (0..<10).map { log2(Double($0 + 2)) }

  private static func gain(_ grade: Int) -> Double { Double(1 << grade) - 1 }

  /// Each result takes the best judged code that it stands for and that none before it took.
  private func exactGain(_ top: [[UInt8]], _ judged: [Judged], _ matching: CodeMatching) -> Double {
    var used = Array(repeating: false, count: judged.count)
    var sum = 0.0
    for (rank, result) in top.enumerated() {
      var best: Int?
      for (index, known) in judged.enumerated() where !used[index] && matching.isSame(result, known.code) {
        if best.map({ judged[$0].grade < known.grade }) ?? true { best = index }
      }
      guard let best else { continue }
      used[best] = true
      sum += Evaluation.gain(judged[best].grade) / Evaluation.discounts[rank]
    }
    return sum
  }

  /// All pairs of a result and a judged code that give credit, taken from the best down.
  private func creditedGain(_ top: [[UInt8]], _ judged: [Judged], _ matching: CodeMatching) -> Double {
    var offers: [(value: Double, rank: Int, code: Int)] = []
    for (rank, result) in top.enumerated() {
      for (index, known) in judged.enumerated() {
        if matching.isSame(result, known.code) {
          offers.append((Evaluation.gain(known.grade) / Evaluation.discounts[rank], rank, index))
        } else if known.grade >= minimumGrade, matching.isRelated(result, known.code) {
          offers.append((1 / Evaluation.discounts[rank], rank, index))
        }
      }
    }
    // Equal offers stay in the order of ranks and of judgments.
    offers.sort { ($1.value, $0.rank, $0.code) < ($0.value, $1.rank, $1.code) }
    var usedRanks: Set<Int> = []
    var usedCodes: Set<Int> = []
    var sum = 0.0
    for offer in offers where !usedRanks.contains(offer.rank) && !usedCodes.contains(offer.code) {
      usedRanks.insert(offer.rank)
      usedCodes.insert(offer.code)
      sum += offer.value
    }
    return sum
  }
}

/// When a result stands for a judged code, or near it.
private struct CodeMatching {
  let scope: Scope

  func isSame(_ result: [UInt8], _ judged: [UInt8]) -> Bool {
    result == judged || scope == .icd10pcs && judged.count < 7 && result.starts(with: judged)
  }

  func isRelated(_ result: [UInt8], _ judged: [UInt8]) -> Bool {
    switch scope {
    case .icd10cm:
      result.prefix(3) == judged.prefix(3) && (result.starts(with: judged) || judged.starts(with: result))
    case .icd10pcs: result.prefix(4) == judged.prefix(4)
    default: false
    }
  }

  func isNear(_ result: [UInt8], _ judged: [UInt8]) -> Bool { isSame(result, judged) || isRelated(result, judged) }
}
