"""Verifying a certificate: for whoever holds the paper, because only the paper carries the address."""

import io

import segno
from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from core.access import guards, rate_limits
from core.access.addresses import client_ip
from core.pages.errors import too_many_requests
from registry.status_certificates import drawing, queries
from registry.status_certificates.models import StatusCertificate
from registry.status_certificates.states import Verdict

MINUTE = 60


def _may_look(request) -> bool:
    limit = settings.PUBLIC_LOOKS_A_MINUTE
    if request.actor.is_signed_in or not limit:
        return True
    return rate_limits.allow_reading("verify", client_ip(request), limit=limit, seconds=MINUTE)


@require_safe
@never_cache
@guards.public()
def verify(request, token):
    """The sentences as issued and whether they may still be relied on; never more than the paper says."""
    if not _may_look(request):
        return too_many_requests(request)
    certificate = StatusCertificate.objects.filter(token=token).select_related(
        "organization__registering_authority"
    ).first()  # fmt: skip
    context, status = {"certificate": None}, 404
    if certificate is not None:
        is_valid = certificate.verdict == Verdict.VALID
        context, status = (
            {**drawing.sheet(certificate), "has_changed": is_valid and queries.has_changed(certificate)},
            200,
        )
    response = render(request, "registry/status_certificates/public_verify.html", context, status=status)
    response["X-Robots-Tag"] = "noindex"
    return response


@require_safe
@guards.public()
def qr_code(request, token):
    """The address of the page above as a picture; it says nothing else."""
    if not _may_look(request):
        return too_many_requests(request)
    certificate = get_object_or_404(StatusCertificate, token=token)
    picture = io.BytesIO()
    segno.make(drawing.address(certificate), error="m").save(picture, kind="svg", scale=4, border=2)
    return HttpResponse(picture.getvalue(), content_type="image/svg+xml")
