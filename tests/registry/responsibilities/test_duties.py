"""Five organizations, inclusive: since when, until when, and over when it falls below."""

import datetime

import pytest
from django.urls import reverse

from registry.organizations import actions as register
from registry.organizations.models import Organization
from registry.organizations.states import ResponsibilityKind
from registry.responsibilities import actions
from registry.responsibilities.models import CommitteeDuty, CommitteeThreshold

pytestmark = pytest.mark.django_db
DAY = datetime.timedelta(days=1)


def give(organization, office, clerk, day, kind=ResponsibilityKind.INDUSTRY):
    register.set_responsibility(
        Organization.objects.get(pk=organization.pk), actor=clerk, kind=kind,
        department_id=office.pk if office else None, valid_from=day,
    )  # fmt: skip


@pytest.fixture
def four(register, bureau):
    return [register(f"霁川市第{n}物流协会", supervisor=bureau.commerce) for n in range(1, 5)]


@pytest.fixture
def fifth(register):
    return register("霁川市冷链物流商会")


def refresh(bureau):
    actions.refresh_duties(bureau.bureau, partner=bureau.party_committee)
    return CommitteeDuty.objects.open().filter(department=bureau.commerce).first()


def test_four_is_no_duty_and_the_fifth_opens_it_on_its_first_day(four, fifth, bureau, clerk, set_clock):
    assert refresh(bureau) is None
    give(fifth, bureau.commerce, clerk, datetime.date(2026, 6, 2))
    duty = refresh(bureau)
    assert (duty.organizations, duty.reached_on) == (5, datetime.date(2026, 6, 2))
    assert duty.due_on == datetime.date(2026, 6, 2) + 60 * DAY


def test_a_fact_of_tomorrow_counts_from_tomorrow(four, fifth, bureau, clerk, set_clock):
    give(fifth, bureau.commerce, clerk, datetime.date(2026, 6, 4))
    assert refresh(bureau) is None
    set_clock("2026-06-04")
    assert refresh(bureau).reached_on == datetime.date(2026, 6, 4)


def test_below_the_threshold_the_duty_is_over_and_begins_anew_with_the_next(
    four, fifth, bureau, clerk, register, set_clock
):
    give(fifth, bureau.commerce, clerk, datetime.date(2026, 6, 2))
    refresh(bureau)
    give(four[0], None, clerk, datetime.date(2026, 6, 3), ResponsibilityKind.BUSINESS)
    assert refresh(bureau) is None
    assert CommitteeDuty.objects.get().ended_on == datetime.date(2026, 6, 3)
    set_clock("2026-06-09")
    give(register("霁川市餐饮协会"), bureau.commerce, clerk, datetime.date(2026, 6, 8))
    assert refresh(bureau).reached_on == datetime.date(2026, 6, 8)


def test_who_has_a_business_supervisor_does_not_count_for_the_industry_department(four, bureau, clerk, register):
    both = register("霁川市两头协会", supervisor=bureau.industry)
    give(both, bureau.commerce, clerk, datetime.date(2026, 6, 1))
    assert refresh(bureau) is None


def test_the_threshold_is_a_row_with_dates(four, bureau):
    CommitteeThreshold.objects.update(organizations=4)
    assert refresh(bureau).threshold == 4
    CommitteeThreshold.objects.update(valid_to=datetime.date(2026, 6, 2))
    assert refresh(bureau) is None


FULFILLED: dict[int, str] = {}


def fulfilment(departments, day):
    return {pk: words for pk, words in FULFILLED.items() if pk in departments}


def test_the_department_sees_its_duty_until_party_building_says_that_it_is_fulfilled(
    four, fifth, bureau, clerk, settings
):
    settings.COMMITTEE_DUTY_FULFILMENTS = ["tests.registry.responsibilities.test_duties.fulfilment"]
    give(fifth, bureau.commerce, clerk, datetime.date(2026, 6, 2))
    refresh(bureau)
    officer = bureau.client("department_officer", bureau.commerce)
    FULFILLED.clear()
    home = officer.get("/home/").content.decode()
    assert "应设立行业党委" in home
    assert "待设立" in officer.get(reverse("staff:responsibilities:duties")).content.decode()
    FULFILLED[bureau.commerce.pk] = "市商务局行业党委，2026年6月成立"
    assert "应设立行业党委" not in officer.get("/home/").content.decode()
    assert "市商务局行业党委" in officer.get(reverse("staff:responsibilities:duties")).content.decode()


def test_one_sheet_of_paper_names_the_organizations_that_are_counted(four, fifth, bureau, clerk):
    give(fifth, bureau.commerce, clerk, datetime.date(2026, 6, 2))
    refresh(bureau)
    officer = bureau.client("department_officer", bureau.commerce)
    page = officer.get(reverse("staff:responsibilities:department", args=[bureau.commerce.pk])).content.decode()
    assert all(body.name in page for body in [*four, fifth])
    assert "2026年8月1日前设立行业党委" in page
    assert officer.get(reverse("staff:responsibilities:department", args=[bureau.industry.pk])).status_code == 404
