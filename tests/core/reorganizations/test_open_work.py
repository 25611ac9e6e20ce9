"""What is still open when an office or a division ends goes on with its successor; what is over stays as it was."""

import datetime

import pytest

from core.refusal import Refusal
from core.reorganizations import plans
from core.reorganizations.states import Kind
from core.writeoff.models import WriteOffList, WriteOffRow
from party_building.party_units.models import PartyUnit
from registry.approvals.models import ApprovalPush, PushAcceptance, PushDuty
from registry.imports.models import ImportGap
from registry.members.models import MemberEnterprise
from registry.organization_tags.models import OrganizationTag, Tag
from registry.responsibilities.models import CommitteeDuty, DepartmentTrade, LedgerRow, ResponsibilityLedger

pytestmark = pytest.mark.django_db
D = datetime.date


@pytest.fixture
def merge(bureau, decide):
    """The bureau of commerce becomes part of the bureau of industry; or whom else into whom."""

    def merge(old=None, into=None):
        decide(Kind.MERGE_DEPARTMENTS, plans.departments([old or bureau.commerce], target=into or bureau.industry))

    return merge


def again(*rows):
    for row in rows:
        row.refresh_from_db()


# -- pushes of the approval bureau ------------------------------------------------------------------------------------


@pytest.fixture
def approval(bureau):
    return bureau.department("霁川市行政审批服务局", "approval_bureau", bureau.city)


@pytest.fixture
def push(bureau, approval):
    def push(number="SP2026060100001", **changes):
        values = {
            "kind": "change", "source": "api", "external_no": number, "approval_bureau": approval,
            "civil_affairs": bureau.bureau, "responsible_department": bureau.commerce, "name": "霁川市茶文化协会",
            "uscc": "51379900TE5T00016G", "document_no": "霁审社变字〔2026〕1号", "decided_on": D(2026, 6, 1),
            "effective_on": D(2026, 6, 1), "payload": {}, "values": {}, "digest": number, "state": "accepting",
        }  # fmt: skip
        return ApprovalPush.objects.create(**{**values, **changes})

    return push


def ask(push, department, state, **more):
    return PushAcceptance.objects.create(
        push=push, round=1, party="department", department=department, due_on=D(2026, 6, 12), state=state, **more
    )


def test_an_open_push_and_who_is_asked_follow_and_a_settled_one_stays(bureau, merge, push):
    opened = push()
    waiting = ask(opened, bureau.commerce, "waiting")
    organization = bureau.register("霁川市茶文化协会")
    now = datetime.datetime(2026, 6, 2, 9, tzinfo=datetime.UTC)
    done = push("SP2026060100002", state="settled", organization=organization, applied_at=now)
    answered = ask(done, bureau.commerce, "accepted", decided_at=now)
    duty = PushDuty.objects.create(
        push=opened, organization=organization, kind="responsibility", department=bureau.commerce
    )
    merge()
    again(opened, waiting, done, answered, duty)
    assert (opened.responsible_department, waiting.department, duty.department) == (bureau.industry,) * 3
    assert (done.responsible_department, answered.department) == (bureau.commerce,) * 2


def test_two_bureaus_with_one_number_open_cannot_become_one(bureau, merge, push, approval):
    other = bureau.department("望澜区行政审批服务局", "approval_bureau", bureau.wanglan)
    push()
    push(approval_bureau=other)
    with pytest.raises(Refusal, match="SP2026060100001"):
        merge(other, approval)


# -- write-off lists --------------------------------------------------------------------------------------------------


@pytest.fixture
def book(bureau):
    def book(department, second):
        return WriteOffList.objects.create(
            title="台账", kind="test", department=department, second_department=second, due_on=D(2026, 7, 1)
        )

    return book


def a_row(book, number, responsible, **more):
    return WriteOffRow.objects.create(
        write_off_list=book, number=number, subject="某组织", problem="问题", responsible=responsible,
        due_on=D(2026, 7, 1), **more,
    )  # fmt: skip


def test_rows_to_write_off_follow_who_has_to_put_them_right_and_closed_ones_stay(bureau, merge, book):
    its = book(bureau.bureau, bureau.commerce)
    opened = a_row(its, 1, bureau.commerce)
    over = {"state": "confirmed", "applied_department": bureau.commerce, "confirmed_department": bureau.bureau}
    closed = a_row(its, 2, bureau.commerce, closed_on=D(2026, 6, 1), **over)
    merge()
    again(its, opened, closed)
    assert (opened.responsible, its.second_department) == (bureau.industry, bureau.industry)
    assert closed.responsible == bureau.commerce


def test_a_list_whose_two_units_become_one_waits_for_a_second_unit(bureau, merge, book):
    its = book(bureau.industry, bureau.commerce)
    row = a_row(its, 1, bureau.commerce)
    merge()
    again(its, row)
    assert (its.department, its.second_department, row.responsible) == (bureau.industry, None, bureau.industry)


# -- responsibility ledgers -------------------------------------------------------------------------------------------


@pytest.fixture
def ledger(bureau):
    def ledger(state="consulting", **more):
        made = ResponsibilityLedger.objects.create(
            title="责任台账", department=bureau.bureau, partner=bureau.party_committee,
            effective_on=D(2026, 7, 1), state=state, **more,
        )  # fmt: skip
        row = LedgerRow.objects.create(
            ledger=made, organization=bureau.register(f"霁川市{state}协会"), industry_department=bureau.commerce,
            answering=bureau.commerce, approval_department=bureau.commerce, state="consulted",
        )  # fmt: skip
        return made, row

    return ledger


def test_rows_of_an_unsigned_ledger_ask_the_successor_and_a_signed_one_stays(bureau, merge, ledger):
    _, asked = ledger()
    _, signed = ledger("signed", document_no="霁民发〔2025〕1号", signed_on=D(2025, 9, 1))
    merge()
    again(asked, signed)
    assert (asked.industry_department, asked.answering) == (bureau.industry, bureau.industry)
    assert asked.approval_department == bureau.commerce
    assert signed.industry_department == bureau.commerce


def test_who_makes_a_ledger_and_who_signs_it_cannot_become_one(bureau, merge, ledger):
    made, _ = ledger()
    ResponsibilityLedger.objects.filter(pk=made.pk).update(department=bureau.commerce, partner=bureau.industry)
    with pytest.raises(Refusal, match="同一单位"):
        merge()


def test_the_successor_is_known_by_the_words_of_both(bureau, merge):
    for office, word, weight in (
        (bureau.commerce, "会展", 5), (bureau.commerce, "电商", 2), (bureau.industry, "电商", 4),
    ):  # fmt: skip
        DepartmentTrade.objects.create(department=office, word=word, weight=weight, valid_from=D(2024, 1, 1))
    merge()
    today = DepartmentTrade.objects.on(D(2026, 6, 3)).values_list("department", "word", "weight")
    assert set(today) == {(bureau.industry.pk, "会展", 5), (bureau.industry.pk, "电商", 4)}
    assert DepartmentTrade.objects.on(D(2026, 6, 2)).filter(department=bureau.commerce).count() == 2


def test_a_duty_that_an_ended_office_counted_ends_with_it(bureau, merge):
    duty = CommitteeDuty.objects.create(
        department=bureau.party_committee, office=bureau.commerce, organizations=5, threshold=5,
        reached_on=D(2026, 1, 1), due_on=D(2026, 7, 1),
    )  # fmt: skip
    merge()
    again(duty)
    assert duty.ended_on == D(2026, 6, 3)


# -- an office's own words --------------------------------------------------------------------------------------------


def test_two_tags_of_one_label_become_one_and_no_organization_loses_its_tag(bureau, merge):
    first, second = bureau.register("霁川市甲协会"), bureau.register("霁川市乙协会")
    here = Tag.objects.create(department=bureau.industry, label="重点")
    there, own = (Tag.objects.create(department=bureau.commerce, label=label) for label in ("重点", "待走访"))
    for tag, organization in ((here, first), (there, first), (there, second), (own, second)):
        OrganizationTag.objects.create(organization=organization, tag=tag)
    merge()
    found = OrganizationTag.objects.filter(tag__department=bureau.industry)
    assert set(found.values_list("organization", "tag__label")) == {
        (first.pk, "重点"), (second.pk, "重点"), (second.pk, "待走访"),
    }  # fmt: skip
    again(there)
    assert there.retired_on == D(2026, 6, 3)


def test_words_an_office_resolved_serve_its_successor(bureau, merge):
    gap = ImportGap.objects.create(department=bureau.commerce, kind="unit", word="经贸委")
    kept = ImportGap.objects.create(department=bureau.industry, kind="unit", word="经委")
    double = ImportGap.objects.create(department=bureau.commerce, kind="unit", word="经委")
    merge()
    again(gap, kept, double)
    assert [row.department for row in (gap, kept, double)] == [bureau.industry, bureau.industry, bureau.commerce]


def test_a_unit_that_is_an_office_follows_it(bureau, merge):
    unit = PartyUnit.objects.create(
        name="商务行业党委", level="committee", form="standalone", superior=bureau.party_committee,
        department=bureau.commerce, established_on=D(2024, 1, 1),
    )  # fmt: skip
    merge()
    again(unit)
    assert unit.department == bureau.industry


def test_member_enterprises_follow_their_division(bureau, decide):
    row = MemberEnterprise.objects.create(name="霁川某公司", folded="霁川某公司", region=bureau.tinglan)
    decide(Kind.MERGE_REGIONS, plans.regions([bureau.tinglan], target=bureau.zhenhe))
    again(row)
    assert row.region == bureau.zhenhe
