import Testing

/// What embedders read: the public declarations of the products that they import.
struct DocumentationTests {
  @Test(arguments: ["CodeSearch"])
  func `Every public declaration says what it is`(module: String) throws {
    for file in try Package.files(of: module) {
      let lines = file.text.split(separator: "\n", omittingEmptySubsequences: false).map {
        $0.drop { $0 == " " }
      }
      for (index, line) in lines.enumerated() where isPublicDeclaration(line) {
        let above = lines[..<index].last { !$0.hasPrefix("@") } ?? ""
        #expect(above.hasPrefix("///"), "\(file.path):\(index + 1): \(line)")
      }
    }
  }

  private func isPublicDeclaration(_ line: Substring) -> Bool {
    let words = line.split(separator: " ").drop { $0.hasPrefix("@") }
    return words.first == "public" && words.dropFirst().first.map { $0 != "import" && $0 != "extension" } == true
  }
}
