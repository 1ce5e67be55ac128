"""The titles of the code sets, and more of them: how building and searching grow."""
import os
import random
import shutil
import subprocess
import sys

from . import builds, latency
from .index import Index
from .machine import output

SWAPPED = 6  # One word in so many.
DISK = 700  # Bytes of work folder for each wording, other engines and sources included.


def titles(setting, data):
    """An index of the newest titles alone, with the rows of `measure wordings`."""
    index = Index(os.path.join(setting.work, "growth-1"), setting.program, setting.native["bare"])
    sources = builds.newest(data, builds.TITLE_LISTS)
    shutil.rmtree(index.folder, ignore_errors=True)
    timed = builds.build(setting, index.folder, sources)
    listed = output([setting.measure, "wordings", "--titles", "--index", index.folder, "--on", setting.day])
    return index, sources, timed, [line.split("\t") for line in listed.splitlines()]


def swapped(rows, seed):
    """The rows with one word in six in the place of one of another row: new wordings of the same words."""
    chance = random.Random(seed)
    words = [row[2].split() for row in rows]
    for (system, code, _), own in zip(rows, words):
        own = list(own)
        for place in chance.sample(range(len(own)), max(1, round(len(own) / SWAPPED))):
            own[place] = chance.choice(words[chance.randrange(len(words))])
        yield system, code, " ".join(own)


def write_copies(setting, rows, count, folder):
    """Lists of terms as source files, a copy of all rows in each."""
    shutil.rmtree(folder, ignore_errors=True)
    os.makedirs(folder)
    for seed in range(1, count + 1):
        with open(f"{folder}/copy-{seed:02d}.tsv", "w", encoding="utf-8") as out:
            out.write("system\tcode\tterm\n")
            out.writelines(f"{system}\t{code}\t{text}\n" for system, code, text in swapped(rows, seed))
    return folder


def measure(setting, data, path, scales, with_tantivy):
    """Rows of building and of searching for each scale."""
    first, sources, timed, rows = titles(setting, data)
    need = DISK * len(rows) * max(scales)
    free = shutil.disk_usage(setting.work).free
    if need > free:
        raise SystemExit(f"benchmarks: growth needs {need >> 20} MiB in {setting.work}, which has {free >> 20}; name fewer --scales")
    built, searched = [], []
    for scale in scales:
        index = Index(os.path.join(setting.work, f"growth-{scale}"), setting.program, setting.native["bare"])
        copies = write_copies(setting, rows, scale - 1, os.path.join(setting.work, "copies"))
        if scale > 1:
            shutil.rmtree(index.folder, ignore_errors=True)
            timed = builds.build(setting, index.folder, [*sources, copies])
        built.append(builds.row(f"{scale} ×", index, [timed]))
        # The parts and parsed sources are for the next build only.
        for kept in ("parts", "sources"):
            shutil.rmtree(f"{index.folder}/{kept}")
        tantivy = None
        if with_tantivy:
            tantivy = os.path.join(setting.work, "growth-tantivy")
            index_with_tantivy(tantivy, rows, scale)
        queries, times, _ = latency.measure(setting, index, path, tantivy)
        searched += [{"scale": f"{scale} ×", **row} for row in latency.rows(queries, times) if row["class"] == "all"]
        shutil.rmtree(index.folder)
        for leftover in (copies, tantivy):
            if leftover:
                shutil.rmtree(leftover)
    for row in built:
        row["cpu a wording ÷ first"] = row["cpu s"] / row["wordings"] / (built[0]["cpu s"] / built[0]["wordings"])
    first_of = {row["engine"]: row for row in reversed(searched)}
    for row in searched:
        for name in ("p50", "p99"):
            row[f"{name} ÷ first"] = row[f"{name} µs"] / first_of[row["engine"]][f"{name} µs"]
    return built, searched


def index_with_tantivy(folder, rows, scale):
    child = subprocess.Popen(
        [sys.executable, latency.TANTIVY, "build", folder], stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, text=True)
    for seed in range(scale):
        for row in swapped(rows, seed) if seed else rows:
            child.stdin.write("\t".join(row) + "\n")
    child.stdin.close()
    if child.wait():
        raise SystemExit("benchmarks: tantivy does not index the copies")
