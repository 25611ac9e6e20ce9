"""What an accepted report declares becomes the count of its last day, unless the line knows better."""

import datetime

import pytest
from django.urls import reverse

from core.workflow.errors import NotCompetent
from party_building.party_counts import actions as party_counts
from party_building.party_counts.models import PartyCount
from party_building.party_counts.states import CountSource
from party_building.party_declarations import actions
from party_building.party_declarations.models import PartyDeclaration
from party_building.party_declarations.states import DeclarationState as S
from registry.annual_reports.actions import review
from tests.registry.annual_reports.conftest import SYSTEM, season  # noqa: F401
from tests.support.bureau import SETUP

pytestmark = pytest.mark.django_db
D = datetime.date
LAST_DAY = D(2025, 12, 31)


@pytest.fixture(autouse=True)
def _today(set_clock):
    set_clock("2026-06-03")


@pytest.fixture
def own(season):  # noqa: F811
    b = season.bureau
    body = season.association(
        responsibilities={"business_supervisor": b.commerce.pk, "party_superior": b.party_committee.pk}
    )
    season.open()
    return body


@pytest.fixture
def report(season, own):  # noqa: F811
    return season.report(own)


@pytest.fixture
def officer(season):  # noqa: F811
    return season.bureau.actor("party_officer", season.bureau.party_committee)


def said(full_time, total):
    return {"party_members": str(total), "party_members_full_time": str(full_time)}


def known(body, day, full_time, source, *, probationary=0):
    return party_counts.count(
        body, actor=SETUP, since=day, source=source, formal_full_time=full_time, probationary=probationary
    )


def counts(body):
    rows = PartyCount.objects.filter(organization=body).order_by("valid_from")
    return [(row.valid_from, row.formal_full_time, row.formal_elsewhere, row.source) for row in rows]


def test_accepting_a_report_writes_the_count_of_its_last_day(season, own):  # noqa: F811
    report = season.submitted(own, direct_reason="3月20日已送交，至今没有答复").report
    assert not PartyDeclaration.objects.exists()
    review.accept(report, actor=SYSTEM, version=report.version)
    assert counts(own) == [(LAST_DAY, 1, 0, CountSource.REPORT)]
    assert PartyDeclaration.objects.get().state == S.WRITTEN


def test_an_older_survey_gives_way_and_what_the_report_does_not_ask_for_goes_on(own, report):
    known(own, D(2024, 3, 1), 5, CountSource.SURVEY, probationary=2)
    row = actions.take_in(report, declared=said(3, 4))
    assert row.state == S.WRITTEN
    assert counts(own) == [(D(2024, 3, 1), 5, 0, CountSource.SURVEY), (LAST_DAY, 3, 1, CountSource.REPORT)]
    assert PartyCount.objects.on(LAST_DAY).get().probationary == 2


def test_a_later_count_stands_and_the_difference_waits_for_the_officer(season, own, report):  # noqa: F811
    known(own, D(2026, 1, 1), 5, CountSource.SURVEY)
    actions.take_in(report, declared=said(3, 3))
    assert counts(own) == [(D(2026, 1, 1), 5, 0, CountSource.SURVEY)]
    row = PartyDeclaration.objects.get()
    assert (row.state, row.known_full_time, row.known_since) == (S.DIFFERING, 5, D(2026, 1, 1))
    client = season.bureau.client("party_officer", season.bureau.party_committee)
    assert own.name in client.get(reverse("staff:party_declarations:list"), {"state": "differing"}).content.decode()
    assert client.post(reverse("staff:party_declarations:take", args=[row.pk])).status_code == 302
    assert counts(own)[1:] == [(D(2026, 6, 3), 3, 0, CountSource.REPORT)]


def test_a_count_of_the_last_day_itself_stands_too(own, report):
    known(own, LAST_DAY, 5, CountSource.SURVEY)
    assert actions.take_in(report, declared=said(3, 3)).state == S.DIFFERING
    assert counts(own) == [(LAST_DAY, 5, 0, CountSource.SURVEY)]


def test_the_roll_of_members_stands_and_is_kept_with_a_reason(season, own, report):  # noqa: F811
    known(own, D(2025, 6, 1), 5, CountSource.REGISTER)
    row = actions.take_in(report, declared=said(3, 3))
    client = season.bureau.client("party_officer", season.bureau.party_committee)
    keep = reverse("staff:party_declarations:keep", args=[row.pk])
    assert client.post(keep, {"comment": " "}).status_code == 409
    assert client.post(keep, {"comment": "已电话核实，两人组织关系已转入"}).status_code == 302
    row.refresh_from_db()
    assert row.state == S.KEPT
    assert counts(own) == [(D(2025, 6, 1), 5, 0, CountSource.REGISTER)]


def test_equal_numbers_are_no_difference(own, report):
    known(own, D(2025, 6, 1), 3, CountSource.REGISTER)
    assert actions.take_in(report, declared=said(3, 3)).state == S.AGREED
    assert len(counts(own)) == 1


def test_a_corrected_report_replaces_what_it_said_and_what_was_settled_stays(own, report, officer):
    actions.take_in(report, declared=said(3, 3))
    actions.take_in(report, declared=said(4, 4))
    assert counts(own) == [(LAST_DAY, 4, 0, CountSource.REPORT)]
    known(own, D(2026, 1, 1), 9, CountSource.SURVEY)
    row = actions.take_in(report, declared=said(5, 5))
    actions.keep(row, actor=officer, comment="以摸底为准")
    assert actions.take_in(report, declared=said(5, 5)).state == S.KEPT


@pytest.mark.parametrize("declared", [{}, {"party_members": "3"}, said(4, 3), {**said(1, 2), "party_members": "多"}])
def test_a_form_that_does_not_say_both_numbers_leaves_nothing(report, declared):
    assert actions.take_in(report, declared=declared) is None
    assert not PartyDeclaration.objects.exists()


def test_another_organ_neither_sees_nor_settles_it(season, own, report):  # noqa: F811
    known(own, D(2026, 1, 1), 5, CountSource.SURVEY)
    row = actions.take_in(report, declared=said(3, 3))
    other = season.bureau.department("望澜区委社会工作部", "party_organ", season.bureau.wanglan)
    client = season.bureau.client("party_officer", other)
    assert client.get(reverse("staff:party_declarations:detail", args=[row.pk])).status_code == 404
    with pytest.raises(NotCompetent, match="霁川市社会组织综合党委"):
        actions.take(row, actor=season.bureau.actor("party_officer", other))


def test_registry_roles_never_see_what_was_declared(season, report):  # noqa: F811
    clerk = season.bureau.client("registry_clerk", season.bureau.bureau)
    assert clerk.get(reverse("staff:party_declarations:list")).status_code == 403
