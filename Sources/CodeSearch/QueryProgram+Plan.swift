internal import KnowledgeIndex
internal import SearchStore

extension QueryProgram {
  /// Stage one of a plan: any of its units, required ones all, filters and exclusions applied. Nil where no unit can match.
  init?(_ plan: QueryPlan) {
    self.init()
    let optional = plan.units.filter { !$0.isRequired && !$0.alternatives.isEmpty }
    let required = plan.units.filter(\.isRequired)
    if required.contains(where: { $0.alternatives.isEmpty }) { return nil }
    guard !optional.isEmpty || !required.isEmpty else { return nil }
    for unit in required { append(unit) }
    if required.count > 1 { and(required.count) }
    for unit in optional { append(unit) }
    let spans = required.isEmpty ? plan.spans : []
    for span in spans { append(span.alternative) }
    if optional.count + spans.count > 1 { or(optional.count + spans.count) }
    if !required.isEmpty && !optional.isEmpty { andMaybe() }
    for filter in plan.filters where !filter.isNegated {
      for term in filter.terms { self.term(term) }
      if filter.terms.count > 1 { or(filter.terms.count) }
      self.filter()
    }
    for filter in plan.filters where filter.isNegated {
      for term in filter.terms { self.term(term) }
      if filter.terms.count > 1 { or(filter.terms.count) }
      andNot()
    }
    // A phrase can only be verified on the text, so that a document is not lost for its words alone.
    for unit in plan.excluded where !unit.isPhrase && !unit.alternatives.isEmpty {
      append(unit)
      andNot()
    }
  }

  private mutating func append(_ unit: QueryUnit) {
    for alternative in unit.alternatives { append(alternative) }
    if unit.alternatives.count > 1 { or(unit.alternatives.count) }
    guard !unit.roles.isEmpty else { return }
    for role in unit.roles { term("\(TermPrefix.role)\(role)") }
    if unit.roles.count > 1 { or(unit.roles.count) }
    filter()
  }

  private mutating func append(_ alternative: Alternative) {
    for term in alternative.terms { self.term(term) }
    if alternative.terms.count > 1 { and(alternative.terms.count) }
    if alternative.quality < 1 { scale(Double(alternative.quality)) }
  }
}
