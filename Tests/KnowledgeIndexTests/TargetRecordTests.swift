import CodingKnowledge
import KnowledgeIndex
import Testing

struct TargetRecordTests {
  private let owner = Target(.cpt, "38564")

  @Test func `A record reads back as it was written`() {
    let seed = UInt64.random(in: 1 ... .max)
    var random = SeededGenerator(seed: seed)
    for _ in 0..<1_000 {
      let record = randomRecord(&random)
      let decoded = bytes(of: record).withUnsafeBytes { TargetRecord(decoding: $0, of: owner) }
      #expect(decoded.map { String(describing: $0) } == String(describing: record), "seed \(seed)")
    }
  }

  @Test func `A record cut off within a fact is refused`() {
    var record = TargetRecord()
    record.editions = [.init(sourceSet: 300, title: "Title", shortTitle: "T", billable: true, validity: .always)]
    let whole = bytes(of: record)
    for length in 1..<whole.count {
      let cut = Array(whole[..<length]).withUnsafeBytes { TargetRecord(decoding: $0, of: owner) }
      #expect(cut == nil, "cut at \(length)")
    }
    #expect([UInt8]().withUnsafeBytes { TargetRecord(decoding: $0, of: owner) }?.editions.isEmpty == true)
  }

  @Test(arguments: [[UInt8](arrayLiteral: 0), [10], [255], [4, 1, 99, 0], [8, 1, 9, 0, 0]])
  func `An unknown tag or kind is refused`(bytes: [UInt8]) {
    #expect(bytes.withUnsafeBytes { TargetRecord(decoding: $0, of: owner) } == nil)
  }

  @Test(arguments: [UInt8(3), 5, 7])
  func `A count beyond all bounds is refused`(tag: UInt8) {
    for count in [Int.max, Int.min, -1, 1 << 40] {
      var writer = ByteWriter()
      writer.u8(tag)
      if tag == 5 { writer.varint(1) }
      if tag == 7 {
        writer.varint(1)
        for _ in 0..<3 { writer.string("") }
      }
      writer.varint(count)
      #expect(writer.bytes.withUnsafeBytes { TargetRecord(decoding: $0, of: owner) } == nil)
    }
  }

  @Test func `Children that run over are refused`() {
    for step in [Int.max, -1, Int.min] {
      var writer = ByteWriter()
      writer.u8(3)
      writer.varint(2)
      writer.varint(step)
      writer.varint(step)
      #expect(writer.bytes.withUnsafeBytes { TargetRecord(decoding: $0, of: owner) } == nil)
    }
  }

  @Test func `A record with any byte changed is read or refused, without a trap`() {
    let seed = UInt64.random(in: 1 ... .max)
    var random = SeededGenerator(seed: seed)
    var refused = 0
    for _ in 0..<20 {
      let whole = bytes(of: randomRecord(&random))
      for index in whole.indices {
        for flip in [UInt8(0x01), 0x80, 0xFF] {
          var damaged = whole
          damaged[index] ^= flip
          if damaged.withUnsafeBytes({ TargetRecord(decoding: $0, of: owner) }) == nil { refused += 1 }
        }
      }
    }
    #expect(refused > 0, "seed \(seed)")
  }

  private func bytes(of record: TargetRecord) -> [UInt8] {
    var writer = ByteWriter()
    record.encode(into: &writer)
    return writer.bytes
  }

  private func randomRecord(_ random: inout SeededGenerator) -> TargetRecord {
    var record = TargetRecord()
    record.editions = random.list { random in
      .init(
        sourceSet: random.below(1_000), title: random.text(), shortTitle: random.chance() ? random.text() : nil,
        billable: random.chance() ? random.chance() : nil, validity: DayRange(from: random.day(), through: random.day())
      )
    }
    if random.chance() { record.parent = random.text() }
    record.children = random.list { $0.below(100_000) }.sorted()
    record.notes = random.list { random in
      .init(random.below(300), .init(NoteKind.allCases.randomElement(using: &random) ?? .note, random.text()))
    }
    record.seventhCharacters = random.list { random in
      .init(random.below(300), random.list { SeventhCharacters.Choice($0.text(), $0.text()) })
    }
    record.attributes = random.list { .init($0.below(300), .init($0.text(), $0.text())) }
    record.texts = random.list { random in
      .init(
        random.below(300),
        .init(
          label: random.text(), text: random.text(), citation: random.text(), codes: random.list { $0.target() },
          page: random.chance() ? 1 + random.below(500) : nil))
    }
    record.changes = random.list { random in
      let kinds: [CodeChange.Kind] = [.added, .deleted, .revisedFrom, .revisedTo]
      return .init(
        random.below(300),
        .init(kind: kinds[random.below(4)], title: random.text(), effective: random.day()))
    }
    record.mappings = random.list { random in
      .init(
        random.below(300),
        .init(
          isForward: random.chance(), other: random.chance() ? random.target() : nil, isApproximate: random.chance(),
          scenario: UInt8(random.below(256)), choice: UInt8(random.below(256))))
    }
    record.unitLimits = random.list { random in
      .init(
        random.below(300),
        MUE(
          owner, setting: CareSetting.allCases[random.below(3)], units: random.below(1_000),
          adjudication: MUE.Adjudication(rawValue: UInt8(1 + random.below(3))) ?? .claimLine, rationale: random.text()))
    }
    record.fees = random.list { random in
      var fee = FeeScheduleEntry(owner, modifier: random.text(), status: random.text())
      fee.work = random.below(10_000)
      fee.malpractice = random.below(10_000)
      fee.isNotFacility = random.chance()
      fee.globalDays = random.text()
      fee.conversionFactor = random.below(1_000_000)
      return .init(random.below(300), fee)
    }
    record.localities = random.list { random in
      .init(
        random.below(300),
        Locality(
          owner, state: random.text(), name: random.text(), work: 1_000, practiceExpense: 869, malpractice: 575))
    }
    return record
  }
}
