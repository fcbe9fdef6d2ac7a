# SPDX-License-Identifier: Apache-2.0
import time

import case
from proofs import Key
from tenantclient import API, claims

DPOP_API = "https://dpop-api.example.com"


class DpopCase(case.Case):
    def setUp(self):
        super().setUp()
        self.key = Key()
        self.token_url = self.tenant.url + "oauth/token"

    def proof(self, key=None, **members):
        return (key or self.key).proof("POST", self.token_url, **members)

    def nonce(self):
        answer = self.tenant.refresh("none", dpop=self.proof())
        self.refused(answer, 400, "use_dpop_nonce")
        return answer.headers["DPoP-Nonce"]

    def login(self, key=None, status=200, **parameters):
        parameters.setdefault("client_id", "native-dpop")
        code = self.tenant.code(**parameters)
        proof = self.proof(key, nonce=self.nonce())
        answer = self.tenant.exchange(code, client_id=parameters["client_id"], dpop=proof)
        self.assertEqual(answer.status, status, answer.text)
        return answer.json

    def call(self, token, method="GET", path="/api/dpop", scheme="DPoP", **headers):
        return self.tenant.request(method, path, None, {"Authorization": scheme + " " + token, **headers})

    def api_proof(self, token, key=None, method="GET", **members):
        return (key or self.key).proof(method, self.tenant.url + "api/dpop", token=token, **members)


class TheTokenEndpoint(DpopCase):
    config = {"apis": [{"audience": API, "scopes": ["read:messages"]},
                       {"audience": DPOP_API, "senderConstraining": "required"},
                       {"audience": "https://either.example.com", "senderConstraining": "allowed"}]}

    def test_binds_a_token_by_what_its_api_takes(self):
        for audience, with_proof, status, kind in [
                (API, True, 200, "Bearer"), (API, False, 200, "Bearer"), (DPOP_API, True, 200, "DPoP"),
                (DPOP_API, False, 400, None), ("https://either.example.com", True, 200, "DPoP"),
                ("https://either.example.com", False, 200, "Bearer"), (None, True, 200, "DPoP"), (None, False, 200, "Bearer")]:
            with self.subTest(audience=audience, with_proof=with_proof):
                code = self.tenant.code(client_id="native-dpop", audience=audience)
                proof = self.proof(nonce=self.nonce()) if with_proof else None
                answer = self.tenant.exchange(code, client_id="native-dpop", dpop=proof)
                self.assertEqual(answer.status, status, answer.text)
                if kind:
                    self.assertEqual(answer.json["token_type"], kind)
                if kind == "DPoP" and audience:
                    self.assertEqual(claims(answer.json["access_token"])["cnf"], {"jkt": self.key.thumbprint})

    def test_demands_a_nonce_and_spends_nothing_before(self):
        code = self.tenant.code(client_id="native-dpop", audience=DPOP_API)
        first = self.tenant.exchange(code, client_id="native-dpop", dpop=self.proof())
        self.refused(first, 400, "use_dpop_nonce")
        again = self.tenant.exchange(code, client_id="native-dpop", dpop=self.proof(nonce=first.headers["DPoP-Nonce"]))
        self.assertEqual(again.status, 200, again.text)
        self.assertTrue(again.headers["DPoP-Nonce"])
        self.assertNotIn("code_reuse", self.tenant.log(path="/oauth/token")[-1])

    def test_refuses_a_proof_that_does_not_fit(self):
        nonce, other = self.nonce(), Key()
        good = self.proof(nonce=nonce)
        private = dict(self.key.jwk, d="AAAA")
        for why, proof in {
                "method": self.key.proof("GET", self.token_url, nonce=nonce),
                "url": self.proof(nonce=nonce, htu=self.tenant.url + "oauth/revoke"),
                "query": self.proof(nonce=nonce, htu=self.token_url + "?a=b"),
                "old": self.proof(nonce=nonce, iat=int(time.time()) - 120),
                "future": self.proof(nonce=nonce, iat=int(time.time()) + 120),
                "no iat": self.proof(nonce=nonce, iat=None), "text iat": self.proof(nonce=nonce, iat="now"),
                "no jti": self.proof(nonce=nonce, jti=None), "typ": self.proof(nonce=nonce, header={"typ": "JWT"}),
                "alg": self.proof(nonce=nonce, header={"alg": "none"}), "foreign key": self.proof(nonce=nonce, header={"jwk": other.jwk}),
                "private key": self.proof(nonce=nonce, header={"jwk": private}), "two": good + ", " + good, "garbage": "abc"}.items():
            with self.subTest(why):
                self.refused(self.tenant.refresh("none", dpop=proof), 400, "invalid_dpop_proof")
        self.refused(self.tenant.refresh("none", dpop=self.proof(nonce="mine")), 400, "use_dpop_nonce")

    def test_takes_a_proof_once(self):
        proof = self.proof(nonce=self.nonce())
        self.refused(self.tenant.refresh("none", dpop=proof), 403, "invalid_grant")
        self.refused(self.tenant.refresh("none", dpop=proof), 400, "invalid_dpop_proof")

    def test_binds_the_code_by_dpop_jkt(self):
        answer = self.login(Key(), status=400, dpop_jkt=self.key.thumbprint, audience=DPOP_API)
        self.assertEqual(answer["error"], "invalid_dpop_proof")
        self.assertEqual(self.login(dpop_jkt=self.key.thumbprint, audience=DPOP_API)["token_type"], "DPoP")

    def test_binds_the_refresh_tokens_of_a_public_client(self):
        for audience in [DPOP_API, API]:
            with self.subTest(audience):
                token = self.login(audience=audience)["refresh_token"]
                for proof in [None, self.proof(Key(), nonce=self.nonce())]:
                    answer = self.tenant.refresh(token, client_id="native-dpop", dpop=proof)
                    self.refused(answer, 400, "invalid_dpop_proof")
                answer = self.tenant.refresh(token, client_id="native-dpop", dpop=self.proof(nonce=self.nonce()))
                self.assertEqual(answer.status, 200, answer.text)

    def test_logs_the_proofs_and_not_their_text(self):
        self.login(audience=DPOP_API)
        entry = self.tenant.log(path="/oauth/token", status=200)[0]
        self.assertEqual((entry["dpop_jkt"], entry["dpop_nonce"]), (self.key.thumbprint, True))
        self.assertNotIn("dpop", entry.get("headers", {}))


class AClientThatMustProve(DpopCase):
    config = {"clients": [{"id": "native-public"}, {"id": "native-dpop", "requirePossession": True}],
              "apis": [{"audience": API}, {"audience": DPOP_API, "senderConstraining": "allowed"}]}

    def test_gets_bound_tokens_or_none(self):
        for audience, with_proof, status in [(API, True, 400), (API, False, 400), (DPOP_API, False, 400), (DPOP_API, True, 200)]:
            with self.subTest(audience=audience, with_proof=with_proof):
                code = self.tenant.code(client_id="native-dpop", audience=audience)
                proof = self.proof(nonce=self.nonce()) if with_proof else None
                self.assertEqual(self.tenant.exchange(code, client_id="native-dpop", dpop=proof).status, status)


class ANonce(DpopCase):
    config = {"dpopNonceOnce": True}

    def test_may_be_good_once(self):
        nonce = self.nonce()
        answer = self.tenant.refresh("none", dpop=self.proof(nonce=nonce))
        self.refused(answer, 403, "invalid_grant")
        self.refused(self.tenant.refresh("none", dpop=self.proof(nonce=nonce)), 400, "use_dpop_nonce")
        following = self.tenant.refresh("none", dpop=self.proof(nonce=answer.headers["DPoP-Nonce"]))
        self.refused(following, 403, "invalid_grant")


class TheDpopApi(DpopCase):
    config = {"apis": [{"audience": DPOP_API, "senderConstraining": "allowed", "dpopNonces": True}]}

    def test_takes_a_token_with_its_proof(self):
        token = self.login(audience=DPOP_API)["access_token"]
        asked = self.call(token, DPoP=self.api_proof(token))
        self.assertEqual(asked.status, 401)
        self.assertIn('error="use_dpop_nonce"', asked.headers["WWW-Authenticate"])
        nonce = asked.headers["DPoP-Nonce"]
        self.assertEqual(self.call(token, DPoP=self.api_proof(token, nonce=nonce)).status, 200)
        answer = self.call(token, "POST", DPoP=self.api_proof(token, method="POST", nonce=nonce))
        self.assertEqual(answer.json["sub"], "auth0|alice")
        # Another place, other nonces.
        self.assertEqual(self.call(token, DPoP=self.api_proof(token, nonce=self.nonce())).status, 401)

    def test_refuses_the_token_otherwise(self):
        token = self.login(audience=DPOP_API)["access_token"]
        nonce = self.call(token, DPoP=self.api_proof(token)).headers["DPoP-Nonce"]
        stranger = Key()
        for why, answer in {
                "as bearer": self.call(token, scheme="Bearer"),
                "no proof": self.call(token),
                "another token's hash": self.call(token, DPoP=self.api_proof(token + "x", nonce=nonce)),
                "no hash": self.call(token, DPoP=self.api_proof(None, nonce=nonce)),
                "another key": self.call(token, DPoP=self.api_proof(token, stranger, nonce=nonce)),
                "another method": self.call(token, DPoP=self.api_proof(token, method="POST", nonce=nonce))}.items():
            with self.subTest(why):
                self.assertEqual(answer.status, 401)
                self.assertTrue(answer.headers["WWW-Authenticate"].startswith("DPoP "))

    def test_guards_the_picture_as_the_api_of_the_token_wants_it(self):
        token = self.login(audience=DPOP_API)["access_token"]
        url = self.tenant.url + "api/avatar"
        for refused in [self.call(token, path="/api/avatar"), self.call(token, path="/api/avatar", scheme="Bearer")]:
            self.assertEqual(refused.status, 401)
            self.assertTrue(refused.headers["WWW-Authenticate"].startswith("DPoP "))
        asked = self.call(token, path="/api/avatar", DPoP=self.key.proof("GET", url, token=token))
        self.assertIn('error="use_dpop_nonce"', asked.headers["WWW-Authenticate"])
        proof = self.key.proof("GET", url, token=token, nonce=asked.headers["DPoP-Nonce"])
        shown = self.call(token, path="/api/avatar", DPoP=proof)
        self.assertEqual((shown.status, shown.headers["Content-Type"]), (200, "image/png"))


if __name__ == "__main__":
    case.main()
