# SPDX-License-Identifier: Apache-2.0
import http.client

import case
from tenantclient import claims, header


class ADefect(case.Case):
    def id_token(self, **defects):
        self.tenant.fault(path="/oauth/token", idToken=defects)
        return self.tenant.login()["id_token"]

    def test_alters_members_of_an_answer(self):
        self.tenant.fault(path="/oauth/token", members={"expires_in": None, "token_type": "bEARER", "more": [1]})
        tokens = self.tenant.login()
        self.assertNotIn("expires_in", tokens)
        self.assertEqual((tokens["token_type"], tokens["more"]), ("bEARER", [1]))
        self.assertEqual(self.tenant.refresh(tokens["refresh_token"]).status, 200)

    def test_alters_claims_and_header_of_the_id_token(self):
        token = self.id_token(claims={"sub": None, "iss": "https://evil.example/"}, header={"kid": None})
        self.assertNotIn("sub", claims(token))
        self.assertEqual(claims(token)["iss"], "https://evil.example/")
        self.assertEqual(header(token), {"alg": "RS256", "typ": "JWT"})
        self.assertEqual(claims(self.tenant.login()["id_token"])["sub"], "auth0|alice")

    def test_spoils_the_signature(self):
        good = self.id_token()
        for signature, alg in [("broken", "RS256"), ("foreign", "RS256"), ("none", "none")]:
            token = self.id_token(signature=signature)
            self.assertEqual(header(token)["alg"], alg)
            self.assertEqual(len(token.split(".")[2]), 0 if signature == "none" else len(good.split(".")[2]))
        self.assertEqual(header(self.id_token(header={"alg": "HS256"}))["alg"], "HS256")

    def test_alters_the_redirect_to_the_application(self):
        self.tenant.fault(path="/u/login", redirect={"iss": None, "state": "another", "more": "x"})
        location = self.tenant.sign_in(self.tenant.authorize()).location
        self.assertNotIn("iss", location)
        self.assertEqual((location["state"], location["more"]), ("another", "x"))
        self.assertIn("code", location)

    def test_fills_an_answer_up(self):
        self.tenant.fault(path="/.well-known/jwks.json", size=1000000)
        answer = self.tenant.get("/.well-known/jwks.json")
        self.assertEqual((len(answer.body), answer.headers["Content-Length"]), (1000000, "1000000"))
        self.assertIn("keys", answer.json)

    def test_cuts_an_answer_off(self):
        self.tenant.fault(path="/.well-known/jwks.json", cut=100)
        with self.assertRaises(http.client.IncompleteRead) as caught:
            self.tenant.get("/.well-known/jwks.json")
        self.assertEqual(len(caught.exception.partial), 100)

    def test_that_is_none_is_refused(self):
        for fault in [{"idToken": {"signature": "bad"}}, {"idToken": {"claim": {}}}, {"members": []}, {"redirect": 1},
                      {"size": 0}, {"cut": "x"}]:
            answer = self.tenant.post_json("/_tenant/faults", fault)
            self.assertEqual(answer.status, 400, fault)
            self.assertIn(next(iter(fault)), answer.json["error_description"])


if __name__ == "__main__":
    case.main()
