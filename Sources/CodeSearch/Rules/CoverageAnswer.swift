public import CodingKnowledge

/// What coverage texts say of a code, alone or with diagnoses.
public struct CoverageAnswer: Sendable {
  /// A diagnosis as one text lists it.
  public struct Listing: Sendable, Hashable {
    /// The diagnosis.
    public var code: Target
    /// Its title on the day.
    public var title: String
    /// Whether it supports, and in which list.
    public var terms: CoverageListing.Terms
  }

  /// One NCD, LCD or Article that is about the code.
  public struct Text: Sendable, Hashable {
    /// The NCD, LCD or Article.
    public var target: Target
    /// Its title.
    public var title: String
    /// Whether it is in force on the day.
    public var status: CodeStatus
    /// Two-letter states that it is for; empty where it is national, or where its states are not loaded.
    public var states: [String]
    /// Medicare contractors whose text it is; empty where it is national.
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

  /// The code that was asked about.
  public var target: Target
  /// Its title on the day.
  public var title: String
  /// The date of service that was asked for.
  public var day: Day
  /// Two letters; nil where texts of all states were looked at.
  public var state: String?
  /// NCDs, LCDs and Articles that are about the code.
  public var texts: [Text] = []
  /// Diagnoses from a map by code, in which the groups of the texts are lost.
  public var mapped: [Listing] = []
  /// Of the diagnoses asked about: those that no loaded list has.
  public var unlisted: [Target] = []
  /// The releases that the answer rests on.
  public var basis: [DataBasis] = []
  /// What was cut, widened or answered from another release.
  public var notices: [Notice] = []
}
