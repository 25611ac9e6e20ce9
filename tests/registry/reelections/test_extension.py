"""延期换届: once a term, a year at most, decided by the council, approved by two persons of the authority."""

import pytest

from registry.officers.models import CouncilTerm
from supervision.risk_alerts import sweep
from supervision.risk_alerts.models import RiskAlert
from tests.registry.reelections.conftest import day

pytestmark = pytest.mark.django_db


def application(steps, **changes) -> dict:
    data = {
        "reason": "会长人选尚未确定，会员代表正在推选。", "extend_until": "2026-12-31", "council_on": "2026-05-28",
        "council_total": 30, "council_present": 24, "council_votes": 20, "version": steps.chain.version,
    }  # fmt: skip
    return {**data, **changes}


def applied(steps, **changes):
    steps.open("extension")
    steps.ok("own", "plan", application(steps, **changes))
    return steps.post("own", "submit")


def test_it_is_approved_by_a_second_person_and_ends_the_alert(steps, tea, set_clock):
    assert applied(steps).status_code == 302
    steps.ok("department", "opine", {"result": "pass"})
    steps.ok("clerk", "review", {"comment": "", "act": "go"})
    set_clock("2026-08-03")
    sweep.run(codes=["TM-02"])
    assert RiskAlert.objects.open().exists()
    steps.ok("chief", "approve")
    term = CouncilTerm.objects.get()
    assert (term.extended_until, term.extension_approved_on) == (day("2026-12-31"), day("2026-08-03"))
    assert term.extension_document == "霁川市民政局社延〔2026〕1号"
    assert not RiskAlert.objects.open().exists()
    assert steps.chain.state == "done"
    assert "同意延期至2026年12月31日" in steps.get("own", "letter", "extension")


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"extend_until": "2027-08-01"}, "不能晚于2027-07-31"),
        ({"extend_until": "2026-07-31"}, "须晚于届满日期2026-07-31"),
        ({"council_present": 19, "council_votes": 19}, "须有20人到会"),
        ({"council_votes": 12}, "未过半数"),
    ],
)
def test_what_the_rules_do_not_allow_is_not_sent(steps, changes, says):
    refused = applied(steps, **changes)
    assert (refused.status_code, says in refused.content.decode()) == (409, True)


def test_twelve_months_to_the_day_are_allowed(steps):
    assert applied(steps, extend_until="2027-07-31").status_code == 302


def test_once_a_term(steps):
    applied(steps)
    steps.ok("department", "opine", {"result": "pass"})
    steps.ok("clerk", "review", {"comment": "", "act": "go"})
    steps.ok("chief", "approve")
    again = steps.post("own", "create", {"kind": "extension"})
    assert "每届只能延期一次" in again.content.decode()


def test_a_refusal_is_a_paper_with_a_number_and_leaves_the_term_alone(steps):
    applied(steps)
    steps.ok("department", "opine", {"result": "reject", "contact": "孙屿 0539-1200001", "words": "应当按期换届。"})
    steps.ok("clerk", "review", {"comment": "业务主管单位不同意。", "act": "go"})
    assert steps.post("chief", "refuse", {"comment": ""}).status_code == 409
    steps.ok("chief", "refuse", {"comment": "没有不能按期换届的正当理由。"})
    assert steps.chain.state == "refused"
    assert "不同意延期换届" in steps.get("own", "letter", "extension")
    assert CouncilTerm.objects.get().extended_until is None
