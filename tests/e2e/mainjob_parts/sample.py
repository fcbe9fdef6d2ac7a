# SPDX-License-Identifier: Apache-2.0
"""The sample application, used through what it shows: `--press -` presses its controls and prints their texts."""
import json

from .failure import Failure
from .process import Process

BOUND = 12  # seconds; longer than the keyring's 5 and a request's 10


class Sample:
    def __init__(self, command, env, errors):
        self.process = Process("the sample", command + ["--press", "-"], env=env, stderr=errors)
        self.process.write(f"bound:{BOUND}")

    def _do(self, step):
        """One step; the (name, text) it prints. What the sample says of a step that failed is the Failure."""
        self.process.write(step)
        line = self.process.line(BOUND + 3)
        if " FAILED: " in line:
            raise Failure(line)
        name, _, text = line.partition(" ")[2].partition("=")
        return name, json.loads(text) if text else ""

    def press(self, name):
        self._do(f"press:{name}")

    def show(self, name):
        return self._do(f"show:{name}")[1]

    def wait(self, *conditions):
        """Until one of them holds; the name of the item in it."""
        return self._do("wait:" + "|".join(conditions))[0]

    def wait_or_error(self, *conditions):
        """As wait(), but an error that the page shows is a Failure with its details."""
        found = self.wait(*conditions, "errorBanner", "loginDetailsButton")
        if found == "loginDetailsButton":
            self.press("loginDetailsButton")
            raise Failure(self.show("loginErrorDetails"))
        if found == "errorBanner":
            self.press("errorDetailsButton")
            raise Failure(self.show("errorDetails"))
        return found

    def close_banner(self, page):
        """Puts an older error out of the way; `page` is the page that is open."""
        if self.wait("errorCloseButton", page) == "errorCloseButton":
            self.press("errorCloseButton")

    def quit(self):
        code = self.process.finish(5)
        if code != 0:
            raise Failure(f"the sample ended with {code}")

    def kill(self):
        self.process.kill()
