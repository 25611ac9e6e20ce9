"""What a registration leaves to be done is a row; it closes by the fact."""

import datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from core.files import actions as files
from core.worklist.models import WorkItem
from party_building.party_units.actions import establish
from party_building.party_units.states import UnitForm, UnitLevel
from registry.annual_reports.reference import load_regimes
from registry.approvals import actions
from registry.approvals.models import PushDuty
from registry.certificates import actions as certificates
from registry.org_accounts import actions as accounts
from registry.organizations import actions as organizations
from registry.organizations.models import Organization
from tests.support.paper import PDF

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _rules(bureau):
    load_regimes()


def open_kinds():
    return set(PushDuty.objects.open().values_list("kind", flat=True))


def test_a_registration_opens_its_duties_with_their_days(push, accept, bureau):
    accept(push(), "civil_affairs")
    rows = {duty.kind: (duty.department, duty.due_on) for duty in PushDuty.objects.all()}
    assert set(rows) == {"party", "account", "first_report", "certificate", "representative"}
    assert rows["party"][0] == bureau.party_committee
    assert rows["account"] == (bureau.bureau, datetime.date(2026, 6, 25))
    assert rows["first_report"] == (None, datetime.date(2027, 5, 31))
    assert rows["certificate"][0] == bureau.approval
    assert rows["representative"] == (bureau.bureau, datetime.date(2026, 6, 10))
    kinds = WorkItem.objects.open().filter(kind="approvals.duty").values_list("department", flat=True)
    assert sorted(kinds) == sorted([bureau.party_committee.pk, bureau.bureau.pk, bureau.bureau.pk, bureau.approval.pk])


def test_who_is_registered_in_the_second_half_first_reports_a_year_later(push, accept, set_clock):
    set_clock("2026-07-06")
    accept(push(decided_on="2026-07-02", effective_on="2026-07-02"), "civil_affairs")
    assert PushDuty.objects.get(kind="first_report").due_on == datetime.date(2028, 5, 31)


def test_an_account_that_opens_closes_its_duty_at_once(push, accept, bureau):
    accept(push(), "civil_affairs")
    clerk = bureau.actor("registry_clerk", bureau.bureau)
    organization = Organization.objects.get()
    row, _ = accounts.issue_code(organization, actor=clerk, role_key="legal_representative")
    assert "account" in open_kinds()
    accounts.activate(row, username="zhangzhe", name="张喆", password="Harbour-9-gate")  # noqa: S106
    assert "account" not in open_kinds()
    assert "启用" in PushDuty.objects.get(kind="account").evidence


def test_a_party_unit_closes_the_duty_of_the_party_organ(push, accept, offices, bureau):
    accept(push(), "civil_affairs")
    establish(
        actor=offices["party_organ"], name="灯彩研究会党支部", level=UnitLevel.BRANCH, form=UnitForm.STANDALONE,
        superior=bureau.party_committee, established_on=datetime.date(2026, 6, 3),
        organization=Organization.objects.get(),
    )  # fmt: skip
    assert "党支部自2026-06-03起覆盖" in PushDuty.objects.get(kind="party").evidence
    assert not WorkItem.objects.open().filter(kind="approvals.duty", department=bureau.party_committee).exists()


def test_where_nobody_was_named_civil_affairs_owes_the_names_and_the_organ_follows(push, accept, bureau, offices):
    pushed = push(business_supervisor=None, party_superior=None)
    accept(pushed, "civil_affairs")
    assert pushed.state == "settled"
    assert {"responsibility", "party_line", "party"} <= open_kinds()
    assert PushDuty.objects.get(kind="party").department is None
    organization = Organization.objects.get()
    for kind, office in (("industry_department", bureau.industry), ("party_superior", bureau.party_committee)):
        organizations.set_responsibility(
            organization, actor=offices["civil_affairs"], kind=kind, department_id=office.pk,
            valid_from=datetime.date(2026, 6, 3),
        )  # fmt: skip
    assert actions.settle_duties() == 2
    assert not {"responsibility", "party_line"} & open_kinds()
    assert PushDuty.objects.get(kind="party").department == bureau.party_committee


def test_duties_of_an_organization_that_ended_are_not_asked_for_any_more(push, accept, offices):
    accept(push(), "civil_affairs")
    organizations.change_status(
        Organization.objects.get(), actor=offices["civil_affairs"], status="cancelled",
        valid_from=datetime.date(2026, 6, 3), document="准予注销登记决定书",
    )  # fmt: skip
    actions.settle_duties()
    assert open_kinds() == set()


def test_the_bureau_brings_the_copy_of_the_certificate(push, accept, bureau, client):
    pushed = accept(push(), "civil_affairs")
    duty = PushDuty.objects.get(kind="certificate")
    client.force_login(bureau.seat("approval_clerk", bureau.approval).user)
    assert "登记后续事项" in client.get(reverse("staff:approvals:detail", args=[pushed.pk])).content.decode()
    address = reverse("staff:approvals:certificate", args=[duty.pk])
    assert client.post(address, {}).status_code == 422
    answer = client.post(address, {"file": SimpleUploadedFile("证书.pdf", PDF)})
    assert answer.status_code == 302
    duty.refresh_from_db()
    assert duty.done_on is not None
    assert duty.file.name == "证书.pdf"


def test_a_certificate_in_the_register_with_its_scan_closes_the_duty_at_once(push, accept, pusher):
    pushed = accept(push(), "civil_affairs")
    day = datetime.date(2026, 6, 2)
    certificates.issue(
        pushed.organization, actor=pusher, issued_on=day, printed_from=day, printed_until=None, issue_reason="first"
    )
    assert "certificate" in open_kinds(), "a certificate without its scan is no copy"
    scan = files.store(
        PDF, name="证书.pdf", kind="certificate", permission="certificates.edit", actor=pusher, allowed=("pdf",)
    )
    certificates.issue(
        pushed.organization, actor=pusher, issued_on=datetime.date(2026, 6, 3), printed_from=day, printed_until=None,
        issue_reason="replaced", file=scan,
    )  # fmt: skip
    assert "certificate" not in open_kinds()
    assert "2026-06-03" in PushDuty.objects.get(kind="certificate").evidence


def test_the_page_of_the_organization_shows_push_and_duties(push, accept, bureau, client):
    pushed = accept(push(), "civil_affairs")
    client.force_login(bureau.seat("registry_clerk", bureau.bureau).user)
    text = client.get(reverse("staff:approvals:of_organization", args=[pushed.organization_id])).content.decode()
    assert "建立党组织或选派党建指导员" in text
    assert reverse("staff:approvals:detail", args=[pushed.pk]) in text
