"""Processor time of the product as a multiple of the floor's, by the least of many rounds in turn."""
import os

from . import processes

QUERIES = 1000  # At least so many in a process, so that its start counts for little.


def commands(index, paths, day, work):
    """Pairs of the product and the floor: whole processes with many queries, and with one."""
    found = {}
    for name, path in paths.items():
        many = os.path.join(work, f"{name}.many")
        with open(path, encoding="utf-8") as text:
            lines = text.readlines()
        repeats = -(-QUERIES // len(lines))
        with open(many, "w", encoding="utf-8") as out:
            out.writelines(lines * repeats)
        typed = ["--prefix"] if name == "typed" else []
        found[f"time, {name}"] = (
            [index.program, "--batch", many, *typed, "--index", index.folder, "--on", day],
            [index.bare, index.inverted, "--each", path + ".floor", str(repeats)])
    found["time, one query"] = (
        [index.program, "--index", index.folder, "--on", day, "retroperitoneal lymph"],
        [index.bare, index.inverted, "retroperiton lymph"])
    return found


class Ratios:
    """Times that more rounds can only make truer: what disturbs adds to a time."""

    def __init__(self, spawn, pairs):
        self.spawn, self.pairs = spawn, pairs
        self.least = {}

    def run(self, rounds, names=None):
        """Adds rounds to the pairs of these names, or to all, and gives all ratios."""
        for name in names or self.pairs:
            product, floor = self.pairs[name]
            timed = processes.run(self.spawn, {"product": product, "floor": floor}, rounds)
            for side, times in timed.items():
                before = self.least.get((name, side), float("inf"))
                self.least[name, side] = min(before, *times["cpu"])
        return {name: self.least[name, "product"] / self.least[name, "floor"] for name in self.pairs}
