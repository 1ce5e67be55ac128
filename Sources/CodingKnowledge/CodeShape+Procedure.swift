extension CodeShape {
  /// The CPT or HCPCS Level II code that `spelling` writes, told apart by its shape: five characters, of CPT where the
  /// first is a digit (`99213`, `0042T`), of HCPCS where it is a letter (`E0601`). Nil for ranges, words and anything else.
  public static func procedure(_ spelling: some StringProtocol) -> Target? {
    let bytes = Array(spelling.utf8)
    let isDigit = { (byte: UInt8) in (48...57).contains(byte) }
    guard bytes.count == 5, bytes[1...3].allSatisfy(isDigit),
      bytes.allSatisfy({ isDigit($0) || (65...90).contains($0) }), isDigit(bytes[0]) || isDigit(bytes[4])
    else { return nil }
    return Target(isDigit(bytes[0]) ? .cpt : .hcpcs, String(spelling))
  }
}
