import CodingKnowledge
import OfficialFiles
import Testing

@Suite struct ICD10OrderTests {
  private static func line(_ number: Int, _ code: String, _ flag: Int, _ short: String, _ long: String) -> String {
    let order = String(number)
    return String(repeating: "0", count: 5 - order.utf8.count) + order + " " + code.padded(7) + " \(flag) "
      + short.padded(60) + " " + long + "\r\n"
  }

  private static let diagnoses =
    line(1, "A00", 0, "Cholera", "Cholera") + line(2, "A000", 1, "Cholera, classical", "Classical cholera")
    + line(3, "T3111XA", 1, "Burn", "Burn, initial encounter")
  private static let procedures =
    line(1, "001", 0, "CNS, Bypass", "Central Nervous System, Bypass")
    + line(2, "0016070", 1, "Bypass", "Bypass Cerebral Ventricle")

  @Test func `Lines become codes, however the stream is cut`() throws {
    for length in 1...200 {
      let read = try readText(Self.diagnoses, name: "icd10cm-order-2026.txt", pieceLength: length)
      #expect(
        read.codes == [
          Code(Target(.icd10cm, "A00"), title: "Cholera", shortTitle: "Cholera", billable: false),
          Code(
            Target(.icd10cm, "A00.0"), title: "Classical cholera", shortTitle: "Cholera, classical", billable: true),
          Code(Target(.icd10cm, "T31.11XA"), title: "Burn, initial encounter", shortTitle: "Burn", billable: true),
        ])
    }
  }

  @Test func `Diagnoses and procedures are told apart by their codes`() throws {
    #expect(formatIdentifier(Self.diagnoses) == "icd10cm-order")
    #expect(formatIdentifier(Self.procedures) == "icd10pcs-order")
    let read = try readText(Self.procedures, name: "order_2021.txt")
    #expect(read.codes.map(\.target) == [Target(.icd10pcs, "001"), Target(.icd10pcs, "0016070")])
    #expect(read.description.release == .fiscalYear(2021, .icd10pcs))
  }

  @Test(
    arguments: [
      ("icd10cm-order-2026.txt", [], nil, "2026"), ("order.txt", ["fy2026"], nil, "2026"),
      ("order.txt", ["fy2026-april"], nil, "2026-04"), ("icd10cm-order-2026.txt", ["fy2026-april"], nil, "2026-04"),
      ("icd10cm-order-April-1-2026.txt", [], nil, "2026-04"), ("order.txt", [], "2026", "2026"),
      ("order.txt", [], "2026-04", "2026-04"), ("icd10cm-order-2026.txt", ["october"], "2026", "2026"),
      ("icd10cm-order-2026.txt", ["projects-2019"], nil, "2026"), ("icd10cm_order_Oct_2025.txt", [], nil, "2025"),
    ] as [(String, [String], String?, String)])
  func `The release is told by name, folder or option`(
    name: String, folders: [String], hint: String?, version: String
  ) throws {
    let read = try readText(Self.diagnoses, name: name, folders: folders, release: hint)
    #expect(read.description.release.version == version)
  }

  @Test(
    arguments: [
      ("order.txt", [], nil, "neither the name nor the folder tells the release"),
      ("icd10cm-order-2026.txt", ["fy2025"], nil, "its name says 2026, the folder fy2025 says 2025"),
      ("icd10cm-order-2026.txt", [], "2025", "its name says 2026, --release 2025 says 2025"),
      ("icd10cm-order-April-2026.txt", [], "2026-01", "its name says 2026-04, --release 2026-01 says 2026-01"),
      ("order.txt", [], "newest", "the release \"newest\" names no year"),
    ] as [(String, [String], String?, String)])
  func `A release that is missing or contradicted is refused`(
    name: String, folders: [String], hint: String?, message: String
  ) {
    let error = sourceError { _ = try readText(Self.diagnoses, name: name, folders: folders, release: hint) }
    #expect(error?.reason == .release)
    #expect(error?.message == message)
  }

  @Test func `No release at all says which option helps`() {
    #expect(sourceError { _ = try readText(Self.diagnoses, name: "order.txt") }?.remedy == "pass --release YEAR")
  }

  @Test(arguments: [
    ("0000", SourceError.Place.lineColumn(4, 5)), ("00004 A001    2 x", .lineColumn(4, 18)),
    ("00004xA001    1 \("x".padded(60)) x", .lineColumn(4, 6)),
    ("0000x A001    1 \("x".padded(60)) x", .lineColumn(4, 5)),
    ("00004 A001    7 \("x".padded(60)) x", .lineColumn(4, 15)),
    ("00004 a001    1 \("x".padded(60)) x", .lineColumn(4, 7)),
    ("00004 A001    1 \("x".padded(60))  ", .lineColumn(4, 78)),
    ("00004 A001    1 \("x".padded(59))xx x", .lineColumn(4, 77)),
    ("00003 A001    1 \("x".padded(60)) x", .lineColumn(4, 1)),
    ("00004 A 01    1 \("x".padded(60)) x", .lineColumn(4, 7)),
  ])
  func `A wrong column is named with its line`(line: String, place: SourceError.Place) {
    let error = sourceError { _ = try readText(Self.diagnoses + line, name: "icd10cm-order-2026.txt") }
    #expect(error?.reason == .malformed)
    #expect(error?.place == place)
  }

  @Test func `Lines written by the layout are read back`() throws {
    let seed = UInt64.random(in: .min ... .max)
    print("ICD10OrderTests seed \(seed)")
    var chance = SeededGenerator(seed: seed)
    let letters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789")
    func characters(_ count: Int) -> String {
      String((0..<count).map { _ in letters.randomElement(using: &chance) ?? "0" })
    }
    for _ in 0..<200 {
      var text = Self.line(1, "A000", 1, "Cholera", "Cholera")
      var expected: [Code] = [
        Code(Target(.icd10cm, "A00.0"), title: "Cholera", shortTitle: "Cholera", billable: true)
      ]
      for number in 2...Int.random(in: 2...12, using: &chance) {
        let code = "B\(Int.random(in: 0...9, using: &chance))" + characters(Int.random(in: 1...5, using: &chance))
        let billable = Bool.random(using: &chance)
        let (short, long) = (characters(Int.random(in: 1...60, using: &chance)), "É" + characters(30))
        text += Self.line(number, code, billable ? 1 : 0, short, long)
        expected.append(
          Code(
            Target(.icd10cm, CodeShape.display(code, .icd10cm)), title: long, shortTitle: short, billable: billable))
      }
      let read = try readText(text, name: "order-2026.txt", pieceLength: Int.random(in: 1...300, using: &chance))
      #expect(read.codes == expected, "seed \(seed)")
    }
  }
}

@Suite struct ICD10CodesTests {
  @Test func `Codes files of both systems are read`() throws {
    let diagnoses = try readText("A000    Cholera\r\nQA0111A Disorder\r\n", name: "codes-2026.txt")
    #expect(diagnoses.description.format == "icd10cm-codes")
    #expect(diagnoses.codes.map(\.target.identifier) == ["A00.0", "QA0.111A"])
    #expect(diagnoses.codes.allSatisfy { $0.billable == true })
    let procedures = try readText("0016070 Bypass\r\n", name: "icd10pcs_codes_2026.txt")
    #expect(procedures.codes == [Code(Target(.icd10pcs, "0016070"), title: "Bypass", billable: true)])
  }

  @Test func `A title in the wrong column is refused`() {
    let error = sourceError {
      _ = try readText(String(repeating: "A000    Cholera\n", count: 6) + "A001   Cholera\n", name: "codes-2026.txt")
    }
    #expect(error?.place == .lineColumn(7, 8))
  }
}

@Suite struct ICD10AddendaTests {
  private static let statistics = "\r\nCodes\r\n  74260 codes in icd10cm_order_2025.txt\r\n    487 additions\r\n"

  @Test func `Order addenda give kind, flag and long title`() throws {
    let text =
      "Delete:      1 B880    \("Other acariasis".padded(60)) Other acariasis\r\n"
      + "Revise from: 1 A7741   \("Short".padded(60)) Long old\r\n"
      + "Revise to:   1 A7741   \("Short".padded(60)) Long new\r\n"
      + "Add:         0 C50A    \("Short".padded(60)) Header\r\n" + Self.statistics
    for length in [1, 7, 100, 65_536] {
      let read = try readText(text, name: "icd10cm-order-addenda-2026.txt", pieceLength: length)
      let day = Day(iso: "2025-10-01")
      #expect(
        read.changes == [
          CodeChange(Target(.icd10cm, "B88.0"), .deleted, title: "Other acariasis", billable: true, effective: day),
          CodeChange(Target(.icd10cm, "A77.41"), .revisedFrom, title: "Long old", billable: true, effective: day),
          CodeChange(Target(.icd10cm, "A77.41"), .revisedTo, title: "Long new", billable: true, effective: day),
          CodeChange(Target(.icd10cm, "C50.A"), .added, title: "Header", billable: false, effective: day),
        ])
      #expect(read.description.series == .addenda)
    }
  }

  @Test func `Procedures have no flag, and a full short title ends where the long one begins`() throws {
    let short = "Transfuse Brexcab Autoleuc in Central Vein, Perc, New Tech 6"
    let text =
      "Add:         03F     \("Upper Arteries".padded(60)) Upper Arteries, Fragmentation\r\n"
      + "Add:         XW24346 \(short) Transfusion of Something\r\n" + Self.statistics
    let read = try readText(text, name: "order_addenda_2021.txt")
    #expect(read.changes.map(\.title) == ["Upper Arteries, Fragmentation", "Transfusion of Something"])
    #expect(read.changes.map(\.billable) == [false, true])
  }

  @Test func `Codes addenda have the title alone, however long`() throws {
    let title = "Body mass index [BMI] pediatric, greater than or equal to 95 B percentile for age"
    let read = try readText("Add:         Z6854   \(title)\r\n", name: "icd10cm-codes-addenda-2026.txt")
    #expect(read.changes.map(\.title) == [title])
  }

  @Test(arguments: [("Change:      Z6854   Title\n", 1), ("Add:         Z6854 x Title\n", 14), ("Add:\n", 14)])
  func `A line that is no change is refused`(line: String, column: Int) {
    let error = sourceError { _ = try readText("Add:         Z6853   Title\n" + line, name: "addenda-2026.txt") }
    #expect(error?.place == .lineColumn(2, column))
  }

  @Test func `A change behind the statistics is refused`() {
    let change = "Add:         Z6853   Title\n"
    #expect(sourceError { _ = try readText(change + "\n" + change, name: "addenda-2026.txt") }?.reason == .malformed)
  }
}
