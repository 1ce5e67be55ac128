internal import CodingKnowledge
internal import KnowledgeIndex

extension RuleBook {
  /// A text that is about a code, and how.
  struct AboutText {
    enum Way: Int, Comparable {
      /// One of its lists has the code.
      case lists
      case names
      /// A text that lists the code goes with it: the NCD that an LCD carries out, the Article that belongs to an LCD.
      case goesWith
      case namesAbove
      case namesRange

      static func < (left: Way, right: Way) -> Bool { left.rawValue < right.rawValue }
    }

    var target: Int
    var way: Way
    /// The passages that name it, as documents of the whole index, in order.
    var documents: [Int] = []
    /// The groups of its lists that have the code.
    var groups: [Int] = []
    /// The range that the code lies in, for people.
    var range: String?
    /// The listing text that it goes with.
    var origin: Target?
  }

  /// The texts of some scopes that list or name a code, or something that it belongs to; the nearest first, and among equals
  /// in the order of the targets. Texts that are not in force on the day are left out.
  func texts(about number: Int, scopes: Set<Scope>) -> [AboutText] {
    var found: [Int: AboutText] = [:]
    forEachRelation(of: number) { placed, relation in
      guard case .listing(let terms) = relation.terms, !placed.entry.leads, scopes.contains(placed.other.scope),
        let text = snapshot.texts.number(of: placed.other), standing(relation.sourceSet, in: placed.part) == .inForce
      else { return }
      found[text, default: AboutText(target: text, way: .lists)].groups.append(terms.group)
    }
    let code = snapshot.texts.target(number)
    if let kind = CodeMention.Kind(code.scope) {
      for (partNumber, part) in snapshot.texts.parts.enumerated() {
        for mention in part.mentions?.mentions(of: CodeShape.key(code.identifier), kind) ?? []
        where !mention.isOfAllCodes {
          let document = part.document(mention.document)
          let text = snapshot.texts.number(ofTarget: document.target, part: partNumber)
          guard scopes.contains(snapshot.texts.scope(ofTarget: text)),
            standing(document.sourceSet, in: part) == .inForce
          else { continue }
          add(mention, of: code.scope, document: part.documentBase + mention.document, text: text, to: &found)
        }
      }
    }
    addCompanions(scopes, to: &found)
    return found.values.filter { isInForce($0.target) }
      .sorted { ($0.way.rawValue, $0.target) < ($1.way.rawValue, $1.target) }
  }

  /// Adds what goes with the texts that list the code: NCDs and Articles of an LCD, the LCD of an Article.
  private func addCompanions(_ scopes: Set<Scope>, to found: inout [Int: AboutText]) {
    var origins = found.values.filter { $0.way == .lists && isInForce($0.target) }.map(\.target).sorted()
    var place = 0
    while place < origins.count {
      let origin = snapshot.texts.target(origins[place])
      for name in attributes("related", of: origins[place]) {
        guard let scope = Scope(ofCoverageText: name), scope != origin.scope, scopes.contains(scope),
          let text = snapshot.texts.number(of: Target(scope, name)), !isAboutComments(text)
        else { continue }
        if scope == .lcd, !origins.contains(text) { origins.append(text) }
        if found[text].map({ $0.way <= .goesWith }) ?? false { continue }
        found[text] = AboutText(target: text, way: .goesWith, origin: origin)
      }
      place += 1
    }
  }

  /// Articles that answer comments on a draft govern nothing.
  private func isAboutComments(_ text: Int) -> Bool {
    (snapshot.title(of: text) ?? "").lowercased().hasPrefix("response to comments")
  }

  private func add(
    _ mention: MentionTable.Mention, of scope: Scope, document: Int, text: Int, to found: inout [Int: AboutText]
  ) {
    let way: AboutText.Way =
      switch mention.nearness {
      case .code: .names
      case .above: .namesAbove
      case .range: .namesRange
      }
    var about = found[text] ?? AboutText(target: text, way: way)
    if way < about.way {
      about.way = way
      about.documents = []
    }
    if way == about.way, !about.documents.contains(document) { about.documents.append(document) }
    if way == .namesRange, let upper = mention.upper {
      about.range = "\(CodeShape.display(mention.lower, scope))-\(CodeShape.display(upper, scope))"
    }
    found[text] = about
  }

  private func isInForce(_ text: Int) -> Bool {
    snapshot.edition(of: snapshot.editions(of: text))?.status ?? .active == .active
  }

  /// The values of an attribute of a target that are in force.
  func attributes(_ key: String, of number: Int) -> [String] {
    snapshot.records(of: number).flatMap { placed in
      placed.record.attributes.filter {
        $0.value.key == key && standing($0.sourceSet, in: placed.part) == .inForce
      }.map(\.value.value)
    }
  }
}

extension MentionTable.Mention {
  /// Whether the range is nearly the whole classification (A00.0 through T88.9): a text that names it is not about any code
  /// in particular.
  fileprivate var isOfAllCodes: Bool {
    guard let upper, let first = lower.utf8.first, let last = upper.utf8.first, first >= UInt8(ascii: "A") else {
      return false
    }
    return last > first + 4
  }
}

extension Scope {
  /// What a coverage text's number is the number of: `L33718`, `A52467`, `240.4`.
  fileprivate init?(ofCoverageText number: String) {
    switch number.utf8.first {
    case UInt8(ascii: "L"): self = .lcd
    case UInt8(ascii: "A"): self = .article
    case let digit? where (0x30...0x39).contains(digit): self = .ncd
    default: return nil
    }
  }
}
