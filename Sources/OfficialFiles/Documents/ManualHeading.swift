internal import CodingKnowledge

/// What stands in parentheses under the heading of a section of a Medicare manual:
/// `(Rev. 228, Issued: 10-13-16, Effective: 10-18-16, Implementation: 10-18-16)`, and in the oldest `(Rev. 1, 10-01-03)`.
/// Separators and blanks vary.
struct ManualRevision: Hashable {
  var number: String
  var issued: Day?
  var effective: Day?

  /// Nil where `text` is not of that form.
  init?(_ text: some StringProtocol) {
    let text = String(text)
    guard let start = text.firstMatch(of: /^\(Rev\.? *([0-9]+)/) else { return nil }
    number = String(start.1)
    issued = ManualRevision.day(in: text, behind: "Issued")
    effective = ManualRevision.day(in: text, behind: "Effective")
    if issued == nil, effective == nil {
      // The sections that the manual began with in 2003 have one date, on which they came into force.
      effective = ManualRevision.day(in: text, behind: "")
    }
  }

  /// What citations say.
  var citation: String { "Rev. \(number)" + (issued.map { ", issued \($0)" } ?? "") }

  /// The first date `MM-DD-YY` behind `word`.
  private static func day(in text: String, behind word: String) -> Day? {
    var rest = text[...]
    if !word.isEmpty {
      guard let range = rest.firstRange(of: word) else { return nil }
      rest = rest[range.upperBound...]
    }
    guard let date = rest.firstMatch(of: /([0-9]{1,2})-([0-9]{1,2})-([0-9]{2,4})/), let month = Int(date.1),
      let day = Int(date.2), let year = Int(date.3)
    else { return nil }
    return Day(year: year < 100 ? 2_000 + year : year, month: month, day: day)
  }
}

/// The publications of the Medicare internet-only manuals by the words of their titles.
enum ManualPublication {
  private static let numbers = [
    ("General Information", "100-01"), ("Benefit Policy", "100-02"), ("National Coverage Determinations", "100-03"),
    ("Claims Processing", "100-04"), ("Secondary Payer", "100-05"), ("Financial Management", "100-06"),
    ("State Operations", "100-07"), ("Program Integrity", "100-08"), ("Managed Care", "100-16"),
  ]

  /// `100-02` for `Benefit Policy`.
  static func number(of title: some StringProtocol) -> String? {
    numbers.first { title.contains($0.0) }?.1
  }

  static let licence = "US Government work (CMS); CPT wording quoted in it is the American Medical Association's"
}
