/// An add-on code edit: the add-on code is paid only beside one of its primary codes.
///
/// Source: CMS, Medicare NCCI add-on code edit file (AOC).
public struct AddOnEdit: Sendable, Hashable {
  /// What an edit says, whichever codes it is about.
  public struct Terms: Sendable, Hashable {
    /// 1: only the listed primary codes; 2: the contractor decides; 3: the listed ones, and others as the contractor decides.
    public var type: UInt8
    /// The first and last day of the edit.
    public var validity: DayRange
    /// Special instructions, in the words of the file; mostly empty.
    public var note: String

    public init(type: UInt8, validity: DayRange, note: String = "") {
      self.type = type
      self.validity = validity
      self.note = note
    }
  }

  public var addOn: Target
  /// Nil where the contractor decides (`CCCCC` in the file).
  public var primary: Target?
  public var terms: Terms

  public init(_ addOn: Target, primary: Target?, _ terms: Terms) {
    self.addOn = addOn
    self.primary = primary
    self.terms = terms
  }
}
