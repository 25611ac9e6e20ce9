"""查询码: what whoever told of a lead keeps to read the outcome, without an account and without a name.

The row's number and letters that nobody can guess; nothing is stored for it.
"""

import base64
import hmac
import re

from core.privacy.numbers import normalize
from core.privacy.sealing import keyed_hash
from supervision.illegal_orgs.models import Lead
from supervision.illegal_orgs.states import LeadOrigin

_CODE = re.compile(r"XS(\d{1,15})([A-Z2-7]{10})")  # as normalize() leaves it


def _letters(pk: int) -> str:
    return base64.b32encode(bytes.fromhex(keyed_hash("lead", str(pk))))[:10].decode()


def code_of(lead: Lead) -> str:
    return f"XS-{lead.pk}-{_letters(lead.pk)}"


def find(code: str) -> Lead | None:
    """In whichever case and spacing it was typed; only leads that came from the public. One query at most."""
    match = _CODE.fullmatch(normalize(code))
    if match is None or not hmac.compare_digest(match[2], _letters(int(match[1]))):
        return None
    return Lead.objects.filter(pk=int(match[1]), origin=LeadOrigin.PUBLIC).select_related("department").first()
