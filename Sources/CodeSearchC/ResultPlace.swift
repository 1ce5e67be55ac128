internal import CCodeSearch
internal import CodeSearch
internal import Glibc

/// Where a caller wants the text of an answer.
struct ResultPlace {
  private let result: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?
  private let length: UnsafeMutablePointer<Int>?

  init(_ result: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?, _ length: UnsafeMutablePointer<Int>?) {
    self.result = result
    self.length = length
  }

  /// Puts there what `answer` returns, or the message of what it throws.
  /// - Returns: the status of the call.
  func fill(_ answer: () throws(CodeSearchError) -> String?) -> Int32 {
    result?.pointee = nil
    length?.pointee = 0
    do throws(CodeSearchError) {
      guard let text = try answer() else { return Int32(CODESEARCH_OK) }
      return put(text) ? Int32(CODESEARCH_OK) : Int32(CODESEARCH_NO_MEMORY)
    } catch {
      let isPut = put([error.message, error.hint].compactMap { $0 }.joined(separator: "\n"))
      return isPut ? error.code.exitStatus : Int32(CODESEARCH_NO_MEMORY)
    }
  }

  private func put(_ text: String) -> Bool {
    var text = text
    return text.withUTF8 { utf8 in
      length?.pointee = utf8.count
      guard let result else { return true }
      guard let copy = malloc(utf8.count + 1) else {
        length?.pointee = 0
        return false
      }
      let bytes = UnsafeMutableRawBufferPointer(start: copy, count: utf8.count + 1)
      bytes.copyBytes(from: utf8)
      bytes[utf8.count] = 0
      result.pointee = copy.assumingMemoryBound(to: CChar.self)
      return true
    }
  }
}
