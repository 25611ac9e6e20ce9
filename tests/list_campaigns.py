"""Rows of the lists of campaigns and surveys, for tests/list_entries.py."""

from tests.access_campaigns import a_campaign, a_recipient, a_survey, a_target
from tests.list_reviews import organization


def a_listed_campaign(world, number, is_own):
    b = world.bureau
    office = b.wanglan_bureau if is_own else b.yanhai_bureau
    return a_campaign(office, f"{'本区' if is_own else '外区'}第{number}项行动").title


def a_listed_target(world, number, is_own):
    subject = organization(world, number, is_own)
    a_target(subject.supervising_authority, subject)
    return subject.name


def a_listed_survey(world, number, is_own):
    b = world.bureau
    office = b.wanglan_bureau if is_own else b.yanhai_bureau
    return a_survey(office, f"{'本区' if is_own else '外区'}第{number}张表").title


def a_listed_recipient(world, number, is_own):
    b = world.bureau
    subject = organization(world, number, is_own=True)
    survey = a_survey(b.wanglan_bureau if is_own else b.yanhai_bureau, f"第{number}张表")
    a_recipient(survey, organization=subject)
    return subject.name if is_own else survey.title


def asked_of_us(world, number, is_own):
    b = world.bureau
    asking = b.department("走查发起局", "government", b.city)
    survey = a_survey(asking, f"{'给本局' if is_own else '给外局'}第{number}张表")
    a_recipient(survey, department=b.wanglan_bureau if is_own else b.yanhai_bureau)
    return survey.title


def a_burdened_body(world, number, is_own):
    return organization(world, number, is_own).name


def entries(entry) -> dict:
    """`entry` is the class of tests/list_entries.py, which reads this."""
    return {
        "staff:campaigns:list": entry("registry_clerk", "system_admin", a_listed_campaign, 11),
        "staff:campaigns:targets": entry("registry_clerk", "system_admin", a_listed_target, 14),
        "staff:surveys:list": entry("registry_clerk", "system_admin", a_listed_survey, 10),
        "staff:surveys:recipients": entry("registry_clerk", "system_admin", a_listed_recipient, 12),
        "staff:surveys:mine": entry("registry_clerk", "system_admin", asked_of_us, 10),
        "staff:surveys:burden": entry("registry_clerk", "system_admin", a_burdened_body, 10),
    }
