import CodeSearch

/// The figures of an evaluation, for people.
struct EvaluationRendering {
  var terminal: Terminal

  private static let nameWidth = 24

  /// A line for each set, and one for the mean of the sets where there are several.
  func table(_ report: EvaluationReport) -> String {
    let headings = Measure.allCases.map { $0.heading.padded(9, isRight: true) }.joined(separator: " ")
    var lines = [
      terminal.styled(
        "set".padded(Self.nameWidth) + "queries".padded(8, isRight: true) + " " + headings
          + "  no hits   cut  median ms  p99 ms", .bold)
    ]
    for set in report.sets {
      lines.append(
        line(set.name, set.queries.count, set.mean, set.zeroHitRate) + String(set.cutCount).padded(6, isRight: true)
          + Figures.share(set.medianMilliseconds, 2).padded(11, isRight: true)
          + Figures.share(set.ninetyNinthMilliseconds, 2).padded(8, isRight: true))
    }
    if report.sets.count > 1 {
      let count = report.sets.reduce(0) { $0 + $1.queries.count }
      let mean = line("mean of \(report.sets.count) sets", count, report.mean, report.zeroHitRate)
      lines.append(terminal.styled(mean, .bold))
    }
    let cut = report.sets.reduce(0) { $0 + $1.cutCount }
    if cut > 0 { lines.append("\(Figures.count(cut)) queries were longer than 1,024 bytes or 64 words and were cut.") }
    return lines.joined(separator: "\n") + "\n"
  }

  private func line(_ name: String, _ count: Int, _ scores: Scores, _ zeroHitRate: Double) -> String {
    let figures = Measure.allCases.map { Figures.share(scores[$0], 3).padded(9, isRight: true) }.joined(separator: " ")
    return SafeText.visible(name).padded(Self.nameWidth) + Figures.count(count).padded(8, isRight: true) + " " + figures
      + Figures.share(zeroHitRate, 3).padded(9, isRight: true)
  }

  /// The change of each set, then the queries that got worse and better, the greatest change first.
  func changes(_ comparison: EvaluationComparison, limit: Int) -> String {
    var lines = [terminal.styled("change of nDCG@10".padded(Self.nameWidth) + "  before     now  change", .bold)]
    for set in comparison.sets { lines.append(summary(set, name: set.set)) }
    if comparison.sets.count > 1 {
      lines.append(terminal.styled(summary(comparison.mean, name: "mean of \(comparison.sets.count) sets"), .bold))
    }
    list("worse", comparison.worse, limit, .red, &lines)
    list("better", comparison.better, limit, .green, &lines)
    if comparison.unknownCount > 0 {
      lines.append("\(Figures.count(comparison.unknownCount)) queries are not in the baseline.")
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private func summary(_ change: EvaluationComparison.Change, name: String) -> String {
    SafeText.visible(name).padded(Self.nameWidth) + Figures.share(change.before, 4).padded(8, isRight: true)
      + Figures.share(change.after, 4).padded(8, isRight: true)
      + Figures.signed(change.difference, 4).padded(8, isRight: true)
  }

  private func list(
    _ title: String, _ changes: [EvaluationComparison.Change], _ limit: Int, _ style: Terminal.Style,
    _ lines: inout [String]
  ) {
    lines.append("")
    lines.append(terminal.styled("\(Figures.count(changes.count)) queries \(title)", .bold))
    for change in changes.prefix(limit) {
      let figures = "\(Figures.share(change.before, 3)) → \(Figures.share(change.after, 3))"
      let text = String(SafeText.visible(change.text).prefix(100))
      lines.append(
        "  " + terminal.styled(Figures.signed(change.difference, 3), style)
          + "  \(figures)  \(SafeText.visible(change.identifier))  \(text)")
    }
    if changes.count > limit { lines.append("  … \(Figures.count(changes.count - limit)) more (--changes)") }
  }
}

extension Figures {
  /// A number with a fixed count of decimals.
  static func share(_ value: Double, _ decimals: Int) -> String {
    var scale = 1.0
    for _ in 0..<decimals { scale *= 10 }
    let scaled = Int((abs(value) * scale).rounded())
    let fraction = String(scaled % Int(scale))
    let sign = value < 0 && scaled > 0 ? "-" : ""
    return "\(sign)\(scaled / Int(scale)).\(String(repeating: "0", count: decimals - fraction.count))\(fraction)"
  }

  /// The same with a sign in front.
  static func signed(_ value: Double, _ decimals: Int) -> String {
    let text = share(value, decimals)
    return text.hasPrefix("-") ? text : "+" + text
  }
}

extension String {
  /// Filled with blanks up to a width, behind or, for figures, in front; a longer text is cut.
  func padded(_ width: Int, isRight: Bool = false) -> String {
    let filler = String(repeating: " ", count: max(0, width - count))
    return isRight ? filler + self : String(prefix(width)) + filler
  }
}
