"""The two shapes of a resource: a list in pages, and one row."""

import datetime
from dataclasses import dataclass
from typing import ClassVar

from django.db.models import Model, QuerySet
from django.shortcuts import get_object_or_404
from rest_framework.response import Response
from rest_framework.serializers import Serializer

from core import clock
from core.access.actor import Actor
from core.access.api import ApiView
from core.api import parameters
from core.listing import Filters, keyset
from core.listing.filters import clean
from core.listing.keyset import Order, Sort

BY_ID = Sort("id", "编号", ("id",))


class Resource(ApiView):
    """What list and row share. `row` describes the answer; `as_json` makes it, key by key the same.

    `queryset` begins at `visible_to(actor)`; `day_parameter` names the parameter that moves the day it is read for,
    "" where rows are what they are today.
    """

    summary: ClassVar[str]
    tag: ClassVar[str]
    row: ClassVar[type[Serializer]]
    example: ClassVar[dict]  # one invented row, for the description
    day_parameter: ClassVar[str] = ""
    day_help: ClassVar[str] = ""

    def queryset(self, actor: Actor, day: datetime.date) -> QuerySet:
        raise NotImplementedError

    def complete(self, rows: list, day: datetime.date) -> None:
        """Fetch what the answer needs besides, with a fixed number of queries."""

    def as_json(self, row: Model) -> dict:
        raise NotImplementedError

    @classmethod
    def day_parameters(cls) -> set[str]:
        return {cls.day_parameter} - {""}


@dataclass(frozen=True)
class Written:
    """What a view that takes POST says of it: `body` and `answer` describe, `example` is one invented answer."""

    summary: str
    description: str
    body: type[Serializer]
    answer: type[Serializer]
    example: dict


class ListApi(Resource):
    """Ordered by id, so that following `next` meets every row once, whatever changes meanwhile.

    The filters are those of the list page, and exact: a text search is never cut short. `parameter_types` gives the
    type of a filter whose choices stand in the database alone.
    """

    filters: ClassVar[type[Filters]]
    parameter_types: ClassVar[dict] = {}

    @classmethod
    def lent_parameters(cls) -> dict[str, tuple[str, list[str]]]:
        """Filters that are not written in the class: label and values."""
        return {}

    def get(self, request):
        day = parameters.day(request.GET, self.day_parameter) if self.day_parameter else clock.today()
        rows = self.queryset(request.actor, day)
        filters = self.filters(request.GET, rows, actor=request.actor, is_exact=True)
        parameters.check_filters(request.GET, filters, *parameters.PAGING, *self.day_parameters())
        self.asked = filters
        order = Order(BY_ID, rows.model)
        size, at = parameters.size(request.GET), parameters.position(request.GET, order)
        found = keyset.cut(filters.qs, order, at, size, None)
        self.complete(found.rows, day)
        results = [self.as_json(row) for row in found.rows]
        return Response({"results": results, "next": _next(request, order, found)})


class DetailApi(Resource):
    """One row by the field that stands in the address; out of scope and missing are the same 404."""

    lookup: ClassVar[str] = "pk"
    lookup_help: ClassVar[str]

    def wanted(self, value):
        """The value as the table writes it."""
        return value

    def get(self, request, **kwargs):
        parameters.check_names(request.GET, self.day_parameters())
        day = parameters.day(request.GET, self.day_parameter) if self.day_parameter else clock.today()
        (value,) = kwargs.values()
        row = get_object_or_404(self.queryset(request.actor, day), **{self.lookup: self.wanted(value)})
        self.complete([row], day)
        return Response(self.as_json(row))


def _next(request, order: Order, found: keyset.Slice) -> str | None:
    if not found.has_next:
        return None
    query = clean(request.GET, at=keyset.token(order, "after", found.rows[-1]))
    return request.build_absolute_uri(f"{request.path}?{query}")
