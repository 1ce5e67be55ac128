import ClinicalLanguage
import Testing

/// What holds for every text. A failure prints the seed with which it can be repeated.
struct AnalyzerPropertyTests {
  private static let seed = UInt64.random(in: 1 ... .max)

  @Test func `No text is refused, and offsets are in range, in order and between letters`() {
    let seed = Self.seed
    var random = SeededGenerator(seed: seed)
    let analyzer = Analyzer()
    for _ in 0..<20_000 {
      let text = randomText(&random)
      let tokens = analyzer.analyze(text)
      if let fault = fault(in: tokens, of: text) {
        Issue.record("\(fault) in \(text.debugDescription), seed \(seed)")
        return
      }
    }
  }

  @Test func `Bytes that are not UTF-8 are no reason to fail`() {
    let seed = Self.seed
    var random = SeededGenerator(seed: seed)
    let analyzer = Analyzer()
    for _ in 0..<5_000 {
      let bytes = (0..<Int.random(in: 0...60, using: &random)).map { _ in UInt8.random(in: 0...255, using: &random) }
      var tokens: [Token] = []
      bytes.withUnsafeBufferPointer { analyzer.analyze($0, into: &tokens) }
      #expect(tokens.allSatisfy { $0.start < $0.end && Int($0.end) <= bytes.count }, "\(bytes), seed \(seed)")
    }
  }

  @Test func `A fresh analyzer gives the terms that a used one gives`() {
    let seed = Self.seed
    var random = SeededGenerator(seed: seed)
    let used = Analyzer()
    for _ in 0..<300 {
      let text = randomText(&random)
      #expect(used.terms(text) == Analyzer().terms(text), "\(text.debugDescription), seed \(seed)")
      #expect(used.terms(text) == used.terms(text), "\(text.debugDescription), seed \(seed)")
    }
  }

  @Test func `Case, double blanks and curly quotes change no terms of ASCII words`() {
    let seed = Self.seed
    var random = SeededGenerator(seed: seed)
    let analyzer = Analyzer()
    for _ in 0..<5_000 {
      let words = (0..<Int.random(in: 1...6, using: &random)).map { _ in plainWords.randomElement(using: &random) ?? ""
      }
      let text = words.joined(separator: " ")
      let terms = analyzer.terms(text)
      let curly = String(text.map { $0 == "'" ? "’" : $0 })
      #expect(analyzer.terms(text.uppercased()) == terms, "\(text), seed \(seed)")
      #expect(analyzer.terms(words.joined(separator: "  ")) == terms, "\(text), seed \(seed)")
      #expect(analyzer.terms("“" + curly + "”") == terms, "\(text), seed \(seed)")
    }
  }

  @Test func `A text appended to another adds its own tokens only`() {
    let analyzer = Analyzer()
    var tokens = analyzer.analyze("acute pain")
    var more = "chronic pain"
    more.withUTF8 { analyzer.analyze($0, into: &tokens) }
    #expect(tokens.map { analyzer.lexicon.word($0.word) } == ["acute", "pain", "chronic", "pain"])
  }

  @Test func `Four threads with an analyzer each agree`() async {
    var random = SeededGenerator(seed: Self.seed)
    let texts = (0..<500).map { _ in randomText(&random) }
    let expected = texts.map { Analyzer().terms($0) }
    await withTaskGroup(of: Bool.self) { group in
      for _ in 0..<4 {
        group.addTask {
          let analyzer = Analyzer()
          return texts.map { analyzer.terms($0) } == expected
        }
      }
      for await agrees in group { #expect(agrees, "seed \(Self.seed)") }
    }
  }

  /// What is wrong with the offsets, or nil.
  private func fault(in tokens: [Token], of text: String) -> String? {
    let utf8 = Array(text.utf8)
    var last: (start: UInt32, end: UInt32) = (0, 0)
    for token in tokens {
      guard token.start < token.end, Int(token.end) <= utf8.count else { return "out of range: \(token)" }
      for offset in [Int(token.start), Int(token.end)] where offset < utf8.count && utf8[offset] & 0xC0 == 0x80 {
        return "inside a letter: \(token)"
      }
      guard token.end >= last.end, token.isJoined || token.start >= last.start else { return "out of order: \(token)" }
      last = (token.isJoined ? last.start : token.start, token.end)
    }
    return nil
  }
}

private let plainWords = [
  "crohn's", "x-ray", "hepatitis a", "type i", "limb(s)", "w/o", "fracture", "a", "and", "1,000", "2.5", "10mg", "v",
  "cr(e)st", "non-union", "s/p", "without", "diarrhoea", "vertebrae", "e11.9", "o'clock", "patients'", "factor v", "i",
]

private let alphabet: [ClosedRange<UInt32>] = [
  0x61...0x7A, 0x20...0x7E, 0x00...0x1F, 0xA0...0x17F, 0x300...0x36F, 0x370...0x3FF, 0x400...0x4FF,
  0x5D0...0x64F, 0x900...0x97F, 0x1E00...0x1EFF, 0x2000...0x206F, 0x2070...0x218B, 0x3000...0x30FF,
  0x4E00...0x4EFF, 0xFB00...0xFB4F, 0xFF00...0xFFEF, 0x1F300...0x1F6FF, 0xE0000...0xE007F, 0x10FFF0...0x10FFFF,
]

private let pieces = [
  " ", " ", "-", "/", "'", "’", ".", ",", "(s)", "(e)", "a", "i", "v", "x", "type ", "hepatitis ", "w/", "s/p", "½",
  "mg", "10",
  "1,000", "ae", "oe", "ii", "and", "or", "is", "our",
]

private func randomText(_ random: inout SeededGenerator) -> String {
  var text = ""
  for _ in 0..<Int.random(in: 0...30, using: &random) {
    if Bool.random(using: &random) {
      text += pieces.randomElement(using: &random) ?? ""
      continue
    }
    let range = alphabet.randomElement(using: &random) ?? 0x61...0x7A
    if let scalar = Unicode.Scalar(UInt32.random(in: range, using: &random)) { text.unicodeScalars.append(scalar) }
  }
  return text
}
