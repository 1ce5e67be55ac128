/// The generations of one index, of which one is current.
///
/// ```
/// CURRENT                  one line: the identifier of the current generation
/// LOCK                     held by the one builder
/// generations/<id>/        never changes once it is there
/// staging/<name>/          what a builder is at
/// ```
/// Readers need no lock: `CURRENT` is replaced by one rename, and the generation that it named before stays.
///
/// ```swift
/// let store = GenerationStore(root: "Indexes/main")
/// let lock = try store.lock()
/// let staging = try store.makeStaging(under: lock)
/// // … write index.glass, texts and manifest.json into staging …
/// try store.publish(staging: staging, as: store.nextIdentifier(digest: digest), under: lock)
/// ```
public struct GenerationStore: Sendable {
  /// Generations that publishing leaves, the current one included.
  public static let retained = 3

  public let root: String
  let files: any FileSystem

  /// A store in the directory `root`; nothing is read or created yet.
  public init(root: String, files: any FileSystem = SystemFiles()) {
    self.root = root
    self.files = files
  }

  // MARK: Reading

  /// The current generation's identifier; nil where nothing was ever published.
  /// - Throws: `.corrupt` where `CURRENT` is anything but one identifier.
  public func currentIdentifier() throws(StoreError) -> GenerationIdentifier? {
    let bytes: [UInt8]
    do throws(StoreError) {
      bytes = try files.readFile(currentPath, limit: 65)
    } catch {
      if error.code == .notFound { return nil }
      if error.code == .limit { throw unexpectedCurrent() }
      throw error
    }
    guard bytes.last == UInt8(ascii: "\n"),
      let identifier = GenerationIdentifier(String(decoding: bytes.dropLast(), as: UTF8.self))
    else { throw unexpectedCurrent() }
    return identifier
  }

  /// Opens a generation.
  /// - Throws: `.notFound` where it is not there.
  public func open(_ identifier: GenerationIdentifier) throws(StoreError) -> Generation {
    try Generation(identifier, path: path(of: identifier))
  }

  /// Opens the current generation.
  ///
  /// - Throws: `.notFound` where nothing was ever published, `.corrupt` where `CURRENT` names what is not there.
  public func openCurrent() throws(StoreError) -> Generation {
    // A builder may publish often enough in between to remove the generation just read of: then there is a newer one.
    for _ in 0..<8 {
      guard let identifier = try currentIdentifier() else {
        throw StoreError(.notFound, "no generation was published yet", path: root)
      }
      do throws(StoreError) {
        return try open(identifier)
      } catch {
        guard error.code == .notFound else { throw error }
        if try currentIdentifier() == identifier {
          throw StoreError(.corrupt, "names \(identifier), which is not there", path: currentPath)
        }
      }
    }
    throw StoreError(.modified, "replaced again and again while it was opened", path: root)
  }

  /// The generations that are there, oldest first. Other names are passed over.
  public func identifiers() throws(StoreError) -> [GenerationIdentifier] {
    try entries("\(root)/generations").compactMap { $0.kind == .directory ? GenerationIdentifier($0.name) : nil }
      .sorted()
  }

  /// The identifier that the next generation should get.
  public func nextIdentifier(digest: Digest) throws(StoreError) -> GenerationIdentifier {
    let last = try identifiers().last?.sequence ?? 0
    let current = try currentIdentifier()?.sequence ?? 0
    return GenerationIdentifier(sequence: max(last, current) + 1, digest: digest)
  }

  // MARK: Building

  /// Takes the right to build; creates the layout where it is missing, but not `root` itself.
  /// - Throws: `.busy` naming the process that holds it, at once.
  public func lock() throws(StoreError) -> BuilderLock {
    let lock = try BuilderLock(root: root)
    try files.createDirectory("\(root)/generations")
    try files.createDirectory("\(root)/staging")
    return lock
  }

  /// Creates an empty directory to build in, on the device of the index.
  public func makeStaging(under lock: borrowing BuilderLock) throws(StoreError) -> String {
    try check(lock)
    let path = "\(root)/staging/\(String(UInt64.random(in: .min ... .max), radix: 36))"
    try files.createDirectory(path)
    return path
  }

  /// Removes what dead builders left: staging directories but those in `keeping`, and generations newer than the
  /// current one, which were either never made current or rolled back from.
  /// - Returns: The paths removed.
  @discardableResult
  public func sweep(keeping: [String] = [], under lock: borrowing BuilderLock) throws(StoreError) -> [String] {
    try check(lock)
    var removed: [String] = []
    for entry in try entries("\(root)/staging") {
      let path = "\(root)/staging/\(entry.name)"
      if keeping.contains(path) { continue }
      if entry.kind == .directory { try files.removeTree(path) } else { try files.unlink(path) }
      removed.append(path)
    }
    // Without `CURRENT` nobody can tell which generations were ever good, so none is removed.
    if let current = try currentIdentifier() {
      for identifier in try identifiers() where identifier > current {
        try files.removeTree(path(of: identifier))
        removed.append(path(of: identifier))
      }
    }
    if try entries(root).contains(where: { $0.name == "CURRENT.new" }) {
      try files.unlink("\(root)/CURRENT.new")
      removed.append("\(root)/CURRENT.new")
    }
    return removed
  }

  func check(_ lock: borrowing BuilderLock) throws(StoreError) {
    guard lock.root == root else { throw StoreError(.misuse, "the lock is of another index", path: root) }
  }

  func entries(_ path: String) throws(StoreError) -> [DirectoryEntry] {
    do throws(StoreError) {
      return try files.list(path)
    } catch {
      if error.code == .notFound { return [] }
      throw error
    }
  }

  var currentPath: String { "\(root)/CURRENT" }

  func path(of identifier: GenerationIdentifier) -> String { "\(root)/generations/\(identifier)" }

  private func unexpectedCurrent() -> StoreError {
    StoreError(.corrupt, "does not hold the identifier of a generation on one line", path: currentPath)
  }
}
