"""Two runs at the same time, with real commits."""

import datetime
import threading

import pytest
from django.db import connection

from supervision.models import RiskAlert, SweepRun
from supervision.risk_alerts import sweep
from tests.support.bureau import Bureau

pytestmark = pytest.mark.committed
DAY = datetime.date(2026, 6, 3)


def test_runs_at_the_same_time_open_each_alert_once(only_rules, set_clock):
    set_clock("2026-06-03")
    only_rules("Rich", "Nobody")
    bureau = Bureau()
    for number in range(30):
        bureau.register(f"霁川市第{number}协会", registered_funds_yuan=number + 1)
    results, start = [], threading.Barrier(4)

    def night():
        try:
            start.wait()
            results.append(sweep.run(DAY))
        finally:
            connection.close()

    threads = [threading.Thread(target=night) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(result.total("opened") for result in results) == [0, 0, 0, 30]
    assert [result.failed for result in results] == [0, 0, 0, 0]
    assert RiskAlert.objects.count() == 30
    assert SweepRun.objects.filter(failed=0).count() == 4
