/// What a build did.
public struct BuildReport: Sendable {
  public struct Source: Sendable {
    public var path: String
    public var title: String
    public var version: String
    public var values: Int
    /// False when the file was known already and not parsed again.
    public var wasParsed: Bool
  }

  /// A document that is left out, because the index has it in another form.
  public struct Duplicate: Sendable {
    public var path: String
    /// The path of the form that counts.
    public var of: String
  }

  /// All sources of the new generation.
  public var sources: [Source] = []
  /// Files among those given that hold nothing of a known format.
  public var skipped: [String] = []
  /// Documents that the index has in a better form: of two, the PDF counts.
  public var duplicates: [Duplicate] = []
  /// Sources of before that a file of this build replaces.
  public var replaced: [String] = []
  /// Sources of before that are no longer in the index, because what was kept of them cannot be read.
  public var lost: [String] = []
  public var targets = 0
  /// Wordings and passages.
  public var documents = 0
  /// How many files the inverted index lies in.
  public var invertedCount = 1
  /// The size of the generation, in bytes.
  public var bytes = 0
  public var seconds = 0.0
  public var generation = ""
  /// True where nothing differed from the published generation, which then stays.
  public var isUnchanged = false
}

/// Where a build is, for a progress bar.
public enum BuildProgress: Sendable {
  case reading(done: Int, of: Int, name: String)
  case building(done: Int, of: Int, part: String)
  case publishing
}
