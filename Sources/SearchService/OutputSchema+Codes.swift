extension JSONValue {
  private static let mapping = record([
    "forward": flag("True where it leads from the code."), "system?": text(),
    "code?": text("Absent where there is no counterpart."), "title": text(), "approximate": flag(),
    "scenario": whole(), "choice": whole(),
  ])

  private static let passages = list(
    record(["label": text(), "text": text(), "citation": text(), "codes": texts]))

  private static let sources = list(
    record(["title": text(), "system": text(), "version": text(), "file": text(), "licence": text()]))

  private static let card = record([
    "format": format, "system": text(), "code": text(), "title": text(), "shortTitle?": text(), "on": asked,
    "status": text("active, deleted or future"), "billable?": flag(), "effective": period, "dateText?": text(),
    "needs?": text("What is missing to make it billable."),
    "seventhCharacters?": record(["level": text(), "choices": ["type": "object"]]), "successors": list(level),
    "path": list(level), "children": list(level),
    "notes": list(record(["kind": text(), "text": text(), "level": text(), "inherited": flag()])),
    "wordings": list(record(["role": text(), "text": text()])),
    "texts": passages,
    "attributes": list(record(["key": text(), "value": text()])), "mappings": list(mapping),
    "changes": list(record(["kind": text(), "title": text(), "effective?": text()])), "rules": rules,
    "sources": sources,
    "notices": notices,
  ])

  private static let rules = record([
    "guidance": list(
      record(["kind": text(), "identifier": text(), "title": text(), "relation": text(), "passage": text()])),
    "modifiers": list(record(["modifier": text(), "reason": text()])), "primaries": list(addOn), "addOns": list(addOn),
    "edits": list(
      record([
        "setting": text(), "version": text(), "column1Count": whole(), "column2Count": whole(),
        "column1": list(pairEdit), "column2": list(pairEdit),
      ])),
    "unitLimits": list(unitLimit), "fees": list(feeLine), "coverage": list(coverageText),
    "diagnosesInSupport": whole(), "diagnosesNotInSupport": whole(), "basis": basis,
    "silent": basis, "missing": notices,
  ])

  static let cards = record([
    "format": format, "on": asked, "cards": list(card, "One for each code of that spelling."),
    "missing": list(record(["code": text(), "near": texts]), "Spellings that name nothing loaded."),
  ])

  static let branches = record([
    "format": format, "code?": text(), "on": asked,
    "branches": list(record(["level?": level, "path": list(level), "children": list(level)])),
  ])

  static let crosswalks = record([
    "format": format, "code": text(), "on": asked,
    "codes": list(
      record([
        "system": text(), "code": text(), "title": text(), "mappings": list(mapping),
        "successors": list(text(), "What stands in the place of a deleted code."),
        "sources": list(text(), "The tables that the mappings are from."), "notices": notices,
      ])),
  ])

  private static let section = record([
    "system": text("guideline or manual"), "code": text(), "title": text(), "status": text(), "effective": period,
    "dateText?": text(), "path": list(level), "children": list(level), "texts": passages, "sources": sources,
  ])

  static let guidelineSections = record([
    "format": format, "query": text(), "on": asked, "sections": list(section, "Those of that number, whole."),
    "total": whole(), "totalIsExact": flag(), "results": hits, "notices": notices,
  ])
}
