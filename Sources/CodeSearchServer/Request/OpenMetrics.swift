internal import HTTPTypes

/// Figures in the text format of OpenMetrics 1.0.
struct OpenMetrics {
  private var text = ""

  static let type = "application/openmetrics-text; version=1.0.0; charset=utf-8"

  init(_ figures: ServerMetrics.Figures, generation: String, indexBytes: Int, connections: ConnectionTable) {
    family("codesearch_requests", "counter", "Requests answered, by route and status.")
    for (label, count) in figures.requests.sorted(by: { ($0.key.route, $0.key.status) < ($1.key.route, $1.key.status) })
    {
      sample("codesearch_requests_total", ["route": label.route, "status": String(label.status)], String(count))
    }
    family("codesearch_request_duration_seconds", "histogram", "Time from the head of a request to its answer.")
    for (route, histogram) in figures.durations.sorted(by: { $0.key < $1.key }) { add(histogram, route: route) }
    family("codesearch_connections", "gauge", "Open connections.")
    sample("codesearch_connections", [:], String(connections.count))
    family("codesearch_connections_evicted", "counter", "Waiting connections closed to make room for new ones.")
    sample("codesearch_connections_evicted_total", [:], String(connections.evictedCount))
    family("codesearch_index_bytes", "gauge", "Size of the generation that answers.")
    sample("codesearch_index_bytes", [:], String(indexBytes))
    family("codesearch_index_generation", "info", "The generation that answers.")
    sample("codesearch_index_generation_info", ["generation": generation], "1")
    text += "# EOF\n"
  }

  var response: ServerResponse { ServerResponse(type: OpenMetrics.type, body: Array(text.utf8)) }

  private mutating func add(_ histogram: ServerMetrics.Histogram, route: String) {
    let name = "codesearch_request_duration_seconds"
    var sum = 0
    for (index, count) in histogram.counts.enumerated() {
      sum += count
      let bound = index < ServerMetrics.bounds.count ? String(ServerMetrics.bounds[index]) : "+Inf"
      sample(name + "_bucket", ["route": route, "le": bound], String(sum))
    }
    sample(name + "_count", ["route": route], String(sum))
    sample(name + "_sum", ["route": route], String(histogram.sum))
  }

  private mutating func family(_ name: String, _ type: String, _ help: String) {
    text += "# TYPE \(name) \(type)\n# HELP \(name) \(help)\n"
  }

  private mutating func sample(_ name: String, _ labels: KeyValuePairs<String, String>, _ value: String) {
    let written = labels.map { "\($0.key)=\"\(OpenMetrics.escaped($0.value))\"" }.joined(separator: ",")
    text += name + (written.isEmpty ? "" : "{\(written)}") + " \(value)\n"
  }

  private static func escaped(_ text: String) -> String {
    text.reduce(into: "") { result, character in
      switch character {
      case "\\": result += "\\\\"
      case "\"": result += "\\\""
      case "\n": result += "\\n"
      default: result.append(character)
      }
    }
  }
}
