# SPDX-License-Identifier: Apache-2.0
"""DPoP proofs by the openssl command, independent of both the tenant and the library."""
import atexit
import hashlib
import json
import os
import secrets
import shutil
import subprocess
import tempfile
import time

from tenantclient import b64url


def raw(der):
    """r‖s out of an ECDSA signature in DER."""
    parts, at = b"", 2
    for _ in range(2):
        length = der[at + 1]
        parts += der[at + 2:at + 2 + length].lstrip(b"\0").rjust(32, b"\0")
        at += 2 + length
    return parts


class Key:
    """A P-256 key."""

    def __init__(self):
        folder = tempfile.mkdtemp()
        atexit.register(shutil.rmtree, folder)
        self._file = os.path.join(folder, "key.pem")
        self._openssl("ecparam", "-name", "prime256v1", "-genkey", "-noout", "-out", self._file)
        point = self._openssl("ec", "-in", self._file, "-pubout", "-outform", "DER")[-64:]
        self.jwk = {"kty": "EC", "crv": "P-256", "x": b64url(point[:32]), "y": b64url(point[32:])}

    def _openssl(self, *arguments, text=None):
        return subprocess.run(["openssl", *arguments], input=text, capture_output=True, check=True).stdout

    @property
    def thumbprint(self):
        members = {name: self.jwk[name] for name in ("crv", "kty", "x", "y")}
        return b64url(hashlib.sha256(json.dumps(members, separators=(",", ":")).encode()).digest())

    def sign(self, header, claims):
        text = ".".join(b64url(json.dumps(part).encode()) for part in (header, claims))
        der = self._openssl("dgst", "-sha256", "-sign", self._file, text=text.encode())
        return text + "." + b64url(raw(der))

    def proof(self, method, url, token=None, nonce=None, header=None, **claims):
        """A good proof; what is given takes the place of its members, None takes one away."""
        body = {"jti": secrets.token_urlsafe(16), "htm": method, "htu": url, "iat": int(time.time()), "nonce": nonce}
        if token:
            body["ath"] = b64url(hashlib.sha256(token.encode()).digest())
        body.update(claims)
        head = {"typ": "dpop+jwt", "alg": "ES256", "jwk": self.jwk}
        head.update(header or {})
        return self.sign(head, {name: value for name, value in body.items() if value is not None})
