import CodeSearch
import CodingKnowledge

/// Edits as text.
struct EditsRendering {
  private var sheet: Sheet

  init(_ edits: CodeEdits, terminal: Terminal) {
    sheet = Sheet(terminal)
    sheet.head(edits.target.identifier, edits.target.scope.name, edits.title)
    sheet.item("on \(edits.day), \(edits.setting.name)")
    for pair in edits.pairs { add(pair) }
    if edits.pairs.isEmpty {
      add("Column 1: paid, the other denied", edits.column1, of: edits.column1Count)
      add("Column 2: denied beside the other", edits.column2, of: edits.column2Count)
    }
    sheet.add(primaries: edits.primaries, addOns: edits.addOns)
    if let limit = edits.unitLimit {
      sheet.section("Units")
      sheet.add(limit)
    }
    sheet.add(edits.basis)
  }

  var text: String { sheet.text }

  private mutating func add(_ pair: PairAnswer) {
    let verdict =
      switch pair.verdict {
      case .none: "no edit on file"
      case .notInForce: "an edit on file, not in force that day"
      case .inForce: "an edit in force"
      }
    sheet.section("\(pair.first.identifier) and \(pair.second.identifier): \(verdict)")
    for edit in pair.edits { sheet.add(edit) }
    for relation in pair.addOns where relation.standing == .inForce {
      sheet.item(
        "\(relation.addOn.identifier) is an add-on code to \(relation.primary?.identifier ?? "a primary code")")
    }
  }

  private mutating func add(_ title: String, _ edits: [CodePairEdit], of count: Int) {
    guard count > 0 else { return }
    sheet.section("\(title) (\(Figures.count(count)) in force)")
    for edit in edits { sheet.add(edit, isShort: true) }
    if count > edits.count { sheet.item("… \(Figures.count(count - edits.count)) more (--all)") }
  }
}

extension Sheet {
  mutating func add(_ edit: CodePairEdit, isShort: Bool = false) {
    let pair = "\(edit.column1.identifier) / \(edit.column2.identifier)"
    let dates = [
      edit.terms.effective.map { "from \($0)" } ?? "from a day the file leaves empty",
      edit.terms.deletion.map { "through \($0)" } ?? "",
    ].filter { !$0.isEmpty }.joined(separator: " ")
    guard !isShort else {
      return item("\(pair.fixed)  indicator \(edit.terms.indicator.rawValue)  \(edit.terms.rationale)")
    }
    let standing =
      switch edit.standing {
      case .inForce: "in force"
      case .ended(let last): last.map { "ended \($0)" } ?? "ended"
      case .future(let first): first.map { "not before \($0)" } ?? "not yet in force"
      case .neverInForce: "never in force"
      }
    item("\(pair.fixed)  \(standing), \(dates), indicator \(edit.terms.indicator.rawValue)")
    item("\(edit.meaning). \(edit.terms.rationale)", indent: 6, first: 4)
  }

  mutating func add(_ limit: UnitLimit) {
    item("\(limit.setting.name): MUE \(limit.units), MAI \(limit.adjudication.rawValue), \(limit.version)")
    item("\(limit.meaning). \(limit.rationale)", indent: 6, first: 4)
  }

  mutating func add(primaries: [AddOnRelation], addOns: [AddOnRelation], limit: Int = 12) {
    let own = primaries.filter { $0.standing == .inForce }
    if !own.isEmpty {
      section("Add-on code")
      let listed = own.compactMap(\.primary?.identifier)
      if listed.isEmpty {
        item("its primary codes are defined by the contractor")
      } else {
        add(codes: listed, "with", limit)
      }
    }
    let below = addOns.filter { $0.standing == .inForce }.map(\.addOn.identifier)
    if !below.isEmpty {
      section("Add-on codes to it")
      add(codes: below, "", limit)
    }
  }

  private mutating func add(codes: [String], _ lead: String, _ limit: Int) {
    let more = codes.count > limit ? ", … \(codes.count - limit) more" : ""
    item((lead.isEmpty ? "" : lead + " ") + codes.prefix(limit).joined(separator: ", ") + more)
  }

  mutating func add(_ basis: [DataBasis]) {
    guard !basis.isEmpty else { return }
    section("By")
    for one in basis { item(one.description) }
  }
}
