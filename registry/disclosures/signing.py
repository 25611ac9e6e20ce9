"""Digests and the detached signature of the open data, and how anybody checks both."""

import base64
import binascii
import hashlib
from collections.abc import Iterable
from pathlib import Path

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat, load_pem_public_key
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

PIECE = 1 << 20
KEY_BYTES = 32


def _private_key() -> Ed25519PrivateKey | None:
    """None where no key is set. Raises ImproperlyConfigured for one that is no key."""
    if not settings.OPEN_DATA_KEY:
        return None
    try:
        raw = base64.b64decode(settings.OPEN_DATA_KEY.replace("-", "+").replace("_", "/"), validate=True)
    except binascii.Error as error:
        raise ImproperlyConfigured("PORTAL_OPEN_DATA_KEY is not base64") from error
    if len(raw) != KEY_BYTES:
        raise ImproperlyConfigured("PORTAL_OPEN_DATA_KEY is not 32 bytes: openssl rand -base64 32")
    return Ed25519PrivateKey.from_private_bytes(raw)


def public_key_pem() -> bytes | None:
    """As openssl reads it; None where the portal does not sign."""
    key = _private_key()
    return key.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo) if key else None


def sign(content: bytes) -> bytes | None:
    key = _private_key()
    return key.sign(content) if key else None


def digest(path: Path) -> str:
    found = hashlib.sha256()
    with path.open("rb") as file:
        while piece := file.read(PIECE):
            found.update(piece)
    return found.hexdigest()


def digest_list(paths: Iterable[Path]) -> str:
    """In the form that `sha256sum -c` reads."""
    return "".join(f"{digest(path)}  {path.name}\n" for path in paths)


def listed(sums: str) -> dict[str, str]:
    """Name: digest."""
    pairs = (line.split(maxsplit=1) for line in sums.splitlines() if line.strip())
    return {name.lstrip("*"): value for value, name in pairs}


def differences(paths: Iterable[Path], sums: Path, signature: Path, pem: bytes | None) -> list[str]:
    """What is wrong with these files, one sentence each; empty where everything agrees.

    Without `pem` the signature is not looked at.
    """
    if not sums.is_file():
        return [f"没有找到摘要清单 {sums.name}，无法核对。"]
    found = _signature_trouble(sums, signature, pem) if pem else []
    known = listed(sums.read_text(encoding="utf-8"))
    for path in paths:
        if not path.is_file():
            found.append(f"{path.name}：文件不存在。")
        elif path.name not in known:
            found.append(f"{path.name}：不在摘要清单中。")
        elif digest(path) != known[path.name]:
            found.append(f"{path.name}：内容与摘要清单不一致，可能下载不完整，或者被改动过。")
    return found


def _signature_trouble(sums: Path, signature: Path, pem: bytes) -> list[str]:
    try:
        key = load_pem_public_key(pem)
    except ValueError:
        return ["公钥文件不能识别，应为 PEM 格式的 Ed25519 公钥。"]
    if not isinstance(key, Ed25519PublicKey):
        return ["公钥不是 Ed25519 公钥。"]
    if not signature.is_file():
        return [f"没有找到签名文件 {signature.name}：摘要清单没有签名。"]
    try:
        key.verify(signature.read_bytes(), sums.read_bytes())
    except InvalidSignature:
        return [f"{sums.name}：签名不符，摘要清单不是由公钥的持有者发布的，或者被改动过。"]
    return []
