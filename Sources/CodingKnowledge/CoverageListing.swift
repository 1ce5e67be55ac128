/// One code in a list of a coverage text: an LCD or Article names it as a procedure it is about, or as a diagnosis that
/// supports, or does not support, medical necessity.
///
/// Source: the `_x_hcpc_code`, `_x_icd10_covered` and `_x_icd10_noncovered` tables of the Medicare Coverage Database.
public struct CoverageListing: Sendable, Hashable {
  /// Which list. The raw value is stored in indexes.
  public enum List: UInt8, Sendable, Hashable {
    /// Procedures and supplies that the text is about.
    case procedures = 1
    /// Diagnoses that support medical necessity.
    case covered = 2
    /// Diagnoses that do not.
    case notCovered = 3
  }

  /// What the listing says, whichever text and code it is about.
  public struct Terms: Sendable, Hashable {
    public var list: List
    /// The number of the group in the text; the paragraph of the group governs what the list means. 0 where groups are lost.
    public var group: Int
    /// True where the code bears an asterisk that the group's paragraph explains.
    public var hasAsterisk: Bool

    public init(list: List, group: Int, hasAsterisk: Bool = false) {
      self.list = list
      self.group = group
      self.hasAsterisk = hasAsterisk
    }
  }

  /// The text that lists; or, where only a map by code is known, the procedure code.
  public var text: Target
  public var code: Target
  public var terms: Terms

  public init(_ text: Target, lists code: Target, _ terms: Terms) {
    self.text = text
    self.code = code
    self.terms = terms
  }
}
