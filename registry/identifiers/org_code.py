"""Organization codes (组织机构代码, GB 11714-1997): eight characters and a check character.

Registers older than 2015 hold them instead of a unified social credit code, often without the leading zero that a
number cell ate. They live on as positions 9-17 of the credit code.
"""

from dataclasses import dataclass

from registry.identifiers.issues import Issue, Severity, normalize_code

ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)
_VALUE = {c: i for i, c in enumerate(ALPHABET)}


@dataclass(frozen=True)
class Checked:
    """The value to store (empty when none can be stored) and everything found on the way."""

    value: str
    issues: tuple[Issue, ...] = ()


def check_character(first8: str) -> str:
    """The ninth character. KeyError for a character outside 0-9A-Z."""
    rest = 11 - sum(_VALUE[c] * w for c, w in zip(first8, _WEIGHTS, strict=True)) % 11
    return {10: "X", 11: "0"}.get(rest, str(rest))


def is_valid(code: str) -> bool:
    return len(code) == 9 and all(c in _VALUE for c in code) and check_character(code[:8]) == code[8]


def check(raw: str) -> Checked:
    """Normalize and check one code. A code short of its leading zeros is completed only if the result checks."""
    code = normalize_code(raw)
    if not code:
        return Checked("")
    if any(c not in _VALUE for c in code):
        return Checked(
            "", (Issue("org_code.alphabet", Severity.ERROR, f"组织机构代码“{raw.strip()}”含有不允许的字符。"),)
        )
    if len(code) < 9:
        return _short(code)
    if len(code) > 9:
        return Checked("", (_length(code),))
    if not is_valid(code):
        return Checked(code, (_failing(code),))
    return Checked(code)


def _short(code: str) -> Checked:
    padded = code.zfill(9)
    if len(code) >= 6 and is_valid(padded):
        message = f"组织机构代码“{code}”只有{len(code)}位，应是丢失了首位的0，已按“{padded}”处理（校验通过）。"
        return Checked(padded, (Issue("org_code.padded", Severity.WARNING, message),))
    return Checked("", (_length(code),))


def _length(code: str) -> Issue:
    return Issue("org_code.length", Severity.ERROR, f"组织机构代码“{code}”有{len(code)}位，应为9位。")


def _failing(code: str) -> Issue:
    message = f"组织机构代码“{code}”的校验码不符（GB 11714），请核对原件；确需使用的，请说明理由。"
    return Issue("org_code.check", Severity.CONFIRM, message)
