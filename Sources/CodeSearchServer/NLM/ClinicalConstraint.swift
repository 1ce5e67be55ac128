internal import HTTPTypes

/// The `q` parameter: `field:value`, where `*` stands for any characters; several are joined by AND.
struct ClinicalConstraint: Sendable {
  private var parts: [(field: String, pattern: [Character])] = []

  /// - Throws: 400 for anything else of the query language that Clinical Tables have.
  init(_ text: String, table: ClinicalTable) throws(ServerFault) {
    for piece in text.split(separator: " AND ") where !piece.allSatisfy(\.isWhitespace) {
      let part = piece.split(separator: ":", maxSplits: 1).map { $0.trimmingPrefix { $0 == " " } }
      let isPlain = part.count == 2 && !part[1].isEmpty && !part[1].contains { " ()[]{}\"~^?!+/\\&|<>".contains($0) }
      guard isPlain, let field = part.first, table.fields.contains(String(field)) else {
        throw ServerFault(
          .badRequest, "q", "q is \"\(text)\"",
          hint: "write field:value, with * for any characters; join several by AND")
      }
      parts.append((String(field), Array(part[1].lowercased())))
    }
  }

  var isEmpty: Bool { parts.isEmpty }

  func holds(_ value: (String) -> String) -> Bool {
    parts.allSatisfy { part in
      let text = value(part.field).lowercased()
      // Of a text one of its words has to match.
      return ([Substring(text)] + text.split { !$0.isLetter && !$0.isNumber }).contains {
        ClinicalConstraint.matches(Array($0)[...], part.pattern[...])
      }
    }
  }

  private static func matches(_ text: ArraySlice<Character>, _ pattern: ArraySlice<Character>) -> Bool {
    var (text, pattern) = (text, pattern)
    var retry: (text: ArraySlice<Character>, pattern: ArraySlice<Character>)?
    while !text.isEmpty || !pattern.isEmpty {
      if pattern.first == "*" {
        pattern = pattern.dropFirst()
        retry = (text, pattern)
      } else if let character = text.first, character == pattern.first {
        text = text.dropFirst()
        pattern = pattern.dropFirst()
      } else if let again = retry, !again.text.isEmpty {
        retry = (again.text.dropFirst(), again.pattern)
        text = again.text.dropFirst()
        pattern = again.pattern
      } else {
        return false
      }
    }
    return true
  }
}
