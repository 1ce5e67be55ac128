extension SourceFormats {
  /// What is published by quarter about codes billed together, units and fees.
  static let edits: [any SourceFormat] =
    PTPEdits.all + [MUETable()] + AddOnEdits.all + RelativeValues.all + [PaymentLocalities()]
}
