"""Building: whole, by source, and again after one changed file."""
import glob
import gzip
import os
import shutil
import statistics

from . import processes
from .index import Index

# What the table of the code sets is built from, beside the starter corpus; the newest of each.
CODE_SETS = {
    "ICD-10-CM": ["icd10cm/**/*tabular*.xml*", "icd10cm/**/icd10cm-order-2*", "icd10cm/**/*eindex*", "icd10cm/**/*neoplasm*",
                  "icd10cm/**/*drug*", "icd10cm/**/icd10cm_index*.xml*"],
    "ICD-10-PCS": ["icd10pcs/**/*tables*.xml*", "icd10pcs/**/*index*.xml*", "icd10pcs/**/*definitions*.xml*"],
    "HCPCS": ["hcpcs/**/*ANWEB*.xlsx"],
}
# One list of titles for each system, from which growth starts.
TITLE_LISTS = ["icd10cm/**/icd10cm-order-2*", "icd10pcs/**/*tables*.xml*", "hcpcs/**/*ANWEB*.xlsx"]


def newest(folder, patterns):
    """The last file of each pattern, in the order of the year that its name ends with, else of its path."""
    found = []
    for pattern in patterns:
        files = sorted(glob.glob(os.path.join(folder, pattern), recursive=True))
        if not files:
            raise SystemExit(f"benchmarks: {folder} has no {pattern}")
        found.append(files[-1])
    return found


def build(setting, folder, sources, *options):
    """Builds once; the time it took."""
    return processes.once(
        [setting.program, "index", "--quiet", "--no-corpus", *options, "--index", folder, *sources])


def row(name, index, timed):
    """Records are what the readers hand out, wordings what is indexed."""
    manifest = index.manifest
    wall, cpu = (statistics.median(time[key] for time in timed) / 1000 for key in ("wall", "cpu"))
    records = sum(source["values"] for source in manifest["sources"])
    return {
        "build": name, "records": records, "wordings": manifest["documents"], "wall s": wall, "cpu s": cpu,
        "records/s": records / wall, "wordings/s": manifest["documents"] / wall,
        "wordings/cpu s": manifest["documents"] / cpu, "bytes/wording": index.bytes / manifest["documents"],
        "peak MiB": max(time["peak"] for time in timed)}


def measure(setting, named_sources):
    """A row for each named list of sources, each built from nothing. Nothing is kept."""
    rows = []
    for name, sources in named_sources.items():
        folder = os.path.join(setting.work, "built")
        timed = []
        for _ in range(setting.build_rounds):
            shutil.rmtree(folder, ignore_errors=True)
            timed.append(build(setting, folder, sources))
        rows.append(row(name, Index(folder, setting.program, setting.native["bare"]), timed))
        shutil.rmtree(folder)
    return rows


def changed(setting, name, sources, target):
    """Building again after one file has changed, every time in another line, beside building all anew."""
    folder, copied = os.path.join(setting.work, "changed"), os.path.join(setting.work, "changed-sources")
    for leftover in (folder, copied):
        shutil.rmtree(leftover, ignore_errors=True)
    os.makedirs(copied)
    path = os.path.join(copied, os.path.basename(target).removesuffix(".gz"))
    wholes, agains = [], []
    for number in range(setting.build_rounds):
        shutil.rmtree(folder, ignore_errors=True)
        wholes.append(build(setting, folder, sources))
        change(target, path, number)
        agains.append(build(setting, folder, [path]))
    for leftover in (folder, copied):
        shutil.rmtree(leftover)
    row = {"changed file": name}
    for key in ("wall", "cpu"):
        whole, again = (statistics.median(time[key] for time in times) / 1000 for times in (wholes, agains))
        row |= {f"whole {key} s": whole, f"again {key} s": again, f"times faster, {key}": whole / again}
    return row


def change(source, path, number):
    """A copy of a text file with a word more at the end of its last line but `number`."""
    opened = gzip.open if source.endswith(".gz") else open
    with opened(source, "rb") as file:
        lines = file.read().splitlines(keepends=True)
    place = len(lines) - 1 - number
    lines[place] = lines[place].rstrip() + b" changed\n"
    with open(path, "wb") as out:
        out.writelines(lines)
