"""AES-GCM with the key's name inside the ciphertext, and keyed hashes for equality.

Layout: one byte version, one byte length of the key id, the key id, 12 bytes nonce, ciphertext with tag. The
additional data is "app.Model.field": a ciphertext copied into another column does not open.

There is no key per person yet: forgetting one person means blanking the columns and their history; rotation of the
shared keys works by key id (`FIELD_KEYS`, newest first, old ones kept for reading).
"""

import base64
import hashlib
import hmac
import os

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

_VERSION = 1
_NONCE = 12


class CannotOpen(Exception):
    """The ciphertext was made for another column, with a key that is gone, or was altered."""


def _keys() -> dict[str, bytes]:
    """Key id → key, newest first. Raises ImproperlyConfigured where none is set: nothing is ever stored in clear."""
    keys = {}
    for entry in filter(None, (e.strip() for e in settings.FIELD_KEYS.split(","))):
        key_id, _, encoded = entry.partition(":")
        key = base64.urlsafe_b64decode(encoded)
        if len(key) != 32 or not 0 < len(key_id.encode()) < 256:
            raise ImproperlyConfigured(f"FIELD_KEYS: key {key_id!r} needs an id and 32 bytes in base64url")
        keys[key_id] = key
    if not keys:
        raise ImproperlyConfigured("FIELD_KEYS is empty: personal numbers cannot be stored")
    return keys


def seal(text: str, *, bound_to: str) -> bytes:
    """Encrypt with the newest key."""
    key_id, key = next(iter(_keys().items()))
    nonce = os.urandom(_NONCE)
    name = key_id.encode()
    return bytes([_VERSION, len(name)]) + name + nonce + AESGCM(key).encrypt(nonce, text.encode(), bound_to.encode())


def unseal(blob: bytes, *, bound_to: str) -> str:
    """Decrypt with the key the ciphertext names. Raises CannotOpen, never saying why in detail."""
    blob = bytes(blob)
    key = _keys().get(key_id_of(blob))
    if key is None:
        raise CannotOpen("the key of this ciphertext is not configured")
    start = 2 + blob[1]
    try:
        return AESGCM(key).decrypt(blob[start : start + _NONCE], blob[start + _NONCE :], bound_to.encode()).decode()
    except InvalidTag:
        raise CannotOpen("the ciphertext does not belong to this column or was altered") from None


def key_id_of(blob: bytes) -> str:
    blob = bytes(blob)
    if len(blob) < 2 + _NONCE or blob[0] != _VERSION:
        raise CannotOpen("not a ciphertext of this portal")
    return blob[2 : 2 + blob[1]].decode()


def is_current(blob: bytes) -> bool:
    """Whether the newest key made it; if not, rotation has work to do."""
    return key_id_of(blob) == next(iter(_keys()))


def keyed_hash(kind: str, normalized: str) -> str:
    """HMAC-SHA-256 in hex, the same for the same number of one kind wherever it is stored; "" for an empty number."""
    if not settings.FIELD_HASH_KEY:
        raise ImproperlyConfigured("FIELD_HASH_KEY is empty: personal numbers cannot be stored")
    if not normalized:
        return ""
    message = f"{kind}\0{normalized}".encode()
    return hmac.new(settings.FIELD_HASH_KEY.encode(), message, hashlib.sha256).hexdigest()
