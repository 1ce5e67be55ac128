internal import CodingKnowledge
internal import KnowledgeIndex

/// Parents of codes, and the boolean terms that follow from them.
struct CodeHierarchy {
  private let drafts: [Draft]
  private let numbers: [Target: Int]

  init(drafts: [Draft]) {
    self.drafts = drafts
    numbers = Dictionary(uniqueKeysWithValues: drafts.enumerated().map { ($0.element.target, $0.offset) })
  }

  // MARK: Completing drafts

  /// Gives every code a parent and a title where one follows from the others:
  /// - a code that only a list of deletions names ends the day before;
  /// - a PCS prefix that only the index names (`0UT9`) becomes a header above its codes;
  /// - elsewhere the parent is the longest shorter code of the same system.
  static func complete(_ drafts: inout [Draft]) {
    for index in drafts.indices where drafts[index].record.editions.isEmpty { addDeletedEdition(&drafts[index]) }
    var numbers: [Target: Int] = [:]
    for (index, draft) in drafts.enumerated() { numbers[draft.target] = index }
    nameProcedurePrefixes(&drafts, numbers)
    for index in drafts.indices {
      let draft = drafts[index]
      if draft.target.scope == .icd10pcs, draft.target.identifier.utf8.count == 7 {
        let stem = String(draft.target.identifier.prefix(4))
        if let header = numbers[Target(.icd10pcs, stem)], !drafts[header].record.editions.isEmpty {
          drafts[index].record.parent = stem
          continue
        }
      }
      guard draft.record.parent == nil else { continue }
      drafts[index].record.parent = parent(of: draft.target) { candidate in
        numbers[candidate].map { !drafts[$0].record.editions.isEmpty } ?? false
      }
    }
    // A wording that leads to a code which no loaded release has would find nothing that can be shown.
    for index in drafts.indices where drafts[index].record.editions.isEmpty && drafts[index].target.scope.isCodeSystem {
      drafts[index].wordings.removeAll { $0.role != .passage }
    }
  }

  private static func addDeletedEdition(_ draft: inout Draft) {
    guard let change = draft.record.changes.first(where: { $0.value.kind == .deleted }) else { return }
    let last = change.value.effective.map { $0 - 1 }
    draft.record.editions.append(
      TargetRecord.Edition(
        sourceSet: change.sourceSet, title: change.value.title, shortTitle: nil, billable: nil,
        validity: DayRange(through: last)))
    draft.wordings.insert(Draft.Word(role: .title, text: change.value.title, sourceSet: change.sourceSet), at: 0)
  }

  private static func nameProcedurePrefixes(_ drafts: inout [Draft], _ numbers: [Target: Int]) {
    let prefixes = drafts.indices.filter {
      drafts[$0].target.scope == .icd10pcs && drafts[$0].record.editions.isEmpty
        && (4...6).contains(drafts[$0].target.identifier.utf8.count) && !drafts[$0].wordings.isEmpty
    }
    guard !prefixes.isEmpty else { return }
    var titles: [String: String] = [:]
    let wanted = Set(prefixes.map { drafts[$0].target.identifier })
    for draft in drafts where draft.target.scope == .icd10pcs && draft.target.identifier.utf8.count == 7 {
      guard let title = draft.record.editions.first?.title else { continue }
      for length in 4...6 {
        let stem = String(draft.target.identifier.prefix(length))
        guard wanted.contains(stem) else { continue }
        titles[stem] = titles[stem].map { $0.commonPrefix(with: title) } ?? title
      }
    }
    for index in prefixes {
      let identifier = drafts[index].target.identifier
      guard let common = titles[identifier] else { continue }
      let title = common.wholeWords
      let set = drafts[index].wordings[0].sourceSet
      drafts[index].record.editions.append(
        TargetRecord.Edition(sourceSet: set, title: title, shortTitle: nil, billable: false, validity: .always))
      drafts[index].record.parent = String(identifier.prefix(3))
      drafts[index].wordings.insert(Draft.Word(role: .title, text: title, sourceSet: set), at: 0)
    }
  }

  /// The longest shorter code for which `exists` is true.
  private static func parent(of target: Target, exists: (Target) -> Bool) -> String? {
    guard [.icd10cm, .icd9cm, .icd9pcs, .icd10pcs].contains(target.scope), !target.identifier.contains("-") else {
      return nil
    }
    var key = Substring(CodeShape.key(target.identifier))
    while key.utf8.count > 1 {
      key = key.dropLast()
      let candidate = CodeShape.display(key, target.scope)
      if exists(Target(target.scope, candidate)) { return candidate }
    }
    return nil
  }

  // MARK: Terms

  /// The boolean terms of every wording of a target.
  func filterTerms(of draft: Draft) -> [String] {
    let scope = draft.target.scope
    var terms = [
      TermPrefix.scope + scope.token, TermPrefix.kind + (scope.isCodeSystem ? codeKind(scope) : scope.token),
    ]
    if scope.isCodeSystem {
      let isBillable = draft.record.editions.contains { $0.billable == true }
      terms.append(TermPrefix.billable + (isBillable ? "yes" : "no"))
    }
    if [.ncd, .lcd, .article].contains(scope) {
      let states = Set(draft.record.attributes.filter { $0.value.key == "state" }.map { $0.value.value.lowercased() })
      terms += (states.isEmpty ? ["us"] : states.sorted()).map { TermPrefix.state + $0 }
    }
    var ancestor: Draft? = draft
    var steps = 0
    while let current = ancestor, steps < 12 {
      let identifier = current.target.identifier
      terms.append(TermPrefix.ancestor + CodeShape.key(identifier))
      if scope == .icd10cm, identifier.hasPrefix("Chapter ") {
        terms.append(TermPrefix.chapter + identifier.dropFirst("Chapter ".utf8.count))
      }
      ancestor = current.record.parent.flatMap { numbers[Target(scope, $0)] }.map { drafts[$0] }
      steps += 1
    }
    return terms
  }

  private func codeKind(_ scope: Scope) -> String { scope == .modifier ? "modifier" : "code" }
}

extension String {
  fileprivate func commonPrefix(with other: String) -> String {
    String(zip(self, other).prefix { $0 == $1 }.map(\.0))
  }

  /// Without a trailing part of a word, comma or blank, and without a preposition that now leads nowhere.
  fileprivate var wholeWords: String {
    var words = split(separator: " ", omittingEmptySubsequences: false)
    if let last = words.last, !last.isEmpty, words.count > 1 { words.removeLast() }
    while let last = words.last, last.isEmpty || ["with", "from", "to", "of", "and", "via", "into"].contains(last) {
      words.removeLast()
    }
    var text = words.joined(separator: " ")
    while let last = text.last, last == "," || last == " " { text.removeLast() }
    return text
  }
}
