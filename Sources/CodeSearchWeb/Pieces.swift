internal import CodeSearch
internal import CodingKnowledge

/// A link as templates show it.
struct Link {
  var text: String
  var address: String
  /// What stands behind it, such as the title of a code.
  var note: String?

  init(_ text: String, _ address: String, note: String? = nil) {
    self.text = text
    self.address = address
    self.note = note
  }

  /// To the card of a target.
  init(to target: Target, on day: Day?, note: String? = nil) {
    self.init(target.identifier, target.address(on: day), note: note)
  }
}

/// A short word in a frame: a status, with the style class that gives it its colour.
struct Badge {
  var text: String
  var style: String

  /// What sets a code apart from one that a claim may carry today; nil for an ordinary one.
  static func standing(_ status: CodeStatus, isText: Bool) -> Badge? {
    switch status {
    case .active: nil
    case .deleted(let last):
      Badge(text: (isText ? "Retired" : "Deleted") + (last.map { " after \($0)" } ?? ""), style: "bad")
    case .future(let first): Badge(text: first.map { "Not before \($0)" } ?? "Not yet valid", style: "wait")
    }
  }

  static func billing(_ isBillable: Bool?) -> Badge? {
    isBillable.map { Badge(text: $0 ? "Billable" : "Not billable", style: $0 ? "good" : "plain") }
  }
}

/// A stretch of text: plain, marked because the query matched it, or linked.
struct Piece {
  var text: String
  var isMarked = false
  var link: String?
}

extension Target {
  /// The path of its card.
  func address(on day: Day?, below folder: String = "code") -> String {
    "/\(folder)/\(scope.token)/\(FormFields.encoded(identifier))" + (day.map { "?on=\($0)" } ?? "")
  }
}

extension String {
  /// With a capital letter at its beginning.
  var capitalizedSentence: String { prefix(1).uppercased() + dropFirst() }
}

extension Int {
  /// With thousands separated: `74,719`.
  var grouped: String {
    var digits = Array(String(self))
    var index = digits.count - 3
    while index > 0, digits[index - 1] != "-" {
      digits.insert(",", at: index)
      index -= 3
    }
    return String(digits)
  }

  /// Hundredths as a decimal number: `1786` is `17.86`.
  var hundredths: String {
    let rest = magnitude % 100
    return "\(self < 0 ? "-" : "")\(Int(magnitude / 100).grouped).\(rest < 10 ? "0" : "")\(rest)"
  }
}
