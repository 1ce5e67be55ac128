internal import CodeSearch
internal import CodingKnowledge

/// One parameter of an operation: its name, what it may hold, and what it means.
public struct OperationParameter: Sendable {
  public enum Kind: Sendable {
    /// A text of at least one character.
    case text(limit: Int)
    case texts(count: Int)
    case integer(ClosedRange<Int>)
    case flag
    case choice(Choices)
    case choices(Choices)
    case day
    /// Claim lines: each a text such as `99213-25`, or an object with `code`, `modifiers` and `units`.
    case claimLines
  }

  /// Named values, and how a spelling of one is read.
  public struct Choices: Sendable {
    public let names: [String]
    /// The name that a spelling means; nil where it means none.
    let reading: @Sendable (String) -> String?
  }

  public let name: String
  public let kind: Kind
  /// What it means, for people and for language models.
  public let summary: String
  public let isRequired: Bool
  /// What holds where it is not given; nil where that is no value.
  public let standard: JSONValue?

  init(_ name: String, _ kind: Kind, _ summary: String, isRequired: Bool = false, standard: JSONValue? = nil) {
    self.name = name
    self.kind = kind
    self.summary = summary
    self.isRequired = isRequired
    self.standard = standard
  }
}

extension OperationParameter.Choices {
  static let systems = OperationParameter.Choices(names: Scope.allCases.filter(\.isCodeSystem).map(\.token)) {
    Scope(spelling: $0).flatMap { $0.isCodeSystem ? $0.token : nil }
  }
  static let settings = OperationParameter.Choices(names: CareSetting.allCases.map(\.token)) {
    CareSetting(spelling: $0)?.token
  }
  static let placesOfService = OperationParameter.Choices(names: FeeAnswer.Setting.allCases.map(\.rawValue)) {
    FeeAnswer.Setting(spelling: $0)?.rawValue
  }
  static let kinds = OperationParameter.Choices(names: SearchRequest.kinds) { spelling in
    let name = Scope(spelling: spelling)?.token ?? spelling.lowercased()
    return SearchRequest.kinds.contains(name) ? name : nil
  }
}

// MARK: Shared by several operations

extension OperationParameter {
  static let day = OperationParameter(
    "on", .day, "The date of service, YYYY-MM-DD: what was in force that day answers. Default: today.")

  static func code(_ summary: String) -> OperationParameter {
    OperationParameter("code", .text(limit: 64), summary, isRequired: true)
  }

  static func limit(_ summary: String, _ range: ClosedRange<Int>) -> OperationParameter {
    OperationParameter("limit", .integer(range), summary, standard: 10)
  }

  static let system = OperationParameter("system", .choice(.systems), "Only this code system.")
  static let systems = OperationParameter("systems", .choices(.systems), "Only these code systems. Default: all.")
  static let setting = OperationParameter(
    "setting", .choice(.settings), "Who bills; the edits differ.", standard: "practitioner")
  static let state = OperationParameter(
    "state", .text(limit: 2), "Two letters, such as CA: leaves out local coverage texts of other states.")
}
