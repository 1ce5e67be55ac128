/// A list of which the first entries are shown and the others unfold. Nil where there are none.
struct FoldedList<Entry> {
  var first: [Entry]
  var rest: [Entry]
  /// In words, with thousands separated.
  var count: String
  var restCount: String

  init?(_ entries: [Entry], limit: Int) {
    guard !entries.isEmpty else { return nil }
    // Unfolding for two or three more is more work than reading them.
    let cut = entries.count <= limit || entries.count - limit < 4 ? entries.count : limit
    first = Array(entries[..<cut])
    rest = Array(entries[cut...])
    count = entries.count.grouped
    restCount = rest.count.grouped
  }
}
