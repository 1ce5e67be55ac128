internal import CodeSearch

/// Text that a caller handed in as pointer and length.
struct GivenText {
  let text: String

  /// - Parameters:
  ///   - name: what it is, for messages.
  ///   - count: bytes; negative where the caller's length does not fit.
  ///   - limit: the most bytes that are read.
  /// - Throws: `CodeSearchError` `.query` for NULL with a length, too many bytes, and what is no UTF-8.
  init(_ name: String, _ bytes: UnsafePointer<CChar>?, _ count: Int, limit: Int) throws(CodeSearchError) {
    guard count != 0 else {
      text = ""
      return
    }
    guard (1...limit).contains(count) else {
      let size = UInt(bitPattern: count)
      throw CodeSearchError(.query, "\(name) has \(size) bytes", hint: "at most \(limit) are read")
    }
    guard let bytes else {
      throw CodeSearchError(.query, "\(name) is NULL and has a length", hint: "give a pointer, or the length 0")
    }
    let buffer = UnsafeRawBufferPointer(start: bytes, count: count)
    guard let text = String(validating: buffer, as: UTF8.self) else {
      throw CodeSearchError(.query, "\(name) is not UTF-8", hint: "write it in UTF-8")
    }
    self.text = text
  }
}
