public import CodingKnowledge

/// The titles of ICD-9-CM, version 32 being the last: diagnoses (`DX`) or procedures (`SG`), long or short.
///
/// Source: CMS, `CMS32_DESC_LONG_DX.txt` and its three fellows. Diagnoses: columns 1-5 code, 6 blank, from 7 title;
/// procedures: 1-4 code, 5 blank, from 6 title. Long titles become codes, short ones wordings of them.
public struct ICD9Titles: SourceFormat {
  public let identifier: String
  let scope: Scope
  let isLong: Bool

  /// The four forms.
  public static let all: [ICD9Titles] = [
    ICD9Titles(.icd9cm, isLong: true), ICD9Titles(.icd9cm, isLong: false), ICD9Titles(.icd9pcs, isLong: true),
    ICD9Titles(.icd9pcs, isLong: false),
  ]

  /// Short titles are cut to this many characters.
  private static let shortLimit = 24

  /// - Parameter scope: `.icd9cm` or `.icd9pcs`.
  public init(_ scope: Scope, isLong: Bool) {
    self.scope = scope
    self.isLong = isLong
    identifier = "\(scope.token)-\(isLong ? "long" : "short")"
  }

  public func recognises(_ head: SourceHead) -> Bool {
    let lines = head.lines(600)
    // Lines of a mapping and of an order file could be read as a code and a title, too.
    let isOther = lines.first?.columns { GEMFile.Direction(of: $0) != nil || OrderColumns.fault(in: $0) == nil } ?? true
    if isOther { return false }
    guard lines.prefix(20).allSatisfy({ $0.columns { fault(in: $0) == nil } }) else { return false }
    return isLong == lines.contains { $0.count > titleColumn - 1 + ICD9Titles.shortLimit }
  }

  public func describe(_ head: SourceHead, release hint: ReleaseHint) throws(SourceError) -> SourceDescription {
    let version = try version(head, hint)
    // Version 32 is that of fiscal year 2015, and so on backwards.
    var release = Release.fiscalYear(version + 1983, scope)
    release.version = String(version)
    return SourceDescription(
      format: identifier, title: "\(scope.name) \(isLong ? "long" : "short") titles, version \(version)",
      series: isLong ? .codes : .descriptors, release: release, licence: Licence.federal)
  }

  public func read(
    _ stream: any ByteStream, as description: SourceDescription, emit: (KnowledgeValue) throws(SourceError) -> Void
  ) throws(SourceError) {
    let reader = LineReader(stream)
    var isEmpty = true
    while let line = try reader.next() {
      if line.bytes.isEmpty { continue }
      if let (column, message) = fault(in: line.bytes) {
        throw .wrongColumn(column, line, message, file: reader.name)
      }
      isEmpty = false
      let code = line.bytes.field(1...(titleColumn - 2)).text
      let target = Target(scope, CodeShape.display(code, scope))
      try emit(value(target, line.bytes.field(from: titleColumn).text))
    }
    if isEmpty { throw .noRecords(in: reader.name) }
  }

  private func value(_ target: Target, _ title: String) -> KnowledgeValue {
    if isLong { return .code(Code(target, title: title, billable: true)) }
    return .wording(Wording(target, .shortTitle, title))
  }

  private var titleColumn: Int { scope == .icd9cm ? 7 : 6 }

  private func fault(in line: UnsafeRawBufferPointer) -> (Int, String)? {
    let blank = titleColumn - 1
    guard line.count >= titleColumn else {
      return (line.count + 1, "the line ends before the title in column \(titleColumn)")
    }
    let code = line.field(1...(blank - 1))
    let digits = code.dropFirst(scope == .icd9cm && (code.first == 0x45 || code.first == 0x56) ? 1 : 0)
    guard line[0] != 0x20, code.count >= (scope == .icd9cm ? 3 : 2), digits.allSatisfy({ $0.isDigit }) else {
      return (1, "not an \(scope.name) code")
    }
    guard line[blank - 1] == 0x20 else { return (blank, "must be blank") }
    guard line[titleColumn - 1] != 0x20 else { return (titleColumn, "the title does not begin here") }
    return nil
  }

  /// The version after `CMS` in the name or a folder, and in the hint.
  private func version(_ head: SourceHead, _ hint: ReleaseHint) throws(SourceError) -> Int {
    let named = ([head.name] + head.folders.prefix(4)).lazy.compactMap(Self.version).first
    let hinted = hint.version.flatMap { Int($0.drop { !$0.isNumber }) }
    if let version = hint.version, hinted.map({ (20...32).contains($0) }) != true {
      throw SourceError(
        .release, file: head.name, message: "the release \"\(version)\" is not a version of ICD-9-CM",
        remedy: "pass --release 32")
    }
    if let named, let hinted, named != hinted {
      throw SourceError(
        .release, file: head.name, message: "its name says version \(named), --release says \(hinted)",
        remedy: "correct the one that is wrong")
    }
    guard let version = named ?? hinted else {
      throw SourceError(
        .release, file: head.name, message: "the name does not tell the version (CMS32...)",
        remedy: "pass --release 32")
    }
    return version
  }

  private static func version(in name: String) -> Int? {
    let bytes = Array(name.uppercased().utf8)
    guard bytes.count >= 5, bytes.starts(with: "CMS".utf8),
      let version = Int(String(decoding: bytes[3..<5], as: UTF8.self)), (20...32).contains(version)
    else { return nil }
    return version
  }
}
