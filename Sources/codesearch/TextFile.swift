import CodeSearch
import Glibc

/// Text files that the command line reads and writes.
enum TextFile {
  /// The most bytes that are read.
  private static let limit = 256 << 20

  /// The whole text of a file.
  /// - Throws: `CodeSearchError` `.io` where it cannot be read, `.sourceRefused` where it is not UTF-8.
  static func read(_ path: String) throws(CodeSearchError) -> String {
    let descriptor = path == "-" ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw fault(path) }
    defer { if descriptor != STDIN_FILENO { close(descriptor) } }
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = Glibc.read(descriptor, &chunk, chunk.count)
      if count == 0 { break }
      if count < 0 {
        if errno == EINTR { continue }
        throw fault(path)
      }
      bytes.append(contentsOf: chunk[..<count])
      guard bytes.count <= limit else {
        throw CodeSearchError(.sourceRefused, "\(path): larger than 256 MB", hint: "divide it")
      }
    }
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw CodeSearchError(.sourceRefused, "\(path): not UTF-8 text", hint: "save the file as UTF-8")
    }
    return text
  }

  /// Writes a whole file beside its place and puts it there in one step.
  /// - Throws: `CodeSearchError` `.io`.
  static func write(_ text: String, to path: String) throws(CodeSearchError) {
    let staging = path + ".new"
    let descriptor = open(staging, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else { throw fault(path) }
    var text = text
    let isWhole = text.withUTF8 { bytes in
      var rest = UnsafeRawBufferPointer(bytes)
      while !rest.isEmpty {
        let count = Glibc.write(descriptor, rest.baseAddress, rest.count)
        if count < 0 {
          if errno == EINTR { continue }
          return false
        }
        rest = UnsafeRawBufferPointer(rebasing: rest[count...])
      }
      return true
    }
    guard isWhole, close(descriptor) == 0, rename(staging, path) == 0 else {
      let error = fault(path)
      unlink(staging)
      throw error
    }
  }

  /// The `.tsv` files directly in a folder, by name; nil where `path` is no folder.
  static func tables(in path: String) throws(CodeSearchError) -> [String]? {
    var status = stat()
    guard stat(path, &status) == 0 else { throw fault(path) }
    guard status.st_mode & S_IFMT == S_IFDIR else { return nil }
    guard let folder = opendir(path) else { throw fault(path) }
    defer { closedir(folder) }
    var names: [String] = []
    while let entry = readdir(folder) {
      let name = withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
        String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
      }
      if name.hasSuffix(".tsv"), !name.hasPrefix(".") { names.append(name) }
    }
    return names.sorted().map { path.hasSuffix("/") ? path + $0 : path + "/" + $0 }
  }

  private static func fault(_ path: String) -> CodeSearchError {
    CodeSearchError(.io, "\(path): \(String(cString: strerror(errno)))")
  }
}
