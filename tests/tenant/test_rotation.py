# SPDX-License-Identifier: Apache-2.0
import threading

import case
from tenantclient import API, Tenant, claims

UNKNOWN = "Unknown or invalid refresh token."
ORDERS = "https://orders-api.example.com"


class ARefresh(case.Case):
    def setUp(self):
        super().setUp()
        self.first = self.tenant.login(max_age=1000)

    def test_brings_new_tokens_each_time(self):
        token = self.first["refresh_token"]
        seen = {token}
        for _ in range(3):
            answer = self.tenant.refresh(token)
            self.assertEqual(answer.status, 200, answer.text)
            token = answer.json["refresh_token"]
            self.assertNotIn(token, seen)
            seen.add(token)
        family = self.tenant.family()
        self.assertEqual((family["rotations"], family["refreshes"], family["revoked"]), (3, 3, False))

    def test_keeps_user_session_and_time_of_the_login_in_the_id_token(self):
        old = claims(self.first["id_token"])
        new = claims(self.tenant.refresh(self.first["refresh_token"]).json["id_token"])
        for name in ["sub", "sid", "auth_time", "aud", "iss"]:
            self.assertEqual(new[name], old[name])
        self.assertNotIn("nonce", new)

    def test_of_a_used_token_ends_the_family(self):
        second = self.tenant.refresh(self.first["refresh_token"]).json
        self.refused(self.tenant.refresh(self.first["refresh_token"]), 403, "invalid_grant", UNKNOWN)
        self.refused(self.tenant.refresh(second["refresh_token"]), 403, "invalid_grant", UNKNOWN)
        family = self.tenant.family()
        self.assertEqual((family["revoked"], family["revoked_because"]), (True, "reuse"))
        self.assertEqual(len(self.tenant.log(reuse=True)), 1)

    def test_of_an_unknown_token_ends_nothing(self):
        self.refused(self.tenant.refresh("nonsense"), 403, "invalid_grant", UNKNOWN)
        self.assertFalse(self.tenant.family()["revoked"])

    def test_by_another_client_is_refused_and_spends_nothing(self):
        self.refused(self.tenant.refresh(self.first["refresh_token"], "native-norotate"), 403, "invalid_grant", UNKNOWN)
        self.assertEqual(self.tenant.refresh(self.first["refresh_token"]).status, 200)

    def test_may_narrow_the_scope(self):
        answer = self.tenant.refresh(self.first["refresh_token"], scope="openid read:messages").json
        self.assertEqual(claims(answer["access_token"])["scope"], "openid read:messages")
        self.assertNotIn("scope", answer)
        self.assertNotIn("name", claims(answer["id_token"]))
        widened = self.tenant.refresh(answer["refresh_token"]).json
        self.assertIn("email", claims(widened["access_token"])["scope"])

    def test_cannot_widen_the_scope(self):
        answer = self.tenant.refresh(self.first["refresh_token"], scope="openid read:messages write:messages").json
        self.assertEqual(answer["scope"], "openid read:messages")

    def test_without_openid_brings_no_id_token(self):
        self.assertNotIn("id_token", self.tenant.refresh(self.first["refresh_token"], scope="read:messages").json)

    def test_for_another_api_works_and_leaves_the_login_as_it_was(self):
        answer = self.tenant.refresh(self.first["refresh_token"], audience=ORDERS).json
        other = claims(answer["access_token"])
        self.assertIn(ORDERS, other["aud"])
        self.assertIn("read:orders", other["scope"])
        self.assertNotIn("read:messages", other["scope"])
        again = claims(self.tenant.refresh(answer["refresh_token"]).json["access_token"])
        self.assertIn(API, again["aud"])

    def test_for_an_unknown_api_is_refused_and_spends_nothing(self):
        self.refused(self.tenant.refresh(self.first["refresh_token"], audience="https://nobody.example.com"), 403,
                     "access_denied")
        self.assertEqual(self.tenant.refresh(self.first["refresh_token"]).status, 200)

    def test_is_refused_after_a_month_without_one(self):
        self.tenant.move_clock(2592001)
        self.refused(self.tenant.refresh(self.first["refresh_token"]), 403, "invalid_grant", UNKNOWN)

    def test_is_refused_after_a_year_in_any_case(self):
        token = self.first["refresh_token"]
        for month in range(12):
            self.tenant.move_clock(month * 2591000)
            token = self.tenant.refresh(token).json["refresh_token"]
        self.tenant.move_clock(31557601)
        self.refused(self.tenant.refresh(token), 403, "invalid_grant", UNKNOWN)

    def test_of_a_revoked_token_is_refused(self):
        answer = self.tenant.post("/oauth/revoke", client_id="native-public", token=self.first["refresh_token"])
        self.assertEqual((answer.status, answer.body), (200, b""))
        self.refused(self.tenant.refresh(self.first["refresh_token"]), 403, "invalid_grant", UNKNOWN)
        self.assertEqual(self.tenant.family()["revoked_because"], "revoked")


class Revocation(case.Case):
    def test_of_an_unknown_token_is_a_success(self):
        self.assertEqual(self.tenant.post("/oauth/revoke", client_id="native-public", token="x").status, 200)

    def test_by_another_client_has_no_effect(self):
        token = self.tenant.login()["refresh_token"]
        self.assertEqual(self.tenant.post("/oauth/revoke", client_id="native-norotate", token=token).status, 200)
        self.assertEqual(self.tenant.refresh(token).status, 200)

    def test_needs_a_client_and_a_token(self):
        self.refused(self.tenant.post("/oauth/revoke", client_id="nobody", token="x"), 401, "invalid_client")
        self.refused(self.tenant.post("/oauth/revoke", client_id="native-public"), 400, "invalid_request")


class AClientWithoutRotation(case.Case):
    def test_uses_one_refresh_token_for_good(self):
        token = self.tenant.login("native-norotate")["refresh_token"]
        for _ in range(3):
            answer = self.tenant.refresh(token, "native-norotate")
            self.assertEqual(answer.status, 200, answer.text)
            self.assertNotIn("refresh_token", answer.json)
        self.assertEqual(self.tenant.family()["rotations"], 0)


class AThirdParty(case.Case):
    config = {"clients": [{"id": "native-public", "firstParty": False}]}

    def test_cannot_refresh_for_another_api(self):
        answer = self.tenant.press(self.tenant.sign_in(self.tenant.authorize()), "accept")
        token = self.tenant.exchange(answer.location["code"]).json["refresh_token"]
        self.refused(self.tenant.refresh(token, audience=ORDERS), 403, "unauthorized_client")


class Policies(case.Case):
    """Multi-resource refresh tokens."""
    config = {"clients": [{"id": "native-public", "refreshPolicies": [
        {"audience": API, "scope": ["write:messages", "nonsense"]},
        {"audience": ORDERS, "scope": ["read:orders"]},
        {"audience": "https://nobody.example.com", "scope": ["x"]}]}]}

    def setUp(self):
        super().setUp()
        self.token = self.tenant.login()["refresh_token"]

    def refresh(self, **parameters):
        answer = self.tenant.refresh(self.token, **parameters)
        if answer.status == 200:
            self.token = answer.json["refresh_token"]
        return answer

    def test_add_scopes_to_the_logins_api(self):
        answer = self.refresh().json
        self.assertEqual(answer["scope"], "openid profile email offline_access read:messages write:messages")
        self.assertEqual(self.refresh(scope="openid write:messages").json.get("scope"), None)

    def test_name_what_another_api_gives_without_a_scope(self):
        answer = self.refresh(audience=ORDERS).json
        self.assertEqual(answer["scope"], "openid profile email offline_access read:orders")
        self.assertIn(ORDERS, claims(answer["access_token"])["aud"])

    def test_drop_unknown_scopes_without_a_word(self):
        answer = self.refresh(audience=ORDERS, scope="openid read:orders delete:orders").json
        self.assertEqual(answer["scope"], "openid read:orders")

    def test_refuse_an_api_that_they_do_not_name(self):
        self.refused(self.refresh(audience="https://dpop-api.example.com"), 403, "unauthorized_client")
        self.assertEqual(self.refresh(audience=ORDERS).status, 200)

    def test_make_no_api_of_a_name(self):
        self.refused(self.refresh(audience="https://nobody.example.com"), 403, "access_denied")


class Overlap(case.Case):
    arguments = ("--rotation-overlap", "30")

    def setUp(self):
        super().setUp()
        self.first = self.tenant.login()["refresh_token"]
        self.second = self.tenant.refresh(self.first).json["refresh_token"]

    def test_lets_the_previous_token_come_back(self):
        again = self.tenant.refresh(self.first)
        self.assertEqual(again.status, 200, again.text)
        self.assertNotIn(again.json["refresh_token"], [self.first, self.second])
        self.assertEqual(self.tenant.refresh(again.json["refresh_token"]).status, 200)
        self.assertFalse(self.tenant.family()["revoked"])
        self.assertEqual(len(self.tenant.log(overlap=True)), 1)

    def test_ends_with_its_seconds_counted_from_the_rotation(self):
        self.tenant.move_clock(20)
        self.assertEqual(self.tenant.refresh(self.first).status, 200)
        self.tenant.move_clock(31)
        self.refused(self.tenant.refresh(self.first), 403, "invalid_grant", UNKNOWN)
        self.assertTrue(self.tenant.family()["revoked"])

    def test_does_not_cover_the_token_before_the_previous_one(self):
        self.assertEqual(self.tenant.refresh(self.second).status, 200)
        self.refused(self.tenant.refresh(self.first), 403, "invalid_grant", UNKNOWN)
        self.assertTrue(self.tenant.family()["revoked"])


class ManyRefreshesAtOnce(case.Case):
    def test_rotate_one_after_the_other(self):
        tokens = [self.tenant.login()["refresh_token"] for _ in range(4)]
        answers = []

        def refresh_ten_times(token):
            for _ in range(10):
                answer = self.tenant.refresh(token)
                answers.append(answer.status)
                token = answer.json["refresh_token"]

        threads = [threading.Thread(target=refresh_ten_times, args=(token,)) for token in tokens]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        self.assertEqual(answers, [200] * 40)
        self.assertEqual(sum(f["rotations"] for f in self.tenant.get("/_tenant/families").json), 40)
        sequence = [entry["seq"] for entry in self.tenant.log()]
        self.assertEqual(sequence, sorted(sequence))


if __name__ == "__main__":
    case.main()
