"""Rows of the lists of risk reports and leads, for tests/list_entries.py."""

from tests.access_risks import a_lead, a_report


def a_risk_report(world, number, is_own):
    b = world.bureau
    if is_own:
        return a_report(b.linli, b.tinglan_office, b.wanglan_bureau).number
    return a_report(b.yanhu, b.yanhai_bureau, b.yanhai_bureau, level=2).number


def a_listed_lead(world, number, is_own):
    b = world.bureau
    return a_lead(b.linli if is_own else b.yanhu, f"{'本区' if is_own else '外区'}第{number}联盟").number


def entries(entry) -> dict:
    """`entry` is the class of tests/list_entries.py, which reads this."""
    return {
        "staff:risk_reports:list": entry("street_officer", "system_admin", a_risk_report, 12),
        "staff:illegal_orgs:list": entry("registry_clerk", "street_officer", a_listed_lead, 11),
    }
