"""The lists of party building, for tests/list_entries.py: one module a group of capabilities beside this one."""

from core import clock
from party_building.party_units.models import PartyUnit
from party_building.party_units.states import UnitForm, UnitLevel
from tests import list_party_coverage as coverage
from tests import list_party_gaps as gaps
from tests import list_party_instructors as instructors
from tests import list_party_life as life
from tests import list_party_members as members
from tests import list_party_schemes as schemes
from tests import list_party_sites as sites
from tests import list_party_syncs as syncs
from tests import list_party_units as requests
from tests.list_reviews import organization


def a_party_unit(world, number, is_own):
    b = world.bureau
    other = b.department("别处综合党委", "party_organ", b.yanhai)
    unit = PartyUnit.objects.create(
        name=f"{'本系统' if is_own else '外系统'}第{number}支部", level=UnitLevel.values[0], form=UnitForm.values[0],
        superior=b.party_committee if is_own else other, organization=organization(world, number, is_own),
        established_on=clock.today(),
    )  # fmt: skip
    return unit.name


def entries(entry) -> dict:
    """`entry` is the class of tests/list_entries.py, which reads this."""
    found = {
        "staff:six_syncs:list": entry("party_officer", "system_admin", syncs.a_synced_body, 14),
        "staff:party_declarations:list": entry("party_officer", "registry_clerk", syncs.a_declaration, 10),
        "staff:leader_charges:list": entry("party_officer", "system_admin", syncs.a_leader, 10),
        "staff:leader_charges:charges": entry("party_officer", "system_admin", syncs.a_charge, 10),
        "staff:year_statements:list": entry("party_officer", "system_admin", syncs.a_statement, 11),
        "staff:training:list": entry("party_officer", "system_admin", syncs.a_training_class, 11),
        "staff:training:courses": entry("party_officer", "system_admin", syncs.a_training_course, 11),
        "staff:training:lecturers": entry("party_officer", "system_admin", syncs.a_lecturer, 10),
        "staff:training:hours": entry("party_officer", "system_admin", syncs.a_trained_body, 10),
        "staff:training:attendance_list": entry("party_officer", "system_admin", syncs.an_attendance, 10),
        "staff:council_units:list": entry("party_officer", "system_admin", instructors.a_council_unit, 10),
        "staff:instructor_plans:list": entry("party_officer", "registry_clerk", instructors.a_plan, 10),
        "staff:instructor_plans:lines": entry("party_officer", "registry_clerk", instructors.a_plan_line, 10),
        "staff:instructors:list": entry("party_officer", "system_admin", instructors.an_instructor, 11),
        "staff:instructors:dispatches": entry("party_officer", "system_admin", instructors.a_dispatch, 10),
        "staff:instructors:uncovered": entry("party_officer", "system_admin", instructors.an_uncovered_body, 11),
        "staff:instructors:visits": entry("party_officer", "system_admin", instructors.a_visit, 10),
        "staff:party_duties:list": entry("party_officer", "registry_clerk", coverage.a_party_duty, 10),
        "staff:joint_plans:list": entry("party_officer", "registry_clerk", coverage.a_joint_plan, 10),
        "staff:party_units:list": entry("party_officer", "system_admin", a_party_unit, 14),
    }
    for group in (gaps, life, members, schemes, sites, requests):
        found |= group.entries(entry)
    return found
