"""Rotation: chosen bodies go to another instructor in one step, after a look at what it does."""

import datetime

import pytest
from django.urls import reverse

from party_building.instructors.models import Dispatch
from party_building.instructors.states import DispatchBasis
from tests.support.bureau import Bureau
from tests.support.instructors import body, enroll, send

DAY = datetime.date(2026, 6, 1)


@pytest.fixture
def bureau(db):
    return Bureau()


def asked(taker, facts, button="look", **more):
    return {
        "taker": taker.pk, "since": DAY.isoformat(), "reason": "轮换", "document": "",
        "dispatches": [one.pk for one in facts], "override_reason": "", button: "1", **more,
    }  # fmt: skip


def test_a_look_writes_nothing_and_the_second_button_hands_over(bureau):
    officer = bureau.client("party_officer", bureau.party_committee)
    zhou, qin = enroll(bureau, "周启"), enroll(bureau, "秦明")
    facts = [send(body(bureau, f"霁川市第{number}协会"), zhou) for number in (1, 2, 3)]
    address = reverse("staff:instructors:hand_over", args=[zhou.pk])
    page = officer.post(address, asked(qin, facts[:2])).content.decode()
    assert "3家 → 1家" in page
    assert "0家 → 2家" in page
    assert Dispatch.objects.filter(instructor=qin).count() == 0
    assert officer.post(address, asked(qin, facts[:2], "confirm")).status_code == 302
    assert Dispatch.objects.on(DAY).filter(instructor=qin).count() == 2
    old = Dispatch.objects.get(pk=facts[0].pk)
    assert (old.valid_to, old.end_reason) == (DAY - datetime.timedelta(days=1), "轮换")
    assert Dispatch.objects.on(DAY).filter(instructor=zhou).get() == facts[2]


def test_all_or_none_where_the_taker_serves_one_of_them_or_would_be_over_the_limit(bureau):
    officer = bureau.client("party_officer", bureau.party_committee)
    zhou, qin = enroll(bureau, "周启"), enroll(bureau, "秦明", load_cap=1)
    facts = [send(body(bureau, f"霁川市第{number}协会"), zhou) for number in (1, 2)]
    address = reverse("staff:instructors:hand_over", args=[zhou.pk])
    over = officer.post(address, asked(qin, facts, "confirm"))
    assert over.status_code == 422
    assert "再派2家即超出上限" in over.content.decode()
    send(facts[0].organization, qin, DispatchBasis.STREET)
    twice = officer.post(address, asked(qin, facts, "confirm", override_reason="同一园区"))
    assert twice.status_code == 422
    assert "双派须为两人" in twice.content.decode()
    assert Dispatch.objects.on(DAY).filter(instructor=zhou).count() == 2
