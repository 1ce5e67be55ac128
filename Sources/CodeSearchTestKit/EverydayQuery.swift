/// What people type first, with codes of which one must stand among the first three. The starter corpus has an answer to
/// each, and official files beside it must not bury it.
public struct EverydayQuery: Sendable, Hashable {
  public var text: String
  /// In display form.
  public var codes: Set<String>

  public init(_ text: String, _ codes: Set<String>) {
    self.text = text
    self.codes = codes
  }

  public static let all: [EverydayQuery] =
    [
      EverydayQuery("heart attack", ["I21", "I21.9"]),
      EverydayQuery("flu", ["J10.1", "J11.1"]),
      EverydayQuery("UTI", ["N39.0"]),
      EverydayQuery("GERD", ["K21", "K21.9"]),
      EverydayQuery("HTN", ["I10"]),
      EverydayQuery("afib", ["I48.91"]),
      EverydayQuery("tumour of oesophagus", ["C15", "C15.9", "D13.0", "D49.0"]),
      EverydayQuery("kidney stone", ["N20.0"]),
      EverydayQuery("broken wrist", ["S52.5", "S52.509A", "S62.10", "S62.109A"]),
      EverydayQuery("pink eye", ["H10.02", "H10.029", "H10.9"]),
      EverydayQuery("bedsore", ["L89", "L89.90"]),
      EverydayQuery("lockjaw", ["A35"]),
      EverydayQuery("DKA", ["E10.10", "E11.10", "E13.10"]),
      EverydayQuery("long covid", ["U09.9"]),
      EverydayQuery("low back pain", ["M54.5", "M54.50"]),
      EverydayQuery("boob job", ["19325"]),
      EverydayQuery("knee scope", ["29870", "29877", "29880", "29881"]),
      EverydayQuery("wheelchair", ["E1130", "K0001"]),
      EverydayQuery("flu shot", ["90656", "90686", "90471", "G0008"]),
      EverydayQuery("colonoscopy with polyp removal", ["45384", "45385"]),
    ] + lymphNodes

  /// Removal of lymph nodes behind the peritoneum in a lay, a short and an old name.
  public static let lymphNodes: [EverydayQuery] = [
    "retroperitoneal lymph", "RPLND", "para-aortic node dissection",
  ].map { EverydayQuery($0, ["38564", "38780"]) }
}
