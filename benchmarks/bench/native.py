"""The C++ programs beside the product: the floor, the timer of processes, a stock index for `quest`."""
import os
import shutil
import subprocess

from .machine import BENCHMARKS, output

PARTS = {"bare": ["XapianFloor/floor.cc"], "stock": [], "spawn": []}


def compile_all(work):
    """Compiles what is not there yet and gives the path of each program by name."""
    compiler = next((name for name in ("c++", "g++", "clang++") if shutil.which(name)), None)
    if not compiler:
        raise SystemExit("benchmarks: no C++ compiler; run benchmarks/install")
    programs = {}
    for name, more in PARTS.items():
        sources = [f"{BENCHMARKS}/native/{name}.cc"] + [f"{BENCHMARKS}/Sources/{part}" for part in more]
        program = programs[name] = os.path.join(work, name)
        if os.path.exists(program) and all(os.path.getmtime(program) > os.path.getmtime(source) for source in sources):
            continue
        libraries = [] if name == "spawn" else output(["xapian-config", "--libs"]).split()
        command = [compiler, "-O2", "-std=c++17", f"-I{BENCHMARKS}/Sources/XapianFloor/include", "-o", program]
        subprocess.run(command + sources + libraries, check=True)
    return programs


def stripped(program, work):
    """A copy of the program without debug information, which valgrind cannot read and a user does not install.

    It is copied once more, as an installer does: what strip has written in one piece lies in memory in large pages, of
    which the kernel counts all where a process uses some of each.
    """
    path, written = os.path.join(work, "codesearch"), os.path.join(work, "codesearch.stripped")
    subprocess.run(["strip", "-o", written, program], check=True)
    shutil.copy(written, path)
    os.remove(written)
    return path
