internal import CodingKnowledge
internal import KnowledgeIndex

/// Chooses the edition of a target that holds on the day, as ``Snapshot/edition(of:)`` does, without decoding records.
struct EditionChooser {
  private let snapshot: Snapshot
  private var standings: StandingTable
  /// Of each part, whether it is a list of our own or a crosswalk beside the official ones.
  private let isBeside: [Bool]

  init(_ snapshot: Snapshot) {
    self.snapshot = snapshot
    standings = StandingTable(snapshot.texts, day: snapshot.day)
    isBeside = snapshot.texts.parts.map { Snapshot.isBeside($0) }
  }

  /// The first place of a target, official lists before others.
  func firstPlace(ofTarget number: Int) -> (part: Int, number: Int)? {
    let texts = snapshot.texts
    let places = texts.placeIndices(ofTarget: number)
    guard let first = places.first else { return nil }
    return texts.place(places.first { !isBeside[texts.place($0).part] } ?? first)
  }

  mutating func edition(ofTarget number: Int) -> (facts: EditionFacts, status: CodeStatus)? {
    let texts = snapshot.texts
    var best: (facts: EditionFacts, status: CodeStatus)?
    let places = texts.placeIndices(ofTarget: number)
    for pass in [false, true] {
      for index in places {
        let place = texts.place(index)
        guard isBeside[place.part] == pass else { continue }
        let part = texts.parts[place.part]
        for edition in part.editionFacts(ofTarget: place.number) {
          let facts = part.editionFacts(edition)
          let status = status(of: facts, part: place.part)
          if Snapshot.isBetter(
            (facts.billable, status), than: best.map { ($0.facts.billable, $0.status) })
          {
            best = (facts, status)
          }
        }
        // What an official list calls deleted stays so, whatever a list of our own says.
        if best != nil, part.name != "knowledge" { return best }
      }
    }
    return best
  }

  private mutating func status(of facts: EditionFacts, part: Int) -> CodeStatus {
    if let through = facts.validity.through, through < snapshot.day { return .deleted(last: through) }
    if let from = facts.validity.from, from > snapshot.day { return .future(first: from) }
    if standings.isInForce(facts.sourceSet, part: part) { return .active }
    return Snapshot.status(of: snapshot.texts.parts[part].standing(ofSet: facts.sourceSet, on: snapshot.day))
  }
}
