"""What may stand on a list. The masked form is stored beside the ciphertext, so lists never decrypt."""


def mask_id_number(number: str) -> str:
    """370213197202290017 → 370213********0017; shorter documents keep their first and last character."""
    if len(number) >= 15:
        return f"{number[:6]}{'*' * (len(number) - 10)}{number[-4:]}"
    return _ends(number)


def mask_phone(number: str) -> str:
    """13812341234 → 138****1234; a land line keeps its last two digits."""
    if len(number) == 11 and number.isdigit():
        return f"{number[:3]}****{number[-4:]}"
    return f"{'*' * (len(number) - 2)}{number[-2:]}" if len(number) > 2 else "*" * len(number)


def mask_name(name: str) -> str:
    """张三丰 → 张**. The number of stars says nothing about the length."""
    return f"{name[:1]}**" if name else ""


def mask_for_export(masked: str) -> str:
    """Exports leave the house: of a masked number only the last four characters stay."""
    return f"{'*' * max(len(masked) - 4, 0)}{masked[-4:]}"


def _ends(number: str) -> str:
    if len(number) <= 2:
        return "*" * len(number)
    return f"{number[0]}{'*' * (len(number) - 2)}{number[-1]}"
