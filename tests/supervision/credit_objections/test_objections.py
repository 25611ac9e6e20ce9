"""A wrong listing is taken out everywhere; who raised or advised does not decide."""

import datetime

import pytest
from django.urls import reverse

from core.refusal import Refusal
from core.workflow.errors import SamePerson
from registry.organizations.facts import OrganizationStanding
from registry.organizations.models import Organization
from supervision.credit_objections import actions
from supervision.credit_objections.models import CreditObjection
from supervision.credit_records import actions as records
from supervision.credit_records.models import CreditRecord

D = datetime.date


def test_an_upheld_objection_takes_the_listing_out_of_every_copy(world, set_clock, client):
    stay = world.listed(day="2026-07-20", set_clock=set_clock)
    filer = world.season.filer(world.late)
    answer = filer.post(reverse("org:credit_objections:create", args=["entry", stay.pk]), {"text": "已按时报送。"})
    made = CreditObjection.objects.get()
    assert answer.url == reverse("org:credit_objections:detail", args=[made.pk])
    assert made.due_on == D(2026, 8, 17)
    clerk, chief = (world.client(role, world.bureau) for role in ("registry_clerk", "registry_chief"))
    advise = reverse("staff:credit_objections:advise", args=[made.pk])
    assert clerk.post(advise, {"advice": "uphold", "reason": "系统记录有误。"}).status_code == 302
    uphold = reverse("staff:credit_objections:uphold", args=[made.pk])
    assert chief.post(uphold, {"comment": "同意。", "document": ""}).status_code == 422
    assert chief.post(uphold, {"comment": "同意。", "document": "霁民更〔2026〕1号"}).status_code == 302
    stay.refresh_from_db()
    assert (stay.state, stay.ended_by) == ("revoked", "mistake")
    assert Organization.objects.get(pk=world.late.pk).standing == "clear"
    assert not OrganizationStanding.objects.filter(organization=world.late, standing="abnormal").exists()
    assert set(CreditRecord.objects.values_list("state", flat=True)) == {"withdrawn"}
    assert world.late.name not in client.get(reverse("public:credit:abnormal")).content.decode()
    assert "没有被列入名录" in filer.get(reverse("org:credit:index")).content.decode()


def test_an_objection_to_a_record_withdraws_the_record(world):
    world.confirmed()
    record = CreditRecord.objects.get()
    records.enter(record, actor=world.clerk)
    made = actions.object_to(world.again(record), actor=world.season.actor(world.late), text="不是本组织。")
    actions.advise(world.again(made), actor=world.clerk, advice="uphold", reason="重名。")
    actions.uphold(world.again(made), actor=world.chief, comment="同意。", document="更正1号")
    assert world.again(record).state == "withdrawn"


def test_a_rejected_one_says_why_and_may_not_be_turned_round(world):
    world.confirmed()
    record = CreditRecord.objects.get()
    records.enter(record, actor=world.clerk)
    made = actions.object_to(world.again(record), actor=world.clerk, text="依职权核对。")
    with pytest.raises(SamePerson):
        advised = world.again(made)
        actions.advise(advised, actor=world.chief, advice="reject", reason="属实。")
        actions.reject(world.again(made), actor=world.chief, comment="同意。")
    other = world.actor("registry_chief", world.bureau)
    with pytest.raises(Refusal, match="退回重新审查"):
        actions.uphold(world.again(made), actor=other, comment="同意。", document="1号")
    actions.reject(world.again(made), actor=other, comment="同意。")
    assert world.again(made).state == "rejected"


def test_nothing_is_objected_to_twice_at_once(world):
    world.confirmed()
    record = CreditRecord.objects.get()
    records.enter(record, actor=world.clerk)
    actions.object_to(world.again(record), actor=world.clerk, text="一。")
    with pytest.raises(Refusal, match="正在处理"):
        actions.object_to(world.again(record), actor=world.clerk, text="二。")
