// swift-tools-version: 6.2
import PackageDescription

// Programs that measure. A package of its own, so that the product builds without them.
let package = Package(
  name: "codesearch-benchmarks",
  platforms: [.macOS(.v15)],
  dependencies: [
    .package(name: "codesearch", path: ".."),
    .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2"),
  ],
  targets: [
    // The floor is plain C++ on libxapian: nothing of the product lies between the clock and the library.
    .target(name: "XapianFloor", linkerSettings: [.linkedLibrary("xapian")]),
    .executableTarget(
      name: "measure",
      dependencies: [
        "XapianFloor",
        .product(name: "CodeSearch", package: "codesearch"),
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ]),
  ],
  swiftLanguageModes: [.v6],
  cxxLanguageStandard: .cxx17
)

for target in package.targets where target.name != "XapianFloor" {
  target.swiftSettings = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .treatAllWarnings(as: .error),
  ]
}
