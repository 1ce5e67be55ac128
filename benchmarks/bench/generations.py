"""The first search after a new generation, beside the same search warm."""
import os
import shutil
import statistics

from . import queries as lists
from .children import Child


def copy(index, folder):
    """A copy that may be changed, with a second generation: the same files under another name."""
    shutil.rmtree(folder, ignore_errors=True)
    first = index.generation
    second = f"{int(first.split('-')[0]) + 1:06d}-{first.split('-')[1]}"
    for name in (first, second):
        shutil.copytree(index.path, f"{folder}/generations/{name}")
    shutil.copy(f"{index.folder}/CURRENT", f"{folder}/CURRENT")
    return [second, first]


def measure(setting, index, path):
    """Medians over the plain queries of the list, each asked after a generation that no search has read before it."""
    folder = os.path.join(setting.work, "generations")
    names = copy(index, folder)
    plain = [query for query in lists.read(path) if query.kind in ("phrase", "lay") and not query.day][:40]
    child = Child([setting.measure, "generations", "--index", folder, "--on", setting.day] + ([] if setting.wall else ["--cpu"]))
    # The first takes every file into the page cache, as the build that has just written them does.
    times = [child.ask(f"{names[number % 2]}\t{query.text}") for number, query in enumerate(plain[:2] + plain)][2:]
    child.close()
    shutil.rmtree(folder)
    found = {name: statistics.median(time[name] for time in times) for name in ("refresh", "first", "warm")}
    return [{
        "taking up µs": found["refresh"], "first search µs": found["first"], "second search µs": found["warm"],
        "first ÷ second": statistics.median(time["first"] / time["warm"] for time in times)}]
