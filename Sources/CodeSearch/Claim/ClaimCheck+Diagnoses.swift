internal import CodingKnowledge
internal import KnowledgeIndex

/// The diagnoses among each other: Excludes1, order, and additional codes, as the notes of the tabular list say.
extension ClaimCheck {
  mutating func checkExclusions() {
    var reported: Set<Set<String>> = []
    for diagnosis in diagnoses {
      for note in diagnosis.card.notes where note.kind == .excludes1 {
        for other in diagnoses where other.key != diagnosis.key && note.names(other.key) {
          // The level at which the note stands holds both codes where the note only tells them apart below it.
          guard reported.insert([diagnosis.key, other.key]).inserted else { continue }
          find(
            .error, "excludes1", [diagnosis.code, other.code],
            "\(other.code) is excluded (Excludes1) at \(note.level.identifier): \(note.text)",
            source: "ICD-10-CM tabular list, \(note.level.identifier); guidelines I.A.12.a", card: note.level,
            remedy: "report only one of the two, unless the two conditions are unrelated to each other")
        }
      }
    }
  }

  mutating func checkSequence() {
    for (place, diagnosis) in diagnoses.enumerated() {
      checkFirstListed(diagnosis, place: place)
      let notes = diagnosis.card.notes
      for note in CodeCard.GoverningNote.lists(.codeFirst, in: notes) { checkCodeFirst(diagnosis, note, place: place) }
      let others = diagnoses.filter { $0.key != diagnosis.key }
      for note in CodeCard.GoverningNote.lists(.useAdditionalCode, in: notes)
      where !note.mentions.isEmpty && !others.contains(where: { note.names($0.key) }) {
        find(
          .note, "use-additional-code", [diagnosis.code], "\(diagnosis.code): use additional code: \(note.text)",
          source: "ICD-10-CM tabular list, \(note.level.identifier); guidelines I.A.17", card: note.level,
          remedy: "add it where the record supports it")
      }
    }
  }

  /// A manifestation needs its cause before it. For other codes the note orders what the record has: whether it has the other
  /// condition, a claim does not say.
  private mutating func checkCodeFirst(_ diagnosis: Diagnosis, _ note: CodeCard.GoverningNote, place: Int) {
    let earlier = diagnoses[..<place]
    let isKept = note.mentions.isEmpty ? place > 0 : earlier.contains { note.names($0.key) }
    guard !isKept else { return }
    let title = diagnosis.card.title.lowercased()
    let isManifestation = title.contains("in diseases classified elsewhere") || title.contains("in other diseases")
    let cause = diagnoses[(place + 1)...].first { note.names($0.key) }
    let isWrong = isManifestation && (place == 0 || cause != nil)
    let isOpen = note.isConditional || place > 0 && note.text.contains("such as")
    let severity: ClaimReport.Finding.Severity = isWrong ? .error : cause == nil && isOpen ? .note : .warning
    let message =
      cause.map { "\(diagnosis.code) stands before \($0.code), which goes first" }
      ?? (place == 0
        ? "\(diagnosis.code) is listed first, but another condition may go before it"
        : "none of the codes before \(diagnosis.code) is one that its note names")
    find(
      severity, isWrong ? "manifestation-first" : "code-first", [diagnosis.code], "\(message): \(note.text)",
      source: "ICD-10-CM tabular list, \(note.level.identifier); guidelines I.A.\(isManifestation ? 13 : 17)",
      card: note.level, remedy: "list the underlying condition before it")
  }

  private mutating func checkFirstListed(_ diagnosis: Diagnosis, place: Int) {
    guard place == 0, let first = diagnosis.key.utf8.first, (UInt8(ascii: "V")...UInt8(ascii: "Y")).contains(first)
    else {
      return
    }
    find(
      .error, "external-cause-first", [diagnosis.code],
      "\(diagnosis.code) is a code of external causes, which is never listed first",
      source: "ICD-10-CM Official Guidelines, section I.C.20.a", card: diagnosis.card.target,
      remedy: "list the injury or condition before it")
  }
}

extension CodeCard.GoverningNote {
  /// The notes of one kind, with those that one list is made of as one: `the underlying disease, such as:` and what follows it
  /// at the same level. "Code first" notes of a level are one list even without such a heading.
  static func lists(_ kind: NoteKind, in notes: [CodeCard.GoverningNote]) -> [CodeCard.GoverningNote] {
    var lists: [CodeCard.GoverningNote] = []
    var isOpen = false
    for note in notes where note.kind == kind {
      let isHeading = note.text.hasSuffix(":")
      if let last = lists.last, last.level == note.level, isOpen && !isHeading || kind == .codeFirst {
        lists[lists.count - 1].text += (last.text.hasSuffix(":") ? " " : "; ") + note.text
      } else {
        lists.append(note)
        lists[lists.count - 1].text.trimPrefix { $0 == "," || $0 == " " }
        isOpen = isHeading
      }
    }
    return lists
  }

  /// The diagnoses that the note names.
  var mentions: [CodeMention] { CodeMention.all(in: text).filter { $0.kind == .diagnosis } }

  /// Whether the note orders a code only where its condition is there: it says so, or is a list without a heading.
  var isConditional: Bool {
    let lower = text.lowercased()
    return ["if applicable", "if known", "if present", "any associated"].contains(where: lower.contains)
      || lower.contains("; ") && !lower.contains(":")
  }

  /// Whether the note names a code, something above it, or a range around it.
  func names(_ key: String) -> Bool { mentions.contains { $0.covers(key) } }
}
