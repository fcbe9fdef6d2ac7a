# SPDX-License-Identifier: Apache-2.0
"""The main job as a program: its options, and the line it prints for each step."""
import argparse
import os
import pathlib
import shutil
import signal
import socket
import subprocess
import sys
import tempfile

from .failure import Failure
from .steps import MainJob


def ports(words):
    """A comma-separated list, or `free` for three that nobody uses."""
    if words != "free":
        return [int(port) for port in words.split(",")]
    sockets = [socket.create_server(("127.0.0.1", 0)) for _ in range(3)]
    free = [s.getsockname()[1] for s in sockets]
    for s in sockets:
        s.close()
    return free


def read_options(description):
    p = argparse.ArgumentParser(description=description, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("--build", type=pathlib.Path, default=pathlib.Path("build"), help="build folder with app/ and tenant/")
    p.add_argument("--sample", type=pathlib.Path, help="the sample's program, where it is not the build's")
    p.add_argument("--domain", default="", help="a tenant that runs already, instead of a local one")
    p.add_argument("--client-id", default="native-public")
    p.add_argument("--audience", default="https://api.example.com")
    p.add_argument("--api", default="", help="address of the protected API, where it is not DOMAIN/api/messages")
    p.add_argument("--scope", default="", help="what the login asks for, instead of the sample's own")
    p.add_argument("--username", default="alice@example.com")
    p.add_argument("--password", default="Passw0rd!")
    p.add_argument("--port", type=int, default=0, help="of the local tenant; 0: any")
    p.add_argument("--callback-ports", type=ports, default=[], help="for login and logout, `free`: any three; default: api.md's")
    p.add_argument("--before", nargs=2, action="append", default=[], metavar=("STEP", "CMD"),
                   help="a shell command to run before that step; it knows TENANT_PID, SAMPLE_PID, BROWSER_PID")
    options = p.parse_args()
    options.build = options.build.resolve()
    options.sample = options.sample or options.build / "app/auth0-sample"
    for step, _ in options.before:
        if step not in "12345678":
            p.error(f"--before: there is no step {step}")
    return options


def run(job):
    """Does the steps until one fails. Says whether all were done."""
    for number, step in enumerate(job.steps, 1):
        try:
            for _, command in filter(lambda b: b[0] == str(number), job.options.before):
                subprocess.run(command, shell=True, check=True, timeout=15, env={**os.environ, **job.environment()})
            print(f"step {number}/{len(job.steps)} ok: {step()}", flush=True)
        except (Failure, subprocess.SubprocessError) as failure:
            print(f"step {number}/{len(job.steps)} FAILED: {failure}", flush=True)
            return False
    return True


def show_errors(folder):
    for name in ("sample.err", "tenant.err"):
        if (folder / name).exists():
            sys.stderr.write((folder / name).read_text(errors="replace")[-4000:])


def main(description, job_type=MainJob):
    """Does the job; 0 when every step was done, else 1."""
    options = read_options(description)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))  # what runs is ended on this way out too
    folder = pathlib.Path(tempfile.mkdtemp(prefix="mainjob-"))
    job = job_type(options, folder)
    try:
        done = run(job)
    finally:
        job.close()
    if not done:
        show_errors(folder)
    shutil.rmtree(folder, ignore_errors=True)
    return 0 if done else 1
