import CodeSearch
import CodingKnowledge
import Glibc

/// Prints answers to searches, for people and for programs.
struct SearchRendering {
  var terminal: Terminal
  var format: OutputFormat
  var why: Bool

  func show(_ response: SearchResponse, query: String) {
    switch format {
    case .text: terminal.show(text(response, query: query))
    case .json: Output.line(response.json(query: query))
    case .jsonl: for line in response.jsonLines() { Output.line(line) }
    case .tsv:
      Output.line("rank\tsystem\tcode\tstatus\tbillable\ttitle\tmatched")
      for (index, hit) in response.hits.enumerated() { Output.line(tsv(hit, rank: response.offset + index + 1)) }
    case .codes: for hit in response.hits { Output.line(hit.target.identifier) }
    case .features: Output.line(features(response))
    }
    if format != .json { showNotices(response.notices) }
  }

  /// The answer to one query of a batch, on one line.
  func showLine(_ response: SearchResponse, query: String) {
    switch format {
    case .codes, .text: Output.line(response.hits.map { $0.target.identifier.replacingBlanks }.joined(separator: " "))
    case .tsv: Output.line(response.hits.map(\.target.identifier).joined(separator: "\t"))
    case .json, .jsonl: Output.line(response.json(query: query, isPretty: false))
    case .features: Output.line(features(response))
    }
  }

  /// Code and feature values of each result, results separated by tabs.
  private func features(_ response: SearchResponse) -> String {
    response.hits.map { hit in
      ([hit.target.identifier.replacingBlanks] + hit.features.map { String($0) }).joined(separator: " ")
    }.joined(separator: "\t")
  }

  func showLine(_ error: CodeSearchError, query: String) {
    switch format {
    case .json, .jsonl: Output.line(error.json())
    default: Output.line()
    }
  }

  private func showNotices(_ notices: [Notice]) {
    for notice in notices { Output.message(notice.message) }
  }

  private func tsv(_ hit: Hit, rank: Int) -> String {
    let billable = hit.billable.map { $0 ? "yes" : "no" } ?? ""
    let cells = [
      String(rank), hit.target.scope.token, hit.target.identifier, hit.status.name, billable, hit.title,
      hit.wording?.text ?? "",
    ]
    return cells.map { cell in SafeText.visible(String(cell.map { $0 == "\t" || $0.isNewline ? " " : $0 })) }
      .joined(separator: "\t")
  }

  // MARK: Text

  /// Longer identifiers are names of documents and make no column.
  private static let widestCode = 26

  private func text(_ response: SearchResponse, query: String) -> String {
    let offset = response.offset
    guard !response.hits.isEmpty else { return "Nothing found for \(SafeText.visible(query)).\n" }
    var lines: [String] = []
    let codeWidth = response.hits.map { $0.target.identifier.count }.filter { $0 <= Self.widestCode }.max() ?? 0
    let systemWidth = response.hits.map { $0.target.scope.name.count }.max() ?? 0
    let rankWidth = String(offset + response.hits.count).count
    let indent = rankWidth + 2 + codeWidth + 2 + systemWidth + 2
    var group = ""
    for (index, hit) in grouped(response.hits) {
      if terminal.isInteractive, group != hit.target.scope.group {
        group = hit.target.scope.group
        lines.append(terminal.styled(group, .bold))
      }
      let rank = padded(String(offset + index + 1), rankWidth, isRight: true)
      let code = terminal.styled(padded(hit.target.identifier, codeWidth), hit.billable == false ? .cyan : .bold)
      let system = terminal.styled(padded(hit.target.scope.name, systemWidth), .dim)
      let title = hit.wording == nil ? highlighted(hit.title, hit.highlights) : SafeText.visible(hit.title)
      if hit.target.identifier.count > Self.widestCode {
        // The name of a document stands on a line of its own, its section below it.
        lines.append("\(rank)  \(code)  \(system)" + marks(hit))
        if hit.title != hit.target.identifier { lines.append(terminal.wrapped(title, indent: indent)) }
      } else {
        let body = terminal.wrapped(title + marks(hit), indent: indent).drop { $0 == " " }
        lines.append("\(rank)  \(code)  \(system)  \(body)")
      }
      if let wording = hit.wording {
        let label = terminal.styled(label(wording.role) + ":", .dim)
        let shown = excerpt(wording.text, hit.highlights)
        lines.append(terminal.wrapped("\(label) \(shown)", indent: indent + 2, firstIndent: indent))
      }
      if let quote = hit.quote {
        let shown = terminal.styled("text:", .dim) + " " + excerpt(quote.text, quote.highlights)
        lines.append(terminal.wrapped(shown, indent: indent + 2, firstIndent: indent))
      }
      if why { for reason in hit.reasons { lines.append(String(repeating: " ", count: indent) + describe(reason)) } }
    }
    let first = offset + 1
    let last = offset + response.hits.count
    let total = (response.isTotalExact ? "" : "at least ") + Figures.count(max(response.total, last))
    let releases = response.hits.compactMap { hit in hit.release.map { "\(hit.target.scope.name) \($0.version)" } }
      .reduce(into: [String]()) { if !$0.contains($1) { $0.append($1) } }
    let by = releases.isEmpty ? "" : " · " + releases.plainlyJoined(", ")
    let foot = terminal.styled("\(first)–\(last) of \(total)\(by)", .dim)
    lines.append(terminal.wrapped(foot, indent: 2, firstIndent: 0))
    return lines.plainlyJoined("\n") + "\n"
  }

  /// The hits with their places; on a terminal those of one kind together, the kind of the best hit first.
  private func grouped(_ hits: [Hit]) -> [(offset: Int, element: Hit)] {
    let ranked = Array(hits.enumerated())
    guard terminal.isInteractive else { return ranked }
    let groups = hits.map(\.target.scope.group).reduce(into: [String]()) { if !$0.contains($1) { $0.append($1) } }
    return groups.flatMap { group in ranked.filter { $0.element.target.scope.group == group } }
  }

  private func marks(_ hit: Hit) -> String {
    let alike =
      hit.alike.isEmpty
      ? "" : terminal.styled(" [\(hit.alike.count) more of this title: \(others(hit.alike))]", .dim)
    return alike + statusMark(hit)
  }

  private func others(_ targets: [Target]) -> String {
    targets.prefix(4).map(\.identifier).joined(separator: ", ") + (targets.count > 4 ? "…" : "")
  }

  private func statusMark(_ hit: Hit) -> String {
    switch hit.status {
    case .deleted(let last):
      terminal.styled(
        (hit.target.scope.isText ? " [retired" : " [deleted") + (last.map { ", last day \($0)" } ?? "")
          + (hit.successors.isEmpty
            ? "" : "; now " + hit.successors.prefix(6).map(\.identifier).joined(separator: ", "))
          + "]", .red)
    case .future(let first): terminal.styled(first.map { " [not valid before \($0)]" } ?? " [not valid yet]", .yellow)
    case .active: hit.billable == false ? terminal.styled(" [not billable]", .dim) : ""
    }
  }

  private func describe(_ reason: Reason) -> String {
    let share = Int((reason.weight * 100).rounded())
    return terminal.styled("\(reason.typed) → \(reason.matched) (\(reason.route.rawValue), \(share) %)", .dim)
  }

  private func label(_ role: WordingRole) -> String {
    switch role {
    case .title: "title"
    case .shortTitle: "short title"
    case .inclusionTerm: "inclusion term"
    case .index, .externalCauseIndex, .procedureIndex: "index"
    case .neoplasmTable: "neoplasm table"
    case .drugTable: "drug table"
    case .alias: "also"
    case .consumer, .clinician: "descriptor"
    case .brandName: "brand"
    case .includesNote: "includes"
    case .passage: "text"
    }
  }

  private func highlighted(_ text: String, _ ranges: [Range<Int>]) -> String {
    guard terminal.usesColor, !ranges.isEmpty else { return SafeText.visible(text) }
    let utf8 = Array(text.utf8)
    var result = ""
    var position = 0
    for range in ranges where range.upperBound <= utf8.count && range.lowerBound >= position {
      result += SafeText.visible(String(decoding: utf8[position..<range.lowerBound], as: UTF8.self))
      // Each word is styled by itself, so that a line may break between two.
      result += String(decoding: utf8[range], as: UTF8.self).split(separator: " ")
        .map { terminal.styled(SafeText.visible(String($0)), .match) }.joined(separator: " ")
      position = range.upperBound
    }
    return result + SafeText.visible(String(decoding: utf8[position...], as: UTF8.self))
  }

  /// A long text is cut to the words around the first matches.
  private func excerpt(_ text: String, _ ranges: [Range<Int>]) -> String {
    // Line breaks of a passage are blanks in a snippet.
    let utf8 = text.utf8.map { $0 == UInt8(ascii: "\n") ? UInt8(ascii: " ") : $0 }
    let limit = max(120, (terminal.width - 30) * 2)
    guard utf8.count > limit else { return highlighted(String(decoding: utf8, as: UTF8.self), ranges) }
    let firstMatch = ranges.first?.lowerBound ?? 0
    var start = max(0, firstMatch - limit / 4)
    while start > 0, utf8[start - 1] != UInt8(ascii: " ") { start -= 1 }
    var end = min(utf8.count, start + limit)
    while end < utf8.count, utf8[end] != UInt8(ascii: " ") { end += 1 }
    let shown = String(decoding: utf8[start..<end], as: UTF8.self)
    let moved = ranges.filter { $0.lowerBound >= start && $0.upperBound <= end }
      .map { $0.lowerBound - start..<$0.upperBound - start }
    return (start > 0 ? "… " : "") + highlighted(shown, moved) + (end < utf8.count ? " …" : "")
  }

  private func padded(_ text: String, _ width: Int, isRight: Bool = false) -> String {
    let filler = String(repeating: " ", count: max(0, width - text.count))
    return isRight ? filler + text : text + filler
  }
}

extension String {
  /// Blanks separate codes in a line of a batch.
  var replacingBlanks: String { String(map { $0 == " " ? "_" : $0 }) }
}

extension Scope {
  /// The heading under which hits of a kind stand together.
  fileprivate var group: String {
    switch self {
    case .guideline, .manual: "Guidelines and manuals"
    case .ncd, .lcd, .article: "Medicare coverage"
    case .policy: "Documents"
    case .modifier: "Modifiers"
    default: "Codes"
    }
  }
}
