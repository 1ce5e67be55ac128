public import CodingKnowledge

/// A query with the codes that are right for it.
public struct JudgedQuery: Sendable, Hashable {
  /// One code and how right it is: 3 for the answer, 1 for a near miss, 0 for wrong.
  public struct Judgment: Sendable, Hashable {
    /// In the canonical form: capitals, no dots.
    public var code: String
    /// 0 for wrong; the higher, the better.
    public var grade: Int

    /// A judgment; the code may be in any spelling.
    public init(_ code: String, grade: Int) {
      self.code = JudgedQuery.canonical(code)
      self.grade = grade
    }
  }

  /// As the file names it; unique in its set.
  public var identifier: String
  /// The query as a person typed it.
  public var text: String
  /// The code system of the judged codes.
  public var scope: Scope
  /// In the order of the file, each code once.
  public var judgments: [Judgment]

  /// A query of its parts.
  public init(identifier: String, text: String, scope: Scope, judgments: [Judgment]) {
    self.identifier = identifier
    self.text = text
    self.scope = scope
    self.judgments = judgments
  }

  /// A code as it is compared: without dots and blanks around it, in capitals.
  static func canonical(_ code: String) -> String {
    var code = code[...]
    while let first = code.first, first.isWhitespace { code = code.dropFirst() }
    while let last = code.last, last.isWhitespace { code = code.dropLast() }
    return code.uppercased().filter { $0 != "." }
  }

  /// Adds a judgment; of two for one code the higher grade counts.
  mutating func add(_ judgment: Judgment) {
    if let known = judgments.firstIndex(where: { $0.code == judgment.code }) {
      judgments[known].grade = max(judgments[known].grade, judgment.grade)
    } else {
      judgments.append(judgment)
    }
  }
}

/// Judged queries, as one file holds them.
///
/// The file is text in UTF-8, one judged code a line, five fields separated by tabs: `query_id`, `query`,
/// `code_system`, `code`, `grade`. A first line of these names is optional. The query may stand on the first line of
/// its identifier only; the grade is a whole number from 0 to 30.
public struct JudgmentSet: Sendable, Hashable {
  /// The name of the file without folders and `.tsv`.
  public var name: String
  /// In the order of the file.
  public var queries: [JudgedQuery]

  /// A set of its parts.
  public init(name: String, queries: [JudgedQuery]) {
    self.name = name
    self.queries = queries
  }

  /// True where a text begins with the line of field names.
  public static func hasHeader(_ head: some StringProtocol) -> Bool { head.hasPrefix("query_id\tquery\tcode_system") }

  /// Reads the text of a judgments file.
  /// - Parameter file: the path, for the name of the set and for messages.
  /// - Throws: `CodeSearchError` `.sourceRefused` with the file and the line of the fault.
  public init(text: String, file: String) throws(CodeSearchError) {
    let own = file.split(separator: "/").last.map(String.init) ?? file
    name = own.hasSuffix(".tsv") ? String(own.dropLast(4)) : own
    queries = []
    var places: [String: Int] = [:]
    var number = 0
    let body = text.unicodeScalars.first == "\u{FEFF}" ? String(text.unicodeScalars.dropFirst()) : text
    for line in body.split(omittingEmptySubsequences: false, whereSeparator: { $0 == "\n" || $0 == "\r\n" }) {
      number += 1
      if line.isEmpty || number == 1 && JudgmentSet.hasHeader(line) { continue }
      let row = try JudgmentSet.row(line, file: file, line: number)
      if let place = places[row.identifier] {
        queries[place].add(row.judgment)
        continue
      }
      guard !row.text.isEmpty else {
        throw JudgmentSet.fault("the first line of query \(row.identifier) has no query", file, number)
      }
      places[row.identifier] = queries.count
      queries.append(
        JudgedQuery(identifier: row.identifier, text: row.text, scope: row.scope, judgments: [row.judgment]))
    }
    guard !queries.isEmpty else { throw JudgmentSet.fault("the file holds no judgments", file, number) }
  }

  private struct Row {
    var identifier: String
    var text: String
    var scope: Scope
    var judgment: JudgedQuery.Judgment
  }

  private static func row(_ line: Substring, file: String, line number: Int) throws(CodeSearchError) -> Row {
    let fields = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
    guard fields.count >= 5 else {
      throw fault("a line of \(fields.count) fields where five are needed", file, number)
    }
    guard !fields[0].isEmpty else { throw fault("the query_id is empty", file, number) }
    guard let scope = Scope(spelling: fields[2]) else {
      throw fault("\"\(fields[2])\" names no code system", file, number)
    }
    guard let grade = Int(fields[4]), (0...30).contains(grade) else {
      throw fault("\"\(fields[4])\" is no grade from 0 to 30", file, number)
    }
    let judgment = JudgedQuery.Judgment(fields[3], grade: grade)
    guard !judgment.code.isEmpty else { throw fault("the code is empty", file, number) }
    return Row(identifier: fields[0], text: fields[1], scope: scope, judgment: judgment)
  }

  private static func fault(_ message: String, _ file: String, _ line: Int) -> CodeSearchError {
    CodeSearchError(
      .sourceRefused, "\(file):\(line): \(message)",
      hint: "a line is query_id, query, code_system, code, grade, separated by tabs")
  }
}
