internal import CodingKnowledge
internal import KnowledgeIndex

/// Edits, limits, fees and listings: the codes, then what ``KnowledgeIndex`` lays out in parts too.
extension ValueCoding {
  static func encode(_ edit: PTPEdit, into writer: inout ByteWriter) {
    encode(edit.column1, into: &writer)
    encode(edit.column2, into: &writer)
    edit.terms.encode(into: &writer)
  }

  static func encode(_ edit: AddOnEdit, into writer: inout ByteWriter) {
    encode(edit.addOn, into: &writer)
    // The add-on code itself stands for primary codes that the contractor decides on.
    encode(edit.primary ?? edit.addOn, into: &writer)
    edit.terms.encode(into: &writer)
  }

  static func encode(_ listing: CoverageListing, into writer: inout ByteWriter) {
    encode(listing.text, into: &writer)
    encode(listing.code, into: &writer)
    listing.terms.encode(into: &writer)
  }

  static func ptpEdit(_ column1: Target, from reader: inout ByteReader) -> PTPEdit? {
    guard let column2 = target(from: &reader), let terms = PTPEdit.Terms(from: &reader) else { return nil }
    return PTPEdit(column1, column2, terms)
  }

  static func addOn(_ addOn: Target, from reader: inout ByteReader) -> AddOnEdit? {
    guard let primary = target(from: &reader) else { return nil }
    return AddOnEdit(addOn, primary: primary == addOn ? nil : primary, AddOnEdit.Terms(from: &reader))
  }

  static func listing(_ text: Target, from reader: inout ByteReader) -> CoverageListing? {
    guard let code = target(from: &reader), let terms = CoverageListing.Terms(from: &reader) else { return nil }
    return CoverageListing(text, lists: code, terms)
  }
}
