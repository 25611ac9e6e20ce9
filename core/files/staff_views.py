"""Fetching a stored file, in two steps; see links.py."""

from urllib.parse import quote

from django.conf import settings
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_GET, require_POST

from core.access import guards
from core.files import links
from core.files.actions import blob_path
from core.files.models import StoredFile


@require_POST
@guards.signed_in()
def fetch(request, pk):
    file = get_object_or_404(StoredFile.objects.visible_to(request.actor), pk=pk)
    return redirect(links.signed_link(file, request.actor))


@require_GET
@guards.signed_in()
def content(request, pk):
    if not links.allows(request.GET.get("s", ""), pk, request.actor):
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
