public import CodingKnowledge
internal import KnowledgeIndex

extension Searcher {
  /// The NCCI edits of a procedure code on a day: all of them, or those against other codes.
  ///
  /// ```swift
  /// let edits = try searcher.edits(of: "38780", with: ["38747"], on: .today, setting: .practitioner)
  /// print(edits.pairs[0].verdict)
  /// ```
  /// - Parameters:
  ///   - spelling: a CPT or HCPCS code.
  ///   - others: codes to hold against it; none for a summary.
  ///   - limit: how many edits of each column the summary lists.
  /// - Throws: `CodeSearchError` `.query` where a code is in no loaded file.
  /// - Returns: the answer with the quarters that it rests on. That no edit is on file is an answer as well: the two codes may
  ///   stand together as far as these files go.
  public func edits(
    of spelling: String, with others: [String] = [], on day: Day, setting: CareSetting = .practitioner, limit: Int = 10
  ) throws(CodeSearchError) -> CodeEdits {
    let book = RuleBook(snapshot(on: day))
    let number = try procedure(spelling, book)
    let target = book.snapshot.texts.target(number)
    var answer = CodeEdits(target: target, title: book.title(of: target), day: day, setting: setting)
    if others.isEmpty {
      let (column1, column2) = book.summary(of: number, setting, limit: limit)
      answer.column1Count = column1.count
      answer.column2Count = column2.count
      answer.column1 = column1.first
      answer.column2 = column2.first
    }
    let addOns = book.addOnEdits(of: number)
    answer.primaries = addOns.primaries
    answer.addOns = addOns.addOns
    for other in others {
      answer.pairs.append(book.pair(number, try procedure(other, book), setting))
    }
    answer.unitLimit = book.unitLimit(of: number, setting)
    book.addBasis([setting.edits, .addOnEdits, setting.units].compactMap { $0 }, to: &answer)
    return answer
  }

  private func procedure(_ spelling: String, _ book: RuleBook) throws(CodeSearchError) -> Int {
    guard let number = book.procedure(spelling) else {
      throw CodeSearchError(
        .query, "no CPT or HCPCS code \(spelling) is loaded",
        hint: "check the spelling, or load the file that has it: codesearch index --formats")
    }
    return number
  }
}

extension RuleBook {
  /// The answer for two codes.
  func pair(_ number: Int, _ other: Int, _ setting: CareSetting) -> PairAnswer {
    let all = pairEdits(of: number, setting, with: other)
    let edits = all.filter { edit in !all.contains { $0.supersedes(edit) } }
    let addOns = addOnEdits(of: number, with: other)
    return PairAnswer(
      first: snapshot.texts.target(number), second: snapshot.texts.target(other),
      edits: edits.filter { $0.standing == .inForce } + edits.filter { $0.standing != .inForce },
      addOns: addOns.primaries + addOns.addOns)
  }

  /// Names the releases that answer, and says what is missing.
  func addBasis(_ wanted: [Series], to answer: inout CodeEdits) {
    for series in wanted {
      guard let basis = basis(series) else {
        answer.notices.append(RuleNotices.notLoaded(series))
        continue
      }
      answer.basis.append(basis)
      if !basis.isOfTheDay { answer.notices.append(RuleNotices.otherRelease(basis, day: snapshot.day)) }
    }
    if let series = answer.setting.edits, let missing = missingParts(of: series) {
      answer.notices.append(
        Notice("part-of-table", missing + ": that no edit is on file may be wrong"))
    }
    let edits = answer.pairs.flatMap(\.edits) + answer.column1 + answer.column2
    if edits.contains(where: { $0.terms.effective == nil }) {
      answer.notices.append(
        Notice(
          "effective-date-unknown",
          "the file leaves the effective date empty: such an edit is known from the quarter of the file until its deletion date"
        ))
    }
  }
}

extension CodePairEdit {
  /// Whether both are one episode, of which this tells more: a newer quarter gives a last day that an older one did not know.
  /// Without a first day, episodes cannot be told apart.
  fileprivate func supersedes(_ other: CodePairEdit) -> Bool {
    guard column1 == other.column1, column2 == other.column2, terms.effective != nil,
      terms.effective == other.terms.effective, other.standing != .inForce
    else { return false }
    return standing == .inForce || (versions.last ?? "") > (other.versions.last ?? "")
  }
}
