public import CodingKnowledge
internal import KnowledgeIndex
internal import QueryGrammar

extension Searcher {
  /// The cards of all codes that `spelling` names on a day: `J0120` names two.
  ///
  /// ```swift
  /// for card in searcher.cards("J0120", on: .today) { print(card.target, card.title) }  // a drug, and J01.20
  /// ```
  /// - Parameters:
  ///   - scope: only of this system.
  ///   - listing: how many edits and texts of each kind the card lists; the counts are always whole.
  /// - Returns: the cards in the order of the systems; empty where nothing has that spelling.
  public func cards(_ spelling: String, scope: Scope? = nil, on day: Day, listing limit: Int = 10) -> [CodeCard] {
    let snapshot = snapshot(on: day)
    let builder = CardBuilder(snapshot)
    let book = RuleBook(snapshot)
    return targets(spelling, in: snapshot).filter { scope == nil || snapshot.texts.scope(ofTarget: $0) == scope }
      .map { number in
        var card = builder.card(of: number)
        card.rules = book.cardRules(of: number, limit: limit)
        return card
      }
  }

  /// Targets by code in any spelling, or by the name of a text such as `I.C.4.a`.
  func targets(_ spelling: String, in snapshot: Snapshot) -> [Int] {
    let found = snapshot.texts.codes(forKey: CodeShape.key(spelling)).filter {
      let scope = snapshot.texts.scope(ofTarget: $0)
      return scope.isCodeSystem || scope.isText
    }
    let dotted = found.filter { snapshot.texts.target($0).identifier.contains(".") }
    return spelling.contains(".") && !dotted.isEmpty ? dotted : found
  }

  /// Codes near a spelling that names none: what begins with it, else with its beginning.
  public func suggestions(_ spelling: String, limit: Int = 5) -> [Target] {
    let texts = index.texts
    var stem = Substring(CodeShape.key(spelling))
    while stem.utf8.count >= 2 {
      let found = texts.codes(withKeyPrefix: String(stem), limit: limit)
      if !found.isEmpty { return found.map(texts.target) }
      stem = stem.dropLast()
    }
    return []
  }

  /// What stands directly below a code; below nothing, the top of every system.
  ///
  /// ```swift
  /// for branch in searcher.browse("E11", on: .today).branches { print(branch.children.map(\.title)) }
  /// ```
  /// - Parameter scope: only of this system.
  public func browse(_ spelling: String?, scope: Scope? = nil, on day: Day) -> BrowseAnswer {
    let snapshot = snapshot(on: day)
    let builder = CardBuilder(snapshot)
    let walk = HierarchyWalk(snapshot)
    var answer = BrowseAnswer(spelling: spelling, day: day, branches: [])
    guard let spelling else {
      let children = roots(snapshot, scope: scope).compactMap(builder.level)
      answer.branches = [BrowseAnswer.Branch(level: nil, path: [], children: children)]
      return answer
    }
    let targets = targets(spelling, in: snapshot).map(snapshot.texts.target)
    answer.branches = targets.filter { scope == nil || $0.scope == scope }.compactMap { target in
      builder.level(target).map { level in
        BrowseAnswer.Branch(
          level: level, path: walk.path(of: target).compactMap(builder.level),
          children: walk.children(of: target).compactMap(builder.level))
      }
    }
    return answer
  }

  /// Targets without a parent, of systems that have a hierarchy; in order of chapter number.
  private func roots(_ snapshot: Snapshot, scope: Scope?) -> [Target] {
    var roots: [Target] = []
    let texts = snapshot.texts
    // Most targets stand below another one, which tells without reading their records.
    let isChild = texts.parts.map { part in
      var marks = [Bool](repeating: false, count: part.targetCount)
      for number in 0..<part.targetCount {
        for child in part.children(ofTarget: number) { marks[part.child(child)] = true }
      }
      return marks
    }
    let scopes = scope.map { $0.isCodeSystem ? [$0] : [] } ?? [.icd10cm, .icd10pcs]
    for number in scopes.lazy.flatMap(texts.targets) {
      let isBelow = { (index: Int) in
        let place = texts.place(index)
        return isChild[place.part][place.number]
      }
      if texts.placeIndices(ofTarget: number).contains(where: isBelow) { continue }
      let records = snapshot.records(of: number)
      if records.allSatisfy({ $0.record.parent == nil }), records.contains(where: { !$0.record.editions.isEmpty }) {
        roots.append(texts.target(number))
      }
    }
    return roots.sorted { left, right in
      (left.scope.rawValue, left.chapterNumber, left.identifier)
        < (right.scope.rawValue, right.chapterNumber, right.identifier)
    }
  }
}

extension Target {
  fileprivate var chapterNumber: Int {
    identifier.hasPrefix("Chapter ") ? Int(identifier.dropFirst("Chapter ".utf8.count)) ?? 0 : 0
  }
}
