import CodeSearch
import CodeSearchTestKit
import Foundation
import Testing

/// The programs of README.md, "Embedding", and one that uses the C library as it should not be used.
struct EmbeddedProgramTests {
  private let index: String
  private let expected: SearchResponse

  init() throws {
    let clinic = try Clinic.index.get()
    index = clinic.root
    expected = try clinic.searcher.search(SearchRequest("kidney stone", on: .today))
  }

  @Test(.enabled(if: CProgram.isPossible, CProgram.whyNot))
  func `The C program prints the JSON that the command line prints`() throws {
    let run = try CProgram("search.c").run(index, "kidney stone")
    #expect(run.status == 0, "\(run.errors)")
    #expect(run.output == expected.json(query: "kidney stone", isPretty: false) + "\n")
    #expect(run.output.contains("N20.0"))
  }

  @Test(
    .enabled(if: CProgram.isPossible, CProgram.whyNot),
    arguments: [("/nonexistent", "flu", 3), ("", "flu", 2), (nil, "-flu", 2), (nil, "", 2)])
  func `The C program ends with the status of the command line and says what is wrong`(
    folder: String?, query: String, status: Int32
  ) throws {
    let run = try CProgram("search.c").run(folder ?? index, query)
    #expect(run.status == status)
    #expect(run.output.isEmpty)
    #expect(run.errors.split(separator: "\n").count >= 2)
  }

  @Test(.enabled(if: CProgram.isPossible, CProgram.whyNot))
  func `Wrong pointers, lengths, handles and texts, and many threads, end no process and damage no memory`() throws {
    let program = try CProgram(
      "misuse.c", options: CProgram.hasAddressSanitizer ? ["-fsanitize=address", "-fno-omit-frame-pointer"] : [])
    let run = try program.run(index, "kidney stone")
    #expect(run.status == 0, "\(run.output)\(run.errors)")
    #expect(run.output.isEmpty)
  }

  @Test(.enabled(if: ProgramRun.has("python3"), "there is no Python"))
  func `The Python program prints codes and titles`() throws {
    let folder = try WorkFolder()
    try BuiltProducts.layLibrary(into: folder)
    let environment = ["LD_LIBRARY_PATH": folder.path]
    let script = BuiltProducts.source("search.py")
    let run = try ProgramRun.of(
      "/usr/bin/env", ["python3", script, index, "kidney stone"], environment: environment)
    #expect(run.status == 0, "\(run.errors)")
    #expect(run.lines == expected.hits.map { "\($0.target.identifier) \($0.title)" })
    let fault = try ProgramRun.of("/usr/bin/env", ["python3", script, index, "-flu"], environment: environment)
    #expect(fault.status == 1)
    #expect(!fault.errors.contains("Traceback"))
    #expect(fault.errors.contains("-flu"))
  }

  @Test(
    .enabled(
      if: FileManager.default.fileExists(atPath: BuiltProducts.example),
      "build it with: swift build --package-path Tests/Examples --scratch-path .build/examples"))
  func `The Swift program of a package of its own prints codes and titles`() throws {
    let run = try ProgramRun.of(BuiltProducts.example, [index, "kidney stone"])
    #expect(run.status == 0, "\(run.errors)")
    #expect(run.lines == expected.hits.map { "\($0.target.identifier) \($0.title)" })
  }

  @Test(
    .enabled(if: ProgramRun.has("c++"), "there is no C++ compiler"),
    arguments: ["c99 c cc", "c11 c cc", "c++17 c++ c++"])
  func `The header is read by C and C++ without a warning`(language: String) throws {
    let words = language.split(separator: " ").map(String.init)
    let run = try ProgramRun.of(
      "/usr/bin/env",
      [
        words[2], "-std=\(words[0])", "-x", words[1], "-Wall", "-Wextra", "-Wpedantic", "-Werror", "-fsyntax-only",
        BuiltProducts.header + "/codesearch.h",
      ])
    #expect(run.status == 0, "\(run.errors)")
  }

  @Test func `README shows the programs as they are tested`() throws {
    let readme = try String(contentsOfFile: BuiltProducts.checkout + "/README.md", encoding: .utf8)
    for source in [
      "EmbeddingTests/Programs/search.c", "EmbeddingTests/Programs/search.py", "Examples/Sources/search/main.swift",
    ] {
      let program = try String(contentsOfFile: BuiltProducts.checkout + "/Tests/" + source, encoding: .utf8)
      #expect(readme.contains("\n" + program + "```"), "\(source)")
      #expect(program.split(separator: "\n", omittingEmptySubsequences: false).count <= 20, "\(source)")
    }
  }
}
