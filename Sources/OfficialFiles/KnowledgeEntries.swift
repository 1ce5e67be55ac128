internal import CodingKnowledge

/// Reads the entries of a knowledge file: headings, fields, paragraphs.
struct KnowledgeEntries {
  let text: KnowledgeText
  let front: KnowledgeFrontMatter

  private static let fields = ["Also", "Codes", "Source", "Effective", "Through"]

  /// A run of lines that are not blank.
  private struct Block {
    var line: Int
    var lines: [String]
  }

  func all() throws(SourceError) -> [KnowledgeEntry] {
    var entries: [KnowledgeEntry] = []
    var known: [Target: Int] = [:]
    var headingLine: Int?
    var blocks: [Block] = []
    var open = false

    func close() throws(SourceError) {
      guard let line = headingLine else { return }
      let entry = try entry(line, blocks)
      if let earlier = known[entry.target] {
        throw text.error(
          line, "\(entry.target) has an entry in line \(earlier) already", remedy: "make the two entries one")
      }
      known[entry.target] = line
      entries.append(entry)
    }

    for (index, line) in text.lines.enumerated().dropFirst(front.bodyLine - 1) {
      let number = index + 1
      if line.hasPrefix("## ") {
        try close()
        headingLine = number
        blocks = []
        open = false
      } else if line.trimmed.isEmpty {
        open = false
      } else if isHeading(line) {
        guard headingLine == nil, line.hasPrefix("# ") else {
          throw text.error(
            number, "a heading of another level than two", remedy: "begin the paragraph with a bold label instead")
        }
      } else {
        guard headingLine != nil else {
          throw text.error(number, "text before the first entry", remedy: "put it under a heading `## …`")
        }
        if open {
          blocks[blocks.count - 1].lines.append(line)
        } else {
          blocks.append(Block(line: number, lines: [line]))
          open = true
        }
      }
    }
    try close()
    guard !entries.isEmpty else {
      throw text.error(text.lines.count, "the file has no entries", remedy: "add one under a heading `## …`")
    }
    return entries
  }

  private func isHeading(_ line: String) -> Bool {
    let marks = line.prefix { $0 == "#" }.count
    return (1...6).contains(marks) && (line.dropFirst(marks).first ?? " ") == " "
  }

  private func entry(_ line: Int, _ blocks: [Block]) throws(SourceError) -> KnowledgeEntry {
    var entry = try heading(String(text.lines[line - 1].dropFirst(3)).singleBlanked, line)
    var blocks = blocks[...]
    if let first = blocks.first, fieldName(first.lines[0]) != nil {
      try readFields(first, &entry)
      blocks = blocks.dropFirst()
    }
    for block in blocks {
      if let name = fieldName(block.lines[0]), Self.fields.contains(name) {
        throw text.error(
          block.line, "the field \(name) stands behind the text", remedy: "put it right under the heading")
      }
      entry.paragraphs.append(try paragraph(block))
    }
    guard !entry.paragraphs.isEmpty else {
      throw text.error(line, "the entry has no text", remedy: "write a paragraph under it, behind a blank line")
    }
    return entry
  }

  // MARK: Heading

  private func heading(_ heading: String, _ line: Int) throws(SourceError) -> KnowledgeEntry {
    let words = heading.split(separator: " ", maxSplits: 1)
    let name = words.first.map(String.init) ?? ""
    let rest = words.count > 1 ? String(words[1]) : ""
    switch front.kind {
    case .summary, .note, .modifier, .codes:
      guard let identifier = KnowledgeCode.identifier(name, front.scope) else {
        throw text.error(
          line, "\"\(name.prefix(40))\" is no code of \(front.scope.name)", remedy: "write `## CODE Title`")
      }
      return try named(Target(front.scope, identifier), rest, line)
    case .guideline:
      guard let first = name.first, "IVX".contains(first) || name.hasPrefix("Appendix."),
        name.allSatisfy({ $0.isASCII && ($0.isLetter || $0.isNumber || ".()-".contains($0)) })
      else {
        throw text.error(
          line, "\"\(name.prefix(40))\" is no section of the guidelines",
          remedy: "write `## I.C.4.a Title` or `## Appendix.I Title`")
      }
      return try named(Target(.guideline, name.hasSuffix(".") ? String(name.dropLast()) : name), rest, line)
    case .coverage:
      let scopes: [String: Scope] = ["NCD": .ncd, "LCD": .lcd, "Article": .article]
      guard let scope = scopes[name] else { return try named(Target(.manual, heading), heading, line) }
      let parts = rest.split(separator: " ", maxSplits: 1)
      guard let number = parts.first, number.contains(where: \.isNumber) else {
        throw text.error(line, "no number behind \(name)", remedy: "write `## NCD 280.1 Title`")
      }
      return try named(Target(scope, String(number)), parts.count > 1 ? String(parts[1]) : "", line)
    case .policy:
      guard name.contains(where: \.isNumber), !rest.isEmpty else {
        return try named(Target(.policy, heading), heading, line)
      }
      return try named(Target(.policy, name), rest, line)
    }
  }

  private func named(_ target: Target, _ title: String, _ line: Int) throws(SourceError) -> KnowledgeEntry {
    guard !title.isEmpty else {
      throw text.error(line, "the heading has no title", remedy: "write one behind the code or number")
    }
    return KnowledgeEntry(target: target, title: title)
  }

  // MARK: Fields

  /// `Also` for the line `Also: …`; nil where the line does not begin as a field does.
  private func fieldName(_ line: String) -> String? {
    guard let colon = line.firstIndex(of: ":") else { return nil }
    let name = line[..<colon]
    guard let first = name.first, first.isUppercase, name.allSatisfy({ $0.isASCII && $0.isLetter }) else { return nil }
    return String(name)
  }

  private func readFields(_ block: Block, _ entry: inout KnowledgeEntry) throws(SourceError) {
    var seen: Set<String> = []
    for (offset, content) in block.lines.enumerated() {
      let line = block.line + offset
      guard let name = fieldName(content), Self.fields.contains(name) else {
        throw text.error(
          line, "\"\(content.prefix(30))\" is no field",
          remedy: "write one of \(Self.fields.joined(separator: ", ")), or a blank line before the text")
      }
      guard seen.insert(name).inserted else {
        throw text.error(line, "the field \(name) is given twice", remedy: "make the two lines one")
      }
      let value = String(content.dropFirst(name.count + 1)).singleBlanked
      guard !value.isEmpty else {
        throw text.error(line, "the field \(name) is empty", remedy: "write its value, or delete the line")
      }
      try setField(name, value, line, &entry)
    }
    if let from = entry.validity.from, let through = entry.validity.through, through < from {
      throw text.error(block.line, "Through is before Effective", remedy: "correct one of the two")
    }
  }

  private func setField(
    _ name: String, _ value: String, _ line: Int, _ entry: inout KnowledgeEntry
  ) throws(SourceError) {
    switch name {
    case "Also":
      entry.aliases = value.split(separator: ";", omittingEmptySubsequences: false).map(\.trimmed)
      if entry.aliases.contains("") {
        throw text.error(line, "an empty name in Also", remedy: "delete the semicolon that is too many")
      }
    case "Codes":
      let list = KnowledgeCode.list(value)
      if let fault = list.fault {
        throw text.error(
          line, "\"\(fault.prefix(40))\" is no code with its system",
          remedy: "write `SYSTEM CODE, CODE; SYSTEM CODE-CODE`, for example `ICD-10-CM E08-E13; CPT 99213`")
      }
      entry.codes = list.targets
    case "Source": entry.source = value
    case "Effective": entry.validity.from = try day(value, line)
    default: entry.validity.through = try day(value, line)
    }
  }

  private func day(_ value: String, _ line: Int) throws(SourceError) -> Day {
    guard let day = Day(iso: value) else {
      throw text.error(line, "\"\(value.prefix(40))\" is no day", remedy: "write it as 2026-01-31")
    }
    return day
  }

  // MARK: Text

  /// A paragraph as one line, without the signs of Markdown for bold and code; its label is its beginning in bold.
  private func paragraph(_ block: Block) throws(SourceError) -> KnowledgeEntry.Paragraph {
    var whole = block.lines.joined(separator: " ").singleBlanked
    var label = ""
    if whole.hasPrefix("**"), let end = whole.dropFirst(2).firstRange(of: "**") {
      label = whole[whole.index(whole.startIndex, offsetBy: 2)..<end.lowerBound].trimmed
      while let last = label.last, ".:".contains(last) { label.removeLast() }
      whole = String(whole[end.upperBound...])
    }
    let plain = whole.replacing("**", with: "").filter { $0 != "`" }.singleBlanked
    guard !plain.isEmpty else {
      throw text.error(block.line, "a label without text", remedy: "go on behind it in the same paragraph")
    }
    return KnowledgeEntry.Paragraph(label: label, text: plain)
  }
}
