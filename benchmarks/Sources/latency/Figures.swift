/// Microseconds of one engine over the queries of one class: for each query the median of its rounds.
struct Figures: Encodable {
  var p50 = 0.0
  var p95 = 0.0
  var p99 = 0.0
  var mean = 0.0

  init(_ times: [Double]) {
    let sorted = times.sorted()
    guard !sorted.isEmpty else { return }
    // The smallest time that at least the share has.
    func quantile(_ share: Double) -> Double {
      sorted[min(sorted.count - 1, max(0, Int((share * Double(sorted.count)).rounded(.up)) - 1))]
    }
    p50 = quantile(0.5)
    p95 = quantile(0.95)
    p99 = quantile(0.99)
    mean = sorted.reduce(0, +) / Double(sorted.count)
  }

  private init(p50: Double, p95: Double, p99: Double, mean: Double) {
    (self.p50, self.p95, self.p99, self.mean) = (p50, p95, p99, mean)
  }

  static func / (left: Figures, right: Figures) -> Figures {
    Figures(
      p50: left.p50 / right.p50, p95: left.p95 / right.p95, p99: left.p99 / right.p99, mean: left.mean / right.mean)
  }
}

/// One class of queries, both engines.
struct Row: Encodable {
  var kind: String
  var queries: Int
  var floor: Figures
  var search: Figures
  /// The search's figures over the floor's.
  var ratio: Figures

  init(kind: String, floor: [Double], search: [Double]) {
    self.kind = kind
    queries = floor.count
    self.floor = Figures(floor)
    self.search = Figures(search)
    ratio = self.search / self.floor
  }
}

func median(_ values: [Double]) -> Double { Figures(values).p50 }
