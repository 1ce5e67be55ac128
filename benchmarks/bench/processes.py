"""Whole processes from exec to exit, in turn."""
import os
import statistics
import subprocess
import time

from .figures import quantile


def run(spawn, commands, rounds, evict=()):
    """Times the commands, a list of arguments by name, A B C A B C; first drops the files `evict` from the page cache.

    Gives for each name status, and of all rounds wall and processor milliseconds and peak MiB.
    """
    lines = "".join("\t".join(arguments) + "\n" for arguments in commands.values())
    command = [spawn, str(rounds)] + [word for path in evict for word in ("--evict", path)]
    ran = subprocess.run(command, input=lines, text=True, capture_output=True)
    if ran.returncode:
        raise SystemExit(f"benchmarks: {ran.stderr.strip()}")
    answers = ran.stdout.splitlines()
    timed = {}
    for name, line in zip(commands, answers):
        status, *figures = map(int, line.split())
        timed[name] = {
            "status": status, "wall": [value / 1000 for value in figures[0::3]],
            "cpu": [value / 1000 for value in figures[1::3]], "peak": [value / 1024 for value in figures[2::3]]}
    if evict:
        timed["still in memory"] = int(answers[-1]) / 1000
    return timed


def once(command):
    """Runs a command of seconds or more once: wall and processor milliseconds, peak MiB."""
    quiet = [(os.POSIX_SPAWN_OPEN, 1, "/dev/null", os.O_WRONLY, 0)]
    start = time.monotonic()
    child = os.posix_spawn(command[0], command, os.environ, file_actions=quiet)
    _, status, usage = os.wait4(child, 0)
    wall = time.monotonic() - start
    if status:
        raise SystemExit(f"benchmarks: {' '.join(command[:3])} failed with {os.waitstatus_to_exitcode(status)}")
    return {"wall": wall * 1000, "cpu": (usage.ru_utime + usage.ru_stime) * 1000, "peak": usage.ru_maxrss / 1024}


def row(name, timed, beside):
    """A row of the table: medians, and the wall time as a multiple of another command's."""
    median = statistics.median(timed["wall"])
    return {
        "command": name, "wall ms p50": median, "p95": quantile(timed["wall"], 0.95), "least": min(timed["wall"]),
        "cpu ms": statistics.median(timed["cpu"]), "peak MiB": statistics.median(timed["peak"]),
        "wall ratio": median / statistics.median(beside["wall"]) if beside else None, "status": timed["status"]}
