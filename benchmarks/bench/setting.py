"""What a run is asked for."""
import dataclasses
import os
import subprocess

from . import native
from .instructions import DAY
from .machine import BENCHMARKS, program


@dataclasses.dataclass
class Setting:
    work: str
    rounds: int = 9
    process_rounds: int = 41
    build_rounds: int = 3
    wall: bool = False  # Time that passes, and not processor time.
    day: str = DAY
    program: str = ""
    measure: str = ""
    native: dict = dataclasses.field(default_factory=dict)

    def prepare(self, with_library=True):
        """Builds what measures; the product itself must be there."""
        os.makedirs(self.work, exist_ok=True)
        self.native = native.compile_all(self.work)
        self.program = native.stripped(program(), self.work)
        if with_library:
            build = ["swift", "build", "-c", "release", "--package-path", BENCHMARKS, "--static-swift-stdlib"]
            subprocess.run(build, check=True, stdout=subprocess.DEVNULL)
            self.measure = os.path.join(BENCHMARKS, ".build/release/measure")
        return self
