"""What a report knows already: the register as it stood at the end of the year, and last year's report."""

import datetime

import pytest
from django.conf import settings
from django.urls import reverse

from registry.branches.models import BranchOffice
from registry.dues.models import DuesGrade, DuesStandard
from registry.officers.models import CouncilTerm, OfficerPost, PostKind
from registry.officers.reference import load_posts_and_limits
from registry.organizations import actions as organizations
from registry.people.models import Person
from tests.registry.annual_reports.conftest import SYSTEM
from tests.support.report_answers import ANSWERS, statements

D = datetime.date


@pytest.fixture
def own(season):
    organization = season.association(is_industry_association=True)
    season.open()
    return organization


def answers(report, key: str) -> dict:
    return report.sections.get(key=key).answers


def officer(organization, name: str, kind: str, since: D, until: D | None = None) -> None:
    person = Person.objects.create(name=name)
    single = PostKind.objects.get(code=kind).is_single
    OfficerPost.objects.create(
        organization=organization, kind_id=kind, person=person, slot=0 if single else person.pk, valid_from=since,
        valid_to=until,
    )  # fmt: skip


def test_officers_and_the_term_are_those_of_the_end_of_the_year(season, own):
    load_posts_and_limits()
    officer(own, "陆知秋", "chair", D(2021, 5, 1), D(2025, 4, 30))
    officer(own, "罗望舒", "chair", D(2025, 5, 1))
    officer(own, "许言蹊", "council_member", D(2025, 5, 1))
    officer(own, "程星野", "supervisor", D(2026, 1, 1))
    CouncilTerm.objects.create(
        organization=own, term_no=3, term_years=4, valid_from=D(2025, 5, 1), term_end=D(2029, 4, 30)
    )
    report = season.begun(own)
    given = answers(report, "governance")
    assert [row["name"] for row in given["officers_table"]] == ["罗望舒"]
    assert (given["president_name"], given["council_members"], given["responsible_persons"]) == ("罗望舒", "2", "1")
    assert "supervisors" not in given, "who came after the year does not count"
    assert answers(report, "meetings")["term_end"] == "2029-04-30"


def test_branches_dues_and_registered_changes_come_as_rows(season, own):
    BranchOffice.objects.create(
        organization=own, kind="branch", name="花木专业委员会", head="唐果", established_on=D(2025, 3, 1)
    )
    standard = DuesStandard.objects.create(
        organization=own, adopted_on=D(2023, 5, 1), meeting="assembly", voters_present=40, votes_for=39,
        valid_from=D(2023, 6, 1),
    )  # fmt: skip
    DuesGrade.objects.create(standard=standard, place=1, name="会员单位", yearly_yuan=2000)
    organizations.rename(
        own, actor=SYSTEM, name="霁川市花木行业协会", valid_from=D(2025, 8, 1), document="社管〔2025〕1号"
    )
    own.refresh_from_db()
    report = season.begun(own)
    branches, fees = answers(report, "branches"), answers(report, "fees")
    assert (branches["branches_table"][0]["name"], branches["branches_opened"]) == ("花木专业委员会", "1")
    assert fees["dues_table"] == [{"grade": "会员单位", "yearly_yuan": "2000.00"}]
    assert fees["dues_votes"] == "到会40人，同意39票"
    (change,) = answers(report, "changes")["changes_table"]
    assert (change["item"], change["after"], change["handled_on"]) == ("name", "霁川市花木行业协会", "2025-08-01")


def test_the_sub_kind_decides_whether_fees_are_asked_and_cannot_be_typed(season, own):
    report, client = season.begun(own), season.filer(own)
    basic = report.sections.get(key="basic")
    typed = {key: given for key, given in ANSWERS.items() if given and isinstance(given, str)}
    client.post(
        reverse("org:annual_reports:section", args=[report.pk, "basic"]),
        {**typed, "version": basic.version, "is_industry_association": "no"},
    )
    assert answers(report, "basic")["is_industry_association"] == "yes"
    assert "行业协会商会收费" in client.get(reverse("org:annual_reports:detail", args=[report.pk])).content.decode()
    plain = season.association("霁川市茶艺协会")
    season.open()
    other = season.begun(plain)
    page = season.filer(plain).get(reverse("org:annual_reports:detail", args=[other.pk])).content.decode()
    assert "行业协会商会收费" not in page


def test_the_closing_columns_of_last_year_are_this_years_opening_ones(season, set_clock):
    organization = season.association()
    season.open()
    season.send(season.filled(organization))
    set_clock("2027-03-01")
    season.open(2026)
    report = season.begun(organization, 2026)
    balance, flows = answers(report, "balance_sheet"), answers(report, "activities_statement")
    assert balance == {"bs_1_begin": "450000.00", "bs_101_begin": "450000.00"}
    assert flows["ba_1_last_free"] == "1150000.00"
    assert not any(key.endswith("_total") for key in flows), "totals compute themselves"
    page = season.filer(organization).get(reverse("org:annual_reports:section", args=[report.pk, "balance_sheet"]))
    assert 'placeholder="450000.00"' in page.content.decode()
    assert statements(begin=450000)["bs_1_begin"] == balance["bs_1_begin"]


def test_every_reader_says_no_more_than_it_promises(own):
    for path in settings.REPORT_PREFILL:
        module = __import__(path, fromlist=["items"])
        assert set(module.items(own, 2025)) <= set(module.ITEMS), path
