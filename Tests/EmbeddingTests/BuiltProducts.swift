import Foundation
import Testing

/// What the build of the tests made beside them, and where the checkout lies.
enum BuiltProducts {
  static let checkout = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().path

  static let folder: String = {
    let bundle = Bundle.allBundles.map(\.bundlePath).first { $0.hasSuffix(".xctest") }
    let own = (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? ""
    return URL(filePath: bundle ?? own).deletingLastPathComponent().path
  }()

  static let program = folder + "/codesearch"
  static let server = folder + "/codesearch-server"
  /// The newcomer's program in Swift, which `.ci/test` builds.
  static let example = checkout + "/.build/examples/debug/search"
  static let header = checkout + "/Sources/CCodeSearch"

  /// One of the programs in `Programs`.
  static func source(_ name: String) -> String { checkout + "/Tests/EmbeddingTests/Programs/" + name }

  /// Lays the C library into a folder under the names that an installation has.
  static func layLibrary(into folder: WorkFolder) throws {
    let built = Self.folder + "/libcodesearch-c.so"
    try #require(FileManager.default.fileExists(atPath: built), "build it with: swift build --product codesearch-c")
    for name in ["libcodesearch.so", "libcodesearch.so.1"] {
      try FileManager.default.createSymbolicLink(atPath: folder.path + "/" + name, withDestinationPath: built)
    }
  }
}

/// A C program of `Programs`, compiled and linked with the library.
final class CProgram {
  static let isPossible = ProgramRun.has("cc")
  static let whyNot: Comment = "there is no C compiler"
  /// Whether the compiler's AddressSanitizer comes with its runtime.
  static let hasAddressSanitizer: Bool = {
    guard isPossible, let folder = try? WorkFolder(),
      let source = try? folder.write("int main(void) { return 0; }", to: "a.c")
    else { return false }
    let link = try? ProgramRun.of("/usr/bin/env", ["cc", "-fsanitize=address", source, "-o", folder.path + "/a"])
    return link?.status == 0 && (try? ProgramRun.of(folder.path + "/a", []))?.status == 0
  }()

  private let folder: WorkFolder
  private var path: String { folder.path + "/program" }

  init(_ source: String, options: [String] = []) throws {
    folder = try WorkFolder()
    try BuiltProducts.layLibrary(into: folder)
    let arguments =
      ["cc", "-std=c99", "-Wall", "-Wextra", "-Wpedantic", "-Werror", "-g", "-pthread"] + options + [
        "-I", BuiltProducts.header, BuiltProducts.source(source), "-o", folder.path + "/program", "-L", folder.path,
        "-lcodesearch",
      ]
    let compilation = try ProgramRun.of("/usr/bin/env", arguments)
    try #require(compilation.status == 0, "\(compilation.errors)")
  }

  /// Runs the program. Leaks of texts that the library hands out are found; what Swift keeps for good in pointers with tags
  /// looks like a leak and is none.
  func run(_ arguments: String..., input: String = "") throws -> ProgramRun {
    let known = try folder.write("leak:swift_slowAlloc\n", to: "leaks")
    return try ProgramRun.of(
      path, arguments, input: input,
      environment: [
        "LD_LIBRARY_PATH": folder.path, "LSAN_OPTIONS": "suppressions=\(known):print_suppressions=0",
      ])
  }
}
