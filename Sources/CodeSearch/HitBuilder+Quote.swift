internal import ClinicalLanguage
internal import CodingKnowledge
internal import KnowledgeIndex

extension HitBuilder {
  /// How many passages of a text are looked at: the longest documents have hundreds.
  private static let quoteLimit = 60

  /// The passage of a text that answers most of the query; nil where none has a word of it.
  func quote(of target: Int) -> Hit.Quote? {
    var best: (share: Float, quote: Hit.Quote)?
    for place in snapshot.texts.places(ofTarget: target) {
      let part = snapshot.texts.parts[place.part]
      for number in part.documents(ofTarget: place.number).prefix(HitBuilder.quoteLimit) {
        let stored = part.document(number)
        guard WordingRole(rawValue: stored.role) == .passage,
          part.standing(ofSet: stored.sourceSet, on: snapshot.day) == .inForce
        else { continue }
        let text = part.text(stored)
        let found = matches(in: text)
        if found.share > best?.share ?? 0 {
          best = (found.share, Hit.Quote(text: text, highlights: found.ranges))
        }
      }
    }
    return best?.quote
  }

  /// How much of the query's weight a text has, and where.
  private func matches(in text: String) -> (share: Float, ranges: [Range<Int>]) {
    let tokens = analyzer.analyze(text)
    var share: Float = 0
    var ranges: [Range<Int>] = []
    for (index, unit) in plan.units.enumerated() {
      guard let reading = reading(of: index, in: tokens) else { continue }
      share += unit.weight * reading.alternative.quality
      for token in tokens where reading.terms.contains(token.term) { ranges.append(Int(token.start)..<Int(token.end)) }
    }
    return (share, HitBuilder.merged(ranges))
  }
}
