"""半年对账: four kinds of differences, and nothing that changes the register."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from core.spreadsheets.writing import Column, write_xlsx
from party_building.party_members.models import PartyMember, Reconciliation

pytestmark = pytest.mark.django_db
UNIT = "霁川市茶业协会党支部"


def upload(desk, rows, header=("姓名", "所在党支部", "人员类别")):
    file = SimpleUploadedFile("名册.xlsx", write_xlsx(rows, [Column(title) for title in header]))
    return desk.post(reverse("staff:party_members:reconcile"), {"file": file, "as_of": "2026-05-31"})


def test_each_difference_is_listed_and_the_register_stays(desk, enrolled):
    enrolled("甲")
    enrolled("乙")
    enrolled("丙")
    before = list(PartyMember.objects.order_by("pk").values())
    answer = upload(desk, [["甲", UNIT, "正式党员"], ["乙", UNIT, "预备党员"], ["丁", "别处党支部", "正式党员"]])
    assert answer.status_code == 302, answer.content.decode()
    run = Reconciliation.objects.get()
    found = {(one.kind, one.name, one.here, one.there) for one in run.differences.all()}
    assert found == {
        ("standing", "乙", "正式党员", "预备党员"),
        ("only_there", "丁", "", "别处党支部（正式党员）"),
        ("only_here", "丙", f"{UNIT}（正式党员）", ""),
    }
    assert list(PartyMember.objects.order_by("pk").values()) == before
    text = desk.get(answer.url).content.decode()
    assert "仅党员系统有（1）" in text
    assert "仅本平台有（1）" in text


def test_by_number_somebody_is_found_in_another_unit(desk, enrolled):
    member = enrolled("甲")
    member.person.id_number = "379902199005041233"
    member.person.save()
    upload(desk, [["甲", "别处党支部", "正式党员", "379902199005041233"]], ("姓名", "党支部", "人员类别", "身份证号"))
    one = Reconciliation.objects.get().differences.get()
    assert (one.kind, one.here, one.there, one.member) == ("unit", UNIT, "别处党支部", member)


def test_two_that_agree_say_so(desk, enrolled):
    enrolled("甲")
    answer = upload(desk, [["甲", UNIT, "正式党员"]])
    assert "两边一致" in desk.get(answer.url).content.decode()


def test_a_sheet_without_its_columns_is_refused_by_their_names(desk, enrolled):
    answer = upload(desk, [["甲", UNIT]], ("姓名", "支部"))
    assert answer.status_code == 422
    assert "表中缺少列：所在党支部、人员类别" in answer.content.decode()
    assert not Reconciliation.objects.exists()


def test_another_organs_runs_are_not_seen(bureau, desk, other_organ, enrolled):
    enrolled("甲")
    upload(desk, [["甲", UNIT, "正式党员"]])
    stranger = bureau.client("party_officer", other_organ)
    run = Reconciliation.objects.get()
    assert stranger.get(reverse("staff:party_members:reconciliation", args=[run.pk])).status_code == 404
