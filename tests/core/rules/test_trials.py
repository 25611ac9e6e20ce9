"""The dry run on history: what it says, and that it writes nothing but what it says."""

import datetime
import hashlib

import pytest
from django.db import connection
from django.urls import reverse

from core.jobs.models import Job
from core.rules import trials
from core.rules.models import RuleVersion
from registry.organizations.models import Organization
from supervision.models import RiskAlert
from supervision.risk_alerts import sweep
from tests.supervision.risk_alerts.fake_rules import Broken, Rich

D = datetime.date
DAY = D(2026, 6, 3)
OWN = {"core_ruletrial", "core_ruletrialday", "core_ruletrialconflict"}
# What a job and the steps around it leave, whatever it does.
AROUND = {
    "core_job", "core_jobline", "core_jobfile", "core_transitionlog", "core_auditentry", "core_audithead",
    "core_workitem", "core_notice", "core_delivery", "django_session", "pghistory_context",
}  # fmt: skip


def digests() -> dict[str, str]:
    """Of every table, by its rows."""
    found = {}
    with connection.cursor() as cursor:
        for table in sorted(connection.introspection.table_names(cursor)):
            cursor.execute(f"SELECT md5(coalesce(string_agg(t::text, ' ' ORDER BY t::text), '')) FROM \"{table}\" t")
            found[table] = hashlib.sha256(cursor.fetchone()[0].encode()).hexdigest()
    return found


def test_a_dry_run_writes_its_own_rows_and_nothing_else(book):
    sweep.run(DAY)
    book.propose()
    before = digests()
    book.try_out()
    after = digests()
    changed = {table for table in after if after[table] != before[table]}
    assert {"core_ruletrial", "core_ruletrialday"} <= changed - AROUND <= OWN
    assert not {"supervision_riskalert", "supervision_riskalertevent", "core_ruleversion"} & changed


def test_the_database_itself_refuses_a_rule_that_writes_while_it_is_tried(rich):
    class Writes(Rich):
        def findings(self, as_of, version):
            Organization.objects.update(industry="改写")
            return super().findings(as_of, version)

    version = RuleVersion.objects.get(code="TT-01")
    with pytest.raises(Exception, match="read-only transaction"):
        trials.compare(Writes(), version, version, [DAY])
    assert not Organization.objects.filter(industry="改写").exists()


def test_it_counts_both_versions_day_by_day_and_says_what_is_new_and_gone(book):
    book.propose(param_least="50000")
    book.try_out()
    trial = book.proposal().trials.get()
    assert trial.days == [D(2024, 12, 31), D(2025, 12, 31), DAY]
    assert [(one.hits, one.hits_before, one.new, one.gone) for one in trial.rows.all()] == [(1, 2, 0, 1)] * 3
    # The rule's period is the year: three periods of one body are one subject.
    assert (trial.subjects, trial.subjects_before, trial.organizations, trial.organizations_before) == (1, 2, 1, 2)
    assert trial.rows.last().gone_samples == [[book.bureau.tea.pk, "2026", book.bureau.tea.pk]]
    html = book.page()
    assert "霁川市茶叶流通协会" in html
    assert "2024-12-31" in html


def test_a_severity_that_changes_is_counted_and_is_no_hit_more_or_less(book):
    book.propose(param_least="0", param_high_from="10000")
    book.try_out()
    last = book.proposal().trials.get().rows.last()
    assert (last.new, last.gone, last.regraded) == (0, 0, 1)


def test_a_reader_sees_names_only_of_bodies_within_her_scope(book):
    book.propose()
    book.try_out()
    other = book.bureau.client("department_officer", book.bureau.industry)
    html = book.page(other)
    assert "霁川市茶叶流通协会" not in html
    assert "不再命中（共 1）" in html
    assert "霁川市茶叶流通协会" in book.page(book.bureau.client("department_officer", book.bureau.commerce))


def test_hits_that_people_have_dismissed_as_false_alarms_are_shown_as_contradictions(book):
    sweep.run(DAY)
    alert = RiskAlert.objects.get(organization=book.bureau.tea)
    given = {"reason": "wrong_data", "comment": "登记资金录入有误"}
    book.second.post(reverse("staff:risk_alerts:dismiss", args=[alert.pk]), given)
    book.propose(param_least="10", severity="H")
    book.try_out()
    trial = book.proposal().trials.get()
    assert (trial.conflicts, trial.conflicts_before) == (1, 1)
    row = trial.conflict_rows.get()
    assert (row.subject_id, row.period, row.decided_on, row.is_new) == (book.bureau.tea.pk, "2026", DAY, False)
    assert "预警作为误报排除" in book.page()


def test_what_was_dismissed_for_another_reason_than_a_false_alarm_contradicts_nothing(book):
    sweep.run(DAY)
    alert = RiskAlert.objects.get(organization=book.bureau.tea)
    given = {"reason": "other_procedure", "comment": "已立案"}
    book.second.post(reverse("staff:risk_alerts:dismiss", args=[alert.pk]), given)
    book.propose(param_least="10")
    book.try_out()
    assert book.proposal().trials.get().conflicts == 0


def test_a_rule_that_fails_leaves_no_result_and_says_so_on_the_page(book, monkeypatch):
    book.propose()
    monkeypatch.setattr(Rich, "findings", Broken.findings)
    book.try_out()
    assert not book.proposal().trials.exists()
    assert Job.objects.get(kind="rules.trial").state != "done"
    assert "试算没有完成" in book.page()


def test_asking_twice_while_it_runs_gives_one_job_and_a_moving_bar(book):
    book.propose()
    book.ask()
    book.ask()
    assert Job.objects.filter(kind="rules.trial").count() == 1
    assert 'class="card job"' in book.page()
    fragment = book.author.get(book.address(), headers={"HX-Request": "true"})
    assert "<html" not in fragment.content.decode()
    book.try_out()
    assert book.author.get(book.address(), headers={"HX-Request": "true"})["HX-Refresh"] == "true"


def test_days_to_come_and_too_many_days_are_refused_in_words(book):
    book.propose()
    for given in ({"first_year": "2020", "step": "1"}, {"first_year": "2027", "last_year": "2027"}, {"step": "2"}):
        assert book.ask(**given).status_code == 422
    assert not Job.objects.exists()


def test_the_days_of_a_trial_are_ends_of_months_quarters_or_years_and_today():
    first = D(2025, 1, 1)
    assert trials.month_ends(first, DAY, 12) == [D(2025, 12, 31), DAY]
    assert trials.month_ends(first, D(2025, 6, 30), 3) == [D(2025, 3, 31), D(2025, 6, 30)]
    assert len(trials.month_ends(first, DAY)) == 18
    assert D(2024, 2, 29) in trials.month_ends(D(2024, 1, 1), DAY)
