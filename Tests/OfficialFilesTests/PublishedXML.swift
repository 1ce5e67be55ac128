import CodingKnowledge
import Foundation
import OfficialFiles
import Testing

/// The published files beside the package, where they are present, and what reading them gives.
enum PublishedXML {
  static let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().appending(path: "shared/data")

  static func isPresent(_ path: String) -> Bool {
    FileManager.default.fileExists(atPath: folder.appending(path: path).path)
  }

  static let absent: Comment = "the published files are not beside the package (../shared/data)"

  /// The bytes of a file; `.gz` is inflated.
  static func bytes(_ path: String) throws -> [UInt8] {
    let url = folder.appending(path: path)
    guard path.hasSuffix(".gz") else { return Array(try Data(contentsOf: url)) }
    let process = Process()
    process.executableURL = URL(filePath: "/bin/gzip")
    process.arguments = ["-dc", url.path]
    let pipe = Pipe()
    process.standardOutput = pipe
    try process.run()
    let inflated = try pipe.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    return Array(inflated)
  }

  static func head(_ path: String, _ bytes: [UInt8]) -> SourceHead {
    var parts = path.split(separator: "/").map(String.init)
    var name = parts.removeLast()
    if name.hasSuffix(".gz") { name.removeLast(3) }
    return SourceHead(name: name, folders: parts.reversed(), bytes: Array(bytes.prefix(65_536)))
  }
}

/// What a file gave, sorted by kind.
struct Gathered {
  var codes: [Code] = []
  var wordings: [Wording] = []
  var notes: [Note] = []
  var sevenths: [SeventhCharacters] = []
  var facts: [Fact] = []
  var passages: [Passage] = []

  mutating func add(_ value: KnowledgeValue) {
    switch value {
    case .code(let code): codes.append(code)
    case .wording(let wording): wordings.append(wording)
    case .note(let note): notes.append(note)
    case .seventhCharacters(let sevenths): self.sevenths.append(sevenths)
    case .fact(let fact): facts.append(fact)
    case .passage(let passage): passages.append(passage)
    case .change, .crosswalk, .synonym, .ptpEdit, .mue, .addOn, .fee, .locality, .listing: break
    }
  }
}

/// Reads a literal through the format that recognises it.
func readAll(
  _ text: String, name: String = "fixture.xml", folders: [String] = [], hint: ReleaseHint = ReleaseHint(),
  pieceLength: Int = 65_536
) throws -> (description: SourceDescription, values: [KnowledgeValue]) {
  try readAll(Array(text.utf8), name: name, folders: folders, hint: hint, pieceLength: pieceLength)
}

func readAll(
  _ bytes: [UInt8], name: String, folders: [String] = [], hint: ReleaseHint = ReleaseHint(),
  pieceLength: Int = 65_536
) throws -> (description: SourceDescription, values: [KnowledgeValue]) {
  let head = SourceHead(name: name, folders: folders, bytes: Array(bytes.prefix(65_536)))
  let format = try #require(SourceFormats.format(of: head))
  let description = try format.describe(head, release: hint)
  var values: [KnowledgeValue] = []
  try format.read(MemoryStream(bytes, name: name, pieceLength: pieceLength), as: description) { values.append($0) }
  return (description, values)
}

/// Reads a published file, and says how long that took.
func gather(_ path: String) throws -> (description: SourceDescription, gathered: Gathered) {
  let bytes = try PublishedXML.bytes(path)
  let head = PublishedXML.head(path, bytes)
  let format = try #require(SourceFormats.format(of: head))
  let description = try format.describe(head, release: ReleaseHint())
  var gathered = Gathered()
  let time = try ContinuousClock().measure {
    try format.read(MemoryStream(bytes, name: head.name), as: description) { gathered.add($0) }
  }
  print("\(path): \(bytes.count) bytes read in \(time)")
  return (description, gathered)
}

/// The error that `body` throws, as it is printed.
func refusal(_ body: () throws -> Void) -> String {
  do {
    try body()
    return "(accepted)"
  } catch {
    return "\(error)"
  }
}
