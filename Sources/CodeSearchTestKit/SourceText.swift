internal import FoundationEssentials

/// A source file made by a test: its name, by which releases are told, and its bytes.
public struct SourceText: Sendable, Hashable {
  /// The name; may hold folders (`fy2026/codes.txt`).
  public var name: String
  public var bytes: [UInt8]

  public init(_ name: String, _ text: String) {
    self.init(name, bytes: Array(text.utf8))
  }

  public init(_ name: String, bytes: [UInt8]) {
    self.name = name
    self.bytes = bytes
  }

  static func write(_ sources: [SourceText], to folder: String) throws {
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    for source in sources {
      let url = URL(fileURLWithPath: folder + "/" + source.name)
      try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(source.bytes).write(to: url)
    }
  }
}

// MARK: Knowledge files

extension SourceText {
  /// A row of a table of codes.
  public struct CodeRow: Sendable, Hashable {
    public var code: String
    public var title: String
    public var isBillable: Bool?
    public var aliases: [String]

    public init(_ code: String, _ title: String, isBillable: Bool? = nil, aliases: [String] = []) {
      self.code = code
      self.title = title
      self.isBillable = isBillable
      self.aliases = aliases
    }
  }

  /// A knowledge file of kind `codes`.
  /// - Parameter system: as knowledge files write it: `ICD-10-CM`, `HCPCS`, `CPT`, …
  public static func codes(_ system: String, _ rows: [CodeRow], name: String = "codes.md") -> SourceText {
    var lines = ["---", "kind: codes", "system: \(system)", "title: Codes of a test", "source: a test", "---", ""]
    lines += ["| code | title | billable | also |", "|---|---|---|---|"]
    for row in rows {
      let billable = row.isBillable.map { $0 ? "yes" : "no" } ?? ""
      lines.append("| \(row.code) | \(row.title) | \(billable) | \(row.aliases.joined(separator: "; ")) |")
    }
    return SourceText(name, lines.joined(separator: "\n") + "\n")
  }

  /// A knowledge file of any other kind.
  /// - Parameters:
  ///   - kind: `summary`, `note`, `modifier`, `guideline`, `coverage` or `policy`.
  ///   - entries: the Markdown below the front matter: `## 59 Title`, fields, paragraphs.
  public static func knowledge(_ kind: String, system: String? = nil, name: String, _ entries: String) -> SourceText {
    let system = system.map { "system: \($0)\n" } ?? ""
    return SourceText(
      name, "---\nkind: \(kind)\n\(system)title: Knowledge of a test\nsource: a test\n---\n\n\(entries)\n")
  }
}

// MARK: Official files

extension SourceText {
  /// A line of an order file.
  public struct OrderLine: Sendable, Hashable {
    /// Without dot.
    public var code: String
    public var isBillable: Bool
    public var title: String
    public var shortTitle: String

    /// - Parameter shortTitle: cut to 60 characters; the title where it is nil.
    public init(_ code: String, _ isBillable: Bool, _ title: String, short shortTitle: String? = nil) {
      self.code = code
      self.isBillable = isBillable
      self.title = title
      self.shortTitle = shortTitle ?? title
    }
  }

  /// The order file of ICD-10-CM of a fiscal year, in the official columns.
  public static func orderFile(_ year: Int, _ lines: [OrderLine]) -> SourceText {
    var text = ""
    for (index, line) in lines.enumerated() {
      let number = String(index + 1)
      text += String(repeating: "0", count: 5 - number.utf8.count) + number + " "
      text += line.code.padded(7) + (line.isBillable ? " 1 " : " 0 ")
      text += String(line.shortTitle.prefix(60)).padded(60) + " " + line.title + "\r\n"
    }
    return SourceText("icd10cm-order-\(year).txt", text)
  }

  /// The tabular list of ICD-10-CM of a fiscal year.
  /// - Parameter chapters: `<chapter>` elements as in the official XML.
  public static func tabular(_ year: Int, _ chapters: String) -> SourceText {
    SourceText(
      "icd10cm-tabular-\(year).xml",
      "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<ICD10CM.tabular><version>\(year)</version>\n"
        + "<introduction><introSection type=\"title\"><title>T</title></introSection></introduction>\n"
        + "\(chapters)\n</ICD10CM.tabular>\n")
  }

  /// A code of HCPCS Level II, or a modifier (two characters).
  public struct HCPCSLine: Sendable, Hashable {
    public var code: String
    public var title: String
    /// `YYYYMMDD`.
    public var added: String
    /// `YYYYMMDD`; empty where the code has not ended.
    public var ended: String
    /// A code that stands in its place, or empty.
    public var reference: String

    public init(_ code: String, _ title: String, added: String = "19900101", ended: String = "", reference: String = "")
    {
      self.code = code
      self.title = title
      self.added = added
      self.ended = ended
      self.reference = reference
    }
  }

  /// The file of HCPCS Level II in its 320 columns; at least three lines. Titles of at most 80 characters.
  public static func hcpcsFile(_ name: String, _ lines: [HCPCSLine]) -> SourceText {
    var text = ""
    for line in lines {
      let isModifier = line.code.utf8.count == 2
      var columns = [UInt8](repeating: 0x20, count: 320)
      func put(_ column: Int, _ text: String) {
        columns.replaceSubrange(column - 1..<column - 1 + text.utf8.count, with: text.utf8)
      }
      put(isModifier ? 4 : 1, line.code)
      put(6, "00100" + (isModifier ? "7" : "3"))
      put(12, String(line.title.prefix(80)))
      put(92, String(line.title.prefix(28)))
      put(205, line.reference)
      put(230, "C")
      put(269, line.added + line.added + line.ended)
      put(293, "N")
      text += String(decoding: columns, as: UTF8.self) + "\r\n"
    }
    return SourceText(name, text)
  }
}

extension String {
  fileprivate func padded(_ width: Int) -> String { self + String(repeating: " ", count: max(0, width - utf8.count)) }
}
