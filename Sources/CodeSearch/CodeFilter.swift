internal import CodingKnowledge
internal import KnowledgeIndex

/// Applies boolean filters to a code that was named and not searched for.
struct CodeFilter {
  private let snapshot: Snapshot

  init(_ snapshot: Snapshot) { self.snapshot = snapshot }

  func passes(_ target: Int, filters: [TermFilter]) -> Bool {
    // A code that was named is shown whatever its system, unless a filter asks for others.
    let filters = filters.filter { !$0.isNegated }
    if filters.isEmpty { return true }
    let named = snapshot.texts.target(target)
    let records = snapshot.records(of: target)
    let edition = snapshot.edition(of: records)?.edition
    var terms: Set<String> = [
      TermPrefix.scope + named.scope.token,
      TermPrefix.kind + (named.scope == .modifier ? "modifier" : named.scope.isCodeSystem ? "code" : named.scope.token),
      TermPrefix.billable + (edition?.billable == true ? "yes" : "no"),
    ]
    for ancestor in HierarchyWalk(snapshot).path(of: named) + [named] {
      terms.insert(TermPrefix.ancestor + CodeShape.key(ancestor.identifier))
      if ancestor.identifier.hasPrefix("Chapter ") {
        terms.insert(TermPrefix.chapter + ancestor.identifier.dropFirst("Chapter ".utf8.count))
      }
    }
    return filters.allSatisfy { $0.terms.contains(where: terms.contains) }
  }
}

/// Walks from a code up to its chapter.
struct HierarchyWalk {
  private let snapshot: Snapshot

  init(_ snapshot: Snapshot) { self.snapshot = snapshot }

  /// The targets above, from the top down, without the target itself.
  func path(of target: Target) -> [Target] {
    var path: [Target] = []
    var current = target
    while path.count < 12, let parent = parent(of: current), !path.contains(parent) {
      path.append(parent)
      current = parent
    }
    return path.reversed()
  }

  func parent(of target: Target) -> Target? {
    guard let number = snapshot.texts.number(of: target) else { return nil }
    let records = snapshot.records(of: number)
    return records.lazy.compactMap(\.record.parent).first.map { Target(target.scope, $0) }
  }

  /// The targets one level down that the records know, in order.
  func children(of target: Target) -> [Target] {
    guard let number = snapshot.texts.number(of: target) else { return [] }
    var children: Set<Target> = []
    for place in snapshot.texts.places(ofTarget: number) {
      let part = snapshot.texts.parts[place.part]
      for child in part.children(ofTarget: place.number) { children.insert(part.target(part.child(child))) }
    }
    return children.sorted()
  }
}
