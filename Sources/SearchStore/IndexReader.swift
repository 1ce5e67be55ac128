internal import CXapian

/// One open index: a snapshot that never changes.
///
/// A reader belongs to one thread at a time, because libxapian aborts the process when two threads share a handle.
/// `ReaderPool` hands readers out for that reason.
///
/// ```swift
/// let reader = try IndexReader(path: "generations/000001-1a2b3c4d/index.glass")
/// try reader.search(program, SearchOptions(limit: 20), into: hits)
/// ```
public final class IndexReader {
  private let handle: OpaquePointer
  private let path: String?

  /// Opens the single-file index behind `descriptor`, which stays the caller's and may be closed afterwards.
  ///
  /// The offset of the descriptor is used while opening, so two readers must not be opened from duplicates of one
  /// descriptor at the same moment; `IndexFile` sees to that.
  /// - Parameter postings: What readers of the same index share; nil keeps nothing from search to search.
  /// - Throws: `.corrupt` for anything that is not a whole index, `.version`, `.io`.
  public init(descriptor: Int32, path: String? = nil, postings: SharedPostings? = nil) throws(StoreError) {
    do throws(StoreError) {
      handle = try IndexReader.opened { cx_reader_open_fd(descriptor, postings?.handle, $0, $1) }
    } catch {
      throw path.map(error.at) ?? error
    }
    self.path = path
  }

  /// Connects to the server of a remote part.
  /// - Throws: `.network`, naming host and port.
  init(remote: RemotePart) throws(StoreError) {
    handle = try IndexReader.opened {
      cx_reader_open_remote(remote.host, remote.port, remote.timeout, nil, $0, $1)
    }
    path = nil
  }

  /// One reader over all parts, whose own readers end here.
  init(joining parts: consuming [IndexReader], postings: SharedPostings) throws(StoreError) {
    let handles = parts.map { Optional($0.handle) }
    handle = try IndexReader.opened { opened, error in
      handles.withUnsafeBufferPointer { cx_reader_join($0.baseAddress, $0.count, postings.handle, opened, error) }
    }
    path = nil
    withExtendedLifetime(parts) {}
  }

  private static func opened(
    _ open: (UnsafeMutablePointer<OpaquePointer?>, UnsafeMutablePointer<OpaquePointer?>) -> cx_status
  ) throws(StoreError) -> OpaquePointer {
    var opened: OpaquePointer?
    try bridge { open(&opened, $0) }
    guard let opened else { throw StoreError(.internal, "the bridge opened nothing") }
    return opened
  }

  /// Opens the single-file index at `path`; links are not followed.
  public convenience init(path: String) throws(StoreError) {
    let descriptor = try FileDescriptor(reading: path)
    try self.init(descriptor: descriptor.number, path: path)
  }

  deinit { cx_reader_close(handle) }

  /// Documents, last docid and average length in the index.
  public func statistics() throws(StoreError) -> IndexStatistics {
    var described = cx_reader_statistics()
    try call { cx_reader_describe(handle, &described, $0) }
    return IndexStatistics(
      documentCount: Int(described.document_count), lastDocid: described.last_docid,
      averageLength: described.average_length,
      uuid: withUnsafeBytes(of: described.uuid) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) })
  }

  /// The number of documents with the term; 0 where there is none.
  public func frequency(ofTerm term: UnsafeBufferPointer<UInt8>) throws(StoreError) -> Int {
    var frequency: UInt32 = 0
    try call { cx_reader_term_freq(handle, term.baseAddress, term.count, &frequency, $0) }
    return Int(frequency)
  }

  /// The number of documents with the term; 0 where there is none.
  public func frequency(ofTerm term: some StringProtocol) throws(StoreError) -> Int {
    try withUTF8(of: term) { (bytes) throws(StoreError) in try frequency(ofTerm: bytes) }
  }

  /// Visits the terms that begin with `prefix`, in byte order, with the number of documents of each.
  ///
  /// - Parameters:
  ///   - prefix: Empty for all terms.
  ///   - start: The first term wanted, or the next one after where it is missing.
  ///   - limit: At most so many; nil for all.
  ///   - visit: Gets the bytes of the term, valid during the call, and its frequency; false stops. It must not use
  ///     this reader.
  /// - Returns: The number of terms visited.
  @discardableResult
  public func forEachTerm(
    prefix: some StringProtocol, from start: String = "", limit: Int? = nil,
    _ visit: (_ term: UnsafeBufferPointer<UInt8>, _ frequency: Int) -> Bool
  ) throws(StoreError) -> Int {
    if limit == 0 { return 0 }
    return try withUTF8(of: prefix) { (prefix) throws(StoreError) -> Int in
      try withUTF8(of: start) { (start) throws(StoreError) -> Int in
        try forEachTerm(prefix: prefix, from: start, limit: limit ?? 0, visit)
      }
    }
  }

  /// The terms that begin with `prefix`, as text, with the number of documents of each.
  public func terms(
    prefix: some StringProtocol, limit: Int? = nil
  ) throws(StoreError) -> [(term: String, frequency: Int)] {
    var found: [(term: String, frequency: Int)] = []
    try forEachTerm(prefix: prefix, limit: limit) { term, frequency in
      found.append((String(decoding: term, as: UTF8.self), frequency))
      return true
    }
    return found
  }

  /// Runs the program and writes its hits, best first, over what `hits` held before.
  ///
  /// - Parameter lengths: For each document how many terms it has, 255 for more, where every term counts once in its
  ///   document. With them, a program of terms, AND, OR, SCALE, FILTER, AND_NOT and AND_MAYBE is ranked several times faster,
  ///   and in one order however many parts the index has. Empty where they are not known.
  /// - Throws: `.invalidArgument` for a malformed program or option, `.limit`, `.timeout` past the deadline,
  ///   `.corrupt` where the index turns out to be damaged. `hits` is then empty.
  public func search(
    _ program: borrowing QueryProgram, _ options: SearchOptions = SearchOptions(),
    lengths: UnsafeRawBufferPointer = UnsafeRawBufferPointer(start: nil, count: 0), into hits: HitBatch
  ) throws(StoreError) {
    var bridged = try options.bridged()
    bridged.lengths = lengths.baseAddress?.assumingMemoryBound(to: UInt8.self)
    bridged.length_count = lengths.count
    let bytes = program.bytes
    try hits.fill(capacity: options.limit) { (written) throws(StoreError) in
      try call { error in
        bytes.withUnsafeBufferPointer { cx_search(handle, $0.baseAddress, $0.count, &bridged, written, error) }
      }
    }
  }

  /// Reads what searches will ask for who ask what was asked of another index last: a generation that is taken up is not slow
  /// then at words that are in use.
  /// - Parameters:
  ///   - other: the index that has answered so far.
  ///   - most: so many terms at most.
  ///   - lengths: as for ``search(_:_:lengths:into:)``.
  public func readAhead(as other: IndexReader, most: Int, lengths: UnsafeRawBufferPointer) throws(StoreError) {
    try call {
      cx_reader_read_ahead(
        handle, other.handle, most, lengths.baseAddress?.assumingMemoryBound(to: UInt8.self), lengths.count, $0)
    }
  }

  private func forEachTerm(
    prefix: UnsafeBufferPointer<UInt8>, from start: UnsafeBufferPointer<UInt8>, limit: Int,
    _ visit: (UnsafeBufferPointer<UInt8>, Int) -> Bool
  ) throws(StoreError) -> Int {
    guard limit >= 0 else { throw StoreError(.invalidArgument, "a limit below 0") }
    var visited: UInt64 = 0
    try call { error in
      withoutActuallyEscaping(visit) { visit in
        var visitor = TermVisitor(visit: visit)
        return withUnsafeMutablePointer(to: &visitor) {
          cx_reader_terms(
            handle, prefix.baseAddress, prefix.count, start.baseAddress, start.count, UInt64(limit),
            { context, term, length, frequency in
              guard let context else { return 1 }
              let visitor = context.assumingMemoryBound(to: TermVisitor.self)
              return visitor.pointee.visit(UnsafeBufferPointer(start: term, count: length), Int(frequency)) ? 0 : 1
            }, $0, &visited, error)
        }
      }
    }
    return Int(visited)
  }

  private func call(_ body: (UnsafeMutablePointer<OpaquePointer?>) -> cx_status) throws(StoreError) {
    do throws(StoreError) {
      try bridge(body)
    } catch {
      throw path.map(error.at) ?? error
    }
  }
}

@available(*, unavailable, message: "libxapian aborts when threads share a handle: borrow one from a ReaderPool")
extension IndexReader: Sendable {}

private struct TermVisitor {
  let visit: (UnsafeBufferPointer<UInt8>, Int) -> Bool
}

/// The size of an index.
public struct IndexStatistics: Sendable, Hashable {
  public var documentCount: Int
  /// The greatest docid, 0 in an empty index.
  public var lastDocid: UInt32
  /// Sum of the wdf of a document's terms, on average.
  public var averageLength: Double
  /// Made when the file was written, so that it tells files apart; empty for several parts together.
  public var uuid: String
}

/// The UTF-8 of `text` without a copy where it lies in one piece.
func withUTF8<Result>(
  of text: some StringProtocol, _ body: (UnsafeBufferPointer<UInt8>) throws(StoreError) -> Result
) throws(StoreError) -> Result {
  let attempt = text.utf8.withContiguousStorageIfAvailable { (bytes) -> Swift.Result<Result, StoreError> in
    do throws(StoreError) { return .success(try body(bytes)) } catch { return .failure(error) }
  }
  if let attempt { return try attempt.get() }
  return try Array(text.utf8).withUnsafeBufferPointer { (bytes) throws(StoreError) in try body(bytes) }
}
