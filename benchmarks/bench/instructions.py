"""Instructions of fixed workloads, counted by callgrind: they repeat where times do not."""
import os
import re
import subprocess

from . import queries as lists

DAY = "2026-01-15"
# The seed of hash tables would make counts differ from run to run, and so would the caches of the machine.
ENVIRONMENT = {"PATH": os.environ["PATH"], "SWIFT_DETERMINISTIC_HASHING": "1", "LANG": "C"}
CACHES = ["--cache-sim=yes", "--I1=32768,8,64", "--D1=32768,8,64", "--LL=8388608,16,64"]
# What a miss of the first and of the last level costs in cycles: the weights that callgrind_annotate's manual gives.
FIRST_MISS, LAST_MISS = 10, 100
QUERIES = ("words", "filtered", "codes", "typed")


class Count:
    """Instructions, and cycles as the simulated caches let expect."""

    def __init__(self, instructions, cycles):
        self.instructions, self.cycles = instructions, cycles

    def __sub__(self, other):
        return Count(self.instructions - other.instructions, self.cycles - other.cycles)


def count(command, work):
    """Counts the command from exec to exit."""
    out = os.path.join(work, "callgrind.out")
    # One core: a build works with as many threads as there are cores.
    ran = subprocess.run(
        ["taskset", "-c", "0", "valgrind", "--tool=callgrind", *CACHES, f"--callgrind-out-file={out}", *command],
        env=ENVIRONMENT, text=True, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    collected = re.search(r"Collected :((?: \d+){9})", ran.stderr)
    if ran.returncode not in (0, 1) or not collected:
        raise SystemExit(f"benchmarks: {' '.join(command[:4])} under valgrind: {ran.stderr.strip()[-400:]}")
    instructions, _, _, *misses = map(int, collected.group(1).split())
    return Count(instructions, instructions + FIRST_MISS * sum(misses[:3]) + LAST_MISS * sum(misses[3:]))


def write_lists(queries, index, work):
    """Files of queries by how they are asked, with those of the floor beside them."""
    apart = {"filtered": "filtered", "code": "codes", "prefix": "typed"}
    paths = {}
    for name in QUERIES:
        members = [query for query in queries if apart.get(query.kind, "words") == name and not query.day]
        paths[name] = os.path.join(work, f"{name}.queries")
        with open(paths[name], "w", encoding="utf-8") as out:
            out.writelines(query.text.rstrip("*") + "\n" for query in members)
        with open(paths[name] + ".floor", "w", encoding="utf-8") as out:
            out.writelines(line + "\n" for line in lists.floor_queries(members, index, DAY))
    return paths


def batch(index, name, path, *options):
    """The command that answers a file of queries."""
    typed = ["--prefix"] if name == "typed" else []
    return [index.program, "--batch", path, *typed, *options, "--index", index.folder, "--on", DAY]


def measure(index, paths, small_source, work):
    """Counts by workload; those of queries are without the start of the program. The floor's stand behind."""
    empty = os.path.join(work, "empty.queries")
    open(empty, "w", encoding="utf-8").close()
    common = ["--index", index.folder, "--on", DAY]
    commands = {
        "start, no query": batch(index, "", empty),
        # As a person types it: with no option, the day is that of the run.
        "one query": [index.program, "--index", index.folder, "retroperitoneal lymph"],
        "card": [index.program, "show", "E11.9", *common],
        "check": [index.program, "check", "--dx", "E11.9", "--code", "99213-25", "20610", *common],
        "index": [index.program, "index", "--rebuild", "--no-corpus", "--quiet", "--index", f"{work}/small-index", small_source]}
    counts = {name: count(command, work) for name, command in commands.items()}
    start = counts["start, no query"]
    for name, path in paths.items():
        counts[name] = count(batch(index, name, path), work) - start
    counts["reasons"] = count(batch(index, "", paths["words"], "--why", "--format", "json"), work) - start
    bare = [index.bare, index.inverted, "--each"]
    bare_start = count([*bare, empty], work)
    floors = {name: count([*bare, path + ".floor"], work) - bare_start for name, path in paths.items()}
    return counts, floors


def rows(counts, floors):
    """Every figure by name: counts, then multiples of the floor's."""
    found = {}
    for name, counted in counts.items():
        found |= {f"{name}, instructions": counted.instructions, f"{name}, cycles": counted.cycles}
    for name, floor in floors.items():
        found[f"{name}, instructions ÷ floor"] = counts[name].instructions / floor.instructions
        found[f"{name}, cycles ÷ floor"] = counts[name].cycles / floor.cycles
    return found
