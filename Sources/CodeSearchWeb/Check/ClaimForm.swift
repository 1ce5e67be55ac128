internal import CodeSearch
internal import CodingKnowledge

/// The claim form: what was typed, what it means, and what of it cannot be read.
struct ClaimForm {
  struct Line {
    /// Counted from 1.
    var number: Int
    var code: String
    var modifiers: String
    var units: String
    var fault: String?
  }

  struct Choice {
    var value: String
    var label: String
    var isChosen: Bool
  }

  var day: String
  var dayFault: String?
  var settings: [Choice]
  var state: String
  var stateFault: String?
  var diagnoses: String
  var diagnosesFault: String?
  var lines: [Line]
  /// Nil where nothing was typed, or where something cannot be read.
  private(set) var claim: Claim?
  /// True where something cannot be read.
  var isFaulty = false

  /// A claim form has 12 diagnoses and 6 lines on paper; electronic claims have 50 lines.
  private static let limit = 50

  init(_ fields: FormFields) {
    let dayText = fields["on"] ?? ""
    let setting = fields["setting"].flatMap { CareSetting(spelling: $0) } ?? .practitioner
    day = dayText.isEmpty ? Day.today.description : dayText
    settings = CareSetting.allCases.map {
      Choice(value: $0.token, label: $0.name.capitalizedSentence, isChosen: $0 == setting)
    }
    state = (fields["state"] ?? "").filter { !$0.isWhitespace }.uppercased()
    diagnoses = fields.all("dx").joined(separator: " ")
    lines = ClaimForm.lines(fields)
    read(setting)
    while lines.count < 4 { lines.append(Line(number: lines.count + 1, code: "", modifiers: "", units: "")) }
  }

  /// The typed lines; the fields of a line stand at the same place in their lists.
  private static func lines(_ fields: FormFields) -> [Line] {
    let modifiers = fields.all("mod")
    let units = fields.all("units")
    var lines: [Line] = []
    for (place, code) in fields.all("code").enumerated() where code.contains(where: { !$0.isWhitespace }) {
      let line = Line(
        number: lines.count + 1, code: code.filter { !$0.isWhitespace }.uppercased(),
        modifiers: place < modifiers.count ? modifiers[place].uppercased() : "",
        units: place < units.count ? units[place].filter { !$0.isWhitespace } : "")
      lines.append(line)
    }
    return lines
  }

  private mutating func read(_ setting: CareSetting) {
    let codes = diagnoses.split { $0.isWhitespace || $0 == "," || $0 == ";" }.map { $0.uppercased() }
    guard !codes.isEmpty || !lines.isEmpty else { return }
    var read = Claim(on: .today, setting: setting, state: state.isEmpty ? nil : state)
    if let day = Day(iso: day) {
      read.day = day
    } else {
      dayFault = "\(day) is not a date; write it like 2026-01-31."
    }
    if !state.isEmpty, state.utf8.count != 2 || !state.allSatisfy({ $0.isASCII && $0.isLetter }) {
      stateFault = "\(state) is not a state; write two letters, like CA."
    }
    if codes.count > ClaimForm.limit { diagnosesFault = "At most \(ClaimForm.limit) diagnoses can be checked at once." }
    read.diagnoses = codes
    for index in lines.indices { read.lines += [lineRead(at: index)].compactMap { $0 } }
    isFaulty =
      dayFault != nil || stateFault != nil || diagnosesFault != nil || lines.contains { $0.fault != nil }
    claim = isFaulty ? nil : read
  }

  private mutating func lineRead(at index: Int) -> Claim.Line? {
    guard index < ClaimForm.limit else {
      lines[index].fault = "At most \(ClaimForm.limit) lines can be checked at once."
      return nil
    }
    let line = lines[index]
    let modifiers = line.modifiers.split { $0.isWhitespace || $0 == "," || $0 == "-" }
    let text = ([line.code[...]] + modifiers).joined(separator: "-") + (line.units.isEmpty ? "" : "x\(line.units)")
    do throws(CodeSearchError) {
      return try Claim.Line(text)
    } catch {
      lines[index].fault = "\(error.message)." + (error.hint.map { " \($0.capitalizedSentence)." } ?? "")
      return nil
    }
  }
}
