"""Files of a letter: replies and proofs, each seen by whom the letter lets see it."""

from django.db.models import Q
from django.shortcuts import get_object_or_404

from core.files import actions as files
from core.files import links
from core.files.models import StoredFile
from supervision.letters.models import Letter
from supervision.letters.states import VIEW


def store(upload, actor, allowed: tuple[str, ...]) -> StoredFile | None:
    if not upload:
        return None
    return files.store(upload.read(), name=upload.name, kind="letters", permission=VIEW, actor=actor, allowed=allowed)


def of_letter(letter: Letter, pk: int, *, is_own: bool) -> StoredFile:
    """A file of the replies; proofs of service for the issuing office alone. Raises Http404."""
    proofs = letter.deliveries.values("proof") if is_own else letter.deliveries.none().values("proof")
    return get_object_or_404(StoredFile, Q(pk__in=letter.replies.values("files")) | Q(pk__in=proofs), pk=pk)


def among(keys, pk: int) -> StoredFile:
    """The file `pk` if it is one of `keys`, a queryset of ids. Raises Http404."""
    return get_object_or_404(StoredFile, pk=pk, pk__in=keys)


def link(file: StoredFile, actor, permission: str) -> str:
    """A short-lived address, after what the file belongs to was seen to be the actor's to read; audited."""
    return links.signed_link(file, actor, permission=permission)
