"""The register for other systems: what anybody may know of an organization, no person in it."""

from rest_framework.generics import get_object_or_404
from rest_framework.response import Response

from core.access.api import ApiView
from core.listing import keyset
from core.listing.filters import clean
from core.listing.keyset import Order, Sort
from registry.organizations import queries
from registry.organizations.filters import OrganizationFilters, as_of_day
from registry.organizations.models import Organization

SORT = Sort("id", "编号", ("id",))
DEFAULT_SIZE, MOST = 100, 500
OFFICES = (
    "registering_authority",
    "supervising_authority",
    "business_supervisor",
    "industry_department",
    "party_superior",
)


def as_json(row: Organization) -> dict:
    """Public registered items. Left out on purpose: address, telephone, staff, everything a person stands behind."""
    return {
        "id": row.pk,
        "uscc": row.uscc,
        "name": row.name,
        "org_type": row.org_type,
        "status": row.status,
        "standing": row.standing,
        "is_charity": row.is_charity,
        "has_public_fundraising": row.has_public_fundraising,
        "registration_level": row.registration_level,
        "registered_on": row.registered_on.isoformat() if row.registered_on else None,
        "district_code": row.district.code if row.district else None,
        "street_code": row.street.code if row.street else None,
        **{name: getattr(row, name).name if getattr(row, name) else None for name in OFFICES},
    }


class OrganizationListApi(ApiView):
    """`size` up to 500; follow `next` until it is null. Filters are those of the list page; unknown values: 400."""

    permission = "organizations.view"

    def get(self, request):
        rows = Organization.objects.visible_to(request.actor).as_of(as_of_day(request.GET.get("as_of", "")))
        filters = OrganizationFilters(request.GET, rows, actor=request.actor, is_exact=True)
        if not filters.form.is_valid():
            return Response({"errors": filters.form.errors}, status=400)
        order = Order(SORT, Organization)
        found = keyset.cut(filters.qs, order, request.GET.get("at", ""), _size(request), None)
        (queries.show_as_of if rows.reads_facts else queries.with_links)(found.rows)
        return Response({"results": [as_json(row) for row in found.rows], "next": _next(request, order, found)})


class OrganizationApi(ApiView):
    permission = "organizations.view"

    def get(self, request, pk):
        row = get_object_or_404(Organization.objects.visible_to(request.actor), pk=pk)
        return Response(as_json(queries.with_links([row])[0]))


def _size(request) -> int:
    asked = request.GET.get("size", "")
    return min(int(asked), MOST) if asked.isdigit() and int(asked) else DEFAULT_SIZE


def _next(request, order: Order, found: keyset.Slice) -> str | None:
    if not found.has_next:
        return None
    query = clean(request.GET, at=keyset.token(order, "after", found.rows[-1]))
    return request.build_absolute_uri(f"{request.path}?{query}")
