internal import CodingKnowledge

/// What a file's name, its folders and the user say about its release. They must not contradict each other.
struct ReleaseClues {
  /// A year and perhaps a month.
  struct Date: Hashable {
    var year: Int
    var month: Int?
  }

  private let file: String
  private let name: Date?
  private let folder: (text: String, date: Date)?
  private let hint: (text: String, date: Date)?

  init(_ head: SourceHead, _ hint: ReleaseHint) throws(SourceError) {
    file = head.name
    name = ReleaseClues.date(in: head.name)
    // A folder called after a fiscal year speaks for the files in it; another only where the name is silent.
    let dated = head.folders.prefix(4).compactMap { folder in ReleaseClues.date(in: folder).map { (folder, $0) } }
    let fiscal = dated.first { $0.0.lowercased().hasPrefix("fy") }
    folder = fiscal ?? (name == nil ? dated.first : dated.first { $0.1.year == ReleaseClues.date(in: head.name)?.year })
    if let version = hint.version {
      guard let date = ReleaseClues.date(in: version) else {
        throw SourceError(
          .release, file: head.name, message: "the release \"\(version)\" names no year",
          remedy: "pass --release YEAR or YEAR-MONTH, for example 2026 or 2026-04")
      }
      self.hint = (version, date)
    } else {
      self.hint = nil
    }
  }

  /// The year and month that all clues agree on.
  /// - Parameter content: what the file itself says, if it says anything.
  func date(content: Date? = nil) throws(SourceError) -> Date {
    let clues: [(String, Date?)] = [
      ("its content", content), ("its name", name), (folder.map { "the folder \($0.text)" } ?? "", folder?.date),
      ("--release \(hint?.text ?? "")", hint?.date),
    ]
    var agreed: (String, Date)?
    for case (let origin, let date?) in clues {
      guard let (first, so) = agreed else {
        agreed = (origin, date)
        continue
      }
      let sameMonth = so.month == nil || date.month == nil || so.month == date.month
      guard so.year == date.year, sameMonth else {
        throw SourceError(
          .release, file: file,
          message: "\(first) says \(ReleaseClues.text(so)), \(origin) says \(ReleaseClues.text(date))",
          remedy: "correct the one that is wrong")
      }
      agreed = (first, Date(year: so.year, month: so.month ?? date.month))
    }
    guard let (_, date) = agreed else {
      throw SourceError(
        .release, file: file, message: "neither the name nor the folder tells the release",
        remedy: "pass --release YEAR")
    }
    return date
  }

  /// The fiscal-year release of `scope`; October updates are the year's first release.
  func fiscalYear(_ scope: Scope, content: Date? = nil) throws(SourceError) -> Release {
    let date = try date(content: content)
    return .fiscalYear(date.year, month: date.month.flatMap { $0 >= 10 ? nil : $0 }, scope)
  }

  private static func text(_ date: Date) -> String {
    date.month.map { "\(date.year)-\($0 < 10 ? "0" : "")\($0)" } ?? String(date.year)
  }

  /// The year in `text`, a number of four digits from 1990 to 2099, and the month beside it: a word, or a number of two
  /// digits right after the year. Nil where there is no year, or more than one.
  static func date(in text: String) -> Date? {
    let tokens = tokens(of: text)
    var years: [Int: Int] = [:]
    for (index, token) in tokens.enumerated() where token.utf8.count == 4 {
      if let year = Int(token), (1990...2099).contains(year) { years[year] = index }
    }
    guard years.count == 1, let (year, index) = years.first else { return nil }
    if let month = tokens.lazy.compactMap({ months[$0] }).first { return Date(year: year, month: month) }
    if index + 1 < tokens.count, tokens[index + 1].utf8.count == 2, let month = Int(tokens[index + 1]),
      (1...12).contains(month)
    {
      return Date(year: year, month: month)
    }
    return Date(year: year)
  }

  /// Runs of letters and runs of digits, in lower case.
  static func tokens(of text: String) -> [String] {
    var tokens: [[UInt8]] = []
    var previous: UInt8 = 0
    for byte in text.lowercased().utf8 {
      defer { previous = byte }
      guard byte.isDigit || byte.isLetter else { continue }
      if previous.isDigit && byte.isDigit || previous.isLetter && byte.isLetter, !tokens.isEmpty {
        tokens[tokens.count - 1].append(byte)
      } else {
        tokens.append([byte])
      }
    }
    return tokens.map { String(decoding: $0, as: UTF8.self) }
  }

  /// The number of a month by its name, or the first three letters of it.
  static let months: [String: Int] = {
    let names = [
      "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
      "december",
    ]
    var table: [String: Int] = [:]
    for (index, name) in names.enumerated() {
      table[name] = index + 1
      table[String(name.prefix(3))] = index + 1
    }
    return table
  }()
}

/// The licences of the files, as manifests keep them.
enum Licence {
  static let federal = "US Government work, public domain (CMS, NCHS)"
  static let federalNamingCPT = "US Government work (CMS); the CPT codes named are the American Medical Association's"
  static let hcpcs = "US Government work (CMS); D codes, where present, are the American Dental Association's"
  static let ownWork = "Written for this project or by its user"
  static let cpt = "CPT (R) American Medical Association; for holders of an AMA licence only"
}
