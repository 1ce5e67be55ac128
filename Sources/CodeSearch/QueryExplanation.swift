public import CodingKnowledge

/// How a query is understood, from words to the search of the inverted index.
public struct QueryExplanation: Sendable {
  /// A token of the query's words.
  public struct Token: Sendable, Hashable {
    /// As typed.
    public var typed: String
    /// Lower case, without accents; empty for a small word, which is not searched for.
    public var word: String
    /// What is looked up; empty for a small word.
    public var term: String
    /// True for the joined form of two words that a hyphen or slash connects.
    public var isJoined: Bool
  }

  /// One way of matching.
  public struct Meaning: Sendable, Hashable {
    /// As a person reads it.
    public var words: String
    /// Terms that must all be there.
    public var terms: [String]
    /// How the word comes to match.
    public var route: Route
    /// How good a match it is, 0 to 1.
    public var quality: Double
    /// Only for targets of this system; nil for all.
    public var scope: Scope?
  }

  /// One thing that the query asks for.
  public struct Unit: Sendable, Hashable {
    /// The words of the query.
    public var typed: String
    /// The ways to match it.
    public var meanings: [Meaning]
    /// Its share of the query's meaning, 0 to 1; rare words mean more.
    public var weight: Double
    /// A hit must match it.
    public var isRequired: Bool
    /// The terms must stand side by side.
    public var isPhrase: Bool
  }

  /// A synonym or a reading of an abbreviation, for one or several units together.
  public struct Expansion: Sendable, Hashable {
    /// The words typed.
    public var typed: String
    /// What the words stand for.
    public var meaning: Meaning
  }

  /// A code that the query names.
  public struct NamedCode: Sendable, Hashable {
    /// The code.
    public var target: Target
    /// Its title on the day.
    public var title: String
  }

  /// The query as it was understood, in canonical form.
  public var interpretation = ""
  /// Every word in the order of the query.
  public var tokens: [Token] = []
  /// What the query asks for, in its order.
  public var units: [Unit] = []
  /// Units none of which may match.
  public var excluded: [Unit] = []
  /// Synonyms and readings of abbreviations that were added.
  public var expansions: [Expansion] = []
  /// Filters in the query language: `system:(icd10cm OR cpt)`, `-system:icd9cm`.
  public var filters: [String] = []
  /// Codes that the query names.
  public var codes: [NamedCode] = []
  /// How many codes a range or a prefix of the query lists.
  public var listedCount = 0
  /// What was cut, corrected or ignored.
  public var notices: [Notice] = []
  /// The query of the inverted index; empty where nothing is searched for there.
  public var program = ""

  /// An explanation of nothing yet.
  public init() {}
}

extension QueryExplanation {
  /// The explanation as JSON text.
  public func json(query: String, isPretty: Bool = true) -> String {
    JSONDocument.text(ExplanationDocument(self, query: query), isPretty: isPretty)
  }
}

private struct ExplanationDocument: Encodable {
  struct TokenDocument: Encodable {
    var typed: String
    var word: String?
    var term: String?
    var joined: Bool
  }

  struct MeaningDocument: Encodable {
    var words: String
    var terms: [String]
    var route: String
    var quality: Double
    var system: String?

    init(_ meaning: QueryExplanation.Meaning) {
      words = meaning.words
      terms = meaning.terms
      route = meaning.route.rawValue
      quality = (meaning.quality * 1000).rounded() / 1000
      system = meaning.scope?.token
    }
  }

  struct UnitDocument: Encodable {
    var typed: String
    var weight: Double
    var required: Bool
    var phrase: Bool
    var meanings: [MeaningDocument]

    init(_ unit: QueryExplanation.Unit) {
      typed = unit.typed
      weight = (unit.weight * 1000).rounded() / 1000
      required = unit.isRequired
      phrase = unit.isPhrase
      meanings = unit.meanings.map(MeaningDocument.init)
    }
  }

  struct ExpansionDocument: Encodable {
    var typed: String
    var meaning: MeaningDocument
  }

  struct CodeDocument: Encodable {
    var system: String
    var code: String
    var title: String
  }

  var format = JSONDocument.format
  var query: String
  var interpretation: String
  var tokens: [TokenDocument]
  var units: [UnitDocument]
  var excluded: [UnitDocument]
  var expansions: [ExpansionDocument]
  var filters: [String]
  var codes: [CodeDocument]
  var listed: Int
  var notices: [NoticeDocument]
  var program: String

  init(_ explanation: QueryExplanation, query: String) {
    self.query = query
    interpretation = explanation.interpretation
    tokens = explanation.tokens.map {
      TokenDocument(
        typed: $0.typed, word: $0.word.isEmpty ? nil : $0.word, term: $0.term.isEmpty ? nil : $0.term,
        joined: $0.isJoined)
    }
    units = explanation.units.map(UnitDocument.init)
    excluded = explanation.excluded.map(UnitDocument.init)
    expansions = explanation.expansions.map {
      ExpansionDocument(typed: $0.typed, meaning: MeaningDocument($0.meaning))
    }
    filters = explanation.filters
    codes = explanation.codes.map {
      CodeDocument(system: $0.target.scope.token, code: $0.target.identifier, title: $0.title)
    }
    listed = explanation.listedCount
    notices = explanation.notices.map { NoticeDocument(code: $0.code, message: $0.message) }
    program = explanation.program
  }
}
