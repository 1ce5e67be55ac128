internal import CodingKnowledge

extension CodeCard {
  /// The card as JSON text.
  public func json(isPretty: Bool = true) -> String { JSONDocument.text(CardDocument(self), isPretty: isPretty) }
}

/// A mapping as answers show it.
struct MappingDocument: Encodable {
  var forward: Bool
  var system: String?
  var code: String?
  var title: String
  var approximate: Bool
  var scenario: Int
  var choice: Int

  init(_ mapping: CodeCard.Mapping) {
    forward = mapping.isForward
    system = mapping.other?.scope.token
    code = mapping.other?.identifier
    title = mapping.title
    approximate = mapping.isApproximate
    scenario = Int(mapping.scenario)
    choice = Int(mapping.choice)
  }
}

/// A card as answers show it.
struct CardDocument: Encodable {
  struct Note: Encodable {
    var kind: String
    var text: String
    var level: String
    var inherited: Bool
  }

  struct Wording: Encodable {
    var role: String
    var text: String
  }

  struct Text: Encodable {
    var label: String
    var text: String
    var citation: String
    var codes: [String]
  }

  struct Change: Encodable {
    var kind: String
    var title: String
    var effective: String?
  }

  struct Source: Encodable {
    var title: String
    var system: String
    var version: String
    var file: String
    var licence: String
  }

  struct SeventhCharacters: Encodable {
    var level: String
    var choices: [String: String]
  }

  struct Attribute: Encodable {
    var key: String
    var value: String
  }

  var format = JSONDocument.format
  var system: String
  var code: String
  var title: String
  var shortTitle: String?
  var on: String
  var status: String
  var billable: Bool?
  var effective: [String?]
  var dateText: String?
  var needs: String?
  var seventhCharacters: SeventhCharacters?
  var successors: [LevelDocument]
  var path: [LevelDocument]
  var children: [LevelDocument]
  var notes: [Note]
  var wordings: [Wording]
  var texts: [Text]
  var attributes: [Attribute]
  var mappings: [MappingDocument]
  var changes: [Change]
  var rules: RulesDocument
  var sources: [Source]
  var notices: [NoticeDocument]

  init(_ card: CodeCard) {
    system = card.target.scope.token
    code = card.target.identifier
    title = card.title
    shortTitle = card.shortTitle
    on = card.day.description
    status = card.status.name
    billable = card.billable
    effective = [card.validity.from?.description, card.validity.through?.description]
    dateText = card.dateText
    needs = card.needs
    seventhCharacters = card.seventhCharacters.map { table in
      SeventhCharacters(
        level: table.level.identifier,
        choices: Dictionary(table.choices.map { ($0.character, $0.meaning) }, uniquingKeysWith: { first, _ in first }))
    }
    successors = card.successors.map(LevelDocument.init)
    path = card.path.map(LevelDocument.init)
    children = card.children.map(LevelDocument.init)
    notes = card.notes.map {
      Note(kind: String(describing: $0.kind), text: $0.text, level: $0.level.identifier, inherited: $0.isInherited)
    }
    wordings = card.wordings.map { Wording(role: String(describing: $0.role), text: $0.text) }
    texts = card.texts.map {
      Text(label: $0.label, text: $0.text, citation: $0.citation, codes: $0.codes.map(\.description))
    }
    attributes = card.attributes.map { Attribute(key: $0.key, value: $0.value) }
    mappings = card.mappings.map(MappingDocument.init)
    changes = card.changes.map {
      Change(kind: String(describing: $0.kind), title: $0.title, effective: $0.effective?.description)
    }
    rules = RulesDocument(card.rules)
    sources = card.sources.map {
      Source(
        title: $0.title, system: $0.scope.token, version: $0.version, file: JSONDocument.fileName($0.path),
        licence: $0.licence)
    }
    notices = card.notices.map { NoticeDocument(code: $0.code, message: $0.message) }
  }
}
