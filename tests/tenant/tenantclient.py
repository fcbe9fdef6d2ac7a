# SPDX-License-Identifier: Apache-2.0
"""Drives auth0-local-tenant from outside: starts the program, logs in by its forms, reads its log."""
import base64
import hashlib
import http.client
import html.parser
import json
import secrets
import ssl
import subprocess
import tempfile
import time
import urllib.parse

CALLBACK = "http://127.0.0.1:14211/callback"
API = "https://api.example.com"


def b64url(data):
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def unb64url(text):
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


def claims(jwt):
    return json.loads(unb64url(jwt.split(".")[1]))


def header(jwt):
    return json.loads(unb64url(jwt.split(".")[0]))


class Answer:
    def __init__(self, response):
        self.status = response.status
        self.headers = response.headers
        self.body = response.read()

    @property
    def text(self):
        return self.body.decode()

    @property
    def json(self):
        return json.loads(self.body)

    @property
    def location(self):
        """The parameters of the redirect."""
        return dict(urllib.parse.parse_qsl(urllib.parse.urlsplit(self.headers["Location"]).query, keep_blank_values=True))


class Form(html.parser.HTMLParser):
    """The first form of a page: its action, its fields and the values of its buttons."""

    def __init__(self, page):
        super().__init__()
        self.action, self.method, self.fields, self.buttons = None, None, {}, []
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        if tag == "form":
            self.action, self.method = attrs["action"], attrs["method"]
        elif tag == "input":
            self.fields[attrs["name"]] = attrs.get("value") or ""
        elif tag == "button":
            self.buttons.append((attrs["name"], attrs["value"]))


class Tenant:
    """A running tenant; use it in a `with`."""

    def __init__(self, program, *arguments, config=None, cafile=None):
        self.program, self.arguments, self.cafile, self.verifier = program, list(arguments), cafile, ""
        if config is not None:
            self._config = tempfile.NamedTemporaryFile("w", suffix=".json")
            json.dump(config, self._config)
            self._config.flush()
            self.arguments += ["--config", self._config.name]

    def __enter__(self):
        self.process = subprocess.Popen([self.program, "--port", "0", *self.arguments], stdout=subprocess.PIPE, text=True)
        line = self.process.stdout.readline()
        assert line.startswith("listening on "), line
        self.url = line.split()[-1]
        self.port = urllib.parse.urlsplit(self.url).port
        return self

    def __exit__(self, *_):
        self.stop()

    def stop(self):
        self.process.terminate()
        code = self.process.wait(5)
        self.process.stdout.close()
        return code

    def request(self, method, path, body=None, headers=None, host=None):
        if self.url.startswith("https"):
            context = ssl.create_default_context(cafile=self.cafile)
            connection = http.client.HTTPSConnection("127.0.0.1", self.port, timeout=20, context=context)
        else:
            connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        sent = dict(headers or {})
        if host:
            sent["Host"] = host
        try:
            connection.request(method, path, body, sent)
            return Answer(connection.getresponse())
        finally:
            connection.close()

    def get(self, path, token=None, cookie=None, host=None, **query):
        headers = {}
        if token:
            headers["Authorization"] = "Bearer " + token
        if cookie:
            headers["Cookie"] = cookie
        return self.request("GET", path + ("?" + urllib.parse.urlencode(query) if query else ""), None, headers, host)

    def post(self, path, cookie=None, dpop=None, **form):
        headers = {"Content-Type": "application/x-www-form-urlencoded"}
        if dpop:
            headers["DPoP"] = dpop
        if cookie:
            headers["Cookie"] = cookie
        return self.request("POST", path, urllib.parse.urlencode(form), headers)

    def post_json(self, path, value):
        return self.request("POST", path, json.dumps(value), {"Content-Type": "application/json"})

    # What an application does.

    def authorize(self, cookie=None, host=None, **parameters):
        """GET /authorize with good parameters; None takes one away. The verifier is kept in `self.verifier`."""
        self.verifier = b64url(secrets.token_bytes(32))
        query = dict(response_type="code", client_id="native-public", redirect_uri=CALLBACK, state="the-state",
                     nonce="the-nonce", scope="openid profile email offline_access read:messages", audience=API,
                     code_challenge=b64url(hashlib.sha256(self.verifier.encode()).digest()), code_challenge_method="S256")
        query.update(parameters)
        return self.get("/authorize", cookie=cookie, host=host, **{k: v for k, v in query.items() if v is not None})

    def sign_in(self, page, username="alice@example.com", password="Passw0rd!"):
        form = Form(page.text)
        fields = dict(form.fields, username=username, password=password)
        name, value = form.buttons[0]
        return self.post(form.action, **fields, **{name: value})

    def press(self, page, action, cookie=None):
        form = Form(page.text)
        assert ("action", action) in form.buttons, form.buttons
        return self.post(form.action, cookie=cookie, action=action)

    def code(self, username="alice@example.com", **parameters):
        return self.sign_in(self.authorize(**parameters), username).location["code"]

    def exchange(self, code, **parameters):
        form = dict(grant_type="authorization_code", client_id="native-public", code=code, code_verifier=self.verifier,
                    redirect_uri=CALLBACK)
        form.update(parameters)
        return self.post("/oauth/token", **{k: v for k, v in form.items() if v is not None})

    def login(self, client_id="native-public", client_secret=None, **parameters):
        """A whole login; the tokens as the token endpoint gave them."""
        answer = self.exchange(self.code(client_id=client_id, **parameters), client_id=client_id,
                               client_secret=client_secret)
        assert answer.status == 200, answer.text
        return answer.json

    def refresh(self, refresh_token, client_id="native-public", **parameters):
        return self.post("/oauth/token", grant_type="refresh_token", client_id=client_id, refresh_token=refresh_token,
                         **parameters)

    # What a test does.

    def log(self, **wanted):
        """The log's entries that have these members."""
        entries = self.get("/_tenant/log").json
        return [e for e in entries if all(e.get(k) == v for k, v in wanted.items())]

    def family(self, **wanted):
        families = [f for f in self.get("/_tenant/families").json if all(f[k] == v for k, v in wanted.items())]
        assert len(families) == 1, families
        return families[0]

    def fault(self, **fault):
        answer = self.post_json("/_tenant/faults", fault)
        assert answer.status == 200, answer.text

    def move_clock(self, offset):
        assert self.post_json("/_tenant/clock", {"offset": offset}).status == 200


def run(program, *arguments):
    """Runs the program to its end."""
    return subprocess.run([program, *arguments], capture_output=True, text=True, timeout=10)


def wait_for(condition, seconds=5):
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        value = condition()
        if value:
            return value
        time.sleep(0.01)
    raise AssertionError("it did not happen within %s s" % seconds)
