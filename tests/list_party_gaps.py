"""Rows of the lists of follow-ups and gaps, for tests/list_entries.py."""

from tests.access_party_gaps import a_follow_up


def a_letter(world, number, is_own):
    b = world.bureau
    other = b.department("别处督办工作部", "party_organ", b.yanhai)
    subject = f"{'本线' if is_own else '外线'}第{number}件督办"
    return a_follow_up(b.party_committee if is_own else other, b.commerce, subject).subject


def an_uncovered(world, number, is_own):
    b = world.bureau
    other = b.department("别处督办工作部", "party_organ", b.yanhai)
    organ = b.party_committee if is_own else other
    name = f"{'本线' if is_own else '外线'}第{number}学会"
    return b.register(name, region_id=b.tinglan.pk, responsibilities={"party_superior": organ.pk}).name


def entries(entry) -> dict:
    """`entry` is the class of tests/list_entries.py, which reads this."""
    return {
        "staff:follow_ups:list": entry("party_officer", "registry_clerk", a_letter, 11),
        "staff:coverage_gaps:rows": entry("party_officer", "registry_clerk", an_uncovered, 13),
    }
