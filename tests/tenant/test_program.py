# SPDX-License-Identifier: Apache-2.0
import http.client
import json
import os
import signal
import socket
import stat
import subprocess
import sys
import tempfile
import time
import unittest

import case
from tenantclient import API, Answer, Tenant, claims, header, run


def self_signed(folder):
    certificate, key = os.path.join(folder, "cert.pem"), os.path.join(folder, "key.pem")
    subprocess.run(["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days",
                    "1", "-subj", "/CN=tenant", "-addext", "subjectAltName=IP:127.0.0.1", "-keyout", key, "-out",
                    certificate], check=True, capture_output=True)
    return certificate, key


class ABadCommandLine(unittest.TestCase):
    def refused(self, *arguments, name):
        result = run(case.program, *arguments)
        self.assertEqual((result.returncode, result.stdout), (2, ""), arguments)
        self.assertIn(name, result.stderr)

    def test_is_refused_by_name(self):
        for arguments, name in [
                (["--prot", "1"], "--prot"), (["--prot"], "--prot"), (["1234"], "1234"), (["--port"], "--port"),
                (["--port", "70000"], "--port"), (["--port", "-1"], "--port"), (["--port", "8x"], "8x"),
                (["--port=1.5"], "--port"), (["--token-lifetime", "soon"], "--token-lifetime"),
                (["--rotation-overlap", "-1"], "--rotation-overlap"), (["--rotation-overlap", "nan"], "--rotation-overlap"),
                (["--log", "/nowhere/log"], "/nowhere/log"), (["--config", "/nowhere/config"], "/nowhere/config"),
                (["--log="], "--log")]:
            with self.subTest(arguments):
                self.refused(*arguments, name=name)

    def test_of_a_bad_configuration_too(self):
        for config, name in [
                ("{", "not JSON"), ("[]", "config"), ('{"clinets": []}', "config.clinets"),
                ('{"clients": [{"name": "x"}]}', "config.clients[0].id"), ('{"clients": {}}', "config.clients"),
                ('{"clients": [{"id": "x", "rotation": 1}]}', "config.clients[0].rotation"),
                ('{"users": [{"email": 1}]}', "config.users[0].email"), ('{"apis": [{}]}', "config.apis[0].audience"),
                ('{"tokenLifetime": "1"}', "config.tokenLifetime"), ('{"codeLifetime": -1}', "config.codeLifetime"),
                ('{"signingAlgorithm": "HS256"}', "config.signingAlgorithm"),
                ('{"tls": {"certificate": "/nowhere/cert", "key": "/nowhere/key"}}', "/nowhere/cert"),
                ('{"tls": {}}', "config.tls.certificate")]:
            with self.subTest(config), tempfile.NamedTemporaryFile("w", suffix=".json") as file:
                file.write(config)
                file.flush()
                self.refused("--config", file.name, name=name)

    def test_of_a_state_that_is_none(self):
        with tempfile.NamedTemporaryFile("w") as file:
            file.write("{}")
            file.flush()
            self.refused("--state", file.name, name="--state: " + file.name)

    def test_of_a_state_that_cannot_be_written(self):
        # In /proc not even root makes a file.
        with tempfile.NamedTemporaryFile() as file:
            for path in ["/nowhere/state", "/nowhere/", "/proc/state", file.name + "/state", file.name + "x" * 250]:
                with self.subTest(path):
                    self.refused("--state", path, name="--state: cannot write " + path)


class TheProgram(unittest.TestCase):
    def test_listens_once_it_says_so(self):
        times = []
        for _ in range(5):
            started = time.monotonic()
            with Tenant(case.program) as tenant:
                self.assertEqual(tenant.get("/api/public").status, 200)
                times.append(time.monotonic() - started)
        print("from start to answer: %.0f ms, the best of five" % (min(times) * 1000), file=sys.stderr)

    def test_says_where_it_listens_in_its_first_line(self):
        with Tenant(case.program) as tenant:
            self.assertRegex(tenant.url, r"^http://127\.0\.0\.1:\d+/$")

    def test_takes_the_port_it_is_told(self):
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        process = subprocess.Popen([case.program, "--port", str(port)], stdout=subprocess.PIPE, text=True)
        self.assertEqual(process.stdout.readline(), "listening on http://127.0.0.1:%d/\n" % port)
        process.terminate()
        process.communicate(timeout=5)

    def test_does_not_share_a_port(self):
        with Tenant(case.program) as tenant:
            result = run(case.program, "--port", str(tenant.port))
            self.assertEqual(result.returncode, 1)
            self.assertIn(str(tenant.port), result.stderr)

    def test_ends_on_a_signal_though_connections_are_open(self):
        for number in [signal.SIGTERM, signal.SIGINT]:
            with self.subTest(number), Tenant(case.program) as tenant:
                tenant.login()
                tenant.fault(path="/api/public", delay=30)
                idle = socket.create_connection(("127.0.0.1", tenant.port))
                busy = socket.create_connection(("127.0.0.1", tenant.port))
                busy.sendall(b"GET /api/public HTTP/1.1\r\nHost: x\r\n\r\n")
                time.sleep(0.1)
                started = time.monotonic()
                tenant.process.send_signal(number)
                self.assertEqual(tenant.process.wait(5), 0)
                self.assertLess(time.monotonic() - started, 1)
                idle.close()
                busy.close()

    def test_ends_when_asked_in_its_first_moment(self):
        for _ in range(20):
            with Tenant(case.program) as tenant:
                self.assertEqual(tenant.stop(), 0)

    def test_serves_others_while_sixty_connections_idle(self):
        with Tenant(case.program) as tenant:
            idle = [socket.create_connection(("127.0.0.1", tenant.port)) for _ in range(60)]
            started = time.monotonic()
            tenant.login()
            self.assertLess(time.monotonic() - started, 2)
            for connection in idle:
                connection.close()

    def test_lets_a_crowd_connect_at_once(self):
        with Tenant(case.program) as tenant:
            tenant.process.send_signal(signal.SIGSTOP)
            try:
                crowd = [socket.create_connection(("127.0.0.1", tenant.port), timeout=0.5) for _ in range(100)]
            finally:
                tenant.process.send_signal(signal.SIGCONT)
            for connection in crowd:
                connection.close()

    def test_takes_lifetimes_from_the_command_line(self):
        with Tenant(case.program, "--token-lifetime", "5", config={"apis": [{"audience": API, "tokenLifetime": 7}]}) as tenant:
            self.assertEqual(tenant.login()["expires_in"], 5)

    def test_explains_itself(self):
        result = run(case.program, "--help")
        self.assertEqual(result.returncode, 0)
        for option in ["--port", "--config", "--state", "--rotation-overlap", "--token-lifetime", "--log", "--log-secrets"]:
            self.assertIn(option, result.stdout)


class APostWithoutABody(case.Case):
    """It has neither Content-Length nor Transfer-Encoding, as `curl -X POST` sends it: the length is 0 (RFC 9112 section 6.3)."""

    def setUp(self):
        super().setUp()
        self.connection = socket.create_connection(("127.0.0.1", self.tenant.port), timeout=2)
        self.addCleanup(self.connection.close)

    def ask(self, line, rest="\r\n"):
        self.connection.sendall(("%s HTTP/1.1\r\nHost: x\r\n%s" % (line, rest)).encode())
        response = http.client.HTTPResponse(self.connection)
        response.begin()
        return Answer(response)

    def test_resets(self):
        self.tenant.login()
        answer = self.ask("POST /_tenant/reset")
        self.assertEqual((answer.status, answer.json), (200, {"reset": True}))
        self.assertEqual(self.tenant.get("/_tenant/families").json, [])

    def test_rotates_the_keys(self):
        answer = self.ask("POST /_tenant/keys/rotate")
        self.assertEqual(answer.status, 200)
        self.assertEqual(header(self.tenant.login()["id_token"])["kid"], answer.json["kid"])

    def test_is_told_what_it_lacks(self):
        self.refused(self.ask("POST /_tenant/clock"), 400, "invalid_request", "offset must be a number of seconds")
        self.refused(self.ask("POST /_tenant/faults"), 400, "invalid_request", "a fault must be a JSON object")
        self.assertEqual(self.ask("POST /oauth/token").json["error"], "invalid_request")
        self.assertEqual(self.ask("POST /userinfo").status, 401)
        self.assertEqual(self.ask("POST /nowhere").status, 404)
        self.assertEqual(self.ask("PUT /nowhere").status, 404)

    def test_keeps_its_parameters_meets_faults_and_is_logged(self):
        self.tenant.fault(path="/oauth/token", status=503)
        self.assertEqual(self.ask("POST /oauth/token?client_id=native-public").status, 503)
        entry, = self.tenant.log(method="POST", path="/oauth/token")
        self.assertEqual((entry["client_id"], entry["status"]), ("native-public", 503))

    def test_leaves_its_connection_to_the_next_request(self):
        self.assertEqual(self.ask("POST /_tenant/reset").status, 200)
        self.assertEqual(self.ask("GET /api/public").status, 200)
        clock = '{"offset": 60}'
        self.assertEqual(self.ask("POST /_tenant/clock", "Content-Length: 14\r\n\r\n" + clock).json["offset"], 60)
        self.assertEqual(self.ask("POST /_tenant/reset").status, 200)
        chunks = "Transfer-Encoding: chunked\r\n\r\ne\r\n" + clock + "\r\n0\r\n\r\n"
        self.assertEqual(self.ask("POST /_tenant/clock", chunks).json["offset"], 60)
        self.assertEqual(self.ask("GET /api/public").status, 200)


class TheState(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.addCleanup(self.folder.cleanup)
        self.path = os.path.join(self.folder.name, "state.json")

    def start(self, *arguments):
        return Tenant(case.program, "--state", self.path, *arguments)

    def test_is_not_there_before_there_is_any(self):
        with self.start():
            self.assertEqual(os.listdir(self.folder.name), [])
        self.assertEqual(os.listdir(self.folder.name), [])

    def test_is_written_beside_what_a_crash_left(self):
        with self.start() as tenant:
            tokens = tenant.login()
        with open(self.path + ".new", "w") as half:
            half.write('{"sta')
        with self.start() as tenant:
            self.assertEqual(tenant.refresh(tokens["refresh_token"]).status, 200)
        self.assertEqual(os.listdir(self.folder.name), ["state.json"])

    def test_survives_a_restart(self):
        with self.start() as tenant:
            page = tenant.sign_in(tenant.authorize())
            cookie = page.headers["Set-Cookie"].split(";")[0]
            tokens = tenant.exchange(page.location["code"]).json
            used = tenant.login()
            tenant.refresh(used["refresh_token"])
            code, verifier = tenant.code(), tenant.verifier
            keys = tenant.get("/.well-known/jwks.json").json
        with self.start() as tenant:
            self.assertEqual(tenant.get("/.well-known/jwks.json").json, keys)
            self.assertEqual(tenant.get("/api/messages", token=tokens["access_token"]).status, 200)
            self.assertEqual(tenant.refresh(tokens["refresh_token"]).status, 200)
            self.assertEqual(tenant.refresh(used["refresh_token"]).status, 403)
            self.assertEqual(tenant.exchange(code, code_verifier=verifier).status, 200)
            self.assertEqual(tenant.authorize(cookie=cookie, prompt="none").location["error"], "interaction_required")

    def test_survives_a_kill(self):
        with self.start() as tenant:
            tokens = tenant.login()
            renewed = tenant.refresh(tokens["refresh_token"]).json
            tenant.process.kill()
        with self.start() as tenant:
            self.assertEqual(tenant.refresh(renewed["refresh_token"]).status, 200)
            self.assertEqual(tenant.refresh(tokens["refresh_token"]).status, 403)

    def test_holds_no_token_and_is_the_owners_alone(self):
        with self.start() as tenant:
            tokens = tenant.login()
            code = tenant.code()
        with open(self.path) as file:
            text = file.read()
        json.loads(text)
        for secret in [tokens["refresh_token"], tokens["access_token"], code]:
            self.assertNotIn(secret, text)
        self.assertEqual(stat.S_IMODE(os.stat(self.path).st_mode), 0o600)


class Https(unittest.TestCase):
    def test_is_spoken_with_a_certificate(self):
        with tempfile.TemporaryDirectory() as folder:
            certificate, key = self_signed(folder)
            config = {"tls": {"certificate": certificate, "key": key}}
            with Tenant(case.program, config=config, cafile=certificate) as tenant:
                self.assertRegex(tenant.url, r"^https://127\.0\.0\.1:\d+/$")
                tokens = tenant.login()
                self.assertEqual(claims(tokens["id_token"])["iss"], tenant.url)
                self.assertEqual(tenant.get("/api/messages", token=tokens["access_token"]).status, 200)
                tenant.fault(path="/api/public", drop="after")
                with self.assertRaises(OSError):
                    tenant.get("/api/public")

    def test_wants_a_usable_key(self):
        with tempfile.TemporaryDirectory() as folder:
            certificate, _ = self_signed(folder)
            config = os.path.join(folder, "config.json")
            with open(config, "w") as file:
                json.dump({"tls": {"certificate": "cert.pem", "key": "cert.pem"}}, file)
            result = run(case.program, "--config", config)
            self.assertEqual(result.returncode, 2)
            self.assertIn("config.tls", result.stderr)


class TheConfiguration(case.Case):
    config = {
        "name": "Acme", "clients": [{"id": "mine", "name": "My app", "callbacks": ["http://127.0.0.1:5000/cb"]}],
        "users": [{"email": "dora@acme.test", "password": "pw", "sub": "auth0|7", "profile": {"name": "Dora", "https://ns/x": [1]}}],
        "apis": [{"audience": "https://acme.test/", "scopes": ["a", "b"]}]}

    def test_replaces_the_seeds(self):
        page = self.tenant.authorize(client_id="mine", redirect_uri="http://127.0.0.1:5000/cb", audience="https://acme.test/",
                                     scope="openid profile a c")
        self.assertIn("Log in to My app", page.text)
        self.assertIn("Acme", page.text)
        answer = self.tenant.sign_in(page, "DORA@acme.test", "pw")
        tokens = self.tenant.exchange(answer.location["code"], client_id="mine", redirect_uri="http://127.0.0.1:5000/cb").json
        self.assertEqual(tokens["scope"], "openid profile a")
        identity = claims(tokens["id_token"])
        self.assertEqual((identity["sub"], identity["name"], identity["https://ns/x"]), ("auth0|7", "Dora", [1]))
        self.assertEqual(self.tenant.authorize().status, 403)


if __name__ == "__main__":
    case.main()
