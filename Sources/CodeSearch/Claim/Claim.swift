public import CodingKnowledge

/// What is to be billed for one patient and day: diagnoses in order, and procedure lines.
///
/// ```swift
/// var claim = Claim(on: .today)
/// claim.diagnoses = ["E11.9"]
/// claim.lines = [try Claim.Line("99213-25"), try Claim.Line("20610-RTx2")]
/// ```
public struct Claim: Sendable, Hashable {
  /// One line: a procedure code with modifiers and units.
  public struct Line: Sendable, Hashable {
    /// In any spelling, for example `99213`.
    public var code: String
    /// Two characters each, in the order of the claim.
    public var modifiers: [String]
    /// 1 or more.
    public var units: Int

    /// A line of its parts; nothing is checked.
    public init(code: String, modifiers: [String] = [], units: Int = 1) {
      self.code = code
      self.modifiers = modifiers
      self.units = units
    }

    /// Reads `CODE[-MODIFIER]…[xUNITS]`: `99213-25`, `20610-RT-59x2`, `J0897x60`.
    /// - Throws: `CodeSearchError` `.query` where the text is not of that form.
    public init(_ text: String) throws(CodeSearchError) {
      var rest = Substring(text)
      var units = 1
      if let mark = rest.lastIndex(where: { $0 == "x" || $0 == "X" || $0 == "*" }), mark > rest.startIndex,
        let count = Int(rest[rest.index(after: mark)...])
      {
        units = count
        rest = rest[..<mark]
      }
      let pieces = rest.split(separator: "-", omittingEmptySubsequences: false).map { $0.uppercased() }
      let isWhole = pieces.dropFirst().allSatisfy { piece in
        piece.utf8.count == 2 && piece.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber) }
      }
      guard let code = pieces.first, code.utf8.count >= 3,
        code.allSatisfy({ $0.isASCII && ($0.isLetter || $0.isNumber) }),
        isWhole, (1...99_999).contains(units)
      else {
        throw CodeSearchError(
          .query, "\(text) is no claim line", hint: "write it like 99213, 99213-25, 20610-RT-59x2 or J0897x60")
      }
      self.init(code: code, modifiers: pieces.dropFirst().map { $0 }, units: units)
    }

    /// The line in the form that ``init(_:)`` reads.
    public var text: String {
      ([code] + modifiers).joined(separator: "-") + (units == 1 ? "" : "x\(units)")
    }
  }

  /// The date of service.
  public var day: Day
  /// Who bills: the edits differ.
  public var setting: CareSetting
  /// Two letters; nil where the place is not known.
  public var state: String?
  /// ICD-10-CM codes, first-listed first.
  public var diagnoses: [String] = []
  /// In the order of the claim.
  public var lines: [Line] = []

  /// A claim without diagnoses and lines yet.
  /// - Parameter state: two letters, such as `CA`; where nil, coverage texts of every state are looked at.
  public init(on day: Day, setting: CareSetting = .practitioner, state: String? = nil) {
    self.day = day
    self.setting = setting
    self.state = state
  }
}
