internal import CodingKnowledge
internal import KnowledgeIndex
internal import SearchStore

/// Parents of codes, and the boolean terms that follow from them.
struct CodeHierarchy {
  private let drafts: [Draft]
  /// For each draft that of its parent, or -1.
  private let parents: [Int]

  init(drafts: [Draft], numbers: TargetNumbers) {
    self.drafts = drafts
    parents = drafts.indices.map { index in
      drafts[index].record.parent.flatMap { numbers[Target(drafts[index].target.scope, $0)] } ?? -1
    }
  }

  // MARK: Completing drafts

  /// Gives every code a parent and a title where one follows from the others:
  /// - a code that only a list of deletions names ends the day before;
  /// - a PCS prefix that only the index names (`0UT9`) becomes a header above its codes;
  /// - elsewhere the parent is the longest shorter code of the same system.
  static func complete(_ drafts: inout [Draft], _ numbers: TargetNumbers) {
    for index in drafts.indices where drafts[index].record.editions.isEmpty { addDeletedEdition(&drafts[index]) }
    nameProcedurePrefixes(&drafts, numbers)
    for index in drafts.indices {
      let target = drafts[index].target
      if target.scope == .icd10pcs, target.identifier.utf8.count == 7 {
        let stem = target.identifier.stem(4)
        if let header = numbers[Target(.icd10pcs, stem)], !drafts[header].record.editions.isEmpty {
          drafts[index].record.parent = stem
          continue
        }
      }
      guard drafts[index].record.parent == nil else { continue }
      drafts[index].record.parent = parent(of: target) { candidate in
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

  private static func nameProcedurePrefixes(_ drafts: inout [Draft], _ numbers: TargetNumbers) {
    let prefixes = drafts.indices.filter {
      drafts[$0].target.scope == .icd10pcs && drafts[$0].record.editions.isEmpty
        && (4...6).contains(drafts[$0].target.identifier.utf8.count) && !drafts[$0].wordings.isEmpty
    }
    guard !prefixes.isEmpty else { return }
    var titles: [String: String] = [:]
    let wanted = Set(prefixes.map { drafts[$0].target.identifier })
    for index in drafts.indices {
      let target = drafts[index].target
      guard target.scope == .icd10pcs, target.identifier.utf8.count == 7,
        let title = drafts[index].record.editions.first?.title
      else { continue }
      for length in 4...6 {
        let stem = target.identifier.stem(length)
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

  /// For drafts, given by their indices in the order of the part, the boolean terms of every wording.
  func filterTerms(of indices: ArraySlice<Int>) -> [DocumentBatch.Terms] {
    // Codes below one heading follow each other.
    var parent = -1
    var above = DocumentBatch.Terms()
    return indices.map { index in
      if parents[index] != parent {
        parent = parents[index]
        above = DocumentBatch.Terms()
        var ancestor = parent
        var steps = 1
        while ancestor >= 0, steps < 12 {
          addPlace(of: ancestor, to: &above)
          ancestor = parents[ancestor]
          steps += 1
        }
      }
      var terms = ownTerms(of: index)
      terms.add(above)
      return terms
    }
  }

  private func ownTerms(of index: Int) -> DocumentBatch.Terms {
    let scope = drafts[index].target.scope
    var terms = DocumentBatch.Terms()
    terms.add(TermPrefix.scope + scope.token)
    terms.add(TermPrefix.kind + (scope.isCodeSystem ? codeKind(scope) : scope.token))
    if scope.isCodeSystem {
      let isBillable = drafts[index].record.editions.contains { $0.billable == true }
      terms.add(TermPrefix.billable + (isBillable ? "yes" : "no"))
    }
    if [.ncd, .lcd, .article].contains(scope) {
      let named = drafts[index].record.attributes.filter { $0.value.key == "state" }
      let states = Set(named.map { $0.value.value.lowercased() })
      for state in states.isEmpty ? ["us"] : states.sorted() { terms.add((TermPrefix.state + state).boundedTerm) }
    }
    addPlace(of: index, to: &terms)
    return terms
  }

  /// The terms by which the target of a draft is found, and all below it.
  private func addPlace(of index: Int, to terms: inout DocumentBatch.Terms) {
    let target = drafts[index].target
    terms.add((TermPrefix.ancestor + CodeShape.key(target.identifier)).boundedTerm)
    if target.scope == .icd10cm, target.identifier.hasPrefix("Chapter ") {
      terms.add((TermPrefix.chapter + target.identifier.dropFirst("Chapter ".utf8.count)).boundedTerm)
    }
  }

  private func codeKind(_ scope: Scope) -> String { scope == .modifier ? "modifier" : "code" }
}

extension String {
  /// At most 200 bytes.
  fileprivate var boundedTerm: String { utf8.count <= 200 ? self : String(Substring(utf8.prefix(200))) }

  /// The first `length` bytes; codes are ASCII.
  fileprivate func stem(_ length: Int) -> String { String(Substring(utf8.prefix(length))) }

  fileprivate func commonPrefix(with other: String) -> String {
    var bytes = Array(zip(utf8, other.utf8).prefix { $0 == $1 }.map(\.0))
    // Not within a letter: what is left of it at the end is dropped.
    while let last = bytes.last, last >= 0x80 { bytes.removeLast() }
    return String(decoding: bytes, as: UTF8.self)
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
