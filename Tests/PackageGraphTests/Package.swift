import Foundation

/// The package's own manifest and sources, read as text.
enum Package {
  struct File {
    /// Relative to the package.
    var path: String
    var text: String

    /// The modules that the file imports.
    var imports: Set<String> {
      Set(text.split(whereSeparator: \.isNewline).compactMap { Package.module(importedBy: $0) })
    }
  }

  static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  /// All files with source text below `Sources`.
  static func sources() throws -> [File] {
    let folder = root.appending(path: "Sources")
    let names = try FileManager.default.subpathsOfDirectory(atPath: folder.path).sorted()
    let kinds = [".swift", ".c", ".cc", ".h", ".hh"]
    return try names.filter { name in kinds.contains { name.hasSuffix($0) } }.map { name in
      File(path: "Sources/" + name, text: try String(contentsOf: folder.appending(path: name), encoding: .utf8))
    }
  }

  static func files(of module: String) throws -> [File] {
    try sources().filter { $0.path.hasPrefix("Sources/\(module)/") }
  }

  /// Each target of the manifest that is neither a test nor a system library, with what it depends on.
  static func declaredDependencies() throws -> [String: Set<String>] {
    let manifest = try String(contentsOf: root.appending(path: "Package.swift"), encoding: .utf8)
    var result: [String: Set<String>] = [:]
    for opening in [".target(", ".executableTarget("] {
      for piece in manifest.components(separatedBy: opening).dropFirst() {
        let body = head(of: piece)
        guard let name = quoted(body.components(separatedBy: "name:").dropFirst().first ?? "").first else { continue }
        let list = body.components(separatedBy: "dependencies:").dropFirst().joined()
          .components(separatedBy: "resources:")[0]
        let products = list.replacing(/package:\s*"[^"]*"/, with: "")
        result[name] = Set(quoted(products))
      }
    }
    return result
  }

  /// What stands before the parenthesis that closes the one just opened.
  private static func head(of text: String) -> Substring {
    var depth = 1
    for index in text.indices {
      if text[index] == "(" { depth += 1 }
      if text[index] == ")" { depth -= 1 }
      if depth == 0 { return text[..<index] }
    }
    return text[...]
  }

  private static func quoted(_ text: some StringProtocol) -> [String] {
    text.split(separator: "\"", omittingEmptySubsequences: false).enumerated()
      .compactMap { $0.offset.isMultiple(of: 2) ? nil : String($0.element) }
  }

  /// The module in `internal import A.B` or `@_exported import struct A.B`; nil where the line is no import.
  private static func module(importedBy line: Substring) -> String? {
    let modifiers: Set<Substring> = ["public", "package", "internal", "fileprivate", "private"]
    let kinds: Set<Substring> = ["struct", "class", "enum", "protocol", "func", "var", "let", "typealias"]
    var words = line.split(separator: " ")[...]
    while let word = words.first, modifiers.contains(word) || word.hasPrefix("@") { words.removeFirst() }
    guard words.popFirst() == "import" else { return nil }
    if let kind = words.first, kinds.contains(kind) { words.removeFirst() }
    return words.first.map { String($0.prefix { $0 != "." && $0 != ";" }) }
  }
}
