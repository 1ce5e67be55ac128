internal import CodeSearch
internal import Synchronization

/// The indexes that are open, by their handles.
///
/// A handle is a number that is given out once. What was closed, or never was a handle, is found out by looking it up, and an
/// index that is closed while a call runs lives on until that call ends.
enum OpenIndexes {
  private struct Table {
    var searchers: [UInt: Searcher] = [:]
    var last: UInt = 0
  }

  private static let table = Mutex(Table())

  static func add(_ searcher: Searcher) -> OpaquePointer? {
    table.withLock { table in
      table.last += 1
      table.searchers[table.last] = searcher
      return OpaquePointer(bitPattern: table.last)
    }
  }

  static func remove(_ handle: OpaquePointer?) {
    // The searcher is released outside the lock, which takes a while.
    _ = table.withLock { $0.searchers.removeValue(forKey: UInt(bitPattern: handle)) }
  }

  /// - Throws: `CodeSearchError` `.query` for NULL, a handle that was closed, and what never was one.
  static func searcher(of handle: OpaquePointer?) throws(CodeSearchError) -> Searcher {
    guard let searcher = table.withLock({ $0.searchers[UInt(bitPattern: handle)] }) else {
      throw CodeSearchError(.query, "the handle is of no open index", hint: "open one with codesearch_open")
    }
    return searcher
  }
}
