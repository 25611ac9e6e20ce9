"""A rule changes by two persons and a dry run between them, or not at all."""

import datetime

import pytest
from django.db import IntegrityError, connection, transaction
from django.urls import reverse

from core.audit.models import AuditEntry
from core.notifications.models import Notice
from core.rules.models import RuleProposal, RuleVersion
from core.workflow.models import TransitionLog
from core.worklist.models import WorkItem
from supervision.models import RiskAlert
from supervision.risk_alerts import sweep
from tests.core.rules.conftest import FIRST

DAY = datetime.date(2026, 6, 3)


def versions():
    return list(RuleVersion.objects.filter(code="TT-01").order_by("number"))


def test_the_form_asks_for_each_parameter_that_the_rule_names(book):
    html = book.author.get(reverse("staff:rules:propose", args=["TT-01"])).content.decode()
    assert "多于多少元" in html
    assert "高级别起点（元）" in html
    assert 'value="1000000"' in html


def test_a_proposal_says_what_changes_and_changes_nothing(book):
    assert book.propose().status_code == 302
    html = book.page()
    assert "0 → <strong>50000</strong>" in html
    assert "尚未试算" in html
    assert [one.params["least"] for one in versions()] == [0]
    assert sweep.run(DAY).total("opened") == 2


def test_what_is_filled_in_wrong_comes_back_in_words(book):
    answer = book.propose(param_least="许多", valid_from=DAY.isoformat(), note="")
    assert answer.status_code == 422
    html = answer.content.decode()
    assert "须晚于今天" in html
    assert not RuleProposal.objects.exists()


def test_a_rule_has_one_open_proposal(book):
    book.propose()
    answer = book.propose()
    assert answer.status_code == 422
    assert "已有待批准的新版本" in answer.content.decode()
    assert RuleProposal.objects.count() == 1


def test_without_a_dry_run_nobody_activates(book):
    book.propose()
    assert "尚未在历史数据上" in book.do("activate", book.second).content.decode()
    assert len(versions()) == 1


def test_after_a_dry_run_another_person_activates_and_the_earlier_version_ends_the_day_before(book):
    book.propose()
    book.try_out()
    assert "批准启用" in book.page(book.second)
    assert "已批准" in book.do("activate", book.second).content.decode()
    first, second = versions()
    assert (first.valid_to, second.valid_from, second.valid_to) == (FIRST - datetime.timedelta(days=1), FIRST, None)
    assert (second.number, second.params) == (2, {"high_from": 1000000, "least": 50000})
    assert second.author_id != second.approver_id
    assert second.told == ["REG"]
    assert [one.name for one in TransitionLog.objects.of(book.proposal()).order_by("pk")] == [
        "propose", "try", "activate",
    ]  # fmt: skip
    assert AuditEntry.objects.filter(action="rules.activate").count() == 1
    assert sweep.run(FIRST - datetime.timedelta(days=1)).total("opened") == 2
    assert sweep.run(FIRST).total("resolved") == 1


def test_who_proposed_does_not_decide(book):
    book.propose()
    book.try_out()
    for verb in ("activate", "refuse"):
        assert "须由另一人办理" in book.do(verb, book.author, comment="同意").content.decode()
    assert "须由另一人决定" in book.page()
    assert len(versions()) == 1


def test_other_parameters_need_another_dry_run_and_another_day_does_not(book):
    book.propose()
    book.try_out()
    said = {
        "param_high_from": "1000000", "param_least": "50000", "severity": "M", "valid_from": "2026-08-01",
        "note": "改日期", "version": book.proposal().version,
    }  # fmt: skip
    assert book.author.post(book.address("revise"), said).status_code == 302
    assert "批准启用</button>" in book.page(book.second)
    said |= {"param_least": "60000", "version": book.proposal().version}
    book.author.post(book.address("revise"), said)
    assert "须重新试算" in book.page(book.second)
    assert "尚未在历史数据上" in book.do("activate", book.second).content.decode()
    book.try_out()
    assert "已批准" in book.do("activate", book.second).content.decode()


def test_two_people_revising_at_once_do_not_overwrite_each_other(book):
    book.propose()
    said = {
        "param_high_from": "1", "param_least": "1", "severity": "M", "valid_from": "2026-08-01", "note": "甲",
        "version": book.proposal().version,
    }  # fmt: skip
    book.author.post(book.address("revise"), said)
    answer = book.second.post(book.address("revise"), {**said, "note": "乙"})
    assert answer.status_code == 422
    assert book.proposal().note == "甲"


def test_a_refusal_needs_a_reason_and_tells_the_author(book):
    book.propose()
    assert "须填写意见" in book.do("refuse", book.second).content.decode()
    book.do("refuse", book.second, comment="影响面过大")
    assert book.proposal().state == "refused"
    assert "影响面过大" in book.page()
    assert Notice.objects.filter(template="rules.refused", user=book.proposal().proposed_by).count() == 1
    assert not WorkItem.objects.open().filter(kind="rules.decide").exists()


def test_a_proposal_is_withdrawn_before_anybody_decides_and_not_after(book):
    book.propose()
    book.do("withdraw")
    assert book.proposal().state == "withdrawn"
    assert "当前状态为“已撤回”" in book.do("refuse", book.second, comment="不").content.decode()
    assert book.propose().status_code == 302


def test_the_dry_run_puts_the_decision_on_the_offices_list(book):
    book.propose()
    assert not WorkItem.objects.filter(kind="rules.decide").exists()
    book.try_out()
    item = WorkItem.objects.open().get(kind="rules.decide")
    assert (item.department, item.role) == (book.bureau.bureau, "registry_chief")
    assert Notice.objects.filter(template="rules.tried", department=book.bureau.bureau).count() == 1


def test_a_first_day_that_has_come_is_not_activated(book, set_clock):
    book.propose()
    book.try_out()
    set_clock("2026-07-01")
    assert "须晚于今天" in book.do("activate", book.second).content.decode()
    assert len(versions()) == 1


def test_a_district_bureau_reads_the_rule_book_and_does_not_change_it(book):
    chief = book.bureau.client("registry_chief", book.bureau.wanglan_bureau)
    answer = book.propose(chief)
    assert answer.status_code == 422
    assert "由霁川市民政局办理" in answer.content.decode()
    book.propose()
    book.try_out()
    assert "由霁川市民政局办理" in book.do("activate", chief).content.decode()
    assert len(versions()) == 1


@pytest.mark.parametrize("role", ["registry_clerk", "department_officer", "auditor"])
def test_without_the_right_nobody_proposes_or_decides(book, role):
    office = book.bureau.commerce if role == "department_officer" else book.bureau.bureau
    client = book.bureau.client(role, office)
    assert book.propose(client).status_code == 403
    book.propose()
    book.try_out()
    assert book.do("activate", client).status_code == 403
    assert "50000" in book.page(client)


def test_the_database_refuses_two_versions_of_a_day_and_one_person_for_both(book):
    first = versions()[0]
    with pytest.raises(IntegrityError, match="rule_version_of_a_day"), transaction.atomic():
        RuleVersion.objects.create(code="TT-01", number=2, severity="M", valid_from=DAY)
    book.propose()
    proposal = book.proposal()
    with pytest.raises(IntegrityError, match="rule_proposal_two_persons"), transaction.atomic():
        RuleProposal.objects.filter(pk=proposal.pk).update(decided_by=proposal.proposed_by)
    with pytest.raises(IntegrityError, match="rule_proposal_activated_after_trial"), transaction.atomic():
        RuleProposal.objects.filter(pk=proposal.pk).update(state="activated", became=first)


def test_what_a_dry_run_came_to_stays_as_written(book):
    book.propose()
    book.try_out()
    trial = book.proposal().trials.get()
    for statement in ("UPDATE core_ruletrial SET subjects = 0", "DELETE FROM core_ruletrialday"):
        with pytest.raises(Exception, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)
    assert trial.subjects == 1
    assert not RiskAlert.objects.exists()
