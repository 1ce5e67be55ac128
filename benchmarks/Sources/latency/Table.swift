/// The rows as a table in Markdown, in microseconds.
enum Table {
  static func text(_ rows: [Row]) -> String {
    var lines = [
      "| class | queries | floor p50 | p95 | p99 | mean | search p50 | p95 | p99 | mean | ratio p50 | p95 | p99 | mean |",
      "|---|---|---|---|---|---|---|---|---|---|---|---|---|---|",
    ]
    for row in rows {
      let cells =
        [row.kind, String(row.queries)] + cells(row.floor, whole) + cells(row.search, whole)
        + cells(row.ratio, hundredths)
      lines.append("| " + cells.joined(separator: " | ") + " |")
    }
    return lines.joined(separator: "\n")
  }

  private static func cells(_ figures: Figures, _ format: (Double) -> String) -> [String] {
    [figures.p50, figures.p95, figures.p99, figures.mean].map(format)
  }

  static func whole(_ value: Double) -> String { String(Int(value.rounded())) }

  private static func hundredths(_ value: Double) -> String {
    guard value.isFinite else { return "-" }
    let hundredths = Int((value * 100).rounded())
    let rest = hundredths % 100
    return "\(hundredths / 100).\(rest < 10 ? "0" : "")\(rest)"
  }
}
