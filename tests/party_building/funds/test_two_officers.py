"""Two officers, one model site, one moment: one of them grants, the other is told that it was granted."""

import datetime
import threading

import pytest
from django.db import connections

from core.workflow.errors import Refusal
from party_building.funds import actions
from party_building.funds.models import Grant, GrantRule
from party_building.model_sites import actions as sites
from party_building.model_sites.models import ModelSite
from tests.party_building.star_ratings.conftest import unit_of
from tests.support.bureau import Bureau


@pytest.mark.committed
def test_of_two_officers_who_prepare_the_same_grant_one_is_refused():
    bureau = Bureau()
    officers = [bureau.actor("party_officer", bureau.party_committee) for _ in range(2)]
    unit = unit_of(bureau, bureau.register("霁川市并行协会"), "霁川市并行协会党支部")
    scheme = sites.create_scheme(
        bureau.party_committee, actor=officers[0], name="并行创建", document="霁社党委〔2025〕8号", valid_years=3,
        begun_on=datetime.date(2025, 3, 1),
    )  # fmt: skip
    site = sites.nominate(
        scheme, actor=officers[0], unit=unit, name="并行示范点", reason="成效", applied_on=datetime.date(2025, 4, 1)
    )
    sites.groom(site, actor=officers[0], document="号", since=datetime.date(2025, 5, 1))
    rule = GrantRule.objects.get(code="model_site")
    start, answers = threading.Barrier(2), []

    def grant(officer):
        own = ModelSite.objects.select_related("scheme__department", "unit").get(pk=site.pk)
        try:
            start.wait(timeout=10)
            actions.prepare(
                bureau.party_committee, actor=officer, unit=unit, purpose="支持资金", rule=rule, subject=own
            )
            answers.append("granted")
        except Refusal as refusal:
            answers.append(str(refusal))
        finally:
            connections.close_all()

    threads = [threading.Thread(target=grant, args=(officer,)) for officer in officers]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    assert sorted(answer == "granted" for answer in answers) == [False, True]
    assert any("不能重复拨付" in answer for answer in answers)
    assert Grant.objects.filter(model_site=site).count() == 1
