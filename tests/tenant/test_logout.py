# SPDX-License-Identifier: Apache-2.0
import case
from tenantclient import CALLBACK


class Session(case.Case):
    def setUp(self):
        super().setUp()
        answer = self.tenant.sign_in(self.tenant.authorize())
        self.cookie = answer.headers["Set-Cookie"].split(";")[0]
        self.tokens = self.tenant.exchange(answer.location["code"]).json

    def is_over(self):
        return self.tenant.authorize(cookie=self.cookie, prompt="none").location["error"] == "login_required"


class Logout(Session):
    def test_ends_the_session_and_returns_to_the_application(self):
        self.assertFalse(self.is_over())
        answer = self.tenant.get("/v2/logout", cookie=self.cookie, client_id="native-public", returnTo=CALLBACK)
        self.assertEqual((answer.status, answer.headers["Location"]), (302, CALLBACK))
        self.assertTrue(self.is_over())

    def test_goes_to_allowed_addresses_only(self):
        for url in ["http://127.0.0.1:14212/callback", "http://127.0.0.1:14211/Callback", "https://evil.example/"]:
            with self.subTest(url):
                answer = self.tenant.get("/v2/logout", cookie=self.cookie, client_id="native-public", returnTo=url)
                self.assertEqual((answer.status, answer.headers["Location"]), (400, None))
                self.assertIn("not in the list of allowed logout URLs", answer.text)
        self.assertFalse(self.is_over())

    def test_compares_neither_query_nor_fragment(self):
        for url in [CALLBACK + "?a=b", CALLBACK + "#there"]:
            answer = self.tenant.get("/v2/logout", client_id="native-public", returnTo=url)
            self.assertEqual((answer.status, answer.headers["Location"]), (302, url))

    def test_without_an_address_goes_to_the_first_allowed_one(self):
        answer = self.tenant.get("/v2/logout", client_id="native-public")
        self.assertEqual(answer.headers["Location"], CALLBACK)

    def test_without_a_client_uses_the_tenants_list(self):
        self.assertEqual(self.tenant.get("/v2/logout", returnTo=CALLBACK).headers["Location"], CALLBACK)
        self.assertEqual(self.tenant.get("/v2/logout", returnTo="https://evil.example/").status, 400)
        self.assertIn("You are logged out", self.tenant.get("/v2/logout").text)

    def test_of_an_unknown_client_is_refused(self):
        self.assertEqual(self.tenant.get("/v2/logout", client_id="nobody", returnTo=CALLBACK).status, 400)

    def test_leaves_the_refresh_token_alone(self):
        self.tenant.get("/v2/logout", cookie=self.cookie, client_id="native-public", returnTo=CALLBACK, federated="")
        self.assertEqual(self.tenant.refresh(self.tokens["refresh_token"]).status, 200)


class OpenIdLogout(Session):
    def logout(self, **parameters):
        query = {"id_token_hint": self.tokens["id_token"], "post_logout_redirect_uri": CALLBACK, "state": "s&1"}
        query.update(parameters)
        return self.tenant.get("/oidc/logout", cookie=self.cookie, **{k: v for k, v in query.items() if v is not None})

    def test_with_an_id_token_needs_no_page(self):
        answer = self.logout()
        self.assertEqual((answer.status, answer.headers["Location"]), (302, CALLBACK + "?state=s%261"))
        self.assertTrue(self.is_over())

    def test_takes_an_expired_id_token(self):
        self.tenant.move_clock(86400)
        self.assertEqual(self.logout().status, 302)

    def test_refuses_a_hint_that_is_no_id_token(self):
        for hint in ["nonsense", self.tokens["access_token"], self.tokens["id_token"][:-4] + "AAAA"]:
            with self.subTest(hint[:8]):
                self.assertEqual(self.logout(id_token_hint=hint).status, 400)
        self.assertFalse(self.is_over())

    def test_refuses_the_id_token_of_another_client(self):
        self.assertEqual(self.logout(client_id="native-norotate").status, 400)

    def test_goes_to_allowed_addresses_only(self):
        self.assertEqual(self.logout(post_logout_redirect_uri="https://evil.example/").status, 400)

    def test_without_a_hint_asks_the_user(self):
        page = self.logout(id_token_hint=None, client_id="native-public")
        self.assertEqual(page.status, 200)
        self.assertIn("still logged in", self.tenant.press(page, "deny", self.cookie).text)
        self.assertFalse(self.is_over())
        answer = self.tenant.press(page, "accept", self.cookie)
        self.assertEqual(answer.headers["Location"], CALLBACK + "?state=s%261")
        self.assertTrue(self.is_over())


if __name__ == "__main__":
    case.main()
