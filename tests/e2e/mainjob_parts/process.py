# SPDX-License-Identifier: Apache-2.0
"""A child process whose lines are read with a time limit, and which never outlives the run."""
import os
import queue
import signal
import subprocess
import threading

from .failure import Failure


class Process:
    def __init__(self, name, command, env=None, stderr=None):
        self.name = name
        self.errors = open(stderr, "ab") if stderr else subprocess.DEVNULL
        try:
            self.child = subprocess.Popen(
                command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=self.errors, env=env,
                encoding="utf-8", errors="replace", start_new_session=True)
        except OSError as error:
            raise Failure(f"{name} does not start: {error}") from error
        self.lines = queue.Queue()
        threading.Thread(target=self._read, daemon=True).start()

    def _read(self):
        for line in self.child.stdout:
            self.lines.put(line.rstrip("\n"))
        self.lines.put(None)

    def line(self, seconds):
        """The next line of its output; a Failure when none comes in time or it ended."""
        try:
            line = self.lines.get(timeout=seconds)
        except queue.Empty:
            raise Failure(f"{self.name} says nothing for {seconds} s") from None
        if line is None:
            raise Failure(f"{self.name} ended with {self.child.wait()}")
        return line

    def write(self, line):
        try:
            self.child.stdin.write(line + "\n")
            self.child.stdin.flush()
        except OSError as error:
            raise Failure(f"{self.name} is gone: {error}") from error

    def finish(self, seconds):
        """Ends its input and waits for it; its exit code."""
        self.child.stdin.close()
        try:
            return self.child.wait(seconds)
        except subprocess.TimeoutExpired:
            raise Failure(f"{self.name} does not end") from None

    def kill(self):
        """Ends it and whatever it started."""
        try:
            os.killpg(self.child.pid, signal.SIGKILL)
        except ProcessLookupError:
            pass
        self.child.wait()
