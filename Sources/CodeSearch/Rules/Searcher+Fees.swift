public import CodingKnowledge
internal import KnowledgeIndex

extension Searcher {
  /// What the physician fee schedule says of a code: status, relative values, indicators, and amounts.
  ///
  /// ```swift
  /// let cents = try searcher.fee(of: "99213", on: .today).lines.first?.nonFacilityAmount
  /// ```
  /// - Parameters:
  ///   - spelling: a code, alone or with a modifier behind a hyphen: then only the lines with it, and all of them where the
  ///     schedule has none.
  ///   - locality: a payment locality: its number with or without the contractor (`01112-05`, `05`), or words of its name or its
  ///     state; nil for the national amounts.
  /// - Throws: `CodeSearchError` `.query` where the code, or one locality of that name, is not to be found.
  public func fee(of spelling: String, locality: String? = nil, on day: Day) throws(CodeSearchError) -> FeeAnswer {
    let book = RuleBook(snapshot(on: day))
    let pieces = spelling.split(separator: "-", maxSplits: 1).map(String.init)
    guard let number = book.procedure(pieces.first ?? "") else {
      throw CodeSearchError(.query, "no CPT or HCPCS code \(spelling) is loaded", hint: "check the spelling")
    }
    let target = book.snapshot.texts.target(number)
    var answer = FeeAnswer(target: target, title: book.title(of: target), day: day)
    for series in [Series.fees] + (locality == nil ? [] : [.localities]) {
      guard let basis = book.basis(series) else {
        answer.notices.append(RuleNotices.notLoaded(series))
        continue
      }
      answer.basis.append(basis)
      if !basis.isOfTheDay { answer.notices.append(RuleNotices.otherRelease(basis, day: day)) }
    }
    if let locality, book.basis(.localities) != nil { answer.locality = try book.locality(locality) }
    let indices = answer.locality
    answer.lines = book.fees(of: number).map { FeeAnswer.Line($0, indices) }
    if pieces.count == 2 {
      let modifier = pieces[1].uppercased()
      if answer.lines.contains(where: { $0.entry.modifier == modifier }) {
        answer.lines.removeAll { $0.entry.modifier != modifier }
      } else {
        answer.notices.append(
          Notice("no-line-of-modifier", "the schedule has no line of \(target.identifier) with modifier \(modifier)"))
      }
    }
    return answer
  }
}

extension FeeAnswer.Line {
  init(_ entry: FeeScheduleEntry, _ locality: Locality?) {
    self.entry = entry
    let values = { (practiceExpense: Int) in entry.work + practiceExpense + entry.malpractice }
    // Ten-thousandths of a dollar × hundredths of a unit × thousandths of an index: 10⁹ to the dollar, 10⁷ to the cent.
    let amount = { (practiceExpense: Int) -> Int in
      let weighted =
        entry.work * (locality?.work ?? 1000) + practiceExpense * (locality?.practiceExpense ?? 1000)
        + entry.malpractice * (locality?.malpractice ?? 1000)
      return (weighted * entry.conversionFactor + 5_000_000) / 10_000_000
    }
    if !entry.isNotNonFacility { nonFacilityTotal = values(entry.nonFacilityPracticeExpense) }
    if !entry.isNotFacility { facilityTotal = values(entry.facilityPracticeExpense) }
    guard entry.isPaidByRelativeValues else { return }
    nonFacilityAmount = nonFacilityTotal.map { $0 > 0 ? amount(entry.nonFacilityPracticeExpense) : 0 }
    facilityAmount = facilityTotal.map { $0 > 0 ? amount(entry.facilityPracticeExpense) : 0 }
  }
}

extension RuleBook {
  /// All localities in force.
  var localities: [Locality] {
    snapshot.texts.targets(of: .locality).flatMap { number in
      facts(of: number, \.localities).filter { $0.standing == .inForce }.map(\.value)
    }
  }

  /// The one locality that `spelling` means.
  func locality(_ spelling: String) throws(CodeSearchError) -> Locality {
    let all = localities
    let wanted = spelling.lowercased().filter { $0.isLetter || $0.isNumber }
    func plain(_ text: String) -> String { text.lowercased().filter { $0.isLetter || $0.isNumber } }
    let tests: [(Locality) -> Bool] = [
      { plain($0.target.identifier) == wanted }, { plain($0.name) == wanted }, { plain($0.state) == wanted },
      { $0.target.identifier.hasSuffix("-" + spelling) }, { plain($0.name).contains(wanted) },
    ]
    for test in tests {
      let found = all.filter(test)
      if found.count == 1 { return found[0] }
      if found.count > 1 {
        let names = found.prefix(8).map { "\($0.target.identifier) \($0.name)" }.joined(separator: "; ")
        throw CodeSearchError(
          .query, "\(found.count) localities match \(spelling): \(names)", hint: "name one by contractor and number")
      }
    }
    throw CodeSearchError(.query, "no locality \(spelling) is loaded", hint: "name it like 01112-05, or by its name")
  }
}
