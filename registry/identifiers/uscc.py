"""Unified social credit codes (统一社会信用代码, GB 32100-2015).

A failing check character is a matter for an officer, not a refusal: codes that fail are in real use. A wrong length or
a letter outside the alphabet is refused, and never silently corrected: O may have been 0, or D, or Q.
"""

from collections.abc import Callable

from registry.identifiers import org_code
from registry.identifiers.historical_regions import was_region
from registry.identifiers.issues import Issue, Severity, normalize_code

ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_VALUE = {c: i for i, c in enumerate(ALPHABET)}
_WEIGHTS = tuple(pow(3, i, 31) for i in range(17))
_DIGIT_PREFIX = 8
# Second character under registration department 5 (civil affairs).
TYPE_CHARACTER = {"association": "1", "service_institution": "2", "foundation": "3"}
TYPE_LABEL = {"1": "社会团体", "2": "社会服务机构（民办非企业单位）", "3": "基金会", "9": "其他"}

normalize = normalize_code


def check_character(first17: str) -> str:
    """The eighteenth character. KeyError for a character outside the alphabet."""
    rest = sum(_VALUE[c] * w for c, w in zip(first17, _WEIGHTS, strict=True)) % 31
    return ALPHABET[(31 - rest) % 31]


def is_valid(code: str) -> bool:
    """Both check characters hold; region and kind of body are not looked at."""
    return (
        len(code) == 18
        and all(c in _VALUE for c in code)
        and code[:_DIGIT_PREFIX].isdigit()
        and check_character(code[:17]) == code[17]
        and org_code.is_valid(code[8:17])
    )


def check(code: str, *, org_type: str = "", known_region: Callable[[str], bool] = was_region) -> list[Issue]:
    """Everything wrong with a normalized code, worst first; empty for a good one.

    `org_type` (association, service_institution, foundation) is compared with the second character when given;
    `known_region` says whether six digits are or ever were a division.
    """
    if len(code) != 18:
        return [Issue("uscc.length", Severity.ERROR, f"统一社会信用代码“{code}”有{len(code)}位，应为18位。")]
    illegal = _illegal(code)
    if illegal:
        return [illegal]
    return [*_checks(code), *_department(code), *_kind(code, org_type), *_region(code, known_region)]


def _illegal(code: str) -> Issue | None:
    bad = sorted({c for c in code if c not in _VALUE} | {c for c in code[:_DIGIT_PREFIX] if not c.isdigit()})
    if not bad:
        return None
    letters = "、".join(bad)
    message = (
        f"统一社会信用代码“{code}”含有不允许的字符{letters}（不使用I、O、Z、S、V，前8位须为数字），请按证书原件更正。"
    )
    return Issue("uscc.alphabet", Severity.ERROR, message)


def _checks(code: str) -> list[Issue]:
    found = []
    if code.isdigit() and code.endswith("000") and not is_valid(code):
        message = f"统一社会信用代码“{code}”末三位为0且校验不符，应是被电子表格当作数字存储而损坏，请按证书原件更正。"
        return [Issue("uscc.damaged", Severity.ERROR, message)]
    if check_character(code[:17]) != code[17]:
        message = f"统一社会信用代码“{code}”的校验码不符（GB 32100），请核对证书原件；确需使用的，请说明理由。"
        found.append(Issue("uscc.check", Severity.CONFIRM, message))
    if not org_code.is_valid(code[8:17]):
        message = (
            f"统一社会信用代码“{code}”第9至17位的主体标识码校验不符（GB 11714），请核对；确需使用的，请说明理由。"
        )
        found.append(Issue("uscc.inner_check", Severity.CONFIRM, message))
    return found


def _department(code: str) -> list[Issue]:
    if code[0] == "5":
        return []
    message = f"统一社会信用代码“{code}”首位为{code[0]}，不是民政部门（5）赋予的代码，请核对；确需使用的，请说明理由。"
    return [Issue("uscc.department", Severity.CONFIRM, message)]


def _kind(code: str, org_type: str) -> list[Issue]:
    expected = TYPE_CHARACTER.get(org_type)
    if code[0] != "5" or expected is None or code[1] == expected:
        return []
    stated = TYPE_LABEL.get(code[1], "未知类别")
    message = (
        f"统一社会信用代码第2位为{code[1]}（{stated}），"
        f"与机构类型“{TYPE_LABEL[expected]}”不一致；确需使用的，请说明理由。"
    )
    return [Issue("uscc.type", Severity.CONFIRM, message)]


def _region(code: str, known_region: Callable[[str], bool]) -> list[Issue]:
    region = code[2:8]
    if region == "100000" or known_region(region):
        return []
    message = f"统一社会信用代码第3至8位“{region}”不是现有或曾有的行政区划代码，请核对。"
    return [Issue("uscc.region", Severity.WARNING, message)]
