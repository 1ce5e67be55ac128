internal import CodingKnowledge
internal import KnowledgeIndex

/// NCCI: pairs, units, add-on codes.
extension ClaimCheck {
  /// The modifiers that may open a PTP edit. Source: NCCI Policy Manual, chapter I, section E.
  private static let associatedModifiers: Set<String> = Set(
    ["24", "25", "27", "57", "58", "59", "78", "79", "91", "XE", "XS", "XP", "XU", "LT", "RT", "LC", "LD", "RC", "LM"]
      + ["RI", "FA", "TA"] + (1...4).map { "E\($0)" } + (1...9).flatMap { ["F\($0)", "T\($0)"] })

  mutating func checkPairs() {
    guard claim.setting.edits != nil else { return }
    // A code that stands on several lines is held against another once.
    var codes: [Line] = []
    for line in lines where !codes.contains(where: { $0.number == line.number }) { codes.append(line) }
    for (place, first) in codes.enumerated() {
      for second in codes[(place + 1)...] {
        let answer = book.pair(first.number, second.number, claim.setting)
        for edit in answer.edits where edit.standing == .inForce { report(edit) }
      }
    }
  }

  private mutating func report(_ edit: CodePairEdit) {
    let codes = [edit.column1.identifier, edit.column2.identifier]
    let source = "NCCI PTP edits, \(edit.terms.setting.name), \(edit.versions.last ?? ""); \(edit.terms.rationale)"
    guard edit.terms.indicator == .allowed else {
      find(
        .error, "ptp-edit", codes, edit.meaning + " (indicator 0)", source: source, card: edit.column1,
        remedy: "bill only \(edit.column1.identifier)")
      return
    }
    let opening = lines.filter { line in
      (line.target == edit.column1 || line.target == edit.column2)
        && line.line.modifiers.contains(where: ClaimCheck.associatedModifiers.contains)
    }.map { ([$0.code] + $0.line.modifiers).joined(separator: "-") }
    if opening.isEmpty {
      find(
        .error, "ptp-edit", codes, edit.meaning + " (indicator 1)", source: source, card: edit.column1,
        remedy:
          "bill only \(edit.column1.identifier), or add the modifier (59, XE, XS, XP, XU, 25, LT, RT…) that the record "
          + "justifies")
    } else {
      find(
        .note, "ptp-edit-opened", codes,
        "the edit of \(edit.column1.identifier) with \(edit.column2.identifier) (indicator 1) is opened by "
          + opening.joined(separator: ", "), source: source, card: edit.column1,
        remedy: "keep the record that justifies the modifier")
    }
  }

  mutating func checkUnits() {
    var done: Set<Target> = []
    for line in lines where done.insert(line.target).inserted {
      guard let limit = book.unitLimit(of: line.number, claim.setting) else { continue }
      let same = lines.filter { $0.target == line.target }
      let source = "NCCI MUE, \(limit.setting.name), \(limit.version); \(limit.rationale)"
      if limit.units == 0 {
        find(
          .error, "mue", [line.code], "\(line.code) has an MUE of 0 in the setting \(limit.setting.name)",
          source: source, card: line.target, remedy: "the code is not payable there; look for another code or setting")
        continue
      }
      let isByLine = limit.adjudication == .claimLine
      let units = isByLine ? same.map(\.line.units).max() ?? 0 : same.reduce(0) { $0 + $1.line.units }
      guard units > limit.units else { continue }
      find(
        limit.adjudication == .dateOfServiceClinical ? .warning : .error, "mue", [line.code],
        "\(line.code): \(units) units \(isByLine ? "on a line" : "on the day") against an MUE of \(limit.units) "
          + "(MAI \(limit.adjudication.rawValue))", source: source, card: line.target, remedy: limit.meaning)
    }
  }

  mutating func checkAddOns() {
    let present = Set(lines.map(\.target))
    for line in lines {
      let primaries = book.addOnEdits(of: line.number).primaries.filter { $0.standing == .inForce }
      guard !primaries.isEmpty, !primaries.contains(where: { $0.primary.map(present.contains) ?? false }) else {
        continue
      }
      let listed = primaries.compactMap(\.primary?.identifier).prefix(6).joined(separator: ", ")
      let type = primaries.map(\.terms.type).max() ?? 1
      let source = "NCCI add-on code edits \(book.basis(.addOnEdits)?.version ?? ""), type \(type)"
      switch type {
      case 1:
        find(
          .error, "add-on-alone", [line.code], "\(line.code) is an add-on code and none of its primary codes is there",
          source: source, card: line.target, remedy: "bill it beside one of \(listed)…")
      case 3:
        find(
          .warning, "add-on-alone", [line.code],
          "\(line.code) is an add-on code and none of its listed primary codes is there", source: source,
          card: line.target, remedy: "bill it beside one of \(listed)…, or another that the contractor accepts")
      default:
        find(
          .note, "add-on-by-contractor", [line.code],
          "\(line.code) is an add-on code whose primary codes the contractor defines", source: source,
          card: line.target, remedy: "ask the contractor for its list")
      }
    }
  }
}
