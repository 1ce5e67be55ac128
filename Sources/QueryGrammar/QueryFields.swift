/// The field names that the caller knows. The grammar itself knows none.
public struct QueryFields: Sendable {
  /// Whether a name, given in lower case, is a field.
  public var isField: @Sendable (_ name: String) -> Bool
  /// All names, for the hint of an error. Called only then.
  public var allNames: @Sendable () -> [String]

  /// Names as a function says; `allNames` should list what `isField` accepts.
  public init(
    isField: @escaping @Sendable (_ name: String) -> Bool, allNames: @escaping @Sendable () -> [String]
  ) {
    self.isField = isField
    self.allNames = allNames
  }

  /// Exactly these names, in any case.
  public init(_ names: some Sequence<String>) {
    let known = Set(names.map { $0.lowercased() })
    self.init(isField: { known.contains($0) }, allNames: { known.sorted() })
  }

  /// No field at all: every `name:value` is an error.
  public static let none = QueryFields([String]())

  /// Up to three names that `name` may be a slip for: the nearest first, at most a third of its letters apart; or those
  /// that begin with it.
  func near(_ name: String) -> [String] {
    let typed = Array(name.utf8)
    let allowed = max(1, min(3, typed.count / 3))
    var found: [(distance: Int, name: String)] = []
    for candidate in allNames() {
      let bytes = Array(candidate.utf8)
      if typed.count >= 2, bytes.starts(with: typed) {
        found.append((0, candidate))
      } else if abs(bytes.count - typed.count) <= allowed {
        let distance = Self.distance(typed, bytes)
        if distance <= allowed { found.append((distance, candidate)) }
      }
    }
    return found.sorted { ($0.distance, $0.name) < ($1.distance, $1.name) }.prefix(3).map(\.name)
  }

  /// The number of letters to insert, drop, change or swap with their neighbour to make one name of the other.
  private static func distance(_ left: [UInt8], _ right: [UInt8]) -> Int {
    var beforeLast = [Int]()
    var last = Array(0...right.count)
    for (row, letter) in left.enumerated() {
      var current = [row + 1]
      for (column, other) in right.enumerated() {
        var cost = min(last[column] + (letter == other ? 0 : 1), last[column + 1] + 1, current[column] + 1)
        if row > 0, column > 0, letter == right[column - 1], left[row - 1] == other {
          cost = min(cost, beforeLast[column - 1] + 1)
        }
        current.append(cost)
      }
      beforeLast = last
      last = current
    }
    return last[right.count]
  }
}
