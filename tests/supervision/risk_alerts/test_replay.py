"""Nights in a row without writing: what opened and closed adds up, and the check at the end finds what is wrong."""

import datetime
import json

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from registry.organizations.models import Organization
from supervision.models import RiskAlert, SweepRun
from supervision.risk_alerts import replay, statements, sweep
from tests.supervision.risk_alerts.fake_rules import Rich

DAY = datetime.date(2026, 6, 3)


def ran(capsys, first, last) -> dict:
    call_command("replay_nights", "--from", first, "--to", last, "--json")
    return json.loads(capsys.readouterr().out)


def test_the_nights_open_once_and_close_when_the_year_turns(rich, capsys):
    done = ran(capsys, "2025-12-30", "2026-01-02")
    assert [(night["day"], night["opened"], night["closed"]) for night in done["nights"]] == [
        ("2025-12-30", 2, 0), ("2025-12-31", 0, 0), ("2026-01-01", 2, 2), ("2026-01-02", 0, 0),
    ]  # fmt: skip
    assert done["explained"]["TT-01"]["stood_days"] == {"least": 2, "most": 2}
    assert done["nights"][2]["closings"][0]["opened_on"] == "2025-12-30"
    assert (done["opened"], done["closed"], done["open_at_end"], done["wrong"]) == (4, 2, 2, [])


def test_nothing_stays_written(rich, capsys):
    sweep.run(DAY)
    before = list(RiskAlert.objects.order_by("pk").values())
    ran(capsys, "2026-06-01", "2026-07-10")
    assert list(RiskAlert.objects.order_by("pk").values()) == before
    assert SweepRun.objects.count() == 1


def locks() -> int:
    """How many this transaction holds."""
    with connection.cursor() as cursor:
        cursor.execute("select count(*) from pg_locks where pid = pg_backend_pid()")
        return cursor.fetchone()[0]


def test_another_night_takes_no_further_lock(rich):
    """A year of nights is one transaction, and the server's room for locks is bounded."""
    for day in (1, 2):
        sweep.night(datetime.date(2026, 6, day))
    taken = locks()
    for day in range(3, 9):
        sweep.night(datetime.date(2026, 6, day))
    assert locks() == taken


def test_what_stands_is_no_part_of_it(rich, capsys):
    sweep.run(DAY)
    assert ran(capsys, "2026-06-01", "2026-06-02")["nights"][0]["opened"] == 2


def test_the_check_finds_an_alert_whose_condition_is_gone_and_a_condition_without_an_alert(rich):
    sweep.run(DAY)
    assert replay.disagreements(Rich(), DAY) == []
    Organization.objects.filter(pk=rich.tea.pk).update(registered_funds_yuan=0)
    Organization.objects.filter(pk=rich.plain.pk).update(registered_funds_yuan=5)
    gone, without = replay.disagreements(Rich(), DAY)
    assert f"{rich.tea.pk} 2026 的情况已消失" in gone
    assert f"{rich.plain.pk} 2026 符合条件，没有预警" in without


def test_an_engine_that_forgets_to_resolve_is_found_out(rich, monkeypatch):
    monkeypatch.setattr(statements.Finder, "_resolve", lambda self: statements.Sql("SELECT 1 WHERE false"))
    with pytest.raises(CommandError, match="与规则不符"):
        call_command("replay_nights", "--from", "2025-12-31", "--to", "2026-01-01")


def test_days_in_the_wrong_order_are_refused(rich):
    with pytest.raises(CommandError, match="不能早于"):
        call_command("replay_nights", "--from", "2026-06-03", "--to", "2026-06-02")


def test_the_rule_book_is_printed_for_machines(rich, capsys):
    sweep.run(DAY)
    call_command("rulebook", "--json")
    (rule,) = json.loads(capsys.readouterr().out)["rules"]
    assert (rule["code"], rule["version"], rule["open"]) == ("TT-01", 1, 2)
    assert rule["sources"][0]["name"] == "《社会团体登记管理条例》第二十八条"
    assert rule["labels"] == {"高级别起点（元）": "1000000", "多于多少元": "0"}
    call_command("rulebook")
    assert "TT-01" in capsys.readouterr().out
