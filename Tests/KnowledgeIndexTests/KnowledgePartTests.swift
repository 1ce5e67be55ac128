import ClinicalLanguage
import CodingKnowledge
import KnowledgeIndex
import Testing

/// A part assembled and read back: its targets, wordings, vocabulary and what is in force on a day.
struct KnowledgePartTests {
  @Test func `Targets, records and wordings read back`() {
    withPart { part in
      #expect(part.name == "codes")
      #expect(part.targetCount == 3)
      #expect(part.documentCount == 4)
      #expect((0..<3).map { part.target($0).identifier } == ["E11", "E11.9", "J0120"])
      #expect(part.number(of: Target(.icd10cm, "E11.9")) == 1)
      #expect(part.number(of: Target(.hcpcs, "E11.9")) == nil)
      #expect(part.record(1)?.editions.first?.title == "Type 2 diabetes")
      #expect(part.documents(ofTarget: 1) == 1..<3)
      let document = part.document(2)
      #expect(document.target == 1)
      #expect(document.role == WordingRole.alias.rawValue)
      #expect(part.text(document) == "Sugar diabetes, x-ray")
      #expect(part.text(part.document(3)) == "Tetracycline")
    }
  }

  @Test func `The vocabulary finds terms and the words of a prefix`() {
    withPart { part in
      let number = Array("diabet".utf8).withUnsafeBytes { part.number(ofTerm: $0) }
      #expect(number == 0, "the commonest term has number 0")
      #expect(number.map { part.termFrequency[Int($0)] } == 3)
      #expect(Array("nosuch".utf8).withUnsafeBytes { part.number(ofTerm: $0) } == nil)
      let words = Array("diab".utf8).withUnsafeBytes { part.words(withPrefix: $0) }
      #expect(words.map { String(decoding: part.word($0), as: UTF8.self) } == ["diabetes", "diabetic"])
      #expect(words.map { part.frequency(ofWord: $0) } == [2, 1])
      #expect(words.allSatisfy { part.term(ofWord: $0) == number })
      #expect(Array("zz".utf8).withUnsafeBytes { part.words(withPrefix: $0) }.isEmpty)
    }
  }

  @Test func `Numbers past the end lead to nothing`() {
    withPart { part in
      #expect(part.target(99).identifier == "")
      #expect(part.record(99)?.editions.isEmpty == true)
      #expect(part.documents(ofTarget: 99).isEmpty)
      #expect(part.text(part.document(99)) == "")
      #expect(part.sources(ofSet: 99).isEmpty)
    }
  }

  @Test(arguments: [
    // A fact of the release of 2025 only.
    (0, "2025-01-15", Standing.inForce), (0, "2025-09-30", .inForce), (0, "2025-10-01", .ended(Day(iso: "2025-09-30"))),
    (0, "2026-06-01", .ended(Day(iso: "2025-09-30"))),
    // A fact of 2026 before its April update only.
    (1, "2025-09-30", .future(Day(iso: "2025-10-01"))), (1, "2025-10-01", .inForce), (1, "2026-03-31", .inForce),
    (1, "2026-04-01", .ended(Day(iso: "2026-03-31"))),
    // A fact new in April.
    (2, "2026-03-31", .future(Day(iso: "2026-04-01"))), (2, "2026-04-01", .inForce), (2, "2026-09-30", .inForce),
    // A fact of all releases, and one that was away in 2026 and came back in April.
    (3, "2025-01-15", .inForce), (3, "2026-01-15", .inForce), (3, "2026-05-15", .inForce),
    (4, "2026-01-15", .ended(Day(iso: "2025-09-30"))), (4, "2026-05-15", .inForce),
    // Days that no release covers are answered by the newest that had begun, and before all of them by the oldest.
    (2, "2030-01-01", .inForce), (0, "2030-01-01", .ended(Day(iso: "2025-09-30"))),
    (2, "2010-01-01", .future(Day(iso: "2026-04-01"))), (0, "2010-01-01", .inForce),
    // A set of no sources, or none at all, has no dates.
    (5, "2026-01-15", .inForce), (77, "2026-01-15", .inForce),
  ])
  func `A fact stands as its releases say`(set: Int, iso: String, standing: Standing) throws {
    let day = try #require(Day(iso: iso))
    withPart { #expect($0.standing(ofSet: set, on: day) == standing) }
  }

  @Test func `A timeline orders its releases and tells whether a day is covered`() {
    withPart { part in
      let timeline = part.timelines[0]
      #expect(timeline.releases.map(\.version) == ["2025", "2026", "2026-04"])
      func release(_ iso: String) -> String? {
        Day(iso: iso).flatMap { timeline.release(on: $0) }
          .map { timeline.releases[$0.index].version + ($0.isExact ? "" : "?") }
      }
      #expect(release("2025-09-30") == "2025")
      #expect(release("2026-03-31") == "2026")
      #expect(release("2026-04-01") == "2026-04")
      #expect(release("2026-10-01") == "2026-04?")
      #expect(release("2024-09-30") == "2025?")
      #expect(part.sources(ofSet: 4).map(\.release.version) == ["2025", "2026-04"])
    }
  }

  @Test func `A gap between two releases is answered by the one before it`() {
    withPart(releases: [.fiscalYear(2023, .icd10cm), .fiscalYear(2026, .icd10cm)], sets: [[0], [1]]) { part in
      let day = Day(iso: "2024-05-01") ?? Day(number: 0)
      #expect(part.timelines[0].release(on: day)?.isExact == false)
      #expect(part.standing(ofSet: 0, on: day) == .inForce)
      #expect(part.standing(ofSet: 1, on: day) == .future(Day(iso: "2025-10-01")))
    }
  }

  @Test func `A part with any byte changed is read or refused, without a trap`() {
    let whole = assemble()
    for index in whole.indices {
      for flip in [UInt8(0x01), 0x80, 0xFF] {
        var damaged = whole
        damaged[index] ^= flip
        damaged.withUnsafeBytes { bytes in
          guard let part = KnowledgePart(bytes, documentBase: 0) else { return }
          walk(part)
        }
      }
    }
  }

  @Test func `A part that is cut off is refused or read without a trap`() {
    let whole = assemble()
    for length in whole.indices {
      Array(whole[..<length]).withUnsafeBytes { bytes in
        #expect(KnowledgePart(bytes, documentBase: 0) == nil, "cut at \(length)")
      }
    }
  }

  @Test func `Any text and record come back from their packed forms`() {
    let seed = UInt64.random(in: 1 ... .max)
    var random = SeededGenerator(seed: seed)
    let analyzer = Analyzer()
    var assembler = PartAssembler(name: "codes")
    var records = RecordPacker()
    let words =
      (0..<40).map { _ in random.text() } + ["Fracture", "of", "the", "ß", "naïve,", "—", "", "x\u{80}\u{FF}"]
    var texts: [String] = []
    for number in 0..<600 {
      assembler.beginTarget(Target(.icd10cm, String(10_000 + number)))
      let text = (0..<Int.random(in: 0...12, using: &random)).compactMap { _ in words.randomElement(using: &random) }
        .joined(separator: Bool.random(using: &random) ? " " : ", ")
      texts.append(text)
      assembler.addWording(text, role: .alias, sourceSet: number % 3, tokens: analyzer.analyze(text))
      var record = TargetRecord()
      record.editions = [.init(sourceSet: 0, title: text, shortTitle: nil, billable: true, validity: .always)]
      record.notes = [.init(0, .init(.includes, String(repeating: text, count: number % 90)))]
      assembler.endTarget(record)
      records.add(record)
    }
    let bytes = assembler.finish(records, lexicon: analyzer.lexicon, sources: [], sourceSets: defaultSets)
    bytes.withUnsafeBytes { bytes in
      guard let part = KnowledgePart(bytes, documentBase: 0) else {
        Issue.record("the part is refused, seed \(seed)")
        return
      }
      for (number, text) in texts.enumerated() {
        #expect(part.text(part.document(number)) == text, "seed \(seed), text \(number)")
        let record = part.record(number)
        #expect(record?.editions.first?.title == text, "seed \(seed), record \(number)")
        #expect(record?.notes.first?.value.text == String(repeating: text, count: number % 90), "seed \(seed)")
        #expect(part.editions(number)?.editions.first?.title == text, "seed \(seed), edition \(number)")
      }
      #expect(bytes.count < texts.reduce(0) { $0 + $1.utf8.count } * 30, "records of repeated texts take little room")
    }
  }

  private func walk(_ part: KnowledgePart) {
    for number in 0..<min(part.targetCount, 5) {
      _ = part.target(number)
      _ = part.record(number)
      _ = part.documents(ofTarget: number)
    }
    for number in 0..<min(part.documentCount, 6) { _ = part.text(part.document(number)) }
    for set in 0..<min(part.sourceSetCount, 8) {
      _ = part.standing(ofSet: set, on: Day(number: 20_000))
      _ = part.sources(ofSet: set)
    }
    for word in 0..<min(part.wordCount, 20) { _ = part.word(word) }
    _ = Array("diab".utf8).withUnsafeBytes { (part.number(ofTerm: $0), part.words(withPrefix: $0)) }
  }
}

private let defaultReleases: [Release] = [
  .fiscalYear(2025, .icd10cm), .fiscalYear(2026, month: 4, .icd10cm), .fiscalYear(2026, .icd10cm),
]
private let defaultSets = [[0], [2], [1], [0, 1, 2], [0, 1], []]

private func withPart(
  releases: [Release] = defaultReleases, sets: [[Int]] = defaultSets, _ body: (KnowledgePart) -> Void
) {
  assemble(releases: releases, sets: sets).withUnsafeBytes { bytes in
    guard let part = KnowledgePart(bytes, documentBase: 0) else {
      Issue.record("the part is refused")
      return
    }
    body(part)
  }
}

private func assemble(releases: [Release] = defaultReleases, sets: [[Int]] = defaultSets) -> [UInt8] {
  let analyzer = Analyzer()
  var assembler = PartAssembler(name: "codes")
  var records = RecordPacker()
  let wordings: [(Target, [(WordingRole, String)])] = [
    (Target(.icd10cm, "E11"), [(.title, "Diabetes")]),
    (Target(.icd10cm, "E11.9"), [(.title, "Type 2 diabetic state"), (.alias, "Sugar diabetes, x-ray")]),
    (Target(.hcpcs, "J0120"), [(.title, "Tetracycline")]),
  ]
  for (target, texts) in wordings {
    assembler.beginTarget(target)
    for (role, text) in texts { assembler.addWording(text, role: role, sourceSet: 0, tokens: analyzer.analyze(text)) }
    var record = TargetRecord()
    record.editions = [
      .init(sourceSet: 0, title: "Type 2 diabetes", shortTitle: nil, billable: true, validity: .always)
    ]
    assembler.endTarget(record)
    records.add(record)
  }
  let sources = releases.map { release in
    SourceEntry(
      path: "order.txt", format: "order", title: "Order file", licence: "public domain", series: .codes,
      release: release, digest: "00", valueCount: 3)
  }
  return assembler.finish(records, lexicon: analyzer.lexicon, sources: sources, sourceSets: sets)
}
