import Foundation
import Testing

/// A small index of its own, with the sources that it was built from.
struct CommandFixture {
  let folder = TemporaryFolder()

  var index: String { folder.path + "/index" }
  var sources: String { folder.path + "/sources" }

  /// Writes the sources, and builds the index unless told otherwise.
  init(builds: Bool = true) throws {
    try folder.write(OrderFile.diagnoses.text, to: "sources/icd10cm-order-2026.txt")
    try folder.write(CommandFixture.summaries, to: "sources/lymph.md")
    guard builds else { return }
    let run = try CommandRun.of(["index", "--no-corpus", "--index", index, sources])
    try #require(run.status == 0, "\(run.errors)")
  }

  /// Adds the release of the year before.
  func addYearBefore() throws {
    let path = try folder.write(OrderFile.diagnosesBefore.text, to: "sources/icd10cm-order-2025.txt")
    let run = try add(path)
    try #require(run.status == 0, "\(run.errors)")
  }

  /// Runs a subcommand on the index.
  func run(_ arguments: String..., input: String = "", environment: [String: String] = [:]) throws -> CommandRun {
    try CommandRun.of([arguments[0], "--index", index] + arguments.dropFirst(), input: input, environment: environment)
  }

  /// Adds sources to the index.
  func add(_ paths: String..., options: [String] = []) throws -> CommandRun {
    try CommandRun.of(["index", "--no-corpus", "--index", index] + options + paths)
  }

  /// A search on a day for which the order file holds.
  func search(_ arguments: String...) throws -> CommandRun {
    try CommandRun.of(["search", "--index", index, "--on", "2026-01-15"] + arguments)
  }

  /// The published generation.
  var generation: String? {
    (try? String(contentsOfFile: index + "/CURRENT", encoding: .utf8))?.trimmingCharacters(in: .newlines)
  }

  var generations: [String] { list("generations") }

  func list(_ name: String) -> [String] {
    ((try? FileManager.default.contentsOfDirectory(atPath: index + "/" + name)) ?? []).sorted()
  }

  func path(of file: String) -> String { "\(index)/generations/\(generation ?? "none")/\(file)" }

  /// What must not change when a build fails.
  func answer() throws -> String {
    (generation ?? "none") + "\n" + (try search("--format", "tsv", "embolism").output)
  }

  static let summaries = """
    ---
    kind: summary
    system: CPT
    title: Lymph nodes
    source: Written for this test
    ---

    ## 38564 Limited removal of retroperitoneal lymph nodes

    Also: limited RPLND

    **What it is.** Some nodes behind the peritoneum are taken out for staging.

    ## 99213 Office visit \u{1B}]0;owned\u{7}\u{1B}[2J, established patient

    Also: follow-up

    A visit.

    """
}

/// An order file in CMS's layout.
struct OrderFile {
  var records: [(code: String, isBillable: Bool, title: String)]

  var text: String {
    var text = ""
    for (index, record) in records.enumerated() {
      let number = String(index + 1)
      let short = String(record.title.prefix(60))
      text += String(repeating: "0", count: 5 - number.count) + number + " "
      text += record.code + String(repeating: " ", count: 8 - record.code.count)
      text += (record.isBillable ? "1 " : "0 ") + short + String(repeating: " ", count: 61 - short.count)
      text += record.title + "\r\n"
    }
    return text
  }

  static let diagnoses = OrderFile(records: [
    ("A000", true, "Cholera due to Vibrio cholerae 01, biovar cholerae"),
    ("E11", false, "Type 2 diabetes mellitus"),
    ("E119", true, "Type 2 diabetes mellitus without complications"),
    ("I10", true, "Essential (primary) hypertension"),
    ("I26", false, "Pulmonary embolism"),
    ("I2699", true, "Other pulmonary embolism without acute cor pulmonale"),
    ("U071", true, "COVID-19"),
  ])

  /// The year before: without COVID-19, and with a code that the next year has not.
  static let diagnosesBefore = OrderFile(
    records: diagnoses.records.dropLast() + [("Z999", true, "Dependence on unspecified machines")])

  /// Many codes with words of their own: a build that takes a while.
  static func large(_ count: Int) -> OrderFile {
    let words = ["acute", "chronic", "left", "right", "proximal", "distal", "open", "closed", "primary", "recurrent"]
    let organs = ["kidney", "radius", "femur", "lung", "bowel", "retina", "spleen", "tibia", "liver", "bladder"]
    return OrderFile(
      records: (0..<count).map { number in
        let letter = ["B", "C", "D", "F", "G", "H", "J", "K", "L", "M"][number / 1000 % 10]
        let extra = ["", "A", "D", "S"][number / 10_000 % 4]
        let digits = String(1000 + number % 1000).dropFirst()
        let code = letter + digits.prefix(2) + "0" + digits.suffix(1) + "0" + extra
        let title =
          "\(words[number % 10]) \(words[number / 10 % 10]) disorder of \(organs[number / 100 % 10]) variant\(number)"
        return (code, true, title)
      })
  }
}
