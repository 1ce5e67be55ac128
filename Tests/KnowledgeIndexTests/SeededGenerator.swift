import CodingKnowledge

/// A small generator with a seed, so that a failure can be repeated.
struct SeededGenerator: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var value = state
    value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
    value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
    return value ^ (value >> 31)
  }

  mutating func below(_ limit: Int) -> Int { Int.random(in: 0..<limit, using: &self) }

  mutating func chance() -> Bool { Bool.random(using: &self) }

  mutating func text() -> String {
    String((0..<below(12)).map { _ in "aZ é’½血👩.-\u{0}".randomElement(using: &self) ?? "a" })
  }

  mutating func day() -> Day? {
    chance() ? nil : Day(number: Int32.random(in: -719_162...2_932_896, using: &self))
  }

  mutating func target() -> Target { Target(Scope.allCases.randomElement(using: &self) ?? .cpt, text()) }

  mutating func list<Element>(_ make: (inout SeededGenerator) -> Element) -> [Element] {
    (0..<below(4)).map { _ in make(&self) }
  }
}
