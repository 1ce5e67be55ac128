"""Percentiles and tables."""
import math
import statistics

PERCENTILES = ("p50", "p95", "p99", "mean")


def quantile(values, share):
    """The smallest value that at least the share of them has."""
    ordered = sorted(values)
    return ordered[max(0, math.ceil(share * len(ordered)) - 1)]


def spread(values):
    """Percentiles and mean."""
    return {
        "p50": quantile(values, 0.5), "p95": quantile(values, 0.95), "p99": quantile(values, 0.99),
        "mean": statistics.fmean(values)}


def per_query(rounds):
    """The median of the rounds for each query: one row of times a round goes in."""
    return [statistics.median(times) for times in zip(*rounds)]


def number(value):
    """A figure as a person reads it, with three digits that count."""
    if value is None:
        return "–"
    if isinstance(value, str):
        return value
    if isinstance(value, int) or abs(value) >= 100:
        return f"{value:,.0f}"
    return f"{value:.1f}" if abs(value) >= 10 else f"{value:.2f}"


def table(title, rows, note=""):
    """Rows of equal keys as a table in Markdown."""
    if not rows:
        return ""
    names = list(rows[0])
    lines = [f"### {title}", ""]
    if note:
        lines += [note, ""]
    lines += ["| " + " | ".join(names) + " |", "|" + "---|" * len(names)]
    lines += ["| " + " | ".join(number(row.get(name)) for name in names) + " |" for row in rows]
    return "\n".join(lines) + "\n"
