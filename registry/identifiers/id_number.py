"""Resident identity numbers (公民身份号码, GB 11643-1999). Other kinds of document are not checked here."""

from collections.abc import Callable
from datetime import date

from registry.identifiers.historical_regions import was_region
from registry.identifiers.issues import Issue, Severity, normalize_code

_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECK = "10X98765432"

normalize = normalize_code


def check_character(first17: str) -> str:
    return _CHECK[sum(int(c) * w for c, w in zip(first17, _WEIGHTS, strict=True)) % 11]


def birth_on(number: str) -> date | None:
    """Date of birth, or None where the eight digits are no date."""
    try:
        return date(int(number[6:10]), int(number[10:12]), int(number[12:14]))
    except ValueError:
        return None


def gender(number: str) -> str:
    """male for an odd order code, female for an even one."""
    return "male" if int(number[16]) % 2 else "female"


def check(number: str, *, as_of: date, known_region: Callable[[str], bool] = was_region) -> list[Issue]:
    """Everything wrong with a normalized number on the day `as_of`. Messages never repeat the number."""
    if len(number) != 18:
        return [Issue("id_number.length", Severity.ERROR, f"公民身份号码有{len(number)}位，应为18位。")]
    if not _is_digits(number[:17]) or number[17] not in "0123456789X":
        return [Issue("id_number.alphabet", Severity.ERROR, "公民身份号码前17位应为数字，末位应为数字或X。")]
    found = []
    if check_character(number[:17]) != number[17]:
        found.append(Issue("id_number.check", Severity.ERROR, "公民身份号码的校验码不符，请核对证件。"))
    born = birth_on(number)
    if born is None:
        found.append(Issue("id_number.date", Severity.ERROR, "公民身份号码中的出生日期不存在，请核对证件。"))
    elif born > as_of:
        found.append(Issue("id_number.future", Severity.ERROR, "公民身份号码中的出生日期晚于今天，请核对证件。"))
    if not known_region(number[:6]):
        found.append(
            Issue("id_number.region", Severity.WARNING, "公民身份号码前6位不是现有或曾有的行政区划代码，请核对。")
        )
    return found


def _is_digits(text: str) -> bool:
    return text.isascii() and text.isdigit()
