internal import CodeSearch
internal import CodingKnowledge

/// The Medicare coverage texts that are about a code.
struct CoverageView {
  struct Text {
    var kind: String
    var name: Link
    var relation: String
    var states: String?
    var contractors: String?
    var diagnosisCount: String?
    var groups: [String]
  }

  var listed: FoldedList<Text>?
  var covered: String?
  var notCovered: String?

  /// Nil where no loaded text is about the code.
  init?(_ rules: CardRules, on day: Day?) {
    guard !rules.coverage.isEmpty || rules.mappedDiagnoses != (0, 0) else { return nil }
    listed = FoldedList(rules.coverage.map { Text($0, on: day) }, limit: 8)
    let mapped = rules.mappedDiagnoses
    covered = mapped.covered > 0 ? mapped.covered.grouped : nil
    notCovered = mapped.notCovered > 0 ? mapped.notCovered.grouped : nil
  }
}

extension CoverageView.Text {
  fileprivate init(_ text: CoverageAnswer.Text, on day: Day?) {
    kind = text.target.scope.name
    name = Link(to: text.target, on: day, note: text.title)
    relation = text.relation
    states = text.states.isEmpty ? nil : text.states.joined(separator: ", ")
    contractors = text.contractors.isEmpty ? nil : text.contractors.joined(separator: "; ")
    diagnosisCount = text.diagnosisCount > 0 ? text.diagnosisCount.grouped : nil
    groups = text.groups
  }
}
