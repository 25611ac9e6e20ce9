"""Guarded download: a POST writes the audit line, the signed GET it leads to lives a minute and for one person."""

from urllib.parse import quote

from django.core import signing
from django.urls import reverse

from core import audit
from core.access import guards
from core.access.actor import Actor
from core.files.models import StoredFile

LINK_SECONDS = 60
_SALT = "core.files.fetch"


def signed_link(file: StoredFile, actor: Actor, *, permission: str = "") -> str:
    """Write the audit line and give the link. Inside a POST only. Raises MissingPermission.

    `permission` replaces the file's own, for the side that handed it in.
    """
    code = permission or file.permission
    if not actor.can(code):
        raise guards.MissingPermission(code)
    audit.record("files.fetch", actor=actor, subject=file, purpose=file.kind)
    token = signing.dumps([file.pk, actor.user_id], salt=_SALT)
    return f"{reverse('staff:files:content', args=[file.pk])}?s={quote(token)}"


def allows(token: str, pk: int, actor: Actor) -> bool:
    """Whether this link was made for this file and this person, less than a minute ago."""
    try:
        made_for = signing.loads(token, salt=_SALT, max_age=LINK_SECONDS)
    except signing.BadSignature:
        return False
    return made_for == [pk, actor.user_id]
