"""Columns of an organization on a past day, read from the facts alone: `then_name`, `then_district_id` …

One LEFT JOIN per fact table; no two facts of one key share a day, so the joins never multiply rows.
"""

import datetime

from django.db.models import Case, F, FilteredRelation, Q, TextField, Value, When
from django.db.models.functions import Coalesce

from registry.organizations.states import ResponsibilityKind, Standing

PREFIX = "then_"
CLASS_COLUMNS = (
    "org_type",
    "is_industry_association",
    "is_nonlocal_chamber",
    "is_charity",
    "has_public_fundraising",
    "is_hub",
    "is_federation",
    "registration_level",
    "supervision_mode",
)
CLAUSE_COLUMNS = ("has_party_clause", "has_core_values_clause")
REGION_COLUMNS = {1: "city_id", 2: "district_id", 3: "street_id", 4: "community_id"}
AUTHORITY_COLUMNS = tuple(f"{kind}_id" for kind in ResponsibilityKind.values)
# Every projected column, under the name it bears on the organization itself.
COLUMNS = (
    "name", "pinyin", "initials", "status", "standing", *CLASS_COLUMNS, *REGION_COLUMNS.values(), "address",
    "registered_funds_yuan", "business_scope", "industry", "full_time_staff", "certificate_until", *CLAUSE_COLUMNS,
    *AUTHORITY_COLUMNS, "legal_representative_id",
)  # fmt: skip


def _in_force(relation: str, day: datetime.date, **key) -> FilteredRelation:
    open_or_later = Q(**{f"{relation}__valid_to": None}) | Q(**{f"{relation}__valid_to__gte": day})
    begun = Q(**{f"{relation}__valid_from__lte": day})
    condition = begun & open_or_later & Q(**{f"{relation}__{name}": value for name, value in key.items()})
    return FilteredRelation(relation, condition=condition)


def joins(day: datetime.date) -> dict[str, FilteredRelation]:
    relations = {
        "on_name": "names",
        "on_status": "statuses",
        "on_standing": "standings",
        "on_class": "classes",
        "on_address": "addresses",
        "on_headcount": "headcounts",
        "on_funds": "funds",
        "on_scope": "scopes",
        "on_charter": "charters",
        "on_certificate": "certificates",
    }
    found = {alias: _in_force(relation, day) for alias, relation in relations.items()}
    for kind in ResponsibilityKind.values:
        found[f"on_{kind}"] = _in_force("responsibilities", day, kind=kind)
    # The fact table is that of registry/officers, which knows this one; here it is a relation with a name.
    found["on_legal_representative"] = _in_force("officer_posts", day, kind="legal_representative")
    return found


def _region_at(level: int) -> Case:
    """The region of the address, or the one above it, that has this level."""
    path, whens = "on_address__region", []
    for _ in range(5 - level):
        whens.append(When(**{f"{path}__level": level}, then=F(f"{path}_id")))
        path += "__parent"
    return Case(*whens, default=None)


def columns() -> dict:
    found = {
        "name": F("on_name__name"),
        "pinyin": F("on_name__pinyin"),
        "initials": F("on_name__initials"),
        "status": F("on_status__status"),
        "standing": Coalesce("on_standing__standing", Value(Standing.CLEAR.value)),
        "address": Coalesce("on_address__address", Value("")),
        "full_time_staff": F("on_headcount__full_time_staff"),
        "registered_funds_yuan": F("on_funds__registered_funds_yuan"),
        "business_scope": Coalesce("on_scope__business_scope", Value("", output_field=TextField())),
        "industry": Coalesce("on_scope__industry", Value("")),
    }
    found["certificate_until"] = F("on_certificate__printed_until")
    found |= {name: F(f"on_charter__{name}") for name in CLAUSE_COLUMNS}
    found |= {name: F(f"on_class__{name}") for name in CLASS_COLUMNS}
    found |= {name: _region_at(level) for level, name in REGION_COLUMNS.items()}
    found |= {f"{kind}_id": F(f"on_{kind}__department_id") for kind in ResponsibilityKind.values}
    found["legal_representative_id"] = F("on_legal_representative__person_id")
    return {f"{PREFIX}{name}": expression for name, expression in found.items()}
