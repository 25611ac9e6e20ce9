"""A month of the approval bureau against the register: what only one of them has, and where they differ."""

import datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils.http import urlencode

from core.refusal import Refusal
from core.spreadsheets.reading import read_table
from registry.approvals import actions
from registry.approvals.models import MonthSignOff
from registry.approvals.reconciliation import Reconciliation
from registry.organizations import actions as organizations
from registry.organizations.states import ResponsibilityKind as R
from tests.support import officers
from tests.support.bureau import SETUP

pytestmark = pytest.mark.django_db
JUNE = datetime.date(2026, 6, 1)
PAGE = "staff:approvals:reconciliation"


@pytest.fixture
def compare(bureau):
    """{group: {(what, name)}} of a month between the bureau and civil affairs of the city."""

    def compare(month=JUNE):
        found: dict[str, set] = {}
        for row in Reconciliation(bureau.approval, bureau.bureau, month).rows:
            found.setdefault(row.group, set()).add((row.what, row.name))
        return found

    return compare


@pytest.fixture
def known(bureau):
    """An organization that the bureau registered and never pushed."""

    def known(name, day="2026-06-02", **more):
        return bureau.register(
            name, registered_on=datetime.date.fromisoformat(day),
            responsibilities={R.REGISTERING.value: bureau.approval.pk}, **more,
        )  # fmt: skip

    return known


def test_what_is_pushed_and_not_accepted_stands_with_the_bureau_alone(push, accept, compare):
    pushed = push()
    assert compare() == {"only_there": {("成立登记", pushed.name)}}
    accept(pushed, "civil_affairs")
    assert "only_there" not in compare()


def test_what_the_register_has_and_nobody_pushed_stands_here_alone(known, compare):
    row = known("霁川市无推送协会")
    known("霁川市别月协会", "2026-05-30")
    old = known("霁川市老协会", "2020-01-01")
    day = {"actor": SETUP, "valid_from": datetime.date(2026, 6, 3)}
    organizations.rename(old, name="霁川市新协会", **day)
    organizations.change_status(old, status="cancelled", document="决定书", **day)
    assert compare() == {
        "only_here": {("成立登记", row.name), ("变更名称", "霁川市新协会"), ("注销登记", "霁川市新协会")}
    }


def test_what_a_bureau_pushed_for_another_authority_is_not_compared_here(known, compare, bureau):
    known("望澜区某协会", authority=bureau.wanglan_bureau)
    assert compare() == {}


def test_the_field_in_which_the_two_differ_is_named_with_both_words(push, accept, bureau):
    pushed = accept(push(), "civil_affairs")
    fact = pushed.organization.names.get()
    organizations.correct(fact, actor=SETUP, values={"name": "霁川市灯彩研究会"}, reason="照证书核对")
    rows = Reconciliation(bureau.approval, bureau.bureau, JUNE).rows
    named = {row.what: (row.there, row.here) for row in rows if row.group == "different"}
    assert named["名称"] == ("霁川市𠮷祥灯彩研究会", "霁川市灯彩研究会")


def test_a_representative_who_is_not_entered_yet_differs_until_she_is(push, accept, bureau):
    officers.load()
    pushed = accept(push(), "civil_affairs")

    def differs():
        rows = Reconciliation(bureau.approval, bureau.bureau, JUNE).rows
        return {row.what: (row.there, row.here) for row in rows}

    assert differs() == {"法定代表人": ("张喆", "（空）")}
    officers.appoint(pushed.organization, "张喆", since=JUNE)
    assert differs() == {}


def test_both_offices_see_the_same_page_and_take_the_same_sheet_away(push, known, bureau, client):
    push()
    known("霁川市无推送协会")
    seen = []
    for role, office in (("approval_clerk", bureau.approval), ("registry_clerk", bureau.bureau)):
        client.force_login(bureau.seat(role, office).user)
        asked = {"month": "2026-06", "bureau": bureau.approval.pk, "authority": bureau.bureau.pk}
        page = client.get(reverse(PAGE), asked).content.decode()
        assert "霁川市无推送协会" in page
        answer = client.post(f"{reverse('staff:approvals:reconciliation_export')}?{urlencode(asked)}")
        table = read_table(_file(answer), max_rows=50)
        seen.append([row.cells for row in table.rows])
    assert seen[0] == seen[1]
    assert {row[2] for row in seen[0]} == {"霁川市𠮷祥灯彩研究会", "霁川市无推送协会"}


def _file(answer):
    return SimpleUploadedFile("reconciliation.xlsx", answer.getvalue())


def test_a_month_is_signed_once_it_is_over_and_what_is_open_is_explained(push, bureau, pusher, offices, set_clock):
    push()
    clerk = bureau.actor("registry_chief", bureau.bureau)
    with pytest.raises(Refusal, match="还没有结束"):
        actions.sign_off(bureau.approval, bureau.bureau, JUNE, actor=clerk)
    set_clock("2026-07-02")
    with pytest.raises(Refusal, match="还有1件不一致"):
        actions.sign_off(bureau.approval, bureau.bureau, JUNE, actor=clerk)
    row = actions.sign_off(bureau.approval, bureau.bureau, JUNE, actor=clerk, note="待民政接收")
    assert (row.side, row.counts["only_there"]) == ("civil_affairs", 1)
    actions.sign_off(bureau.approval, bureau.bureau, JUNE, actor=pusher, note="待民政接收")
    assert MonthSignOff.objects.count() == 2
    with pytest.raises(Refusal, match="已确认过"):
        actions.sign_off(bureau.approval, bureau.bureau, JUNE, actor=pusher, note="再次")
