internal import CodingKnowledge
internal import KnowledgeIndex

/// What holds on a day in one generation, worked out where it is asked for and kept. Belongs to one search at a time.
final class DayView {
  /// An edition with what follows from the day.
  struct Edition {
    var facts: EditionFacts
    var status: CodeStatus
    /// The part that states it.
    var part: Int
  }

  let snapshot: Snapshot
  let places: WordingPlaces
  let facts: TargetFactsTable
  /// For each part where its source sets begin in ``standings``.
  private let bases: [Int]
  /// For each source set 0 where it is not known yet, 1 where it is in force, 2 where it is not. Tables of the class's own
  /// memory, because a search looks things up a thousand times.
  private let standings: UnsafeMutablePointer<UInt8>
  /// For each list of editions 0 where it is not known yet, 1 where it has an edition, 2 where it has none.
  private let known: UnsafeMutablePointer<UInt8>
  private let editions: UnsafeMutablePointer<Edition>
  private let listCount: Int
  /// How many more times places are fetched from the disk before they are looked at: a file that nobody had read is known
  /// well enough after a few searches.
  private var coldFetches: Int
  /// Takes bytes that are read only to have them fetched, so that reading them is not left out.
  private let sink: UnsafeMutablePointer<UInt8>

  private static let mostColdFetches = 32

  init(_ snapshot: Snapshot) {
    self.snapshot = snapshot
    places = WordingPlaces(snapshot.texts)
    coldFetches = snapshot.index.isCold ? DayView.mostColdFetches : 0
    sink = .allocate(capacity: 1)
    facts = snapshot.texts.facts
    var bases = [0]
    for part in snapshot.texts.parts { bases.append(bases[bases.count - 1] + part.sourceSetCount) }
    self.bases = bases
    standings = .allocate(capacity: max(1, bases[bases.count - 1]))
    standings.initialize(repeating: 0, count: bases[bases.count - 1])
    listCount = snapshot.texts.editionListCount
    known = .allocate(capacity: max(1, listCount))
    known.initialize(repeating: 0, count: listCount)
    editions = .allocate(capacity: max(1, listCount))
  }

  deinit {
    standings.deallocate()
    known.deallocate()
    editions.deallocate()
    sink.deallocate()
  }

  /// The places of documents, with the memory where they lie under way: fetching many at a time takes little longer than
  /// fetching one.
  func fetched(_ documents: [Int]) -> [WordingPlaces.Place] {
    var found: [WordingPlaces.Place] = []
    found.reserveCapacity(documents.count)
    for document in documents { found.append(places.place(of: document)) }
    if coldFetches > 0 {
      coldFetches -= 1
      for place in found { snapshot.index.readAhead(places.bytes(at: place)) }
    }
    var touched: UInt8 = 0
    for place in found { touched |= places.touch(place) }
    // What is looked up next lies elsewhere and is fetched likewise.
    for place in found { touched |= facts.touch(places.target(at: place)) }
    sink.pointee = touched
    return found
  }

  /// Whether the facts of a source set are in force.
  func isInForce(_ set: Int, part: Int) -> Bool {
    let place = bases[part] + set
    guard place < bases[part + 1] else { return true }
    if standings[place] == 0 {
      standings[place] = snapshot.texts.parts[part].standing(ofSet: set, on: snapshot.day) == .inForce ? 1 : 2
    }
    return standings[place] == 1
  }

  /// The edition of a list that holds, or the last one that did, as ``Snapshot/edition(of:)`` finds it in the records; nil
  /// where the list has none. See ``TargetFacts/editions``.
  func edition(_ list: Int) -> Edition? {
    guard list < listCount else { return nil }
    if known[list] == 0 {
      let found = resolved(list)
      if let found { (editions + list).initialize(to: found) }
      known[list] = found == nil ? 2 : 1
    }
    return known[list] == 1 ? editions[list] : nil
  }

  private func resolved(_ list: Int) -> Edition? {
    var best: Edition?
    for (number, own) in snapshot.texts.editions(list) {
      let part = snapshot.texts.parts[number]
      for facts in part.editionLists.editions(own) {
        let status = status(of: facts, part: number)
        if Snapshot.isBetter((facts.billable, status), than: best.map { ($0.facts.billable, $0.status) }) {
          best = Edition(facts: facts, status: status, part: number)
        }
      }
      // What an official list calls deleted stays so, whatever a list of our own says.
      if best != nil, part.name != "knowledge" { return best }
    }
    return best
  }

  private func status(of facts: EditionFacts, part: Int) -> CodeStatus {
    if let through = facts.validity.through, through < snapshot.day { return .deleted(last: through) }
    if let from = facts.validity.from, from > snapshot.day { return .future(first: from) }
    if isInForce(facts.sourceSet, part: part) { return .active }
    return Snapshot.status(of: snapshot.texts.parts[part].standing(ofSet: facts.sourceSet, on: snapshot.day))
  }
}
