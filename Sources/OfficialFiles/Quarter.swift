internal import CodingKnowledge

/// A quarter of a calendar year: the NCCI edits and the fee schedule are published by quarters.
struct Quarter: Hashable, CustomStringConvertible {
  var year: Int
  /// From 1 through 4.
  var number: Int

  init(year: Int, month: Int) {
    self.year = year
    number = (month + 2) / 3
  }

  /// The quarter that a name tells in one of the ways CMS writes it: `2026q3`, `v322r0` (32 is 2026, and `.2` its third
  /// quarter), `Eff_07-01-2026`, `RVU25D`, `PPRRVU25_OCT`, `2025_Oct`, `2026-07`. Nil where it tells none.
  init?(in text: String) {
    let tokens = ReleaseClues.tokens(of: text)
    for start in tokens.indices where tokens.count - start >= 3 {
      if let quarter = Quarter(tokens[start], tokens[start + 1], tokens[start + 2]) {
        self = quarter
        return
      }
    }
    guard let date = ReleaseClues.date(in: text), let month = date.month else { return nil }
    self.init(year: date.year, month: month)
  }

  /// The quarter that three runs of letters or digits tell together.
  private init?(_ first: String, _ second: String, _ third: String) {
    let numbers = [first, second, third].map { Int($0) }
    switch (first, second, third) {
    case ("v", _, "r") where second.utf8.count == 3:
      // 30.0 was the version of January 2024.
      guard let version = numbers[1], (200...999).contains(version), version % 10 < 4 else { return nil }
      self.init(year: 1994 + version / 10, month: version % 10 * 3 + 1)
    case (_, "q", _):
      guard let year = numbers[0], (1990...2099).contains(year), let quarter = numbers[2], (1...4).contains(quarter)
      else { return nil }
      self.init(year: year, month: quarter * 3)
    case ("rvu", _, _) where second.utf8.count == 2:
      guard let year = numbers[1], let letter = ["a", "b", "c", "d"].firstIndex(of: third) else { return nil }
      self.init(year: 2000 + year, month: letter * 3 + 1)
    case ("pprrvu", _, _) where second.utf8.count == 2:
      guard let year = numbers[1], let month = ReleaseClues.months[third] else { return nil }
      self.init(year: 2000 + year, month: month)
    default:
      guard first.utf8.count == 2, second.utf8.count == 2, let year = numbers[2], (1990...2099).contains(year),
        let month = numbers[0], let day = numbers[1], Day(year: year, month: month, day: day) != nil
      else { return nil }
      self.init(year: year, month: month)
    }
  }

  var description: String { "\(year) Q\(number)" }

  /// The release of this quarter, in force from its first day through its last.
  func release(_ scope: Scope) -> Release {
    let month = number * 3 - 2
    let next = number == 4 ? Day(year: year + 1, month: 1, day: 1) : Day(year: year, month: month + 3, day: 1)
    return Release(
      scope: scope, version: "\(year)-\(month < 10 ? "0" : "")\(month)",
      effective: DayRange(from: Day(year: year, month: month, day: 1), through: next.map { $0 - 1 }))
  }
}

extension Quarter {
  /// The quarter that content, name (or else the nearest folder) and `--release` agree on.
  /// - Parameter content: what the file itself says, if it says anything.
  init(_ head: SourceHead, _ hint: ReleaseHint, content: Quarter? = nil) throws(SourceError) {
    let name = Quarter(in: head.name)
    let folder = name == nil ? head.folders.prefix(4).lazy.compactMap { Quarter(in: $0) }.first : nil
    let hinted = hint.version.flatMap { Quarter(in: $0) }
    let clues = [
      ("its content", content), ("its name", name), ("its folder", folder), ("--release", hinted),
    ].compactMap { origin, quarter in quarter.map { (origin, $0) } }
    guard let (origin, agreed) = clues.first else {
      throw SourceError(
        .release, file: head.name,
        message: hint.version.map { "the release \"\($0)\" names no quarter" }
          ?? "neither the name nor the folder tells the quarter",
        remedy: "pass --release YEARqN, for example 2026q3")
    }
    for (other, quarter) in clues where quarter != agreed {
      throw SourceError(
        .release, file: head.name, message: "\(origin) says \(agreed), \(other) says \(quarter)",
        remedy: "correct the one that is wrong")
    }
    if let version = hint.version, hinted == nil, ReleaseClues.date(in: version)?.year != agreed.year {
      throw SourceError(
        .release, file: head.name, message: "\(origin) says \(agreed), --release says \(version)",
        remedy: "correct the one that is wrong")
    }
    self = agreed
  }
}
