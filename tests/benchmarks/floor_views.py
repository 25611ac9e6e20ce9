"""Floors behind the same middleware and layout as the pages: a list, and any page's own statements."""

import json
from functools import cache
from pathlib import Path

from django.conf import settings
from django.db import connection
from django.http import JsonResponse
from django.shortcuts import render

from core.access import guards
from registry.organizations.api import COLUMNS
from registry.organizations.models import Organization


@guards.staff("organizations.view")
def organization_list(request):
    """The query of the list page in a plain table."""
    rows = Organization.objects.visible_to(request.actor)
    if district := request.GET.get("district"):
        rows = rows.filter(district_id=district)
    rows = rows.select_related("business_supervisor", "industry_department", "supervising_authority", "district")
    return render(request, "bench/floor_list.html", {"rows": rows.order_by("pinyin", "id")[:25]})


@guards.public()
def replay(request):
    """The statements of a page (see measure.Replay), their rows in a plain table; without `of` the empty layout."""
    layout = request.GET["layout"]
    statements = _statements(request.GET["of"])[int(request.GET["n"])] if "of" in request.GET else []
    rows = []
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement.replace("%", "%%"), [])
            rows += [row[:8] for row in cursor.fetchall()[:100]]
    return render(request, "bench/floor_replay.html", {"layout": f"layouts/{layout}.html", "rows": rows})


@cache
def _statements(name: str) -> list[list[str]]:
    return json.loads((Path(settings.VAR) / f"bench-{name}.json").read_text())


@guards.public()
def api_list(request):
    """The columns of the API's answer that stand in the row itself, without a join: names of offices, codes of regions
    and former names are what the API adds. The token was judged and counted by the middleware like any other.
    """
    rows = Organization.objects.visible_to(request.token_actor).order_by("id").values(*COLUMNS)
    return JsonResponse({"results": list(rows[:100])}, json_dumps_params={"ensure_ascii": False})
