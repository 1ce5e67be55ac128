internal import CXapian

/// How a program is run.
public struct SearchOptions: Sendable, Hashable {
  /// In which order hits of equal weight come.
  public enum TieOrder: UInt8, Sendable, Hashable {
    /// Any; a boolean search may stop as soon as it has enough.
    case any = 0
    case ascendingDocid = 1
  }

  /// Hits passed over.
  public var offset = 0
  /// Hits wanted.
  public var limit = 10
  /// Documents to look at before the bounds of `HitBatch` may be estimates.
  public var checkAtLeast = 0
  /// BM25, 0 or more: how much it counts that a term occurs again in the document.
  public var k1 = 1.0
  /// BM25, 0 to 1: how much the length of the document counts; 0 gives libxapian the tightest bounds.
  public var b = 0.0
  /// BM25, 0 to 1: documents shorter than this share of the average count as that long.
  public var minimumNormalizedLength = 0.5
  /// No weights: every hit weighs 0.
  public var booleanOnly = false
  public var tieOrder = TieOrder.ascendingDocid
  /// Milliseconds until the search gives up; nil for none. Looked at per candidate, so that it cannot stop a search
  /// that meets no candidate.
  public var deadline: Int?
  /// One hit, the best, per value of this slot; nil keeps all.
  public var collapseSlot: UInt32?

  public init(offset: Int = 0, limit: Int = 10) {
    self.offset = offset
    self.limit = limit
  }

  func bridged() throws(StoreError) -> cx_search_options {
    guard let offset = UInt32(exactly: offset), let limit = UInt32(exactly: limit),
      let checkAtLeast = UInt32(exactly: checkAtLeast), let deadline = UInt32(exactly: deadline ?? 0),
      UInt64(offset) + UInt64(limit) <= UInt64(CX_MAX_HITS)
    else { throw StoreError(.invalidArgument, "a search option is negative or too large") }
    return cx_search_options(
      offset: offset, limit: limit, check_at_least: checkAtLeast, k1: k1, b: b, min_normlen: minimumNormalizedLength,
      boolean_only: booleanOnly ? 1 : 0, order: tieOrder.rawValue, deadline_ms: deadline,
      collapse_slot: collapseSlot ?? UInt32.max, lengths: nil, length_count: 0)
  }
}
