internal import CodingKnowledge
internal import KnowledgeIndex
internal import QueryGrammar

/// The values that a filter field is given, checked: an unknown one is an error with its place.
enum FieldValues {
  struct Value {
    var text: String
    var range: SourceRange
  }

  static func values(of field: QueryGrammar.Field, query: Query) throws(CodeSearchError) -> [Value] {
    var values: [Value] = []
    for leaf in field.value.leaves {
      switch leaf {
      case .word(let word): values.append(Value(text: word.text, range: word.sourceRange))
      case .phrase(let phrase): values.append(Value(text: phrase.text, range: phrase.sourceRange))
      case .prefix(let prefix): values.append(Value(text: prefix.text.trimmingDots, range: prefix.sourceRange))
      case .range(let range): values.append(Value(text: query.text(at: range.sourceRange), range: range.sourceRange))
      default: continue
      }
    }
    return values
  }

  /// The form of a value that stands in terms.
  static func canonical(
    _ value: String, field: IndexField, at range: SourceRange, query: Query, texts: KnowledgeTexts
  ) throws(CodeSearchError) -> String {
    func refuse(_ expected: String) -> CodeSearchError {
      CodeSearchError(
        .query, "\(field.name): knows no value \"\(value)\"", hint: "\(field.name) takes \(expected)")
    }
    switch field.name {
    case "system":
      guard let scope = Scope(spelling: value) else {
        throw refuse(Scope.allCases.filter { $0.isCodeSystem || $0.isText }.map(\.token).joined(separator: ", "))
      }
      return scope.token
    case "kind":
      let kinds = ["code", "modifier"] + Scope.allCases.filter(\.isText).map(\.token)
      guard let kind = kinds.first(where: { $0 == value.lowercased() }) else {
        throw refuse(kinds.joined(separator: ", "))
      }
      return kind
    case "billable":
      switch value.lowercased() {
      case "yes", "true", "1": return "yes"
      case "no", "false", "0": return "no"
      default: throw refuse("yes or no")
      }
    case "chapter":
      guard let number = Int(value), (1...22).contains(number) else { throw refuse("a number from 1 to 22") }
      return String(number)
    case "status":
      // Texts are retired where codes are deleted.
      let statuses = [
        "active": "active", "deleted": "deleted", "retired": "deleted", "future": "future", "proposed": "proposed",
        "unknown": "unknown",
      ]
      guard let status = statuses[value.lowercased()] else {
        throw refuse("active, deleted (retired), future, proposed or unknown")
      }
      return status
    case "state":
      guard value.utf8.count == 2, value.allSatisfy({ $0.isASCII && $0.isLetter }) else {
        throw refuse("the two letters of a state, such as CA")
      }
      return value.lowercased()
    default:
      let key = CodeShape.key(value)
      guard !texts.codes(forKey: key).isEmpty else { throw refuse("a code, block or table that the index holds") }
      return key
    }
  }
}
