internal import CodingKnowledge

/// What the entries of a knowledge file are.
enum KnowledgeKind: String, CaseIterable {
  case summary, note, modifier, guideline, coverage, policy, codes

  /// The scope of its targets; nil where the front matter says it (`system`).
  var scope: Scope? {
    switch self {
    case .summary, .note, .codes: nil
    case .modifier: .modifier
    case .guideline: .guideline
    case .coverage: .ncd
    case .policy: .policy
    }
  }
}

/// The YAML between the two `---` lines at the top of a knowledge file.
struct KnowledgeFrontMatter {
  var kind: KnowledgeKind
  var scope: Scope
  var title: String
  var source: String
  var validity: DayRange
  /// The first line after the front matter, counted from 1.
  var bodyLine: Int

  private static let keys = ["kind", "system", "title", "source", "effective", "through"]
  private static let lineLimit = 100

  init(_ text: KnowledgeText) throws(SourceError) {
    guard text.lines.first?.trimmed == "---",
      let end = text.lines.prefix(Self.lineLimit).dropFirst().firstIndex(where: { $0.trimmed == "---" })
    else {
      throw text.error(
        1, "no front matter: the file must begin with --- and have a second --- within \(Self.lineLimit) lines",
        remedy: "see Corpus/README.md, \"The front matter\"")
    }
    bodyLine = end + 2
    let values = try Self.values(text, end)

    guard let spelled = values["kind"] else {
      throw text.error(1, "the front matter has no kind", remedy: "add `kind: note` or another kind")
    }
    guard let kind = KnowledgeKind(rawValue: spelled.text) else {
      throw text.error(
        spelled.line, "\"\(spelled.text.prefix(40))\" is no kind",
        remedy: "write one of \(KnowledgeKind.allCases.map(\.rawValue).joined(separator: ", "))")
    }
    self.kind = kind
    scope = try Self.scope(kind, values["system"], text)
    title = values["title"]?.text ?? text.file
    source = values["source"]?.text ?? text.file
    validity = DayRange(
      from: try Self.day(values["effective"], "effective", text),
      through: try Self.day(values["through"], "through", text))
    if let from = validity.from, let through = validity.through, through < from {
      throw text.error(values["through"]?.line ?? 1, "through is before effective", remedy: "correct one of the two")
    }
  }

  private struct Value {
    var text: String
    var line: Int
  }

  private static func values(_ text: KnowledgeText, _ end: Int) throws(SourceError) -> [String: Value] {
    let mapping: YAMLMapping?
    do {
      mapping = try YAMLMapping(text.lines[1..<end].joined(separator: "\n"))
    } catch {
      throw text.error(
        2 + error.line, "the front matter is not YAML: \(error.problem)", remedy: "write `key: value`, one a line")
    }
    guard let mapping else {
      throw text.error(1, "the front matter holds no keys", remedy: "write `key: value`, one a line")
    }
    var values: [String: Value] = [:]
    for entry in mapping.entries {
      let line = 2 + entry.line
      guard let name = entry.key, keys.contains(name) else {
        throw text.error(
          line, "\"\((entry.key ?? "?").prefix(40))\" is no key of the front matter",
          remedy: "write one of \(keys.joined(separator: ", "))")
      }
      guard let scalar = entry.value?.singleBlanked, !scalar.isEmpty else {
        throw text.error(line, "\(name) has no value", remedy: "write one, or delete the line")
      }
      values[name] = Value(text: scalar, line: line)
    }
    return values
  }

  private static func scope(_ kind: KnowledgeKind, _ value: Value?, _ text: KnowledgeText) throws(SourceError) -> Scope
  {
    guard let value else {
      if let scope = kind.scope { return scope }
      throw text.error(1, "kind: \(kind.rawValue) needs a system", remedy: "add, for example, `system: CPT`")
    }
    guard let scope = Scope(spelling: value.text), scope.isCodeSystem else {
      throw text.error(
        value.line, "\"\(value.text.prefix(40))\" is no code system",
        remedy: "write one of CPT, HCPCS, ICD-10-CM, ICD-10-PCS, MS-DRG, ICD-9-CM, modifier")
    }
    guard kind.scope == nil || kind.scope == scope else {
      throw text.error(value.line, "kind: \(kind.rawValue) takes no system", remedy: "delete the line")
    }
    return scope
  }

  private static func day(_ value: Value?, _ key: String, _ text: KnowledgeText) throws(SourceError) -> Day? {
    guard let value else { return nil }
    guard let day = Day(iso: value.text) else {
      throw text.error(value.line, "\(key) \"\(value.text.prefix(40))\" is no day", remedy: "write it as 2026-01-31")
    }
    return day
  }
}
