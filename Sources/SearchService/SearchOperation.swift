// SearchService: what machines can ask, in one table that all interfaces share: the worker, MCP, HTTP and the C library. It
// knows no transport but the messages of the protocols, and does no search of its own.

public import CodeSearch
internal import CodingKnowledge

/// One thing that a machine can ask of an index: its name, parameters and answer, as JSON.
///
/// ```swift
/// let search = SearchOperation.named("search")!
/// let text = try search.answer(["query": "kidney stone", "limit": 3], from: searcher)
/// ```
public struct SearchOperation: Sendable {
  /// The name in requests, for example `search`.
  public let name: String
  public let title: String
  /// What it answers, what an empty answer means, and which release is named; for people and for language models.
  public let summary: String
  public let parameters: [OperationParameter]
  /// The JSON Schema (2020-12) of the answer.
  public let output: JSONValue
  private let answering: @Sendable (Arguments, Searcher) throws(CodeSearchError) -> String

  init(
    _ name: String, _ title: String, _ summary: String, _ parameters: [OperationParameter], _ output: JSONValue,
    _ answering: @escaping @Sendable (Arguments, Searcher) throws(CodeSearchError) -> String
  ) {
    self.name = name
    self.title = title
    self.summary = summary
    self.parameters = parameters
    self.output = output
    self.answering = answering
  }

  /// All operations, in the order in which they are listed everywhere.
  public static let all = [
    search, card, browse, check, edits, coverage, guideline, crosswalk, fee, explain, status,
  ]

  /// The operation of that name; nil where there is none.
  public static func named(_ name: String) -> SearchOperation? { all.first { $0.name == name } }

  /// The JSON Schema (2020-12) of the parameters.
  public var input: JSONValue {
    let properties = parameters.map { ($0.name, $0.schema) }
    var schema: [String: JSONValue] = [
      "type": "object", "additionalProperties": false,
      "properties": .object(Dictionary(uniqueKeysWithValues: properties)),
    ]
    let required = parameters.filter(\.isRequired).map { JSONValue.string($0.name) }
    if !required.isEmpty { schema["required"] = .array(required) }
    return .object(schema)
  }

  /// The operation with its schemas, as JSON.
  public var document: JSONValue {
    [
      "name": .string(name), "title": .string(title), "summary": .string(summary), "input": input, "output": output,
    ]
  }

  /// Answers a request.
  /// - Parameter parameters: an object; what is not in ``parameters``, or not of its kind, is refused.
  /// - Returns: the answer as JSON text on one line, in the format of the command line's `--json`.
  /// - Throws: `CodeSearchError` `.query` for parameters that cannot be used, and what the index is at fault for.
  public func answer(_ parameters: JSONValue, from searcher: Searcher) throws(CodeSearchError) -> String {
    guard let given = parameters.object else {
      throw CodeSearchError(.query, "the parameters are \(parameters.kindName)", hint: "write an object")
    }
    // An answer may take several calls, and all are to be of one generation.
    return try answering(Arguments(try self.parameters.checked(given, of: name)), searcher.pinned())
  }
}

/// The checked parameters of one request.
struct Arguments {
  let values: [String: JSONValue]

  init(_ values: [String: JSONValue]) { self.values = values }

  func text(_ name: String) -> String? { values[name]?.string }
  func texts(_ name: String) -> [String] { (values[name]?.array ?? []).compactMap(\.string) }
  func integer(_ name: String) -> Int? { values[name]?.integer }
  func flag(_ name: String) -> Bool { values[name]?.bool ?? false }

  /// The date of service.
  var day: Day { text("on").flatMap { Day(iso: $0) } ?? .today }
  var limit: Int { integer("limit") ?? 10 }
  var setting: CareSetting { text("setting").flatMap { CareSetting(spelling: $0) } ?? .practitioner }

  func scope(_ name: String) -> Scope? { text(name).flatMap { Scope(spelling: $0) } }
}
