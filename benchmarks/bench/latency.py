"""Searches in one process beside the floor, and beside tantivy where it has the same documents."""
import os
import sys

from . import queries as lists
from .children import Child
from .figures import PERCENTILES, per_query, spread

ENGINES = ("floor", "search", "reasons", "tantivy search", "tantivy bare")
TANTIVY = os.path.join(os.path.dirname(os.path.abspath(__file__)), "tantivy_engine.py")


def measure(setting, index, path, tantivy=None):
    """Times of every query of a list, by engine: medians of rounds in which the engines take turns."""
    queries = lists.answerable(lists.read(path), index, setting.day)
    prepared = os.path.join(setting.work, "queries.prepared")
    lists.write(queries, lists.floor_queries(queries, index, setting.day), prepared)
    clock = [] if setting.wall else ["--cpu"]
    command = [setting.measure, "queries", prepared, "--index", index.folder, "--on", setting.day, *clock]
    children = {"": Child(command)}
    if tantivy:
        children["tantivy "] = Child([sys.executable, TANTIVY, "serve", tantivy, prepared, *clock])
    rounds, found = {}, {}
    for number in range(setting.rounds + 1):
        for prefix, child in children.items():
            for name, values in child.ask("pass").items():
                if name.lower().endswith("hits"):
                    found[prefix + name] = values
                elif number > 0:
                    rounds.setdefault(prefix + name, []).append(values)
    for child in children.values():
        child.close()
    return queries, {name: per_query(rounds[name]) for name in ENGINES if name in rounds}, found


def rows(queries, times):
    """A row for each class and engine; ratios are of the percentiles."""
    kinds = list(dict.fromkeys(query.kind for query in queries)) + ["all"]
    found = []
    for kind in kinds:
        members = [number for number, query in enumerate(queries) if kind in (query.kind, "all")]
        floor = spread([times["floor"][number] for number in members])
        for engine, values in times.items():
            own = spread([values[number] for number in members])
            row = {"class": kind, "queries": len(members), "engine": engine}
            row |= {f"{name} µs": own[name] for name in PERCENTILES}
            row |= {f"{name} ÷ floor": own[name] / floor[name] for name in PERCENTILES}
            found.append(row)
    return found


def empty(queries, found):
    """What an engine finds nothing for: a list with many such queries says little of speed."""
    return {
        name: [query.text for query, count in zip(queries, counts) if count == 0] for name, counts in found.items()}


def slowest(queries, times, count):
    order = sorted(range(len(queries)), key=lambda number: -times["search"][number])[:count]
    return [
        {"query": queries[number].text, "class": queries[number].kind, "search µs": times["search"][number],
         "floor µs": times["floor"][number]} for number in order]
