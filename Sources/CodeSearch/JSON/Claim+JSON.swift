public import CodingKnowledge
internal import FoundationEssentials

extension Claim {
  /// Reads a claim in JSON: `{"on": "2026-11-22", "setting": "practitioner", "state": "CA", "diagnoses": ["E11.9"],
  /// "lines": [{"code": "99213", "modifiers": ["25"], "units": 1}]}`. A line may also be a text such as `"99213-25"`.
  ///
  /// - Parameter today: the day where the claim names none.
  /// - Throws: `CodeSearchError` `.query` with the name of the field that cannot be used.
  public init(json text: String, today: Day) throws(CodeSearchError) {
    let document: ClaimDocument
    do {
      document = try JSONDecoder().decode(ClaimDocument.self, from: Data(text.utf8))
    } catch let error as CodeSearchError {
      throw error
    } catch let error as DecodingError {
      throw CodeSearchError(.query, "the claim cannot be read: \(error.plainDescription)", hint: Claim.formHint)
    } catch {
      throw CodeSearchError(.query, "the claim is not JSON", hint: Claim.formHint)
    }
    var day = today
    if let on = document.on {
      guard let named = Day(iso: on) else {
        throw CodeSearchError(.query, "the claim's \"on\" is no date: \(on)", hint: "write it like 2026-01-31")
      }
      day = named
    }
    let setting = CareSetting(spelling: document.setting ?? "practitioner")
    guard let setting else {
      throw CodeSearchError(
        .query, "the claim's \"setting\" is unknown: \(document.setting ?? "")",
        hint: "one of practitioner, hospital, supplier")
    }
    self.init(on: day, setting: setting, state: document.state?.uppercased())
    diagnoses = document.diagnoses ?? []
    for line in document.lines ?? [] { lines.append(try line.line()) }
  }

  private static let formHint =
    "{\"on\": \"2026-01-31\", \"diagnoses\": [\"E11.9\"], \"lines\": [{\"code\": \"99213\", \"modifiers\": [\"25\"], \"units\": 1}]}"
}

extension DecodingError {
  /// What is wrong and where, without the names of types.
  fileprivate var plainDescription: String {
    switch self {
    case .keyNotFound(let key, _): "\"\(key.stringValue)\" is missing"
    case .typeMismatch(_, let context), .valueNotFound(_, let context):
      "\"\(context.codingPath.map(\.stringValue).joined(separator: "."))\" is of the wrong kind"
    case .dataCorrupted: "not JSON"
    @unknown default: "not of the form of a claim"
    }
  }
}

/// The name of any field of an object.
private struct FieldName: CodingKey {
  let stringValue: String
  var intValue: Int? { nil }

  init?(stringValue: String) { self.stringValue = stringValue }
  init?(intValue: Int) { nil }
}

extension Decoder {
  /// - Throws: `CodeSearchError` where the object has fields that are none of those that are known.
  fileprivate func refuseUnknownFields(_ known: [any CodingKey], of owner: String) throws {
    let names = known.map(\.stringValue)
    let given = try container(keyedBy: FieldName.self).allKeys.map(\.stringValue)
    guard let unknown = given.filter({ !names.contains($0) }).min() else { return }
    throw CodeSearchError(
      .query, "unknown field \"\(unknown)\" of \(owner)", hint: "\(owner) has \(names.joined(separator: ", "))")
  }
}

private struct ClaimDocument: Decodable {
  /// A line as an object or as a text.
  enum Line: Decodable {
    case text(String)
    case object(code: String, modifiers: [String], units: Int)

    private enum Key: CodingKey, CaseIterable {
      case code, modifiers, units
    }

    init(from decoder: any Decoder) throws {
      if let text = try? decoder.singleValueContainer().decode(String.self) {
        self = .text(text)
        return
      }
      let container = try decoder.container(keyedBy: Key.self)
      try decoder.refuseUnknownFields(Key.allCases, of: "a line")
      self = .object(
        code: try container.decode(String.self, forKey: .code),
        modifiers: try container.decodeIfPresent([String].self, forKey: .modifiers) ?? [],
        units: try container.decodeIfPresent(Int.self, forKey: .units) ?? 1)
    }

    func line() throws(CodeSearchError) -> Claim.Line {
      switch self {
      case .text(let text): try Claim.Line(text)
      case .object(let code, let modifiers, let units):
        try Claim.Line(([code] + modifiers).joined(separator: "-") + "x\(units)")
      }
    }
  }

  private enum Key: CodingKey, CaseIterable {
    case on, setting, state, diagnoses, lines
  }

  var on: String?
  var setting: String?
  var state: String?
  var diagnoses: [String]?
  var lines: [Line]?

  init(from decoder: any Decoder) throws {
    try decoder.refuseUnknownFields(Key.allCases, of: "a claim")
    let container = try decoder.container(keyedBy: Key.self)
    on = try container.decodeIfPresent(String.self, forKey: .on)
    setting = try container.decodeIfPresent(String.self, forKey: .setting)
    state = try container.decodeIfPresent(String.self, forKey: .state)
    diagnoses = try container.decodeIfPresent([String].self, forKey: .diagnoses)
    lines = try container.decodeIfPresent([Line].self, forKey: .lines)
  }
}

extension ClaimReport {
  /// The report as JSON text.
  public func json(isPretty: Bool = true) -> String { JSONDocument.text(ReportDocument(self), isPretty: isPretty) }
}

private struct ReportDocument: Encodable {
  struct Finding: Encodable {
    var severity: String
    var rule: String
    var codes: [String]
    var message: String
    var source: String
    var card: String?
    var remedy: String
  }

  struct Gap: Encodable {
    var what: String
    var why: String
  }

  var format = JSONDocument.format
  var on: String
  var setting: String
  var state: String?
  var diagnoses: [String]
  var lines: [String]
  var findings: [Finding]
  var notChecked: [Gap]
  var basis: [BasisDocument]

  init(_ report: ClaimReport) {
    on = report.claim.day.description
    setting = report.claim.setting.token
    state = report.claim.state
    diagnoses = report.claim.diagnoses
    lines = report.claim.lines.map(\.text)
    findings = report.findings.map {
      Finding(
        severity: $0.severity.rawValue, rule: $0.rule, codes: $0.codes, message: $0.message, source: $0.source,
        card: $0.card?.description, remedy: $0.remedy)
    }
    notChecked = report.gaps.map { Gap(what: $0.what, why: $0.why) }
    basis = report.basis.map(BasisDocument.init)
  }
}
