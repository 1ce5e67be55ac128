// The sections other than Medical and Surgical: each has its own short grammar.

extension ProcedureTitle {
  var otherSection: String {
    switch Character(Unicode.Scalar(section)) {
    case "1": obstetrics
    case "2": placement
    case "3": administration
    case "4": measurementAndMonitoring
    case "5": assistanceAndPerformance
    case "6": extracorporealTherapies
    case "7": joined("Osteopathic \(operation) of \(region)\(using(forces))")
    case "8": otherProcedures
    case "9": joined("Chiropractic \(operation) of \(region)", device)
    case "B": imaging
    case "C": "\(operation) of \(nuclearSite)\(usingApproachAxis)"
    case "D": radiationTherapy
    case "F": rehabilitation
    case "G": mentalHealth
    case "H": joined("\(operation) for Substance Abuse Treatment", part == "Other \(operation)" ? nil : part)
    case "X": newTechnology
    default: joined("\(operation)\(of(part))", device, qualifier, axes[4].isNone ? nil : approach)
    }
  }

  // MARK: Pieces

  private func joined(_ pieces: String?...) -> String { pieces.compactMap(\.self).joined(separator: ", ") }
  private func of(_ text: String?) -> String { text.map { " of \($0)" } ?? "" }
  private func using(_ text: String?) -> String { text.map { " using \($0)" } ?? "" }
  private func with(_ text: String?) -> String { text.map { " with \($0)" } ?? "" }
  private func into(_ text: String?) -> String { text.map { " into \($0)" } ?? "" }

  private var isExternal: Bool { axes[4].character == UInt8(ascii: "X") }
  private var approachUnlessExternal: String? { isExternal ? nil : approach }
  private var usingApproachAxis: String { axes[4].isNone ? "" : " using \(approachLabel)" }

  // MARK: Sections

  private var obstetrics: String {
    let whole = part ?? "Products of Conception"
    switch (operation, qualifier) {
    case ("Drainage", let qualifier?): return joined("Drainage of \(qualifier) from \(whole)", approach)
    case ("Repair", let qualifier?): return joined("Repair \(qualifier) in \(whole)\(with(device))", approach)
    case ("Transplantation", let qualifier?): return joined("Transplantation of \(qualifier) into \(whole)", approach)
    case ("Extraction", "Manual"?): return joined("Manual Extraction of \(whole)", approach)
    case ("Change", _): return joined("Change \(device ?? "Device") in \(whole)", qualifier, approach)
    case ("Insertion", _): return joined("Insertion of \(device ?? "Device") into \(whole)", qualifier, approach)
    case ("Removal", _): return joined("Removal of \(device ?? "Device") from \(whole)", qualifier, approach)
    case ("Reposition", _): return joined("Reposition \(whole)", qualifier, approach)
    default: return joined("\(operation) of \(whole)", qualifier, approach)
    }
  }

  private var placement: String {
    let place = part ?? "Body"
    let onRegion = isBodySystem("W")
    switch operation {
    case "Change":
      return onRegion ? "Change \(device ?? "Device") on \(place)" : "Change \(place) \(device ?? "Device")"
    case "Removal":
      return onRegion ? "Removal of \(device ?? "Device") on \(place)" : "Removal of \(place) \(device ?? "Device")"
    case "Packing" where place == "Nasal" || place == "Anorectal": return "Packing of \(place) Region\(using(device))"
    default: return "\(operation) of \(place)\(using(device))"
    }
  }

  private var administration: String {
    let substance = device ?? "Substance"
    switch operation {
    case "Irrigation":
      let bare = isExternal && part != nil
      return joined("Irrigation of \(part ?? "Indwelling Device") using \(substance)", bare ? nil : approach, qualifier)
    case "Transfusion":
      return joined("Transfusion of \(qualifier.map { "\($0) " } ?? "")\(substance)\(into(part))", approach)
    default:
      let named =
        switch qualifier {
        case nil, "Other Substance"?: substance
        case "Autologous"?, "Nonautologous"?: "\(qualifier ?? "") \(substance)"
        case let qualifier?: qualifier
        }
      return joined("\(operation) of \(named)\(into(part))", approach)
    }
  }

  private var measurementAndMonitoring: String {
    let function = device ?? "Function"
    let measured = part.map { "\($0) \(function)" } ?? function
    if let qualifier, Self.means.contains(qualifier) {
      return joined("\(operation) of \(measured) using \(qualifier)", approach)
    }
    if qualifier == "Intracranial", function == "Pressure" || operation == "Monitoring" || !isExternal {
      return joined("\(operation) of Intracranial \(function)", approach)
    }
    return joined("\(operation) of \(measured)", qualifier, approach)
  }

  private var assistanceAndPerformance: String {
    let function = device ?? "Function"
    let assisted = part.map { "\($0) \(function)" } ?? function
    if part == "Circulatory", function == "Oxygenation" {
      guard let qualifier else { return joined("Extracorporeal Oxygenation", approachLabel) }
      guard qualifier.hasPrefix("Membrane") else {
        return joined("Extracorporeal \(qualifier) Oxygenation", approachLabel)
      }
      return joined(
        "Extracorporeal Oxygenation", qualifier, axes[4].character == UInt8(ascii: "2") ? nil : approachLabel)
    }
    switch (operation, part) {
    case ("Assistance", "Respiratory"?):
      let means = qualifier?.hasPrefix("High ") == true ? "High Nasal Flow/Velocity" : qualifier
      return joined("Assistance with \(assisted)", approachLabel, means)
    case ("Assistance", _): return joined("Assistance with \(assisted)\(using(qualifier))", approachLabel)
    case (_, "Respiratory"?): return joined(assisted, approachLabel, qualifier)
    default: return joined("\(operation) of \(assisted)", approachLabel, qualifier)
    }
  }

  private var extracorporealTherapies: String {
    if let qualifier { return joined("\(operation) of \(qualifier)", approachLabel) }
    if let device { return joined("\(operation) of \(part.map { "\($0) " } ?? "")\(device)", approachLabel) }
    if part == "Skin" { return joined("\(operation) of Skin", approachLabel) }
    return joined(operation, part, approachLabel)
  }

  /// Osteopathic and chiropractic body regions.
  private var region: String {
    let name = part ?? "Body"
    return ["Cervical", "Thoracic", "Lumbar"].contains(name) ? "\(name) Region" : name
  }

  private var forces: String? {
    device.map { method in
      let bare = ["Fascial Release", "General Mobilization", "Lymphatic Pump", "Other Method"]
      return bare.contains(method) ? method : "\(method) Forces"
    }
  }

  private var otherProcedures: String {
    let method = device ?? operation
    if isBodySystem("C"), let qualifier {
      return "\(method) of \(qualifier) from Indwelling Device\(part.map { " in \($0)" } ?? "")"
    }
    switch method {
    case "Acupuncture": return "Acupuncture\(using(qualifier))"
    case "Therapeutic Massage": return "Therapeutic Massage\(of(qualifier))"
    case "Collection": return qualifier.map { "\($0) Collection" } ?? "Collection\(of(part))"
    case "Other Method":
      guard let qualifier else { return "Other Method\(of(part))" }
      return qualifier.contains("Removal")
        ? "\(qualifier)\(part.map { " from \($0)" } ?? "")" : "\(qualifier)\(of(part))"
    case "Fluorescence Guided Procedure":
      return joined("\(method)\(of(part))\(using(qualifier))", approachUnlessExternal)
    default:
      return joined("\(method)\(of(part))", approachUnlessExternal, qualifier)
    }
  }

  private var imaging: String {
    let contrast = approachLabel.hasSuffix("Osmolar") ? " Contrast" : ""
    let start = "\(operation)\(of(part))\(usingApproachAxis)\(axes[4].isNone ? "" : contrast)"
    switch (device, qualifier) {
    case (let device?, _) where axes[4].isNone: return joined("\(start) using \(device)", qualifier)
    case (let device?, let qualifier?) where operation == "Fluoroscopy": return "\(start), \(device) \(qualifier)"
    default: return joined(start, device, qualifier)
    }
  }

  private var nuclearSite: String {
    if let part { return part }
    return axes[1].label == "Musculoskeletal System" ? "Musculoskeletal System, All" : "Other Anatomical Region"
  }

  private var radiationTherapy: String {
    switch operation {
    case "Beam Radiation": joined("Beam Radiation\(of(part)) using \(approachLabel)", qualifier)
    case "Brachytherapy": joined("\(approachLabel) Brachytherapy\(of(part))\(using(device))", qualifier)
    default: "\(approachLabel)\(part.map { device == nil ? " of \($0)" : " to \($0)" } ?? "")\(using(device))"
    }
  }

  /// Equipment that is called by its own name alone.
  private static let namedEquipment: Set<String> = [
    "Other Equipment", "Orthosis", "Prosthesis", "Computer", "Audiometer", "Physical Agents", "Sound Field / Booth",
    "Tympanometer", "Speech Prosthesis",
  ]

  private var rehabilitation: String {
    let equipment = axes[5].label
    let means =
      axes[5].isNone ? "" : " using \(equipment)\(Self.namedEquipment.contains(equipment) ? "" : " Equipment")"
    switch operation {
    case "Caregiver Training": return "Caregiver Training in \(approachLabel)\(means)"
    case "Device Fitting": return "\(approachLabel) Device Fitting\(means)"
    default:
      let kind = operation.contains("Assessment") ? "Assessment" : "Treatment"
      return "\(approachLabel) \(kind)\(of(part))\(means)"
    }
  }

  private var mentalHealth: String {
    guard let part else { return operation }
    if operation == "Biofeedback" || operation == "Family Psychotherapy" { return operation }
    if part.hasPrefix("Other ") { return part }
    return operation == "Counseling" ? "\(part) Counseling" : joined(operation, part)
  }

  private var newTechnology: String {
    let isReading = ["Measurement", "Monitoring", "Inspection"].contains(operation)
    let technology = isReading ? axes[5].label : device ?? "Technology"
    switch operation {
    case "Assistance":
      return joined(
        "\(technology)\(part.map { technology.contains("Flow") ? " from \($0)" : " in \($0)" } ?? "")",
        approach, qualifier)
    case "Measurement": return joined("Measurement of \(technology)", qualifier)
    case "Monitoring", "Reposition", "Fusion", "Destruction", "Division", "Inspection", "Irrigation", "Restriction":
      return joined("\(operation)\(of(part)) using \(technology)", approach, qualifier)
    case "Extirpation":
      return joined("Extirpation of Matter\(part.map { " from \($0)" } ?? "") using \(technology)", approach, qualifier)
    case "Bypass": return joined("Bypass\(part.map { " \($0)" } ?? "") using \(technology)", approach, qualifier)
    case "Supplement": return joined("Supplement\(part.map { " \($0)" } ?? "")\(with(device))", approach, qualifier)
    case "Replacement", "Dilation": return joined("\(operation)\(of(part))\(with(device))", approach, qualifier)
    case "Other Procedures": return joined("\(technology)\(of(part))", approachUnlessExternal, qualifier)
    case "Introduction" where part == "Vein Graft":
      return joined("Extracorporeal Introduction of \(technology) to Vein Graft", qualifier)
    default: return joined("\(operation) of \(technology)\(into(part))", approach, qualifier)
    }
  }
}
