"""Guarded download: the POST writes the audit line, the signed GET it leads to lives a minute and for one person."""

from urllib.parse import quote

from django.conf import settings
from django.core import signing
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from core import audit
from core.access import guards
from core.files.actions import blob_path
from core.files.models import StoredFile

LINK_SECONDS = 60
_SALT = "core.files.fetch"


@require_POST
@guards.signed_in()
def fetch(request, pk):
    file = get_object_or_404(StoredFile.objects.visible_to(request.actor), pk=pk)
    return redirect(signed_link(file, request.actor))


def signed_link(file: StoredFile, actor) -> str:
    """Write the audit line and give the link; for views that produce a file and send it at once.

    Raises MissingPermission. Call it inside a POST only.
    """
    if not actor.can(file.permission):
        raise guards.MissingPermission(file.permission)
    audit.record("files.fetch", actor=actor, subject=file)
    token = signing.dumps([file.pk, actor.user_id], salt=_SALT)
    return f"{reverse('staff:files:content', args=[file.pk])}?s={quote(token)}"


@require_GET
@guards.signed_in()
def content(request, pk):
    try:
        target, user = signing.loads(request.GET.get("s", ""), salt=_SALT, max_age=LINK_SECONDS)
    except signing.BadSignature:
        raise Http404 from None
    if target != pk or user != request.actor.user_id:
        raise Http404
    file = get_object_or_404(StoredFile, pk=pk)
    response = _stream(file)
    response["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(file.name)}"
    response["Content-Type"] = file.content_type
    response["Cache-Control"] = "private, no-store"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response


def _stream(file: StoredFile):
    """Through the web server where settings.FILES_ACCEL_PREFIX names its internal location, else from here."""
    prefix = getattr(settings, "FILES_ACCEL_PREFIX", "")
    if prefix:
        return HttpResponse(headers={"X-Accel-Redirect": f"{prefix}{file.path}"})
    if not blob_path(file.path).exists():
        raise Http404
    return FileResponse(blob_path(file.path).open("rb"))
