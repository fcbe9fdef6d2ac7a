# SPDX-License-Identifier: Apache-2.0
"""An `xdg-open` of our own: it hands the address that an application wants opened to this run."""
import os
import time

from .failure import Failure

SCRIPT = """#!/bin/sh
printf '%s' "$1" > "{folder}/$$.part" && mv "{folder}/$$.part" "{folder}/$$.url"
"""


class Handover:
    def __init__(self, folder):
        self.folder = folder / "addresses"
        self.bin = folder / "bin"
        self.folder.mkdir()
        self.bin.mkdir()
        script = self.bin / "xdg-open"
        script.write_text(SCRIPT.format(folder=self.folder))
        script.chmod(0o755)

    def environment(self):
        """For the application: this xdg-open is the first in PATH and the browser it prefers."""
        return {**os.environ, "PATH": f"{self.bin}:{os.environ.get('PATH', '')}", "BROWSER": str(self.bin / "xdg-open"),
                "QT_QPA_PLATFORM": "offscreen"}

    def address(self, seconds):
        """The next address to open."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            for file in self.folder.glob("*.url"):
                address = file.read_text()
                file.unlink()
                return address
            time.sleep(0.02)
        raise Failure("the application opened no browser")
