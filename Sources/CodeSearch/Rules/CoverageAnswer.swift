public import CodingKnowledge

/// What coverage texts say of a code, alone or with diagnoses.
public struct CoverageAnswer: Sendable {
  /// A diagnosis as one text lists it.
  public struct Listing: Sendable, Hashable {
    public var code: Target
    public var title: String
    public var terms: CoverageListing.Terms
  }

  /// One NCD, LCD or Article that is about the code.
  public struct Text: Sendable, Hashable {
    public var target: Target
    public var title: String
    public var status: CodeStatus
    /// Two-letter states that it is for; empty where it is national, or where its states are not loaded.
    public var states: [String]
    public var contractors: [String]
    /// How it comes to be about the code: `lists`, `names`, `goes with LCD L33718`, `names the range E0600-E0700`.
    public var relation: String
    /// The groups of the text that list the code, with their paragraphs where those are loaded.
    public var groups: [String]
    /// For the diagnoses asked about: in which list the text has them. Empty where it lists none of them.
    public var listings: [Listing]
    /// How many diagnoses it lists at all; 0 where its lists are not loaded.
    public var diagnosisCount: Int
  }

  public var target: Target
  public var title: String
  public var day: Day
  public var state: String?
  public var texts: [Text] = []
  /// Diagnoses from a map by code, in which the groups of the texts are lost.
  public var mapped: [Listing] = []
  /// Of the diagnoses asked about: those that no loaded list has.
  public var unlisted: [Target] = []
  public var basis: [DataBasis] = []
  public var notices: [Notice] = []
}
