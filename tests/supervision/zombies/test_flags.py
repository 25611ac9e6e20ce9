"""Four flags on the day before, the day and the day after. Clues for offices; nobody else sees them."""

import datetime

import pytest
from django.urls import reverse

from core.rules.models import RuleVersion
from party_building.activities.models import Activity, ActivityKind
from party_building.party_units import actions as units
from party_building.party_units.states import UnitForm, UnitLevel
from registry.dues.models import DuesStandard
from registry.organizations import actions as register
from registry.organizations.models import Organization
from supervision.zombies import queries, rules
from supervision.zombies.states import Flag
from tests.registry.annual_reports.conftest import season  # noqa: F401
from tests.supervision.letters.conftest import world  # noqa: F401
from tests.supervision.letters.test_rules import returned
from tests.support.bureau import SETUP, Bureau

pytestmark = pytest.mark.django_db
D = datetime.date
ONE = datetime.timedelta(days=1)


KEPT = {"records_from": "2018-01-01"}


@pytest.fixture
def bureau():
    for rule in (rules.NoActivitySinceCertificate, rules.NoActivityForMonths):
        RuleVersion.objects.filter(code=rule.code).update(params={**rule.default_params, **KEPT})
    return Bureau()


def found(rule, day, **params) -> list[int]:
    one = rule()
    given = {**one.default_params, **KEPT, **params}
    version = RuleVersion(code=one.code, params=given, severity=one.default_severity)
    return list(one.findings(day, version).values_list("finding_subject_id", flat=True))


def flagged(flag, day) -> list[int]:
    return list(queries.flagged(Organization.objects.as_of(day), flag, day).values_list("pk", flat=True))


def dues(body, day):
    return DuesStandard.objects.create(organization=body, adopted_on=day, valid_from=day, meeting="assembly")


# ---- ② SV-14


def test_a_year_after_the_certificate_without_a_trace(bureau):
    body = bureau.register("霁川市茶业协会", registered_on=D(2024, 3, 15))
    assert found(rules.NoActivitySinceCertificate, D(2025, 3, 14)) == []
    assert found(rules.NoActivitySinceCertificate, D(2025, 3, 15)) == [body.pk]
    assert found(rules.NoActivitySinceCertificate, D(2025, 3, 16)) == [body.pk]
    assert flagged(Flag.NEVER_ACTIVE, D(2025, 3, 15)) == [body.pk]


def test_the_29th_of_february_is_full_on_the_28th(bureau):
    body = bureau.register("霁川市茶业协会", registered_on=D(2024, 2, 29))
    assert found(rules.NoActivitySinceCertificate, D(2025, 2, 27)) == []
    assert found(rules.NoActivitySinceCertificate, D(2025, 2, 28)) == [body.pk]


def test_one_trace_after_the_certificate_is_enough_and_one_of_its_day_is_not(bureau):
    body = bureau.register("霁川市茶业协会", registered_on=D(2024, 3, 15))
    dues(body, D(2024, 3, 15))
    assert found(rules.NoActivitySinceCertificate, D(2025, 3, 15)) == [body.pk]
    DuesStandard.objects.all().delete()
    dues(body, D(2024, 3, 16))
    assert found(rules.NoActivitySinceCertificate, D(2025, 3, 15)) == []


def test_service_institutions_and_what_has_ended_are_no_subject(bureau):
    bureau.register("霁川市晨曦服务中心", org_type="2", registered_on=D(2024, 3, 15))
    ended = bureau.register("霁川市茶业协会", registered_on=D(2024, 3, 15))
    register.change_status(ended, status="cancelled", valid_from=D(2025, 4, 1), document="注销", actor=SETUP)
    assert found(rules.NoActivitySinceCertificate, D(2025, 3, 31)) == [ended.pk]
    assert found(rules.NoActivitySinceCertificate, D(2025, 4, 1)) == []


# ---- ③ SV-15


def test_twenty_four_months_after_the_last_trace(bureau):
    body = bureau.register("霁川市茶业协会", registered_on=D(2020, 1, 1))
    dues(body, D(2023, 5, 10))
    assert found(rules.NoActivityForMonths, D(2025, 5, 9)) == []
    assert found(rules.NoActivityForMonths, D(2025, 5, 10)) == [body.pk]
    assert found(rules.NoActivityForMonths, D(2025, 5, 11)) == [body.pk]


def test_a_trace_ends_it_on_its_day_and_the_past_stays(bureau):
    body = bureau.register("霁川市茶业协会", registered_on=D(2020, 1, 1))
    assert found(rules.NoActivityForMonths, D(2025, 5, 10)) == [body.pk]
    register.rename(body, name="霁川市茶叶协会", valid_from=D(2025, 5, 11), document="变更", actor=SETUP)
    assert found(rules.NoActivityForMonths, D(2025, 5, 10)) == [body.pk]
    assert found(rules.NoActivityForMonths, D(2025, 5, 11)) == []


def test_who_is_younger_than_the_months_is_not_asked(bureau):
    body = bureau.register("霁川市茶业协会", registered_on=D(2023, 5, 10))
    assert found(rules.NoActivityForMonths, D(2025, 5, 9)) == []
    assert found(rules.NoActivityForMonths, D(2025, 5, 10)) == [body.pk]


def test_silence_before_records_were_kept_proves_nothing(bureau):
    bureau.register("霁川市茶业协会", registered_on=D(2010, 1, 1))
    assert found(rules.NoActivityForMonths, D(2019, 12, 31)) == []
    assert len(found(rules.NoActivityForMonths, D(2020, 1, 1))) == 1


def test_a_party_day_of_the_branch_that_covers_it_is_a_trace_from_the_day_it_was_recorded(bureau, set_clock):
    body = bureau.register("霁川市茶业协会", registered_on=D(2020, 1, 1))
    set_clock("2024-06-01")
    unit = units.establish(
        actor=SETUP, name="霁川市茶业协会党支部", level=UnitLevel.BRANCH, form=UnitForm.STANDALONE,
        superior=bureau.party_committee, established_on=D(2021, 5, 1), organization=body,
    )  # fmt: skip
    Activity.objects.create(unit=unit, kind=ActivityKind.objects.first(), held_on=D(2024, 5, 20), topic="主题党日")
    assert found(rules.NoActivityForMonths, D(2024, 5, 31)) == [body.pk]
    assert found(rules.NoActivityForMonths, D(2024, 6, 1)) == []
    assert found(rules.NoActivityForMonths, D(2026, 5, 19)) == []
    assert found(rules.NoActivityForMonths, D(2026, 5, 20)) == [body.pk]


def test_the_months_are_those_of_the_rule_books_version(bureau):
    body = bureau.register("霁川市茶业协会", registered_on=D(2020, 1, 1))
    dues(body, D(2023, 5, 10))
    RuleVersion.objects.filter(code="SV-15").update(params={"months": 30, **KEPT})
    assert flagged(Flag.INACTIVE, D(2025, 11, 9)) == []
    assert flagged(Flag.INACTIVE, D(2025, 11, 10)) == [body.pk]


def test_a_portal_without_reports_suspects_nobody_and_one_with_reports_since_its_first_year(season):  # noqa: F811
    body = season.association()
    assert found(rules.NoActivityForMonths, D(2026, 6, 3), records_from="") == []
    season.open(2023)
    assert found(rules.NoActivityForMonths, D(2024, 12, 31), records_from="") == []
    assert found(rules.NoActivityForMonths, D(2025, 1, 1), records_from="") == [body.pk]


# ---- ①


def test_two_neighbouring_years_from_the_day_after_the_second_date(season):  # noqa: F811
    body = season.association()
    for year in (2023, 2024):
        season.open(year)
    assert flagged(Flag.UNREPORTED, D(2025, 6, 3)) == []  # 31 May 2025 and the two days after are rest days
    assert flagged(Flag.UNREPORTED, D(2025, 6, 4)) == [body.pk]


# ---- ④


def test_unreachable_is_whom_the_rule_on_returned_letters_finds(world):  # noqa: F811
    returned(world, D(2026, 4, 10))
    second = returned(world, D(2026, 4, 28))
    assert flagged(Flag.UNREACHABLE, second.ended_on - ONE) == []
    assert flagged(Flag.UNREACHABLE, second.ended_on) == [world.body.pk]
    assert [one.stands for one in queries.clues(world.body, second.ended_on)][-1]


def test_without_that_rule_nobody_is_unreachable(world, settings):  # noqa: F811
    returned(world, D(2026, 4, 10))
    second = returned(world, D(2026, 4, 28))
    settings.NIGHTLY_RULES = [path for path in settings.NIGHTLY_RULES if not path.endswith("Unreachable")]
    assert flagged(Flag.UNREACHABLE, second.ended_on) == []


# ---- who sees them


def test_the_tab_is_for_offices_and_filters_the_register(bureau, set_clock, client):
    set_clock("2026-06-03")
    body = bureau.register("霁川市茶业协会", registered_on=D(2020, 1, 1))
    active = bureau.register("霁川市新办协会", registered_on=D(2026, 1, 5))
    clerk = bureau.client("registry_clerk", bureau.bureau)
    tab = clerk.get(reverse("staff:campaigns:of_organization", args=[body.pk])).content.decode()
    assert "长期不活动线索" in tab
    assert "最近活动记录：无" in tab
    listed = clerk.get(f"{reverse('staff:organizations:list')}?clue=inactive").content.decode()
    assert body.name in listed
    assert active.name not in listed
    anyone = clerk.get(f"{reverse('staff:organizations:list')}?clue=any").content.decode()
    assert body.name in anyone
    officer = bureau.client("department_officer", bureau.commerce)
    assert officer.get(reverse("staff:campaigns:of_organization", args=[body.pk])).status_code == 403
    offered = officer.get(reverse("staff:organizations:list")).context["listing"].filters.form.fields
    assert not [value for value, _ in offered["clue"].choices if value]


def test_no_public_page_says_a_word_of_it(bureau, set_clock, client):
    set_clock("2026-06-03")
    body = bureau.register("霁川市茶业协会", registered_on=D(2020, 1, 1))
    found_page = client.get(f"{reverse('public:disclosures:search')}?q=茶业&clue=inactive").content.decode()
    said = found_page.split("<main")[1].split("</main")[0]  # the foot of every page offers 提供线索, on other bodies
    assert body.name in said
    assert "线索" not in said.replace(body.name, "")
    assert client.get(reverse("staff:campaigns:of_organization", args=[body.pk])).status_code == 302


def test_the_flags_of_the_whole_register_cost_a_fixed_number_of_statements(
    bureau, set_clock, django_assert_max_num_queries
):
    set_clock("2026-06-03")
    Organization.objects.bulk_create(
        Organization(
            name=f"霁川市第{n}协会", org_type="1", pinyin=f"{n:05}", registered_on=D(2015, 1, 1),
            supervising_authority=bureau.bureau,
        )
        for n in range(500)
    )  # fmt: skip
    with django_assert_max_num_queries(6):
        assert len(list(queries.any_flag(Organization.objects.all(), D(2026, 6, 3)).values_list("pk"))) == 500
