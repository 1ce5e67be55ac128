// swift-tools-version: 6.2
import PackageDescription

// The module graph of README.md, "Modules". `PackageGraphTests` compares the two.
let package = Package(
  name: "codesearch",
  platforms: [.macOS(.v15)],
  products: [
    .library(name: "CodeSearch", targets: ["CodeSearch"]),
    .library(name: "CodeSearchTestKit", targets: ["CodeSearchTestKit"]),
    .executable(name: "codesearch", targets: ["codesearch"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2"),
    .package(url: "https://github.com/jpsim/Yams", exact: "6.2.2"),
  ],
  targets: [
    .systemLibrary(name: "CXapianSystem", pkgConfig: "xapian-core", providers: [.apt(["libxapian-dev"])]),
    .systemLibrary(name: "CExpat", providers: [.apt(["libexpat1-dev"])]),
    .systemLibrary(name: "CLibXML", pkgConfig: "libxml-2.0", providers: [.apt(["libxml2-dev"])]),
    .systemLibrary(name: "CMinizip", providers: [.apt(["libminizip-dev"])]),
    .systemLibrary(name: "CZlib", providers: [.apt(["zlib1g-dev"])]),
    .systemLibrary(name: "CNettle", providers: [.apt(["nettle-dev"])]),
    .systemLibrary(name: "CStemmer", providers: [.apt(["libstemmer-dev"])]),
    .target(name: "CXapian", dependencies: ["CXapianSystem"]),
    .target(name: "SearchStore", dependencies: ["CXapian", "CNettle"]),
    .target(name: "ClinicalLanguage", dependencies: ["CStemmer"]),
    .target(name: "QueryGrammar"),
    .target(name: "CodingKnowledge"),
    .target(
      name: "KnowledgeIndex", dependencies: ["SearchStore", "ClinicalLanguage", "QueryGrammar", "CodingKnowledge"]),
    .target(
      name: "OfficialFiles",
      dependencies: [
        "CodingKnowledge", "CExpat", "CLibXML", "CMinizip", "CZlib", .product(name: "Yams", package: "Yams"),
      ]),
    .target(
      name: "IndexBuilding",
      dependencies: ["OfficialFiles", "KnowledgeIndex", "SearchStore", "ClinicalLanguage", "CodingKnowledge"]),
    .target(
      name: "CodeSearch",
      dependencies: ["KnowledgeIndex", "QueryGrammar", "SearchStore", "ClinicalLanguage", "CodingKnowledge"]),
    .target(name: "SearchService", dependencies: ["CodeSearch", "CodingKnowledge"]),
    .executableTarget(
      name: "codesearch",
      dependencies: [
        "CodeSearch", "SearchService", "IndexBuilding", "CodingKnowledge", "KnowledgeIndex",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ]),
    .target(name: "CodeSearchTestKit", dependencies: ["CodeSearch", "IndexBuilding"]),
    .testTarget(name: "PackageGraphTests"),
    .testTarget(name: "KnowledgeIndexTests", dependencies: ["KnowledgeIndex", "ClinicalLanguage", "CodingKnowledge"]),
    .testTarget(
      name: "IndexBuildingTests", dependencies: ["IndexBuilding", "CodeSearch", "CodingKnowledge", "CodeSearchTestKit"]),
    .testTarget(
      name: "CodeSearchTests",
      dependencies: ["CodeSearch", "ClinicalLanguage", "CodingKnowledge", "CodeSearchTestKit"],
      exclude: ["Golden"]),
    .testTarget(
      name: "SearchServiceTests", dependencies: ["SearchService", "CodeSearch", "CodingKnowledge", "CodeSearchTestKit"]),
    .testTarget(name: "CommandTests", dependencies: ["codesearch", "CodeSearchTestKit"], exclude: ["Golden"]),
    .testTarget(name: "CodingKnowledgeTests", dependencies: ["CodingKnowledge"]),
    .testTarget(name: "ClinicalLanguageTests", dependencies: ["ClinicalLanguage"]),
    .testTarget(name: "QueryGrammarTests", dependencies: ["QueryGrammar"]),
    .testTarget(name: "SearchStoreTests", dependencies: ["SearchStore"]),
    .testTarget(name: "OfficialFilesTests", dependencies: ["OfficialFiles", "CodingKnowledge"]),
  ],
  swiftLanguageModes: [.v6],
  cxxLanguageStandard: .cxx17
)

for target in package.targets where target.type != .system && target.name != "CXapian" {
  target.swiftSettings = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .treatAllWarnings(as: .error),
  ]
}
