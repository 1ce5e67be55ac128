extension JSONValue {
  static let hits = list(
    record([
      "rank": whole("From 1, results passed over counted."), "system": text("A code system, or a kind of text."),
      "code": text(), "title": text(), "status": text("active, deleted or future, on the day"),
      "lastDay?": text("Of a deleted code."), "firstDay?": text("Of a future code."),
      "successors?": list(text(), "What stands in the place of a deleted code."),
      "alike?": list(text(), "Further texts of the same title."),
      "billable?": flag("Absent for what is no code, or where no source tells."),
      "matched?": record(["role": text(), "text": text()], "The text that matched; absent where it is the title."),
      "highlights": list(list(whole()), "Byte ranges [from, to) in the matched text or the title."),
      "passage?": text("Of a text found by its title, where asked for: the passage that answers most of the query."),
      "release?": text("The version of the release that the title is from."),
      "coversQuery": flag("False where only some words of the query matched."), "score": number(),
      "why?": list(record(["typed": text(), "matched": text(), "route": text(), "weight": number()])),
    ]), "The best first.")

  static let searchAnswer = record([
    "format": format, "query": text(), "interpretation": text("The query as it was understood."),
    "total": whole("How many match all words."), "totalIsExact": flag("False: at least so many."), "results": hits,
    "notices": notices,
  ])

  private static let meaning = record([
    "words": text(), "terms": texts, "route": text(), "quality": number("0 to 1"), "system?": text(),
  ])
  private static let unit = record([
    "typed": text(), "weight": number("Its share of the query's meaning."), "required": flag(), "phrase": flag(),
    "meanings": list(meaning),
  ])

  static let explanation = record([
    "format": format, "query": text(), "interpretation": text(),
    "tokens": list(record(["typed": text(), "word?": text(), "term?": text(), "joined": flag()])), "units": list(unit),
    "excluded": list(unit), "expansions": list(record(["typed": text(), "meaning": meaning])), "filters": texts,
    "codes": list(record(["system": text(), "code": text(), "title": text()])), "listed": whole(), "notices": notices,
    "program": text("The query of the inverted index."),
  ])

  static let indexStatus = record([
    "format": format, "generation": text(), "built": text(), "engine": text(),
    "targets": whole("Codes and texts."), "documents": whole("Wordings and passages."), "bytes": whole(),
    "generations": texts,
    "parts?": list(
      record([
        "part": whole(), "bytes": whole(), "documents": whole(), "server?": text("Where another host serves it."),
      ])),
    "counts": list(record(["system": text(), "name": text(), "count": whole()])),
    "sources": list(
      record([
        "title": text(), "format": text(), "system": text(), "version": text(), "effective": period,
        "values": whole(), "file": text(), "licence": text(),
      ])),
  ])
}
