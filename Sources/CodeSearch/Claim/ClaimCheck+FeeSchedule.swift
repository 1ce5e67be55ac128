internal import CodingKnowledge
internal import KnowledgeIndex

/// Modifiers against the indicators of the fee schedule, and global periods.
extension ClaimCheck {
  mutating func checkModifiers() {
    for line in lines {
      for modifier in line.line.modifiers { checkModifier(modifier, line) }
    }
  }

  private mutating func checkModifier(_ modifier: String, _ line: Line) {
    let known = book.snapshot.texts.codes(forKey: modifier).contains {
      book.snapshot.texts.scope(ofTarget: $0) == .modifier
    }
    if !known {
      find(
        .warning, "unknown-modifier", [line.code], "modifier \(modifier) is in no loaded file", source: "modifiers",
        card: line.target, remedy: "check the modifier")
    }
    guard let fee = line.fee, let fault = fault(of: modifier, fee) else { return }
    find(
      .error, fault.rule, [line.code], "\(line.code)-\(modifier): \(fault.message)",
      source: book.basis(.fees)?.description ?? "", card: line.target, remedy: fault.remedy)
  }

  private func fault(
    of modifier: String, _ fee: FeeScheduleEntry
  ) -> (rule: String, message: String, remedy: String)? {
    let without = "bill the code without modifier \(modifier)"
    switch modifier {
    case "50" where ["0", "2", "9"].contains(fee.bilateralSurgery):
      return (
        "bilateral", "bilateral indicator \(fee.bilateralSurgery), \(fee.bilateralMeaning)",
        fee.bilateralSurgery == "2" ? "bill one unit without modifier 50" : without
      )
    case "26" where !["1", "6"].contains(fee.componentIndicator),
      "TC" where fee.componentIndicator != "1":
      return (
        "component", "PC/TC indicator \(fee.componentIndicator): the code has no such component of its own", without
      )
    case "80", "81", "82", "AS":
      if fee.assistantAtSurgery == "1" {
        return ("assistant", "assistant indicator 1: an assistant at surgery is not paid", without)
      }
      if fee.assistantAtSurgery == "9" { return ("assistant", "the concept of an assistant does not apply", without) }
      return nil
    case "62" where ["0", "9"].contains(fee.coSurgeons):
      return ("co-surgeons", "co-surgeon indicator \(fee.coSurgeons): co-surgeons are not permitted", without)
    case "66" where ["0", "9"].contains(fee.teamSurgery):
      return ("team-surgery", "team indicator \(fee.teamSurgery): team surgery is not permitted", without)
    default: return nil
    }
  }

  /// A visit on the day of a procedure with a global period is part of it unless a modifier says otherwise.
  mutating func checkGlobalPeriods() {
    let visits = lines.filter(\.target.isVisit)
    let procedures = lines.filter { ["000", "010", "090"].contains($0.fee?.globalDays ?? "") && !$0.target.isVisit }
    // The longest period decides which modifier a visit needs.
    guard let procedure = procedures.max(by: { ($0.fee?.globalDays ?? "") < ($1.fee?.globalDays ?? "") }) else {
      return
    }
    for visit in visits {
      let days = procedure.fee?.globalDays ?? ""
      let wanted = days == "090" ? ["57", "25", "24"] : ["25", "24", "57"]
      guard Set(visit.line.modifiers).isDisjoint(with: wanted) else { continue }
      find(
        .warning, "global-period", [visit.code, procedure.code],
        "\(visit.code) on the day of \(procedure.code), whose global period is \(days) "
          + "(\(procedure.fee?.globalMeaning ?? ""))",
        source: book.basis(.fees)?.description ?? "", card: procedure.target,
        remedy: days == "090"
          ? "add modifier 57 where the visit led to the decision for surgery"
          : "add modifier 25 where the visit is significant and separate")
    }
  }
}

extension Target {
  /// Whether the code is a visit: evaluation and management of CPT, 99202 to 99499. Source: NCCI Policy Manual, XI.U.
  var isVisit: Bool {
    guard scope == .cpt, let number = Int(identifier) else { return false }
    return (99202...99499).contains(number)
  }
}
