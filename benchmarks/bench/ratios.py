"""Processor time of the product as a multiple of the floor's, by the least of many rounds in turn."""
import os

from . import instructions, processes

QUERIES = 1000  # At least so many in a process, so that its start counts for little.


def commands(index, paths, work):
    """Pairs of the product and the floor: whole processes with many queries, and with one."""
    found = {}
    for name, path in paths.items():
        many = os.path.join(work, f"{name}.many")
        with open(path, encoding="utf-8") as text:
            lines = text.readlines()
        repeats = -(-QUERIES // len(lines))
        with open(many, "w", encoding="utf-8") as out:
            out.writelines(lines * repeats)
        found[f"{name}, time ÷ floor"] = (
            instructions.batch(index, name, many), [index.bare, index.inverted, "--each", path + ".floor", str(repeats)])
    found["one query, time ÷ floor"] = (
        [index.program, "--index", index.folder, "retroperitoneal lymph"],
        [index.bare, index.inverted, "retroperiton lymph"])
    return found


def measure(spawn, pairs, rounds):
    """The ratio of each pair. What disturbs a time adds to it, so the least is nearest to the truth."""
    found = {}
    for name, (product, floor) in pairs.items():
        timed = processes.run(spawn, {"product": product, "floor": floor}, rounds)
        found[name] = min(timed["product"]["cpu"]) / min(timed["floor"]["cpu"])
    return found
