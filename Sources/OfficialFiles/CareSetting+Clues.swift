internal import CodingKnowledge

extension CareSetting {
  /// The setting that `text` names, as the names and headings of NCCI files do; nil where it names none, or two.
  init?(in text: String) {
    let lower = text.lowercased()
    let named = CareSetting.allCases.filter { setting in setting.marks.contains { lower.contains($0) } }
    guard named.count == 1, let setting = named.first else { return nil }
    self = setting
  }

  private var marks: [String] {
    switch self {
    case .practitioner: ["practitioner", "ccipra"]
    case .hospital: ["hospital", "ccioph"]
    case .supplier: ["supplier", "dme"]
    }
  }

  /// The setting that content, name (or else the nearest folder) agree on.
  static func told(by head: SourceHead, content: CareSetting? = nil) throws(SourceError) -> CareSetting {
    let name =
      CareSetting(in: head.name) ?? head.folders.prefix(4).lazy.compactMap { CareSetting(in: $0) }.first
    if let content, let name, content != name {
      throw SourceError(
        .release, file: head.name, message: "its heading says \(content.name), its name says \(name.name)",
        remedy: "correct the name")
    }
    guard let setting = content ?? name else {
      throw SourceError(
        .release, file: head.name, message: "the name does not tell for whom the edits are",
        remedy: "name it as CMS does: ccipra-... for practitioners, ccioph-... for hospitals")
    }
    return setting
  }
}
