internal import CXapian

/// The hits of one search in two parallel buffers, to be reused from search to search.
///
/// ```swift
/// let hits = HitBatch()
/// try reader.search(program, into: hits)
/// for index in 0..<hits.count { print(hits.docids[index], hits.weights[index]) }
/// ```
public final class HitBatch {
  // Arrays and not raw memory: a slice that outlives the batch or the next search stays what it was.
  private var docidBuffer: [UInt32] = []
  private var weightBuffer: [Double] = []
  private var summary = cx_hits()

  public init() {}

  public var count: Int { summary.count }
  public var isEmpty: Bool { summary.count == 0 }

  /// Docids, best hit first; indices begin at 0. Keeping it over the next search costs a copy.
  public var docids: ArraySlice<UInt32> { docidBuffer[..<summary.count] }
  /// Weights in the order of `docids`.
  public var weights: ArraySlice<Double> { weightBuffer[..<summary.count] }

  /// Matches in the whole index: at least, about, at most.
  public var matches: (lowerBound: Int, estimate: Int, upperBound: Int) {
    (Int(summary.lower_bound), Int(summary.estimate), Int(summary.upper_bound))
  }

  /// The greatest weight of any match.
  public var greatestWeight: Double { summary.max_attained }
  /// The greatest weight that a document could have had.
  public var greatestPossibleWeight: Double { summary.max_possible }
  /// Terms that the prefixes of the program stood for.
  public var expandedTerms: Int { Int(summary.expanded_terms) }
  /// Prefixes of which some terms were left out: to be told to whoever asked.
  public var cutExpansions: Int { Int(summary.cut_expansions) }

  /// Lets `search` write at least `capacity` hits; empty afterwards where it throws.
  func fill(
    capacity: Int, _ search: (UnsafeMutablePointer<cx_hits>) throws(StoreError) -> Void
  ) throws(StoreError) {
    summary = cx_hits()
    if docidBuffer.count < capacity {
      docidBuffer = [UInt32](repeating: 0, count: capacity)
      weightBuffer = [Double](repeating: 0, count: capacity)
    }
    let outcome = docidBuffer.withUnsafeMutableBufferPointer { docids in
      weightBuffer.withUnsafeMutableBufferPointer { weights -> Result<cx_hits, StoreError> in
        var written = cx_hits()
        written.docids = docids.baseAddress
        written.weights = weights.baseAddress
        written.capacity = docids.count
        do throws(StoreError) { try search(&written) } catch { return .failure(error) }
        written.docids = nil
        written.weights = nil
        return .success(written)
      }
    }
    summary = try outcome.get()
  }
}

@available(*, unavailable, message: "a batch belongs to one search at a time")
extension HitBatch: Sendable {}
