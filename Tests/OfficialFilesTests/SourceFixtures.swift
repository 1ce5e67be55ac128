import CodingKnowledge
import Foundation
import OfficialFiles

/// The published files beside the package, where a developer has them.
enum PublishedFiles {
  static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appending(path: "../shared/data").standardizedFileURL.path

  static let isThere = FileManager.default.fileExists(atPath: root + "/icd10cm")

  static func path(_ file: String) -> String { "\(root)/\(file)" }
}

/// What a format made of a file.
struct ReadFile {
  var description: SourceDescription
  var values: [KnowledgeValue]

  var codes: [Code] { values.compactMap { if case .code(let code) = $0 { code } else { nil } } }
  var wordings: [Wording] { values.compactMap { if case .wording(let wording) = $0 { wording } else { nil } } }
  var changes: [CodeChange] { values.compactMap { if case .change(let change) = $0 { change } else { nil } } }
  var crosswalks: [Crosswalk] { values.compactMap { if case .crosswalk(let walk) = $0 { walk } else { nil } } }
  var facts: [Fact] { values.compactMap { if case .fact(let fact) = $0 { fact } else { nil } } }
  var passages: [Passage] { values.compactMap { if case .passage(let passage) = $0 { passage } else { nil } } }

  func code(_ identifier: String) -> Code? { codes.first { $0.target.identifier == identifier } }

  /// `key` to the values of the facts of a target, in order.
  func facts(_ identifier: String) -> [String] {
    facts.filter { $0.target.identifier == identifier }.map { "\($0.key)=\($0.value)" }
  }
}

/// Opens, recognises and reads the only source in the file at `path`.
func readPublished(_ file: String, release: String? = nil) throws -> ReadFile {
  let sources = try SourceOpener.open(PublishedFiles.path(file))
  return try read(sources[0].head, release: release) { try sources[0].makeStream() }
}

/// Reads text that stands for a file called `name`.
func readText(
  _ text: String, name: String, folders: [String] = [], release: String? = nil, pieceLength: Int = 65_536
) throws -> ReadFile {
  try readBytes(Array(text.utf8), name: name, folders: folders, release: release, pieceLength: pieceLength)
}

func readBytes(
  _ bytes: [UInt8], name: String, folders: [String] = [], release: String? = nil, pieceLength: Int = 65_536
) throws -> ReadFile {
  let head = SourceHead(name: name, folders: folders, bytes: Array(bytes.prefix(SourceOpener.headLength)))
  return try read(head, release: release) { MemoryStream(bytes, name: name, pieceLength: pieceLength) }
}

private func read(_ head: SourceHead, release: String?, _ stream: () throws -> any ByteStream) throws -> ReadFile {
  guard let format = SourceFormats.format(of: head) else {
    throw SourceError(.unknownFormat, file: head.name, message: "no format recognises it", remedy: "none")
  }
  let description = try format.describe(head, release: ReleaseHint(version: release))
  var values: [KnowledgeValue] = []
  try format.read(try stream(), as: description) { values.append($0) }
  return ReadFile(description: description, values: values)
}

/// The identifier of the format that recognises a text, or nil.
func formatIdentifier(_ text: String, name: String = "file.txt") -> String? {
  SourceFormats.format(of: SourceHead(name: name, bytes: Array(text.utf8)))?.identifier
}

/// The error that `body` throws.
func sourceError(_ body: () throws -> Void) -> SourceError? {
  do {
    try body()
    return nil
  } catch {
    return error as? SourceError
  }
}

/// All bytes of a stream.
func bytes(of stream: any ByteStream) throws -> [UInt8] {
  var all: [UInt8] = []
  while let piece = try stream.next() { all += piece }
  return all
}

extension String {
  /// The text padded with blanks to `width` columns.
  func padded(_ width: Int) -> String { self + String(repeating: " ", count: max(0, width - utf8.count)) }
}

/// A repeatable source of chance. Tests print the seed, so that a failure can be run again.
struct SeededGenerator: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
