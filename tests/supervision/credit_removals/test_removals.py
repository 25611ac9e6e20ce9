"""The way out: applied for, verified, decided by a second person within the days; nothing stays public."""

import datetime

import pytest
from django.urls import reverse

from core.refusal import Refusal
from core.rules.base import rule_of
from core.rules.models import RuleVersion
from core.workflow.errors import SamePerson
from registry.organizations.models import Organization
from supervision.credit_listings.models import CreditEntry
from supervision.credit_records.models import CreditRecord
from supervision.credit_removals import actions
from supervision.credit_removals.models import RemovalRequest
from supervision.letters.models import Letter
from tests.supervision.credit_listings.test_rules import entry

D = datetime.date
DIRECT = "初审单位未在期限内办理，经与登记管理机关沟通后直接报送"


def standing(body) -> str:
    return Organization.objects.get(pk=body.pk).standing


def on_the_list(world, set_clock) -> CreditEntry:
    return world.listed(day="2026-07-20", set_clock=set_clock)


def test_cured_applied_verified_and_gone_from_every_public_page(world, set_clock, client):
    stay = on_the_list(world, set_clock)
    set_clock("2026-07-21")
    abnormal = reverse("public:credit:abnormal")
    assert world.late.name in client.get(abnormal).content.decode()
    filer = world.season.filer(world.late)
    apply = reverse("org:credit_removals:apply", args=[stay.pk])
    refused = filer.post(apply, {"text": "请移出。"})
    assert refused.status_code == 422
    assert "2025年度工作报告尚未报送" in refused.content.decode()
    world.season.submitted(world.late, direct_reason=DIRECT)
    assert filer.post(apply, {"text": "已于7月21日补报。"}).status_code == 302
    removal = RemovalRequest.objects.get()
    assert filer.post(apply, {"text": "再申请。"}).status_code == 422
    clerk, chief = (world.client(role, world.bureau) for role in ("registry_clerk", "registry_chief"))
    verify = reverse("staff:credit_removals:verify", args=[removal.pk])
    assert clerk.post(verify, {"comment": "报告已到达。"}).status_code == 302
    removal.refresh_from_db()
    assert (removal.state, removal.remove_due_on) == ("verified", D(2026, 7, 28))
    assert chief.post(reverse("staff:credit_removals:remove", args=[removal.pk])).status_code == 302
    stay.refresh_from_db()
    assert (stay.state, stay.ended_by, standing(world.late)) == ("removed", "mended", "clear")
    set_clock("2026-07-22")
    for address in (abnormal, reverse("public:disclosures:organization", args=[f"id-{world.late.pk}"])):
        html = client.get(address).content.decode()
        assert "未按规定时限和要求报送" not in html
    assert world.late.name not in client.get(abnormal).content.decode()
    assert CreditRecord.objects.get(kind="listing").state == "withdrawn"
    assert Letter.objects.filter(kind__code="removal_decision").exists()
    html = filer.get(reverse("org:credit:index")).content.decode()
    assert "没有被列入名录" in html


def test_who_verified_does_not_remove(world, set_clock):
    stay = entry(world, "ABN-6", D(2026, 1, 5))
    removal = actions.apply(stay, actor=world.season.actor(world.late), text="已恢复联系。")
    actions.verify(world.again(removal), actor=world.chief, comment="已实地核查。")
    with pytest.raises(SamePerson):
        actions.remove(world.again(removal), actor=world.chief)


def test_a_warning_leaves_after_six_months_and_not_a_day_before(world, set_clock):
    stay = entry(world, "ABN-5", D(2025, 12, 3))
    set_clock("2026-06-02")
    with pytest.raises(Refusal, match="2026-06-03期满"):
        actions.apply(stay, actor=world.clerk, text="满期。")
    set_clock("2026-06-03")
    removal = actions.apply(world.again(stay), actor=world.clerk, text="满期。")
    assert removal.is_own_motion


def test_the_serious_list_asks_for_two_full_years_and_for_the_duties_too(world, set_clock):
    stay = entry(world, "SER-1", D(2024, 6, 3))
    set_clock("2026-06-02")
    with pytest.raises(Refusal):
        actions.apply(stay, actor=world.clerk, text="满期。")
    set_clock("2026-06-03")
    with pytest.raises(Refusal, match="2025年度"):
        actions.apply(world.again(stay), actor=world.clerk, text="满期。")
    world.season.submitted(world.late, direct_reason=DIRECT)
    assert actions.apply(world.again(stay), actor=world.clerk, text="满期。")


def test_a_revoked_body_leaves_once_it_is_cancelled(world):
    stay = entry(world, "SER-7", D(2020, 1, 1))
    with pytest.raises(Refusal, match="注销登记"):
        actions.apply(stay, actor=world.clerk, text="请移出。")
    Organization.objects.filter(pk=world.late.pk).update(status="cancelled")
    assert actions.apply(world.again(stay), actor=world.clerk, text="已注销。")


def test_a_cancelled_body_is_not_kept_on_a_list_by_a_report_nobody_can_file(world):
    stay = entry(world, "ABN-1", D(2026, 6, 3))
    Organization.objects.filter(pk=world.late.pk).update(status="cancelled")
    assert actions.apply(world.again(stay), actor=world.clerk, text="已注销。")


def test_a_new_fault_after_the_verification_stops_the_removal(world, set_clock):
    stay = entry(world, "ABN-5", D(2025, 12, 3))
    removal = actions.apply(stay, actor=world.clerk, text="满期。")
    actions.verify(world.again(removal), actor=world.colleague, comment="属实。")
    CreditEntry.objects.filter(pk=stay.pk).update(effective_on=D(2026, 6, 3))
    with pytest.raises(Refusal, match="退回重新核实"):
        actions.remove(world.again(removal), actor=world.chief)
    actions.send_back(world.again(removal), actor=world.chief, comment="期间受到处罚")
    actions.verify_not(world.again(removal), actor=world.clerk, comment="期间再次发生列入情形。")
    actions.refuse(world.again(removal), actor=world.chief, comment="不符合条件。")
    assert world.again(removal).state == "refused"


def test_verified_and_not_removed_is_found_after_the_fifth_working_day(world, set_clock):
    stay = entry(world, "ABN-6", D(2026, 1, 5))
    removal = actions.apply(stay, actor=world.clerk, text="已恢复联系。")
    actions.verify(world.again(removal), actor=world.colleague, comment="属实。")

    def late(day):
        version = RuleVersion.objects.get(code="SV-03")
        return rule_of("SV-03").findings(day, version).count()

    assert (late(D(2026, 6, 10)), late(D(2026, 6, 11))) == (0, 1)
    actions.remove(world.again(removal), actor=world.chief)
    assert late(D(2026, 6, 11)) == 0


def test_the_city_does_not_remove_what_a_district_listed(world):
    stay = entry(world, "ABN-6", D(2026, 1, 5))
    removal = actions.apply(stay, actor=world.clerk, text="已恢复联系。")
    district = world.client("registry_chief", world.yanhai_bureau)
    assert district.post(reverse("staff:credit_removals:remove", args=[removal.pk])).status_code == 404
