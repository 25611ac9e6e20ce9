"""The nightly run through its command, as beat and an operator use it."""

import datetime
import hashlib
import json

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from core.rules.models import RuleVersion
from registry.organizations.models import Organization
from supervision.models import RiskAlert, RuleRun, SweepRun
from supervision.risk_alerts import sweep
from supervision.tasks import catch_up_sweep

DAY = datetime.date(2026, 6, 3)
NEXT = DAY + datetime.timedelta(days=1)


def run(capsys, *arguments):
    call_command("nightly_sweep", "--json", *arguments)
    return json.loads(capsys.readouterr().out)


def digest() -> str:
    """Alerts and their history without surrogate ids and moments."""
    columns = [f.column for f in RiskAlert._meta.fields if f.name != "id"]
    parts = []
    for table in ("supervision_riskalert", "supervision_riskalertevent"):
        with connection.cursor() as cursor:
            names = ", ".join(columns)
            cursor.execute(f"SELECT {names} FROM {table} ORDER BY rule_code, organization_id, period, version")
            parts.append(repr(cursor.fetchall()))
    return hashlib.sha256("".join(parts).encode()).hexdigest()


def test_a_night_opens_one_alert_per_finding_with_its_scope_copied(rich, capsys):
    report = run(capsys)
    assert (report["opened"], report["resolved"], report["failed"]) == (2, 0, 0)
    tea = RiskAlert.objects.get(organization=rich.tea)
    assert (tea.rule_code, tea.period, tea.opened_on, tea.severity) == ("TT-01", "2026", DAY, "M")
    assert (tea.subject_kind, tea.subject_id) == ("organization", rich.tea.pk)
    assert tea.evidence == {"industry": "茶叶"}
    assert (tea.district_id, tea.street_id) == (rich.wanglan.pk, rich.tinglan.pk)
    assert (tea.supervising_authority_id, tea.business_supervisor_id) == (rich.bureau.pk, rich.commerce.pk)
    assert RiskAlert.objects.get(organization=rich.steel).severity == "H"


def test_a_second_run_of_the_night_writes_nothing(rich, capsys):
    run(capsys)
    before = digest()
    report = run(capsys)
    assert (report["opened"], report["changed"], report["resolved"], report["rescoped"]) == (0, 0, 0, 0)
    assert digest() == before


def test_the_next_night_leaves_what_still_holds_untouched(rich, capsys):
    run(capsys)
    before = digest()
    run(capsys, "--as-of", "2026-06-04")
    assert digest() == before


def test_an_alert_is_resolved_when_its_condition_is_gone_and_opens_anew_when_it_returns(rich, capsys):
    run(capsys)
    Organization.objects.filter(pk=rich.tea.pk).update(registered_funds_yuan=0)
    assert run(capsys, "--as-of", "2026-06-04")["resolved"] == 1
    assert RiskAlert.objects.get(organization=rich.tea).resolved_on == NEXT
    Organization.objects.filter(pk=rich.tea.pk).update(registered_funds_yuan=5)
    assert run(capsys, "--as-of", "2026-06-05")["opened"] == 1
    assert RiskAlert.objects.filter(organization=rich.tea).count() == 2


def test_a_graver_case_changes_the_severity_and_keeps_the_alert(rich, capsys):
    run(capsys)
    Organization.objects.filter(pk=rich.tea.pk).update(registered_funds_yuan=5_000_000)
    assert run(capsys)["changed"] == 1
    alert = RiskAlert.objects.get(organization=rich.tea)
    assert (alert.severity, alert.opened_on, alert.version) == ("H", DAY, 2)


def test_a_dry_run_says_what_would_happen_and_writes_nothing_even_for_a_past_day(rich, capsys):
    report = run(capsys, "--dry-run")
    assert (report["found"], report["opened"]) == (2, 2)
    run(capsys)
    Organization.objects.filter(pk=rich.tea.pk).update(registered_funds_yuan=0)
    Organization.objects.filter(pk=rich.steel.pk).update(industry="钢材")
    before = (digest(), SweepRun.objects.count(), RuleRun.objects.count())
    report = run(capsys, "--dry-run")
    assert (report["opened"], report["changed"], report["resolved"]) == (0, 1, 1)
    assert run(capsys, "--dry-run", "--as-of", "2020-01-01")["found"] == 1
    assert run(capsys, "--dry-run", "--as-of", "2010-01-01")["found"] == 0
    assert (digest(), SweepRun.objects.count(), RuleRun.objects.count()) == before


def test_a_writing_run_of_a_day_before_the_last_is_refused(rich, capsys):
    run(capsys)
    before = digest()
    with pytest.raises(CommandError, match="已检查到2026-06-03"):
        call_command("nightly_sweep", "--as-of", "2026-06-02")
    assert digest() == before


def test_a_writing_run_of_a_day_to_come_is_refused_where_the_clock_stands_fast(rich, capsys, settings):
    settings.CLOCK_MOVABLE = False
    with pytest.raises(CommandError, match="尚未到来"):
        call_command("nightly_sweep", "--as-of", "2199-01-01")
    assert not RiskAlert.objects.exists()


def test_a_rule_that_fails_is_recorded_and_the_others_run(rich, only_rules, capsys):
    only_rules("Broken", "Rich", "Nobody")
    with pytest.raises(CommandError, match="1 条规则"):
        call_command("nightly_sweep")
    last = SweepRun.objects.get()
    assert (last.failed, last.opened, last.is_finished) == (1, 2, True)
    assert "division by zero" in RuleRun.objects.get(rule_code="TT-03").error
    assert RuleRun.objects.get(rule_code="TT-01").opened == 2


def test_a_crash_between_rules_leaves_whole_rules_and_the_next_run_completes_the_night(rich, only_rules, monkeypatch):
    only_rules("Rich", "Nobody")
    real = sweep._sweep_rule

    def killed_before_the_second(rule, as_of):
        if rule.code == "TT-02":
            raise SystemExit
        return real(rule, as_of)

    monkeypatch.setattr(sweep, "_sweep_rule", killed_before_the_second)
    with pytest.raises(SystemExit):
        call_command("nightly_sweep")
    assert not SweepRun.objects.get().is_finished
    monkeypatch.undo()
    sweep.run(DAY)
    assert RiskAlert.objects.count() == 2
    assert SweepRun.objects.latest("pk").is_finished


def test_single_rules_can_be_run_and_unknown_ones_are_refused(rich, only_rules, capsys):
    only_rules("Rich", "Broken")
    assert run(capsys, "--rules", "TT-01")["opened"] == 2
    with pytest.raises(CommandError, match="没有规则XX-99"):
        call_command("nightly_sweep", "--rules", "XX-99")


def test_a_rule_out_of_force_finds_nothing_any_more(rich, capsys):
    run(capsys)
    RuleVersion.objects.filter(code="TT-01").update(valid_to=DAY)
    assert run(capsys, "--as-of", "2026-06-04")["resolved"] == 2


def test_a_rule_without_any_version_fails_and_resolves_nothing(rich, capsys):
    run(capsys)
    RuleRun.objects.all().delete()
    RuleVersion.objects.filter(code="TT-01").delete()
    with pytest.raises(CommandError):
        call_command("nightly_sweep")
    assert "load_reference" in RuleRun.objects.get().error
    assert RiskAlert.objects.open().count() == 2


def test_alerts_follow_the_responsibility_of_their_organization(rich, capsys):
    run(capsys)
    Organization.objects.filter(pk=rich.tea.pk).update(business_supervisor=rich.industry)
    assert run(capsys)["rescoped"] == 1
    assert RiskAlert.objects.get(organization=rich.tea).business_supervisor == rich.industry


def test_every_written_alert_says_that_the_nightly_run_wrote_it(rich, capsys):
    run(capsys)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*), count(*) FILTER (WHERE c.metadata->>'seat' = 'system:nightly_sweep') "
            "FROM supervision_riskalertevent e LEFT JOIN pghistory_context c ON c.id = e.pgh_context_id"
        )
        assert cursor.fetchone() == (2, 2)


def test_a_missed_night_is_made_up_for_once(rich, set_clock):
    set_clock("2026-06-03T04:00:00+08:00")
    catch_up_sweep()
    catch_up_sweep()
    assert [run.as_of for run in SweepRun.objects.all()] == [DAY]
    set_clock("2026-06-04T02:00:00+08:00")
    catch_up_sweep()
    assert SweepRun.objects.count() == 1
