/// How codes are written. Shapes never decide which system a code belongs to (J0120 is an HCPCS code and, without its
/// dot, an ICD-10-CM code): that is the dictionary's business. Shapes only turn one spelling into another.
public enum CodeShape {
  /// The key under which a code is looked up: upper case, without dots, blanks and hyphen-like signs.
  /// `key("e11.9") == "E119"`, `key("E11 9") == "E119"`.
  @inlinable
  public static func key(_ spelling: some StringProtocol) -> String {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(8)
    for byte in spelling.utf8 {
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"): bytes.append(byte - 32)
      case UInt8(ascii: "."), UInt8(ascii: " "), UInt8(ascii: "\t"): continue
      default: bytes.append(byte)
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// The official display form of a code given without its dot: `display("E119", .icd10cm) == "E11.9"`.
  public static func display(_ undotted: some StringProtocol, _ scope: Scope) -> String {
    let code = String(undotted)
    let stem: Int
    switch scope {
    case .icd10cm: stem = 3
    case .icd9cm: stem = code.utf8.first == UInt8(ascii: "E") ? 4 : 3
    case .icd9pcs: stem = 2
    default: return code
    }
    guard code.utf8.count > stem, !code.utf8.contains(UInt8(ascii: ".")) else { return code }
    let index = code.index(code.startIndex, offsetBy: stem)
    return code[..<index] + "." + code[index...]
  }

  /// Which of the two systems of procedures and supplies a code is of, by its shape: four digits and a digit or a capital
  /// letter are CPT (`99213`, `0202U`), a capital letter and four digits HCPCS Level II (`G0008`). Nil for other shapes.
  public static func procedureScope(_ code: String) -> Scope? {
    var digits = 0
    var letter: Int?
    for (position, byte) in code.utf8.enumerated() {
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"): digits += 1
      case UInt8(ascii: "A")...UInt8(ascii: "Z"): letter = position
      default: return nil
      }
    }
    switch (digits, letter) {
    case (5, nil), (4, 4): return .cpt
    case (4, 0): return .hcpcs
    default: return nil
    }
  }

  /// The CPT or HCPCS Level II code that `spelling` writes, its system told by ``procedureScope(_:)``. Nil for ranges, words
  /// and anything else.
  public static func procedure(_ spelling: some StringProtocol) -> Target? {
    let code = String(spelling)
    return procedureScope(code).map { Target($0, code) }
  }
}
