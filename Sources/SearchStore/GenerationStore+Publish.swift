extension GenerationStore {
  /// What publishing did after the new generation was current.
  public struct Publication: Sendable {
    public var identifier: GenerationIdentifier
    /// Older generations removed.
    public var removed: [GenerationIdentifier] = []
    /// Why removing older generations stopped; the next build tries again.
    public var cleanupFailure: StoreError?
  }

  /// Makes the content of `staging` the current generation.
  ///
  /// Everything is on the device before `CURRENT` names it, so that a crash at any point leaves the generation that
  /// was current before. An error does too, but one: where syncing the root directory itself fails, the new generation
  /// is current but may be gone after a power cut. Leftovers of dead builders are swept first.
  /// - Parameters:
  ///   - staging: A directory from `makeStaging(under:)` that holds plain files only.
  ///   - identifier: A new one, above the current; see `nextIdentifier(digest:)`.
  /// - Throws: `.invalidArgument`, `.io`, `.noSpace`; `staging` may have been moved then, and the next sweep removes it.
  @discardableResult
  public func publish(
    staging: String, as identifier: GenerationIdentifier, under lock: borrowing BuilderLock
  ) throws(StoreError) -> Publication {
    try check(lock)
    try sweep(keeping: [staging], under: lock)
    if let current = try currentIdentifier(), identifier <= current {
      throw StoreError(.invalidArgument, "\(identifier) is not above \(current), which is current", path: staging)
    }
    try syncContent(of: staging)
    try files.rename(staging, to: path(of: identifier))
    try files.syncDirectory("\(root)/generations")
    try files.syncDirectory("\(root)/staging")
    try replaceCurrent(with: identifier)
    return removeOld(current: identifier)
  }

  /// Makes the generation before the current one current again. The one rolled back from stays until the next sweep, so
  /// that `activate(_:under:)` can return to it.
  /// - Returns: The generation that is current now.
  /// - Throws: `.notFound` where there is none before.
  @discardableResult
  public func rollback(under lock: borrowing BuilderLock) throws(StoreError) -> GenerationIdentifier {
    guard let current = try currentIdentifier(), let previous = try identifiers().last(where: { $0 < current }) else {
      throw StoreError(.notFound, "no generation before the current one", path: root)
    }
    try activate(previous, under: lock)
    return previous
  }

  /// Makes a generation that is there the current one.
  /// - Throws: `.notFound` where it is not there.
  public func activate(_ identifier: GenerationIdentifier, under lock: borrowing BuilderLock) throws(StoreError) {
    try check(lock)
    guard try identifiers().contains(identifier) else {
      throw StoreError(.notFound, "no such generation", path: path(of: identifier))
    }
    try replaceCurrent(with: identifier)
  }

  private func syncContent(of staging: String) throws(StoreError) {
    let entries = try files.list(staging)
    guard !entries.isEmpty else { throw StoreError(.invalidArgument, "nothing to publish", path: staging) }
    for entry in entries {
      let path = "\(staging)/\(entry.name)"
      guard entry.kind == .file else {
        throw StoreError(.invalidArgument, "a generation holds plain files only", path: path)
      }
      try files.syncFile(path)
    }
    try files.syncDirectory(staging)
  }

  private func replaceCurrent(with identifier: GenerationIdentifier) throws(StoreError) {
    let temporary = "\(root)/CURRENT.new"
    try files.writeFile(temporary, Array("\(identifier)\n".utf8))
    try files.syncFile(temporary)
    try files.rename(temporary, to: currentPath)
    try files.syncDirectory(root)
  }

  /// The new generation is current whatever happens here, so failing is told and not thrown.
  private func removeOld(current: GenerationIdentifier) -> Publication {
    var publication = Publication(identifier: current)
    do throws(StoreError) {
      for identifier in try identifiers().dropLast(Self.retained) {
        try files.removeTree(path(of: identifier))
        publication.removed.append(identifier)
      }
    } catch {
      publication.cleanupFailure = error
    }
    return publication
  }
}
