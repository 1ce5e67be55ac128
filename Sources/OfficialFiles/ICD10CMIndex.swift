public import CodingKnowledge

/// The four index files of ICD-10-CM in XML: the Alphabetic Index, the External Cause of Injuries Index, the Table of
/// Neoplasms and the Table of Drugs and Chemicals. Each path of terms becomes a wording of the code that it leads to.
///
/// `see` and `see also` are followed where they name another entry of the same file that has a code itself: the path
/// that refers then names that code too. Other references (`by site`, another file) give nothing.
public struct ICD10CMIndex: SourceFormat {
  public init() {}

  public var identifier: String { "icd10cm-index" }

  public func recognises(_ head: SourceHead) -> Bool {
    guard let head = XMLHead(head), head.root == "ICD10CM.index" else { return false }
    return Kind(title: head.title, headings: head.headings) != nil
  }

  public func describe(
    _ head: SourceHead, release hint: ReleaseHint
  ) throws(SourceError) -> SourceDescription {
    guard let start = XMLHead(head), let kind = Kind(title: start.title, headings: start.headings) else {
      throw SourceError(
        .unknownFormat, file: head.name, message: "which of the ICD-10-CM indexes this is cannot be told",
        remedy: "take the file as its publisher issues it")
    }
    let release = try StatedRelease.release(version: start.version, of: head, hint: hint, scope: .icd10cm)
    return SourceDescription(
      format: identifier, title: kind.title, series: kind.series, release: release,
      licence: StatedRelease.federalLicence)
  }

  public func read(
    _ stream: any ByteStream, as description: SourceDescription,
    emit: (KnowledgeValue) throws(SourceError) -> Void
  ) throws(SourceError) {
    let tree = try IndexTree(reading: stream)
    try tree.emitWordings(emit)
  }

  enum Kind {
    case diseases, externalCauses, neoplasms, drugs

    init?(title: String, headings: [String]) {
      if headings.count > 1 {
        if headings[1].contains("Malignant") {
          self = .neoplasms
        } else if headings[1].contains("Poisoning") {
          self = .drugs
        } else {
          return nil
        }
      } else if title.uppercased().contains("EXTERNAL CAUSE") {
        self = .externalCauses
      } else if title.uppercased().contains("INDEX TO DISEASES") {
        self = .diseases
      } else {
        return nil
      }
    }

    var title: String {
      switch self {
      case .diseases: "ICD-10-CM Alphabetic Index to Diseases and Injuries"
      case .externalCauses: "ICD-10-CM External Cause of Injuries Index"
      case .neoplasms: "ICD-10-CM Table of Neoplasms"
      case .drugs: "ICD-10-CM Table of Drugs and Chemicals"
      }
    }

    var series: Series {
      switch self {
      case .diseases: .index
      case .externalCauses: .externalCauses
      case .neoplasms: .neoplasms
      case .drugs: .drugs
      }
    }

    var role: WordingRole {
      switch self {
      case .diseases: .index
      case .externalCauses: .externalCauseIndex
      case .neoplasms: .neoplasmTable
      case .drugs: .drugTable
      }
    }

    /// What columns 2 to 7 of a table say, as the end of a path.
    var columns: [String] {
      switch self {
      case .diseases, .externalCauses: []
      case .neoplasms:
        [
          "malignant primary", "malignant secondary", "carcinoma in situ", "benign", "uncertain behavior",
          "unspecified behavior",
        ]
      case .drugs:
        [
          "poisoning, accidental", "poisoning, intentional self-harm", "poisoning, assault",
          "poisoning, undetermined", "adverse effect", "underdosing",
        ]
      }
    }
  }
}
