internal import ClinicalLanguage
internal import KnowledgeIndex

/// The chapters of ICD-10-CM that answer only who asks for them, and whether the words of a query do: pregnancy and birth,
/// injury, poisoning, causes of injury, status.
enum AskedChapters {
  /// The chapters that the words of a plan ask for.
  static func read(_ plan: QueryPlan) -> TargetFacts.Form {
    var asked: TargetFacts.Form = []
    for unit in plan.units { for alternative in unit.alternatives { read(alternative, into: &asked) } }
    for span in plan.spans { read(span.alternative, into: &asked) }
    return asked
  }

  private static func read(_ alternative: Alternative, into asked: inout TargetFacts.Form) {
    // What only goes along with a word does not ask.
    guard alternative.quality >= 0.7 else { return }
    for term in alternative.terms {
      var term = term
      if let number = term.withUTF8({ chapters.terms.find($0) }) { asked.insert(chapters.forms[Int(number)]) }
    }
  }

  /// Terms, and by their numbers the chapter that each asks for.
  private static let chapters: (terms: ByteTable, forms: [TargetFacts.Form]) = {
    let lists: [(TargetFacts.Form, StaticString)] = [
      (
        .obstetricOrPerinatal,
        """
        pregnanc pregnant antepartum postpartum puerperium puerper deliveri deliv labor trimest childbirth newborn matern \
        fetal fetus obstetr gestat neonat perinat lactat abort placenta placent umbil birth
        """
      ),
      (
        .injury,
        """
        fractur disloc sublux sprain strain wound lacer burn contus injuri amput traumat bite corros crush punctur frostbit \
        foreign abras superfici
        """
      ),
      (.poisoning, "poison overdos underdos toxic advers intox"),
      (
        .externalCause,
        """
        accid collis fall fell struck assault war suicid crash passeng driver pedestrian occup motor vehicl traffic drown \
        explos submers nontraff
        """
      ),
      (
        .status,
        """
        histori screen status encount aftercar vaccin immuniz inocul carrier donor counsel examin exam absenc presenc observ \
        exposur liveborn contracept prophylact rehabilit
        """
      ),
    ]
    var terms = ByteTable()
    var forms: [TargetFacts.Form] = []
    for (form, list) in lists {
      let text = UnsafeBufferPointer(start: list.utf8Start, count: list.utf8CodeUnitCount)
      var start = 0
      for end in 1...text.count where end == text.count || text[end] == UInt8(ascii: " ") {
        let number = terms.intern(UnsafeBufferPointer(rebasing: text[start..<end]))
        precondition(Int(number) == forms.count, "a term asks for two chapters")
        forms.append(form)
        start = end + 1
      }
    }
    return (terms, forms)
  }()
}
