"""Cards, edits, claim checks and evaluation, a figure a call."""
import os
import statistics

from . import processes
from .children import Child
from .figures import per_query, quantile
from .machine import BENCHMARKS, ROOT


def measure(setting, index):
    path = os.path.join(BENCHMARKS, "calls.txt")
    with open(path, encoding="utf-8") as lines:
        calls = [line.split()[0] for line in lines]
    clock = [] if setting.wall else ["--cpu"]
    child = Child([setting.measure, "calls", path, "--index", index.folder, "--on", setting.day, *clock])
    times = per_query([child.ask("pass") for _ in range(setting.rounds + 1)][1:])
    child.close()
    rows = []
    for kind in dict.fromkeys(calls):
        own = [time for call, time in zip(calls, times) if call == kind]
        rows.append({
            "call": kind, "calls": len(own), "µs p50": statistics.median(own), "p95": quantile(own, 0.95),
            "mean": statistics.fmean(own)})
    return rows + [evaluate(setting, index)]


def evaluate(setting, index):
    """The whole program over the judged queries of the starter index, divided by their number."""
    path = os.path.join(ROOT, "Tests/Judgments/starter.tsv")
    with open(path, encoding="utf-8") as lines:
        judged = len({line.split("\t")[0] for line in lines if line.strip() and not line.startswith("query_id")})
    command = [setting.program, "evaluate", path, "--index", index.folder, "--on", setting.day]
    timed = processes.run(setting.native["spawn"], {"evaluate": command}, 3)["evaluate"]
    times = [value * 1000 / judged for value in timed["wall" if setting.wall else "cpu"]]
    return {
        "call": "evaluate, a query", "calls": judged, "µs p50": statistics.median(times), "p95": None,
        "mean": statistics.fmean(times)}
