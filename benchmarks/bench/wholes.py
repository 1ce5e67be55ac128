"""`codesearch QUERY` as a whole process, beside the least a process can do and beside `quest`."""
import os
import shutil
import subprocess

from . import processes
from . import queries as lists
from .index import Index

QUERIES = ("retroperitoneal lymph", "fracture of neck of left femur initial encounter", "E11.9", "diabetic reti*")


def commands(setting, index, text, stock=None):
    """The programs that answer the query, by name."""
    query = lists.Query("whole", text)
    floor = lists.floor_queries([query], index, setting.day)[0]
    found = {"/bin/true": ["/bin/true"], "bare, C++ on libxapian": [setting.native["bare"], index.inverted, floor]}
    if stock:
        # quest asks for all words unless told otherwise.
        found["quest on a stock index"] = ["quest", "-d", stock, "-s", "english", "-m", "10", "-o", "or", text]
    # As a person types it, but for the folder.
    found["codesearch"] = [index.program, "--index", index.folder, text]
    return found


def stock_index(setting, wordings):
    """An index of the same wordings as libxapian's guide has it; nothing where `quest` is not installed."""
    if not shutil.which("quest"):
        return None
    path = os.path.join(setting.work, "stock.glass")
    if os.path.exists(path):
        os.remove(path)
    with open(wordings, encoding="utf-8") as lines:
        subprocess.run([setting.native["stock"], path], stdin=lines, check=True)
    shutil.rmtree(path + ".loose")
    return path


def measure(setting, index, stock=None):
    """A table for each query with all in the page cache, and one with the index and the program evicted from it."""
    tables = []
    for text in QUERIES:
        timed = processes.run(setting.native["spawn"], commands(setting, index, text, stock), setting.process_rounds)
        beside = timed.get("quest on a stock index")
        tables.append((f"`{text}`", [{**processes.row(name, times, beside)} for name, times in timed.items()]))
    return tables + [cold(setting, index, QUERIES[0])]


def cold(setting, index, text):
    """Copies that no other process has mapped, or they would stay in memory; libraries stay there."""
    folder = os.path.join(setting.work, "cold")
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(index.path, f"{folder}/generations/{index.generation}")
    shutil.copy(f"{index.folder}/CURRENT", folder)
    program = shutil.copy(index.program, f"{folder}/codesearch")
    bare = shutil.copy(setting.native["bare"], f"{folder}/bare")
    copied = Index(folder, program, bare)
    wanted = {name: command for name, command in commands(setting, copied, text).items() if name != "/bin/true"}
    wanted["bare, C++ on libxapian"][0] = bare
    timed = processes.run(
        setting.native["spawn"], wanted, setting.process_rounds, evict=[program, bare, *copied.files])
    resident = timed.pop("still in memory")
    shutil.rmtree(folder)
    return (
        f"`{text}`, index and program evicted from the page cache ({resident:.1%} of them stayed)",
        [processes.row(name, times, None) for name, times in timed.items()])
