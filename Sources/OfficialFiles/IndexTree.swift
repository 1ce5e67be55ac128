internal import CodingKnowledge

/// An ICD-10-CM index in memory, so that its references can be followed.
struct IndexTree {
  /// What reading left over, for tests and reports.
  struct Counts {
    var entries = 0
    var references = 0
    var followed = 0
    /// Codes that are none, such as the words in a `manif` of the Table of Neoplasms.
    var unreadableCodes = 0
  }

  private struct Entry {
    /// Main term and subterms, joined with ", ".
    var path: String
    /// Code and the column of a table that it stands in; 0 outside of tables.
    var codes: [(code: String, column: UInt8)] = []
    var references: [String] = []
  }

  private struct Step: Hashable {
    var parent: Int
    var term: String
  }

  private(set) var counts = Counts()
  private let kind: ICD10CMIndex.Kind
  private let headings: [String]
  private var entries: [Entry] = []
  private var steps: [Step: Int] = [:]

  /// Reads the whole file.
  init(reading stream: any ByteStream) throws(SourceError) {
    let reader = XMLReader(stream)
    guard let root = try reader.nextChild(), root.name == "ICD10CM.index" else {
      throw reader.error("this is no ICD-10-CM index", remedy: "check the file")
    }
    var title = ""
    var headings: [String] = []
    var child = try reader.nextChild()
    while let element = child, element.name != "letter" {
      switch element.name {
      case "version": try reader.skipElement()
      case "title": title = try reader.elementText()
      case "indexHeading": while try reader.nextChild() != nil { headings.append(try reader.elementText()) }
      default: throw StatedRelease.unknownElement(element.name, reader)
      }
      child = try reader.nextChild()
    }
    guard let kind = ICD10CMIndex.Kind(title: title, headings: headings) else {
      throw reader.error("which of the ICD-10-CM indexes this is cannot be told", remedy: "fetch the file again")
    }
    self.kind = kind
    self.headings = headings
    while let element = child {
      guard element.name == "letter" else { throw StatedRelease.unknownElement(element.name, reader) }
      try letter(reader)
      child = try reader.nextChild()
    }
    while try reader.next() != nil {}
    counts.entries = entries.count
  }

  // MARK: Reading

  private mutating func letter(_ reader: XMLReader) throws(SourceError) {
    while let child = try reader.nextChild() {
      switch child.name {
      case "title": try reader.skipElement()
      case "mainTerm": try term(reader, parent: -1)
      default: throw StatedRelease.unknownElement(child.name, reader)
      }
    }
  }

  private mutating func term(_ reader: XMLReader, parent: Int) throws(SourceError) {
    let number = entries.count
    entries.append(Entry(path: parent < 0 ? "" : entries[parent].path))
    while let child = try reader.nextChild() {
      switch child.name {
      case "title": name(number, try reader.elementText(), parent: parent)
      case "code", "manif", "subcat", "seecat": addCode(try reader.elementText(), to: number, column: 0)
      case "cell":
        let column = child["col"].flatMap { UInt8($0) } ?? 0
        let code = try reader.elementText()
        guard (2...7).contains(column), !kind.columns.isEmpty else {
          throw reader.error("a cell has no column from 2 to 7", remedy: "fetch the file again")
        }
        if !code.utf8.allSatisfy({ $0 == UInt8(ascii: "-") }) { addCode(code, to: number, column: column) }
      case "see", "seeAlso": entries[number].references.append(try reader.elementText())
      case "term": try term(reader, parent: number)
      case "diff", "note", "warning": try reader.skipElement()
      default: throw StatedRelease.unknownElement(child.name, reader)
      }
    }
  }

  private mutating func name(_ number: Int, _ title: String, parent: Int) {
    var shown = title
    if parent < 0, let first = headings.first, title.hasPrefix(first + ",") {
      // The Table of Neoplasms hangs under one main term, "Neoplasm, neoplastic".
      shown = first
    }
    if !shown.isEmpty { entries[number].path += (entries[number].path.isEmpty ? "" : ", ") + shown }
    let whole = Self.key(title)
    guard !whole.isEmpty else { return }
    steps[Step(parent: parent, term: whole)] = steps[Step(parent: parent, term: whole)] ?? number
    let alternatives = whole.split(separator: ", ")
    guard alternatives.count > 1 else { return }
    for alternative in alternatives {
      let step = Step(parent: parent, term: String(alternative))
      if steps[step] == nil { steps[step] = number }
    }
  }

  private mutating func addCode(_ text: String, to number: Int, column: UInt8) {
    guard let code = Self.code(text) else {
      counts.unreadableCodes += 1
      return
    }
    entries[number].codes.append((code, column))
  }

  /// `H93.29-` → `H93.29`, `[I32]` → `I32`; nil where the text is no code.
  static func code(_ text: String) -> String? {
    var bytes = Array(text.utf8)
    if bytes.first == UInt8(ascii: "["), bytes.last == UInt8(ascii: "]") { bytes = Array(bytes.dropFirst().dropLast()) }
    while let last = bytes.last, last == UInt8(ascii: "-") || last == UInt8(ascii: ".") { bytes.removeLast() }
    guard bytes.count == 3 || (5...8).contains(bytes.count) else { return nil }
    for (index, byte) in bytes.enumerated() {
      let digit = (48...57).contains(byte)
      let letter = (65...90).contains(byte)
      let fits =
        switch index {
        case 0: letter
        case 3: byte == UInt8(ascii: ".")
        default: digit || letter
        }
      guard fits else { return nil }
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// A term as references spell it: lower case, without what stands in parentheses, without NEC and NOS at the end.
  static func key(_ title: String) -> String {
    var depth = 0
    var bytes: [UInt8] = []
    bytes.reserveCapacity(title.utf8.count)
    for byte in title.utf8 {
      switch byte {
      case UInt8(ascii: "("): depth += 1
      case UInt8(ascii: ")"): depth = max(0, depth - 1)
      case _ where depth > 0: continue
      case 65...90: bytes.append(byte + 32)
      default: bytes.append(byte)
      }
    }
    var bare = String(decoding: bytes, as: UTF8.self).singleBlanked
    for ending in [" nec", " nos"] where bare.hasSuffix(ending) { bare.removeLast(4) }
    while bare.hasSuffix(",") || bare.hasSuffix(" ") { bare.removeLast() }
    return bare
  }

  // MARK: Following

  /// The entry that a reference such as `Accident, transport, car occupant` names.
  private func entry(named reference: String) -> Int? {
    let terms = reference.split(separator: ",").map { Self.key(String($0)) }.filter { !$0.isEmpty }
    guard !terms.isEmpty, terms.count <= 12 else { return nil }
    return entry(terms[...], below: -1)
  }

  private func entry(_ terms: ArraySlice<String>, below parent: Int) -> Int? {
    // A term may hold a comma itself, so the longest run of terms that names a child is tried first.
    for length in stride(from: terms.count, through: 1, by: -1) {
      let term = terms.prefix(length).joined(separator: ", ")
      guard let child = steps[Step(parent: parent, term: term)] else { continue }
      if length == terms.count { return child }
      if let found = entry(terms.dropFirst(length), below: child) { return found }
    }
    return nil
  }

  /// Hands out the wordings in the order of the file.
  /// - Returns: the counts, references followed included.
  @discardableResult
  func emitWordings(_ emit: (KnowledgeValue) throws(SourceError) -> Void) throws(SourceError) -> Counts {
    var counts = counts
    for (number, entry) in entries.enumerated() where !entry.path.isEmpty {
      for code in entry.codes { try emit(wording(entry.path, code.code, code.column)) }
      for reference in entry.references {
        counts.references += 1
        guard let other = self.entry(named: reference), other != number, !entries[other].codes.isEmpty else { continue }
        counts.followed += 1
        for code in entries[other].codes where !entry.codes.contains(where: { $0 == code }) {
          try emit(wording(entry.path, code.code, code.column))
        }
      }
    }
    return counts
  }

  private func wording(_ path: String, _ code: String, _ column: UInt8) -> KnowledgeValue {
    let text = column >= 2 ? "\(path), \(kind.columns[Int(column) - 2])" : path
    return .wording(Wording(Target(.icd10cm, code), kind.role, text))
  }
}
