internal import CXapian

/// Posting lists as arrays, kept from search to search and shared by the readers of one index. Those asked for last stay.
public final class SharedPostings: @unchecked Sendable {
  /// What an index keeps unless told otherwise, in bytes: more than all lists of the official code sets together.
  public static let standardLimit = 64 << 20

  let handle: OpaquePointer?

  /// - Parameter byteLimit: The most memory that the lists take together.
  public init(byteLimit: Int) {
    var created: OpaquePointer?
    cx_postings_create(byteLimit, &created, nil)
    handle = created
  }

  deinit { cx_postings_free(handle) }
}
