"""What offices and divisions were called on a day, and which of them follow which."""

import datetime
from collections.abc import Iterable

from core.departments.models import Department, DepartmentName, Region, RegionLevel, RegionName


def names_on(ids: Iterable[int], day: datetime.date) -> dict[int, str]:
    """Names of offices that were called differently on `day` than today. One query; most offices are not in it."""
    facts = DepartmentName.objects.on(day).filter(department__in=set(ids))
    return dict(facts.values_list("department_id", "name"))


def region_names_on(ids: Iterable[int], day: datetime.date) -> dict[int, str]:
    """As names_on, for divisions."""
    return dict(RegionName.objects.on(day).filter(region__in=set(ids)).values_list("region_id", "name"))


def former_department_words() -> list[tuple[str, int]]:
    """(former name, office that answers today): names that offices bore, and names of offices that others follow.

    Two queries; for matching words of an import and for search.
    """
    superseded = dict(Department.objects.exclude(superseded_by=None).values_list("pk", "superseded_by"))
    found = [
        (word, _last(pk, superseded))
        for pk, name, short in DepartmentName.objects.values_list("department", "name", "short_name")
        for word in (name, short)
    ]
    ended = Department.objects.filter(pk__in=superseded).values_list("pk", "name", "short_name", "aliases")
    for pk, name, short, aliases in ended:
        found += [(word, _last(pk, superseded)) for word in (name, short, *aliases)]
    return [(word, pk) for word, pk in found if word]


def former_region_words() -> list[tuple[str, int]]:
    """(former name or code, division that stands today), down to towns. Two queries."""
    ended = Region.objects.filter(level__lte=RegionLevel.TOWNSHIP).exclude(superseded_by=None)
    rows = list(ended.values_list("pk", "name", "full_name", "code", "superseded_by"))
    follows = {pk: new for pk, _, _, _, new in rows}
    found = [(word, _last(pk, follows)) for pk, name, full, code, _ in rows for word in (name, full, code, code[:6])]
    found += [(name, _last(pk, follows)) for pk, name in RegionName.objects.values_list("region", "name")]
    return [(word, pk) for word, pk in found if word]


def _last(pk: int, follows: dict[int, int]) -> int:
    """Who follows at the end of the chain; a circle is left where it was entered."""
    seen = {pk}
    while pk in follows and follows[pk] not in seen:
        pk = follows[pk]
        seen.add(pk)
    return pk
