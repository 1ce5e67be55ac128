public import CodingKnowledge

/// The consumer or clinician descriptors of CPT: tab-separated with a row of headings (or the same as a workbook).
///
/// Source: layouts as published about the AMA CPT Data Files. Columns are found by their headings: one that names the CPT
/// code, and the descriptor; a code may have several clinician descriptors.
public struct CPTDescriptors: SourceFormat {
  /// Whom the descriptors are written for.
  public enum Reader: String, Sendable, CaseIterable {
    case consumer = "cpt-consumer"
    case clinician = "cpt-clinician"
  }

  public var identifier: String { audience.rawValue }
  let audience: Reader

  public init(_ audience: Reader) { self.audience = audience }

  public static let all: [CPTDescriptors] = Reader.allCases.map { CPTDescriptors($0) }

  public func recognises(_ head: SourceHead) -> Bool {
    guard let first = head.lines(1).first else { return false }
    let cells = TextDecoding.text(first).split(separator: delimiter(first), omittingEmptySubsequences: false)
    return headings(cells) != nil
  }

  public func describe(_ head: SourceHead, release hint: ReleaseHint) throws(SourceError) -> SourceDescription {
    SourceDescription(
      format: identifier, title: "CPT \(audience == .consumer ? "consumer" : "clinician") descriptors",
      series: .descriptors, release: try CPTRelease.release(head, hint, .cpt), licence: Licence.cpt)
  }

  public func read(
    _ stream: any ByteStream, as description: SourceDescription, emit: (KnowledgeValue) throws(SourceError) -> Void
  ) throws(SourceError) {
    let buffered = try HeadedStream(stream)
    let isTabbed = delimiter(buffered.firstLine) == "\t"
    let reader = CSVReader(buffered, isTabbed ? .tabs : .commas)
    guard let first = try reader.next(), let (code, text) = headings(first.fields) else {
      throw SourceError(
        .malformed, file: reader.name, place: .row(1), message: "no headings for the CPT code and its descriptor",
        remedy: "get the file again")
    }
    let role: WordingRole = audience == .consumer ? .consumer : .clinician
    var isEmpty = true
    while let row = try reader.next() {
      let identifier = row.fields[code]
      guard Array(identifier.utf8).columns({ $0.count == 5 && $0.isCodeText }), !row.fields[text].isEmpty else {
        throw SourceError(
          .malformed, file: reader.name, place: .row(row.number),
          message: "\"\(identifier)\" is not a CPT code with its descriptor", remedy: "get the file again")
      }
      isEmpty = false
      try emit(.wording(Wording(Target(.cpt, identifier), role, row.fields[text])))
    }
    if isEmpty { throw .noRecords(in: reader.name) }
  }

  private func delimiter(_ line: [UInt8]) -> Character { line.contains(0x09) ? "\t" : "," }

  /// Where the code and the descriptor stand, by the letters of their headings; nil where they are not both there.
  private func headings(_ cells: [some StringProtocol]) -> (code: Int, text: Int)? {
    let keys = cells.map { cell in
      String(decoding: cell.lowercased().utf8.filter { $0.isLetter }, as: UTF8.self)
    }
    guard let code = keys.firstIndex(where: { $0 == "cptcode" }) else { return nil }
    let word = audience == .consumer ? "consumer" : "clinician"
    guard let text = keys.firstIndex(where: { $0.contains(word) && !$0.hasSuffix("id") }) else { return nil }
    return (code, text)
  }
}

/// A stream whose first line is looked at before it is read.
private final class HeadedStream: ByteStream {
  let name: String
  let firstLine: [UInt8]
  private let rest: any ByteStream
  private let head: MemoryStream

  init(_ stream: any ByteStream) throws(SourceError) {
    name = stream.name
    rest = stream
    var bytes: [UInt8] = []
    while !bytes.contains(0x0A), bytes.count < SourceOpener.headLength, let piece = try stream.next() { bytes += piece }
    firstLine = Array(bytes.prefix { $0 != 0x0A })
    head = MemoryStream(bytes, name: name)
  }

  func next() throws(SourceError) -> UnsafeRawBufferPointer? {
    if let piece = try head.next() { return piece }
    return try rest.next()
  }
}
