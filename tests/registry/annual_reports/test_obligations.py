"""Who owes which report by when."""

import datetime

import pytest
from django.db import DatabaseError, transaction

from core.obligations.models import ChangeKind, ObligationState
from core.workflow.errors import NotCompetent, NotPermitted, Refusal, WrongState
from registry.annual_reports import queries, reference
from registry.annual_reports.actions import obligations
from registry.annual_reports.models import ReportingRegime, ReportObligation, ReportObligationChange
from registry.organizations import actions as organizations
from registry.organizations.states import OrgType
from registry.report_forms import versions
from tests.registry.annual_reports.conftest import SYSTEM

D = datetime.date


def test_a_sunday_deadline_is_kept_as_the_monday_after_it(season):
    season.association()
    season.open()
    owed = ReportObligation.objects.get()
    assert (owed.first_due_on, owed.due_on, owed.original_due_on) == (D(2026, 3, 31), D(2026, 6, 1), D(2026, 6, 1))
    assert owed.regime.final_due == D(2026, 5, 31)


def test_a_foundation_has_one_date_and_no_first_one(season):
    season.association("霁川市青禾助学基金会", org_type=OrgType.FOUNDATION, registered_on=D(2025, 12, 31))
    season.open()
    owed = ReportObligation.objects.get()
    assert (owed.first_due_on, owed.due_on, owed.state) == (None, D(2026, 3, 31), ObligationState.OPEN)


def test_an_organization_without_department_has_no_first_date(season):
    season.bureau.register("霁川市无主管协会")
    season.open()
    assert ReportObligation.objects.get().first_due_on is None


@pytest.mark.parametrize(
    ("registered_on", "state"),
    [(D(2025, 6, 30), ObligationState.OPEN), (D(2025, 7, 1), ObligationState.EXEMPT)],
)
def test_the_cut_off_is_the_last_day_that_still_owes(season, registered_on, state):
    season.association(registered_on=registered_on)
    season.open()
    owed = ReportObligation.objects.get()
    assert owed.state == state
    assert ("2025-06-30之后登记" in owed.reason) == (state == ObligationState.EXEMPT)


def test_who_was_registered_after_the_year_owes_nothing_and_has_no_row(season):
    season.association(registered_on=D(2026, 1, 5))
    season.open()
    assert not ReportObligation.objects.exists()


def test_opening_twice_writes_nothing_and_a_late_entry_is_added_alone(season):
    season.association()
    assert season.open().written == 1
    assert season.open().written == 0
    late = season.association("霁川市陶塑协会")
    assert obligations.open_year(2025, actor=SYSTEM, organization=late).written == 1
    assert ReportObligation.objects.count() == 2


def test_districts_follow_the_city_unless_they_have_a_regime_of_their_own(season):
    season.association("砚海区安居物业协会", authority=season.bureau.yanhai_bureau)
    season.association("望澜区清波协会", authority=season.bureau.wanglan_bureau)
    own = ReportingRegime.objects.get(year=2025, org_type="1")
    own.pk, own.region, own.final_due = None, season.bureau.yanhai, D(2026, 4, 30)
    own.save()
    season.open()
    dues = dict(ReportObligation.objects.values_list("organization__name", "due_on"))
    assert dues == {"砚海区安居物业协会": D(2026, 4, 30), "望澜区清波协会": D(2026, 6, 1)}


def test_without_a_registration_date_nobody_is_accused(season):
    season.association(registered_on=None)
    opened = season.open()
    assert (opened.written, opened.undated) == (0, 1)


@pytest.mark.parametrize(
    ("last_day", "is_owed"), [(D(2026, 5, 31), False), (D(2026, 6, 1), False), (D(2026, 6, 2), True)]
)
def test_who_is_cancelled_on_the_deadline_day_owes_nothing_the_day_after_still_did(season, last_day, is_owed):
    organization = season.association()
    season.open()
    organizations.change_status(
        organization, status="cancelled", valid_from=last_day, document="注销决定", actor=SYSTEM
    )
    season.open()
    owed = ReportObligation.objects.get()
    assert owed.state == (ObligationState.OPEN if is_owed else ObligationState.EXEMPT)
    assert queries.owed(ReportObligation.objects, D(2026, 6, 3)).exists() is is_owed


def test_who_ended_before_the_opening_is_exempt_with_the_reason(season):
    organization = season.association()
    organizations.change_status(organization, status="revoked", valid_from=D(2026, 2, 1), document="x", actor=SYSTEM)
    assert season.open().exempt == 1
    assert ReportObligation.objects.get().reason == "报送截止前已注销或被撤销登记"


def test_a_notice_moves_everybody_but_those_deferred_beyond_it(season, set_clock):
    first, second = season.association(), season.association("霁川市陶塑协会")
    season.open()
    set_clock("2026-04-28")
    chief = season.bureau.actor("registry_chief", season.bureau.bureau)
    obligations.defer(
        season.obligation(second), until=D(2026, 9, 30), document="同意延期函", reason="办公场所搬迁", actor=chief
    )
    regime = season.obligation(first).regime
    moved = obligations.move_due(
        regime, final_due=D(2026, 8, 30), first_review_due=D(2026, 6, 30), document="霁民函〔2026〕1号", actor=chief
    )
    assert moved == 1
    assert season.obligation(first).due_on == D(2026, 8, 31)  # 30 August is a Sunday
    assert season.obligation(first).first_due_on == D(2026, 6, 30)
    assert season.obligation(second).due_on == D(2026, 9, 30)
    change = ReportObligationChange.objects.get(kind=ChangeKind.MOVED)
    assert (change.previous_due_on, change.due_on) == (D(2026, 6, 1), D(2026, 8, 31))
    assert change.document == "霁民函〔2026〕1号"


def test_a_notice_about_the_final_date_alone_leaves_the_first_one(season):
    organization = season.association()
    season.association("霁川市青禾助学基金会", org_type=OrgType.FOUNDATION)
    season.open()
    for regime in ReportingRegime.objects.filter(year=2025, obligations__isnull=False):
        obligations.move_due(regime, final_due=D(2026, 6, 30), document="通知", actor=SYSTEM)
    assert (season.obligation(organization).first_due_on, season.obligation(organization).due_on) == (
        D(2026, 3, 31), D(2026, 6, 30),
    )  # fmt: skip
    assert set(ReportObligation.objects.values_list("due_on", flat=True)) == {D(2026, 6, 30)}


def test_moving_dates_needs_the_notice(season):
    season.association()
    season.open()
    with pytest.raises(Refusal, match="通知文号"):
        obligations.move_due(ReportingRegime.objects.first(), final_due=D(2026, 8, 31), document=" ", actor=SYSTEM)


@pytest.mark.parametrize(("today", "granted"), [("2026-05-31", True), ("2026-06-01", True), ("2026-06-02", False)])
def test_a_deferral_is_applied_for_up_to_the_deadline_and_not_after(season, set_clock, today, granted):
    season.association()
    season.open()
    set_clock(today)
    owed = ReportObligation.objects.get()
    args = {"until": D(2026, 7, 31), "document": "同意函", "reason": "审计未完成", "actor": SYSTEM}
    if granted:
        obligations.defer(owed, **args)
        owed.refresh_from_db()
        assert (owed.due_on, owed.original_due_on, owed.first_due_on) == (D(2026, 7, 31), D(2026, 6, 1), None)
    else:
        with pytest.raises(obligations.TooLate, match="不能延期"):
            obligations.defer(owed, **args)
        assert not ReportObligationChange.objects.exists()


def test_an_application_that_came_in_time_may_be_granted_later(season):
    season.association()
    season.open()
    owed = ReportObligation.objects.get()
    obligations.defer(
        owed, until=D(2026, 7, 31), document="同意函", reason="审计", applied_on=D(2026, 5, 28), actor=SYSTEM
    )
    assert owed.due_on == D(2026, 7, 31)


def test_only_the_competent_office_defers_and_the_refusal_names_it(season):
    organization = season.association("砚海区安居物业协会", authority=season.bureau.yanhai_bureau)
    season.open()
    chief = season.bureau.actor("registry_chief", season.bureau.bureau)
    with pytest.raises(NotCompetent, match="砚海区民政局"):
        obligations.defer(season.obligation(organization), until=D(2026, 7, 31), document="x", reason="y", actor=chief)


def test_a_department_officer_may_not_defer(season):
    organization = season.association()
    season.open()
    officer = season.bureau.actor("department_officer", season.bureau.commerce)
    owed = season.obligation(organization)
    with pytest.raises(NotPermitted):
        obligations.defer(owed, until=D(2026, 7, 31), document="x", reason="y", actor=officer)


def test_a_waived_report_is_not_owed_and_cannot_be_waived_twice(season):
    season.association()
    season.open()
    owed = ReportObligation.objects.get()
    obligations.waive(owed, reason="已进入清算", document="", actor=SYSTEM)
    assert not queries.owed(ReportObligation.objects, D(2026, 6, 3)).exists()
    assert queries.owed(ReportObligation.objects, D(2026, 6, 2)).exists(), "yesterday it was still owed"
    with pytest.raises(WrongState, match="不再要求"):
        obligations.waive(owed, reason="再次", document="", actor=SYSTEM)


def test_lines_of_change_cannot_be_rewritten(season):
    season.association()
    season.open()
    obligations.waive(ReportObligation.objects.get(), reason="清算", document="", actor=SYSTEM)
    for attempt in (lambda rows: rows.update(reason="x"), lambda rows: rows.delete()):
        with pytest.raises(DatabaseError), transaction.atomic():
            attempt(ReportObligationChange.objects.all())


def test_reference_data_may_be_loaded_twice(season):
    assert (reference.load_regimes(), versions.load_forms()) == (0, 0)
    assert not ReportingRegime.objects.filter(is_verified=True).exists()
    assert set(ReportingRegime.objects.values_list("year", flat=True)) == set(range(2017, 2027))
