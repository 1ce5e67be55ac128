public import CodingKnowledge

/// A list of synonyms, one rule a line; `Corpus/README.md`, "Synonym lists", has the format.
public enum SynonymFile {
  /// A line that holds a rule, or what is wrong with it.
  public struct Line: Sendable {
    /// Counted from 1.
    public var number: Int
    public var rule: Result<SynonymRule, SourceError>
  }

  /// The rules in the order of the file.
  /// - Throws: `SourceError` with the number of the first line that breaks the rules.
  public static func read(_ stream: any ByteStream) throws(SourceError) -> [SynonymRule] {
    var rules: [SynonymRule] = []
    for line in try lines(stream) { rules.append(try line.rule.get()) }
    return rules
  }

  /// Every line that is not empty, those that break the rules too.
  /// - Throws: `SourceError` where the file is not text, or cannot be read.
  public static func lines(_ stream: any ByteStream) throws(SourceError) -> [Line] {
    let text = try KnowledgeText(stream)
    var lines: [Line] = []
    for (index, line) in text.lines.enumerated() {
      let content = String(withoutComment(line)).singleBlanked
      if content.isEmpty { continue }
      let read = Result { () throws(Fault) in try rule(content) }
        .mapError { text.error(index + 1, $0.message, remedy: $0.remedy) }
      lines.append(Line(number: index + 1, rule: read))
    }
    return lines
  }

  private struct Fault: Error {
    var message: String
    var remedy: String
  }

  /// A `#` at the beginning of a line or after a blank begins a comment.
  private static func withoutComment(_ line: String) -> Substring {
    var previous: Character = " "
    for index in line.indices {
      if line[index] == "#", previous.isWhitespace { return line[..<index] }
      previous = line[index]
    }
    return line[...]
  }

  private static func rule(_ line: String) throws(Fault) -> SynonymRule {
    // The signs between phrases stand between blanks, so that words may hold them (`S/P`, `C:D`).
    let words = line.split(separator: " ", omittingEmptySubsequences: false)
    guard let sign = words.first(where: { $0 == "=" || $0 == ">" || $0 == ":" }) else {
      throw Fault(
        message: "no sign between blanks (=, > or :) in the rule",
        remedy: "write `a = b`, `a > b` or `ABBR : reading`, with blanks around the sign")
    }
    let sides = words.split(separator: sign, maxSplits: sign == "=" ? .max : 1, omittingEmptySubsequences: false)
      .map { $0.joined(separator: " ") }
    if sign == "=" { return SynonymRule(.equal, try phrases(sides)) }
    guard sides.count == 2 else {
      throw Fault(message: "the rule has no right side", remedy: "write one, or delete it")
    }
    let left = try phrases([sides[0]])
    var readings: [SynonymRule.Reading] = []
    for piece in split(sides[1]) {
      let reading = sign == ":" ? try reading(piece) : SynonymRule.Reading(try phrase(piece))
      guard !readings.contains(where: { $0 == reading }) else {
        throw Fault(message: "\"\(reading.phrase)\" stands twice in the rule", remedy: "delete one")
      }
      readings.append(reading)
    }
    return SynonymRule(sign == ":" ? .abbreviation : .oneWay, left, readings: readings)
  }

  /// At semicolons outside of brackets.
  private static func split(_ text: String) -> [String] {
    var pieces = [""]
    var depth = 0
    for character in text {
      if character == "[" { depth += 1 }
      if character == "]" { depth -= 1 }
      if character == ";", depth <= 0 {
        pieces.append("")
      } else {
        pieces[pieces.count - 1].append(character)
      }
    }
    return pieces
  }

  private static func phrases(_ pieces: [String]) throws(Fault) -> [String] {
    var found: [String] = []
    for piece in pieces {
      let phrase = try phrase(piece)
      guard !found.contains(where: { $0.lowercased() == phrase.lowercased() }) else {
        throw Fault(message: "\"\(phrase)\" stands twice in the rule", remedy: "delete one")
      }
      found.append(phrase)
    }
    return found
  }

  private static func phrase(_ text: String) throws(Fault) -> String {
    let phrase = text.singleBlanked
    guard !phrase.isEmpty else {
      throw Fault(message: "a phrase of the rule is empty", remedy: "write it, or delete the sign beside it")
    }
    if let sign = phrase.split(separator: " ").first(where: { ["=", ">", ":", ";"].contains($0) }) {
      throw Fault(
        message: "\"\(sign)\" does not belong into this rule", remedy: "write a rule of its own for the second relation"
      )
    }
    guard !phrase.contains(where: { "[]@;".contains($0) }) else {
      throw Fault(
        message: "\"\(phrase.prefix(60))\" holds one of [ ] @ ;",
        remedy: "company in […] and @SYSTEM stand behind the reading of an abbreviation only")
    }
    return phrase
  }

  /// `mitral stenosis [valve, heart] @ICD-10-CM`; company and system in either order.
  private static func reading(_ text: String) throws(Fault) -> SynonymRule.Reading {
    var rest = text.singleBlanked
    var context: [String] = []
    var scope: Scope?
    while true {
      if rest.hasSuffix("]") {
        guard context.isEmpty, let open = rest.lastIndex(of: "[") else {
          throw Fault(
            message: "a ] without its [, or company given twice", remedy: "write it as `reading [word, word]`")
        }
        for word in rest[rest.index(after: open)...].dropLast().split(separator: ",", omittingEmptySubsequences: false)
        {
          context.append(try phrase(String(word)))
        }
        rest = String(rest[..<open]).singleBlanked
      } else if let at = rest.lastIndex(of: "@"), at == rest.startIndex || rest[rest.index(before: at)] == " " {
        let name = rest[rest.index(after: at)...]
        guard scope == nil, let named = Scope(spelling: String(name)) else {
          throw Fault(
            message: "\"@\(name.prefix(30))\" names no code system, or a second one",
            remedy: "write one of @CPT, @HCPCS, @ICD-10-CM, @ICD-10-PCS, @MS-DRG, @modifier")
        }
        scope = named
        rest = String(rest[..<at]).singleBlanked
      } else {
        return SynonymRule.Reading(try phrase(rest), context: context, scope: scope)
      }
    }
  }
}
