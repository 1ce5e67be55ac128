import CodingKnowledge
import Foundation
import OfficialFiles

/// A PDF of one font whose pages hold the lines given.
struct PDFFixture {
  var pages: [[String]]
  /// Objects that the trailer names besides, for example `/Encrypt 9 0 R`.
  var trailer = ""

  var bytes: [UInt8] {
    var text = "%PDF-1.4\n"
    var offsets: [Int] = []
    func add(_ body: String) {
      offsets.append(text.utf8.count)
      text += "\(offsets.count) 0 obj\n\(body)\nendobj\n"
    }
    let kids = pages.indices.map { "\(4 + 2 * $0) 0 R" }.joined(separator: " ")
    add("<< /Type /Catalog /Pages 2 0 R >>")
    add("<< /Type /Pages /Kids [\(kids)] /Count \(pages.count) >>")
    add("<< /Type /Font /Subtype /Type1 /BaseFont /Courier >>")
    for (index, lines) in pages.enumerated() {
      let shown = lines.map { line in
        let safe = line.replacing("\\", with: "\\\\").replacing("(", with: "\\(").replacing(")", with: "\\)")
        return "(\(safe)) Tj 0 -14 Td"
      }
      let content = "BT /F1 10 Tf 50 780 Td \(shown.joined(separator: "\n")) ET"
      add(
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 842] /Contents \(5 + 2 * index) 0 R "
          + "/Resources << /Font << /F1 3 0 R >> >> >>")
      add("<< /Length \(content.utf8.count) >>\nstream\n\(content)\nendstream")
    }
    let start = text.utf8.count
    text += "xref\n0 \(offsets.count + 1)\n0000000000 65535 f \n"
    for offset in offsets {
      let digits = String(offset)
      text += String(repeating: "0", count: 10 - digits.count) + digits + " 00000 n \n"
    }
    text += "trailer\n<< /Size \(offsets.count + 1) /Root 1 0 R \(trailer) >>\nstartxref\n\(start)\n%%EOF\n"
    return Array(text.utf8)
  }
}

/// A file of its own in a temporary folder, read as one that the user named.
func readNamed(_ bytes: [UInt8], _ name: String, isNamed: Bool = true, release: String? = nil) throws -> ReadFile {
  let folder = FileManager.default.temporaryDirectory.appending(path: "codesearch-test-\(UUID().uuidString)")
  try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  defer { try? FileManager.default.removeItem(at: folder) }
  let path = folder.appending(path: name).path
  try Data(bytes).write(to: URL(filePath: path))
  let source = try SourceOpener.open(path, isNamed: isNamed)[0]
  if let fault = source.fault { throw fault }
  guard let format = SourceFormats.format(of: source.head) else {
    throw SourceError(.unknownFormat, file: name, message: "no format recognises it", remedy: "none")
  }
  let description = try format.describe(source.head, release: ReleaseHint(version: release))
  var values: [KnowledgeValue] = []
  try format.read(try source.makeStream(for: format), as: description) { values.append($0) }
  return ReadFile(description: description, values: values)
}

/// True where PDFs can be read on this machine.
let canReadPDF = ["/usr/bin/pdftotext", "/usr/local/bin/pdftotext", "/opt/homebrew/bin/pdftotext"].contains {
  FileManager.default.isExecutableFile(atPath: $0)
}

extension ReadFile {
  /// The text of all passages of a target, in order.
  func text(_ identifier: String) -> String {
    passages.filter { $0.target.identifier == identifier }.map(\.text).joined(separator: " ")
  }
}

/// Text in the layout of the coding guidelines.
struct GuidelinesText {
  var year = "2031"
  var body: String

  var text: String {
    """
    ICD-10-CM Official Guidelines for Coding and Reporting
    FY \(year) -- UPDATED October 1, 2030
    (October 1, 2030 - September 30, 2031)
    Everything here is invented.
    Section I. Conventions ..................................... 2
      A. Signs ................................................. 2
    \(footer(1))
    \(body)
    """
  }

  func footer(_ page: Int) -> String {
    "ICD-10-CM Official Guidelines for Coding and Reporting\nFY \(year)\nPage \(page) of 9\n"
  }
}
