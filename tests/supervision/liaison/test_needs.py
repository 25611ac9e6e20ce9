"""What an organization asks for: assigned with a date, answered, closed by its own word or by a second person."""

import datetime

import pytest
from django.db import connection
from django.urls import reverse

from core.access.scope import EVERYTHING
from core.indicators.base import indicator
from core.indicators.grouping import total
from core.notifications.models import Notice
from core.workflow.errors import NotCompetent, SamePerson
from core.worklist.models import WorkItem
from supervision.liaison import actions
from supervision.models import Need

pytestmark = pytest.mark.django_db
D = datetime.date


def page(name, *args) -> str:
    return reverse(f"staff:liaison:{name}", args=args)


def org(name, *args) -> str:
    return reverse(f"org:liaison:{name}", args=args)


@pytest.fixture
def answered(bureau, keeper, tea):
    """Answered by a clerk of the keeping office itself."""

    def answered(answerer=None) -> Need:
        need = actions.raise_need(tea, actor=keeper, kind="need", words="需要展会信息")
        actions.assign(need, actor=keeper, responsible=bureau.bureau, due_on=D(2026, 6, 17))
        actions.answer(need, actor=answerer or keeper, text="已发送展会目录。")
        return need

    return answered


def test_from_the_organizations_word_to_its_confirmation(bureau, own, clerk, officer, tea):
    empty = own.post(org("create"), {"kind": "need"})
    assert empty.status_code == 422
    answer = own.post(org("create"), {"kind": "problem", "words": "会费票据领不到", "wish": "能网上领"})
    need = Need.objects.get()
    assert answer.url == org("need", need.pk)
    assert (need.department, need.is_own_word, need.state) == (bureau.bureau, True, "raised")
    assert officer.get(page("need", need.pk)).status_code == 404, "not yet assigned to it"
    late = clerk.post(page("assign", need.pk), {"responsible": bureau.commerce.pk, "due_on": "2026-06-02"})
    assert late.status_code == 422
    clerk.post(page("assign", need.pk), {"responsible": bureau.commerce.pk, "due_on": "2026-06-17"})
    assert WorkItem.objects.open().get().department == bureau.commerce
    assert "能网上领" in officer.get(page("need", need.pk)).content.decode()
    officer.post(page("answer", need.pk), {"text": "已开通网上申领。"})
    assert WorkItem.objects.open().get().organization_key == tea.pk
    assert Notice.objects.filter(template="liaison.answered", organization_key=tea.pk).exists()
    seen = own.get(org("need", need.pk)).content.decode()
    assert "已开通网上申领。" in seen
    assert own.post(org("confirm", need.pk)).status_code == 302
    need.refresh_from_db()
    assert (need.state, need.closed_on) == ("solved", D(2026, 6, 3))
    assert not WorkItem.objects.open().exists()


def test_the_organization_sends_an_empty_answer_back(own, answered, bureau):
    need = answered()
    silent = own.post(org("object_to", need.pk), {"comment": " "})
    assert silent.status_code == 409
    own.post(org("object_to", need.pk), {"comment": "目录里没有茶业展"})
    need.refresh_from_db()
    assert (need.state, need.closed_on) == ("assigned", None)
    assert WorkItem.objects.open().get().department == bureau.bureau


def test_who_answered_does_not_decide(bureau, keeper, answered):
    need = answered()
    with pytest.raises(SamePerson):
        actions.decide(need, actor=keeper, comment="已解决")
    actions.decide(need, actor=bureau.actor("registry_chief", bureau.bureau), comment="电话核实已解决")
    assert Need.objects.get().state == "solved"


def test_what_cannot_be_had_is_explained_and_never_counted_as_solved(bureau, answered):
    need = answered()
    actions.explain(need, actor=bureau.actor("registry_chief", bureau.bureau), comment="政策不允许，已当面说明")
    figure = total(indicator("liaison_needs_solved"), EVERYTHING, as_of=D(2026, 6, 3))
    assert (Need.objects.get().state, figure.numerator, figure.denominator) == ("unsolved", 0, 1)


def test_only_the_answering_office_answers_and_it_may_hand_back(bureau, keeper, clerk, officer, tea):
    need = actions.raise_need(tea, actor=keeper, kind="thought", words="想了解政策")
    actions.assign(need, actor=keeper, responsible=bureau.commerce, due_on=D(2026, 6, 17))
    with pytest.raises(NotCompetent, match="霁川市商务局"):
        actions.answer(need, actor=keeper, text="答复")
    assert "答复</a>" not in clerk.get(page("need", need.pk)).content.decode()
    officer.post(page("hand_back", need.pk), {"comment": "不属于本单位职责"})
    need.refresh_from_db()
    assert need.state == "raised"
    assert WorkItem.objects.open().get().department == bureau.bureau


def test_an_organization_sees_its_own_and_no_words_of_the_office(bureau, own, keeper, tea, link):
    chess = bureau.register("霁川市棋类协会")
    strange = actions.raise_need(chess, actor=keeper, kind="need", words="别家的诉求")
    link(tea, phone="0532-00000000")
    actions.log_contact(tea, actor=keeper, kind="visit", topic="内部记录的事由")
    text = own.get(org("list")).content.decode()
    assert "顾某" in text
    assert "0532-00000000" in text
    assert "走访" in text
    assert "内部记录的事由" not in text
    assert own.get(org("need", strange.pk)).status_code == 404


def test_an_own_word_goes_to_the_office_that_keeps_in_touch(bureau, own, tea, officer):
    party = bureau.actor("party_officer", bureau.party_committee)
    actions.link(
        actor=party, department=bureau.party_committee, organizations=[tea], kind="officer", name="许某",
        document="文件", since=D(2026, 1, 1),
    )  # fmt: skip
    own.post(org("create"), {"kind": "hope", "words": "希望培训"})
    assert Need.objects.get().department == bureau.party_committee


def test_overdue_begins_the_day_after(bureau, keeper, tea, set_clock, clerk):
    need = actions.raise_need(tea, actor=keeper, kind="need", words="需要场地")
    actions.assign(need, actor=keeper, responsible=bureau.commerce, due_on=D(2026, 6, 17))
    set_clock("2026-06-17")
    assert not Need.objects.overdue().exists()
    set_clock("2026-06-18")
    assert Need.objects.overdue().exists()
    assert "需要场地" in clerk.get(page("needs"), {"overdue": "yes"}).content.decode()


def test_the_solved_rate_agrees_with_sql(bureau, keeper, tea, answered):
    solved = answered()
    actions.decide(solved, actor=bureau.actor("registry_chief", bureau.bureau), comment="已解决")
    answered()
    Need.objects.filter(pk=solved.pk).update(raised_on=D(2026, 1, 1))
    old = actions.raise_need(tea, actor=keeper, kind="need", words="去年的")
    Need.objects.filter(pk=old.pk).update(raised_on=D(2025, 12, 31))
    rate = indicator("liaison_needs_solved")
    assert [
        (one.numerator, one.denominator)
        for one in (total(rate, EVERYTHING, as_of=day) for day in (D(2025, 12, 31), D(2026, 6, 2), D(2026, 6, 3)))
    ] == [(0, 1), (0, 1), (1, 2)]
    with connection.cursor() as cursor:
        cursor.execute(
            "select count(*) filter (where state = 'solved' and closed_on <= '2026-06-03'), count(*) "
            "from supervision_need where raised_on between '2026-01-01' and '2026-06-03'"
        )
        assert cursor.fetchone() == (1, 2)
