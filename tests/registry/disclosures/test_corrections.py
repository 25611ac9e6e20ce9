"""信息有误: what a visitor says reaches the authority that can put it right, and nobody else."""

import re

import pytest
from django.urls import reverse

from core.audit.models import AuditEntry
from core.worklist.models import WorkItem
from registry.disclosures.models import CorrectionRequest
from registry.disclosures.states import CorrectionState
from registry.organizations.models import Organization

PHONE = "12300001234"
SAID = {"about": "address", "reason": "门牌号应当是听澜街道乙二号，不是甲一号", "phone": PHONE}


@pytest.fixture
def tea(bureau):
    return bureau.register("望澜区茶业协会", authority=bureau.wanglan_bureau, region_id=bureau.wanglan.pk)


def form_url(organization):
    return reverse("public:disclosures:correction", args=[f"id-{organization.pk}"])


def send(visitor, organization, **changes):
    return visitor.post(form_url(organization), {**SAID, **changes})


@pytest.fixture
def asked(visitor, tea):
    assert send(visitor, tea).status_code == 302
    return CorrectionRequest.objects.get()


def test_it_becomes_a_work_item_of_the_supervising_authority(visitor, bureau, tea):
    response = send(visitor, tea)
    assert visitor.get(response.url).status_code == 200
    asked, item = CorrectionRequest.objects.get(), WorkItem.objects.get()
    assert asked.reason == SAID["reason"]
    assert item.department_id == bureau.wanglan_bureau.pk
    clerk = bureau.client("registry_clerk", bureau.wanglan_bureau)
    page = clerk.get(item.url).content.decode()
    assert SAID["reason"] in page
    assert "住所" in page


def test_the_visitor_gets_a_number_and_reads_the_answer_by_it(visitor, bureau, tea):
    page = visitor.get(send(visitor, tea).url).content.decode()
    number = re.search(r"JC-\d+-[A-Z2-7]{8}", page)[0]
    asked = CorrectionRequest.objects.get()
    assert asked.due_on.isoformat() in page
    assert WorkItem.objects.get().due_on == asked.due_on
    clerk = bureau.client("registry_clerk", bureau.wanglan_bureau)
    comment = f"门牌号已更正，联系人{PHONE}"
    clerk.post(reverse("staff:disclosures:correct", args=[asked.pk]), {"comment": comment})
    typed = number.lower().replace("-", " ")
    answer = visitor.get(reverse("public:disclosures:correction_result"), {"number": typed})
    text = answer.content.decode()
    assert "已更正" in text
    assert "门牌号已更正" in text
    assert PHONE not in text
    assert SAID["reason"] not in text
    assert "no-store" in answer["Cache-Control"]


def test_a_number_that_is_not_ours_finds_nothing(visitor, asked):
    for number in (
        f"JC-{asked.pk}-AAAAAAAA",
        f"JC-{asked.pk}",
        "JC-999-ABCDEFGH",
        "乱写",
        "JC-9999999999999999-AAAAAAAA",
    ):
        text = visitor.get(reverse("public:disclosures:correction_result"), {"number": number}).content.decode()
        assert "没有查到这个查询号" in text
        assert "望澜区茶业协会" not in text


def test_it_marks_nothing_on_the_organization_and_stands_on_no_public_page(visitor, tea, asked):
    before = Organization.objects.values().get(pk=tea.pk)
    page = visitor.get(reverse("public:disclosures:organization", args=[f"id-{tea.pk}"])).content.decode()
    assert "乙二号" not in page
    assert PHONE not in page
    assert Organization.objects.values().get(pk=tea.pk) == before


def test_the_number_is_encrypted_and_shown_masked_until_somebody_asks_on_the_record(bureau, asked):
    assert PHONE.encode() not in bytes(asked.phone_cipher)
    assert asked.phone_masked == "123****1234"
    clerk = bureau.client("registry_clerk", bureau.wanglan_bureau)
    url = reverse("staff:disclosures:detail", args=[asked.pk])
    assert PHONE not in clerk.get(url).content.decode()
    shown = clerk.post(reverse("staff:disclosures:reveal", args=[asked.pk]))
    assert PHONE in shown.content.decode()
    assert "no-store" in shown["Cache-Control"]
    assert AuditEntry.objects.filter(action="disclosures.reveal", object_id=asked.pk).count() == 1


def test_the_city_sees_a_districts_request_but_neither_reveals_nor_settles_it(bureau, asked):
    city = bureau.client("registry_clerk", bureau.bureau)
    page = city.get(reverse("staff:disclosures:detail", args=[asked.pk])).content.decode()
    assert "由望澜区民政局办理" in page
    assert PHONE not in city.post(reverse("staff:disclosures:reveal", args=[asked.pk])).content.decode()
    city.post(reverse("staff:disclosures:keep", args=[asked.pk]), {"comment": "核实"})
    asked.refresh_from_db()
    assert asked.state == CorrectionState.RECEIVED


@pytest.mark.parametrize(("step", "state"), [("correct", "corrected"), ("keep", "kept")])
def test_settling_it_needs_a_word_and_closes_the_work_item(bureau, asked, step, state):
    clerk = bureau.client("registry_clerk", bureau.wanglan_bureau)
    url = reverse(f"staff:disclosures:{step}", args=[asked.pk])
    clerk.post(url, {"comment": " "})
    assert WorkItem.objects.open().count() == 1
    clerk.post(url, {"comment": "已核对登记档案"})
    asked.refresh_from_db()
    assert asked.state == state
    assert WorkItem.objects.open().count() == 0
    assert "已核对登记档案" in clerk.get(reverse("staff:disclosures:detail", args=[asked.pk])).content.decode()


@pytest.mark.parametrize(
    "changes",
    [
        {"reason": ""},
        {"reason": "错"},
        {"reason": "负责人身份证号379902198001010015写错了"},
        {"reason": f"请打电话{PHONE}联系我核实"},
        {"phone": "12"},
        {"phone": "abc"},
        {"about": "party_superior"},
    ],
)
def test_what_cannot_be_kept_is_said_at_its_field(visitor, tea, changes):
    response = send(visitor, tea, **changes)
    assert response.status_code == 422
    assert "错误：信息有误" in response.content.decode()
    assert not CorrectionRequest.objects.exists()


def test_a_number_is_not_asked_for(visitor, tea):
    assert send(visitor, tea, phone="").status_code == 302
    assert not CorrectionRequest.objects.get().phone


def test_one_address_may_ask_five_times_an_hour(visitor, tea):
    assert [send(visitor, tea).status_code for _ in range(6)] == [302] * 5 + [429]


def test_where_no_authority_is_recorded_it_says_whom_to_ask(visitor, bureau):
    made = bureau.register("霁川市无主协会", responsibilities={}, authority=bureau.bureau)
    Organization.objects.filter(pk=made.pk).update(supervising_authority=None, registering_authority=None)
    response = send(visitor, made)
    assert response.status_code == 409
    assert "请直接与当地民政部门联系" in response.content.decode()
    assert not CorrectionRequest.objects.exists()
