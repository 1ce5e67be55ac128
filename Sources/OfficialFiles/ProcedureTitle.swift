/// One value of an axis of an ICD-10-PCS code: its character, the label of the tables, and the label as long titles
/// word it (`Knee Joint, Right` → `Right Knee Joint`).
struct ProcedureAxisValue {
  var character: UInt8
  var label: String
  var form: String

  init(character: UInt8, label: String) {
    self.character = character
    self.label = label
    form = ProcedureTitle.form(of: label)
  }

  /// True where the character Z stands for no device, no qualifier, no contrast, …
  var isNone: Bool { character == UInt8(ascii: "Z") }
}

/// Composes the long title of an ICD-10-PCS code from the labels of its seven axes, in the words of the official order
/// file: the XML tables do not hold it. Compared with the order file of 2021, more than 99 of 100 titles come out the
/// same; `ProcedureTitleTests` keeps that figure. The rules for sections other than Medical and Surgical are in
/// `ProcedureTitle+Sections.swift`.
struct ProcedureTitle {
  let axes: [ProcedureAxisValue]

  /// - Parameter axes: the seven values, first to last.
  init(_ axes: [ProcedureAxisValue]) { self.axes = axes }

  /// The composed title.
  var text: String {
    guard axes.count == 7 else { return axes.map(\.label).joined(separator: ", ") }
    return section == UInt8(ascii: "0") ? medicalAndSurgical : otherSection
  }

  var section: UInt8 { axes[0].character }
  var operation: String { axes[2].label }
  var approachLabel: String { axes[4].label }
  var part: String? { value(3) }
  var device: String? { value(5) }
  var qualifier: String? { value(6) }

  /// The worded label of an axis, nil where it says that there is none.
  private func value(_ index: Int) -> String? {
    axes[index].isNone || axes[index].label == "None" ? nil : axes[index].form
  }

  /// `Open Approach`, but `Via Natural or Artificial Opening` alone.
  var approach: String {
    approachLabel.hasPrefix("Via ") ? approachLabel : approachLabel + " Approach"
  }

  /// True when the second character, the body system, is one of `characters`.
  func isBodySystem(_ characters: String) -> Bool { characters.utf8.contains(axes[1].character) }
}

// MARK: - Medical and Surgical

extension ProcedureTitle {
  private enum Slot {
    case part(String)
    /// The device comes between the words, for example `Removal of [device] from [part]`.
    case device(String, then: String)
  }

  /// What stands between operation, device and body part; every other operation has `of`.
  private static let slots: [String: Slot] = [
    "Bypass": .part(" "), "Change": .device(" ", then: " in "), "Control": .part(" Bleeding in "),
    "Detachment": .part(" at "), "Extirpation": .part(" of Matter from "), "Fragmentation": .part(" in "),
    "Insertion": .device(" of ", then: " into "), "Map": .part(" "), "Release": .part(" "),
    "Removal": .device(" of ", then: " from "), "Repair": .part(" "), "Reposition": .part(" "),
    "Revision": .device(" of ", then: " in "), "Supplement": .part(" "), "Transfer": .part(" "),
  ]

  /// Qualifiers that are means: `… using Drug-Coated Balloon`.
  static let means: Set<String> = [
    "Drug-Coated Balloon", "Irreversible Electroporation", "Stent Retriever", "Laser Interstitial Thermal Therapy",
    "Indocyanine Green Dye",
  ]

  /// Qualifiers that name the very place and take that of the body part.
  private static let places: Set<String> = [
    "Left Atrial Appendage", "Ductus Arteriosus", "Hemorrhoidal Plexus", "Right Uterine Artery", "Left Uterine Artery",
  ]

  /// Qualifiers that come after the approach.
  private static let closing: Set<String> = ["Diagnostic", "Ultrasonic", "Vertical"]

  private static let teeth: Set<String> = ["Single", "Multiple", "All"]

  private var slot: Slot {
    switch operation {
    case "Fragmentation" where isBodySystem("23456") && axes[3].label != "Pericardium": .part(" of ")
    case "Supplement" where isBodySystem("J") || (isBodySystem("8") && "01".utf8.contains(axes[3].character)):
      .part(" of ")
    default: Self.slots[operation] ?? .part(" of ")
    }
  }

  private var medicalAndSurgical: String {
    var place = axes[3].form
    var qualifier = qualifier
    var end = ""
    if let value = qualifier, Self.places.contains(value) {
      place = value
      qualifier = nil
    }
    if let value = qualifier, Self.closing.contains(value) {
      end = ", " + value
      qualifier = nil
    }
    let withDevice = device.map { " with \($0)" } ?? ""
    if let qualifier, let special = special(place, qualifier, withDevice) { return "\(special), \(approach)" }
    switch slot {
    case .device(let before, let then):
      let tail = qualifier.map { ", \($0)" } ?? ""
      return "\(operation)\(before)\(device ?? "Device")\(then)\(place)\(tail), \(approach)\(end)"
    case .part(let before):
      let body = "\(operation)\(before)\(place)"
      guard let qualifier else { return "\(body)\(withDevice), \(approach)\(end)" }
      if isBodySystem("C"), Self.teeth.contains(qualifier) {
        return onTeeth(place, body, qualifier, withDevice)
      }
      return "\(body)\(tail(qualifier, withDevice)), \(approach)\(end)"
    }
  }

  /// Device and qualifier after the body part, in the order of this qualifier.
  private func tail(_ qualifier: String, _ withDevice: String) -> String {
    if Self.means.contains(qualifier) {
      return withDevice.isEmpty ? " using \(qualifier)" : "\(withDevice), using \(qualifier)"
    }
    if qualifier == "Bifurcation" || qualifier.hasPrefix("Sesamoid") {
      return withDevice.isEmpty ? ", \(qualifier)" : ", \(qualifier),\(withDevice)"
    }
    return "\(withDevice), \(qualifier)"
  }

  private func onTeeth(_ place: String, _ body: String, _ qualifier: String, _ withDevice: String) -> String {
    switch operation {
    case "Repair": "Repair of \(place), \(qualifier), \(approach)"
    case "Drainage", "Excision": "\(body)\(withDevice), \(approach), \(qualifier)"
    case "Reposition" where !withDevice.isEmpty && axes[4].character != UInt8(ascii: "X"):
      "\(body)\(withDevice), \(qualifier), \(approach)"
    default: "\(body), \(qualifier)\(withDevice.isEmpty ? "" : ",")\(withDevice), \(approach)"
    }
  }

  /// Operations and qualifiers with a wording of their own, without the approach.
  private func special(_ place: String, _ qualifier: String, _ withDevice: String) -> String? {
    let inHeart = isBodySystem("2")
    switch operation {
    case "Bypass":
      // Bypasses of coronary arteries, and of pulmonary ones to the great vessels, are told from where the blood comes.
      let part = axes[3].character
      let shunt = "PQR".utf8.contains(part) && "ABD".utf8.contains(axes[6].character)
      let comesFrom = inHeart && ("0123".utf8.contains(part) || shunt)
      let noDevice = comesFrom && shunt && device == nil ? " with No Device" : ""
      return "Bypass \(place) \(comesFrom ? "from" : "to") \(qualifier)\(withDevice)\(noDevice)"
    case "Creation":
      return inHeart
        ? "Creation of \(place) from \(qualifier)\(device.map { " using \($0)" } ?? "")"
        : "Creation of \(qualifier) in \(place)\(withDevice)"
    case "Transfer":
      if isBodySystem("01XDULV") { return "Transfer \(place) to \(qualifier)" }
      let joined = isBodySystem("J") || qualifier == "Skin" || qualifier.contains("Subcutaneous Tissue")
      return joined ? "Transfer \(place) with \(qualifier)" : "Transfer \(place), \(qualifier)"
    case "Repair" where inHeart && qualifier.contains("Valve"),
      "Supplement" where inHeart && qualifier.contains("Valve"):
      return "\(operation) \(place) created from \(qualifier)\(withDevice)"
    case "Replacement" where isBodySystem("H") && qualifier.hasSuffix("Flap"):
      return "Replacement of \(place) using \(qualifier)"
    case "Replacement" where isBodySystem("X"):
      return "Replacement of \(place) with \(qualifier)\(device.map { ", \($0)" } ?? "")"
    default:
      guard case .device(let before, let then) = slot, let device else { return nil }
      switch qualifier {
      case "Biventricular": return "\(operation)\(before)\(qualifier) \(device)\(then)\(place)"
      case "Via Umbilical Vein": return "\(operation)\(before)\(device), \(qualifier),\(then)\(place)"
      default: return nil
      }
    }
  }
}
