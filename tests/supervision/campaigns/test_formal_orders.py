"""责令整改 out of a campaign: a real order with its letter; verified there, the target has put it right."""

import pytest
from django.urls import reverse

from core.worklist.models import WorkItem
from supervision.campaigns.actions import closing
from supervision.campaigns.models import CampaignOrder
from supervision.letters import actions as letters
from supervision.letters import reference
from supervision.letters.models import Letter
from supervision.rectifications import actions as rectifications
from supervision.rectifications.models import RectificationOrder
from tests.support.campaigns import D, target_of

pytestmark = pytest.mark.django_db
GIVEN = {
    "ground": "会费标准未公布。", "basis": "《社会团体登记管理条例》第三十条", "demand": "公布会费标准",
    "due_days": "30",
}  # fmt: skip


@pytest.fixture
def target(campaign, chess):
    reference.load_periods()
    reference.load_kinds()
    return target_of(campaign, chess)


@pytest.fixture
def actors(bureau):
    return [bureau.actor(role, bureau.bureau) for role in ("registry_clerk", "registry_chief")]


def post(client, step, target, **data):
    return client.post(reverse(f"staff:campaigns:{step}", args=[target.pk]), data)


def page(client, target):
    return client.get(reverse("staff:campaigns:target", args=[target.pk])).content.decode()


def state(target):
    target.refresh_from_db()
    return target.state


def serve(actors):
    clerk, chief = actors
    letter = Letter.objects.get()
    letters.submit(letter, actor=clerk)
    letters.check(letter, actor=chief)
    letters.sign(letter, actor=chief)
    letters.seal(letter, actor=clerk)
    letters.deliver(letter, actor=clerk, way="direct", served_on=D(2026, 6, 3), receiver="秘书长")
    return RectificationOrder.objects.get()


def test_the_form_brings_the_faults_of_the_site_check_and_what_was_asked(clerk, target):
    items = {f"result_{n}": "fine" for n in range(len(target.campaign.items))}
    seen = {
        **items, "checked_on": "2026-06-02", "place": "住所", "inspectors": "王珂\n何砚", "summary": "查阅账簿。",
        "result_1": "fault", "text_1": "表决后没有公布",
    }  # fmt: skip
    post(clerk, "inspect", target, **seen)
    post(clerk, "order", target, text="公布会费标准", due_on="2026-06-20")
    assert "转为责令整改" in page(clerk, target)
    text = clerk.get(reverse("staff:campaigns:order_formally", args=[target.pk])).content.decode()
    assert "2026-06-02现场检查" in text
    assert "表决后没有公布" in text
    assert "公布会费标准" in text
    assert 'value="30"' in text


def test_from_an_order_within_the_campaign_to_a_letter_and_back(clerk, filer, target, actors):
    post(clerk, "order", target, text="公布会费标准", due_on="2026-06-20")
    answer = post(clerk, "order_formally", target, **GIVEN)
    assert answer.url == reverse("staff:letters:detail", args=[Letter.objects.get().pk])
    one, formal = CampaignOrder.objects.get(), RectificationOrder.objects.get()
    assert (one.state, one.formal, formal.source, state(target)) == ("formal", formal, "campaign", "rectifying")
    assert not WorkItem.objects.open().filter(kind="campaigns.order").exists()
    assert filer.post(reverse("org:campaigns:report", args=[target.pk]), {"text": "已公布"}).status_code == 404
    assert post(clerk, "verify", target, comment="属实").status_code == 404
    theirs = reverse("staff:rectifications:detail", args=[formal.pk])
    assert theirs in page(clerk, target)
    back = clerk.get(theirs).content.decode()
    assert reverse("staff:campaigns:target", args=[target.pk]) in back
    assert "专项行动" in back
    serve(actors)
    one = CampaignOrder.objects.get()
    assert one.last_day == D(2026, 7, 3)
    shown = filer.get(reverse("org:campaigns:detail", args=[target.pk])).content.decode()
    assert reverse("org:rectifications:detail", args=[formal.pk]) in shown
    own = filer.get(reverse("org:rectifications:detail", args=[formal.pk])).content.decode()
    assert reverse("org:campaigns:detail", args=[target.pk]) in own
    report = reverse("org:rectifications:report", args=[formal.pk])
    assert filer.post(report, {"text": "已在本组织网站公布会费标准。"}).status_code == 302
    assert (
        clerk.post(reverse("staff:rectifications:verify", args=[formal.pk]), {"comment": "查阅网站，属实"}).status_code
        == 302
    )
    one.refresh_from_db()
    assert (one.state, one.verified_on, state(target)) == ("verified", D(2026, 6, 3), "open")
    assert "责令整改已核实通过" in page(clerk, target)


def test_an_order_can_be_formal_from_the_beginning(clerk, target):
    assert post(clerk, "order_formally", target, **GIVEN).status_code == 302
    one = CampaignOrder.objects.get()
    assert (one.state, one.due_on, one.last_day, state(target)) == ("formal", None, None, "rectifying")
    assert "通知书送达后起算期限" in page(clerk, target)
    assert reverse("staff:campaigns:order_formally", args=[target.pk]) not in page(clerk, target)
    assert post(clerk, "order_formally", target, **GIVEN).status_code == 422
    assert RectificationOrder.objects.count() == 1


@pytest.mark.parametrize("missing", ["ground", "basis", "demand", "due_days"])
def test_what_is_missing_is_named_and_nothing_is_written(clerk, target, missing):
    assert post(clerk, "order_formally", target, **{**GIVEN, missing: ""}).status_code == 422
    assert (CampaignOrder.objects.count(), Letter.objects.count(), state(target)) == (0, 0, "open")


@pytest.mark.parametrize("how", ["withdraw", "void", "cancel"])
def test_a_formal_order_that_is_given_up_leaves_the_target_open(clerk, target, actors, how):
    post(clerk, "order_formally", target, **GIVEN)
    drafted, (first, chief) = Letter.objects.get(), actors
    if how == "withdraw":
        letters.withdraw(drafted, actor=first, comment="情况有变")
    elif how == "void":
        letters.submit(drafted, actor=first)
        letters.check(drafted, actor=chief)
        letters.sign(drafted, actor=chief)
        letters.void(drafted, actor=chief, comment="事实有误")
    else:
        rectifications.cancel(serve(actors), actor=chief, comment="事实有误")
    assert (CampaignOrder.objects.get().state, state(target)) == ("cancelled", "open")
    assert post(clerk, "order", target, text="公布会费标准", due_on="2026-06-20").status_code == 302


def test_a_campaign_waiting_for_its_archive_takes_the_end_in_and_an_archived_one_stays(clerk, target, actors):
    first, chief = actors
    post(clerk, "order_formally", target, **GIVEN)
    formal = serve(actors)
    rectifications.take_in(formal, actor=first, text="已在本组织网站公布会费标准。")
    closing.end(target.campaign, actor=first, comment="总结")
    rectifications.verify(formal, actor=first, comment="属实")
    assert state(target) == "open"


def test_the_end_of_an_order_changes_nothing_of_an_archived_campaign(clerk, target, actors):
    first, chief = actors
    post(clerk, "order_formally", target, **GIVEN)
    formal = serve(actors)
    rectifications.take_in(formal, actor=first, text="已在本组织网站公布会费标准。")
    closing.end(target.campaign, actor=first, comment="总结")
    closing.archive(target.campaign, actor=chief)
    rectifications.verify(formal, actor=first, comment="属实")
    formal.refresh_from_db()
    assert (formal.state, state(target)) == ("verified", "rectifying")


def test_the_city_orders_nothing_formally_of_a_districts_target(clerk, campaign, tea, target):
    answer = post(clerk, "order_formally", target_of(campaign, tea), **GIVEN)
    assert answer.status_code == 422
    assert "望澜区民政局" in answer.content.decode()
    assert not Letter.objects.exists()


def test_an_inspector_without_the_right_to_order_is_not_offered_it(bureau, target):
    inspector = bureau.client("inspector", bureau.bureau)
    assert reverse("staff:campaigns:order_formally", args=[target.pk]) not in page(inspector, target)
    assert post(inspector, "order_formally", target, **GIVEN).status_code == 403


def test_a_rectification_by_hand_does_not_claim_to_come_out_of_a_campaign(clerk, target):
    text = clerk.get(reverse("staff:rectifications:create")).content.decode()
    assert 'value="campaign"' not in text
