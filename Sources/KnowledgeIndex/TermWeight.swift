/// How much a term says: the rarer, the more.
public enum TermWeight {
  /// - Parameters:
  ///   - frequency: in how many documents it stands.
  ///   - documents: how many there are.
  public static func weight(frequency: UInt32, documents: Int) -> Float {
    // A logarithm to base two, straight between its whole values: all the precision that a weight needs.
    let ratio = Float(documents + 1) / Float(frequency + 1)
    return max(0.3, Float(ratio.exponent) + ratio.significand - 1)
  }
}
