"""查询号: what a visitor keeps to look up what became of a correction, without an account and without a name.

The number is the row's own and a few letters that nobody can guess; nothing is stored for it.
"""

import base64
import hmac
import re

from core.privacy.numbers import normalize
from core.privacy.sealing import keyed_hash
from registry.disclosures.models import CorrectionRequest

_NUMBER = re.compile(r"JC(\d{1,15})([A-Z2-7]{8})")  # as normalize() leaves it


def _letters(pk: int) -> str:
    return base64.b32encode(bytes.fromhex(keyed_hash("correction", str(pk))))[:8].decode()


def number_of(asked: CorrectionRequest) -> str:
    return f"JC-{asked.pk}-{_letters(asked.pk)}"


def find(number: str) -> CorrectionRequest | None:
    """In whichever case and spacing it was typed. One query, none for what is no number of ours."""
    match = _NUMBER.fullmatch(normalize(number))
    if match is None or not hmac.compare_digest(match[2], _letters(int(match[1]))):
        return None
    rows = CorrectionRequest.objects.select_related("organization__supervising_authority")
    return rows.filter(pk=int(match[1])).first()
