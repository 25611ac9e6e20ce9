"""A pause is proposed by one, decided by another, ends by itself or before its time."""

import datetime

import pytest
from django.urls import reverse

from core.refusal import Refusal
from core.workflow.errors import SamePerson
from supervision.credit_pauses import actions
from supervision.credit_pauses.models import CreditPause, pause_on

D = datetime.date


def test_from_the_organization_page_to_the_decision(world):
    clerk, chief = (world.client(role, world.bureau) for role in ("registry_clerk", "registry_chief"))
    new = reverse("staff:credit_pauses:create", args=[world.late.pk])
    posted = {"track": "credit", "reason": "延期申请正在办理。", "until_on": "2026-06-30"}
    assert clerk.post(new, {**posted, "until_on": "2026-06-02"}).status_code == 422
    assert clerk.post(new, posted).status_code == 302
    pause = CreditPause.objects.get()
    assert pause_on(world.late.pk, "credit", D(2026, 6, 3)) is None
    assert chief.post(reverse("staff:credit_pauses:approve", args=[pause.pk]), {"comment": "同意"}).status_code == 302
    assert pause_on(world.late.pk, "credit", D(2026, 6, 30)) == pause
    assert pause_on(world.late.pk, "credit", D(2026, 7, 1)) is None
    assert pause_on(world.late.pk, "penalty", D(2026, 6, 30)) is None
    assert (
        "暂缓至2026-06-30"
        in clerk.get(reverse("staff:ladders:of_organization", args=[world.late.pk])).content.decode()
    )


def test_who_proposes_does_not_approve_and_no_pause_is_longer_than_a_year(world):
    with pytest.raises(Refusal, match="最长一年"):
        actions.propose(world.late, actor=world.chief, track="credit", reason="甲", until_on=D(2027, 7, 1))
    pause = actions.propose(world.late, actor=world.chief, track="credit", reason="甲", until_on=D(2026, 7, 1))
    with pytest.raises(SamePerson):
        actions.approve(pause, actor=world.chief, comment="同意")


def test_ended_before_its_time_it_holds_nothing_from_that_day(world, set_clock):
    pause = actions.propose(world.late, actor=world.clerk, track="credit", reason="甲", until_on=D(2026, 7, 1))
    actions.approve(pause, actor=world.chief, comment="同意")
    set_clock("2026-06-10")
    actions.end(world.again(pause), actor=world.chief, comment="已办结")
    assert pause_on(world.late.pk, "credit", D(2026, 6, 9)) is not None
    assert pause_on(world.late.pk, "credit", D(2026, 6, 10)) is None
