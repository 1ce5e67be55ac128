import Foundation
import SearchStore

/// A folder that is gone when the test is over.
final class TemporaryFolder {
  let path: String

  init() throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("store-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    path = folder.path
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  func callAsFunction(_ name: String) -> String { "\(path)/\(name)" }

  func write(_ bytes: [UInt8], to name: String) throws {
    try Data(bytes).write(to: URL(fileURLWithPath: self(name)))
  }

  func read(_ name: String) throws -> [UInt8] { try [UInt8](Data(contentsOf: URL(fileURLWithPath: self(name)))) }

  func exists(_ name: String) -> Bool { FileManager.default.fileExists(atPath: self(name)) }

  func list(_ name: String) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: self(name)).sorted()
  }
}

/// An index of texts whose words are the terms; `=word` adds a boolean term, value slot 0 holds `values`.
struct TinyIndex {
  let folder: TemporaryFolder
  var path: String { folder("index.glass") }

  static let texts = [
    "fracture of neck of femur =icd",  // 1
    "fracture of shaft of femur =icd",  // 2
    "fracture of wrist =icd",  // 3
    "open wound of wrist =cpt",  // 4
    "femur neck pain =cpt",  // 5
    "wristwatch",  // 6
  ]

  init(_ texts: [String] = TinyIndex.texts, values: [String] = ["b", "b", "a", "a", "c", ""]) throws {
    folder = try TemporaryFolder()
    let part = folder("part")
    try writePart(texts, values: values, to: part)
    try compact(parts: [part], to: path)
  }

  func reader() throws -> IndexReader { try IndexReader(path: path) }
}

func writePart(_ texts: [String], values: [String] = [], to path: String) throws {
  let writer = try IndexWriter(creating: path)
  var batch = DocumentBatch()
  for (index, text) in texts.enumerated() {
    batch.beginDocument()
    for (position, word) in text.split(separator: " ").enumerated() {
      if word.hasPrefix("=") {
        batch.add(word, wdf: 0)
      } else {
        batch.add(word, wdf: 1, positions: [UInt32(position + 1)])
      }
    }
    if index < values.count, !values[index].isEmpty { batch.setValue(slot: 0, values[index].utf8) }
    batch.endDocument()
  }
  try writer.add(batch)
  try writer.close()
}

extension IndexReader {
  func docids(_ options: SearchOptions = SearchOptions(), _ build: (inout QueryProgram) -> Void) throws -> [UInt32] {
    var program = QueryProgram()
    build(&program)
    let hits = HitBatch()
    try search(program, options, into: hits)
    return Array(hits.docids)
  }

  /// The docids in ascending order, for sets.
  func matches(_ build: (inout QueryProgram) -> Void) throws -> [UInt32] { try docids(.init(), build).sorted() }
}

func code(of body: () throws -> Void) -> StoreError.Code? {
  do {
    try body()
    return nil
  } catch {
    return (error as? StoreError)?.code
  }
}
