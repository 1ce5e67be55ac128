internal import CodingKnowledge
internal import KnowledgeIndex

extension SourceCatalog {
  /// A source of a part, with what the part takes of it.
  struct Share {
    var item: Item
    var content: Content

    enum Content: Hashable {
      case all
      /// Names of codes of these scopes that the part knows already.
      case names(Set<Scope>)
      /// Synonyms.
      case rules

      func holds(_ value: KnowledgeValue) -> Bool {
        switch (self, value) {
        case (.all, _), (.rules, .synonym): true
        case (.names(let scopes), .wording(let wording)): scopes.contains(wording.target.scope)
        default: false
        }
      }

      /// For the digest of a part.
      var key: String {
        switch self {
        case .all: "all"
        case .names(let scopes): "names " + scopes.map(\.token).sorted().joined(separator: " ")
        case .rules: "rules"
        }
      }
    }
  }

  struct Part {
    var name: String
    var shares: [Share]
  }

  /// The parts of the index. A name of a code goes where the code is listed, so that it has the code's place in the
  /// hierarchy; a terminology, whose names lead to codes of several lists, is therefore a source of several parts.
  var parts: [Part] {
    var parts: [Part] = []
    for item in items where item.entry.series != .terminology {
      if parts.last?.name != item.part { parts.append(Part(name: item.part, shares: [])) }
      parts[parts.count - 1].shares.append(Share(item: item, content: .all))
    }
    let terminologies = items.filter { $0.entry.series == .terminology }
    guard !terminologies.isEmpty else { return parts }
    let listed = parts.map { officialScopes($0) }
    let elsewhere = Set(Scope.allCases).subtracting(listed.reduce([]) { $0.union($1) })
    for index in parts.indices {
      let scopes = parts[index].name == Part.knowledge ? elsewhere : listed[index]
      guard !scopes.isEmpty else { continue }
      parts[index].shares += terminologies.map { Share(item: $0, content: .names(scopes)) }
    }
    let rules = terminologies.map { Share(item: $0, content: .rules) }
    if let index = parts.firstIndex(where: { $0.name == Part.synonyms }) {
      parts[index].shares += rules
    } else {
      parts.append(Part(name: Part.synonyms, shares: rules))
    }
    return parts
  }

  /// The scopes whose codes the official files of a part list.
  private func officialScopes(_ part: Part) -> Set<Scope> {
    var scopes: Set<Scope> = []
    for share in part.shares where [.codes, .tabular, .descriptors].contains(share.item.entry.series) {
      scopes.insert(share.item.entry.release.scope)
    }
    return scopes
  }
}

extension SourceCatalog.Part {
  static let knowledge = "knowledge"
  static let synonyms = "synonyms"
}

extension SourceCatalog.Item {
  /// The part that a source goes into, or `terminology`. A part is rebuilt when one of its sources changes.
  static func part(of entry: SourceEntry) -> String {
    switch entry.series {
    case .knowledge: return entry.format == "synonyms" ? SourceCatalog.Part.synonyms : SourceCatalog.Part.knowledge
    case .crosswalk: return "crosswalk"
    case .practitionerEdits, .hospitalEdits, .practitionerUnits, .hospitalUnits, .supplierUnits, .addOnEdits:
      return "ncci"
    case .fees, .localities: return "fees"
    case .coverage, .coverageTitles, .coverageBodies, .coverageMap: return "coverage"
    case .documents: return "documents"
    case .terminology: return "terminology"
    default: break
    }
    switch entry.release.scope {
    case .icd9cm, .icd9pcs: return "icd9"
    case .hcpcs, .modifier: return "hcpcs"
    default: return entry.release.scope.token
    }
  }
}
