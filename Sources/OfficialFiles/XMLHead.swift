internal import CodingKnowledge

/// What the first elements of an XML file say about it: enough to recognise an official file.
struct XMLHead {
  var root = ""
  /// The text of the root's children `version` and `title`.
  var version = ""
  var title = ""
  /// The texts of `indexHeading/head`, in order.
  var headings: [String] = []

  /// Nil where `head` is not the beginning of an XML document.
  init?(_ head: SourceHead) {
    guard let first = head.bytes.first(where: { $0 > 32 }), first == UInt8(ascii: "<") || first >= 0xEF else {
      return nil
    }
    let reader = XMLReader(MemoryStream(head.bytes, name: head.name))
    do throws(SourceError) {
      try read(reader)
    } catch {
      // The head is cut off somewhere: what was read so far counts. A file that is refused from its first line on is
      // told by its root all the same, so that reading it names the fault.
      if root.isEmpty { root = Self.spelledRoot(head.bytes) }
    }
    if root.isEmpty { return nil }
  }

  /// Why the file is refused before its root element, if it is.
  static func refusal(_ head: SourceHead) -> SourceError? {
    let reader = XMLReader(MemoryStream(head.bytes, name: head.name))
    do throws(SourceError) {
      _ = try reader.nextChild()
      return nil
    } catch {
      return error
    }
  }

  private mutating func read(_ reader: XMLReader) throws(SourceError) {
    guard let element = try reader.nextChild() else { return }
    root = element.name
    guard root.hasPrefix("ICD10") else { return }
    while let child = try reader.nextChild() {
      switch child.name {
      case "version": version = try reader.elementText()
      case "title": title = try reader.elementText()
      case "indexHeading":
        while try reader.nextChild() != nil { headings.append(try reader.elementText()) }
      default: return
      }
    }
  }

  /// The name after the first `<ICD10` in the first 4 KB.
  private static func spelledRoot(_ bytes: [UInt8]) -> String {
    let start = bytes.prefix(4096)
    let mark = Array("<ICD10".utf8)
    guard let index = start.indices.first(where: { start[$0...].starts(with: mark) }) else { return "" }
    let name = start[(index + 1)...].prefix { $0 > 32 && $0 != UInt8(ascii: ">") && $0 != UInt8(ascii: "[") }
    return String(decoding: name, as: UTF8.self)
  }
}

/// The release of an official XML file: the fiscal year is what its `version` element says, the month of an update
/// (April, January) what the name of the file or of its folder says.
struct StatedRelease {
  private static let months = [
    "january": 1, "jan": 1, "april": 4, "apr": 4, "july": 7, "jul": 7, "october": 10, "oct": 10,
  ]

  /// The description of one of the three XML files of ICD-10-PCS.
  static func procedureFile(
    _ head: SourceHead, format: String, title: String, series: Series, hint: ReleaseHint
  ) throws(SourceError) -> SourceDescription {
    SourceDescription(
      format: format, title: title, series: series,
      release: try release(version: XMLHead(head)?.version ?? "", of: head, hint: hint, scope: .icd10pcs),
      licence: federalLicence)
  }

  /// - Throws: `SourceError` with the reason `.release` where the year cannot be told, or name and content differ.
  static func release(
    version: String, of head: SourceHead, hint: ReleaseHint, scope: Scope
  ) throws(SourceError) -> Release {
    guard let year = Int(version), (2014...2099).contains(year) else {
      if let refusal = XMLHead.refusal(head) { throw refusal }
      throw SourceError(
        .release, file: head.name, message: "the content names no fiscal year (version \"\(version.prefix(20))\")",
        remedy: "take the file as its publisher issues it")
    }
    if let spelled = hint.version {
      guard let hinted = release(spelled, scope), hinted.version.hasPrefix(String(year)) else {
        throw SourceError(
          .release, file: head.name, message: "--release says \(spelled), the content \(year)",
          remedy: "pass --release \(year), or \(year)-04 for an April update")
      }
      return hinted
    }
    let own = NameParts(head.name)
    if let stated = own.years.first, !own.years.contains(year), !own.isOctober(before: year) {
      throw contradiction("file", stated, year, head)
    }
    let folder = head.folders.lazy.map(NameParts.init).first { $0.fiscalYear != nil }
    if own.years.isEmpty, let stated = folder?.fiscalYear, stated != year {
      throw contradiction("folder", stated, year, head)
    }
    let month = own.month ?? (folder?.fiscalYear == year ? folder?.month : nil)
    return .fiscalYear(year, month: month == 10 ? nil : month, scope)
  }

  private static func contradiction(_ what: String, _ stated: Int, _ year: Int, _ head: SourceHead) -> SourceError {
    SourceError(
      .release, file: head.name, message: "the \(what) name says \(stated), the content \(year)",
      remedy: "rename it or pass --release \(year)")
  }

  /// `2026` or `2026-04`.
  private static func release(_ spelled: String, _ scope: Scope) -> Release? {
    let parts = spelled.split(separator: "-", omittingEmptySubsequences: false)
    guard parts.count <= 2, parts[0].utf8.count == 4, let year = Int(parts[0]) else { return nil }
    guard parts.count == 2 else { return .fiscalYear(year, scope) }
    guard let month = Int(parts[1]), (1...12).contains(month) else { return nil }
    return .fiscalYear(year, month: month == 10 ? nil : month, scope)
  }

  /// The words and numbers in the name of a file or folder.
  private struct NameParts {
    var years: [Int] = []
    var fiscalYear: Int?
    var month: Int?

    init(_ name: String) {
      for part in name.lowercased().split(whereSeparator: { !$0.isLetter && !$0.isNumber }) {
        if let month = StatedRelease.months[String(part)] { self.month = month }
        let digits = part.hasPrefix("fy") ? part.dropFirst(2) : part
        guard digits.utf8.count == 4, let year = Int(digits), (2014...2099).contains(year) else { continue }
        years.append(year)
        if part.hasPrefix("fy") { fiscalYear = year }
      }
    }

    /// `Oct-1-2025` names fiscal year 2026.
    func isOctober(before year: Int) -> Bool { month == 10 && years.contains(year - 1) }
  }
}

extension StatedRelease {
  static let federalLicence = "Work of the United States federal government (CDC/NCHS, CMS), published for free use"

  static func unknownElement(_ name: String, _ reader: XMLReader) -> SourceError {
    reader.error(
      "element <\(name.prefix(40))> is not known here", remedy: "the format has changed; update codesearch or report it"
    )
  }
}
