import CodeSearch
import Glibc

/// The file that holds the token.
enum TokenFile {
  /// The token: what stands in the file, without white space around it.
  /// - Throws: `CodeSearchError` `.io` for a file that cannot be read, `.query` for a token that is no good.
  static func read(_ path: String) throws(CodeSearchError) -> String {
    guard let file = fopen(path, "r") else {
      throw CodeSearchError(.io, "\(path): \(String(cString: strerror(errno)))")
    }
    defer { fclose(file) }
    var bytes = [UInt8](repeating: 0, count: 4096)
    let count = fread(&bytes, 1, bytes.count, file)
    let blanks: Set<UInt8> = [9, 10, 13, 32]
    let token = bytes[..<count].drop(while: blanks.contains).reversed().drop(while: blanks.contains).reversed()
    guard token.count >= 16, token.allSatisfy({ (33...126).contains($0) }) else {
      throw CodeSearchError(
        .query, "\(path): a token is 16 or more visible characters without blanks",
        hint: "make one with: openssl rand -hex 32")
    }
    return String(decoding: token, as: UTF8.self)
  }
}
