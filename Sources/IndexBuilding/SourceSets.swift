/// Interns sets of source numbers, so that a fact carries one small number.
struct SourceSets {
  private(set) var sets: [[Int]] = []
  private var numbers: [[Int]: Int] = [:]
  private var unions: [Pair: Int] = [:]

  private struct Pair: Hashable {
    var set: Int
    var source: Int
  }

  mutating func number(of set: [Int]) -> Int {
    if let number = numbers[set] { return number }
    sets.append(set)
    numbers[set] = sets.count - 1
    return sets.count - 1
  }

  /// The set that holds `source` too.
  mutating func union(_ set: Int, _ source: Int) -> Int {
    if sets[set].contains(source) { return set }
    let pair = Pair(set: set, source: source)
    if let known = unions[pair] { return known }
    let result = number(of: (sets[set] + [source]).sorted())
    unions[pair] = result
    return result
  }
}
