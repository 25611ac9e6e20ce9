"""活动异常名录 and 严重违法失信名单 for everybody: the state of today, and how to object."""

from django.conf import settings
from django.core.paginator import Paginator
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from core import clock
from registry.disclosures.public_views import open_page
from registry.disclosures.queries import slug_of
from registry.organizations.states import Standing
from supervision.credit.queries import columns, in_force, lines

PAGE = 50
INTRODUCED = {
    Standing.ABNORMAL: "在登记管理机关作出移出决定之前，下列社会组织在活动异常名录中。",
    Standing.SERIOUS: "在登记管理机关作出移出决定之前，下列社会组织在严重违法失信名单中。",
}


def _page(request, which: Standing):
    day = clock.today()
    rows = in_force(which, day)
    asked = request.GET.get("q", "").strip()[:60]
    if asked:
        rows = rows.filter(organization__name__contains=asked) | rows.filter(organization__uscc=asked.upper())
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    keys = columns(day)
    context = {
        "title": which.label,
        "lead": INTRODUCED[which],
        "labels": [label for _, label in keys],
        "rows": [_row(one, keys) for one in lines(list(page))],
        "page": page,
        "asked": asked,
        "day": day,
        "bases": sorted({one.basis for one in settings.CREDIT_LIST_DISCLOSURES}),
        "other": _other(which),
    }
    response = render(request, "supervision/credit/public_list.html", context)
    response["X-Robots-Tag"] = "noindex"
    return response


def _row(one, keys) -> dict:
    cells = [(label, _text(getattr(one, key))) for key, label in keys if key != "name"]
    url = reverse("public:disclosures:organization", args=[slug_of(one.organization)])
    return {"name": one.name, "url": url, "cells": cells}


def _text(value) -> str:
    return value if isinstance(value, str) else f"{value:%Y-%m-%d}"


def _other(which: Standing) -> tuple[str, str]:
    if which == Standing.ABNORMAL:
        return Standing.SERIOUS.label, reverse("public:credit:serious")
    return Standing.ABNORMAL.label, reverse("public:credit:abnormal")


@require_safe
@open_page()
def abnormal(request):
    return _page(request, Standing.ABNORMAL)


@require_safe
@open_page()
def serious(request):
    return _page(request, Standing.SERIOUS)
