internal import CXapian

/// The hits of one search in two parallel buffers, to be reused from search to search.
///
/// ```swift
/// let hits = HitBatch()
/// try reader.search(program, into: hits)
/// for index in 0..<hits.count { print(hits.docids[index], hits.weights[index]) }
/// ```
public final class HitBatch {
  var raw = cx_hits()

  public init() {}

  deinit {
    raw.docids?.deallocate()
    raw.weights?.deallocate()
  }

  public var count: Int { raw.count }
  public var isEmpty: Bool { raw.count == 0 }

  /// Docids, best hit first. Valid until the next search into this batch, and as long as the batch lives.
  public var docids: UnsafeBufferPointer<UInt32> { UnsafeBufferPointer(start: raw.docids, count: raw.count) }
  /// Weights in the order of `docids`. Valid as long as those are.
  public var weights: UnsafeBufferPointer<Double> { UnsafeBufferPointer(start: raw.weights, count: raw.count) }

  /// Matches in the whole index: at least, about, at most.
  public var matches: (lowerBound: Int, estimate: Int, upperBound: Int) {
    (Int(raw.lower_bound), Int(raw.estimate), Int(raw.upper_bound))
  }

  /// The greatest weight of any match.
  public var greatestWeight: Double { raw.max_attained }
  /// The greatest weight that a document could have had.
  public var greatestPossibleWeight: Double { raw.max_possible }
  /// Terms that the prefixes of the program stood for.
  public var expandedTerms: Int { Int(raw.expanded_terms) }
  /// Prefixes of which some terms were left out: to be told to whoever asked.
  public var cutExpansions: Int { Int(raw.cut_expansions) }

  func reserve(_ capacity: Int) {
    guard capacity > raw.capacity else { return }
    raw.docids?.deallocate()
    raw.weights?.deallocate()
    raw.docids = .allocate(capacity: capacity)
    raw.weights = .allocate(capacity: capacity)
    raw.capacity = capacity
    raw.count = 0
  }

  func removeAll() {
    raw = cx_hits(docids: raw.docids, weights: raw.weights, capacity: raw.capacity)
  }
}

extension cx_hits {
  fileprivate init(docids: UnsafeMutablePointer<UInt32>?, weights: UnsafeMutablePointer<Double>?, capacity: Int) {
    self.init()
    self.docids = docids
    self.weights = weights
    self.capacity = capacity
  }
}

@available(*, unavailable, message: "a batch belongs to one search at a time")
extension HitBatch: Sendable {}
