"""Lists of queries, and what the floor is asked for the same words."""
import dataclasses
import json
import subprocess

from .machine import output

# Boolean terms of the index by field, as the field table of the product has them.
FIELDS = {"system": "XS", "kind": "XK", "billable": "XB", "chapter": "XH", "under": "XA", "state": "XT"}


@dataclasses.dataclass
class Query:
    kind: str
    text: str  # A star behind the last word: it is still being typed.
    day: str = ""


def read(path):
    """A file of lines `class TAB query [TAB date]`; empty lines and those that begin with `#` are passed over."""
    queries = []
    with open(path, encoding="utf-8") as lines:
        for line in lines:
            if line.strip() and not line.startswith("#"):
                fields = line.rstrip("\n").split("\t")
                if len(fields) not in (2, 3):
                    raise SystemExit(f"benchmarks: {path}: not \"class TAB query [TAB date]\": {line!r}")
                queries.append(Query(*fields))
    return queries


def floor_queries(queries, index, day):
    """For each query the one of `floor.h`: the same analyzed words, codes as boolean terms, filters that keep."""
    lines = [floor_query(query, index, query.day or day) for query in queries]
    prepared = subprocess.run(
        [index.bare, index.inverted, "--prepare"], input="\n".join(lines) + "\n", text=True, check=True, capture_output=True)
    return prepared.stdout.splitlines()


def answerable(queries, index, day):
    """Those that the index does not refuse: a field may ask for a code that it does not hold."""
    def is_refused(query):
        command = [index.program, "explain", "--index", index.folder, "--on", query.day or day, "--", query.text.rstrip("*")]
        return subprocess.run(command, capture_output=True).returncode == 2
    return [query for query in queries if ":" not in query.text or not is_refused(query)]


def floor_query(query, index, day):
    words = query.text.split()
    typed = words.pop()[:-1] if query.text.endswith("*") else ""
    found = []
    if words:
        explained = json.loads(output(
            [index.program, "explain", "--json", "--index", index.folder, "--on", day, "--", " ".join(words)]))
        terms = [token["term"] for token in explained["tokens"] if "term" in token and not token["joined"]]
        found += dict.fromkeys(terms)
        found += ["XA" + code["code"].replace(".", "") for code in explained["codes"]]
        found += [kept for kept in map(filter_of, explained["filters"]) if kept]
    if typed:
        found.append(typed.lower() + "*")
        # What may be the beginning of a code is looked up among the codes, too.
        if any(character.isdigit() for character in typed):
            found.append("XA" + typed.upper().replace(".", "") + "*")
    return " ".join(found)


def filter_of(written):
    """`system:(icd10cm OR cpt)` as the floor takes it; nothing for what it excludes, or for what no term stands for."""
    name, _, values = written.partition(":")
    if name not in FIELDS:
        return ""
    return "+" + "|".join(FIELDS[name] + value for value in values.strip("()").split(" OR "))


def write(queries, floors, path):
    """The list in the form that `measure` reads."""
    with open(path, "w", encoding="utf-8") as out:
        for query, floor in zip(queries, floors):
            out.write(f"{query.text}\t{query.day}\t{floor}\n")
