internal import Glibc

/// What lies at the place of an index, before anything of it is opened.
public enum IndexFolder: Sendable, Hashable {
  /// Nothing, or an empty folder: an index may be built here.
  case free
  /// A build began here, but none was ever published.
  case unpublished
  /// A generation was published here.
  case published
  /// Something else, with what it is; nothing may be written or removed here.
  case foreign(String)

  public init(_ root: String) {
    var status = stat()
    guard stat(root, &status) == 0 else {
      self = lstat(root, &status) == 0 ? .foreign("a link that leads nowhere") : .free
      return
    }
    guard status.st_mode & S_IFMT == S_IFDIR else {
      self = .foreign("a file")
      return
    }
    if access(root + "/CURRENT", F_OK) == 0 {
      self = .published
    } else if access(root + "/LOCK", F_OK) == 0 {
      self = .unpublished
    } else {
      self = IndexFolder.isEmpty(root) ? .free : .foreign("a folder with other things in it")
    }
  }

  /// A folder that cannot be listed counts as empty: what is done next names the reason.
  private static func isEmpty(_ root: String) -> Bool {
    guard let handle = opendir(root) else { return true }
    defer { closedir(handle) }
    while let entry = readdir(handle) {
      let first = entry.pointee.d_name
      let isDots = first.0 == 0x2E && (first.1 == 0 || first.1 == 0x2E && first.2 == 0)
      if !isDots { return false }
    }
    return true
  }
}

extension BuildError {
  /// For a place that is not an index and not free; nil for any other.
  public init?(foreign root: String) {
    guard case .foreign(let what) = IndexFolder(root) else { return nil }
    self.init(.corrupt, "\(root) is not an index, but \(what)", remedy: "name another place with --index")
  }
}
