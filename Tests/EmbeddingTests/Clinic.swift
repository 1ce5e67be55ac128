import CodeSearchTestKit

/// A small index for the programs that embed the library.
enum Clinic {
  static let index = Result {
    try TestIndex([
      .codes(
        "ICD-10-CM",
        [
          .init("N20.0", "Calculus of kidney", isBillable: true, aliases: ["kidney stone", "renal stone"]),
          .init("N20.1", "Calculus of ureter", isBillable: true, aliases: ["ureteral stone"]),
          .init("I10", "Essential (primary) hypertension", isBillable: true, aliases: ["HTN"]),
          .init("J11.1", "Influenza with other respiratory manifestations", isBillable: true, aliases: ["flu"]),
        ], name: "diagnoses.md"),
      .codes(
        "CPT", [.init("50590", "Breaking up a kidney stone with shock waves from outside")], name: "procedures.md"),
    ])
  }
}
