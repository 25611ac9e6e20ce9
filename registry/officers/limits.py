"""Limits of office (任职规定), one class a kind: `say` judges one candidate, `find` asks the same of a table.

Pure: numbers, posts and types come from the TenureLimit row, the day from the caller. What `say` says of a post on a
day and what `find` selects on that day agree (tests/registry/officers/test_limits.py).
"""

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Exists, F, OuterRef, Q

from core.dated.calendar import add_years, age_on
from registry.officers.models import OfficerPost, TenureLimit
from registry.officers.states import LEGAL_REPRESENTATIVE, Cadre, LimitKind
from registry.organizations.models import Organization
from registry.organizations.states import OrgType
from registry.people.states import IdType


@dataclass(frozen=True)
class Holding:
    """Another post that the person holds on the day, in an organization that exists. `name` is empty where the reader
    may not know of which organization: only a legal representation is a registered item."""

    organization_id: int
    org_type: str
    code: str
    label: str
    name: str = ""


@dataclass(frozen=True)
class Candidate:
    """A person in a post on a day, with what the limits ask about. `term_nos`: terms in which she held this very post,
    the one she is in included."""

    organization_id: int
    org_type: str
    code: str
    is_responsible: bool
    day: datetime.date
    born: datetime.date | None = None
    is_resident: bool = True
    cadre: str = ""
    is_paid: bool = False
    has_approval: bool = False
    holdings: tuple[Holding, ...] = ()
    term_no: int | None = None
    term_nos: frozenset[int] = frozenset()

    @property
    def elsewhere(self) -> list[Holding]:
        return [one for one in self.holdings if one.organization_id != self.organization_id]

    @property
    def here(self) -> list[Holding]:
        return [one for one in self.holdings if one.organization_id == self.organization_id]

    @property
    def consecutive_terms(self) -> int:
        """How many terms without a gap, up to and including the present one; a part of a term counts as one."""
        count, number = 0, self.term_no
        while number is not None and number in self.term_nos:
            count, number = count + 1, number - 1
        return count


@dataclass(frozen=True)
class Hint:
    """One thing that does not fit a limit: `word` for a badge, `text` a whole sentence."""

    limit: TenureLimit
    word: str
    text: str


def judge(candidate: Candidate, rows: Iterable[TenureLimit]) -> list[Hint]:
    """Everything that the limits say of this candidate, in the order of the rows."""
    found = []
    for row in rows:
        kind = KINDS.get(row.kind)
        if kind and applies(row, candidate):
            found += [Hint(row, kind.word, text) for text in kind.say(candidate, row.params)]
    return found


def applies(row: TenureLimit, candidate: Candidate) -> bool:
    posts = candidate.code in row.posts if row.posts else candidate.is_responsible
    return posts and candidate.org_type in row.org_types


def find(posts, rows: Iterable[TenureLimit], day: datetime.date, kinds: Sequence[str] = ()):
    """Of `posts` (in force on `day`) those of which `judge` would say something; of the named kinds, or of any.

    Types of organizations and whether they exist are those of `day`. One EXISTS a limit.
    """
    condition = Q(pk__in=[])
    for row in rows:
        kind = KINDS.get(row.kind)
        if kind is None or (kinds and row.kind not in kinds):
            continue
        counts = Q(kind__responsible_types__contains=[F("organization__org_type")])
        where = Q(kind__in=row.posts) if row.posts else counts
        typed = Organization.objects.as_of(day).where(org_type__in=row.org_types)
        condition |= where & Q(organization__in=typed.values("pk")) & kind.find(row.params, day)
    return posts.filter(condition)


def _others(day: datetime.date, **where):
    """Posts of the same person on `day`, in organizations that exist on it."""
    existing = Organization.objects.as_of(day).active()
    types = where.pop("org_types", None)
    if types:
        existing = existing.where(org_type__in=types)
    rows = OfficerPost.objects.on(day).filter(person=OuterRef("person"), organization__in=existing.values("pk"))
    return rows.filter(**where)


def _here(day: datetime.date, codes: Sequence[str]):
    rows = OfficerPost.objects.on(day).filter(person=OuterRef("person"), organization=OuterRef("organization"))
    return Exists(rows.filter(kind__in=codes))


def _named(holdings: Sequence[Holding]) -> str:
    """「甲会会长」、「乙会秘书长」 and how many more that are not named."""
    named = [f"“{one.name}”{one.label}" for one in holdings if one.name]
    unnamed = len(holdings) - len(named)
    return "、".join([*named, *([f"其他单位{unnamed}项职务"] if unnamed else [])])


class OneRepresentation:
    word = "兼任法定代表人"

    @staticmethod
    def say(candidate: Candidate, params: dict) -> list[str]:
        found = [
            one
            for one in candidate.elsewhere
            if one.code == LEGAL_REPRESENTATIVE and one.org_type in params["other_types"]
        ]
        return [f"此人现任{_named(found)}，按规定不得同时担任。"] if found else []

    @staticmethod
    def find(params: dict, day: datetime.date) -> Q:
        others = _others(day, org_types=params["other_types"], kind=LEGAL_REPRESENTATIVE)
        return Q(Exists(others.exclude(organization=OuterRef("organization"))))


class AlsoHolds:
    word = "未任规定职务"

    @staticmethod
    def say(candidate: Candidate, params: dict) -> list[str]:
        if candidate.code == params["post"] or any(one.code == params["post"] for one in candidate.here):
            return []
        return ["法定代表人应由本组织理事长担任，此人当日不是理事长。"]

    @staticmethod
    def find(params: dict, day: datetime.date) -> Q:
        return ~Q(_here(day, [params["post"]]))


class Incompatible:
    word = "兼任不相容职务"

    @staticmethod
    def say(candidate: Candidate, params: dict) -> list[str]:
        labels = [one.label for one in candidate.here if one.code in params["posts"]]
        return [f"此人同时担任本组织{'、'.join(labels)}，与监督职务不相容。"] if labels else []

    @staticmethod
    def find(params: dict, day: datetime.date) -> Q:
        return Q(_here(day, params["posts"]))


class MinAge:
    word = "未成年"

    @staticmethod
    def say(candidate: Candidate, params: dict) -> list[str]:
        if candidate.born is None or age_on(candidate.born, candidate.day) >= params["min_age"]:
            return []
        return [f"{candidate.day:%Y年%-m月%-d日}未满{params['min_age']}周岁，不能担任。"]

    @staticmethod
    def find(params: dict, day: datetime.date) -> Q:
        return Q(person__birth_on__gt=add_years(day, -params["min_age"]))


class MaxAge:
    word = "超龄"

    @staticmethod
    def say(candidate: Candidate, params: dict) -> list[str]:
        age = age_on(candidate.born, candidate.day) if candidate.born else 0
        limit = params["max_age_inclusive"]
        return [f"{candidate.day:%Y年%-m月%-d日}已{age}周岁，超过{limit}周岁。"] if age > limit else []

    @staticmethod
    def find(params: dict, day: datetime.date) -> Q:
        return Q(person__birth_on__lte=add_years(day, -params["max_age_inclusive"] - 1))


class MaxTerms:
    word = "超过连任届数"

    @staticmethod
    def say(candidate: Candidate, params: dict) -> list[str]:
        count = candidate.consecutive_terms
        return [f"连续第{count}届担任该职务，超过{params['terms']}届。"] if count > params["terms"] else []

    @staticmethod
    def find(params: dict, day: datetime.date) -> Q:
        condition = Q(term__isnull=False)
        same = {name: OuterRef(name) for name in ("person", "organization", "kind")}
        for back in range(1, params["terms"] + 1):
            earlier = OfficerPost.objects.filter(**same, term__term_no=OuterRef("term__term_no") - back)
            condition &= Q(Exists(earlier.filter(valid_from__lte=day)))
        return condition


class Mainland:
    word = "非内地居民"

    @staticmethod
    def say(candidate: Candidate, params: dict) -> list[str]:
        return [] if candidate.is_resident else ["此人不是内地居民，请核对规定的条件和批准文书。"]

    @staticmethod
    def find(params: dict, day: datetime.date) -> Q:
        return ~Q(person__id_type=IdType.RESIDENT_ID)


class ServingOfficial:
    word = "现职公务人员"

    @staticmethod
    def say(candidate: Candidate, params: dict) -> list[str]:
        if candidate.cadre != Cadre.SERVING_OFFICIAL:
            return []
        if params["forbidden"]:
            return ["现职国家工作人员不得兼任该职务。"]
        missing = [] if candidate.has_approval else ["现职公务人员兼职须有有关机关的批准文书，尚未填写。"]
        return missing + (["现职公务人员兼职不得领取报酬。"] if candidate.is_paid else [])

    @staticmethod
    def find(params: dict, day: datetime.date) -> Q:
        serving = Q(cadre=Cadre.SERVING_OFFICIAL)
        return serving if params["forbidden"] else serving & (Q(is_paid=True) | Q(approval=""))


class RetiredCadre:
    word = "退休领导干部"

    @staticmethod
    def say(candidate: Candidate, params: dict) -> list[str]:
        if candidate.cadre != Cadre.RETIRED_CADRE:
            return []
        posts = [one for one in candidate.elsewhere if one.org_type == OrgType.ASSOCIATION]
        checks = (
            (not candidate.has_approval, "退（离）休领导干部兼职须经干部管理部门审批或备案，尚未填写文书。"),
            (candidate.code == LEGAL_REPRESENTATIVE, "退（离）休领导干部一般不得担任法定代表人。"),
            (candidate.is_paid, "退（离）休领导干部兼职不得领取薪酬。"),
            (bool(posts), f"只能在一个社会团体兼任一个职务，此人另任{_named(posts)}。"),
        )
        found = [text for fails, text in checks if fails]
        return [*found, *MaxTerms.say(candidate, params), *MaxAge.say(candidate, params)]

    @staticmethod
    def find(params: dict, day: datetime.date) -> Q:
        elsewhere = _others(day, org_types=[OrgType.ASSOCIATION]).exclude(organization=OuterRef("organization"))
        fails = Q(approval="") | Q(kind=LEGAL_REPRESENTATIVE) | Q(is_paid=True) | Q(Exists(elsewhere))
        return Q(cadre=Cadre.RETIRED_CADRE) & (fails | MaxTerms.find(params, day) | MaxAge.find(params, day))


KINDS = {
    LimitKind.ONE_REPRESENTATION: OneRepresentation,
    LimitKind.ALSO_HOLDS: AlsoHolds,
    LimitKind.INCOMPATIBLE: Incompatible,
    LimitKind.MIN_AGE: MinAge,
    LimitKind.MAX_AGE: MaxAge,
    LimitKind.MAX_TERMS: MaxTerms,
    LimitKind.MAINLAND: Mainland,
    LimitKind.SERVING_OFFICIAL: ServingOfficial,
    LimitKind.RETIRED_CADRE: RetiredCadre,
}
