"""Each record is entered within five working days; a praise is taken down from its document."""

import datetime

import pytest
from django.urls import reverse

from core.rules.base import rule_of
from core.rules.models import RuleVersion
from core.workflow.errors import NotCompetent
from supervision.credit_records import actions
from supervision.credit_records.models import CreditRecord

D = datetime.date


def late(day: D) -> int:
    return rule_of("SV-13").findings(day, RuleVersion.objects.get(code="SV-13")).count()


def test_the_fifth_working_day_is_still_in_time(world):
    world.confirmed()
    assert (late(D(2026, 6, 10)), late(D(2026, 6, 11))) == (0, 1)
    actions.enter(CreditRecord.objects.get(), actor=world.clerk)
    assert late(D(2026, 6, 11)) == 0


def test_entering_says_whether_it_is_public(world):
    world.confirmed()
    record = CreditRecord.objects.get()
    clerk = world.client("registry_clerk", world.bureau)
    assert "归集期限" in clerk.get(reverse("staff:credit_records:detail", args=[record.pk])).content.decode()
    assert clerk.post(reverse("staff:credit_records:enter", args=[record.pk]), {}).status_code == 302
    record.refresh_from_db()
    assert (record.state, record.is_public, record.entered_on) == ("entered", False, D(2026, 6, 3))


def test_a_praise_is_taken_down_and_waits_for_its_entering(world):
    clerk = world.client("registry_clerk", world.bureau)
    praise = reverse("staff:credit_records:praise", args=[world.late.pk])
    posted = {"title": "全省先进社会组织", "authority_name": "省民政厅", "document": "民发〔2026〕9号",
              "formed_on": "2026-06-02", "is_public": "on"}  # fmt: skip
    assert clerk.post(praise, {**posted, "formed_on": "2026-06-04"}).status_code == 422
    assert clerk.post(praise, posted).status_code == 302
    record = CreditRecord.objects.get()
    assert (record.kind, record.state, record.is_public) == ("praise", "formed", True)


def test_only_the_competent_office_enters(world):
    world.confirmed()
    with pytest.raises(NotCompetent):
        actions.enter(CreditRecord.objects.get(), actor=world.actor("registry_clerk", world.wanglan_bureau))
