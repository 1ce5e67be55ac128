"""The first search after a new generation, beside the same search warm."""
import itertools
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
    """Medians over the plain queries of the list, each asked after a generation that no search has read before it: first as
    new words, then again some generations and twenty queries later."""
    folder = os.path.join(setting.work, "generations")
    names = copy(index, folder)
    plain = [query for query in lists.read(path) if query.kind in ("phrase", "lay") and not query.day][:40]
    child = Child([setting.measure, "generations", "--index", folder, "--on", setting.day] + ([] if setting.wall else ["--cpu"]))
    current = itertools.cycle(names)
    ask = lambda query: child.ask(f"{next(current)}\t{query.text}")
    # The first takes every file into the page cache, as the build that has just written them does.
    for query in lists.read(path)[-2:]:
        ask(query)
    times = {"words that nobody asked for": [], "words in use": []}
    for start in range(0, len(plain), 20):
        for found in times.values():
            found += [ask(query) for query in plain[start:start + 20]]
    child.close()
    shutil.rmtree(folder)
    return [row(name, found) for name, found in times.items()]


def row(name, times):
    median = {figure: statistics.median(time[figure] for time in times) for figure in ("refresh", "first", "warm")}
    return {
        "asked": name, "taking up µs": median["refresh"], "first search µs": median["first"],
        "second search µs": median["warm"], "first ÷ second": statistics.median(time["first"] / time["warm"] for time in times)}
