"""A list is drawn from the register as of a day by one person, frozen by another, and stays what it was."""

import pytest
from django.urls import reverse

from core.refusal import Refusal
from core.workflow.errors import NotCompetent, SamePerson, StaleVersion
from core.worklist.models import WorkItem
from registry.organizations import actions as register
from registry.organizations.models import Organization
from supervision.campaigns.actions import drawing
from supervision.campaigns.models import Campaign, CampaignKind, CampaignTarget
from tests.support.bureau import SETUP
from tests.support.campaigns import VALUES, D, a_draft, running

pytestmark = pytest.mark.django_db


def page(client, campaign):
    return client.get(reverse("staff:campaigns:detail", args=[campaign.pk]))


def post(client, step, campaign, **data):
    return client.post(reverse(f"staff:campaigns:{step}", args=[campaign.pk]), data)


def test_from_a_filter_to_a_frozen_list_through_the_pages(clerk, chief, bureau, chess, tea):
    kind = CampaignKind.objects.get(code="industry_fees")
    data = {**VALUES, "kind": kind.pk, "offices": [bureau.wanglan_bureau.pk]}
    answer = clerk.post(reverse("staff:campaigns:create"), data)
    made = Campaign.objects.get()
    assert answer.url == reverse("staff:campaigns:detail", args=[made.pk])
    assert "现有 2 家" in page(clerk, made).content.decode()
    choose = reverse("staff:campaigns:choose", args=[made.pk])
    assert "监督管理机关" in clerk.get(choose).content.decode()
    chosen = {"as_of": "2026-05-01", "supervising": bureau.wanglan_bureau.pk}
    assert clerk.post(choose, chosen).status_code == 302
    made.refresh_from_db()
    assert (made.as_of, made.criteria) == (D(2026, 5, 1), f"supervising={bureau.wanglan_bureau.pk}")
    assert "监督管理机关：望澜区民政局" in page(clerk, made).content.decode()
    assert post(clerk, "submit", made).status_code == 302
    assert "freeze" not in page(clerk, made).context["may"]
    assert post(chief, "freeze", made).status_code == 302
    made.refresh_from_db()
    assert (made.state, made.original_count) == ("running", 1)
    assert CampaignTarget.objects.get().organization == tea


def test_whoever_drew_it_up_does_not_freeze_it(bureau, chess):
    chief = bureau.actor("registry_chief", bureau.bureau)
    made = a_draft(bureau, chief)
    drawing.submit(made, actor=chief)
    with pytest.raises(SamePerson):
        drawing.freeze(made, actor=chief)
    made.refresh_from_db()
    assert made.state == "freezing"


def test_the_list_keeps_the_names_and_offices_of_its_day(bureau, chess):
    register.rename(chess, name="霁川市棋牌协会", valid_from=D(2026, 5, 1), document="变更", actor=SETUP)
    made = running(bureau, as_of=D(2026, 4, 1))
    target = CampaignTarget.objects.get(campaign=made)
    assert (target.name, target.authority) == ("霁川市棋类协会", bureau.bureau)
    assert target.facts["status"] == "normal"


def test_a_list_of_a_past_day_holds_who_was_in_the_register_then(bureau, chess):
    bureau.register("霁川市新办协会", registered_on=D(2026, 5, 2))
    assert running(bureau, as_of=D(2026, 5, 1)).original_count == 1
    assert running(bureau, as_of=D(2026, 5, 2)).original_count == 2


def test_a_day_to_come_is_refused(bureau, chess):
    clerk = bureau.actor("registry_clerk", bureau.bureau)
    made = a_draft(bureau, clerk)
    with pytest.raises(Refusal, match="不能晚于今天"):
        drawing.set_criteria(made, actor=clerk, criteria="", as_of=D(2026, 6, 4))


def test_a_criterion_that_does_not_exist_any_more_is_refused(bureau, chess):
    clerk = bureau.actor("registry_clerk", bureau.bureau)
    made = a_draft(bureau, clerk)
    with pytest.raises(Refusal, match="重新选定"):
        drawing.set_criteria(made, actor=clerk, criteria="org_type=9", as_of=D(2026, 4, 1))


def test_nobody_found_is_refused(bureau, chess):
    clerk = bureau.actor("registry_clerk", bureau.bureau)
    made = a_draft(bureau, clerk)
    drawing.set_criteria(made, actor=clerk, criteria="org_type=3", as_of=D(2026, 4, 1))
    with pytest.raises(Refusal, match="没有对象"):
        drawing.submit(made, actor=clerk)


def test_no_campaign_without_an_approving_document(clerk, bureau, chess):
    kind = CampaignKind.objects.get(code="zombie")
    answer = clerk.post(reverse("staff:campaigns:create"), {**VALUES, "kind": kind.pk, "document": ""})
    assert answer.status_code == 422
    assert "批准文件" in answer.content.decode()
    assert not Campaign.objects.exists()


def test_sending_back_throws_the_drawn_list_away(bureau, clerk, chief, chess):
    made = a_draft(bureau, bureau.actor("registry_clerk", bureau.bureau))
    post(clerk, "submit", made)
    assert made.targets.count() == 1
    assert post(chief, "send_back", made, comment="范围过大").status_code == 302
    made.refresh_from_db()
    assert (made.state, made.targets.count()) == ("draft", 0)


def test_a_frozen_list_is_not_drawn_again(bureau, campaign):
    clerk = bureau.actor("registry_clerk", bureau.bureau)
    with pytest.raises(Refusal):
        drawing.set_criteria(campaign, actor=clerk, criteria="org_type=1", as_of=D(2026, 4, 1))
    assert campaign.targets.count() == 2


def test_a_tampered_list_is_not_frozen(bureau, chess, tea):
    clerk, chief = bureau.actor("registry_clerk", bureau.bureau), bureau.actor("registry_chief", bureau.bureau)
    made = a_draft(bureau, clerk)
    drawing.submit(made, actor=clerk)
    made.targets.filter(organization=tea).delete()
    with pytest.raises(Refusal, match="不一致"):
        drawing.freeze(made, actor=chief)


def test_a_district_sees_its_targets_and_changes_nothing_of_the_campaign(bureau, campaign, tea, chess):
    district = bureau.client("registry_chief", bureau.wanglan_bureau)
    text = page(district, campaign).content.decode()
    assert "只统计本岗位范围内的对象" in text
    listed = district.get(reverse("staff:campaigns:targets")).content.decode()
    assert tea.name in listed
    assert chess.name not in listed
    actor = bureau.actor("registry_chief", bureau.wanglan_bureau)
    with pytest.raises(NotCompetent, match="霁川市民政局"):
        drawing.withdraw(campaign, actor=actor, comment="试")


def test_a_draft_is_seen_by_its_own_office_alone(bureau, chess, tea):
    made = a_draft(bureau, bureau.actor("registry_clerk", bureau.bureau), offices=[bureau.wanglan_bureau])
    drawing.submit(made, actor=bureau.actor("registry_clerk", bureau.bureau))
    district = bureau.client("registry_clerk", bureau.wanglan_bureau)
    assert page(district, made).status_code == 404
    assert tea.name not in district.get(reverse("staff:campaigns:targets")).content.decode()


def test_freezing_asks_every_organization_on_the_list(bureau, campaign, chess, filer):
    items = WorkItem.objects.open().filter(kind="campaigns.self_check")
    assert sorted(items.values_list("organization_key", flat=True)) == sorted(
        campaign.targets.values_list("organization", flat=True)
    )
    assert set(items.values_list("due_on", flat=True)) == {D(2026, 6, 10)}
    assert campaign.title in filer.get(reverse("org:campaigns:list")).content.decode()


def test_a_stale_page_meets_what_the_other_wrote(bureau, chess):
    clerk = bureau.actor("registry_clerk", bureau.bureau)
    made = a_draft(bureau, clerk)
    drawing.edit(made, actor=clerk, version=made.version, **{**VALUES, "title": "新名称"})
    with pytest.raises(StaleVersion):
        drawing.edit(made, actor=clerk, version=1, **{**VALUES, "title": "旧名称"})


def test_two_thousand_targets_are_drawn_in_one_statement(bureau, django_assert_max_num_queries):
    clerk = bureau.actor("registry_clerk", bureau.bureau)
    Organization.objects.bulk_create(
        Organization(
            name=f"霁川市第{n}协会", org_type="1", pinyin=f"{n:05}", registered_on=D(2015, 1, 1),
            supervising_authority=bureau.bureau, registering_authority=bureau.bureau,
        )
        for n in range(2000)
    )  # fmt: skip
    made = a_draft(bureau, clerk, kind="zombie")
    drawing.set_criteria(made, actor=clerk, criteria="", as_of=D(2026, 6, 3))
    with django_assert_max_num_queries(30):
        assert drawing.submit(made, actor=clerk) == 2000
    assert list(made.targets.order_by("number").values_list("number", flat=True)) == list(range(1, 2001))


def test_questions_and_items_are_built_while_it_is_a_draft(clerk, bureau, chess):
    made = a_draft(bureau, bureau.actor("registry_clerk", bureau.bureau), kind="branches")
    before = len(made.form)
    data = {"label": "地域性分支机构数", "kind": "integer", "is_required": "on"}
    assert post(clerk, "add_question", made, **data).status_code == 302
    assert post(clerk, "add_known", made, fields_known=["branches"], use="shown").status_code == 302
    made.refresh_from_db()
    assert [one.label for one in made.form[before:]] == ["地域性分支机构数", "分支（代表）机构数"]
    key = made.form[before].key
    post(clerk, "rearrange", made, key=key, move="out")
    made.refresh_from_db()
    assert len(made.form) == before + 1
    assert post(clerk, "edit_items", made, items="名录\n账户\n").status_code == 302
    made.refresh_from_db()
    assert made.items == ["名录", "账户"]
