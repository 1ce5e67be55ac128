/// The chapters of ICD-10-CM that answer only who asks for them, and whether the words of a query do: pregnancy and birth,
/// injury, poisoning, causes of injury, status.
struct AskedChapters {
  private var asked: [Feature] = []

  init(_ plan: QueryPlan) {
    for unit in plan.units { for alternative in unit.alternatives { read(alternative) } }
    for span in plan.spans { read(span.alternative) }
  }

  var isEmpty: Bool { asked.isEmpty }

  /// - Parameter chapter: the feature of a code that lies in one of these chapters; nil for other codes.
  func contains(_ chapter: Feature?) -> Bool { chapter.map(asked.contains) ?? false }

  private mutating func read(_ alternative: Alternative) {
    // What only goes along with a word does not ask.
    guard alternative.quality >= 0.7 else { return }
    for term in alternative.terms {
      if let chapter = AskedChapters.chapters[term], !asked.contains(chapter) { asked.append(chapter) }
    }
  }

  private static let chapters: [String: Feature] = {
    let terms: [(Feature, String)] = [
      (
        .isObstetricOrPerinatal,
        """
        pregnanc pregnant antepartum postpartum puerperium puerper deliveri deliv labor trimest childbirth newborn matern \
        fetal fetus obstetr gestat neonat perinat lactat abort placenta placent umbil birth
        """
      ),
      (
        .isInjury,
        """
        fractur disloc sublux sprain strain wound lacer burn contus injuri amput traumat bite corros crush punctur frostbit \
        foreign abras superfici
        """
      ),
      (.isPoisoning, "poison overdos underdos toxic advers intox"),
      (
        .isExternalCauseCode,
        """
        accid collis fall fell struck assault war suicid crash passeng driver pedestrian occup motor vehicl traffic drown \
        explos submers nontraff
        """
      ),
      (
        .isStatus,
        """
        histori screen status encount aftercar vaccin immuniz inocul carrier donor counsel examin exam absenc presenc observ \
        exposur liveborn contracept prophylact rehabilit
        """
      ),
    ]
    return terms.reduce(into: [:]) { chapters, entry in
      for term in entry.1.split(separator: " ") { chapters[String(term)] = entry.0 }
    }
  }()
}
