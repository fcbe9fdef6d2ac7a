# SPDX-License-Identifier: Apache-2.0
"""The local tenant as a process, and its log, by which the run is judged."""
import json
import re

from .process import Process


def config_for(client_id, ports, **more):
    """The tenant's seeds with one client, for an application that waits on these ports."""
    urls = [f"http://127.0.0.1:{port}/callback" for port in ports]
    return {"clients": [{"id": client_id, "name": "Sample", "callbacks": urls, "logoutUrls": urls, **more}], "logoutUrls": urls}


class Tenant:
    def __init__(self, program, folder, port, client_id, ports, **more):
        self.log_file = folder / "tenant.log"
        self.log_file.touch()
        command = [program, "--port", str(port), "--log", self.log_file]
        if ports:
            config = folder / "tenant.json"
            config.write_text(json.dumps(config_for(client_id, ports, **more)))
            command += ["--config", config]
        self.process = Process("the tenant", command, stderr=folder / "tenant.err")
        found = re.fullmatch(r"listening on (http://\S+?)/", self.process.line(10))
        self.address = found.group(1) if found else ""

    def entries(self, path, after=0, **like):
        """What was asked at that path since entry `after`, oldest first, with these members."""
        found = []
        for line in self.log_file.read_text().splitlines():
            entry = json.loads(line)
            if entry["path"] == path and entry["seq"] > after and like.items() <= entry.items():
                found.append(entry)
        return found

    def last(self, path, after=0, **like):
        """The newest of them, or {}."""
        return (self.entries(path, after, **like) or [{}])[-1]

    def asked(self, after=0):
        """The paths that were asked for since entry `after`, oldest first."""
        entries = [json.loads(line) for line in self.log_file.read_text().splitlines()]
        return [entry["path"] for entry in entries if entry["seq"] > after]

    def mark(self):
        """The newest entry's number."""
        return len(self.log_file.read_text().splitlines())
