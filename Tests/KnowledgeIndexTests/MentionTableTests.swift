import ClinicalLanguage
import CodingKnowledge
import KnowledgeIndex
import Testing

struct MentionTableTests {
  @Test func `A code is found by itself, by what is above it, and by a range around it`() throws {
    try withPart(["E11.9 and J0897", "category E11", "E08-E13", "99202-99215", "I21"]) { table in
      let found = table.mentions(of: "E119", .diagnosis)
      #expect(found.map(\.document) == [0, 1, 2])
      #expect(found.map(\.nearness) == [.code, .above, .range])
      #expect(found.last.map { [$0.lower, $0.upper] } == ["E08", "E13"])
      #expect(table.mentions(of: "99213", .procedure).map(\.document) == [3])
      #expect(table.mentions(of: "J0897", .procedure).map(\.nearness) == [.code])
      #expect(table.mentions(of: "E139", .diagnosis).map(\.document) == [2])
      #expect(table.mentions(of: "E14", .diagnosis).isEmpty)
      #expect(table.mentions(of: "I21", .procedure).isEmpty)
    }
  }

  @Test func `A part whose texts name no code has no table`() throws {
    let part = try part(["nothing here"])
    #expect(part.withUnsafeBytes { KnowledgePart($0, documentBase: 0)?.mentions == nil })
  }

  @Test func `Any text is read without a trap, and every code in it leads back to it`() throws {
    let seed = UInt64.random(in: 1 ... .max)
    var random = SeededGenerator(seed: seed)
    let texts = (0..<300).map { _ in
      String((0..<random.below(40)).map { _ in "E1.9-J0 é$–,A".randomElement(using: &random) ?? "E" })
    }
    try withPart(texts) { table in
      for (number, text) in texts.enumerated() {
        for mention in CodeMention.all(in: text) {
          #expect(CodeShape.key(text).contains(mention.lower), "\(text), seed \(seed)")
          let found = table.mentions(of: mention.lower, mention.kind)
          #expect(found.contains { $0.document == number }, "\(text), seed \(seed)")
        }
      }
    }
  }

  private func withPart(_ texts: [String], _ body: (MentionTable) throws -> Void) throws {
    try part(texts).withUnsafeBytes { bytes in
      let part = try #require(KnowledgePart(bytes, documentBase: 0))
      try body(try #require(part.mentions))
    }
  }

  private func part(_ texts: [String]) throws -> [UInt8] {
    let analyzer = Analyzer()
    var assembler = PartAssembler(name: "documents")
    assembler.beginTarget(Target(.guideline, "I.A"))
    for text in texts {
      assembler.addWording(text, role: .passage, sourceSet: 0, tokens: analyzer.analyze(text))
      assembler.addMentions(CodeMention.all(in: text))
    }
    assembler.endTarget(TargetRecord())
    var records = RecordPacker()
    records.add(TargetRecord())
    return assembler.finish(records, lexicon: analyzer.lexicon, sources: [], sourceSets: [[]])
  }
}
