# SPDX-License-Identifier: Apache-2.0
import email.utils
import http.client
import json
import signal
import subprocess
import sys
import tempfile
import threading
import time

import case
from tenantclient import Tenant, claims, wait_for


class AFault(case.Case):
    def setUp(self):
        super().setUp()
        self.token = self.tenant.login()["refresh_token"]

    def refreshes(self):
        return self.tenant.log(path="/oauth/token", grant_type="refresh_token")

    def lose_an_answer(self):
        with self.assertRaises((http.client.RemoteDisconnected, ConnectionResetError)):
            self.tenant.refresh(self.token)

    def test_can_drop_the_connection_before_acting(self):
        self.tenant.fault(path="/oauth/token", drop="before")
        self.lose_an_answer()
        self.assertEqual(self.tenant.family()["rotations"], 0)
        entry, = self.refreshes()
        self.assertEqual((entry["acted"], entry["status"], entry["fault"]["drop"]), (False, None, "before"))
        self.assertEqual(self.tenant.refresh(self.token).status, 200)

    def test_can_drop_the_connection_after_acting(self):
        self.tenant.fault(path="/oauth/token", drop="after")
        self.lose_an_answer()
        self.assertEqual(self.tenant.family()["rotations"], 1)
        entry, = self.refreshes()
        self.assertEqual((entry["acted"], entry["status"]), (True, None))
        self.assertIn("new_refresh_token", entry)
        self.refused(self.tenant.refresh(self.token), 403, "invalid_grant")

    def test_can_answer_in_place_of_acting(self):
        self.tenant.fault(path="/oauth/token", status=503, headers={"Retry-After": "7"}, body="come back later")
        answer = self.tenant.refresh(self.token)
        self.assertEqual((answer.status, answer.headers["Retry-After"], answer.text), (503, "7", "come back later"))
        self.assertEqual(self.tenant.family()["rotations"], 0)
        self.assertEqual(self.tenant.refresh(self.token).status, 200)

    def test_can_answer_with_json(self):
        self.tenant.fault(path="/oauth/token", status=403, body={"error": "mfa_required", "mfa_token": "m"})
        answer = self.tenant.refresh(self.token)
        self.assertEqual((answer.json["error"], answer.headers["Content-Type"]), ("mfa_required", "application/json"))

    def test_can_add_headers_to_the_real_answer(self):
        self.tenant.fault(path="/oauth/token", headers={"X-Seen": "yes", "Date": "Thu, 01 Jan 1970 00:00:00 GMT"})
        answer = self.tenant.refresh(self.token)
        self.assertEqual((answer.status, answer.headers["X-Seen"]), (200, "yes"))
        self.assertEqual(answer.headers.get_all("Date"), ["Thu, 01 Jan 1970 00:00:00 GMT"])
        self.assertIn("access_token", answer.json)

    def test_can_answer_late_and_the_log_knows_at_once(self):
        self.tenant.fault(path="/oauth/token", delay=2)
        answers = []
        thread = threading.Thread(target=lambda: answers.append(self.tenant.refresh(self.token)))
        started = time.monotonic()
        thread.start()
        wait_for(self.refreshes, 1)
        self.assertEqual(self.tenant.family()["rotations"], 1)
        self.assertEqual(answers, [])
        thread.join()
        self.assertGreaterEqual(time.monotonic() - started, 2)
        self.assertEqual(answers[0].status, 200)

    def test_does_not_hold_up_other_requests(self):
        self.tenant.fault(path="/oauth/token", delay=2, drop="after")
        thread = threading.Thread(target=self.lose_an_answer)
        thread.start()
        wait_for(self.refreshes)
        started = time.monotonic()
        self.tenant.login()
        self.assertLess(time.monotonic() - started, 1.5)
        thread.join()

    def test_can_pause_in_the_middle_of_the_body(self):
        self.tenant.fault(path="/oauth/token", pause=1)
        started = time.monotonic()
        self.assertIn("access_token", self.tenant.refresh(self.token).json)
        self.assertGreaterEqual(time.monotonic() - started, 1)

    def test_counts_down(self):
        self.tenant.fault(path="/oauth/token", status=500, times=2)
        self.assertEqual([self.tenant.refresh(self.token).status for _ in range(3)], [500, 500, 200])

    def test_may_be_meant_for_one_grant(self):
        self.tenant.fault(path="/oauth/token", grant="refresh_token", status=500)
        token = self.tenant.login()["refresh_token"]
        self.assertEqual(self.tenant.refresh(token).status, 500)

    def test_may_be_meant_for_one_path_or_all(self):
        self.tenant.fault(path="/userinfo", status=500)
        self.assertEqual(self.tenant.get("/api/public").status, 200)
        self.tenant.fault(status=502)
        self.assertEqual(self.tenant.get("/api/public").status, 502)
        self.assertEqual(self.tenant.get("/userinfo").status, 500)

    def test_can_be_taken_back(self):
        self.tenant.fault(path="/oauth/token", status=500, times=9)
        self.assertEqual(self.tenant.request("DELETE", "/_tenant/faults").status, 200)
        self.assertEqual(self.tenant.refresh(self.token).status, 200)

    def test_with_a_mistake_is_refused_by_name(self):
        for fault in [{"paths": "/"}, {"drop": "now"}, {"times": 0}, {"delay": "1"}, {"status": 99}, []]:
            with self.subTest(fault):
                answer = self.tenant.post_json("/_tenant/faults", fault)
                self.assertEqual(answer.status, 400)
                name = next(iter(fault)) if fault else "object"
                self.assertIn(name, answer.json["error_description"])


class AFaultThatKills(case.Case):
    """What a crash test needs: the process dies at a known point, and the log shows at which."""

    CLIENT = """
import http.client, sys
connection = http.client.HTTPConnection("127.0.0.1", int(sys.argv[1]))
connection.request("POST", "/oauth/token", sys.argv[2], {"Content-Type": "application/x-www-form-urlencoded"})
connection.getresponse().read()
print("answered")
"""

    def kill_at(self, **fault):
        with Tenant(case.program, config={"faultsMayKill": True}) as tenant:
            form = "grant_type=refresh_token&client_id=native-public&refresh_token=" + tenant.login()["refresh_token"]
            client = subprocess.Popen(
                [sys.executable, "-c", "input();" + self.CLIENT, str(tenant.port), form],
                stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
            tenant.fault(path="/oauth/token", kill=client.pid, **fault)
            out, _ = client.communicate("go\n", timeout=20)
            self.assertEqual((client.returncode, out), (-signal.SIGKILL, ""))
            entry, = tenant.log(path="/oauth/token", grant_type="refresh_token")
            return entry["acted"], tenant.family()["rotations"]

    def test_hits_on_receipt(self):
        self.assertEqual(self.kill_at(drop="before"), (False, 0))

    def test_hits_after_acting(self):
        self.assertEqual(self.kill_at(), (True, 1))

    def test_hits_after_half_the_answer(self):
        self.assertEqual(self.kill_at(cut=500), (True, 1))

    def test_is_refused_unless_the_configuration_allows_it(self):
        answer = self.tenant.post_json("/_tenant/faults", {"kill": 4242})
        self.assertEqual(answer.status, 400)
        self.assertIn("faultsMayKill", answer.json["error_description"])


class TheClock(case.Case):
    def test_moves_tokens_and_the_date_header(self):
        answer = self.tenant.post_json("/_tenant/clock", {"offset": 1000})
        self.assertEqual(answer.json["offset"], 1000)
        for moment in [claims(self.tenant.login()["id_token"])["iat"],
                       email.utils.parsedate_to_datetime(self.tenant.get("/api/public").headers["Date"]).timestamp()]:
            self.assertAlmostEqual(moment, time.time() + 1000, delta=5)
        self.tenant.move_clock(0)
        self.assertAlmostEqual(claims(self.tenant.login()["id_token"])["iat"], time.time(), delta=5)

    def test_wants_a_number(self):
        self.assertEqual(self.tenant.post_json("/_tenant/clock", {"offset": "soon"}).status, 400)
        self.assertEqual(self.tenant.post_json("/_tenant/clock", {}).status, 400)


class TheControl(case.Case):
    def test_calls_are_not_logged_and_meet_no_fault(self):
        self.tenant.fault(status=500, times=9)
        self.assertEqual(self.tenant.get("/_tenant/log").json, [])
        self.assertEqual(self.tenant.get("/_tenant/mailbox").json, [])
        self.assertEqual(self.tenant.get("/_tenant/nothing").status, 404)

    def test_reset_starts_anew_with_the_same_keys(self):
        token = self.tenant.login()["refresh_token"]
        keys = self.tenant.get("/.well-known/jwks.json").json
        self.tenant.fault(status=500)
        self.tenant.move_clock(1000)
        self.assertEqual(self.tenant.request("POST", "/_tenant/reset").status, 200)
        self.assertEqual(self.tenant.get("/_tenant/families").json, [])
        self.assertEqual(self.tenant.get("/_tenant/log").json, [])
        self.refused(self.tenant.refresh(token), 403, "invalid_grant")
        self.assertEqual(self.tenant.get("/.well-known/jwks.json").json, keys)
        self.assertAlmostEqual(claims(self.tenant.login()["id_token"])["iat"], time.time(), delta=5)


class TheLog(case.Case):
    def test_tells_the_story_of_a_login_without_a_secret(self):
        with tempfile.NamedTemporaryFile("r") as file, Tenant(case.program, "--log", file.name) as tenant:
            code = tenant.code()
            tokens = tenant.exchange(code).json
            renewed = tenant.refresh(tokens["refresh_token"]).json
            tenant.get("/api/messages", token=renewed["access_token"])
            lines = file.read()
            entries = [json.loads(line) for line in lines.splitlines()]
            self.assertEqual(entries, tenant.log())
            self.assertEqual([(e["seq"], e["method"], e["path"], e["status"]) for e in entries], [
                (1, "GET", "/authorize", 200), (2, "POST", "/u/login", 302), (3, "POST", "/oauth/token", 200),
                (4, "POST", "/oauth/token", 200), (5, "GET", "/api/messages", 200)])
            self.assertEqual({e["client_id"] for e in entries}, {"native-public"})
            self.assertEqual([e["grant_type"] for e in entries[2:4]], ["authorization_code", "refresh_token"])
            self.assertEqual([e["sub"] for e in entries[1:]], ["auth0|alice"] * 4)
            self.assertEqual([e["jti"] for e in entries[2:]], [claims(tokens["access_token"])["jti"]]
                             + [claims(renewed["access_token"])["jti"]] * 2)
            self.assertEqual(entries[3]["refresh_token"], entries[2]["new_refresh_token"])
            self.assertEqual(entries[3]["family"], tenant.family()["id"])
            for secret in ["Passw0rd!", code, tenant.verifier, *(tokens[n] for n in ["access_token", "id_token", "refresh_token"])]:
                self.assertNotIn(secret, lines)

    def test_shows_secrets_when_told_to(self):
        with Tenant(case.program, "--log-secrets") as tenant:
            tokens = tenant.login()
            text = tenant.get("/_tenant/log").text
            for secret in ["Passw0rd!", tenant.verifier, tokens["refresh_token"]]:
                self.assertIn(secret, text)

    def test_can_be_read_from_a_place_on(self):
        self.tenant.login()
        self.assertEqual([e["seq"] for e in self.tenant.get("/_tenant/log", after=2).json], [3])

    def test_survives_bytes_that_are_no_text(self):
        self.assertEqual(self.tenant.get("/authorize?client_id=%FF").status, 403)
        self.assertEqual(len(self.tenant.log()), 1)


if __name__ == "__main__":
    case.main()
