"""The legal representative that a decision names: entered where it is certain who she is, else owed with a date."""

import datetime

import pytest
from django.urls import reverse

from core.worklist.models import WorkItem
from registry.approvals.models import PushDuty
from registry.officers.models import OfficerPost, TenureLimit
from registry.people.models import Person
from tests.support.officers import appoint, id_number, load, person

pytestmark = pytest.mark.django_db
DAY = datetime.date(2026, 6, 1)
NUMBER = id_number()


@pytest.fixture(autouse=True)
def _posts(bureau):
    load()


@pytest.fixture
def organization(push, accept):
    """Registered by a push that named 张喆, whom nobody knows yet."""
    return accept(push(), "civil_affairs").organization


@pytest.fixture
def change(push, accept, payload):
    """A decision that names another representative, accepted by civil affairs."""

    def change(organization, name, number="SP20260602001", day="2026-06-02"):
        row = {
            "external_no": number, "kind": "变更登记", "name": organization.name, "uscc": organization.uscc,
            "document_no": f"霁审社变字〔2026〕{number[-2:]}号", "decided_on": day, "effective_on": day,
            "legal_representative": name,
        }  # fmt: skip
        return accept(push(row), "civil_affairs")

    return change


def owed():
    return PushDuty.objects.open().filter(kind="representative")


def test_somebody_the_register_does_not_know_is_owed_and_nobody_is_made_up(organization):
    assert owed().get().organization == organization
    assert not Person.objects.exists()
    assert organization.legal_representative_id is None


def test_the_clerk_follows_the_link_adds_the_number_and_the_duty_is_done(organization, bureau, client):
    client.force_login(bureau.seat("registry_clerk", bureau.bureau).user)
    page = client.get(reverse("staff:approvals:detail", args=[owed().get().push_id])).content.decode()
    address = reverse("staff:officers:appoint", args=[organization.pk])
    assert f"{address}?kind=legal_representative" in page
    filled = {"kind": "legal_representative", "name": "张喆", "valid_from": "2026-06-01", "document": "准予登记"}
    form = client.get(address, filled).content.decode()
    assert 'value="张喆"' in form
    assert 'value="2026-06-01"' in form
    answer = client.post(address, {**filled, "id_type": "resident_id", "id_number": NUMBER})
    assert answer.status_code == 302, answer.content.decode()
    organization.refresh_from_db()
    assert organization.legal_representative.name == "张喆"
    duty = PushDuty.objects.get(kind="representative")
    assert "张喆自2026-06-01起任法定代表人" in duty.evidence
    assert not WorkItem.objects.open().filter(kind="approvals.duty", object_id=duty.pk).exists()


def test_a_link_never_fills_in_a_number(organization, bureau, client):
    client.force_login(bureau.seat("registry_clerk", bureau.bureau).user)
    address = reverse("staff:officers:appoint", args=[organization.pk])
    assert f'value="{NUMBER}"' not in client.get(address, {"id_number": NUMBER}).content.decode()


def test_who_holds_a_post_here_already_becomes_representative_with_the_decision(organization, change):
    appoint(organization, "张喆", since=DAY)
    appoint(organization, "许星朗", code="vice_chair", since=DAY)
    TenureLimit.objects.all().delete()
    pushed = change(organization, "许星朗")
    post = OfficerPost.objects.legal_representatives().get(organization=organization, valid_to=None)
    assert (post.person.name, post.valid_from, post.document) == (
        "许星朗", datetime.date(2026, 6, 2), pushed.document_no,
    )  # fmt: skip
    assert not owed().exists()


def test_what_a_limit_says_is_confirmed_by_a_clerk_and_not_passed_over(organization, change, bureau):
    appoint(organization, "张喆", since=DAY)
    elsewhere = bureau.register("霁川市另一协会")
    both = person("许星朗")
    appoint(elsewhere, both, since=DAY)
    appoint(organization, both, code="vice_chair", since=DAY)
    change(organization, "许星朗")
    organization.refresh_from_db()
    assert organization.legal_representative.name == "张喆"
    assert owed().exists()


def test_two_of_one_name_in_the_organization_are_not_guessed_between(organization, change):
    TenureLimit.objects.all().delete()
    appoint(organization, "张喆", since=DAY)
    appoint(organization, "李颖", code="vice_chair", since=DAY)
    appoint(organization, "李颖", code="secretary_general", since=DAY)
    change(organization, "李颖")
    assert owed().exists()


def test_a_later_decision_closes_what_an_earlier_one_left_open(organization, change):
    change(organization, "许星朗")
    change(organization, "沈砚秋", number="SP20260603002", day="2026-06-03")
    assert owed().get().push.values["legal_representative"] == "沈砚秋"
    done = PushDuty.objects.filter(kind="representative").exclude(done_on=None)
    assert {duty.evidence for duty in done} == {"已由后一件决定代替"}
    assert done.count() == 2


def test_an_earlier_decision_accepted_late_does_not_push_the_later_one_aside(organization, change):
    change(organization, "沈砚秋", number="SP20260603002", day="2026-06-03")
    change(organization, "许星朗")
    assert owed().get().push.values["legal_representative"] == "沈砚秋"


def test_who_is_representative_already_leaves_nothing_to_do(organization, change):
    appoint(organization, "张喆", since=DAY)
    change(organization, "张喆")
    assert not owed().exists()
