internal import CodingKnowledge

/// A release as answers name it.
struct BasisDocument: Encodable {
  var title: String
  var version: String
  var effective: [String?]
  var ofTheDay: Bool

  init(_ basis: DataBasis) {
    title = basis.title
    version = basis.version
    effective = [basis.effective.from?.description, basis.effective.through?.description]
    ofTheDay = basis.isOfTheDay
  }
}

extension Notice {
  var document: NoticeDocument { NoticeDocument(code: code, message: message) }
}
