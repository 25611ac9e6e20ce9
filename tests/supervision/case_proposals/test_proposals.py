"""The first rung of the penalty track: proposed with evidence, decided by another, seen by the office alone."""

import datetime

import pytest
from django.urls import reverse

from core.refusal import Refusal
from core.workflow.errors import NotCompetent, SamePerson
from supervision.case_proposals import actions
from supervision.case_proposals.models import CaseProposal
from supervision.credit_pauses import actions as pauses
from supervision.models import RiskAlert
from supervision.risk_alerts import sweep
from tests.support.credit import pdf

D = datetime.date
WORDS = {
    "title": "不按照规定接受年度检查",
    "facts": "未报送2025年度工作报告。",
    "basis": "《社会团体登记管理条例》第三十条",
}


def proposed(world, **more) -> CaseProposal:
    return actions.propose(world.again(world.late), actor=world.clerk, **{**WORDS, **more})


def test_an_alert_becomes_a_proposal_with_its_facts_as_evidence(world):
    sweep.run(codes=["AR-04"])
    alert = RiskAlert.objects.get(rule_code="AR-04")
    clerk, chief = (world.client(role, world.bureau) for role in ("registry_clerk", "registry_chief"))
    page = clerk.get(reverse("staff:risk_alerts:detail", args=[alert.pk])).content.decode()
    assert "提出列入建议" in page
    new = f"{reverse('staff:case_proposals:create', args=[world.late.pk])}?alert={alert.pk}"
    assert "年度报告逾期未报送" in clerk.get(new).content.decode()
    answer = clerk.post(new, {**WORDS, "document": pdf("询问笔录.pdf")})
    made = CaseProposal.objects.get()
    assert answer.url == reverse("staff:case_proposals:detail", args=[made.pk])
    texts = list(made.evidence.values_list("text", flat=True))
    assert texts[0].startswith("预警AR-04")
    assert "询问笔录.pdf" in texts
    accept = reverse("staff:case_proposals:accept", args=[made.pk])
    assert clerk.post(accept, {"comment": "同意"}).status_code == 403
    assert chief.post(accept, {"comment": ""}).status_code == 409
    assert chief.post(accept, {"comment": "事实清楚。"}).status_code == 302
    made.refresh_from_db()
    assert (made.state, made.decided_on) == ("accepted", D(2026, 6, 3))


def test_who_proposes_does_not_decide(world):
    made = actions.propose(world.again(world.late), actor=world.chief, **WORDS)
    with pytest.raises(SamePerson):
        actions.accept(made, actor=world.chief, comment="同意")


def test_the_same_cause_waits_for_its_answer(world):
    proposed(world)
    with pytest.raises(Refusal, match="尚未决定"):
        proposed(world)


def test_the_organization_never_reads_a_proposal(world):
    proposed(world)
    assert not CaseProposal.objects.visible_to(world.season.actor(world.late)).exists()
    html = world.season.filer(world.late).get(reverse("org:ladders:list")).content.decode()
    assert "立案建议待" not in html


def test_only_the_competent_office_proposes(world):
    district = world.register("砚海区茶叶协会", authority=world.yanhai_bureau)
    with pytest.raises(NotCompetent, match="砚海区民政局"):
        actions.propose(district, actor=world.clerk, **WORDS)


def test_a_pause_of_the_penalty_track_holds_the_decision(world):
    made = proposed(world)
    pause = pauses.propose(
        world.again(world.late), actor=world.clerk, track="penalty", reason="正在办理延期。", until_on=D(2026, 6, 9)
    )
    pauses.approve(pause, actor=world.chief, comment="同意")
    with pytest.raises(Refusal, match="暂缓至2026-06-09"):
        actions.accept(made, actor=world.chief, comment="同意")
