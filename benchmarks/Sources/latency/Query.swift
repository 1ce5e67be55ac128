import CodeSearch
import FoundationEssentials

/// A query of a list with what the floor is asked for the same words.
struct TimedQuery {
  var kind: String
  /// As it is searched for: without the star at its end.
  var text: String
  /// The analyzed words, each followed by a NUL.
  var terms: [CChar] = []
  /// The last word where a star stood behind it: the beginning of a word, as while typing.
  var prefix: String?
}

/// A file of lines `class TAB query`, a star behind a last word that is still being typed; empty lines and those that begin with `#` are passed over.
enum QueryList {
  static func read(_ path: String, searcher: Searcher, on day: SearchRequest) throws -> [TimedQuery] {
    let text = String(decoding: try Data(contentsOf: URL(filePath: path)), as: UTF8.self)
    return try text.split(separator: "\n").filter { !$0.hasPrefix("#") }.map { line in
      let fields = line.split(separator: "\t", maxSplits: 1)
      guard fields.count == 2 else { throw ListError(line: String(line)) }
      return try query(kind: String(fields[0]), text: String(fields[1]), searcher: searcher, request: day)
    }
  }

  private static func query(
    kind: String, text: String, searcher: Searcher, request: SearchRequest
  ) throws -> TimedQuery {
    var query = TimedQuery(kind: kind, text: text.hasSuffix("*") ? String(text.dropLast()) : text)
    var words = text.split(separator: " ")
    if let last = words.last, last.hasSuffix("*") {
      query.prefix = last.dropLast().lowercased()
      words.removeLast()
    }
    var request = request
    request.query = words.joined(separator: " ")
    guard !words.isEmpty else { return query }
    var seen: Set<String> = []
    for token in try searcher.explain(request).tokens where !token.term.isEmpty && !token.isJoined {
      if seen.insert(token.term).inserted { query.terms += token.term.utf8CString }
    }
    return query
  }
}

struct ListError: Error, CustomStringConvertible {
  var line: String
  var description: String { "not \"class TAB query\": \(line)" }
}
