# SPDX-License-Identifier: Apache-2.0
import urllib.parse

import case
from tenantclient import CALLBACK, Form, claims


class TheLoginPage(case.Case):
    def test_has_the_fields_of_the_contract(self):
        form = Form(self.tenant.authorize().text)
        self.assertEqual(form.method, "post")
        self.assertLessEqual({"username", "password"}, set(form.fields))
        self.assertEqual(form.buttons, [("action", "default")])

    def test_holds_no_script_and_nothing_from_elsewhere(self):
        page = self.tenant.authorize()
        policy = page.headers["Content-Security-Policy"]
        self.assertIn("default-src 'none'", policy)
        self.assertNotIn("unsafe", policy)
        # Chromium applies form-action to the redirect that follows, which leads to the application.
        self.assertNotIn("form-action", policy)
        self.assertNotIn("<script", page.text)
        self.assertNotIn("http", page.text.replace("https://api.example.com", "").replace(self.tenant.url, ""))

    def test_sends_a_code_state_and_issuer_back_to_the_application(self):
        answer = self.tenant.sign_in(self.tenant.authorize())
        self.assertEqual(answer.status, 302)
        self.assertTrue(answer.headers["Location"].startswith(CALLBACK + "?"))
        self.assertEqual(set(answer.location), {"code", "state", "iss"})
        self.assertEqual(answer.location["state"], "the-state")
        self.assertEqual(answer.location["iss"], self.tenant.url)

    def test_stays_after_a_wrong_password_and_keeps_the_name(self):
        answer = self.tenant.sign_in(self.tenant.authorize(), password="nonsense")
        self.assertEqual(answer.status, 400)
        self.assertIn("Wrong email or password", answer.text)
        self.assertEqual(Form(answer.text).fields["username"], "alice@example.com")
        self.assertEqual(Form(answer.text).fields["password"], "")
        self.assertEqual(self.tenant.sign_in(answer).status, 302)

    def test_shows_what_was_typed_as_text_only(self):
        answer = self.tenant.sign_in(self.tenant.authorize(), username='"><b>x')
        self.assertNotIn("<b>x", answer.text)
        self.assertEqual(Form(answer.text).fields["username"], '"><b>x')

    def test_fills_in_the_login_hint(self):
        self.assertEqual(Form(self.tenant.authorize(login_hint="bob@example.com").text).fields["username"], "bob@example.com")

    def test_works_once(self):
        page = self.tenant.authorize()
        self.assertEqual(self.tenant.sign_in(page).status, 302)
        self.assertEqual(self.tenant.sign_in(page).status, 400)

    def test_is_not_there_for_a_login_nobody_started(self):
        self.assertEqual(self.tenant.get("/u/login", state="unknown").status, 400)
        self.assertEqual(self.tenant.post("/u/consent", state="unknown", action="accept").status, 400)

    def test_sends_a_blocked_user_back_with_an_error(self):
        answer = self.tenant.sign_in(self.tenant.authorize(), "mallory@example.com")
        self.assertEqual(answer.location, {"error": "unauthorized", "error_description": "user is blocked",
                                           "state": "the-state", "iss": self.tenant.url})


class AnAuthorizationRequest(case.Case):
    def page(self, status, text, **parameters):
        answer = self.tenant.authorize(**parameters)
        self.assertEqual(answer.status, status)
        self.assertIn(text, answer.text)
        self.assertIsNone(answer.headers["Location"])

    def error(self, error, **parameters):
        answer = self.tenant.authorize(**parameters)
        self.assertEqual(answer.status, 302, answer.text)
        self.assertEqual(answer.location["error"], error)
        self.assertEqual((answer.location["state"], answer.location["iss"]), ("the-state", self.tenant.url))
        self.assertNotIn("code", answer.location)

    def test_goes_to_an_exactly_registered_callback_only(self):
        for uri in ["http://127.0.0.1:14212/callback", "http://127.0.0.1:14211/callback/", "http://localhost:14211/callback",
                    "http://127.0.0.1:14211/Callback", CALLBACK + "?x=1", "https://evil.example/callback", ""]:
            with self.subTest(uri):
                self.page(403, "Callback URL mismatch", redirect_uri=uri)

    def test_without_a_callback_takes_the_first_registered_one(self):
        answer = self.tenant.sign_in(self.tenant.authorize(redirect_uri=None))
        self.assertTrue(answer.headers["Location"].startswith(CALLBACK + "?"))

    def test_needs_a_known_client(self):
        self.page(403, "Unknown client: nobody", client_id="nobody")
        self.page(400, "client_id", client_id=None)

    def test_needs_the_code_flow(self):
        self.error("unsupported_response_type", response_type="token")
        self.error("invalid_request", response_type=None)

    def test_of_a_public_client_needs_pkce_with_s256(self):
        self.error("invalid_request", code_challenge=None)
        self.error("invalid_request", code_challenge_method="plain")
        self.error("invalid_request", code_challenge_method=None)

    def test_for_an_unknown_api_is_denied(self):
        self.error("access_denied", audience="https://nobody.example.com")

    def test_with_an_organization_is_refused_where_there_is_none(self):
        self.error("invalid_request", organization="org_1")

    def test_with_a_bad_max_age_is_refused(self):
        self.error("invalid_request", max_age="soon")


class ASecondLogin(case.Case):
    def setUp(self):
        super().setUp()
        answer = self.tenant.sign_in(self.tenant.authorize())
        self.cookie = answer.headers["Set-Cookie"].split(";")[0]

    def test_asks_only_for_a_confirmation(self):
        answer = self.tenant.press(self.tenant.authorize(cookie=self.cookie), "accept", self.cookie)
        self.assertEqual(self.tenant.exchange(answer.location["code"]).status, 200)

    def test_can_be_declined(self):
        answer = self.tenant.press(self.tenant.authorize(cookie=self.cookie), "deny", self.cookie)
        self.assertEqual(answer.location["error"], "access_denied")

    def test_shows_the_login_page_when_asked_to(self):
        for parameters in [{"prompt": "login"}, {"max_age": 0}]:
            with self.subTest(parameters):
                self.assertIn("password", Form(self.tenant.authorize(cookie=self.cookie, **parameters).text).fields)

    def test_shows_the_login_page_when_the_first_is_too_long_ago(self):
        page = self.tenant.authorize(cookie=self.cookie, max_age=60)
        self.assertEqual(Form(page.text).fields, {})
        self.tenant.move_clock(61)
        page = self.tenant.authorize(cookie=self.cookie, max_age=60)
        self.assertIn("password", Form(page.text).fields)

    def test_can_be_somebody_else(self):
        page = self.tenant.authorize(cookie=self.cookie)
        state = dict(urllib.parse.parse_qsl(urllib.parse.urlsplit(Form(page.text).action).query))["state"]
        answer = self.tenant.sign_in(self.tenant.get("/u/login", state=state), "bob@example.com")
        tokens = self.tenant.exchange(answer.location["code"]).json
        self.assertEqual(claims(tokens["id_token"])["sub"], "auth0|bob")

    def test_without_a_page_is_refused_for_a_loopback_callback(self):
        answer = self.tenant.authorize(cookie=self.cookie, prompt="none")
        self.assertEqual(answer.location["error"], "interaction_required")

    def test_without_a_page_needs_a_session(self):
        self.assertEqual(self.tenant.authorize(prompt="none").location["error"], "login_required")


class ALoginWithoutConfirmation(case.Case):
    config = {"clients": [{"id": "native-public", "confirmation": False}]}

    def test_is_silent_while_the_session_lasts(self):
        answer = self.tenant.sign_in(self.tenant.authorize())
        cookie = answer.headers["Set-Cookie"].split(";")[0]
        for prompt in [None, "none"]:
            self.assertIn("code", self.tenant.authorize(cookie=cookie, prompt=prompt).location)
        self.tenant.move_clock(4 * 86400)
        self.assertEqual(self.tenant.authorize(cookie=cookie, prompt="none").location["error"], "login_required")


class Consent(case.Case):
    config = {"clients": [{"id": "native-public", "firstParty": False}]}

    def test_is_asked_of_a_third_party_once(self):
        answer = self.tenant.sign_in(self.tenant.authorize())
        cookie = answer.headers["Set-Cookie"].split(";")[0]
        self.assertIn("read:messages", answer.text)
        answer = self.tenant.press(answer, "accept", cookie)
        self.assertEqual(self.tenant.exchange(answer.location["code"]).status, 200)
        again = self.tenant.sign_in(self.tenant.authorize())
        self.assertIn("code", again.location)

    def test_can_be_denied(self):
        answer = self.tenant.press(self.tenant.sign_in(self.tenant.authorize()), "deny")
        self.assertEqual(answer.location["error"], "access_denied")

    def test_is_always_asked_when_the_application_wants_it(self):
        for _ in range(2):
            answer = self.tenant.sign_in(self.tenant.authorize(prompt="consent"))
            self.assertIn("code", self.tenant.press(answer, "accept").location)


class TheResponseParameterIss(case.Case):
    config = {"issParameter": False, "endSessionEndpoint": False}

    def test_is_away_when_configured_so(self):
        metadata = self.tenant.get("/.well-known/openid-configuration").json
        self.assertNotIn("authorization_response_iss_parameter_supported", metadata)
        self.assertNotIn("end_session_endpoint", metadata)
        self.assertEqual(set(self.tenant.sign_in(self.tenant.authorize()).location), {"code", "state"})


class ALogin(case.Case):
    def test_waits_ten_minutes(self):
        page = self.tenant.authorize()
        self.tenant.move_clock(601)
        self.assertEqual(self.tenant.sign_in(page).status, 400)

    def test_by_localhost_has_that_issuer(self):
        host = "localhost:%d" % self.tenant.port
        metadata = self.tenant.get("/.well-known/openid-configuration", host=host).json
        self.assertEqual(metadata["issuer"], "http://%s/" % host)
        answer = self.tenant.authorize(host=host, response_type="token")
        self.assertEqual(answer.location["iss"], "http://%s/" % host)

    def test_under_a_foreign_name_has_our_issuer(self):
        metadata = self.tenant.get("/.well-known/openid-configuration", host="evil.example").json
        self.assertEqual(metadata["issuer"], self.tenant.url)


if __name__ == "__main__":
    case.main()
