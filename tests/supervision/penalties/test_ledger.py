"""The ledger of penalties: two persons, several kinds in one decision, correction, withdrawal."""

import datetime

import pytest
from django.urls import reverse

from core.refusal import Refusal
from core.workflow.errors import NotCompetent, SamePerson
from supervision.credit_records.models import CreditRecord
from supervision.penalties import actions
from supervision.penalties.models import Penalty
from tests.support.credit import pdf

D = datetime.date
POSTED = {
    "authority_name": "霁川市市场监督管理局", "number": "霁市监罚〔2026〕7号", "decided_on": "2026-06-01",
    "effective_on": "2026-06-02", "kinds": ["warning", "fine"], "fine_yuan": "20000", "facts": "违规收费。",
    "basis": "《价格法》第四十条",
}  # fmt: skip


def test_one_person_enters_and_another_confirms_on_the_page(world):
    clerk, chief = (world.client(role, world.bureau) for role in ("registry_clerk", "registry_chief"))
    new = reverse("staff:penalties:create", args=[world.late.pk])
    assert clerk.post(new, POSTED).status_code == 422  # without the decision itself
    answer = clerk.post(new, {**POSTED, "document": pdf()})
    penalty = Penalty.objects.get()
    assert answer.url == reverse("staff:penalties:detail", args=[penalty.pk])
    assert penalty.kind_words == "警告、罚款20,000元"
    assert not CreditRecord.objects.exists()
    confirm = reverse("staff:penalties:confirm", args=[penalty.pk])
    assert clerk.post(confirm).status_code == 403
    assert chief.post(confirm).status_code == 302
    penalty.refresh_from_db()
    record = CreditRecord.objects.get()
    assert (penalty.state, record.kind, record.due_on) == ("confirmed", "penalty", D(2026, 6, 10))


def test_an_amount_without_its_kind_and_a_kind_without_its_amount_are_refused(world):
    clerk = world.client("registry_clerk", world.bureau)
    new = reverse("staff:penalties:create", args=[world.late.pk])
    html = clerk.post(new, {**POSTED, "fine_yuan": "", "document": pdf()}).content.decode()
    assert "请填写金额" in html
    html = clerk.post(new, {**POSTED, "kinds": ["warning"], "document": pdf()}).content.decode()
    assert "请同时选择“罚款”" in html
    stop = {**POSTED, "kinds": ["suspension"], "fine_yuan": "", "document": pdf()}
    assert "起止日期" in clerk.post(new, stop).content.decode()
    assert not Penalty.objects.exists()


def test_who_entered_does_not_confirm(world):
    penalty = actions.enter(
        world.again(world.late), actor=world.chief, items=[actions.Item("warning")], document=world.file(),
        authority_name="霁川市民政局", number="1号", decided_on=D(2026, 6, 1), effective_on=D(2026, 6, 1), facts="甲",
        basis="乙", is_published=False,
    )  # fmt: skip
    with pytest.raises(SamePerson):
        actions.confirm(penalty, actor=world.chief)


def test_the_city_clerk_does_not_keep_the_ledger_of_a_district_body(world):
    district = world.register("砚海区茶叶协会", authority=world.yanhai_bureau)
    with pytest.raises(NotCompetent, match="砚海区民政局"):
        world.penalty(district)


def test_the_same_decision_is_confirmed_once(world):
    world.confirmed(number="同一号")
    again = world.penalty(number="同一号")
    with pytest.raises(Refusal, match="已经登记"):
        actions.confirm(again, actor=world.chief)


def test_a_correction_replaces_the_record_once_it_is_confirmed(world):
    wrong = world.confirmed(None, world.fine(5000), number="8号")
    right = actions.enter(
        world.again(world.late), actor=world.clerk, items=[world.fine(50_000)], document=None, corrects=wrong,
        authority_name=wrong.authority_name, number="8号", decided_on=wrong.decided_on,
        effective_on=wrong.effective_on, facts="甲", basis="乙", is_published=True,
    )  # fmt: skip
    assert world.again(wrong).state == "confirmed"
    actions.confirm(right, actor=world.chief)
    assert (world.again(wrong).state, world.again(right).state) == ("replaced", "confirmed")
    assert set(CreditRecord.objects.values_list("state", "title")) == {
        ("withdrawn", "行政处罚：罚款5,000元"), ("formed", "行政处罚：罚款50,000元"),
    }  # fmt: skip
    assert right.document_id == wrong.document_id


def test_a_judgment_takes_the_penalty_back_by_two_persons(world):
    penalty = world.confirmed()
    with pytest.raises(Refusal, match="文书名称"):
        actions.ask_withdrawal(penalty, actor=world.clerk, ground="judgment", document=" ", withdrawn_on=D(2026, 6, 3))
    actions.ask_withdrawal(
        world.again(penalty), actor=world.clerk, ground="judgment", document="（2026）霁01行终1号",
        withdrawn_on=D(2026, 6, 3),
    )  # fmt: skip
    assert Penalty.objects.standing().filter(pk=penalty.pk).exists()
    actions.confirm_withdrawal(world.again(penalty), actor=world.chief)
    assert not Penalty.objects.standing().exists()
    assert Penalty.objects.standing_on(D(2026, 6, 3)).count() == 0
    assert CreditRecord.objects.get().state == "withdrawn"


def test_the_organization_reads_nothing_before_it_is_confirmed(world):
    world.penalty()
    actor = world.season.actor(world.late)
    assert not Penalty.objects.visible_to(actor).exists()
    world.confirmed(number="另一号")
    assert Penalty.objects.visible_to(actor).count() == 1


def test_a_stale_edit_is_refused_with_what_the_colleague_wrote(world):
    penalty = world.penalty(number="9号")
    clerk = world.client("registry_clerk", world.bureau)
    edit = reverse("staff:penalties:edit", args=[penalty.pk])
    posted = {**POSTED, "kinds": ["warning"], "fine_yuan": "", "number": "10号", "version": penalty.version}
    assert clerk.post(edit, posted).status_code == 302
    assert clerk.post(edit, {**posted, "number": "11号"}).status_code == 409
    assert Penalty.objects.get().number == "10号"
