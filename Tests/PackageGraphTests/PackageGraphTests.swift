import Foundation
import Testing

/// The module graph of README.md, "Modules", against the manifest and against the imports of each file.
struct PackageGraphTests {
  /// For each module what it may depend on, of ours and of others. System libraries are named by their module.
  private static let allowed: [String: Set<String>] = [
    "CXapian": ["CXapianSystem"],
    "SearchStore": ["CXapian", "CNettle"],
    "ClinicalLanguage": ["CStemmer"],
    "QueryGrammar": [],
    "CodingKnowledge": [],
    "KnowledgeIndex": ["SearchStore", "ClinicalLanguage", "QueryGrammar", "CodingKnowledge", "CZlib"],
    "OfficialFiles": ["CodingKnowledge", "CExpat", "CLibXML", "CMinizip", "CYAML", "CZlib"],
    "IndexBuilding": ["OfficialFiles", "KnowledgeIndex", "SearchStore", "ClinicalLanguage", "CodingKnowledge"],
    "CodeSearch": ["KnowledgeIndex", "QueryGrammar", "SearchStore", "ClinicalLanguage", "CodingKnowledge"],
    "SearchService": ["CodeSearch", "CodingKnowledge"],
    "CodeSearchC": ["CCodeSearch", "CodeSearch", "SearchService"],
    "IndexLocations": [],
    "codesearch": [
      "CodeSearch", "SearchService", "IndexBuilding", "CodingKnowledge", "KnowledgeIndex", "IndexLocations",
      "ArgumentParser",
    ],
    "CodeSearchWeb": ["CodeSearch", "CodingKnowledge", "Mustache"],
    "CodeSearchServer": [
      "CodeSearch", "CodeSearchWeb", "SearchService", "CodingKnowledge", "Hummingbird", "HummingbirdCore", "HTTPTypes",
      "Logging",
      "NIOCore", "NIOHTTP1", "NIOPosix", "NIOHTTPTypes", "NIOHTTPTypesHTTP1", "ServiceLifecycle", "UnixSignals",
    ],
    "codesearch-server": ["CodeSearchServer", "CodeSearch", "IndexLocations", "ArgumentParser"],
    "CodeSearchTestKit": ["CodeSearch", "IndexBuilding", "CodingKnowledge"],
  ]

  /// What any module may import: the parts of the toolchain that cost nothing.
  private static let toolchain: Set<String> = [
    "FoundationEssentials", "Glibc", "Darwin", "Musl", "Synchronization", "Dispatch",
  ]

  /// Modules that touch neither files nor the system.
  private static let pure: Set<String> = ["ClinicalLanguage", "QueryGrammar", "CodingKnowledge"]

  @Test(arguments: allowed.keys.sorted())
  func `The manifest gives a module no more than the table does`(module: String) throws {
    let declared = try #require(try Package.declaredDependencies()[module], "\(module) is not in the manifest")
    #expect(declared.subtracting(Self.allowed[module] ?? []).sorted() == [])
  }

  @Test func `Every module of the manifest is in the table`() throws {
    #expect(Set(try Package.declaredDependencies().keys).subtracting(Self.allowed.keys).sorted() == [])
  }

  @Test(arguments: allowed.keys.sorted())
  func `A module imports what the table allows and nothing else`(module: String) throws {
    let permitted = (Self.allowed[module] ?? []).union(Self.pure.contains(module) ? [] : Self.toolchain)
    for file in try Package.files(of: module) where file.path.hasSuffix(".swift") {
      #expect(file.imports.subtracting(permitted).sorted() == [], "\(file.path)")
    }
  }

  @Test func `The table has no ring`() {
    var done: Set<String> = []
    var rest = Self.allowed
    while let ready = rest.keys.sorted().first(where: {
      rest[$0]?.allSatisfy { done.contains($0) || rest[$0] == nil } ?? true
    }) {
      done.insert(ready)
      rest[ready] = nil
    }
    #expect(rest.keys.sorted() == [])
  }

  @Test func `Only the search store knows the bridge, and only the importers know the formats`() {
    #expect(Self.users(of: "CXapian") == ["SearchStore"])
    #expect(Self.users(of: "CXapianSystem") == ["CXapian"])
    #expect(Self.users(of: "OfficialFiles") == ["IndexBuilding"])
    #expect(Self.users(of: "IndexBuilding") == ["CodeSearchTestKit", "codesearch"])
    #expect(Self.users(of: "ArgumentParser") == ["codesearch", "codesearch-server"])
    #expect(Self.users(of: "Hummingbird") == ["CodeSearchServer"])
  }

  @Test func `No source imports the whole of Foundation`() throws {
    let files = try Package.sources().filter { $0.imports.contains("Foundation") }
    #expect(files.map(\.path) == [])
  }

  @Test(arguments: allowed.keys.filter { $0 != "CXapian" }.sorted())
  func `One file of each module says in its first lines what the module is`(module: String) throws {
    let openings = try Package.files(of: module).filter { $0.text.hasPrefix("// \(module)") }
    #expect(openings.count == 1, "\(openings.map(\.path))")
    let lines = openings.first?.text.split(separator: "\n", omittingEmptySubsequences: false).prefix {
      $0.hasPrefix("//")
    }
    #expect((1...5).contains(lines?.count ?? 0))
  }

  @Test func `No source file has more than 500 lines`() throws {
    let long = try Package.sources().filter { $0.text.count { $0.isNewline } > 500 }
    #expect(long.map(\.path) == [])
  }

  @Test func `No file is named for nothing in particular`() throws {
    let empty = ["util", "helper", "manager", "misc", "common", "processor"]
    let files = try Package.sources().filter { file in
      let name = file.path.split(separator: "/").last?.lowercased() ?? ""
      return empty.contains { name.contains($0) }
    }
    #expect(files.map(\.path) == [])
  }

  private static func users(of module: String) -> [String] {
    allowed.filter { $0.value.contains(module) }.keys.sorted()
  }
}
