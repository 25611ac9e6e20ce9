"""范文: changed in a form with preview, put in force by a second person from a day on; placeholders are checked."""

import datetime

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from core.documents.letters import Heading, Items, Table
from core.refusal import Refusal
from core.workflow.errors import NotCompetent, SamePerson, StaleVersion, WrongState
from supervision.letters import texts
from supervision.letters.actions import templates as actions
from supervision.letters.models import LetterKind, LetterTemplate

pytestmark = pytest.mark.django_db
D = datetime.date
TODAY = D(2026, 6, 3)


@pytest.fixture
def kind(world):
    return LetterKind.objects.get(code="reminder")


@pytest.fixture
def written(world, kind):
    return actions.start(kind, actor=world.clerk, department=world.bureau)


def block(kind, text):
    return {"kind": kind, "text": text}


def rows(*blocks, **more):
    """A posted formset."""
    data = {
        "form-TOTAL_FORMS": len(blocks),
        "form-INITIAL_FORMS": 0,
        "form-MIN_NUM_FORMS": 0,
        "form-MAX_NUM_FORMS": 40,
    }
    for place, (name, text) in enumerate(blocks):
        data |= {f"form-{place}-kind": name, f"form-{place}-text": text, f"form-{place}-ORDER": place + 1}
    return {"title": "关于{事由}的提醒函", "note": "", "source": "本局范文", **data, **more}


def test_from_a_new_version_to_letters_that_use_it(world, clerk, chief, kind, set_clock):
    answer = clerk.post(reverse("staff:letters:start_template", args=["reminder"]))
    made = LetterTemplate.objects.get(department=world.bureau)
    assert answer.url == reverse("staff:letters:edit_template", args=[made.pk])
    address = answer.url
    assert "{事实和理由}" in clerk.get(address).content.decode()
    data = rows(("paragraph", "现就{事由}提醒如下：{事实和理由}"), ("items", "{要求}"), version=made.version)
    shown = clerk.post(address, {**data, "preview": "1"})
    assert "〔事实和理由〕" in shown.content.decode()
    made.refresh_from_db()
    assert made.version == 1
    assert clerk.post(address, data).status_code == 302
    made.refresh_from_db()
    assert made.blocks[0]["text"] == "现就{subject}提醒如下：{facts}"
    assert clerk.post(reverse("staff:letters:propose_template", args=[made.pk])).status_code == 302
    force = reverse("staff:letters:put_template_in_force", args=[made.pk])
    assert chief.post(force, {"valid_from": "2026-06-02"}).status_code == 422
    assert chief.post(force, {"valid_from": "2026-06-10"}).status_code == 302
    before = world.draft("reminder")
    assert before.template.department is None
    set_clock("2026-06-10")
    after = world.draft("reminder")
    assert after.template == made
    assert after.blocks[0]["text"] == "现就社会组织换届提醒如下：年度报告尚未报送。"


def test_more_rows_can_be_had_without_saving(clerk, written):
    address = reverse("staff:letters:edit_template", args=[written.pk])
    answer = clerk.post(address, rows(("paragraph", "{事实和理由}"), version=1, more="1"))
    assert answer.status_code == 200
    assert answer.content.decode().count('name="form-2-text"') == 1
    assert LetterTemplate.objects.get(pk=written.pk).version == 1


@pytest.mark.parametrize(
    ("blocks", "words"),
    [
        ([("paragraph", "请{谁知道}办理")], "“{谁知道}”不是本文种的填写项"),
        ([("paragraph", "请办理{事实和理由")], "花括号不成对"),
        ([("paragraph", " ")], "没有内容"),
        ([("table", "事项|期限\n换届")], "格数须一致"),
        ([("paragraph", "对末位单位")], "待提升"),
    ],
)
def test_a_text_that_cannot_be_is_refused_with_the_place(clerk, written, blocks, words):
    answer = clerk.post(reverse("staff:letters:edit_template", args=[written.pk]), rows(*blocks, version=1))
    assert answer.status_code == 422
    assert words in answer.content.decode()


def test_who_wrote_it_does_not_put_it_in_force(world, written):
    chief = world.actor("registry_chief", world.bureau)
    actions.edit(written, actor=chief, version=1, blocks=[block("paragraph", "{facts}")])
    actions.propose(written, actor=world.clerk)
    with pytest.raises(SamePerson):
        actions.put_in_force(written, actor=chief, valid_from=TODAY)
    actions.put_in_force(written, actor=world.chief, valid_from=TODAY)
    with pytest.raises(WrongState):
        actions.edit(written, actor=chief, version=written.version, blocks=[block("paragraph", "改")])


def test_two_tabs_do_not_overwrite_each_other(clerk, written, world):
    actions.edit(written, actor=world.clerk, version=1, blocks=[block("paragraph", "{facts}")])
    with pytest.raises(StaleVersion):
        actions.edit(written, actor=world.clerk, version=1, blocks=[block("paragraph", "别的")])
    answer = clerk.post(
        reverse("staff:letters:edit_template", args=[written.pk]), rows(("paragraph", "别的"), version=1)
    )
    assert answer.status_code == 409


def test_the_version_before_ends_on_the_day_before(world, kind, written):
    actions.propose(written, actor=world.clerk)
    actions.put_in_force(written, actor=world.chief, valid_from=TODAY)
    second = actions.start(kind, actor=world.clerk, department=world.bureau)
    assert second.number == 2
    with pytest.raises(Refusal, match="正在起草"):
        actions.start(kind, actor=world.clerk, department=world.bureau)
    actions.propose(second, actor=world.clerk)
    with pytest.raises(Refusal, match="同日或者更晚"):
        actions.put_in_force(second, actor=world.chief, valid_from=TODAY)
    actions.put_in_force(second, actor=world.chief, valid_from=D(2026, 7, 1))
    written.refresh_from_db()
    assert written.valid_to == D(2026, 6, 30)


def test_two_texts_of_one_kind_never_hold_on_one_day(world, kind, written):
    shared = LetterTemplate.objects.get(kind=kind, department=None)
    with pytest.raises(IntegrityError, match="letter_template_shared_once"), transaction.atomic():
        LetterTemplate.objects.create(
            kind=kind, number=9, title="又一份", blocks=[], state="active", valid_from=shared.valid_from
        )


def test_an_office_changes_its_own_text_and_not_anothers_nor_the_shared_one(world, kind, written):
    with pytest.raises(NotCompetent):
        actions.edit(written, actor=world.actor("registry_clerk", world.wanglan_bureau), version=1, title="改")
    shared = LetterTemplate.objects.get(kind=kind, department=None)
    with pytest.raises(NotCompetent, match="随平台提供"):
        actions.edit(shared, actor=world.clerk, version=1, title="改")


def test_values_of_several_lines_make_paragraphs_items_and_rows():
    blocks = [
        block("paragraph", "{facts}"), block("heading", "请予办理"), block("items", "{demand}\n按时回复"),
        block("table", "事项|期限\n{rows}"), block("paragraph", "详见{facts}。"),
    ]  # fmt: skip
    values = {"facts": "第一段。\n第二段。", "demand": "甲\n乙", "rows": "换届|6月底\n审计"}
    filled = texts.fill(blocks, values, {"facts": "事实", "demand": "要求", "rows": "清单"})
    assert texts.body(filled) == (
        "第一段。", "第二段。", Heading("请予办理"), Items(("甲", "乙", "按时回复")),
        Table(("事项", "期限"), (("换届", "6月底"), ("审计", ""))), "详见第一段；第二段。",
    )  # fmt: skip


def test_a_value_with_braces_is_text_and_nothing_else():
    filled = texts.fill([block("paragraph", "事由：{facts}")], {"facts": "{issuer} 与 {0}"}, {"facts": "事实"})
    assert filled[0]["text"] == "事由：{issuer} 与 {0}"
