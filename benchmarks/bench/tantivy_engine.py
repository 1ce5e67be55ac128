#!/usr/bin/env python3
"""tantivy on the same documents, from Python: a peer that a user could pick.

usage: tantivy_engine.py build FOLDER < WORDINGS       system TAB code TAB wording a line; a document each
       tantivy_engine.py serve FOLDER QUERIES [--cpu]  each line `pass` runs all queries once

A document has the code and the wording in one stemmed field, stored. A query is any of its words; a beginning of a word is a regular
expression beside them, `system:` a term that must match. A time of `search` is parsing, searching and fetching ten
stored texts; of `bare`, only searching with the query made before.
"""
import json
import os
import re
import shutil
import sys
import time

import tantivy

WORD = re.compile(r"[A-Za-z0-9][A-Za-z0-9.]*")
THREADS = 2
HEAP = 512_000_000


def schema():
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("code", stored=True, tokenizer_name="raw")
    builder.add_text_field("system", tokenizer_name="raw")
    builder.add_text_field("text", stored=True, tokenizer_name="en_stem")
    return builder.build()


def build(folder, lines):
    """Indexes the lines and returns how many there were and the seconds it took, reading them included."""
    shutil.rmtree(folder, ignore_errors=True)
    os.makedirs(folder)
    start = time.monotonic()
    index = tantivy.Index(schema(), path=folder)
    writer = index.writer(HEAP, THREADS)
    count = 0
    for line in lines:
        system, code, wording = line.rstrip("\n").split("\t")
        writer.add_document(tantivy.Document(code=code, system=system, text=f"{code} {wording}"))
        count += 1
    writer.commit()
    writer.wait_merging_threads()
    return {"documents": count, "seconds": time.monotonic() - start, "processor": time.process_time()}


class Engine:
    def __init__(self, folder):
        self.index = tantivy.Index(schema(), path=folder)
        self.index.reload()
        self.searcher = self.index.searcher()

    def query(self, text):
        """The query for a text; no text of a medical code list is so odd that the parser refuses it when quoted."""
        systems = [word[7:] for word in text.split() if word.startswith("system:")]
        plain = " ".join(word for word in text.split() if ":" not in word)
        words = [word.rstrip(".") for word in WORD.findall(plain)]
        any_of = []
        if plain.endswith("*") and words:
            # The tokenizer splits at the dot of a code.
            *before, typed = [part for part in words.pop().lower().split(".") if part]
            words += before
            any_of.append(tantivy.Query.regex_query(self.index.schema, "text", typed + ".*"))
        if words:
            any_of.append(self.index.parse_query(" ".join(f'"{word}"' for word in words), ["text"]))
        clauses = [(tantivy.Occur.Should, query) for query in any_of]
        if not systems and len(clauses) == 1:
            return any_of[0]
        inner = tantivy.Query.boolean_query(clauses)
        if not systems:
            return inner
        kept = tantivy.Query.boolean_query(
            [(tantivy.Occur.Should, tantivy.Query.term_query(self.index.schema, "system", name)) for name in systems])
        return tantivy.Query.boolean_query([(tantivy.Occur.Must, inner), (tantivy.Occur.Must, kept)])

    def search(self, text):
        found = []
        for _, address in self.searcher.search(self.query(text), 10, count=False).hits:
            document = self.searcher.doc(address)
            found.append((document["code"], document["text"]))
        return found


def serve(folder, path, clock):
    with open(path, encoding="utf-8") as lines:
        texts = [line.split("\t")[0] for line in lines]
    engine = Engine(folder)
    made = [engine.query(text) for text in texts]
    for line in sys.stdin:
        if line.strip() != "pass":
            break
        answer = {"search": [], "bare": [], "hits": []}
        for text, query in zip(texts, made):
            start = clock()
            found = engine.search(text)
            answer["search"].append((clock() - start) / 1000)
            start = clock()
            engine.searcher.search(query, 10, count=False)
            answer["bare"].append((clock() - start) / 1000)
            answer["hits"].append(len(found))
        print(json.dumps(answer), flush=True)


def main():
    if sys.argv[1] == "build":
        print(json.dumps(build(sys.argv[2], sys.stdin)))
    else:
        serve(sys.argv[2], sys.argv[3], time.thread_time_ns if "--cpu" in sys.argv else time.monotonic_ns)


if __name__ == "__main__":
    main()
