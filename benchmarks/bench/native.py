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

    It is read from the disk, as a program is that was installed some time ago: what has just been written in one piece lies
    in memory in large pages, of which the kernel counts all where a process uses some of each.
    """
    path = os.path.join(work, "codesearch")
    subprocess.run(["strip", "-o", path, program], check=True)
    with open(path, "rb") as file:
        os.fsync(file.fileno())
        os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)
    return path
