public import CodingKnowledge

/// The answer to a ``SearchRequest``.
public struct SearchResponse: Sendable {
  /// The results, the best first; at most as many as were asked for.
  public var hits: [Hit] = []
  /// Results passed over before the first of ``hits``.
  public var offset = 0
  /// How many targets match all words of the query; where `isTotalExact` is false, at least so many.
  public var total = 0
  /// True where ``total`` is the number and no lower bound.
  public var isTotalExact = true
  /// Everything that was cut, widened, corrected or ignored.
  public var notices: [Notice] = []
  /// The query as it was understood, in canonical form.
  public var interpretation = ""

  /// An answer without results.
  public init() {}
}

/// One result: a target, with the wording that matched best.
public struct Hit: Sendable {
  /// The code or text.
  public var target: Target
  /// Its title on the day, or its last one.
  public var title: String
  /// Whether a claim may carry it; nil where no official list tells.
  public var billable: Bool?
  /// Whether it stands on the day.
  public var status: CodeStatus
  /// What matched, when it is not the title.
  public var wording: Wording?
  /// For a text that was found by its title or another name: the passage that answers most of the query.
  public var quote: Quote?
  /// For a deleted code: what stands in its place.
  public var successors: [Target] = []
  /// The release that the title is from on the day; nil for what is not published by releases.
  public var release: Release?
  /// Further texts of the same kind and title, such as the LCDs of other contractors.
  public var alike: [Target] = []
  /// What the ranking model gave it; comparable within one answer only.
  public var score: Double
  /// Byte ranges of the words in ``shownText`` that the query matched.
  public var highlights: [Range<Int>]
  /// Why it matched, a word of the query each; empty unless ``SearchRequest/explains`` is set.
  public var reasons: [Reason]
  /// True where every word of the query was matched.
  public var coversQuery: Bool
  /// The features that the ranking model saw, in the order of their names; empty unless asked for.
  package var features: [Float] = []

  /// The text in which ``highlights`` lie: the wording's, or the title.
  public var shownText: String { wording?.text ?? title }
}

extension Hit {
  /// A passage of a text.
  public struct Quote: Sendable, Hashable {
    /// The passage as it stands in its document.
    public var text: String
    /// Byte ranges of the words that the query matched.
    public var highlights: [Range<Int>]
  }
}

/// Why a hit matched: one word of the query.
public struct Reason: Sendable, Hashable {
  /// The word or words typed.
  public var typed: String
  /// The word in the text.
  public var matched: String
  /// How the two are related.
  public var route: Route
  /// The share of the score that comes from it, 0 to 1.
  public var weight: Double
}

/// How a word of the query came to match a word of a text.
public enum Route: String, Sendable, Hashable, CaseIterable {
  case code
  case exact
  case stem
  case synonym
  case abbreviation
  case association
  case compound
  case prefix
  case spelling
}

/// Something that the answer does not show by itself: a cut, a widened search, a release that is not loaded.
public struct Notice: Sendable, Hashable {
  /// A stable name, for example `some-words-only`.
  public var code: String
  /// For people, in one sentence.
  public var message: String

  /// A notice of its parts.
  public init(_ code: String, _ message: String) {
    self.code = code
    self.message = message
  }
}

/// Whether a code stands on the date of service.
public enum CodeStatus: Sendable, Hashable {
  case active
  case deleted(last: Day?)
  case future(first: Day?)

  /// `active`, `deleted`, `future`.
  public var name: String {
    switch self {
    case .active: "active"
    case .deleted: "deleted"
    case .future: "future"
    }
  }
}
