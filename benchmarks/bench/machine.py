"""The machine, the versions and the checkout that figures belong to."""
import datetime
import os
import platform
import re
import shutil
import subprocess

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
BENCHMARKS = os.path.join(ROOT, "benchmarks")


def output(command, **options):
    """What the command prints; an error ends the program with what it said."""
    ran = subprocess.run(command, text=True, capture_output=True, **options)
    if ran.returncode:
        raise SystemExit(f"benchmarks: {' '.join(command[:4])} failed with {ran.returncode}: {ran.stderr.strip()[-400:]}")
    return ran.stdout


def program():
    """The release program of this checkout, or the one that CODESEARCH names."""
    found = os.environ.get("CODESEARCH") or os.path.join(ROOT, ".build/release/codesearch")
    if not os.access(found, os.X_OK):
        raise SystemExit(
            f"benchmarks: {found} is missing; build it with .ci/release")
    return found


def first_line(command):
    """The first line that a program prints; `none` where it is not installed."""
    if not shutil.which(command[0]):
        return "none"
    ran = subprocess.run(command, text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    return (ran.stdout.splitlines() or ["none"])[0]


def processor():
    with open("/proc/cpuinfo", encoding="utf-8") as lines:
        return next((line.split(":", 1)[1].strip() for line in lines if line.startswith("model name")), platform.machine())


def versions():
    """What figures depend on beside this checkout."""
    return {
        "processor": processor(),
        "swift": first_line(["swift", "--version"]),
        "xapian": first_line(["xapian-config", "--version"]).split()[-1],
        "libc": " ".join(platform.libc_ver()),
        "valgrind": first_line(["valgrind", "--version"]),
    }


def describe():
    with open("/proc/meminfo", encoding="utf-8") as lines:
        kibibytes = int(re.search(r"\d+", lines.readline()).group())
    commit = subprocess.run(
        ["git", "-C", ROOT, "describe", "--always", "--dirty"], text=True, capture_output=True).stdout.strip()
    return {
        "date": datetime.datetime.now(datetime.timezone.utc).isoformat(timespec="seconds"),
        "commit": commit,
        "cores": os.cpu_count(),
        "memory_gib": round(kibibytes / 2**20, 1),
        "kernel": platform.release(),
        "load": [round(value, 1) for value in os.getloadavg()],
        **versions(),
    }
