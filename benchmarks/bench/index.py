"""An index that is measured, with the programs that measure it."""
import dataclasses
import json
import os

from .machine import output


@dataclasses.dataclass
class Index:
    folder: str
    program: str  # codesearch
    bare: str  # the floor as a program

    def build(self, sources, *options):
        """Builds it anew from the sources alone."""
        output([self.program, "index", "--quiet", "--rebuild", "--no-corpus", *options, "--index", self.folder, *sources])
        return self

    @property
    def generation(self):
        with open(f"{self.folder}/CURRENT", encoding="utf-8") as lines:
            return lines.readline().strip()

    @property
    def path(self):
        return f"{self.folder}/generations/{self.generation}"

    @property
    def inverted(self):
        return f"{self.path}/index.glass"

    @property
    def manifest(self):
        with open(f"{self.path}/manifest.json", encoding="utf-8") as text:
            return json.load(text)

    @property
    def files(self):
        """All that a search reads."""
        return [f"{self.folder}/CURRENT"] + [os.path.join(self.path, name) for name in os.listdir(self.path)]

    @property
    def bytes(self):
        return sum(file["bytes"] for file in self.manifest["files"])
