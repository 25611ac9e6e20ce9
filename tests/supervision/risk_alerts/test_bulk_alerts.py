"""Alerts judged and dismissed in bulk: a dismissal needs two persons, and the doubtful cases come first."""

import re

import pytest
from django.urls import reverse

from core.bulk_actions.models import BulkRun
from core.jobs import runner
from core.worklist.models import WorkItem
from supervision.risk_alerts.models import SCOPE_COPIES, RiskAlert
from tests.support.bureau import Bureau

LIST = "staff:risk_alerts:list"


@pytest.fixture
def alerts(bureau: Bureau):
    """Twelve of the city's own, the gravest last; one of 望澜区, which the city only sees."""
    made = [
        an_alert(bureau.register(f"霁川市第{n}协会", region_id=bureau.tinglan.pk), "C" if n == 11 else "L")
        for n in range(12)
    ]
    district = bureau.register("望澜区茶叶协会", authority=bureau.wanglan_bureau, region_id=bureau.tinglan.pk)
    return [*made, an_alert(district, "L")]


def an_alert(subject, severity):
    return RiskAlert.objects.create(
        rule_code="AR-04", subject_kind="organization", subject_id=subject.pk, organization=subject, period="2025",
        severity=severity, evidence_digest=f"{subject.pk:064}", opened_on="2026-06-01",
        **{f"{name}_id": getattr(subject, f"{name}_id") for name in SCOPE_COPIES},
    )  # fmt: skip


def hidden(response, name):
    return re.search(rf'name="{name}" value="([^"]*)"', response.content.decode())[1]


def ask(client, action, **params):
    page = client.get(reverse(LIST))
    looked_at = client.post(
        reverse("staff:bulk:preview"),
        {"list": LIST, "action": action, "range": "all", "selection": hidden(page, "selection")},
    )
    given = {"selection": hidden(looked_at, "selection"), "action": action, **params}
    return looked_at, client.post(reverse("staff:bulk:start"), given)


def work():
    run = BulkRun.objects.get()
    runner.run(run.job_id, run.job.attempt)
    run.refresh_from_db()
    return run


def test_a_clerk_asks_and_another_person_who_may_dismiss_confirms(bureau, alerts):
    clerk = bureau.client("registry_clerk", bureau.bureau)
    chief = bureau.client("registry_chief", bureau.bureau)
    looked_at, asked = ask(clerk, "dismiss", reason="wrong_data", comment="同一名单重复导入")
    text = looked_at.content.decode()
    assert "请先看这10条" in text
    assert text.index("霁川市第11协会") < text.index("霁川市第0协会")
    assert "由望澜区民政局办理" in text
    run = BulkRun.objects.get()
    assert (run.state, run.job) == ("waiting", None)
    assert clerk.post(reverse("staff:bulk:confirm", args=[run.pk])).status_code == 409
    assert WorkItem.objects.open().filter(kind="bulk_actions.confirm", department=bureau.bureau).count() == 1
    assert "请先看这10条" in chief.get(asked["Location"]).content.decode()
    chief.post(reverse("staff:bulk:confirm", args=[run.pk]))
    run = work()
    assert run.state == "done"
    assert RiskAlert.objects.dismissed().count() == 12
    assert RiskAlert.objects.dismissed().first().dismissal_reason == "同一名单重复导入"
    assert not WorkItem.objects.open().filter(kind="bulk_actions.confirm").exists()


def test_who_asked_cannot_confirm_even_when_she_may_dismiss(bureau, alerts):
    chief = bureau.client("registry_chief", bureau.bureau)
    ask(chief, "dismiss", reason="wrong_data", comment="重复")
    run = BulkRun.objects.get()
    refused = chief.post(reverse("staff:bulk:confirm", args=[run.pk]))
    assert refused.status_code == 409
    assert "须由另一人办理" in refused.content.decode()
    assert "确认办理" not in chief.get(reverse("staff:bulk:detail", args=[run.pk])).content.decode()


def test_the_second_person_says_no_with_a_reason_and_nothing_happens(bureau, alerts):
    clerk = bureau.client("registry_clerk", bureau.bureau)
    chief = bureau.client("registry_chief", bureau.bureau)
    ask(clerk, "dismiss", reason="wrong_data", comment="重复")
    run = BulkRun.objects.get()
    assert chief.post(reverse("staff:bulk:decline", args=[run.pk])).status_code == 409
    chief.post(reverse("staff:bulk:decline", args=[run.pk]), {"comment": "请逐条核对"})
    run.refresh_from_db()
    assert run.state == "declined"
    assert not RiskAlert.objects.dismissed().exists()
    assert "未获同意" in clerk.get(reverse("public:notifications:list")).content.decode()


def test_a_reason_is_asked_for_before_anything_is_written(bureau, alerts):
    clerk = bureau.client("registry_clerk", bureau.bureau)
    _, answer = ask(clerk, "judge")
    assert answer.status_code == 422
    assert not BulkRun.objects.exists()
    ask(clerk, "judge", comment="已电话核实")
    work()
    assert RiskAlert.objects.filter(state="judged").count() == 13
