"""Instructions of fixed workloads, counted by callgrind: they repeat where times do not."""
import os
import re
import subprocess

from . import queries as lists

DAY = "2026-01-15"
# The seed of hash tables and the number of threads would make counts differ from run to run.
ENVIRONMENT = {"PATH": os.environ["PATH"], "SWIFT_DETERMINISTIC_HASHING": "1", "LANG": "C"}


def count(command, work):
    """Instructions that the command executes from exec to exit."""
    out = os.path.join(work, "callgrind.out")
    # One core: a build works with as many threads as there are cores.
    ran = subprocess.run(
        ["taskset", "-c", "0", "valgrind", "--tool=callgrind", f"--callgrind-out-file={out}", *command],
        env=ENVIRONMENT, text=True, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    collected = re.search(r"Collected : (\d+)", ran.stderr)
    if ran.returncode not in (0, 1) or not collected:
        raise SystemExit(f"benchmarks: {' '.join(command[:4])} under valgrind: {ran.stderr.strip()[-400:]}")
    return int(collected.group(1))


def write_lists(queries, index, work):
    """Files of queries by how they are asked: words, codes and beginnings, with those of the floor beside them."""
    kinds = {
        "words": [query for query in queries if query.kind not in ("code", "prefix", "filtered", "dated")],
        "filtered": [query for query in queries if query.kind == "filtered"],
        "codes": [query for query in queries if query.kind == "code"],
        "typed": [query for query in queries if query.kind == "prefix"]}
    paths = {}
    for name, members in kinds.items():
        paths[name] = os.path.join(work, f"{name}.queries")
        with open(paths[name], "w", encoding="utf-8") as out:
            out.writelines(query.text.rstrip("*") + "\n" for query in members)
        with open(paths[name] + ".floor", "w", encoding="utf-8") as out:
            out.writelines(line + "\n" for line in lists.floor_queries(members, index, DAY))
    return paths


def workloads(index, paths, small_source, work):
    """The commands by name: the product first, the floor for the same queries behind it."""
    program, common = index.program, ["--index", index.folder, "--on", DAY]
    empty = os.path.join(work, "empty.queries")
    open(empty, "w", encoding="utf-8").close()
    found = {
        "start, no query": [program, "--batch", empty, *common],
        "one query": [program, *common, "retroperitoneal lymph"],
        "card": [program, "show", "E11.9", *common],
        "check": [program, "check", "--dx", "E11.9", "--code", "99213-25", "20610", *common],
        "reasons": [program, "--why", "--format", "json", "--batch", paths["words"], *common],
        "index": [program, "index", "--rebuild", "--no-corpus", "--quiet", "--index", os.path.join(work, "small-index"),
                  small_source]}
    for name, path in paths.items():
        typed = ["--prefix"] if name == "typed" else []
        found[name] = [program, "--batch", path, *typed, *common]
        found[f"{name}, floor"] = [index.bare, index.inverted, "--each", path + ".floor"]
    return found


def measure(index, queries, small_source, work):
    """Instructions by workload; those of queries are without the start of the program."""
    paths = write_lists(queries, index, work)
    counts = {name: count(command, work) for name, command in workloads(index, paths, small_source, work).items()}
    floor_start = count([index.bare, index.inverted, "--each", os.path.join(work, "empty.queries")], work)
    for name in paths:
        counts[name] -= counts["start, no query"]
        counts[f"{name}, floor"] -= floor_start
    counts["reasons"] -= counts["start, no query"]
    return counts, {f"{name} ÷ floor": counts[name] / counts[f"{name}, floor"] for name in paths}
