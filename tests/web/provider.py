"""A small OpenID Connect provider on loopback, enough for one log-in by code with PKCE."""

from __future__ import annotations

import base64
import json
import threading
import time
from contextlib import contextmanager
from hashlib import sha256
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlencode, urlsplit

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa

KEY = rsa.generate_private_key(public_exponent=65537, key_size=2048)


class Handler(BaseHTTPRequestHandler):
    """Answers discovery, authorisation, token, keys and user info."""

    def log_message(self, *arguments):
        """Keep the test's output quiet."""

    @property
    def issuer(self) -> str:
        return f"http://127.0.0.1:{self.server.server_port}"

    def answer(self, value: dict) -> None:
        body = json.dumps(value).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def do_GET(self):
        path, query = urlsplit(self.path).path, parse_qs(urlsplit(self.path).query)
        if path == "/.well-known/openid-configuration":
            self.answer(
                {
                    "issuer": self.issuer,
                    "authorization_endpoint": f"{self.issuer}/authorize",
                    "token_endpoint": f"{self.issuer}/token",
                    "userinfo_endpoint": f"{self.issuer}/userinfo",
                    "jwks_uri": f"{self.issuer}/keys",
                    "token_endpoint_auth_methods_supported": ["client_secret_post"],
                    "code_challenge_methods_supported": ["S256"],
                }
            )
        elif path == "/keys":
            key = json.loads(jwt.algorithms.RSAAlgorithm.to_jwk(KEY.public_key()))
            self.answer({"keys": [{**key, "kid": "1", "alg": "RS256", "use": "sig"}]})
        elif path == "/userinfo":
            self.answer({"sub": "42", "email": self.server.email, "email_verified": True})
        elif path == "/authorize":
            self.server.asked = {name: values[0] for name, values in query.items()}
            back = urlencode({"code": "one-code", "state": self.server.asked["state"]})
            self.send_response(302)
            self.send_header("Location", f"{self.server.asked['redirect_uri']}?{back}")
            self.end_headers()

    def do_POST(self):
        size = int(self.headers["Content-Length"])
        given = {k: v[0] for k, v in parse_qs(self.rfile.read(size).decode()).items()}
        self.server.given = given
        digest = sha256(given["code_verifier"].encode()).digest()
        challenge = base64.urlsafe_b64encode(digest).decode().rstrip("=")
        assert challenge == self.server.asked["code_challenge"]
        claims = {
            "iss": self.issuer, "aud": "samkraft", "sub": "42", "email": self.server.email,
            "email_verified": True, "iat": int(time.time()), "exp": int(time.time()) + 60,
        }  # fmt: skip
        token = jwt.encode(claims, KEY, algorithm="RS256", headers={"kid": "1"})
        self.answer({"access_token": "a", "token_type": "Bearer", "id_token": token})


@contextmanager
def provider(email: str):
    """Run a provider at which `email` is logged in already; gives the server."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.email = email
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()
