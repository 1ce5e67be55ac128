public import CodingKnowledge
internal import KnowledgeIndex

/// Codes of a system in the order of the codes. Each is read when it is asked for.
public struct CodeListing: Sendable, RandomAccessCollection {
  private let numbers: [Int]
  private let snapshot: Snapshot

  init(_ numbers: [Int], in snapshot: Snapshot) {
    self.numbers = numbers
    self.snapshot = snapshot
  }

  /// Always 0.
  public var startIndex: Int { 0 }
  /// How many codes there are.
  public var endIndex: Int { numbers.count }

  /// The code at a place, with its title on the day.
  public subscript(position: Int) -> CodeCard.Level {
    let number = numbers[position]
    let found = snapshot.edition(of: snapshot.editions(of: number))
    return CodeCard.Level(
      target: snapshot.texts.target(number), title: found?.edition.title ?? "", billable: found?.edition.billable,
      status: found?.status ?? .active)
  }
}

extension Searcher {
  /// The codes of a system that stand on a day, headers included.
  /// - Parameters:
  ///   - roots: only these codes and what stands below them; where empty, all.
  ///   - prefix: how the codes begin, in display form: `E11.3`.
  ///   - billableOnly: only codes that a claim may carry.
  ///
  /// ```swift
  /// searcher.codes(of: .icd10cm, below: ["E11"], on: .today).map(\.target.identifier)  // E11, E11.0, E11.00, …
  /// ```
  public func codes(
    of scope: Scope, below roots: [String] = [], startingWith prefix: String = "", billableOnly: Bool = false,
    on day: Day
  ) -> CodeListing {
    let snapshot = snapshot(on: day)
    let view = DayView(snapshot)
    let numbers =
      roots.isEmpty
      ? Array(Searcher.targets(of: scope, startingWith: prefix, snapshot))
      : Searcher.targets(below: roots.map { Target(scope, $0) }, snapshot)
    let standing = numbers.filter { number in
      guard let edition = view.edition(view.facts[number].editions) else { return false }
      guard roots.isEmpty || prefix.isEmpty || snapshot.texts.target(number).identifier.hasPrefix(prefix) else {
        return false
      }
      return edition.status == .active && (!billableOnly || edition.facts.billable == true)
    }
    return CodeListing(standing, in: snapshot)
  }

  /// Targets are numbered in the order of their identifiers, so that those that begin alike stand together.
  private static func targets(of scope: Scope, startingWith prefix: String, _ snapshot: Snapshot) -> Range<Int> {
    var range = snapshot.texts.targets(of: scope)
    guard !prefix.isEmpty else { return range }
    func first(where isPast: (String) -> Bool) -> Int {
      var (low, high) = (range.lowerBound, range.upperBound)
      while low < high {
        let middle = (low + high) / 2
        if isPast(snapshot.texts.target(middle).identifier) { high = middle } else { low = middle + 1 }
      }
      return low
    }
    let start = Array(prefix.utf8)
    func precedes(_ identifier: String) -> Bool { identifier.utf8.lexicographicallyPrecedes(start) }
    range = first { !precedes($0) }..<range.upperBound
    return range.lowerBound..<first { !precedes($0) && !$0.utf8.starts(with: start) }
  }

  /// The numbers of the targets and of all below them, sorted.
  private static func targets(below roots: [Target], _ snapshot: Snapshot) -> [Int] {
    let walk = HierarchyWalk(snapshot)
    var found: Set<Int> = []
    var rest = roots
    while let target = rest.popLast() {
      guard let number = snapshot.texts.number(of: target), found.insert(number).inserted else { continue }
      rest += walk.children(of: target)
    }
    return found.sorted()
  }
}
