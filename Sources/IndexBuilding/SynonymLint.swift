internal import ClinicalLanguage
internal import CodingKnowledge
internal import KnowledgeIndex
internal import OfficialFiles
internal import SearchStore

/// Looks for faults in lists of synonyms.
///
/// An error is a line that an index refuses, or a rule that cannot do what it says: its phrase is too long to be
/// recognised, or has only small words. A warning is what a rule says in vain: that words are the same which the
/// search takes for the same anyway, what another rule says already, a phrase among several that is too long, words
/// that no code has.
public struct SynonymLint {
  /// Something that should be looked at.
  public struct Finding: Sendable, Hashable, CustomStringConvertible {
    public enum Severity: String, Sendable, Hashable {
      case error, warning
    }

    public var file: String
    public var line: Int
    public var severity: Severity
    public var message: String

    /// One line: `FILE:LINE: error: message`.
    public var description: String { "\(file):\(line): \(severity.rawValue): \(message)" }
  }

  /// What came of a check.
  public struct Report: Sendable {
    public var findings: [Finding] = []
    public var files = 0
    public var rules = 0

    public func count(_ severity: Finding.Severity) -> Int { findings.count { $0.severity == severity } }
  }

  private let analyzer = Analyzer()
  private let index: KnowledgeIndex?
  private var report = Report()
  /// Where each direction that has an effect stands first.
  private var known: [Direction: Place] = [:]

  /// - Parameter root: the index whose words are known; nil to leave that check out.
  /// - Throws: `BuildError` where there is an index that cannot be read.
  public init(index root: String?) throws(BuildError) {
    do throws(StoreError) {
      index = try root.map { (root) throws(StoreError) in
        try KnowledgeIndex(GenerationStore(root: root).openCurrent(), locations: try PartLocations(index: root))
      }
    } catch {
      throw BuildError(error)
    }
  }

  /// Checks lists, and those in folders, against each other.
  /// - Throws: `BuildError` where a file cannot be read.
  public mutating func check(_ paths: [String]) throws(BuildError) -> Report {
    report = Report()
    known = [:]
    do throws(SourceError) {
      for path in paths {
        let files = try SourceOpener.files(under: path)
        for file in files where files == [path] || file.hasSuffix(".syn") { try check(file: file) }
      }
    } catch {
      throw BuildError(error)
    }
    return report
  }

  private mutating func check(file: String) throws(SourceError) {
    report.files += 1
    for source in try SourceOpener.open(file) {
      for line in try SynonymFile.lines(source.makeStream()) {
        report.rules += 1
        let place = Place(file: file, line: line.number)
        switch line.rule {
        case .success(let rule): check(rule, place)
        case .failure(let error): add(.error, place, "\(error.message); \(error.remedy)")
        }
      }
    }
  }

  // MARK: One rule

  private struct Place: Hashable {
    var file: String
    var line: Int

    func described(from other: Place) -> String { file == other.file ? "line \(line)" : "\(file):\(line)" }
  }

  /// What one direction of a rule comes to in an index.
  private struct Direction: Hashable {
    var phrase: [String]
    var reading: [String]
    var scope: Scope?
  }

  /// The most terms of a reading; the index leaves out what is longer.
  private static let longestReading = 16

  private mutating func check(_ rule: SynonymRule, _ place: Place) {
    var faults: [String] = []
    var redundant: [String] = []
    var useful: [(direction: Direction, synonym: Synonym)] = []
    for synonym in rule.synonyms {
      let direction = Direction(phrase: terms(synonym.phrase), reading: terms(synonym.reading), scope: synonym.scope)
      if direction.phrase == direction.reading, !direction.phrase.isEmpty {
        let two = [synonym.phrase, synonym.reading].sorted()
        let reason = "\"\(two[0])\" and \"\(two[1])\" are the same to the search"
        if !redundant.contains(reason) { redundant.append(reason) }
      } else if let fault = fault(of: direction, synonym) {
        if !faults.contains(fault) { faults.append(fault) }
      } else {
        useful.append((direction, synonym))
      }
    }
    for reason in redundant { add(.warning, place, reason) }
    guard !useful.isEmpty else {
      if !faults.isEmpty { add(.error, place, "the rule has no effect: " + faults.joined(separator: "; ")) }
      return
    }
    for fault in faults { add(.warning, place, fault) }
    checkDuplicates(useful, place)
    checkWords(useful.map(\.direction), place)
  }

  /// Why a direction has no effect; nil where it has one.
  private func fault(of direction: Direction, _ synonym: Synonym) -> String? {
    let pairs = [(synonym.phrase, direction.phrase), (synonym.reading, direction.reading)]
    if let empty = pairs.first(where: { $0.1.isEmpty }) { return "\"\(empty.0)\" has only small words" }
    if direction.phrase.count > SynonymTable.longestPhrase {
      return "\"\(synonym.phrase)\" has \(direction.phrase.count) terms; at most \(SynonymTable.longestPhrase) are "
        + "recognised in a query"
    }
    if direction.reading.count > SynonymLint.longestReading {
      return "\"\(synonym.reading)\" has \(direction.reading.count) terms; at most "
        + "\(SynonymLint.longestReading) are kept"
    }
    return nil
  }

  private mutating func checkDuplicates(_ useful: [(direction: Direction, synonym: Synonym)], _ place: Place) {
    var repeated: [(synonym: Synonym, place: Place)] = []
    var distinct = 0
    var own: Set<Direction> = []
    for (direction, synonym) in useful where own.insert(direction).inserted {
      distinct += 1
      if let first = known[direction] { repeated.append((synonym, first)) } else { known[direction] = place }
    }
    guard let first = repeated.first else { return }
    if repeated.count == distinct {
      let places = repeated.map { $0.place.described(from: place) }.reduce(into: [String]()) { all, one in
        if !all.contains(one) { all.append(one) }
      }
      add(.warning, place, "all that the rule says stands at " + places.joined(separator: ", "))
    } else {
      let more = repeated.count > 1 ? ", and \(repeated.count - 1) more of its relations elsewhere" : ""
      add(
        .warning, place,
        "\"\(first.synonym.phrase)\" → \"\(first.synonym.reading)\" stands at "
          + "\(first.place.described(from: place)) too\(more)")
    }
  }

  private mutating func checkWords(_ directions: [Direction], _ place: Place) {
    guard let index else { return }
    let all = Set(directions.flatMap { $0.phrase + $0.reading })
    let isKnown = all.contains { term in
      var term = term
      return term.withUTF8 { bytes in
        index.texts.parts.contains { $0.number(ofTerm: UnsafeRawBufferPointer(bytes)) != nil }
      }
    }
    if !isKnown { add(.warning, place, "none of the words of the rule stands in the index") }
  }

  private func terms(_ text: String) -> [String] {
    analyzer.analyze(text).filter { !$0.isJoined }.map { analyzer.lexicon.term($0.term) }
  }

  private mutating func add(_ severity: Finding.Severity, _ place: Place, _ message: String) {
    report.findings.append(Finding(file: place.file, line: place.line, severity: severity, message: message))
  }
}
