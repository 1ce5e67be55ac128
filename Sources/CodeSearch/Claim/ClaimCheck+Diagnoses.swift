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
      let earlier = diagnoses[..<place]
      let others = diagnoses.filter { $0.key != diagnosis.key }
      checkFirstListed(diagnosis, place: place)
      for note in diagnosis.card.notes {
        switch note.kind {
        case .codeFirst: checkCodeFirst(diagnosis, note, earlier: Array(earlier), place: place)
        case .useAdditionalCode where !note.mentions.isEmpty && !others.contains(where: { note.names($0.key) }):
          find(
            .note, "use-additional-code", [diagnosis.code], "\(diagnosis.code): use additional code: \(note.text)",
            source: "ICD-10-CM tabular list, \(note.level.identifier); guidelines I.A.17", card: note.level,
            remedy: "add it where the record supports it")
        default: continue
        }
      }
    }
  }

  private mutating func checkCodeFirst(
    _ diagnosis: Diagnosis, _ note: CodeCard.GoverningNote, earlier: [Diagnosis], place: Int
  ) {
    let isSatisfied = note.mentions.isEmpty ? place > 0 : earlier.contains { note.names($0.key) }
    guard !isSatisfied else { return }
    let title = diagnosis.card.title.lowercased()
    let isManifestation = title.contains("in diseases classified elsewhere") || title.contains("in other diseases")
    if place == 0 {
      find(
        isManifestation ? .error : .warning, isManifestation ? "manifestation-first" : "code-first", [diagnosis.code],
        "\(diagnosis.code) is listed first, but another condition goes before it: \(note.text)",
        source: "ICD-10-CM tabular list, \(note.level.identifier); guidelines I.A.13", card: note.level,
        remedy: "list the underlying condition before it")
    } else {
      find(
        .warning, "code-first", [diagnosis.code],
        "none of the codes before \(diagnosis.code) is one that the note asks for: \(note.text)",
        source: "ICD-10-CM tabular list, \(note.level.identifier); guidelines I.A.13", card: note.level,
        remedy: "list the underlying condition before it")
    }
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
  /// The diagnoses that the note names.
  var mentions: [CodeMention] { CodeMention.all(in: text).filter { $0.kind == .diagnosis } }

  /// Whether the note names a code, something above it, or a range around it.
  func names(_ key: String) -> Bool {
    mentions.contains { mention in
      guard let upper = mention.upper else { return key.hasPrefix(mention.lower) }
      return mention.lower <= key && key <= upper || key.hasPrefix(upper)
    }
  }
}
