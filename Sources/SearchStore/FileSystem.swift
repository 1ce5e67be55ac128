internal import Glibc

/// The operations that publishing a generation is made of: the seam at which tests let one of them fail.
///
/// Paths are used as they are. Every operation throws `StoreError` with the path and, where there is one, the errno.
public protocol FileSystem: Sendable {
  /// Creates one directory; one that is there already is fine.
  func createDirectory(_ path: String) throws(StoreError)
  /// Creates or empties the file and writes the bytes; nothing is synced.
  func writeFile(_ path: String, _ bytes: [UInt8]) throws(StoreError)
  /// The whole content of a small file.
  func readFile(_ path: String, limit: Int) throws(StoreError) -> [UInt8]
  /// Waits until the content of the file is on the device.
  func syncFile(_ path: String) throws(StoreError)
  /// Waits until the names in the directory are on the device.
  func syncDirectory(_ path: String) throws(StoreError)
  /// Moves atomically within one device; a file in the way is replaced.
  func rename(_ path: String, to destination: String) throws(StoreError)
  /// Gives the file a second name.
  func link(_ path: String, to destination: String) throws(StoreError)
  /// Removes a file or link.
  func unlink(_ path: String) throws(StoreError)
  /// Removes an empty directory.
  func removeDirectory(_ path: String) throws(StoreError)
  /// The entries of a directory by name, without `.` and `..`.
  func list(_ path: String) throws(StoreError) -> [DirectoryEntry]
}

/// A name in a directory.
public struct DirectoryEntry: Sendable, Hashable {
  public enum Kind: Sendable, Hashable {
    case file, directory
    /// A link, pipe, socket or device: never followed.
    case other
  }

  public var name: String
  public var kind: Kind

  public init(name: String, kind: Kind) {
    self.name = name
    self.kind = kind
  }
}

extension FileSystem {
  /// Removes a directory and what is in it; links are removed, not followed. One that is not there is fine.
  public func removeTree(_ path: String) throws(StoreError) {
    let entries: [DirectoryEntry]
    do throws(StoreError) {
      entries = try list(path)
    } catch {
      if error.code == .notFound { return }
      throw error
    }
    for entry in entries {
      let child = "\(path)/\(entry.name)"
      if entry.kind == .directory { try removeTree(child) } else { try unlink(child) }
    }
    try removeDirectory(path)
  }
}

/// The file system itself.
public struct SystemFiles: FileSystem {
  public init() {}

  public func createDirectory(_ path: String) throws(StoreError) {
    guard mkdir(path, 0o755) != 0 else { return }
    let number = errno
    var status = stat()
    if number == EEXIST, lstat(path, &status) == 0, status.st_mode & S_IFMT == S_IFDIR { return }
    throw StoreError(system: "cannot be created", path: path, number: number)
  }

  public func writeFile(_ path: String, _ bytes: [UInt8]) throws(StoreError) {
    try writeFile(path, joining: [bytes])
  }

  /// As ``FileSystem/writeFile(_:_:)``, of pieces one after another.
  public func writeFile(_ path: String, joining pieces: [[UInt8]]) throws(StoreError) {
    let number = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW | O_CLOEXEC, 0o644)
    guard number >= 0 else { throw StoreError(system: "cannot be created", path: path) }
    let file = FileDescriptor(owning: number)
    do throws(StoreError) {
      for bytes in pieces { try file.write(bytes) }
    } catch {
      throw error.at(path)
    }
  }

  public func readFile(_ path: String, limit: Int) throws(StoreError) -> [UInt8] {
    let file = try FileDescriptor(reading: path)
    do throws(StoreError) {
      let size = try file.size()
      guard size <= limit else { throw StoreError(.limit, "larger than \(limit) bytes") }
      return try file.read(size)
    } catch {
      throw error.at(path)
    }
  }

  public func syncFile(_ path: String) throws(StoreError) {
    let file = try FileDescriptor(reading: path)
    guard fsync(file.number) == 0 else { throw StoreError(system: "cannot be synced", path: path) }
  }

  public func syncDirectory(_ path: String) throws(StoreError) {
    let directory = try FileDescriptor(directory: path)
    guard fsync(directory.number) == 0 else { throw StoreError(system: "cannot be synced", path: path) }
  }

  public func rename(_ path: String, to destination: String) throws(StoreError) {
    guard Glibc.rename(path, destination) == 0 else { throw StoreError(system: "cannot be renamed", path: path) }
  }

  public func link(_ path: String, to destination: String) throws(StoreError) {
    guard Glibc.link(path, destination) == 0 else { throw StoreError(system: "cannot be linked", path: path) }
  }

  public func unlink(_ path: String) throws(StoreError) {
    guard Glibc.unlink(path) == 0 else { throw StoreError(system: "cannot be removed", path: path) }
  }

  public func removeDirectory(_ path: String) throws(StoreError) {
    guard rmdir(path) == 0 else { throw StoreError(system: "cannot be removed", path: path) }
  }

  public func list(_ path: String) throws(StoreError) -> [DirectoryEntry] {
    let number = try FileDescriptor(directory: path).release()
    guard let stream = fdopendir(number) else {
      close(number)
      throw StoreError(system: "cannot be listed", path: path)
    }
    defer { closedir(stream) }
    var entries: [DirectoryEntry] = []
    errno = 0
    while let entry = readdir(stream) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if name != "." && name != ".." {
        entries.append(DirectoryEntry(name: name, kind: kind(of: "\(path)/\(name)")))
      }
      errno = 0
    }
    guard errno == 0 else { throw StoreError(system: "cannot be listed", path: path) }
    return entries.sorted { $0.name < $1.name }
  }

  private func kind(of path: String) -> DirectoryEntry.Kind {
    var status = stat()
    guard lstat(path, &status) == 0 else { return .other }
    return switch status.st_mode & S_IFMT {
    case S_IFREG: .file
    case S_IFDIR: .directory
    default: .other
    }
  }
}
