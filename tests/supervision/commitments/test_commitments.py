"""A text is put in force by a second person, signed online by the legal representative, its breach by two persons."""

import datetime

import pytest
from django.urls import reverse

from core.workflow.errors import SamePerson
from supervision.commitments import actions
from supervision.commitments.models import Commitment, CommitmentText
from supervision.credit_records.models import CreditRecord

D = datetime.date
WORDS = {"title": "规范收费", "scope": "行业协会商会", "body": "公开收费标准。\n不强制入会。"}


def in_force(world, **words) -> CommitmentText:
    text = actions.draft_text(actor=world.clerk, department=world.bureau, **{**WORDS, **words})
    actions.put_in_force(text, actor=world.chief)
    return text


def test_text_and_signature_through_the_pages(world):
    clerk, chief = (world.client(role, world.bureau) for role in ("registry_clerk", "registry_chief"))
    assert clerk.post(reverse("staff:commitments:create"), WORDS).status_code == 302
    text = CommitmentText.objects.get()
    force = reverse("staff:commitments:put_in_force", args=[text.pk])
    assert clerk.post(force).status_code == 403
    assert chief.post(force).status_code == 302
    boss = world.season.filer(world.late)
    sign = reverse("org:commitments:sign", args=[text.pk])
    assert "公开收费标准" in boss.get(sign).content.decode()
    assert boss.post(sign, {}).status_code == 422
    assert boss.post(sign, {"agrees": "on"}).status_code == 302
    assert boss.post(sign, {"agrees": "on"}).status_code == 422
    assert Commitment.objects.get().signed_on == D(2026, 6, 3)
    helper = world.season.filer(world.late)
    assert helper.get(sign).status_code == 403
    assert "规范收费" in helper.get(reverse("org:commitments:list")).content.decode()


def test_a_new_version_follows_and_what_was_signed_stays(world, set_clock):
    first = in_force(world)
    actions.sign(world.again(world.late), first, actor=world.season.actor(world.late, role="legal_representative"))
    set_clock("2026-07-01")
    second = in_force(world, body="公开收费标准和依据。")
    assert (world.again(first).valid_to, second.number) == (D(2026, 6, 30), 2)
    assert list(actions.unsigned(world.again(world.late), D(2026, 7, 1))) == [second]
    assert Commitment.objects.get().text_id == first.pk


def test_who_drafted_does_not_put_in_force(world):
    text = actions.draft_text(actor=world.chief, department=world.bureau, **WORDS)
    with pytest.raises(SamePerson):
        actions.put_in_force(text, actor=world.chief)


def test_a_breach_is_recorded_by_two_persons_and_told_to_nobody_before(world):
    text = in_force(world)
    boss = world.season.actor(world.late, role="legal_representative")
    signed = actions.sign(world.again(world.late), text, actor=boss)
    actions.doubt(world.again(signed), actor=world.clerk, breach="超标准收费。")
    html = world.season.filer(world.late).get(reverse("org:commitments:list")).content.decode()
    assert "违诺" not in html
    assert not CreditRecord.objects.exists()
    actions.confirm_breach(world.again(signed), actor=world.chief)
    record = CreditRecord.objects.get()
    assert (record.kind, record.is_public) == ("breach", False)
