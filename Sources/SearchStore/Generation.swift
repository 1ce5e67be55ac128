internal import Glibc

/// One generation, opened: a directory whose files never change.
///
/// Files are opened relative to the directory, so that all of them come from the same generation whatever is published
/// meanwhile. Once a later build has removed the generation, files that are open stay good and others are gone: open
/// what is needed at once.
public final class Generation: Sendable {
  public let identifier: GenerationIdentifier
  /// For messages; files are opened by `map`, `read` and `index`.
  public let path: String
  private let directory: Int32

  /// Opens a directory with a generation's files; a builder opens its staging directory so, to check it.
  /// - Throws: `.notFound`, `.io`.
  public init(_ identifier: GenerationIdentifier, path: String) throws(StoreError) {
    self.identifier = identifier
    self.path = path
    directory = try FileDescriptor(directory: path).release()
  }

  deinit { close(directory) }

  /// A single-file index.
  public func index(_ name: String = "index.glass") throws(StoreError) -> IndexFile {
    IndexFile(owning: try openFile(name).release(), path: "\(path)/\(name)")
  }

  /// Maps a file of the generation.
  public func map(_ name: String, access: MappedFile.Access = .random) throws(StoreError) -> MappedFile {
    try MappedFile(openFile(name), path: "\(path)/\(name)", access: access)
  }

  /// The content of a small file of the generation.
  /// - Throws: `.limit` where it is larger than `limit` bytes.
  public func read(_ name: String, limit: Int = 1 << 20) throws(StoreError) -> [UInt8] {
    let mapped = try map(name, access: .sequential)
    guard mapped.count <= limit else { throw StoreError(.limit, "larger than \(limit) bytes", path: mapped.path) }
    return mapped.withBytes { Array($0) }
  }

  /// The size of a file of the generation, in bytes.
  public func size(of name: String) throws(StoreError) -> Int {
    try openFile(name).size()
  }

  private func openFile(_ name: String) throws(StoreError) -> FileDescriptor {
    guard !name.isEmpty, name != "..", name != ".", !name.utf8.contains(UInt8(ascii: "/")), !name.utf8.contains(0)
    else { throw StoreError(.invalidArgument, "not a file name: \(name)", path: path) }
    do throws(StoreError) {
      return try FileDescriptor(reading: name, in: directory)
    } catch {
      var located = error
      located.path = "\(path)/\(name)"
      throw located
    }
  }
}
