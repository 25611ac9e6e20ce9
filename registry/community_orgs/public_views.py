"""What anybody may see of filed groups: names and purposes by street, and whether a printed proof is genuine."""

import io

import segno
from django.conf import settings
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from core import clock
from registry.community_orgs.documents import verify_address
from registry.community_orgs.models import CommunityOrganization
from registry.community_orgs.states import FilingState
from registry.community_orgs.towns import Town
from registry.disclosures.public_views import DAY, open_page
from registry.disclosures.table import Reach
from registry.disclosures.words import without_numbers

PAGE = 50
EVER_FILED = (FilingState.FILED, FilingState.CLOSED, FilingState.PROMOTED)
WORDS = {
    FilingState.FILED: "备案有效",
    FilingState.CLOSED: "备案已注销",
    FilingState.PROMOTED: "已登记为社会组织，备案已结束",
}
SAID = {
    "name": lambda row: row.name,
    "purpose": lambda row: without_numbers(row.purpose),
    "street": lambda row: row.street.name if row.street else "",
    "filing_no": lambda row: row.filing_no,
    "state": lambda row: WORDS[row.state],
}


def published(row: CommunityOrganization, reach: Reach) -> dict[str, tuple[str, str]]:
    """(label, words) of what config/disclosure.py lets out of a filed group; nothing else reaches a public page."""
    today = clock.today()
    table = [one for one in settings.COMMUNITY_DISCLOSURES if reach in one.reaches and one.since <= today]
    return {one.key: (one.label, SAID[one.key](row)) for one in table}


@require_safe
@open_page()
def index(request):
    """The towns of the city, and the groups of the one that is asked for."""
    towns = Town.objects.of_home(clock.today()).select_related("parent").order_by("code")
    asked = request.GET.get("street", "")
    town = get_object_or_404(towns, code=asked) if asked else None
    page = None
    if town is not None:
        rows = CommunityOrganization.objects.filter(state=FilingState.FILED, street=town).select_related("street")
        page = Paginator(rows.order_by("pinyin", "pk"), PAGE).get_page(request.GET.get("page"))
    groups = [published(row, Reach.LIST) for row in page] if page else []
    context = {"towns": towns, "town": town, "page": page, "groups": groups}
    return render(request, "registry/community_orgs/public_list.html", context)


def _filed(key: str) -> CommunityOrganization:
    rows = CommunityOrganization.objects.filter(state__in=EVER_FILED).select_related("street")
    return get_object_or_404(rows, public_key=key)


@require_safe
@open_page()
def verify(request, key):
    """The address in the code of a printed proof."""
    row = _filed(key)
    context = {"facts": published(row, Reach.PAGE), "is_valid": row.state == FilingState.FILED, "key": key}
    return render(request, "registry/community_orgs/public_verify.html", context)


@require_safe
@open_page(seconds=DAY)
def qr_code(request, key):
    picture = io.BytesIO()
    segno.make(verify_address(_filed(key)), error="m").save(picture, kind="svg", scale=4, border=2)
    return HttpResponse(picture.getvalue(), content_type="image/svg+xml")
