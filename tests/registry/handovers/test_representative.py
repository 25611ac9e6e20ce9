"""The legal representative cannot be reached: one officer files the documents, another one decides."""

import dataclasses

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from core.access.middleware import seats_of
from core.audit.models import AuditEntry
from core.notifications.models import Notice
from core.workflow.errors import NotCompetent, NotPermitted, SamePerson, WrongState
from core.workflow.models import TransitionLog
from core.worklist.models import WorkItem
from registry.handovers import actions
from registry.handovers.models import RepresentativeChange
from registry.org_accounts.models import ActivationCode, OrganizationSeat
from tests.support.paper import PDF

pytestmark = pytest.mark.django_db
PASSWORD = "Harbour-9-gate"  # noqa: S105


@pytest.fixture
def clerk(bureau):
    return bureau.client("registry_clerk", bureau.bureau)


@pytest.fixture
def chief(bureau):
    return bureau.client("registry_chief", bureau.bureau)


@pytest.fixture
def old(chess, sit):
    return sit(chess, "legal_representative", "罗知秋")


def upload(data=PDF, name="变更登记决定书.pdf"):
    return SimpleUploadedFile(name, data, content_type="application/pdf")


def request(client, body, **changes):
    data = {
        "organization": body.name,
        "new_name": "陆知秋",
        "document_no": "霁民许〔2026〕18号",
        "reason": "原账号无法交接，已当面核验身份证件。",
        "document": upload(),
    }
    return client.post(reverse("staff:handovers:create"), {**data, **changes})


@pytest.fixture
def asked(clerk, chess, old):
    assert request(clerk, chess).status_code == 302
    return RepresentativeChange.objects.get()


def approve(client, change):
    return client.post(reverse("staff:handovers:approve", args=[change.pk]))


def test_from_the_counter_to_the_new_account(clerk, chief, old, chess, asked, client, enter):
    assert (asked.state, asked.old_seat, asked.files.count()) == ("requested", old, 1)
    item = WorkItem.objects.open().get()
    assert (item.role, item.department) == ("registry_chief", chess.supervising_authority)
    detail = chief.get(item.url).content.decode()
    assert "变更登记决定书.pdf" in detail
    assert "罗知秋" in detail
    before = enter(old)
    assert before.get("/home/").status_code == 200
    letter = approve(chief, asked)
    code = letter.context["code"]
    assert "no-store" in letter.headers["Cache-Control"]
    assert seats_of(old.user) == []
    assert before.get(reverse("org:annual_reports:list")).url == reverse("public:seats")
    assert not WorkItem.objects.open().exists()
    client.post(
        reverse("public:activate"),
        {"code": code, "name": "陆知秋", "username": "lu.zq", "password1": PASSWORD, "password2": PASSWORD},
    )
    new = OrganizationSeat.objects.get(organization=chess, role="legal_representative", state="active")
    assert new.user.username == "lu.zq"
    told = dict(Notice.objects.filter(template__startswith="handovers").values_list("template", "user_id"))
    assert told == {"handovers.representative_ends": old.user_id, "handovers.begins": new.user_id}
    assert code not in chief.get(reverse("staff:handovers:detail", args=[asked.pk])).content.decode()
    steps = AuditEntry.objects.filter(action__startswith="handovers").order_by("pk")
    assert list(steps.values_list("action", flat=True)) == ["handovers.request", "handovers.approve"]


def test_who_files_never_decides(chief, bureau, chess, old):
    request(chief, chess)
    change = RepresentativeChange.objects.get()
    assert approve(chief, change).status_code == 409
    refused = chief.post(reverse("staff:handovers:refuse", args=[change.pk]), {"comment": "材料不全"})
    assert refused.status_code == 409
    change.refresh_from_db()
    assert change.state == "requested"
    assert len(seats_of(old.user)) == 1
    assert not ActivationCode.objects.exists()


def test_a_clerk_does_not_decide(clerk, asked, bureau):
    assert approve(clerk, asked).status_code == 403
    with pytest.raises(NotPermitted):
        actions.approve_change(asked, actor=bureau.actor("registry_clerk", bureau.bureau))


def test_refusing_takes_a_reason_and_changes_nothing(chief, asked, old):
    url = reverse("staff:handovers:refuse", args=[asked.pk])
    assert chief.post(url, {"comment": " "}).status_code == 409
    assert chief.post(url, {"comment": "材料不能证明身份"}).status_code == 302
    asked.refresh_from_db()
    assert asked.state == "refused"
    assert len(seats_of(old.user)) == 1
    assert "材料不能证明身份" in chief.get(reverse("staff:handovers:detail", args=[asked.pk])).content.decode()
    assert approve(chief, asked).status_code == 409
    assert not WorkItem.objects.open().exists()


def test_it_is_decided_once(chief, bureau, asked):
    assert approve(chief, asked).status_code == 200
    with pytest.raises(WrongState):
        actions.approve_change(asked, actor=bureau.actor("registry_chief", bureau.bureau))
    assert ActivationCode.objects.count() == 1


def test_the_city_sees_a_district_body_and_neither_files_nor_decides(clerk, chief, bureau, tea, sit):
    page = request(clerk, tea)
    assert page.status_code == 422
    assert "由望澜区民政局办理" in page.content.decode()
    district = bureau.client("registry_clerk", bureau.wanglan_bureau)
    assert request(district, tea).status_code == 302
    change = RepresentativeChange.objects.get()
    assert chief.get(reverse("staff:handovers:detail", args=[change.pk])).status_code == 200
    answer = approve(chief, change)
    assert answer.status_code == 409
    assert "由望澜区民政局办理" in answer.content.decode()
    with pytest.raises(NotCompetent):
        actions.refuse_change(change, actor=bureau.actor("registry_chief", bureau.bureau), reason="试")
    assert (
        bureau.client("registry_chief", bureau.yanhai_bureau)
        .get(reverse("staff:handovers:detail", args=[change.pk]))
        .status_code
        == 404
    )


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"document": ""}, "请上传证明材料"),
        ({"document": upload(b"MZ\x90", "a.pdf")}, "不接收"),
        ({"organization": "没有这个协会"}, "没有找到这个社会组织"),
        ({"document_no": ""}, "依据文件"),
    ],
)
def test_what_is_missing_is_said_and_nothing_is_filed(clerk, chess, changes, words):
    page = request(clerk, chess, **changes)
    assert page.status_code == 422
    assert words in page.content.decode()
    assert not RepresentativeChange.objects.exists()


def test_one_request_at_a_time(clerk, chess, asked):
    page = request(clerk, chess)
    assert page.status_code == 422
    assert "已有一份待复核" in page.content.decode()


def test_the_person_concerned_does_not_decide_in_another_seat(bureau, asked):
    """The clerk who filed it is chief as well."""
    chief = bureau.actor("registry_chief", bureau.bureau)
    filed_by = TransitionLog.objects.of(asked).get().user_id
    with pytest.raises(SamePerson):
        actions.approve_change(asked, actor=dataclasses.replace(chief, user_id=filed_by))


def test_the_list_filters_and_asks_a_fixed_number_of_times(chief, asked, chess, django_assert_max_num_queries):
    with django_assert_max_num_queries(18):
        page = chief.get(reverse("staff:handovers:list"), {"state": "requested"}).content.decode()
    assert chess.name in page
    assert chess.name not in chief.get(reverse("staff:handovers:list"), {"state": "refused"}).content.decode()


@pytest.mark.parametrize("role", ["legal_reviewer", "inspector", "bureau_leader", "system_admin"])
def test_other_posts_do_not_open_it(bureau, asked, role):
    client = bureau.client(role, bureau.bureau)
    assert client.get(reverse("staff:handovers:list")).status_code == 403
    assert approve(client, asked).status_code == 403
