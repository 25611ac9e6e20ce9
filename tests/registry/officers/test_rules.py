"""TM-01 to TM-04 and OF-01 to OF-03 on the day before, the day and the day after."""

import datetime

import pytest

from registry.officers import actions
from registry.officers.models import CouncilTerm, OfficerPost, TenureLimit
from registry.officers.officer_rules import OfficerOverAge, TermsInARow, TwoRepresentations
from registry.officers.rules import ExtensionTooLong, ReelectedUnaudited, TermEnds, TermOver
from registry.organizations.facts import OrganizationStatus
from supervision.risk_alerts import sweep
from supervision.risk_alerts.models import RiskAlert
from tests.support import officers
from tests.support.bureau import SETUP
from tests.support.findings import bodies, found

pytestmark = pytest.mark.django_db
D = datetime.date


def test_the_reminder_begins_six_months_before_and_ends_with_the_last_day(tea):
    officers.term(tea, 1, "2022-08-31")  # ends 2026-08-31
    assert bodies(TermEnds, D(2026, 2, 27)) == set()
    assert bodies(TermEnds, D(2026, 2, 28)) == {tea.pk}
    assert bodies(TermEnds, D(2026, 8, 31)) == {tea.pk}
    assert bodies(TermEnds, D(2026, 9, 1)) == set()


def test_the_months_are_those_of_the_limit_on_that_day(tea):
    officers.term(tea, 1, "2022-08-31")
    old = TenureLimit.objects.get(code="preparation")
    TenureLimit.objects.filter(pk=old.pk).update(valid_to=D(2026, 4, 30))
    TenureLimit.objects.create(
        code="preparation", kind=old.kind, title=old.title, org_types=old.org_types, params={"months": 3}, note="新",
        valid_from=D(2026, 5, 1),
    )  # fmt: skip
    assert bodies(TermEnds, D(2026, 4, 30)) == {tea.pk}
    assert bodies(TermEnds, D(2026, 5, 30)) == set()
    assert bodies(TermEnds, D(2026, 5, 31)) == {tea.pk}


def test_a_term_begun_on_a_leap_day_ends_on_the_28th_and_is_over_on_the_day_after(tea):
    officers.term(tea, 1, "2024-02-29", years=1)
    assert CouncilTerm.objects.get().term_end == D(2025, 2, 28)
    assert bodies(TermOver, D(2025, 2, 28)) == set()
    assert bodies(TermOver, D(2025, 3, 1)) == {tea.pk}


def test_an_extension_counts_from_its_approval_even_when_that_came_after_the_end(tea, set_clock):
    term = officers.term(tea, 1, "2022-05-20")  # ends 2026-05-20
    set_clock("2026-06-10")
    actions.extend(term, actor=SETUP, until=D(2026, 12, 31), approved_on=D(2026, 6, 10), document="批复")
    assert bodies(TermOver, D(2026, 5, 20)) == set()
    assert bodies(TermOver, D(2026, 5, 21)) == {tea.pk}
    assert bodies(TermOver, D(2026, 6, 9)) == {tea.pk}
    assert bodies(TermOver, D(2026, 6, 10)) == set()
    assert bodies(TermEnds, D(2026, 6, 10)) == {tea.pk}
    assert bodies(TermOver, D(2026, 12, 31)) == set()
    assert bodies(TermOver, D(2027, 1, 1)) == {tea.pk}


def test_the_next_term_ends_it_on_its_first_day(tea):
    officers.term(tea, 1, "2020-05-20")
    officers.term(tea, 2, "2024-07-01")
    assert bodies(TermOver, D(2024, 6, 30)) == {tea.pk}
    assert bodies(TermOver, D(2024, 7, 1)) == set()


def test_a_body_cancelled_on_the_last_day_is_no_subject_any_more(tea):
    officers.term(tea, 1, "2022-05-20")
    OrganizationStatus.objects.filter(organization=tea).update(valid_to=D(2026, 5, 20))
    OrganizationStatus.objects.create(organization=tea, status="cancelled", valid_from=D(2026, 5, 21))
    assert bodies(TermOver, D(2026, 5, 21)) == set()


def extended(term, until, approved_on) -> None:
    CouncilTerm.objects.filter(pk=term.pk).update(
        extended_until=until, extension_approved_on=approved_on, extension_document="批复"
    )


def test_twelve_months_are_in_order_and_one_day_more_is_not(tea):
    term = officers.term(tea, 1, "2022-05-20")
    extended(term, D(2027, 5, 20), D(2026, 5, 10))
    assert bodies(ExtensionTooLong, D(2026, 5, 10)) == set()
    extended(term, D(2027, 5, 21), D(2026, 5, 10))
    assert bodies(ExtensionTooLong, D(2026, 5, 9)) == set()
    assert bodies(ExtensionTooLong, D(2026, 5, 10)) == {tea.pk}


def test_a_second_approval_of_the_same_term_is_found_in_the_history(tea):
    term = officers.term(tea, 1, "2022-05-20")
    extended(term, D(2026, 9, 30), D(2026, 5, 10))
    extended(term, D(2027, 3, 31), D(2026, 9, 20))
    assert bodies(ExtensionTooLong, D(2026, 9, 19)) == set()
    assert bodies(ExtensionTooLong, D(2026, 9, 20)) == {tea.pk}


def test_a_reelection_without_an_audit_is_found_from_its_day_until_the_report_is_there(tea):
    first = officers.term(tea, 1, "2022-01-10")
    assert bodies(ReelectedUnaudited, D(2026, 1, 9)) == set()
    officers.term(tea, 2, "2026-01-10")
    assert bodies(ReelectedUnaudited, D(2026, 1, 10)) == {tea.pk}
    actions.record_audit(first, actor=SETUP, auditor="霁川衡信会计师事务所", reported_on=D(2026, 2, 1))
    assert bodies(ReelectedUnaudited, D(2026, 1, 31)) == {tea.pk}
    assert bodies(ReelectedUnaudited, D(2026, 2, 1)) == set()


def test_a_report_older_than_the_rule_allows_does_not_count(tea):
    first = officers.term(tea, 1, "2022-01-10")
    audit = actions.record_audit(first, actor=SETUP, auditor="霁川衡信会计师事务所", reported_on=D(2025, 1, 9))
    officers.term(tea, 2, "2026-01-10")
    assert bodies(ReelectedUnaudited, D(2026, 1, 10)) == {tea.pk}
    type(audit).objects.update(reported_on=D(2025, 1, 10))
    assert bodies(ReelectedUnaudited, D(2026, 1, 10)) == set()


def test_a_change_of_the_legal_representative_asks_every_type_a_reelection_not_the_institutions(bureau):
    home = bureau.register("霁川市晨曦康复中心", org_type="2")
    officers.term(home, 1, "2021-01-10", years=4)
    officers.term(home, 2, "2025-01-09", years=4)
    assert bodies(ReelectedUnaudited, D(2025, 1, 9)) == set()
    officers.appoint(home, "罗知秋")
    assert bodies(ReelectedUnaudited, D(2026, 3, 1)) == set()  # the first one follows nobody
    officers.appoint(home, "乔屹", since="2026-03-01")
    assert bodies(ReelectedUnaudited, D(2026, 2, 28)) == set()
    finding = found(ReelectedUnaudited, D(2026, 3, 1))[0]
    assert (finding["organization_id"], finding["period"]) == (home.pk, "2026-03-01")


def test_seventy_is_in_order_and_the_seventy_first_birthday_is_not(tea):
    who = officers.person("陆星河", born="1955-06-03")
    officers.appoint(tea, who, "chair", since="2020-01-01")
    officers.appoint(tea, who, "legal_representative", since="2020-01-01")
    assert bodies(OfficerOverAge, D(2026, 6, 2)) == set()
    assert len(found(OfficerOverAge, D(2026, 6, 3))) == 1  # one a person, whatever the number of her posts


def test_somebody_born_on_a_leap_day_is_a_year_older_by_the_first_of_march(tea):
    officers.appoint(tea, officers.person("陆星河", born="1952-02-29"), "chair", since="2020-01-01")
    assert bodies(OfficerOverAge, D(2023, 2, 27)) == set()
    assert bodies(OfficerOverAge, D(2023, 3, 1)) == {tea.pk}


def test_a_member_of_the_council_who_is_no_responsible_person_may_be_older(tea):
    officers.appoint(tea, officers.person("陆星河", born="1940-01-01"), "council_member", since="2020-01-01")
    assert bodies(OfficerOverAge, D(2026, 6, 3)) == set()


def test_the_third_term_in_a_row_is_found_from_its_first_day(tea):
    who = officers.person("苏秋禾")
    for number, day in ((1, "2015-06-01"), (2, "2019-06-01"), (3, "2023-06-01")):
        officers.term(tea, number, day)
        officers.appoint(tea, who, "secretary_general", since=day)
    assert bodies(TermsInARow, D(2023, 5, 31)) == set()
    assert bodies(TermsInARow, D(2023, 6, 1)) == {tea.pk}


def test_one_representative_of_two_associations_is_found_at_both(bureau, tea):
    chess = bureau.register("霁川市棋类协会")
    who = officers.person("韩言川")
    officers.appoint(tea, who, since="2020-01-01")
    post = officers.appoint(chess, who, since="2024-03-01")
    assert bodies(TwoRepresentations, D(2024, 2, 29)) == set()
    assert bodies(TwoRepresentations, D(2024, 3, 1)) == {tea.pk, chess.pk}
    OfficerPost.objects.filter(pk=post.pk).update(valid_to=D(2026, 3, 31))
    assert bodies(TwoRepresentations, D(2026, 3, 31)) == {tea.pk, chess.pk}
    assert bodies(TwoRepresentations, D(2026, 4, 1)) == set()


def test_a_foundations_representative_may_represent_no_institution_either(bureau):
    fund = bureau.register("霁川市青禾助学基金会", org_type="3")
    home = bureau.register("霁川市晨曦康复中心", org_type="2")
    who = officers.person("韩言川")
    officers.appoint(fund, who, since="2020-01-01")
    officers.appoint(home, who, since="2020-01-01")
    assert bodies(TwoRepresentations, D(2026, 6, 3)) == {fund.pk}


def test_what_cures_an_alert_settles_it_at_once(tea, set_clock):
    term = officers.term(tea, 1, "2022-05-20")
    post = officers.appoint(tea, officers.person("陆星河", born="1950-01-01"), "chair", since="2022-05-20")
    set_clock("2026-06-03")
    sweep.run(codes=["TM-02", "OF-01", "TM-04"])
    assert set(RiskAlert.objects.open().values_list("rule_code", flat=True)) == {"TM-02", "OF-01"}
    actions.end_post(post, actor=SETUP, last_day=D(2026, 6, 2), reason="辞去职务")
    actions.extend(term, actor=SETUP, until=D(2026, 12, 31), approved_on=D(2026, 6, 3), document="批复")
    assert not RiskAlert.objects.open().exists()
    officers.term(tea, 2, "2026-06-03")
    sweep.run(codes=["TM-04"])
    assert RiskAlert.objects.open().get().rule_code == "TM-04"
    actions.record_audit(term, actor=SETUP, auditor="霁川衡信会计师事务所", reported_on=D(2026, 6, 1))
    assert not RiskAlert.objects.open().exists()
