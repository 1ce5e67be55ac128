public import CodingKnowledge
internal import KnowledgeIndex

extension Searcher {
  /// The Medicare coverage texts that are about a procedure or supply, with what they say of diagnoses.
  ///
  /// ```swift
  /// let answer = try searcher.coverage(of: "E0601", state: "CA", with: ["G47.33"], on: .today)
  /// print(answer.texts.map(\.title))
  /// ```
  /// - Parameters:
  ///   - spelling: a code; of CPT or HCPCS, or of ICD-10-CM to find the texts that name a diagnosis.
  ///   - state: two letters; texts for other states are left out, national ones stay.
  ///   - diagnoses: ICD-10-CM codes that the answer tells the lists of.
  /// - Throws: `CodeSearchError` `.query` where a code is not loaded.
  /// - Returns: the texts in force on the day. No text is not a denial: it says only that no loaded text is about the code.
  public func coverage(
    of spelling: String, state: String? = nil, with diagnoses: [String] = [], on day: Day
  ) throws(CodeSearchError) -> CoverageAnswer {
    let book = RuleBook(snapshot(on: day))
    let texts = book.snapshot.texts
    let named = texts.codes(forKey: CodeShape.key(spelling)).first { texts.scope(ofTarget: $0) == .icd10cm }
    guard let number = book.procedure(spelling) ?? named else {
      throw CodeSearchError(.query, "no code \(spelling) is loaded", hint: "check the spelling")
    }
    var asked: [Target] = []
    for diagnosis in diagnoses {
      let found = texts.codes(forKey: CodeShape.key(diagnosis)).map(texts.target).first { $0.scope == .icd10cm }
      guard let found else {
        throw CodeSearchError(.query, "no ICD-10-CM code \(diagnosis) is loaded", hint: "check the spelling")
      }
      asked.append(found)
    }
    return book.coverage(of: number, state: state?.uppercased(), with: asked)
  }
}

extension RuleBook {
  func coverage(of number: Int, state: String?, with asked: [Target]) -> CoverageAnswer {
    let target = snapshot.texts.target(number)
    var answer = CoverageAnswer(target: target, title: title(of: target), day: snapshot.day, state: state)
    answer.basis = bases(.coverage)
    if answer.basis.isEmpty { answer.notices.append(RuleNotices.notLoaded(.coverage)) }
    for about in texts(about: number, scopes: [.ncd, .lcd, .article]) {
      let text = coverageText(about, asked: asked)
      if let state, !text.states.isEmpty, !text.states.contains(state) { continue }
      answer.texts.append(text)
    }
    forEachRelation(of: number) { placed, relation in
      guard case .listing(let terms) = relation.terms, placed.entry.leads, terms.list != .procedures else { return }
      let code = placed.other
      guard asked.isEmpty || asked.contains(code) else { return }
      answer.mapped.append(
        CoverageAnswer.Listing(code: code, title: asked.isEmpty ? "" : title(of: code), terms: terms))
    }
    let listed = Set((answer.texts.flatMap(\.listings) + answer.mapped).map(\.code))
    // Titles and bodies of local texts may be from elsewhere than the tables of the database.
    if !answer.texts.isEmpty { answer.basis += bases(.coverageTitles) + bases(.coverageBodies) }
    if !answer.mapped.isEmpty { answer.basis += bases(.coverageMap) }
    answer.unlisted = asked.filter { !listed.contains($0) }
    if !asked.isEmpty, !hasDiagnosisLists {
      answer.notices.append(
        Notice(
          "not-loaded",
          "the lists of diagnoses of the Articles are not loaded; CMS article_x_icd10_covered.csv and "
            + "article_x_icd10_noncovered.csv would fill this"))
    }
    if !answer.mapped.isEmpty {
      answer.notices.append(
        Notice(
          "groups-lost",
          "diagnoses from a map by code: the groups of the Articles are lost in it, so that rules such as a required second "
            + "diagnosis do not show"))
    }
    return answer
  }

  /// Whether the tables in which Articles list diagnoses are loaded.
  var hasDiagnosisLists: Bool {
    snapshot.texts.parts.contains { $0.sources.contains { $0.format.hasPrefix("mcd-article-icd10-") } }
  }

  private func coverageText(_ about: AboutText, asked: [Target]) -> CoverageAnswer.Text {
    let target = snapshot.texts.target(about.target)
    let records = snapshot.records(of: about.target)
    let edition = snapshot.edition(of: records)
    var listings: [CoverageAnswer.Listing] = []
    var count = 0
    forEachRelation(of: about.target) { placed, relation in
      guard case .listing(let terms) = relation.terms, placed.entry.leads, terms.list != .procedures,
        standing(relation.sourceSet, in: placed.part) == .inForce
      else { return }
      count += 1
      guard !asked.isEmpty else { return }
      let code = placed.other
      if asked.contains(code) {
        listings.append(CoverageAnswer.Listing(code: code, title: title(of: code), terms: terms))
      }
    }
    return CoverageAnswer.Text(
      target: target, title: edition?.edition.title ?? "", status: edition?.status ?? .active,
      states: Array(Set(attributes("state", of: about.target))).sorted(),
      contractors: Array(Set(attributes("contractor", of: about.target))).sorted(), relation: about.relation,
      groups: groupParagraphs(records, about.groups), listings: listings, diagnosisCount: count)
  }

  /// The paragraphs of the groups, as the text's passages have them.
  private func groupParagraphs(_ records: [Snapshot.PlacedRecord], _ groups: [Int]) -> [String] {
    Set(groups).sorted().compactMap { group in
      records.lazy.flatMap(\.record.texts).first { $0.value.label.hasPrefix("Group \(group)") }
        .map { "\($0.value.label): \($0.value.text)" }
    }
  }
}
