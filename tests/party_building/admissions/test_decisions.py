"""What the superior decides: declining, prolonging once, cancelling; and what ends a way before."""

import datetime

import pytest
from django.urls import reverse

from core.workflow.errors import CommentRequired
from party_building.admissions import actions
from party_building.admissions.queries import Catalogue, Progress
from party_building.party_members.models import PartyMember
from tests.support.bureau import SETUP

pytestmark = pytest.mark.django_db
D = datetime.date


def test_who_is_declined_goes_back_and_may_be_accepted_anew(desk, applied, advance):
    admission = advance(applied(), "superior_talk", acceptance=D(2025, 4, 1))
    url = reverse("staff:admissions:change", args=[admission.pk, "decline"])
    assert desk.post(url, {"comment": ""}).status_code == 422
    assert desk.post(url, {"comment": "材料不全"}).status_code == 302
    admission.refresh_from_db()
    assert (admission.state, admission.accepted_on) == ("object", None)
    assert Progress(admission, Catalogue()).next_step.code == "branch_check"
    assert admission.records.filter(is_void=True, step__code="acceptance").count() == 1
    admission = advance(admission, "approval", acceptance=D(2025, 9, 1))
    assert PartyMember.objects.get(person=admission.person).joined_on == D(2025, 9, 1)


@pytest.mark.parametrize(
    ("until", "fits"),
    [("2026-09-30", False), ("2026-10-01", True), ("2027-04-01", True), ("2027-04-02", False)],
)
def test_a_probation_is_prolonged_once_by_six_months_to_a_year(desk, applied, advance, until, fits):
    admission = advance(applied(), "asking", acceptance=D(2025, 4, 1))
    url = reverse("staff:admissions:change", args=[admission.pk, "prolong"])
    said = {"until": until, "decided_on": "2026-04-20", "comment": "需要继续考察"}
    answer = desk.post(url, said)
    assert answer.status_code == (302 if fits else 422)
    if not fits:
        assert "2026-10-01至2027-04-01之间" in answer.content.decode()
        return
    again = desk.post(url, said)
    assert "只能延长一次" in again.content.decode()
    admission.refresh_from_db()
    progress = Progress(admission, Catalogue())
    assert progress.next_step.code == "asking"
    advance_to = D.fromisoformat(until)
    actions.record(admission, actor=SETUP, step="asking", done_on=D(2026, 6, 1))
    admission.refresh_from_db()
    first, why = Progress(admission, Catalogue()).earliest
    assert first == advance_to
    assert f"预备期已延长至{until}" in why


def test_a_cancelled_probation_ends_the_standing_the_day_before(desk, applied, advance):
    admission = advance(applied(), "oath", acceptance=D(2025, 4, 1))
    url = reverse("staff:admissions:change", args=[admission.pk, "cancel"])
    assert desk.post(url, {"ended_on": "2026-05-01", "comment": "不履行党员义务"}).status_code == 302
    admission.refresh_from_db()
    member = PartyMember.objects.get(person=admission.person)
    assert (admission.state, member.standing) == ("cancelled", "")
    assert member.standings.get().valid_to == D(2026, 4, 30)


def test_a_branch_stops_with_a_reason(bureau, officer, applied):
    admission = applied()
    with pytest.raises(CommentRequired):
        actions.stop(admission, actor=officer, comment="")
    actions.stop(admission, actor=officer, comment="本人撤回申请")
    admission.refresh_from_db()
    assert admission.state == "stopped"
    assert Progress(admission, Catalogue()).next_step is None
