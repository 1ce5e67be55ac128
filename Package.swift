// swift-tools-version: 6.2
import PackageDescription

// The module graph of README.md, "Modules". `PackageGraphTests` compares the two.
let package = Package(
  name: "codesearch",
  platforms: [.macOS(.v15)],
  products: [
    .library(name: "CodeSearch", targets: ["CodeSearch"]),
    .library(name: "CodeSearchTestKit", targets: ["CodeSearchTestKit"]),
    // Installed as libcodesearch.so.1 by `.ci/library`; the name "codesearch" is the program's.
    .library(name: "codesearch-c", type: .dynamic, targets: ["CodeSearchC"]),
    .library(name: "CodeSearchWeb", targets: ["CodeSearchWeb"]),
    .executable(name: "codesearch", targets: ["codesearch"]),
    .executable(name: "codesearch-server", targets: ["codesearch-server"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2"),
    .package(url: "https://github.com/hummingbird-project/swift-mustache", exact: "2.1.1"),
    .package(url: "https://github.com/hummingbird-project/hummingbird", exact: "2.28.1", traits: []),
    .package(url: "https://github.com/apple/swift-http-types", exact: "1.8.0"),
    .package(url: "https://github.com/apple/swift-log", exact: "1.16.2"),
    .package(url: "https://github.com/apple/swift-nio", exact: "2.101.2"),
    .package(url: "https://github.com/apple/swift-nio-extras", exact: "1.35.2"),
    .package(url: "https://github.com/swift-server/swift-service-lifecycle", exact: "2.13.0"),
  ],
  targets: [
    .systemLibrary(name: "CXapianSystem", pkgConfig: "xapian-core", providers: [.apt(["libxapian-dev"])]),
    .systemLibrary(name: "CExpat", providers: [.apt(["libexpat1-dev"])]),
    .systemLibrary(name: "CLibXML", pkgConfig: "libxml-2.0", providers: [.apt(["libxml2-dev"])]),
    .systemLibrary(name: "CMinizip", providers: [.apt(["libminizip-dev"])]),
    .systemLibrary(name: "CYAML", providers: [.apt(["libyaml-dev"])]),
    .systemLibrary(name: "CZlib", providers: [.apt(["zlib1g-dev"])]),
    .systemLibrary(name: "CNettle", providers: [.apt(["nettle-dev"])]),
    .systemLibrary(name: "CStemmer", providers: [.apt(["libstemmer-dev"])]),
    .target(name: "CXapian", dependencies: ["CXapianSystem"]),
    .target(name: "SearchStore", dependencies: ["CXapian", "CNettle"]),
    .target(name: "ClinicalLanguage", dependencies: ["CStemmer"]),
    .target(name: "QueryGrammar"),
    .target(name: "CodingKnowledge"),
    .target(
      name: "KnowledgeIndex",
      dependencies: ["SearchStore", "ClinicalLanguage", "QueryGrammar", "CodingKnowledge", "CZlib"]),
    .target(
      name: "OfficialFiles",
      dependencies: [
        "CodingKnowledge", "CExpat", "CLibXML", "CMinizip", "CYAML", "CZlib",
      ]),
    .target(
      name: "IndexBuilding",
      dependencies: ["OfficialFiles", "KnowledgeIndex", "SearchStore", "ClinicalLanguage", "CodingKnowledge"]),
    .target(
      name: "CodeSearch",
      dependencies: ["KnowledgeIndex", "QueryGrammar", "SearchStore", "ClinicalLanguage", "CodingKnowledge"]),
    .target(name: "SearchService", dependencies: ["CodeSearch", "CodingKnowledge"]),
    .systemLibrary(name: "CCodeSearch"),
    .target(name: "CodeSearchC", dependencies: ["CCodeSearch", "CodeSearch", "SearchService"]),
    .target(name: "IndexLocations"),
    .target(
      name: "CodeSearchWeb",
      dependencies: ["CodeSearch", "CodingKnowledge", .product(name: "Mustache", package: "swift-mustache")],
      resources: [.embedInCode("Templates"), .embedInCode("Assets")]),
    .executableTarget(
      name: "codesearch",
      dependencies: [
        "CodeSearch", "SearchService", "IndexBuilding", "CodingKnowledge", "KnowledgeIndex", "IndexLocations",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ]),
    .target(
      name: "CodeSearchServer",
      dependencies: [
        "CodeSearch", "CodeSearchWeb", "SearchService", "CodingKnowledge",
        .product(name: "Hummingbird", package: "hummingbird"),
        .product(name: "HummingbirdCore", package: "hummingbird"),
        .product(name: "HTTPTypes", package: "swift-http-types"),
        .product(name: "Logging", package: "swift-log"),
        .product(name: "NIOCore", package: "swift-nio"),
        .product(name: "NIOHTTP1", package: "swift-nio"),
        .product(name: "NIOPosix", package: "swift-nio"),
        .product(name: "NIOHTTPTypes", package: "swift-nio-extras"),
        .product(name: "NIOHTTPTypesHTTP1", package: "swift-nio-extras"),
        .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
        .product(name: "UnixSignals", package: "swift-service-lifecycle"),
      ]),
    .executableTarget(
      name: "codesearch-server",
      dependencies: [
        "CodeSearchServer", "CodeSearch", "IndexLocations",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ]),
    .target(name: "CodeSearchTestKit", dependencies: ["CodeSearch", "IndexBuilding"]),
    .testTarget(name: "PackageGraphTests"),
    .testTarget(name: "KnowledgeIndexTests", dependencies: ["KnowledgeIndex", "ClinicalLanguage", "CodingKnowledge"]),
    .testTarget(
      name: "IndexBuildingTests", dependencies: ["IndexBuilding", "CodeSearch", "CodingKnowledge", "CodeSearchTestKit"]),
    .testTarget(
      name: "CodeSearchTests",
      dependencies: ["CodeSearch", "ClinicalLanguage", "CodingKnowledge", "IndexBuilding", "CodeSearchTestKit"],
      exclude: ["Golden"]),
    .testTarget(
      name: "SearchServiceTests", dependencies: ["SearchService", "CodeSearch", "CodingKnowledge", "CodeSearchTestKit"]),
    .testTarget(
      name: "CodeSearchWebTests",
      dependencies: ["CodeSearchWeb", "CodeSearch", "CodingKnowledge", "CodeSearchTestKit"], exclude: ["Golden"]),
    .testTarget(
      name: "CommandTests", dependencies: ["codesearch", "CodeSearchTestKit"], exclude: ["Golden", "Clients"]),
    .testTarget(
      name: "CodeSearchServerTests",
      dependencies: ["codesearch-server", "CodeSearchServer", "SearchService", "CodeSearchTestKit"],
      exclude: ["Checks"]),
    .testTarget(
      name: "EmbeddingTests",
      dependencies: [
        "codesearch", "codesearch-server", "SearchService", "CodeSearch", "CodingKnowledge", "CodeSearchTestKit",
      ],
      exclude: ["Programs"]),
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
