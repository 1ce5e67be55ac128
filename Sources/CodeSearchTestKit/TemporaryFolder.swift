internal import FoundationEssentials
internal import Glibc
internal import Synchronization

/// Folders of their own for tests. What is left of them when the program ends is removed then.
public enum TemporaryFolder {
  private static let made: Mutex<Set<String>> = {
    // Indexes that suites share are never released.
    atexit { TemporaryFolder.removeAll() }
    return Mutex([])
  }()

  /// Makes an empty folder below the system's folder of temporary files.
  public static func make() throws -> String {
    let name = "codesearch-test-\(UUID().uuidString)"
    let path = FileManager.default.temporaryDirectory.appendingPathComponent(name).path
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    made.withLock { _ = $0.insert(path) }
    return path
  }

  /// Removes a folder with all that is in it; one that is not there is no error.
  public static func remove(_ path: String) {
    try? FileManager.default.removeItem(atPath: path)
    made.withLock { _ = $0.remove(path) }
  }

  private static func removeAll() {
    for path in made.withLock({ $0 }) { try? FileManager.default.removeItem(atPath: path) }
  }
}
