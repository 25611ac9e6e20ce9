"""销号 by two persons; a strike that was taken back stays on record and in the figures of its days."""

import pytest
from django.urls import reverse

from core.worklist.models import WorkItem
from supervision.campaigns import queries
from supervision.campaigns.models import CampaignOutcome, CampaignStrike, SignOff
from tests.support.campaigns import D, target_of

pytestmark = pytest.mark.django_db
PAPER = "望审批注销〔2026〕2号"


@pytest.fixture
def target(campaign, chess):
    return target_of(campaign, chess)


@pytest.fixture
def outcome(campaign):
    return CampaignOutcome.objects.get(kind=campaign.kind, code="qualified")


def post(client, step, target, **data):
    return client.post(reverse(f"staff:campaigns:{step}", args=[target.pk]), data)


def page(client, target):
    return client.get(reverse("staff:campaigns:target", args=[target.pk])).content.decode()


def state(target):
    target.refresh_from_db()
    return target.state


def done(campaign, day):
    return queries.progress(campaign.targets.all(), "total", D(2026, 6, day))[0].numerator


def test_a_clerk_proposes_and_a_chief_confirms(clerk, chief, campaign, target, outcome, set_clock):
    assert "确认销号</button>" not in page(clerk, target)
    assert post(clerk, "propose", target, outcome=outcome.pk, note="自查属实").status_code == 302
    assert state(target) == "proposed"
    assert done(campaign, 3) == 0
    item = WorkItem.objects.open().get(kind="campaigns.confirm")
    assert (item.department_id, item.role) == (target.competent_department_id, "registry_chief")
    assert post(clerk, "sign_off", target).status_code == 403
    set_clock("2026-06-05")
    text = page(chief, target)
    assert "自查属实" in text
    assert "确认销号</button>" in text
    assert post(chief, "sign_off", target).status_code == 302
    assert state(target) == "done"
    assert {day: done(campaign, day) for day in (3, 4, 5)} == {3: 0, 4: 0, 5: 1}
    one = SignOff.objects.get()
    assert (one.proposed_on, one.signed_on) == (D(2026, 6, 3), D(2026, 6, 5))
    assert one.proposed_by_id != one.user_id
    assert not WorkItem.objects.open().filter(kind="campaigns.confirm").exists()


def test_a_chief_who_proposed_does_not_confirm_it_herself(bureau, chief, target, outcome):
    post(chief, "propose", target, outcome=outcome.pk, note="合格")
    assert "确认销号</button>" not in page(chief, target)
    refused = post(chief, "sign_off", target)
    assert refused.status_code == 409
    assert "另一人" in refused.content.decode()
    assert state(target) == "proposed"
    other = bureau.client("registry_chief", bureau.bureau)
    assert post(other, "sign_off", target).status_code == 302


def test_a_proposal_sent_back_binds_nobody_later(clerk, chief, campaign, target, outcome):
    post(chief, "propose", target, outcome=outcome.pk, note="合格")
    assert post(chief, "take_sign_off_back", target).status_code == 409
    assert post(chief, "take_sign_off_back", target, comment="材料不全").status_code == 302
    assert state(target) == "open"
    post(clerk, "propose", target, outcome=outcome.pk, note="合格")
    assert post(chief, "send_sign_off_back", target, comment="请补检查记录").status_code == 302
    assert WorkItem.objects.open().get(kind="campaigns.sent_back").department_id == target.competent_department_id
    assert "请补检查记录" in page(clerk, target)
    post(clerk, "propose", target, outcome=outcome.pk, note="已补")
    assert not WorkItem.objects.open().filter(kind="campaigns.sent_back").exists()
    assert post(chief, "sign_off", target).status_code == 302
    assert list(SignOff.objects.exclude(signed_on=None).values_list("note", flat=True)) == ["已补"]
    assert done(campaign, 3) == 1


def test_nothing_else_is_done_to_a_target_while_its_sign_off_waits(clerk, target, outcome):
    post(clerk, "propose", target, outcome=outcome.pk, note="合格")
    assert post(clerk, "order", target, text="改", due_on="2026-06-20").status_code == 422
    text = page(clerk, target)
    for label in ("要求整改", "现场检查</a>", "提请销号</a>"):
        assert label not in text


def test_striking_ends_a_proposal(clerk, chief, target, outcome):
    post(clerk, "propose", target, outcome=outcome.pk, note="合格")
    assert post(chief, "strike", target, comment="已注销", document=PAPER).status_code == 302
    assert not SignOff.objects.proposals().exists()
    post(chief, "restore", target, comment="误核减")
    assert state(target) == "open"


def test_a_strike_taken_back_stays_on_record_and_in_the_figures_of_its_days(chief, campaign, target, set_clock):
    def counted(day):
        one = queries.progress(campaign.targets.all(), "total", D(2026, 6, day))[0]
        return one.struck, one.denominator

    post(chief, "strike", target, comment="已注销", document=PAPER)
    set_clock("2026-06-08")
    assert post(chief, "restore", target).status_code == 409
    assert post(chief, "restore", target, comment="注销决定已撤销").status_code == 302
    one = CampaignStrike.objects.get()
    assert (one.struck_on, one.document, one.reason) == (D(2026, 6, 3), PAPER, "已注销")
    assert (one.restored_on, one.restore_reason) == (D(2026, 6, 8), "注销决定已撤销")
    assert one.struck_by_id == one.restored_by_id is not None
    text = page(chief, target)
    for words in ("2026-06-03核减", PAPER, "已注销", "2026-06-08恢复", "注销决定已撤销"):
        assert words in text
    assert {day: counted(day) for day in (2, 3, 7, 8)} == {2: (0, 2), 3: (1, 1), 7: (1, 1), 8: (0, 2)}
    set_clock("2026-06-09")
    post(chief, "strike", target, comment="再次注销", document="望审批注销〔2026〕9号")
    assert CampaignStrike.objects.count() == 2
    assert counted(9) == (1, 1)


def test_what_was_to_be_put_right_before_the_strike_still_is_after_it(clerk, chief, target):
    post(clerk, "order", target, text="公布会费标准", due_on="2026-06-20")
    post(chief, "strike", target, comment="已注销", document=PAPER)
    post(chief, "restore", target, comment="误核减")
    assert state(target) == "rectifying"
