"""A ladder follows the facts: both tracks side by side, why the next rung is not open, and its end."""

import datetime

from django.urls import reverse

from supervision.case_proposals import actions as proposals
from supervision.credit_listings.models import CreditEntry
from supervision.credit_removals.models import RemovalRequest
from supervision.ladders import actions
from supervision.ladders.models import Ladder, LadderStep
from supervision.letters import actions as letters
from supervision.risk_alerts import sweep
from tests.supervision.credit_removals.test_removals import DIRECT

D = datetime.date


def page(world, client) -> str:
    ladder = Ladder.objects.get(organization=world.late)
    return client.get(reverse("staff:ladders:detail", args=[ladder.pk])).content.decode()


def test_an_overdue_report_begins_a_ladder_at_night_and_its_arrival_stops_it(world):
    sweep.run(codes=["AR-04"])
    assert actions.refresh() == (1, 0)
    assert actions.refresh() == (0, 0)
    ladder = Ladder.objects.get()
    assert (ladder.kind, ladder.organization_id, ladder.began_on) == ("report", world.late.pk, D(2026, 6, 3))
    world.season.submitted(world.late, direct_reason=DIRECT)
    ladder.refresh_from_db()
    assert (ladder.state, ladder.stopped_on) == ("stopped", D(2026, 6, 3))


def test_both_tracks_say_what_was_done_and_why_the_next_rung_is_not_open(world, set_clock):
    sweep.run(codes=["AR-04"])
    actions.refresh()
    clerk = world.client("registry_clerk", world.bureau)
    html = page(world, clerk)
    assert "还没有提出列入建议" in html
    assert "还没有提出立案建议" in html
    assert html.index("信用轨道") < html.index("处罚轨道")
    world.served(world.case())
    html = page(world, clerk)
    assert "2026-06-03直接送达" in html
    assert "陈述申辩期截至2026-06-17（含当日），期满之后才能决定" in html
    proposals.propose(world.again(world.late), actor=world.clerk, title="甲", facts="乙", basis="丙")
    assert "待决定" in page(world, clerk)
    coming = html.split("处罚轨道")[-1]
    assert "随案件办理提供" in coming
    assert "撤销登记是列入严重违法失信名单的情形，不是其后果" in coming


def test_the_stay_shows_when_two_years_are_full(world, set_clock):
    world.listed(day="2026-07-20", set_clock=set_clock)
    html = page(world, world.client("registry_clerk", world.bureau))
    assert "2028-07-20满期" in html
    assert "未满期（2028-07-20满期）" in html


def test_steps_are_rows_and_one_that_ended_is_drawn_no_more(world):
    sweep.run(codes=["AR-04"])
    actions.refresh()
    LadderStep.objects.filter(code="remind").update(valid_to=D(2026, 6, 2))
    assert "没有提醒记录" not in page(world, world.client("registry_clerk", world.bureau))


def test_the_organization_reads_no_proposal_and_no_party_matter(world):
    sweep.run(codes=["AR-04"])
    actions.refresh()
    world.case()
    proposals.propose(world.again(world.late), actor=world.clerk, title="甲", facts="乙", basis="丙")
    Ladder.objects.create(organization=world.late, kind="party", began_on=D(2026, 6, 3))
    html = world.season.filer(world.late).get(reverse("org:ladders:list")).content.decode()
    assert "没有收到列入事先告知书" in html
    assert "没有立案" in html
    assert "待决定" not in html
    assert "党组织未按规定设立" not in html


def test_a_ladder_is_seen_by_whoever_sees_the_organization(world):
    sweep.run(codes=["AR-04"])
    actions.refresh()
    ladder = Ladder.objects.get()
    other = world.client("registry_clerk", world.yanhai_bureau)
    assert other.get(reverse("staff:ladders:detail", args=[ladder.pk])).status_code == 404


def test_what_comes_next_leads_to_the_page_on_which_it_is_done(world, set_clock):
    filer, clerk = world.season.filer(world.late), world.client("registry_clerk", world.bureau)
    world.listed(day="2026-07-20", set_clock=set_clock)
    stay = CreditEntry.objects.get()
    apply = reverse("org:credit_removals:apply", args=[stay.pk])
    own = filer.get(reverse("org:ladders:list")).content.decode()
    assert f'<a href="{reverse("org:annual_reports:list")}">报送2025年度工作报告</a>' in own
    assert "由您办理" in own
    assert apply not in own, "it cannot be applied for yet"
    set_clock("2026-07-22")
    world.season.submitted(world.late, direct_reason=DIRECT)
    assert f'<a href="{apply}">申请移出</a>' in filer.get(reverse("org:ladders:list")).content.decode()
    filer.post(apply, {"text": "已补报。"})
    removal = RemovalRequest.objects.get()
    address = reverse("staff:credit_removals:detail", args=[removal.pk])
    panel = clerk.get(reverse("staff:ladders:of_organization", args=[world.late.pk])).content.decode()
    assert f'<a href="{address}">核实移出申请</a>' in panel


def test_only_who_may_climb_a_rung_is_led_to_it(world):
    sweep.run(codes=["AR-04"])
    actions.refresh()
    clerk, auditor = (world.client(role, world.bureau) for role in ("registry_clerk", "auditor"))
    new = reverse("staff:credit_listings:create", args=[world.late.pk])
    urging = f"{reverse('staff:letters:create', args=['report_urging'])}?organization={world.late.pk}&amp;year=2025"
    html = page(world, clerk)
    assert new in html
    assert urging in html
    form = clerk.get(urging.replace("&amp;", "&")).content.decode()
    assert f'value="{world.late.name}"' in form
    assert 'value="2025"' in form
    html = page(world, auditor)
    assert "还没有提出列入建议" in html
    assert new not in html
    assert urging not in html


def test_a_decision_says_how_it_arrived(world, set_clock):
    world.listed(day="2026-07-20", set_clock=set_clock)
    clerk = world.client("registry_clerk", world.bureau)
    assert "决定书尚未送达" in page(world, clerk)
    letter = world.again(CreditEntry.objects.get().cases.get().decision)
    letters.seal(letter, actor=world.clerk)
    letters.deliver(letter, actor=world.clerk, way="direct", served_on=D(2026, 7, 20), receiver="会长")
    assert "决定书2026-07-20直接送达" in page(world, clerk)


def test_a_letter_leads_to_the_matter_it_belongs_to(world):
    clerk, filer = world.client("registry_clerk", world.bureau), world.season.filer(world.late)
    case = world.served(world.case())
    staff = clerk.get(reverse("staff:letters:detail", args=[case.notice_id])).content.decode()
    assert reverse("staff:credit_listings:detail", args=[case.pk]) in staff
    own = filer.get(reverse("org:letters:detail", args=[case.notice_id])).content.decode()
    assert reverse("org:credit_listings:detail", args=[case.pk]) in own
    assert "staff/credit-listings" not in own
    urging = letters.draft(
        actor=world.clerk, kind="report_urging", issuer=world.bureau, organization=world.again(world.late),
        values={"year": "2025", "due": "2026年6月10日前"},
    )  # fmt: skip
    assert "所属事项" not in clerk.get(reverse("staff:letters:detail", args=[urging.pk])).content.decode()
