# SPDX-License-Identifier: Apache-2.0
"""A real Chromium without a window, used as a person would: pages are opened, fields filled, buttons clicked."""
import json
import re
import time
import urllib.error
import urllib.request

from .failure import Failure
from .process import Process

FLAGS = ["--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--disable-background-networking",
         "--disable-component-update", "--disable-sync", "--no-first-run"]
ELEMENT = "element-6066-11e4-a52e-4f735466cecf"  # W3C WebDriver, section 12.1


class Browser:
    def __init__(self, folder):
        self.process, self.port = self._driver(folder)
        self.session = ""
        options = {"args": FLAGS + [f"--user-data-dir={folder / 'chromium'}"]}
        answer = self._call("POST", "/session", {"capabilities": {"alwaysMatch": {
            "goog:chromeOptions": options, "timeouts": {"pageLoad": 15000, "implicit": 0}}}})
        self.session = "/session/" + answer["sessionId"]
        self.version = answer["capabilities"]["browserVersion"]

    @staticmethod
    def _driver(folder):
        """chromedriver takes a free port of IPv4 and ends when another program has it for IPv6: then it starts anew."""
        for attempts_left in (2, 1, 0):
            process = Process("chromedriver", ["chromedriver", "--port=0"], stderr=folder / "chromedriver.err")
            try:
                while True:
                    found = re.search(r"started successfully on port (\d+)", process.line(10))
                    if found:
                        return process, int(found.group(1))
            except Failure:
                if attempts_left == 0:
                    raise
                process.kill()

    def _call(self, method, path, body=None):
        """One WebDriver command; its value. A refusal is a Failure with the first line of its message."""
        data = json.dumps(body if body is not None else {}).encode() if method == "POST" else None
        request = urllib.request.Request(f"http://127.0.0.1:{self.port}{path}", data, method=method,
                                         headers={"Content-Type": "application/json"})
        opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
        try:
            with opener.open(request, timeout=15) as answer:
                return json.load(answer)["value"]
        except urllib.error.HTTPError as error:
            message = json.load(error)["value"]["message"].splitlines()[0]
            raise Failure(f"the browser says: {message}") from error
        except OSError as error:
            raise Failure(f"the browser does not answer: {error}") from error

    def open(self, url):
        self._call("POST", self.session + "/url", {"url": url})

    def address(self):
        """Of the page shown; of the error page when there is none."""
        return self._call("POST", self.session + "/execute/sync", {"script": "return document.URL", "args": []})

    def find(self, selector):
        """The visible elements a CSS selector names."""
        found = self._call("POST", self.session + "/elements", {"using": "css selector", "value": selector})
        return [e[ELEMENT] for e in found if self._call("GET", f"{self.session}/element/{e[ELEMENT]}/displayed")]

    def text(self, selector):
        """Of the first such element; "" when there is none."""
        found = self.find(selector)
        return self._call("GET", f"{self.session}/element/{found[0]}/text") if found else ""

    def fill(self, selector, words):
        element = f"{self.session}/element/{self._one(selector)}"
        self._call("POST", element + "/clear")
        self._call("POST", element + "/value", {"text": words})

    def click(self, selector):
        self._call("POST", f"{self.session}/element/{self._one(selector)}/click")

    def _one(self, selector):
        found = self.find(selector)
        if not found:
            raise Failure(f"the browser's page {self.address()} has no {selector}")
        return found[0]

    def wait(self, reached, seconds, otherwise):
        """Until reached() is true; errors of a page that is just changing are ignored meanwhile."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            try:
                if reached():
                    return
            except Failure as failure:
                if "stale" not in str(failure):
                    raise
            time.sleep(0.05)
        raise Failure(otherwise)

    def kill(self):
        try:
            self._call("DELETE", self.session)
        except Failure:
            pass
        self.process.kill()
