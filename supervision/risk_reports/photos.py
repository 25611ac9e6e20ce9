"""A photo as it is kept: smaller, turned upright, without what the telephone wrote into it (owner, place, device)."""

import io

from django.conf import settings
from PIL import Image, ImageOps

from core.access.actor import Actor
from core.files import actions as files
from core.files import types
from core.files.models import StoredFile
from supervision.risk_reports.states import VIEW

TYPES = ("jpg", "png")
NAME = "现场照片.jpg"  # never the name the telephone gave it
_LONGEST_SIDE = 1600


def keep(data: bytes, *, name: str, actor: Actor) -> StoredFile:
    """Raises FileRefused for what is no picture. Nothing is stored then."""
    types.checked_type(data, name, TYPES)
    with Image.open(io.BytesIO(data)) as picture:
        if picture.width * picture.height > settings.PICTURE_PIXELS:
            raise types.FileRefused("照片过大，请缩小后上传。")
        upright = ImageOps.exif_transpose(picture).convert("RGB")
    upright.thumbnail((_LONGEST_SIDE, _LONGEST_SIDE))
    written = io.BytesIO()
    upright.save(written, "JPEG", quality=82)
    return files.store(written.getvalue(), name=NAME, kind="risk_reports", permission=VIEW, actor=actor, allowed=TYPES)
