# SPDX-License-Identifier: Apache-2.0
import os
import subprocess
import tempfile
import time

import case
from tenantclient import API, CALLBACK, Tenant, claims, header, unb64url


def der(tag, content):
    length = len(content)
    size = bytes([length]) if length < 128 else bytes([0x82]) + length.to_bytes(2, "big")
    return bytes([tag]) + size + content


def integer(value):
    return der(2, value if value[0] < 128 else b"\0" + value)


RSA_ENCRYPTION = bytes.fromhex("300d06092a864886f70d0101010500")
EC_P256 = bytes.fromhex("301306072a8648ce3d020106082a8648ce3d030107")


def public_key(jwk):
    """A JWK as the DER that the openssl command reads (RFC 5280 section 4.1.2.7)."""
    if jwk["kty"] == "EC":
        return der(0x30, EC_P256 + der(3, b"\0\4" + unb64url(jwk["x"]) + unb64url(jwk["y"])))
    key = der(0x30, integer(unb64url(jwk["n"])) + integer(unb64url(jwk["e"])))
    return der(0x30, RSA_ENCRYPTION + der(3, b"\0" + key))


def openssl_accepts(jwt, jwk):
    signed, signature = jwt.rsplit(".", 1)
    signature, options = unb64url(signature), []
    if jwk["alg"] == "ES256":
        signature = der(0x30, integer(signature[:32].lstrip(b"\0")) + integer(signature[32:].lstrip(b"\0")))
    if jwk["alg"] == "PS256":
        options = ["-sigopt", "rsa_padding_mode:pss", "-sigopt", "rsa_pss_saltlen:digest"]
    with tempfile.TemporaryDirectory() as folder:
        for name, content in [("key", public_key(jwk)), ("sig", signature), ("text", signed.encode())]:
            with open(os.path.join(folder, name), "wb") as file:
                file.write(content)
        command = ["openssl", "dgst", "-sha256", "-keyform", "DER", "-verify", "key", "-signature", "sig", *options, "text"]
        return subprocess.run(command, cwd=folder, capture_output=True).returncode == 0


class ALogin(case.Case):
    def test_brings_tokens_with_auth0s_claims(self):
        started = int(time.time())
        tokens = self.tenant.login()
        self.assertEqual(set(tokens), {"access_token", "id_token", "refresh_token", "token_type", "expires_in"})
        self.assertEqual((tokens["token_type"], tokens["expires_in"]), ("Bearer", 86400))
        access = claims(tokens["access_token"])
        self.assertEqual(access["iss"], self.tenant.url)
        self.assertEqual(access["aud"], [API, self.tenant.url + "userinfo"])
        self.assertEqual((access["sub"], access["azp"]), ("auth0|alice", "native-public"))
        self.assertEqual(access["scope"], "openid profile email offline_access read:messages")
        self.assertEqual(access["exp"] - access["iat"], 86400)
        self.assertTrue(started <= access["iat"] <= time.time())
        self.assertTrue(access["jti"])
        identity = claims(tokens["id_token"])
        self.assertEqual((identity["iss"], identity["aud"], identity["sub"]), (self.tenant.url, "native-public", "auth0|alice"))
        self.assertEqual((identity["nonce"], identity["exp"] - identity["iat"]), ("the-nonce", 36000))
        self.assertEqual((identity["name"], identity["email"], identity["email_verified"]),
                         ("Alice Adams", "alice@example.com", True))
        self.assertNotIn("auth_time", identity)

    def test_tells_when_the_user_signed_in_if_max_age_was_sent(self):
        before = int(time.time())
        identity = claims(self.tenant.login(max_age=3600)["id_token"])
        self.assertTrue(before <= identity["auth_time"] <= time.time())

    def test_without_an_audience_brings_an_opaque_token_for_userinfo(self):
        tokens = self.tenant.login(audience=None, scope="openid profile")
        self.assertNotIn(".", tokens["access_token"])
        self.assertEqual(self.tenant.get("/userinfo", token=tokens["access_token"]).json["name"], "Alice Adams")
        self.assertEqual(self.tenant.get("/api/messages", token=tokens["access_token"]).status, 401)
        self.tenant.move_clock(86401)
        self.assertEqual(self.tenant.get("/userinfo", token=tokens["access_token"]).status, 401)

    def test_gives_what_is_known_of_the_scope_and_says_so(self):
        tokens = self.tenant.login(scope="openid read:messages launch:rockets")
        self.assertEqual(tokens["scope"], "openid read:messages")
        self.assertEqual(claims(tokens["access_token"])["scope"], "openid read:messages")
        self.assertNotIn("name", claims(tokens["id_token"]))

    def test_brings_a_refresh_token_only_when_asked(self):
        self.assertNotIn("refresh_token", self.tenant.login(scope="openid"))

    def test_without_openid_brings_no_id_token(self):
        tokens = self.tenant.login(scope="read:messages")
        self.assertNotIn("id_token", tokens)
        self.assertEqual(claims(tokens["access_token"])["aud"], API)


class Offline(case.Case):
    config = {"apis": [{"audience": API, "scopes": ["read:messages"], "offlineAccess": False, "tokenLifetime": 60}]}

    def test_access_is_dropped_where_the_api_forbids_it(self):
        tokens = self.tenant.login()
        self.assertNotIn("refresh_token", tokens)
        self.assertEqual(tokens["scope"], "openid profile email read:messages")
        self.assertEqual(tokens["expires_in"], 60)


class Signatures(case.Case):
    def check(self, tenant, algorithm):
        keys = tenant.get("/.well-known/jwks.json").json["keys"]
        self.assertEqual(len(keys), 1)
        self.assertEqual((keys[0]["use"], keys[0]["alg"]), ("sig", algorithm))
        self.assertFalse({"d", "p", "q"} & set(keys[0]))
        tokens = tenant.login()
        for token in [tokens["id_token"], tokens["access_token"]]:
            self.assertEqual(header(token), {"alg": algorithm, "typ": "JWT", "kid": keys[0]["kid"]})
            self.assertTrue(openssl_accepts(token, keys[0]))
            signed, signature = token.rsplit(".", 1)
            self.assertFalse(openssl_accepts(signed + "x." + signature, keys[0]))

    def test_verify_with_openssl(self):
        for algorithm in ["RS256", "PS256", "ES256"]:
            with self.subTest(algorithm), Tenant(case.program, config={"signingAlgorithm": algorithm}) as tenant:
                self.check(tenant, algorithm)

    def test_come_from_a_new_key_after_a_rotation_and_the_old_key_stays_known(self):
        tokens = self.tenant.login()
        kid = self.tenant.request("POST", "/_tenant/keys/rotate").json["kid"]
        keys = {key["kid"]: key for key in self.tenant.get("/.well-known/jwks.json").json["keys"]}
        self.assertEqual(set(keys), {kid, header(tokens["id_token"])["kid"]})
        renewed = self.tenant.refresh(tokens["refresh_token"]).json["id_token"]
        self.assertEqual(header(renewed)["kid"], kid)
        self.assertTrue(openssl_accepts(renewed, keys[kid]))
        self.assertEqual(self.tenant.get("/api/messages", token=tokens["access_token"]).status, 200)


class ACode(case.Case):
    def test_needs_its_verifier(self):
        for verifier in ["wrong", "", None]:
            with self.subTest(verifier):
                self.refused(self.tenant.exchange(self.tenant.code(), code_verifier=verifier), 403, "invalid_grant",
                             "Failed to verify code verifier")

    def test_needs_the_same_redirect_uri(self):
        for uri in ["http://127.0.0.1:21867/callback", None]:
            with self.subTest(uri):
                self.refused(self.tenant.exchange(self.tenant.code(), redirect_uri=uri), 403, "invalid_grant")

    def test_is_of_one_client_only(self):
        answer = self.tenant.exchange(self.tenant.code(), client_id="native-norotate")
        self.refused(answer, 403, "invalid_grant", "Invalid authorization code")

    def test_is_unknown_when_it_was_never_given(self):
        self.tenant.code()
        self.refused(self.tenant.exchange("nonsense"), 403, "invalid_grant", "Invalid authorization code")

    def test_lives_sixty_seconds(self):
        code = self.tenant.code()
        self.tenant.move_clock(61)
        self.refused(self.tenant.exchange(code), 403, "invalid_grant", "Invalid authorization code")

    def test_used_twice_takes_back_what_it_brought(self):
        code = self.tenant.code(audience=None)
        tokens = self.tenant.exchange(code).json
        self.assertEqual(self.tenant.get("/userinfo", token=tokens["access_token"]).status, 200)
        self.refused(self.tenant.exchange(code), 403, "invalid_grant", "Invalid authorization code")
        self.refused(self.tenant.refresh(tokens["refresh_token"]), 403, "invalid_grant")
        self.assertEqual(self.tenant.get("/userinfo", token=tokens["access_token"]).status, 401)
        self.assertEqual(self.tenant.family()["revoked_because"], "code_reuse")


class TheTokenEndpoint(case.Case):
    def test_takes_json_as_well(self):
        answer = self.tenant.post_json("/oauth/token", {
            "grant_type": "authorization_code", "client_id": "native-public", "redirect_uri": CALLBACK,
            "code": self.tenant.code(), "code_verifier": self.tenant.verifier})
        self.assertEqual(answer.status, 200, answer.text)

    def test_refuses_an_unknown_client(self):
        self.refused(self.tenant.refresh("x", client_id="nobody"), 401, "invalid_client")

    def test_refuses_a_missing_parameter(self):
        self.refused(self.tenant.post("/oauth/token", client_id="native-public"), 400, "invalid_request")
        self.refused(self.tenant.post("/oauth/token", grant_type="refresh_token"), 400, "invalid_request")
        self.refused(self.tenant.refresh(""), 400, "invalid_request")
        self.refused(self.tenant.exchange(""), 400, "invalid_request")
        self.refused(self.tenant.request("POST", "/oauth/token", "{nonsense", {"Content-Type": "application/json"}),
                     400, "invalid_request")

    def test_refuses_an_unknown_grant(self):
        self.refused(self.tenant.post("/oauth/token", grant_type="magic", client_id="native-public"), 403,
                     "unsupported_grant_type")

    def test_forbids_caches_to_keep_the_answer(self):
        self.assertEqual(self.tenant.exchange(self.tenant.code()).headers["Cache-Control"], "no-store")


class AConfidentialClient(case.Case):
    def test_needs_its_secret(self):
        for secret, error in [(None, "unauthorized_client"), ("wrong", "invalid_client")]:
            with self.subTest(secret):
                answer = self.tenant.exchange(self.tenant.code(client_id="confidential"), client_id="confidential",
                                              client_secret=secret)
                self.refused(answer, 401, error)

    def test_signs_in_with_it_and_needs_no_pkce(self):
        code = self.tenant.code(client_id="confidential", code_challenge=None, code_challenge_method=None)
        answer = self.tenant.exchange(code, client_id="confidential", client_secret="confidential-secret", code_verifier=None)
        self.assertEqual(answer.status, 200, answer.text)

    def test_may_send_its_secret_in_the_header(self):
        tokens = self.tenant.login("confidential", "confidential-secret")
        body = "grant_type=refresh_token&refresh_token=" + tokens["refresh_token"]
        answer = self.tenant.request("POST", "/oauth/token", body, {
            "Content-Type": "application/x-www-form-urlencoded",
            "Authorization": "Basic Y29uZmlkZW50aWFsOmNvbmZpZGVudGlhbC1zZWNyZXQ="})
        self.assertEqual(answer.status, 200, answer.text)


class AGrant(case.Case):
    config = {"clients": [{"id": "native-public", "grantTypes": ["authorization_code"]}]}

    def test_that_the_client_may_not_use_is_refused(self):
        self.assertNotIn("refresh_token", self.tenant.login())
        self.refused(self.tenant.refresh("x"), 403, "unauthorized_client",
                     "Grant type 'refresh_token' not allowed for the client.")


class TheMetadata(case.Case):
    def test_names_auth0s_paths(self):
        metadata = self.tenant.get("/.well-known/openid-configuration").json
        self.assertEqual(metadata["issuer"], self.tenant.url)
        expected = {"authorization_endpoint": "authorize", "token_endpoint": "oauth/token", "userinfo_endpoint": "userinfo",
                    "jwks_uri": ".well-known/jwks.json", "revocation_endpoint": "oauth/revoke",
                    "end_session_endpoint": "oidc/logout"}
        for name, path in expected.items():
            self.assertEqual(metadata[name], self.tenant.url + path)
        self.assertIs(metadata["authorization_response_iss_parameter_supported"], True)


if __name__ == "__main__":
    case.main()
