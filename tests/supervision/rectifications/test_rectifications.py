"""责令整改 through the pages: ordered with a letter, running from service, reported, verified; and rule SV-05."""

import datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from core import clock
from core.refusal import Refusal
from core.rules.models import RuleVersion
from core.workflow.errors import CommentRequired, NotCompetent, WrongState
from core.worklist.models import WorkItem
from registry.organizations.owed import way
from supervision.letters import actions as letters
from supervision.rectifications import actions, rules
from supervision.rectifications.models import RectificationOrder
from supervision.risk_alerts import sweep
from supervision.risk_alerts.models import RiskAlert
from tests.support.paper import PDF

pytestmark = pytest.mark.django_db
D = datetime.date
ONE = datetime.timedelta(days=1)
WHAT = {
    "ground": "未按章程召开理事会。",
    "basis": "《社会团体登记管理条例》第三十条",
    "demand": "召开理事会\n报送会议纪要",
}


@pytest.fixture
def prepared(world):
    def prepared(body=None, **more):
        given = {"source": "inspection", "due_days": 30, **WHAT, **more}
        return actions.order(actor=world.clerk, organization=body or world.body, **given)

    return prepared


def bring(world, order) -> RectificationOrder:
    """Through the route to the body, today."""
    letter = order.letter
    letters.submit(letter, actor=world.clerk)
    letters.check(letter, actor=world.chief)
    letters.sign(letter, actor=world.chief)
    letters.seal(letter, actor=world.clerk)
    letters.deliver(letter, actor=world.clerk, way="direct", served_on=clock.today(), receiver="秘书长")
    order.refresh_from_db()
    return order


@pytest.fixture
def running(world, prepared):
    return lambda **more: bring(world, prepared(**more))


def page(client, order, side="staff"):
    return client.get(reverse(f"{side}:rectifications:detail", args=[order.pk]))


def post(client, step, order, side="staff", **data):
    return client.post(reverse(f"{side}:rectifications:{step}", args=[order.pk]), data)


def test_from_the_form_to_a_verified_rectification(world, clerk):
    data = {"organization": world.body.name, "source": "inspection", "due_days": 30, **WHAT}
    address = reverse("staff:rectifications:create")
    assert clerk.get(address).context["form"].initial["due_days"] == 30
    assert clerk.post(address, {**data, "ground": ""}).status_code == 422
    answer = clerk.post(address, data)
    order = RectificationOrder.objects.get()
    assert answer.url == reverse("staff:letters:detail", args=[order.letter_id])
    filer = world.body_client()
    assert page(filer, order, "org").status_code == 404
    bring(world, order)
    assert (order.state, order.ordered_on, order.due_on) == ("running", D(2026, 6, 3), D(2026, 7, 3))
    assert "报送整改情况" in page(filer, order, "org").content.decode()
    proof = SimpleUploadedFile("会议纪要.pdf", PDF, content_type="application/pdf")
    assert post(filer, "report", order, "org", text="太短").status_code == 422
    assert post(filer, "report", order, "org", text="已召开理事会，纪要附后。", documents=proof).status_code == 302
    assert "会议纪要.pdf" in page(clerk, order).content.decode()
    kept = order.reports.get().files.get()
    assert clerk.post(reverse("staff:rectifications:file", args=[order.pk, kept.pk])).status_code == 302
    assert filer.post(reverse("org:rectifications:file", args=[order.pk, kept.pk])).status_code == 302
    assert post(clerk, "verify", order, comment="").status_code == 422
    assert post(clerk, "verify", order, comment="查阅纪要，属实。").status_code == 302
    order.refresh_from_db()
    assert (order.state, order.verified_on) == ("verified", D(2026, 6, 3))
    assert order.letter.__class__.objects.get(pk=order.letter_id).state == "closed"
    assert not WorkItem.objects.open().exists()


def test_what_is_not_enough_goes_back_with_the_same_last_day(world, running, clerk):
    order = running()
    actions.report(order, actor=world.body_actor(), text="已安排召开理事会会议。")
    assert post(clerk, "send_back", order, comment="尚无会议纪要").status_code == 302
    order.refresh_from_db()
    assert (order.state, order.due_on) == ("running", D(2026, 7, 3))
    assert "尚无会议纪要" in page(world.body_client(), order, "org").content.decode()
    actions.report(order, actor=world.body_actor(), text="补报会议纪要和签到。")
    actions.verify(order, actor=world.clerk, comment="属实")
    assert [one.passed for one in order.reports.all()] == [False, True]


def test_a_last_day_that_is_a_rest_day_moves_on(world, prepared, set_clock):
    set_clock("2026-06-04")
    order = bring(world, prepared())
    assert order.due_on == D(2026, 7, 6)  # 4 July is a Saturday


def test_the_period_is_extended_once_with_a_reason(world, running, chief, clerk):
    order = running()
    assert post(clerk, "extend", order, due_on="2026-08-03", comment="理由").status_code == 403
    assert post(chief, "extend", order, due_on="2026-07-03", comment="理由").status_code == 422
    assert post(chief, "extend", order, due_on="2026-08-03", comment="").status_code == 422
    assert post(chief, "extend", order, due_on="2026-08-03", comment="理事出差").status_code == 302
    order.refresh_from_db()
    assert (order.first_due_on, order.due_on) == (D(2026, 7, 3), D(2026, 8, 3))
    with pytest.raises(Refusal, match="只能延长一次"):
        actions.extend(order, actor=world.chief, due_on=D(2026, 9, 1), comment="再延")


def test_brought_on_paper_it_is_written_down_by_the_clerk(world, running, clerk):
    order = running()
    assert post(clerk, "take_in", order, text="书面材料：已召开理事会。").status_code == 302
    assert order.reports.get().is_on_paper


def test_a_letter_withdrawn_or_voided_takes_its_order_along(world, prepared):
    withdrawn, voided = prepared(), prepared()
    letters.withdraw(withdrawn.letter, actor=world.clerk, comment="已自行改正")
    letters.submit(voided.letter, actor=world.clerk)
    letters.check(voided.letter, actor=world.chief)
    letters.sign(voided.letter, actor=world.chief)
    letters.void(voided.letter, actor=world.chief, comment="写错对象")
    assert set(RectificationOrder.objects.values_list("state", flat=True)) == {"cancelled"}


def test_a_letter_that_says_another_period_is_not_signed(world, prepared):
    order = prepared()
    letter = order.letter
    letters.edit(letter, actor=world.clerk, version=letter.version, values={**letter.values, "due": "10日内"})
    letters.submit(letter, actor=world.clerk)
    letters.check(letter, actor=world.chief)
    with pytest.raises(Refusal, match="不一致"):
        letters.sign(letter, actor=world.chief)


def test_what_was_changed_in_the_letter_is_what_was_ordered(world, prepared):
    order = prepared()
    letter = order.letter
    letters.edit(letter, actor=world.clerk, version=letter.version, values={**letter.values, "facts": "两年未开会。"})
    assert bring(world, order).ground == "两年未开会。"


def test_one_that_is_out_is_cancelled_with_its_letter_and_before_that_among_the_letters(
    world, running, prepared, chief
):
    with pytest.raises(Refusal, match="撤回或者作废"):
        actions.cancel(prepared(), actor=world.chief, comment="误发")
    order = running()
    assert post(chief, "cancel", order, comment="对象有误").status_code == 302
    order.refresh_from_db()
    assert (order.state, order.cancelled_on) == ("cancelled", D(2026, 6, 3))
    with pytest.raises(CommentRequired):
        actions.cancel(running(), actor=world.chief, comment=" ")


def test_a_body_sees_and_answers_its_own_orders_only(world, running):
    order = running()
    stranger = world.body_client(world.other_body)
    assert page(stranger, order, "org").status_code == 404
    assert post(stranger, "report", order, "org", text="代为报送整改情况。").status_code == 404
    assert order.letter.number not in stranger.get(reverse("org:rectifications:list")).content.decode()
    with pytest.raises(NotCompetent):
        actions.report(order, actor=world.body_actor(world.other_body), text="代其他组织报送整改情况。")


def test_the_district_does_not_verify_what_the_city_ordered(world, running):
    order = running()
    actions.report(order, actor=world.body_actor(), text="已召开理事会，纪要附后。")
    with pytest.raises(NotCompetent, match="霁川市民政局"):
        actions.verify(order, actor=world.actor("registry_clerk", world.wanglan_bureau), comment="属实")
    with pytest.raises(WrongState):
        actions.report(order, actor=world.body_actor(), text="再报送一次整改情况。")


def test_from_an_alert_it_takes_the_body_and_keeps_the_link(world, clerk):
    alert = RiskAlert.objects.create(
        rule_code="AR-04", subject_kind="organization", subject_id=world.body.pk, organization=world.body,
        severity="H", evidence_digest="x", opened_on=clock.today(),
    )  # fmt: skip
    for name in ("supervising_authority", "registering_authority"):
        setattr(alert, name, world.bureau)
    alert.save()
    address = f"{reverse('staff:rectifications:create')}?alert={alert.pk}"
    form = clerk.get(address).context["form"]
    assert form.initial["organization"] == world.body.name
    assert clerk.post(address, {"organization": world.other_body.name, "due_days": 30, **WHAT}).status_code == 422
    assert clerk.post(address, {"organization": world.body.name, "due_days": 30, **WHAT}).status_code == 302
    order = RectificationOrder.objects.get()
    assert (order.alert, order.source) == (alert, "alert")


def found(day) -> list[tuple]:
    one = rules.RectificationDue()
    version = RuleVersion(code=one.code, params=one.default_params, severity=one.default_severity)
    return list(one.findings(day, version).values_list("finding_organization_id", "finding_severity"))


def test_it_is_announced_three_days_before_and_grave_from_the_day_after(world, running):
    order = running()
    due = order.due_on
    assert found(due - 4 * ONE) == []
    assert found(due - 3 * ONE) == [(world.body.pk, "I")]
    assert found(due) == [(world.body.pk, "I")]
    assert found(due + ONE) == [(world.body.pk, "H")]
    assert list(RectificationOrder.objects.overdue(due)) == []
    assert list(RectificationOrder.objects.overdue(due + ONE)) == [order]


def test_a_report_in_time_that_waits_for_the_authority_is_not_the_bodys_delay(world, running, set_clock):
    order = running()
    set_clock("2026-07-03")
    actions.report(order, actor=world.body_actor(), text="已召开理事会，纪要附后。")
    assert found(D(2026, 7, 10)) == []
    assert found(D(2026, 7, 2)) == [(world.body.pk, "I")]
    set_clock("2026-07-10")
    actions.send_back(order, actor=world.clerk, comment="材料不全")
    assert found(D(2026, 7, 9)) == []
    assert found(D(2026, 7, 10)) == [(world.body.pk, "H")]


def test_a_late_report_does_not_end_it_and_its_verification_does(world, running, set_clock):
    order = running()
    set_clock("2026-07-06")
    actions.report(order, actor=world.body_actor(), text="已召开理事会，纪要附后。")
    assert found(D(2026, 7, 7)) == [(world.body.pk, "H")]
    set_clock("2026-07-08")
    sweep.run(codes=["SV-05"])
    assert RiskAlert.objects.unresolved().filter(rule_code="SV-05").exists()
    actions.verify(order, actor=world.clerk, comment="属实")
    assert not RiskAlert.objects.unresolved().filter(rule_code="SV-05").exists()
    assert found(D(2026, 7, 7)) == [(world.body.pk, "H")]


def test_asked_for_a_past_day_the_period_is_the_one_of_that_day(world, running, set_clock):
    order = running()
    set_clock("2026-07-06")
    actions.extend(order, actor=world.chief, due_on=D(2026, 8, 3), comment="理事出差")
    assert found(D(2026, 7, 5)) == [(world.body.pk, "H")]
    assert found(D(2026, 7, 6)) == []


def test_it_stands_on_the_way_to_good_standing(world, running, set_clock):
    running()
    set_clock("2026-07-06")
    assert "完成责令整改" in [step.title for step in way(world.body, D(2026, 7, 6)).steps]
