internal import Synchronization

/// A file system for tests that records its operations and lets one of them fail.
///
/// Count up until a run passes untouched, and every step of the work has failed once:
/// ```swift
/// let files = FaultyFiles(failing: 3, .asKilled)
/// try? GenerationStore(root: root, files: files).publish(…)
/// ```
public final class FaultyFiles: FileSystem {
  /// What comes after the operation that fails.
  public enum Fault: Sendable {
    /// Later operations work: an error that cleaning up can follow.
    case once
    /// Later operations fail too, as if the process had ended.
    case asKilled
  }

  private let base: any FileSystem
  private let failing: Int?
  private let fault: Fault
  private let error: StoreError
  private let log = Mutex<[String]>([])

  /// - Parameters:
  ///   - failing: The operation to fail, counted from 0; nil for none.
  ///   - error: What it throws.
  ///   - base: Where operations that work go.
  public init(
    failing: Int? = nil, _ fault: Fault = .once, error: StoreError = StoreError(.io, "injected", errno: 5),
    base: any FileSystem = SystemFiles()
  ) {
    self.base = base
    self.failing = failing
    self.fault = fault
    self.error = error
  }

  /// The operations asked for so far, each as `name path [path]`, failed ones included.
  public var operations: [String] { log.withLock { $0 } }

  /// Whether the operation to fail was reached.
  public var hasFailed: Bool { failing.map { operations.count > $0 } ?? false }

  private func pass(_ operation: String) throws(StoreError) {
    let number = log.withLock { log in
      log.append(operation)
      return log.count - 1
    }
    guard let failing else { return }
    if number == failing || (number > failing && fault == .asKilled) { throw error }
  }

  public func createDirectory(_ path: String) throws(StoreError) {
    try pass("createDirectory \(path)")
    try base.createDirectory(path)
  }

  public func writeFile(_ path: String, _ bytes: [UInt8]) throws(StoreError) {
    do throws(StoreError) {
      try pass("writeFile \(path)")
    } catch {
      // A write that fails has often written something.
      try? base.writeFile(path, Array(bytes.prefix(bytes.count / 2)))
      throw error
    }
    try base.writeFile(path, bytes)
  }

  public func readFile(_ path: String, limit: Int) throws(StoreError) -> [UInt8] {
    try pass("readFile \(path)")
    return try base.readFile(path, limit: limit)
  }

  public func syncFile(_ path: String) throws(StoreError) {
    try pass("syncFile \(path)")
    try base.syncFile(path)
  }

  public func syncDirectory(_ path: String) throws(StoreError) {
    try pass("syncDirectory \(path)")
    try base.syncDirectory(path)
  }

  public func rename(_ path: String, to destination: String) throws(StoreError) {
    try pass("rename \(path) \(destination)")
    try base.rename(path, to: destination)
  }

  public func link(_ path: String, to destination: String) throws(StoreError) {
    try pass("link \(path) \(destination)")
    try base.link(path, to: destination)
  }

  public func unlink(_ path: String) throws(StoreError) {
    try pass("unlink \(path)")
    try base.unlink(path)
  }

  public func removeDirectory(_ path: String) throws(StoreError) {
    try pass("removeDirectory \(path)")
    try base.removeDirectory(path)
  }

  public func list(_ path: String) throws(StoreError) -> [DirectoryEntry] {
    try pass("list \(path)")
    return try base.list(path)
  }
}
