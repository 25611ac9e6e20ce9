"""Numbers of persons in a list: staging holds them sealed, shows them masked, compares them by keyed hash.

A sealed value is {"sealed", "hash", "masked"}. The uploaded file itself is kept under the permission of its kind.
"""

import base64

from core.privacy import masking, sealing
from core.privacy.numbers import normalize

MASKS = {"id_number": masking.mask_id_number, "phone": masking.mask_phone}
_BOUND_TO = "registry.ImportRow.values"


def sealed(kind: str, number: str) -> dict[str, str]:
    """`kind` as in core.privacy: id_number or phone."""
    number = normalize(number)
    blob = sealing.seal(number, bound_to=_BOUND_TO)
    return {
        "sealed": base64.b64encode(blob).decode(),
        "hash": sealing.keyed_hash(kind, number),
        "masked": MASKS[kind](number),
    }


def opened(value) -> str:
    """The number itself, for the verb that stores it; "" for none."""
    return sealing.unseal(base64.b64decode(value["sealed"]), bound_to=_BOUND_TO) if value else ""


def masked(kind: str, text: str) -> str:
    number = normalize(text)
    return MASKS[kind](number) if number else ""


def is_sealed(value) -> bool:
    return isinstance(value, dict) and "sealed" in value
