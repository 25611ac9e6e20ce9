"""Columns of a filed group on a past day, read from its facts alone: `then_members_count`, `then_street_id` …"""

import datetime

from django.db.models import Case, F, FilteredRelation, Q, Value, When
from django.db.models.functions import Coalesce

PREFIX = "then_"
REGION_COLUMNS = {1: "city_id", 2: "district_id", 3: "street_id", 4: "community_id"}
COLUMNS = (*REGION_COLUMNS.values(), "office_id", "place", "members_count", "individual_members", "unit_members")


def joins(day: datetime.date) -> dict[str, FilteredRelation]:
    return {"on_placement": _in_force("placements", day), "on_membership": _in_force("memberships", day)}


def _in_force(relation: str, day: datetime.date) -> FilteredRelation:
    open_or_later = Q(**{f"{relation}__valid_to": None}) | Q(**{f"{relation}__valid_to__gte": day})
    return FilteredRelation(relation, condition=open_or_later & Q(**{f"{relation}__valid_from__lte": day}))


def _region_at(level: int) -> Case:
    path, whens = "on_placement__region", []
    for _ in range(5 - level):
        whens.append(When(**{f"{path}__level": level}, then=F(f"{path}_id")))
        path += "__parent"
    return Case(*whens, default=None)


def columns() -> dict:
    individual = Coalesce("on_membership__individual_members", Value(0))
    unit = Coalesce("on_membership__unit_members", Value(0))
    found = {
        **{name: _region_at(level) for level, name in REGION_COLUMNS.items()},
        "office_id": F("on_placement__office_id"),
        "place": Coalesce("on_placement__place", Value("")),
        "individual_members": individual,
        "unit_members": unit,
        "members_count": individual + unit,
    }
    return {f"{PREFIX}{name}": expression for name, expression in found.items()}


def put_past(rows: list) -> None:
    """Past columns in the place of the current ones, for display only; links are read anew by whoever shows them."""
    for row in rows:
        for name in COLUMNS:
            setattr(row, name, getattr(row, f"{PREFIX}{name}"))
