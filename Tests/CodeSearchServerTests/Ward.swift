import CodeSearchTestKit

/// A small index for the tests of the server: a few diagnoses of two years, supplies and procedures.
enum Ward {
  /// Shared by the suites; nothing is added to it.
  static let index = Result { try TestIndex(sources) }

  static let sources: [SourceText] = [
    .orderFile(2025, orderLines + [.init("S301XXA", true, "Contusion of abdominal wall, initial encounter")]),
    .orderFile(2026, orderLines),
    .hcpcsFile(
      "HCPC2026_JAN_ANWEB.txt",
      [
        .init("E0100", "Cane, includes canes of all materials, adjustable or fixed, with tip"),
        .init("E0105", "Cane, quad or three prong, includes canes of all materials"),
        .init("J0120", "Injection, tetracycline, up to 250 mg"),
        .init("J9999", "Not otherwise classified, antineoplastic drugs", ended: "20250331", reference: "J0120"),
      ]),
    .codes(
      "CPT",
      [
        .init("99213", "Office visit of an established patient"), .init("38564", "Limited removal of lymph nodes"),
      ], name: "cpt.md"),
  ]

  private static let orderLines: [SourceText.OrderLine] = [
    .init("A15", false, "Respiratory tuberculosis"),
    .init("A150", true, "Tuberculosis of lung"),
    .init("A154", true, "Tuberculosis of intrathoracic lymph nodes"),
    .init("A155", true, "Tuberculosis of larynx, trachea and bronchus"),
    .init("A156", true, "Tuberculous pleurisy"),
    .init("A157", true, "Primary respiratory tuberculosis"),
    .init("A158", true, "Other respiratory tuberculosis"),
    .init("A159", true, "Respiratory tuberculosis unspecified"),
    .init("E11", false, "Type 2 diabetes mellitus"),
    .init("E119", true, "Type 2 diabetes mellitus without complications"),
    .init("I10", true, "Essential (primary) hypertension"),
    .init("J0120", true, "Acute ethmoidal sinusitis, unspecified"),
    .init("S301", false, "Contusion of abdominal wall"),
  ]
}
