"""The rows of posts and limits in words, for the page that shows them."""

from collections.abc import Iterable

from registry.officers.models import PostKind, TenureLimit
from registry.officers.states import LimitKind
from registry.organizations.states import OrgType

_NUMBERS = {
    LimitKind.MIN_AGE: "不低于{min_age}周岁",
    LimitKind.MAX_AGE: "不超过{max_age_inclusive}周岁（满{max_age_inclusive}周岁仍可任职）",
    LimitKind.MAX_TERMS: "不超过{terms}届",
    LimitKind.RETIRED_CADRE: "经审批或备案；只在一个社会团体兼任一个职务；不超过{terms}届；"
    "不超过{max_age_inclusive}周岁；不领取薪酬；一般不任法定代表人",
    LimitKind.TERM_LENGTH: "{min_years}至{max_years}年",
    LimitKind.EXTENSION: "最长{max_months}个月",
    LimitKind.PREPARATION: "提前{months}个月",
    LimitKind.AUDIT: "报告日期在{months}个月以内",
    LimitKind.NOTICE: "提前{days}日",
    LimitKind.QUORUM: "到会不少于{present[0]}/{present[1]}，赞成{votes[0]}/{votes[1]}以上",
    LimitKind.CLOCK: "{workdays}个工作日",
    LimitKind.FILING: "{days}日内",
    LimitKind.APPLICATION: "届满前{days}日",
}
OF_TERMS = (
    LimitKind.TERM_LENGTH, LimitKind.EXTENSION, LimitKind.PREPARATION, LimitKind.AUDIT, LimitKind.NOTICE,
    LimitKind.QUORUM, LimitKind.CLOCK, LimitKind.FILING, LimitKind.APPLICATION,
)  # fmt: skip


def types(codes: Iterable[str]) -> str:
    found = [OrgType(code).label for code in codes]
    return "全部" if len(found) == len(OrgType) else "、".join(found)


def numbers(row: TenureLimit) -> str:
    return _NUMBERS.get(LimitKind(row.kind), "").format(**row.params)


def of_kinds(limits: Iterable[TenureLimit], kinds: Iterable[str]) -> str:
    """The numbers of the rows of these kinds, each said once."""
    found = dict.fromkeys(words for row in limits if row.kind in kinds and (words := numbers(row)))
    return "、".join(found) or "现无规定"


def table(limits: Iterable[TenureLimit], kinds: list[PostKind]) -> dict:
    """Context of the page: limits with their numbers, posts with the types they exist in."""
    labels = {kind.code: kind.label for kind in kinds}
    return {
        "limits": [
            {
                "limit": row,
                "words": numbers(row),
                "types": types(row.org_types),
                "posts": "、".join(labels.get(code, code) for code in row.posts) or _without_posts(row),
            }
            for row in limits
        ],
        "kinds": [
            {"kind": kind, "types": types(kind.org_types), "responsible": types(kind.responsible_types)}
            for kind in kinds
        ],
    }


def _without_posts(row: TenureLimit) -> str:
    return "—" if row.kind in OF_TERMS else "全部负责人"
