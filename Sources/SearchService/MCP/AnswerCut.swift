/// Shortens the answer of an operation that is too large for a model's context, and says how.
///
/// Long lists lose their ends, then long texts; `cut` in the answer names each with what is shown of it, and how to get the
/// rest.
struct AnswerCut {
  /// The most bytes of a tool's result: 64 KB.
  static let limit = 64 << 10

  /// The most items of a list.
  private let items: Int
  /// The most characters of a text.
  private let characters: Int
  /// What was cut, by its path.
  private var cuts: [JSONValue] = []

  private init(items: Int, characters: Int) {
    self.items = items
    self.characters = characters
  }

  /// The answer, or as much of it as makes a result of at most ``limit`` bytes.
  /// - Parameters:
  ///   - rest: how to get what is cut.
  ///   - result: the result with an answer in it, as it is sent.
  static func fitting(_ answer: String, rest: String, as result: (String) -> String) -> String {
    guard result(answer).utf8.count > limit, let whole = try? JSONValue(bytes: answer.utf8, limit: .max) else {
      return answer
    }
    var shortened = answer
    for (items, characters) in steps {
      var cut = AnswerCut(items: items, characters: characters)
      guard var members = cut.shortened(whole, at: "").object else { return answer }
      members["cut"] = ["parts": .array(cut.cuts), "rest": .string(rest)]
      shortened = JSONValue.object(members).json
      if result(shortened).utf8.count <= limit { break }
    }
    return shortened
  }

  private static let steps = [
    (500, Int.max), (350, .max), (250, .max), (175, .max), (120, .max), (80, .max), (55, 8000), (40, 8000), (25, 4000),
    (10, 2000), (5, 1000), (3, 500), (1, 200),
  ]

  private mutating func shortened(_ value: JSONValue, at path: String) -> JSONValue {
    switch value {
    case .array(let list):
      if list.count > items { note(path, shown: items, of: list.count) }
      return .array(list.prefix(items).enumerated().map { shortened($0.element, at: "\(path)[\($0.offset)]") })
    case .object(let members):
      var result: [String: JSONValue] = [:]
      for (name, member) in members.sorted(by: { $0.key < $1.key }) {
        result[name] = shortened(member, at: path.isEmpty ? name : "\(path).\(name)")
      }
      return .object(result)
    case .string(let text) where text.count > characters:
      note(path, shown: characters, of: text.count)
      return .string(text.prefix(characters) + "…")
    default: return value
    }
  }

  /// Names a part, but for lists with many parts that are cut in the same way only the first ones.
  private mutating func note(_ path: String, shown: Int, of count: Int) {
    guard cuts.count < 20 else { return }
    cuts.append(["at": .string(path), "shown": .integer(shown), "of": .integer(count)])
  }

  /// The schema of an answer that may be cut.
  static func schema(_ output: JSONValue) -> JSONValue {
    guard var schema = output.object, var properties = schema["properties"]?.object else { return output }
    properties["cut"] = .record(
      [
        "parts": .list(.record(["at": .text(), "shown": .whole(), "of": .whole()])),
        "rest": .text("How to get what is not shown."),
      ], "Only where the answer was too large: lists and texts that are not whole.")
    schema["properties"] = .object(properties)
    return .object(schema)
  }
}
