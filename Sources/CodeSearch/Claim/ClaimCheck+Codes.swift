internal import CodingKnowledge
internal import KnowledgeIndex

/// Each code by itself: known, in force on the day, billable, with its 7th character.
extension ClaimCheck {
  mutating func resolveDiagnoses() {
    let builder = CardBuilder(book.snapshot)
    var seen: Set<String> = []
    for spelling in claim.diagnoses {
      let found = book.snapshot.texts.codes(forKey: CodeShape.key(spelling))
        .first { book.snapshot.texts.scope(ofTarget: $0) == .icd10cm }
      guard let found else {
        let hint = nearest(spelling, [.icd10cm])
        find(
          .error, "unknown-code", [spelling], "\(spelling) is in no loaded release of ICD-10-CM", source: "ICD-10-CM",
          card: nil, remedy: hint.map { "the nearest code is \($0)" } ?? "check the spelling")
        continue
      }
      let card = builder.card(of: found)
      checkCode(card, spelling: spelling)
      let diagnosis = Diagnosis(card: card)
      if !seen.insert(diagnosis.key).inserted {
        find(
          .warning, "repeated-diagnosis", [diagnosis.code], "\(diagnosis.code) stands on the claim twice",
          source: "ICD-10-CM Official Guidelines, section I.B.12", card: card.target,
          remedy: "report each diagnosis code once")
        continue
      }
      diagnoses.append(diagnosis)
    }
  }

  mutating func resolveLines() {
    for line in claim.lines {
      if let number = book.procedure(line.code) {
        let target = book.snapshot.texts.target(number)
        let resolved = Line(line: line, number: number, target: target, fees: book.fees(of: number))
        checkCode(CardBuilder(book.snapshot).card(of: number), spelling: line.code)
        checkStatus(resolved)
        lines.append(resolved)
        continue
      }
      let others = book.snapshot.texts.codes(forKey: CodeShape.key(line.code)).filter {
        book.snapshot.texts.scope(ofTarget: $0) == .icd10pcs
      }
      if let inpatient = others.first {
        checkCode(CardBuilder(book.snapshot).card(of: inpatient), spelling: line.code)
        leaveOpen("edits of \(line.code)", "NCCI edits are about CPT and HCPCS codes")
        continue
      }
      find(
        .error, "unknown-code", [line.code], "\(line.code) is in no loaded file of CPT, HCPCS or ICD-10-PCS",
        source: "CPT, HCPCS", card: nil,
        remedy: nearest(line.code, [.cpt, .hcpcs]).map { "the nearest code is \($0)" } ?? "check the spelling")
    }
  }

  /// The first code of `scopes` that begins as `spelling` does, as far as any does.
  private func nearest(_ spelling: String, _ scopes: Set<Scope>) -> String? {
    var stem = Substring(CodeShape.key(spelling))
    while stem.utf8.count >= 3 {
      let found = book.snapshot.texts.codes(withKeyPrefix: String(stem), limit: 50)
      if let first = found.first(where: { scopes.contains(book.snapshot.texts.scope(ofTarget: $0)) }) {
        return book.snapshot.texts.target(first).identifier
      }
      stem = stem.dropLast()
    }
    return nil
  }

  private mutating func checkCode(_ card: CodeCard, spelling: String) {
    let code = card.target.identifier
    let source = "\(card.target.scope.name) \(card.sources.map(\.version).max() ?? "")"
    // The list of codes may be of another release than the day's.
    for notice in card.notices { leaveOpen("codes of \(card.target.scope.name) on \(claim.day)", notice.message) }
    switch card.status {
    case .deleted(let last):
      let now = card.successors.map(\.target.identifier).joined(separator: ", ")
      find(
        .error, "deleted-code", [code], "\(code) was deleted" + (last.map { "; its last day was \($0)" } ?? ""),
        source: source, card: card.target,
        remedy: now.isEmpty ? "choose a code that is in force on \(claim.day)" : "in its place now: \(now)")
      return
    case .future(let first):
      find(
        .error, "not-yet-valid", [code],
        "\(code) is not valid yet on \(claim.day)" + (first.map { "; its first day is \($0)" } ?? ""), source: source,
        card: card.target, remedy: "choose a code that is in force on \(claim.day)")
      return
    case .active: break
    }
    guard card.billable == false else { return }
    let choices = card.children.filter { $0.status == .active }.prefix(6).map(\.target.identifier)
      .joined(separator: ", ")
    let needsSeventh = card.needs == "a 7th character"
    find(
      .error, needsSeventh ? "missing-seventh-character" : "not-billable", [code],
      needsSeventh ? "\(code) lacks its 7th character" : "\(code) is a header and not billable", source: source,
      card: card.target, remedy: choices.isEmpty ? "code to more detail" : "choose one of \(choices)…")
  }

  /// What the fee schedule's status says of a line.
  private mutating func checkStatus(_ line: Line) {
    guard claim.setting == .practitioner, let fee = line.fee else { return }
    let severity: ClaimReport.Finding.Severity
    switch fee.status {
    case "B", "P", "I", "N", "X", "E", "D", "F", "G", "H": severity = .warning
    case "M", "Q": severity = .note
    default: return
    }
    find(
      severity, "fee-schedule-status", [line.code], "\(line.code): status \(fee.status), \(fee.statusMeaning)",
      source: book.basis(.fees)?.description ?? "", card: line.target,
      remedy: "look at the payer's rules; Medicare makes no separate payment by relative values")
  }
}
