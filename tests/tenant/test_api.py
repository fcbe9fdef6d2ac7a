# SPDX-License-Identifier: Apache-2.0
import struct
import zlib

import case
from tenantclient import b64url, claims, unb64url

ORDERS = "https://orders-api.example.com"


def pixels(test, png):
    """The colours of a PNG file of one byte a pixel, 192 pixels square; its sums are checked."""
    test.assertEqual(png[:8], b"\x89PNG\r\n\x1a\n")
    chunks, at = {}, 8
    while at < len(png):
        size, kind = struct.unpack_from(">I4s", png, at)
        data, (crc,) = png[at + 8:at + 8 + size], struct.unpack_from(">I", png, at + 8 + size)
        test.assertEqual(crc, zlib.crc32(kind + data))
        chunks[kind], at = data, at + 12 + size
    test.assertEqual(struct.unpack(">IIBBBBB", chunks[b"IHDR"]), (192, 192, 8, 3, 0, 0, 0))
    rows = zlib.decompress(chunks[b"IDAT"])
    test.assertEqual(len(rows), 192 * 193)
    return [tuple(chunks[b"PLTE"][3 * rows[193 * y + 1 + x]:][:3]) for y in range(192) for x in range(192)]


class TheApi(case.Case):
    def challenge(self, answer, status, error):
        self.assertEqual(answer.status, status)
        self.assertTrue(answer.headers["WWW-Authenticate"].startswith("Bearer "))
        if error:
            self.assertIn('error="%s"' % error, answer.headers["WWW-Authenticate"])
        else:
            self.assertNotIn("error", answer.headers["WWW-Authenticate"])

    def test_answers_with_messages_and_who_asked(self):
        token = self.tenant.login()["access_token"]
        answer = self.tenant.get("/api/messages", token=token)
        self.assertEqual(answer.status, 200)
        self.assertTrue(answer.json["messages"])
        self.assertEqual(answer.json["sub"], "auth0|alice")
        self.assertEqual(answer.json["jti"], claims(token)["jti"])
        self.assertEqual(self.tenant.log(path="/api/messages", status=200)[0]["jti"], claims(token)["jti"])

    def test_wants_a_token(self):
        self.challenge(self.tenant.get("/api/messages"), 401, None)

    def test_refuses_what_is_no_access_token_for_it(self):
        tokens = self.tenant.login()
        forged = tokens["access_token"][:-4] + "AAAA"
        head, body, signature = tokens["access_token"].split(".")
        unsigned = b64url(unb64url(head).replace(b"RS256", b"none")) + "." + body + "."
        other = self.tenant.login(audience=ORDERS, scope="openid read:orders")["access_token"]
        for token in ["nonsense", tokens["id_token"], tokens["refresh_token"], forged, unsigned, other]:
            with self.subTest(token[:8]):
                self.challenge(self.tenant.get("/api/messages", token=token), 401, "invalid_token")

    def test_refuses_an_expired_token(self):
        token = self.tenant.login()["access_token"]
        self.tenant.move_clock(86399)
        self.assertEqual(self.tenant.get("/api/messages", token=token).status, 200)
        self.tenant.move_clock(86401)
        self.challenge(self.tenant.get("/api/messages", token=token), 401, "invalid_token")

    def test_wants_its_scope(self):
        token = self.tenant.login(scope="openid write:messages")["access_token"]
        self.challenge(self.tenant.get("/api/messages", token=token), 403, "insufficient_scope")

    def test_has_a_public_part(self):
        self.assertEqual(self.tenant.get("/api/public").status, 200)

    def test_has_orders_behind_another_audience(self):
        token = self.tenant.login(audience=ORDERS, scope="openid read:orders")["access_token"]
        self.assertTrue(self.tenant.get("/api/orders", token=token).json["orders"])
        self.challenge(self.tenant.get("/api/orders", token=self.tenant.login()["access_token"]), 401, "invalid_token")

    def test_has_a_picture_of_the_user(self):
        alice = self.tenant.get("/api/avatar", token=self.tenant.login()["access_token"])
        self.assertEqual((alice.status, alice.headers["Content-Type"]), (200, "image/png"))
        self.assertIn("no-store", alice.headers["Cache-Control"])
        code = self.tenant.code("bob@example.com", audience=ORDERS, scope="openid read:orders")
        bob = self.tenant.get("/api/avatar", token=self.tenant.exchange(code).json["access_token"])
        self.assertEqual(bob.status, 200)
        self.assertNotEqual(pixels(self, alice.body)[0], pixels(self, bob.body)[0])
        for picture in (alice, bob):
            self.assertEqual(pixels(self, picture.body)[96 * 192 + 96], (255, 255, 255))

    def test_shows_the_picture_to_nobody_else(self):
        self.challenge(self.tenant.get("/api/avatar"), 401, None)
        opaque = self.tenant.login(audience=None, scope="openid")["access_token"]
        for token in ["nonsense", self.tenant.login()["id_token"], opaque]:
            self.challenge(self.tenant.get("/api/avatar", token=token), 401, "invalid_token")

    def test_takes_a_token_whose_family_was_revoked(self):
        # Nobody can take back a JWT; neither can Auth0.
        tokens = self.tenant.login()
        self.tenant.post("/oauth/revoke", client_id="native-public", token=tokens["refresh_token"])
        self.assertEqual(self.tenant.get("/api/messages", token=tokens["access_token"]).status, 200)


class UserInfo(case.Case):
    def test_tells_what_the_scope_allows(self):
        token = self.tenant.login(scope="openid email")["access_token"]
        self.assertEqual(self.tenant.get("/userinfo", token=token).json,
                         {"sub": "auth0|alice", "email": "alice@example.com", "email_verified": True})

    def test_wants_openid(self):
        token = self.tenant.login(audience=None, scope="profile")["access_token"]
        answer = self.tenant.get("/userinfo", token=token)
        self.assertEqual(answer.status, 403)
        self.assertIn("insufficient_scope", answer.headers["WWW-Authenticate"])

    def test_refuses_a_bad_token_with_a_plain_body(self):
        answer = self.tenant.get("/userinfo", token="nonsense")
        self.assertEqual((answer.status, answer.text), (401, "Unauthorized"))
        self.assertIn('error="invalid_token"', answer.headers["WWW-Authenticate"])


if __name__ == "__main__":
    case.main()
