"""An archive of reports: kept by the branch or the organ above, found and exported, never summed up by unit."""

import datetime

import pytest
from django.urls import reverse

from core.workflow.errors import NotCompetent, Refusal
from party_building.propaganda import actions
from party_building.propaganda.models import PropagandaItem
from party_building.propaganda.tables import PropagandaList
from tests.support.bureau import SETUP

D = datetime.date
LIST = reverse("staff:propaganda:list")


def said(line, **fields) -> dict:
    given = {"title": "义诊进社区", "outlet": "霁川日报", "published_on": "2026-05-20", "link": ""}
    return {"unit": line.branch.pk, **given, **fields}


def keep(line, unit=None, **fields):
    given = {"title": "义诊进社区", "outlet": "霁川日报", "published_on": D(2026, 5, 20), "actor": SETUP}
    return actions.keep(unit or line.branch, **{**given, **fields})


def test_a_secretary_keeps_a_report_and_the_organ_above_finds_it(line):
    secretary = line.org_client(line.tea)
    assert secretary.post(reverse("org:propaganda:create"), said(line)).status_code == 302
    assert "义诊进社区" in secretary.get(reverse("org:propaganda:list")).content.decode()
    officer = line.officer_client()
    assert "义诊进社区" in officer.get(LIST, {"q": "义诊", "outlet": "日报"}).content.decode()
    assert "义诊进社区" not in officer.get(LIST, {"q": "合唱"}).content.decode()
    assert "义诊进社区" not in line.officer_client(line.other_organ).get(LIST).content.decode()
    assert line.client("registry_clerk", line.bureau).get(LIST).status_code == 403


def test_what_does_not_fit_is_said_in_the_form(line):
    secretary = line.org_client(line.tea)
    for fields, sentence in (
        ({"published_on": "2026-06-04"}, "不能晚于今天"),
        ({"title": ""}, "标题"),
        ({"link": "不是链接"}, "链接"),
        ({"unit": line.far.pk}, "党组织"),
    ):
        answer = secretary.post(reverse("org:propaganda:create"), said(line, **fields))
        assert answer.status_code == 422
        assert sentence in answer.content.decode()
    assert not PropagandaItem.objects.exists()


def test_one_report_is_kept_once_and_may_be_withdrawn_with_a_reason(line):
    item = keep(line)
    with pytest.raises(Refusal, match="已经存档"):
        keep(line)
    secretary = line.org_client(line.tea)
    withdraw = reverse("org:propaganda:withdraw", args=[item.pk])
    secretary.post(withdraw, {"comment": ""})
    assert PropagandaItem.objects.standing().exists()
    assert secretary.post(withdraw, {"comment": "不是我们支部的"}).status_code == 302
    assert "义诊进社区" not in line.officer_client().get(LIST).content.decode()


def test_other_branches_and_lines_neither_see_nor_withdraw_it(line):
    item = keep(line)
    other = line.org_client(line.qin)
    assert other.get(reverse("org:propaganda:detail", args=[item.pk])).status_code == 404
    with pytest.raises(NotCompetent):
        actions.withdraw(item, actor=line.secretary(line.qin), reason="误")


def test_the_archive_has_no_number_by_unit_and_no_order_of_merit():
    assert {sort.key for sort in PropagandaList.sorts} == {"published_on"}
    assert not any(column.kind == "number" for column in PropagandaList.columns)
