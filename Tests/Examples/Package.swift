// swift-tools-version: 6.2
import PackageDescription

let package = Package(
  name: "Examples",
  platforms: [.macOS(.v15)],
  // A package of your own names the repository's URL and a version here.
  dependencies: [.package(name: "codesearch", path: "../..")],
  targets: [
    .executableTarget(name: "search", dependencies: [.product(name: "CodeSearch", package: "codesearch")])
  ]
)
