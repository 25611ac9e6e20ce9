"""A security key in software: an ES256 key pair that answers what the portal asks, as a browser would pass it on."""

import hashlib
import json
import os
import struct

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from fido2 import cbor
from fido2.cose import ES256
from fido2.utils import websafe_encode
from fido2.webauthn import AttestedCredentialData

TOUCHED, ATTESTED = 0x01, 0x40


class SecurityKey:
    """`register` and `sign` take the options of the page and give the JSON that goes into the hidden field."""

    def __init__(self, host: str = "testserver"):
        self.host = host
        self.private = ec.generate_private_key(ec.SECP256R1())
        self.id = os.urandom(16)

    def _client_data(self, kind: str, options: dict) -> bytes:
        return json.dumps(
            {"type": kind, "challenge": options["challenge"], "origin": f"https://{self.host}", "crossOrigin": False}
        ).encode()

    def _authenticator_data(self, flags: int, more: bytes = b"") -> bytes:
        return hashlib.sha256(self.host.encode()).digest() + struct.pack(">BI", flags, 1) + more

    def register(self, options: dict) -> str:
        attested = AttestedCredentialData.create(
            b"\0" * 16, self.id, ES256.from_cryptography_key(self.private.public_key())
        )
        data = self._authenticator_data(TOUCHED | ATTESTED, bytes(attested))
        statement = cbor.encode({"fmt": "none", "attStmt": {}, "authData": data})
        return self._answer(
            {
                "clientDataJSON": websafe_encode(self._client_data("webauthn.create", options)),
                "attestationObject": websafe_encode(statement),
            }
        )

    def sign(self, options: dict) -> str:
        client_data, data = self._client_data("webauthn.get", options), self._authenticator_data(TOUCHED)
        signature = self.private.sign(data + hashlib.sha256(client_data).digest(), ec.ECDSA(hashes.SHA256()))
        return self._answer(
            {
                "clientDataJSON": websafe_encode(client_data),
                "authenticatorData": websafe_encode(data),
                "signature": websafe_encode(signature),
            }
        )

    def _answer(self, response: dict) -> str:
        name = websafe_encode(self.id)
        return json.dumps(
            {"type": "public-key", "id": name, "rawId": name, "clientExtensionResults": {}, "response": response}
        )
