"""A filer leaves: she says so, the legal representative says who follows, and nothing on the desk is lost."""

import pytest
from django.test import Client
from django.urls import reverse

from core.access.middleware import seats_of
from core.audit.models import AuditEntry
from core.identity.models import User
from core.notifications.models import Notice
from core.worklist.models import WorkItem
from registry.annual_reports.actions import filling, obligations
from registry.annual_reports.models import AnnualReport, ReportObligation
from registry.annual_reports.reference import load_regimes
from registry.handovers.models import SeatHandover
from registry.org_accounts.models import ActivationCode, OrganizationSeat
from registry.report_forms.versions import load_forms

pytestmark = pytest.mark.django_db
PASSWORD = "Harbour-9-gate"  # noqa: S105


@pytest.fixture
def filer(chess, sit):
    return sit(chess, name="唐果")


@pytest.fixture
def head(chess, sit, enter):
    """The legal representative, signed in."""
    return enter(sit(chess, "legal_representative", "罗知秋"))


def announce(client, last_day="2026-06-30"):
    return client.post(reverse("org:handovers:announce"), {"last_day": last_day, "note": "年报填到财务部分"})


def arrange(client, seat, **changes):
    data = {"last_day": "2026-06-30", "who": "new", "colleague": ""}
    return client.post(reverse("org:handovers:arrange", args=[seat.pk]), {**data, **changes})


def test_who_leaves_tells_the_legal_representative_who_finds_it_among_her_work(filer, head, enter):
    assert announce(enter(filer)).status_code == 302
    handover = SeatHandover.objects.get()
    item = WorkItem.objects.open().get()
    assert (item.role, item.organization_key) == ("legal_representative", filer.organization_id)
    assert item.url == reverse("org:handovers:arrange", args=[filer.pk])
    assert "安排岗位交接" in head.get("/home/").content.decode()
    page = head.get(item.url).content.decode()
    assert "2026-06-30" in page
    assert Notice.objects.filter(template="handovers.announced").count() == 1
    arrange(head, filer)
    handover.refresh_from_db()
    assert handover.state == "arranged"
    assert not WorkItem.objects.open().exists()


def test_a_new_person_gets_a_code_that_is_shown_once(filer, head, client):
    letter = arrange(head, filer)
    code = letter.context["code"]
    assert "no-store" in letter.headers["Cache-Control"]
    assert code not in head.get(reverse("org:handovers:list")).content.decode()
    client.post(
        reverse("public:activate"),
        {"code": code, "name": "许言蹊", "username": "xu.yan", "password1": PASSWORD, "password2": PASSWORD},
    )
    new = User.objects.get(username="xu.yan")
    assert [seat.role for seat in seats_of(new)] == ["organization_filer"]
    assert SeatHandover.objects.get().successor == new
    assert Notice.objects.filter(template="handovers.begins", user=new).count() == 1


def test_the_former_holder_works_until_her_last_day_and_not_longer(filer, head, enter, set_clock):
    arrange(head, filer)
    client = enter(filer)
    set_clock("2026-06-30")
    assert client.get(reverse("org:annual_reports:list")).status_code == 200
    set_clock("2026-07-01")
    assert client.get(reverse("org:annual_reports:list")).url == reverse("public:seats")
    assert client.post(reverse("org:handovers:announce"), {}).url == reverse("public:seats")
    assert seats_of(filer.user) == []


def test_a_colleague_takes_over_from_today(filer, head, chess, sit):
    colleague = sit(chess, "branch_secretary", "沈星野").user
    assert arrange(head, filer, who="colleague", colleague=colleague.pk).status_code == 302
    assert sorted(seat.role for seat in seats_of(colleague)) == ["branch_secretary", "organization_filer"]
    assert not ActivationCode.objects.exists()
    assert Notice.objects.filter(template="handovers.begins", user=colleague).count() == 1


def test_what_was_begun_lies_on_the_desk_of_who_follows(filer, head, chess, bureau, sit, enter):
    load_regimes()
    load_forms()
    obligations.open_year(2025, actor=bureau.actor("registry_chief", bureau.bureau))
    owed = ReportObligation.objects.get(organization=chess, year=2025)
    old = enter(filer)
    started = old.post(reverse("org:annual_reports:start", args=[owed.pk]))
    report = AnnualReport.objects.get(organization=chess)
    assert started.status_code == 302
    assert filling
    colleague = sit(chess, "branch_secretary", "沈星野")
    arrange(head, filer, who="colleague", colleague=colleague.user_id)
    new = enter(OrganizationSeat.objects.get(user=colleague.user, role="organization_filer"))
    role = OrganizationSeat.objects.get(user=colleague.user, role="organization_filer")
    new.post(reverse("public:switch_seat"), {"seat": f"organization:{role.pk}"})
    desk = new.get(reverse("org:handovers:checklist")).content.decode()
    assert "2025年度报告" in desk
    assert "填报中" in desk
    assert new.get(reverse("org:annual_reports:detail", args=[report.pk])).status_code == 200


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"last_day": "2026-06-02"}, "不能早于今天"),
        ({"who": "colleague"}, "请选择接手的人员"),
    ],
)
def test_what_is_wrong_is_said_on_the_form(filer, head, changes, words):
    page = arrange(head, filer, **changes)
    assert page.status_code == 422
    assert words in page.content.decode()
    assert not SeatHandover.objects.exists()


def test_somebody_of_another_organization_cannot_take_over(filer, head, tea, sit):
    stranger = sit(tea, name="旁人").user
    assert arrange(head, filer, who="colleague", colleague=stranger.pk).status_code == 422


def test_another_organizations_post_looks_like_a_missing_one(head, tea, sit):
    assert arrange(head, sit(tea)).status_code == 404


def test_a_filer_arranges_nothing_and_announces_only_once(filer, chess, sit, enter):
    client = enter(filer)
    assert arrange(client, filer).status_code == 403
    assert announce(client).status_code == 302
    again = announce(client)
    assert again.status_code == 422
    assert "已有一份待安排的交接" in again.content.decode()


def test_the_legal_representatives_own_post_is_not_handed_over_here(head):
    own = OrganizationSeat.objects.get(role="legal_representative")
    page = arrange(head, own)
    assert page.status_code == 422
    assert "变更登记" in page.content.decode()
    assert announce(head).status_code == 302
    assert not SeatHandover.objects.exists()


def test_she_stays_after_all(filer, head, chess, sit, enter):
    client = enter(filer)
    announce(client)
    handover = SeatHandover.objects.get()
    other = enter(sit(chess, "instructor", "旁人"))
    assert other.post(reverse("org:handovers:cancel", args=[handover.pk])).status_code == 404
    assert client.post(reverse("org:handovers:cancel", args=[handover.pk])).status_code == 302
    handover.refresh_from_db()
    assert handover.state == "cancelled"
    assert not WorkItem.objects.open().exists()
    assert len(seats_of(filer.user)) == 1


def test_who_left_may_come_back_with_a_new_code(filer, head, chess, issue, enter, set_clock):
    arrange(head, filer)
    set_clock("2026-07-10")
    _, code = issue(chess)
    client = enter(filer)
    assert client.post(reverse("public:activate"), {"code": code}).status_code == 302
    assert len(seats_of(filer.user)) == 1


def test_each_step_is_in_the_audit_log(filer, head, enter):
    announce(enter(filer))
    arrange(head, filer)
    actions = AuditEntry.objects.filter(action__regex=r"^(handovers|org_accounts)\.").order_by("pk")
    assert list(actions.values_list("action", flat=True)) == [
        "handovers.announce",
        "org_accounts.issue",
        "org_accounts.set_end",
        "handovers.arrange",
    ]


def test_nobody_outside_opens_these_pages(bureau):
    for name in ("org:handovers:list", "org:handovers:announce", "org:handovers:checklist"):
        assert Client().get(reverse(name)).status_code == 302
        assert bureau.client("registry_clerk", bureau.bureau).get(reverse(name)).status_code == 403
