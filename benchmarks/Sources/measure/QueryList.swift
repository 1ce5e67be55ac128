import CodingKnowledge
import FoundationEssentials

/// A query of a list with what the floor is asked for the same words.
struct TimedQuery {
  /// As it is searched for: without the star at its end.
  var text: String
  /// A star stood behind the last word: it is still being typed.
  var completesLastWord: Bool
  /// The date of service; nil for the one of all.
  var day: Day?
  /// In the form of `floor.h`.
  var floor: String
}

/// A file of lines `query TAB date TAB floor query`; the date may be empty.
enum QueryList {
  static func read(_ path: String) throws -> [TimedQuery] {
    let text = String(decoding: try Data(contentsOf: URL(filePath: path)), as: UTF8.self)
    return try text.split(separator: "\n").map { line in
      let fields = line.split(separator: "\t", omittingEmptySubsequences: false)
      guard fields.count == 3 else { throw ListError(line: String(line)) }
      let isTyped = fields[0].hasSuffix("*")
      return TimedQuery(
        text: String(isTyped ? fields[0].dropLast() : fields[0]), completesLastWord: isTyped,
        day: fields[1].isEmpty ? nil : try DayOption.read(String(fields[1])), floor: String(fields[2]))
    }
  }
}

struct ListError: Error, CustomStringConvertible {
  var line: String
  var description: String { "not of the form that is expected: \(line)" }
}
