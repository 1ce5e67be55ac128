import CodingKnowledge
import Foundation
import Testing

struct CodeShapeTests {
  @Test(arguments: [
    ("E11.9", "E119"), ("e11.9", "E119"), ("E11 9", "E119"), (" e 11 . 9\t", "E119"), ("s72.001a", "S72001A"),
    ("0dtj4zz", "0DTJ4ZZ"), ("J0120", "J0120"), ("99213-25", "99213-25"), ("E08-E13", "E08-E13"), ("I.C.4.a", "IC4A"),
    ("250.00", "25000"), ("", ""), ("...", ""), ("é1", "é1"), ("_x[", "_X["),
  ])
  func `The key of a code has no dot, blank or small letter`(spelling: String, key: String) {
    #expect(CodeShape.key(spelling) == key)
    #expect(CodeShape.key(key) == key)
  }

  @Test(arguments: [
    ("E119", Scope.icd10cm, "E11.9"), ("E11", .icd10cm, "E11"), ("S72001A", .icd10cm, "S72.001A"), ("A", .icd10cm, "A"),
    ("C4A0", .icd10cm, "C4A.0"), ("25000", .icd9cm, "250.00"), ("250", .icd9cm, "250"), ("V5789", .icd9cm, "V57.89"),
    ("E8120", .icd9cm, "E812.0"), ("E812", .icd9cm, "E812"), ("0010", .icd9pcs, "00.10"), ("00", .icd9pcs, "00"),
    ("0DTJ4ZZ", .icd10pcs, "0DTJ4ZZ"), ("J0120", .hcpcs, "J0120"), ("99213", .cpt, "99213"), ("25", .modifier, "25"),
    ("E11.9", .icd10cm, "E11.9"), ("", .icd10cm, ""), ("é119", .icd10cm, "é11.9"),
  ])
  func `The display form has the dot where its system puts it`(code: String, scope: Scope, display: String) {
    #expect(CodeShape.display(code, scope) == display)
    #expect(CodeShape.display(display, scope) == display)
  }

  @Test(arguments: [
    ("99213", Scope.cpt), ("0202U", .cpt), ("0001F", .cpt), ("G0008", .hcpcs), ("D0120", .hcpcs), ("9921", nil),
    ("992133", nil), ("GG008", nil), ("0G008", nil), ("g0008", nil), ("99213 ", nil), ("E11.9", nil), ("CCCCC", nil),
    ("", nil), ("é213", nil),
  ])
  func `A procedure code's shape tells its system`(code: String, scope: Scope?) {
    #expect(CodeShape.procedureScope(code) == scope)
  }

  @Test func `Near misses stay apart`() {
    let codes = ["E11.9", "E11.90", "E1.19", "E119X", "EI1.9", "E11-9", "E11,9", "F11.9"]
    let keys = codes.map { CodeShape.key($0) }
    #expect(keys[0] == "E119")
    // The dot carries no meaning of its own, so only its place may be wrong.
    #expect(keys[2] == keys[0])
    #expect(Set(keys).count == codes.count - 1)
  }
}

@Suite(.enabled(if: PublishedTables.isThere, "the published files are not beside the package"))
struct PublishedCodeShapeTests {
  @Test(arguments: [
    ("crosswalk/gems-2018/2018_I10gem.txt", Scope.icd10cm, 3, 71_000),
    ("crosswalk/gems-2018/gem_pcsi9.txt", .icd10pcs, 7, 70_000),
    ("crosswalk/icd9-v32/CMS32_DESC_SHORT_DX.txt", .icd9cm, 3, 14_000),
    ("crosswalk/icd9-v32/CMS32_DESC_SHORT_SG.txt", .icd9pcs, 2, 3_500),
  ])
  func `Every published code reads back from its display form`(
    file: String, scope: Scope, shortest: Int, count: Int
  ) throws {
    let codes = try PublishedTables.firstColumn(file)
    #expect(codes.count > count)
    var displays: Set<String> = []
    for code in codes {
      let display = CodeShape.display(code, scope)
      let isRight =
        CodeShape.key(display) == code && CodeShape.key(display.lowercased()) == code
        && CodeShape.display(display, scope) == display && code.utf8.count >= shortest
        && !display.hasSuffix(".") && display.filter({ $0 != "." }) == code
      if !isRight {
        Issue.record("\(code) is shown as \(display)")
        return
      }
      displays.insert(display)
    }
    #expect(displays.count == codes.count)
  }

  @Test func `Sorted display forms are in the order of their keys`() throws {
    let codes = try PublishedTables.firstColumn("crosswalk/gems-2018/2018_I10gem.txt").sorted()
    let displays = codes.map { Target(.icd10cm, CodeShape.display($0, .icd10cm)) }
    #expect(displays == displays.sorted())
  }
}

/// The published tables beside the package, where a developer has them.
enum PublishedTables {
  static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appending(path: "../shared/data").standardizedFileURL

  static let isThere = FileManager.default.fileExists(atPath: root.appending(path: "crosswalk").path)

  /// What stands before the first blank of each line, each once.
  static func firstColumn(_ file: String) throws -> Set<String> {
    let text = String(decoding: try Data(contentsOf: root.appending(path: file)), as: UTF8.self)
    let lines = text.split(whereSeparator: \.isNewline)
    return Set(lines.compactMap { line in line.split(separator: " ").first.map(String.init) })
  }
}
