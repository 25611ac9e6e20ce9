"""委员单位: kept by its committee, left only after its instructors."""

import pytest
from django.urls import reverse

from core.workflow.errors import NotPermitted
from party_building.council_units import actions
from party_building.council_units.models import CouncilUnit
from party_building.instructors.models import Instructor
from tests.support.bureau import Bureau
from tests.support.instructors import SINCE, enroll
from tests.support.officers import id_number

LIST = reverse("staff:council_units:list")


@pytest.fixture
def bureau(db):
    return Bureau()


@pytest.fixture
def officer(bureau):
    return bureau.client("party_officer", bureau.party_committee)


@pytest.fixture
def unit(bureau, officer):
    data = {"name": "霁川市档案馆", "duties": "选派指导员", "contact": "罗联络", "valid_from": "2024-01-01"}
    assert officer.post(reverse("staff:council_units:create"), data).status_code == 302
    return CouncilUnit.objects.get()


def test_a_unit_sends_an_instructor_who_is_counted_and_must_leave_before_it(bureau, officer, unit):
    data = {
        "name": "周启", "id_type": "resident_id", "id_number": id_number(), "kind": "serving",
        "council_unit": unit.pk, "trades": "教育、养老", "valid_from": "2024-02-01",
    }  # fmt: skip
    assert officer.post(reverse("staff:instructors:create"), data).status_code == 302
    zhou = Instructor.objects.get()
    assert (zhou.sender, zhou.trades) == ("霁川市档案馆", ["教育", "养老"])
    assert "霁川市档案馆" in officer.get(f"{LIST}?sent=some").content.decode()
    assert "周启" in officer.get(reverse("staff:council_units:detail", args=[unit.pk])).content.decode()
    assert (
        "未填写，不能在手机上记录走访"
        in officer.get(reverse("staff:instructors:detail", args=[zhou.pk])).content.decode()
    )
    leave = reverse("staff:council_units:leave", args=[unit.pk])
    refused = officer.post(leave, {"last_day": "2026-05-31", "reason": "机构改革"})
    assert refused.status_code == 422
    assert "周启仍在指导员队伍中" in refused.content.decode()
    officer.post(reverse("staff:instructors:leave", args=[zhou.pk]), {"last_day": "2026-05-20", "reason": "调离"})
    assert officer.post(leave, {"last_day": "2026-05-31", "reason": "机构改革"}).status_code == 302
    assert "霁川市档案馆" in officer.get(f"{LIST}?state=left").content.decode()


def test_a_stale_tab_overwrites_nothing(officer, unit):
    address = reverse("staff:council_units:edit", args=[unit.pk])
    data = {"name": unit.name, "duties": "选派", "contact": "甲", "version": unit.version}
    assert officer.post(address, data).status_code == 302
    assert officer.post(address, {**data, "contact": "乙"}).status_code == 409
    unit.refresh_from_db()
    assert unit.contact == "甲"


def test_civil_affairs_does_not_keep_the_roster(bureau, officer, unit):
    with pytest.raises(NotPermitted):
        actions.add(
            actor=bureau.actor("registry_clerk", bureau.bureau), committee=bureau.party_committee, name="某局",
            duties="无", valid_from=SINCE,
        )  # fmt: skip
    assert bureau.client("registry_clerk", bureau.bureau).get(reverse("staff:council_units:create")).status_code == 403
    other = bureau.client("party_officer", bureau.department("砚海区委社会工作部", "party_organ", bureau.yanhai))
    assert other.get(reverse("staff:council_units:detail", args=[unit.pk])).status_code == 404


def test_an_instructor_comes_from_one_unit_only(bureau, officer, unit):
    zhou = enroll(bureau, "周启")
    address = reverse("staff:instructors:edit", args=[zhou.pk])
    data = {"kind": "serving", "council_unit": unit.pk, "sending_name": "某局", "version": zhou.version}
    answer = officer.post(address, data)
    assert answer.status_code == 422
    assert "三者填一种" in answer.content.decode()
