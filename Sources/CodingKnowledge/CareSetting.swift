/// Who bills: the NCCI program publishes its edits for each setting by itself. The raw value is stored in indexes.
public enum CareSetting: UInt8, Sendable, Hashable, CaseIterable {
  /// Physicians, other practitioners and ambulatory surgery centers.
  case practitioner = 1
  /// Outpatient services of hospitals.
  case hospital = 2
  /// Suppliers of durable medical equipment.
  case supplier = 3

  /// The name as the NCCI files write it, for people.
  public var name: String {
    switch self {
    case .practitioner: "practitioner"
    case .hospital: "outpatient hospital"
    case .supplier: "DME supplier"
    }
  }

  /// The name in options and machine output: `practitioner`, `hospital`, `supplier`.
  public var token: String { String(describing: self) }

  /// The setting that a person means by `text`.
  public init?(spelling text: String) {
    switch text.lowercased() {
    case "practitioner", "physician": self = .practitioner
    case "hospital", "outpatient": self = .hospital
    case "supplier", "dme": self = .supplier
    default: return nil
    }
  }
}
