"""A base takes groups and organizations in, up to its capacity, each in one base at a time."""

import datetime

import pytest
from django.urls import reverse

from core.refusal import Refusal
from core.workflow.errors import NotCompetent
from registry.community_orgs import actions as groups
from registry.incubation_bases import actions
from registry.incubation_bases.models import Incubation, IncubationBase
from tests.registry.community_orgs.conftest import _today, bureau, choir, street, tell  # noqa: F401

pytestmark = pytest.mark.django_db
D = datetime.date


@pytest.fixture
def base(bureau):  # noqa: F811
    return actions.open_base(
        actor=bureau.actor("registry_clerk", bureau.wanglan_bureau), name="望澜区孵化园", level="district",
        department=bureau.wanglan_bureau, region=bureau.wanglan, opened_on=D(2025, 1, 10), capacity=1,
    )  # fmt: skip


@pytest.fixture
def clerk(bureau):  # noqa: F811
    return bureau.client("registry_clerk", bureau.wanglan_bureau)


def test_the_bureau_records_a_base_on_its_page(bureau, clerk):  # noqa: F811
    data = {"name": "砚桥孵化园", "level": "district", "region": bureau.zhenhe.pk, "operator": "某服务中心",
            "capacity": "5", "opened_on": "2026-03-01", "area_sqm": "320.5", "address": ""}  # fmt: skip
    assert clerk.post(reverse("staff:incubation_bases:create"), data).status_code == 302
    row = IncubationBase.objects.get()
    assert (row.street, row.district, row.operator_words) == (bureau.zhenhe, bureau.wanglan, "某服务中心")


def test_a_group_comes_in_by_its_number_and_its_page_tells_so(clerk, base, choir):  # noqa: F811
    address = reverse("staff:incubation_bases:take_in", args=[base.pk])
    assert clerk.post(address, {"who": choir.filing_no, "valid_from": "2026-06-01"}).status_code == 302
    assert base.name in clerk.get(reverse("staff:community_orgs:detail", args=[choir.pk])).content.decode()
    stay = Incubation.objects.get()
    leave = reverse("staff:incubation_bases:leave", args=[base.pk, stay.pk])
    assert clerk.post(leave, {"last_day": "2026-06-02", "outcome": "孵化期满"}).status_code == 302
    assert "孵化期满" in clerk.get(reverse("staff:incubation_bases:detail", args=[base.pk])).content.decode()


def test_a_full_base_and_a_second_base_are_refused(bureau, base, choir, street, tell):  # noqa: F811
    actor = bureau.actor("registry_clerk", bureau.wanglan_bureau)
    actions.take_in(base, actor=actor, community_organization=choir, valid_from=D(2026, 1, 5))
    other = groups.file_many([tell("晨跑队")], actor=street)[0]
    with pytest.raises(Refusal, match="已满"):
        actions.take_in(base, actor=actor, community_organization=other, valid_from=D(2026, 6, 3))
    second = actions.open_base(
        actor=actor, name="二号园", level="district", department=bureau.wanglan_bureau, region=bureau.wanglan,
        opened_on=D(2025, 1, 10),
    )  # fmt: skip
    with pytest.raises(Refusal, match="望澜区孵化园"):
        actions.take_in(second, actor=actor, community_organization=choir, valid_from=D(2026, 6, 3))


def test_closing_a_base_ends_the_stays_the_day_before(bureau, base, choir):  # noqa: F811
    actor = bureau.actor("registry_clerk", bureau.wanglan_bureau)
    stay = actions.take_in(base, actor=actor, community_organization=choir, valid_from=D(2026, 1, 5))
    actions.close_base(base, actor=actor, closed_on=D(2026, 6, 1), reason="场地到期")
    stay.refresh_from_db()
    assert (stay.valid_to, stay.outcome) == (D(2026, 5, 31), "基地停用")
    assert not IncubationBase.objects.standing(D(2026, 6, 1)).exists()
    assert IncubationBase.objects.standing(D(2026, 5, 31)).exists()


def test_another_bureau_may_look_at_nothing_and_do_nothing(bureau, base):  # noqa: F811
    other = bureau.actor("registry_clerk", bureau.yanhai_bureau)
    assert not IncubationBase.objects.visible_to(other).exists()
    with pytest.raises(NotCompetent, match="望澜区民政局"):
        actions.close_base(base, actor=other, closed_on=D(2026, 6, 1), reason="误")
