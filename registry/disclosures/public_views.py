"""Search, organization page and what belongs to them, for anybody without an account."""

import io
from functools import wraps
from urllib.parse import urlencode

import segno
from django.conf import settings
from django.http import FileResponse, Http404, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.cache import patch_cache_control
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from core import clock
from core.access import guards, rate_limits
from core.access.addresses import client_ip
from core.access.guards import SAFE_METHODS
from core.pages.errors import too_many_requests
from core.pages.kept import kept
from registry.disclosures import actions, bundle, queries, receipts, signing, words
from registry.disclosures.forms import CorrectionForm, SearchForm
from registry.disclosures.search import search as find_organizations
from registry.disclosures.states import CorrectionState
from registry.disclosures.table import Reach

MINUTE, DAY = 60, 24 * 3600
RESULT_WEIGHT = 6  # who tries numbers is slowed down


def _may_look(request, weight: int) -> bool:
    """By address, which a whole office may share: settings.PUBLIC_LOOKS_A_MINUTE. Staff at work are not counted."""
    if request.actor.is_signed_in or not settings.PUBLIC_LOOKS_A_MINUTE:
        return True
    limit = max(settings.PUBLIC_LOOKS_A_MINUTE // weight, 1)
    return rate_limits.allow_reading(f"public-{weight}", client_ip(request), limit=limit, seconds=MINUTE)


def open_page(*, seconds: int = MINUTE, weight: int = 1):
    """For anybody: no cookie needed, kept by caches for `seconds`; a heavy page may be asked for less often."""

    def decorator(view):
        @guards.public()
        @wraps(view)
        def wrapper(request, *args, **kwargs):
            if not _may_look(request, weight):
                return too_many_requests(request)
            response = kept(request, lambda: view(request, *args, **kwargs))
            if request.actor.is_signed_in or request.method not in SAFE_METHODS:
                patch_cache_control(response, private=True, no_store=True)
            elif response.status_code == 200:
                patch_cache_control(response, public=True, max_age=seconds)
            return response

        return wrapper

    return decorator


@csrf_exempt  # asks a question, changes nothing; a token would set a cookie on every public page
@require_http_methods(["GET", "HEAD", "POST"])
@open_page()
def search(request):
    """A form posts, so that nothing personal ever stands in an address; what may be asked is redirected to.

    Without a question the page shows the box alone. Not found is never counted, kept or reported.
    """
    is_post = request.method == "POST"
    form = SearchForm(request.POST if is_post else request.GET)
    if not form.is_valid():
        # Neither the page's own links nor the log repeat what was refused.
        request.META["QUERY_STRING"], request.GET = "", QueryDict()
        return render(request, "registry/disclosures/public_search.html", {"form": form, "results": None}, status=422)
    path = reverse("public:disclosures:search")
    if is_post:
        return HttpResponseRedirect(path + (f"?{urlencode(form.asked)}" if form.asked else ""))
    results = find_organizations(form.asked, request.GET.get("at", ""), path=path) if form.asked else None
    return render(request, "registry/disclosures/public_search.html", {"form": form, "results": results})


def _found(number: str):
    found = queries.find(number)
    if found is None:
        raise Http404
    return found


def _address(slug: str) -> str:
    """In full, as it stands in the QR code and for search engines; never from the request's own host."""
    return _full("public:disclosures:organization", slug)


@require_safe
@open_page()
def organization(request, number):
    """Old numbers and former codes lead to the one address of the organization."""
    row = _found(number)
    slug = queries.slug_of(row)
    if slug != number:
        return redirect("public:disclosures:organization", slug)
    (public,) = queries.publish([row], reach=Reach.PAGE)
    context = {"public": public, "address": _address(slug), "today": clock.today()}
    return render(request, "registry/disclosures/public_detail.html", context)


@require_safe
@open_page()
def annual_report(request, number, year):
    """The public part of a published report: dates, conclusion, the figures that may be shown, later corrections."""
    row = _found(number)
    slug = queries.slug_of(row)
    if slug != number:
        return redirect("public:disclosures:annual_report", slug, year)
    report = queries.public_report(row, year)
    if report is None:
        raise Http404
    (public,) = queries.publish([row], reach=Reach.PAGE)
    context = {"public": public, "report": report}
    return render(request, "registry/disclosures/public_annual_report.html", context)


@require_safe
@open_page(seconds=DAY)
def qr_code(request, number):
    """The address of the organization's page as a picture; it says nothing else."""
    picture = io.BytesIO()
    segno.make(_address(queries.slug_of(_found(number))), error="m").save(picture, kind="svg", scale=4, border=2)
    return HttpResponse(picture.getvalue(), content_type="image/svg+xml")


@sensitive_post_parameters("reason", "phone")
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@guards.public()
def correction(request, number):
    """信息有误: a work item for the authority, never a mark on the organization."""
    row = _found(number)
    form = CorrectionForm(request.POST or None)
    if request.method == "POST":
        if not _may_ask(request, row):
            return too_many_requests(request)
        if form.is_valid():
            asked = actions.ask_for_correction(row, actor=request.actor, **form.cleaned_data)
            kept = urlencode({"number": receipts.number_of(asked), "new": 1})
            return redirect(f"{reverse('public:disclosures:correction_result')}?{kept}")
    (public,) = queries.publish([row], reach=Reach.LIST)
    context = {"form": form, "public": public}
    return render(request, "registry/disclosures/public_correction.html", context, status=422 if form.errors else 200)


def _may_ask(request, row) -> bool:
    """By address, and by organization: nobody can bury one office under requests about one name."""
    by_address = rate_limits.allow("correction-by-address", client_ip(request), limit=5, seconds=3600)
    return by_address and rate_limits.allow("correction-of", str(row.pk), limit=20, seconds=DAY)


@require_safe
@never_cache
@guards.public()
def correction_result(request):
    """By its number: where it stands and what the authority answers. It is whoever holds the number who reads it."""
    if not _may_look(request, RESULT_WEIGHT):
        return too_many_requests(request)
    number = request.GET.get("number", "").strip()[:40]
    asked = receipts.find(number)
    context = {"number": number, "asked": asked, "is_new": bool(asked) and "new" in request.GET}
    if asked is not None:
        context |= {
            "is_open": asked.state == CorrectionState.RECEIVED,
            "due_on": asked.due_on,
            "answer": words.without_numbers(queries.answer_to(asked)),
        }
    return render(request, "registry/disclosures/public_correction_result.html", context)


@require_safe
@open_page()
def guide(request):
    return render(request, "registry/disclosures/public_guide.html")


@require_safe
@open_page()
def data_notes(request):
    """config/disclosure.py, readable."""
    context = {"rows": [(row, row.since > clock.today()) for row in settings.DISCLOSURES]}
    return render(request, "registry/disclosures/public_data_notes.html", context)


@require_safe
@open_page()
def open_data(request):
    """What there is to download, and how to see that it is ours."""
    published = bundle.current()
    context = {
        "published": published,
        "has_key": signing.public_key_pem() is not None,
        "licence": settings.OPEN_DATA_LICENCE,
        "change_days": settings.OPEN_DATA_CHANGE_DAYS,
        "base": _full("public:disclosures:open_data"),
    }
    if published is not None:
        rows = [(name, published.size(name), about) for name, about in bundle.ABOUT.items() if name in published.names]
        context |= {"rows": rows, "changes": [(day, path.name) for day, path in published.changes().items()]}
    return render(request, "registry/disclosures/public_open_data.html", context)


@require_safe
@open_page(seconds=600, weight=4)
def open_data_file(request, name):
    """One file of the published bundle. Kept by caches for ten minutes: a mended entry is not to live on in them."""
    file = bundle.opened(name)
    if file is None:
        raise Http404
    kind = bundle.MEDIA_TYPES.get(f".{name.rpartition('.')[2]}" if "." in name else "", "application/octet-stream")
    return FileResponse(file, as_attachment=True, filename=name, content_type=kind)


@require_safe
@open_page(seconds=600)
def open_data_key(request):
    """At one address for ever, whichever key signs; 404 while nothing is signed."""
    pem = signing.public_key_pem()
    if pem is None:
        raise Http404
    return HttpResponse(pem, content_type="application/x-pem-file")


@require_safe
@open_page(seconds=DAY)
def robots(request):
    return render(
        request,
        "registry/disclosures/robots.txt",
        {"sitemap": _full("public:disclosures:sitemap")},
        content_type="text/plain; charset=utf-8",
    )


@require_safe
@open_page(seconds=DAY)
def sitemap(request):
    """The index: one part for the portal's own pages, further ones for organizations. One query."""
    parts = [_full("public:disclosures:sitemap_part", part) for part in range(queries.sitemap_parts() + 1)]
    return render(request, "registry/disclosures/sitemap.xml", {"parts": parts}, content_type="application/xml")


@require_safe
@open_page(seconds=DAY)
def sitemap_part(request, part):
    """Part 0 holds pages, every other one the organizations of one range of ids."""
    names = (
        "public:landing",
        "public:disclosures:search",
        "public:disclosures:guide",
        "public:disclosures:data_notes",
        "public:disclosures:open_data",
    )
    slugs = queries.sitemap_slugs(part) if part else []
    pages = [_address(slug) for slug in slugs] if part else [_full(name) for name in names]
    return render(request, "registry/disclosures/sitemap_part.xml", {"pages": pages}, content_type="application/xml")


def _full(name: str, *args) -> str:
    return f"{settings.PORTAL_URL}{reverse(name, args=args)}"
