"""Programs that measure themselves, one pass at a time, so that passes of several can take turns."""
import json
import subprocess


class Child:
    """A child that answers each line with one line of JSON."""

    def __init__(self, command):
        self.command = command
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, bufsize=1)

    def ask(self, line):
        self.process.stdin.write(line + "\n")
        self.process.stdin.flush()
        answer = self.process.stdout.readline()
        if not answer:
            raise SystemExit(f"benchmarks: {' '.join(self.command[:3])} ended with {self.process.wait()} at: {line}")
        return json.loads(answer)

    def close(self):
        self.process.stdin.close()
        self.process.wait()
