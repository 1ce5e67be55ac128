/// Words that have a form of their own. No dictionary of strings, because making its type ready and its strings takes a
/// fiftieth of a short search.
struct WordTable: Sendable {
  private var words = ByteTable()
  private var forms: [[UInt8]] = []

  /// - Parameter pairs: each word once, with its form.
  init(_ pairs: KeyValuePairs<String, String>) {
    for (word, form) in pairs {
      let number = Array(word.utf8).withUnsafeBufferPointer { words.intern($0) }
      precondition(Int(number) == forms.count, "\(word) has two forms")
      forms.append(Array(form.utf8))
    }
  }

  /// The form of a word; nil where it has none of its own.
  subscript(word: [UInt8]) -> [UInt8]? {
    word.withUnsafeBufferPointer { words.find($0) }.map { forms[Int($0)] }
  }
}
