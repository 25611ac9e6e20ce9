"""Rows of the lists of letters, rectifications and talks, for tests/list_entries.py."""

from tests.access_letters import a_letter, a_talk, an_order
from tests.list_reviews import organization


def a_listed_letter(world, number, is_own):
    b = world.bureau
    title = f"{'本局' if is_own else '外局'}第{number}件公文"
    return a_letter(b.wanglan_bureau if is_own else b.yanhai_bureau, "reminder", title, addressee=b.commerce).title


def a_listed_order(world, number, is_own):
    body = organization(world, number, is_own)
    an_order(body)
    return body.name


def a_listed_talk(world, number, is_own):
    body = organization(world, number, is_own)
    a_talk(body)
    return body.name


def entries(entry) -> dict:
    """`entry` is the class of tests/list_entries.py, which reads this."""
    return {
        "staff:letters:list": entry("registry_clerk", "system_admin", a_listed_letter, 12),
        "staff:rectifications:list": entry("registry_clerk", "system_admin", a_listed_order, 10),
        "staff:talks:list": entry("registry_clerk", "system_admin", a_listed_talk, 10),
    }
