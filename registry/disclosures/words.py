"""Plain words for the public. Nothing adverse is said without a decision behind it."""

import datetime
import re

from core.privacy.numbers import normalize
from registry.identifiers import uscc as credit_codes
from registry.organizations.states import OrgType, Standing, Status

ENDED = (Status.CANCELLED, Status.REVOKED, Status.CERTIFICATE_REVOKED)
UNDECIDED = "名录信息正在核对，请以登记管理机关公布的决定为准"
SEE_DECISION = "情形见决定文书"
NAMES_OF_ENDS = {
    Status.CANCELLED: "已注销登记",
    Status.REVOKED: "已被撤销登记",
    Status.CERTIFICATE_REVOKED: "已被吊销登记证书",
}

_IDENTITY = re.compile(r"(?<!\d)\d{6}(?:(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:[0-2]\d|3[01])\d{3}[\dX]|\d{9})(?![\dA-Z])")
_PHONE = re.compile(r"(?<!\d)(?:86)?1\d{10}(?!\d)|(?<!\d)0\d{9,11}(?!\d)")
_HIDDEN = re.compile(r"(?<!\d)(?:\d{17}[\dXx]|\d{15}|1\d{10})(?![\dA-Za-z])")


def is_personal(typed: str) -> bool:
    """Whether it holds an identity number or a telephone number; a credit code that passes its checks is neither."""
    number = normalize(typed)
    if len(number) == 18 and number[:1] == "5" and not credit_codes.check(number):
        return False
    return bool(_IDENTITY.search(number) or _PHONE.search(number))


def is_phone(typed: str) -> bool:
    return bool(_PHONE.fullmatch(normalize(typed).removeprefix("+")))


def without_numbers(text: str) -> str:
    """Free text as it may leave the house: what looks like a person's number is blanked."""
    return _HIDDEN.sub("（号码不予公开）", text)


def day(date: datetime.date) -> str:
    return f"{date.year}年{date.month}月{date.day}日"


def type_words(organization) -> str:
    kinds = [organization.get_org_type_display()]
    kinds += ["行业协会商会"] if organization.is_industry_association else []
    kinds += ["异地商会"] if organization.is_nonlocal_chamber else []
    return " · ".join(kinds)


def status_words(status: str, since: datetime.date | None, *, is_decided: bool) -> tuple[str, str]:
    """(sentence, tone). 整改 is a measure between office and organization: to the public the organization exists."""
    if status in ENDED:
        begin = day(since) if since else ""
        return f"{begin}{NAMES_OF_ENDS[status]}", "neutral"
    if status == Status.LIQUIDATING:
        return "正在清算", "warning"
    if status == Status.SUSPENDED and is_decided:
        return f"{day(since)}起停止活动" if since else "停止活动", "warning"
    return "存续", "ok"


def clear_words(status: str, *, is_brief: bool) -> str:
    lists = "名录" if is_brief else "活动异常名录和严重违法失信名单"
    return f"{'' if status in ENDED else '正常，'}未被列入{lists}"


def listed_words(
    standing: str, *, since: datetime.date, ground: str, authority: str, document: str
) -> tuple[str, str]:
    """(that it is listed and since when, why and by whom)."""
    reason = ground if ground == SEE_DECISION else f"情形：{ground}"
    by = f"，作出决定的机关：{authority}" if authority else ""
    return f"已于{day(since)}列入{Standing(standing).label}", f"{reason}{by}（{document}）"


def fundraising_words(organization) -> tuple[str, str, str]:
    """(what it is, what that means for somebody who wants to give, tone)."""
    if organization.status in ENDED:
        return "登记已终止", "不得再开展募捐活动，请不要向其捐赠。", "neutral"
    if organization.has_public_fundraising:
        return (
            "具有公开募捐资格",
            "可以面向社会公众开展公开募捐。捐赠前请核对募捐方案备案信息，捐赠后索取捐赠票据。",
            "ok",
        )
    if organization.is_charity:
        return (
            "慈善组织，没有公开募捐资格",
            "不得自行面向社会公众公开募捐，可以在发起人、理事会成员和会员等特定对象范围内募捐。",
            "info",
        )
    note = "捐赠前请确认用途和票据。" if organization.org_type == OrgType.FOUNDATION else ""
    return "未认定为慈善组织，没有公开募捐资格", f"不得面向社会公众公开募捐。{note}", "neutral"
