import CodeSearch
import CodeSearchTestKit
import CodingKnowledge
import Foundation

/// The index of the corpus in the checkout, and the corpus as a plain reading of its lines has it.
enum StarterCorpus {
  static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().standardizedFileURL.path
  static let folder = root + "/Corpus"

  private static let built = Result { try TestIndex(paths: [folder]) }
  static var searcher: Searcher { get throws { try built.get().searcher } }

  struct Entry: Hashable {
    var target: Target
    var title: String
  }

  /// Every entry and table row of the knowledge files.
  static func entries() throws -> [Entry] {
    var entries: [Entry] = []
    let names = try FileManager.default.subpathsOfDirectory(atPath: folder).filter { $0.hasSuffix(".md") }.sorted()
    for name in names where name != "README.md" {
      let lines = try String(contentsOfFile: folder + "/" + name, encoding: .utf8).split(separator: "\n").map(
        String.init)
      func value(_ key: String) -> String? {
        lines.first { $0.hasPrefix(key + ": ") }.map { String($0.dropFirst(key.count + 2)) }
      }
      let kind = value("kind") ?? ""
      let scope = value("system").flatMap(Scope.init(spelling:)) ?? Scope(spelling: kind) ?? .policy
      for line in lines {
        if kind == "codes", line.hasPrefix("| "), !line.hasPrefix("| code ") {
          let cells = line.split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) }
          entries.append(Entry(target: Target(scope, cells[0]), title: cells[1]))
        } else if line.hasPrefix("## ") {
          entries.append(entry(String(line.dropFirst(3)), kind: kind, scope: scope))
        }
      }
    }
    return entries
  }

  private static func entry(_ heading: String, kind: String, scope: Scope) -> Entry {
    var words = heading.split(separator: " ").map(String.init)
    guard kind == "coverage" else {
      return Entry(target: Target(scope, words[0]), title: words.dropFirst().joined(separator: " "))
    }
    guard let scope = ["NCD": Scope.ncd, "LCD": .lcd, "Article": .article][words[0]] else {
      return Entry(target: Target(.manual, heading), title: heading)
    }
    words.removeFirst()
    return Entry(target: Target(scope, words[0]), title: words.dropFirst().joined(separator: " "))
  }
}
