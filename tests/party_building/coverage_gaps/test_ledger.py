"""The uncovered of a line become a ledger that opens, proposes and never closes by itself."""

import datetime

import pytest
from django.db.models import Count
from django.urls import reverse

from core.access.scope import Scope, ScopeKind
from core.refusal import Refusal
from core.workflow.errors import NotCompetent
from core.writeoff import actions as writeoff
from core.writeoff import feeding
from core.writeoff.models import WriteOffList, WriteOffRow
from party_building.council_units.models import CouncilUnit
from party_building.coverage_gaps import actions
from party_building.coverage_gaps.queries import gaps
from party_building.instructors.models import Dispatch, Instructor
from party_building.instructors.states import DispatchBasis, InstructorKind
from party_building.leader_charges.models import ChargedLeader, LeaderCharge
from party_building.leader_charges.states import ChargeKind
from party_building.party_counts.models import PartyCount
from party_building.party_units.models import CoverageLink, PartyUnit
from party_building.party_units.states import CoverageKind, UnitForm, UnitLevel
from registry.people.models import Person
from tests.support.bureau import LONG_AGO, Bureau

pytestmark = pytest.mark.django_db
TODAY = datetime.date(2026, 6, 3)


@pytest.fixture(autouse=True)
def _today(set_clock):
    set_clock("2026-06-03")


@pytest.fixture
def bureau(db):
    return Bureau()


@pytest.fixture
def body(bureau):
    """An organization of the 综合党委's line with so many formal full-time members."""

    def body(name, formal=None, organ=None, **more):
        responsible = {"party_superior": (organ or bureau.party_committee).pk, **more}
        made = bureau.register(name, region_id=bureau.tinglan.pk, responsibilities=responsible)
        if formal is not None:
            PartyCount.objects.create(organization=made, formal_full_time=formal, source="survey", valid_from=LONG_AGO)
        return made

    return body


@pytest.fixture
def cover(bureau):
    def cover(organization, kind, since=TODAY):
        form = {CoverageKind.OWN: UnitForm.STANDALONE}.get(kind, UnitForm.JOINT)
        unit = PartyUnit.objects.create(
            name=f"{organization.name}党支部", level=UnitLevel.BRANCH, form=form, superior=bureau.party_committee,
            established_on=LONG_AGO, organization=organization if kind == CoverageKind.OWN else None,
        )  # fmt: skip
        return CoverageLink.objects.create(organization=organization, unit=unit, kind=kind, valid_from=since)

    return cover


@pytest.fixture
def officer(bureau):
    return bureau.actor("party_officer", bureau.party_committee)


@pytest.fixture
def party(bureau):
    return bureau.client("party_officer", bureau.party_committee)


@pytest.fixture
def ledger(bureau, officer):
    def ledger(**more):
        given = {"title": "2026年组建攻坚台账", "second_department": bureau.bureau, "basis": "霁社工委〔2026〕3号",
                 "due_on": datetime.date(2026, 9, 30)}  # fmt: skip
        return actions.open_ledger(**{"actor": officer, "department": bureau.party_committee, **given, **more})

    return ledger


def situations(bureau):
    scope = Scope(ScopeKind.PARTY, (bureau.party_committee.pk,))
    return dict(gaps(scope, TODAY).values_list("name", "situation"))


@pytest.mark.parametrize(
    ("formal", "situation"), [(None, "instructor"), (0, "instructor"), (1, "joint"), (2, "joint"), (3, "alone")]
)
def test_what_is_needed_follows_from_the_formal_members(bureau, body, formal, situation):
    body("霁川市茶叶学会", formal)
    assert situations(bureau) == {"霁川市茶叶学会": situation}


@pytest.mark.parametrize(
    ("kind", "is_gap"),
    [(CoverageKind.OWN, False), (CoverageKind.JOINT, False), (CoverageKind.AFFILIATED, True)],
)
def test_only_an_own_or_joint_unit_covers(bureau, body, cover, kind, is_gap):
    cover(body("霁川市茶叶学会", 0 if is_gap else 2), kind)
    assert ("霁川市茶叶学会" in situations(bureau)) == is_gap


def test_a_unit_from_tomorrow_covers_nobody_today(bureau, body, cover):
    cover(body("霁川市茶叶学会", 3), CoverageKind.OWN, since=TODAY + datetime.timedelta(days=1))
    assert "霁川市茶叶学会" in situations(bureau)


def test_the_page_opens_the_ledger_with_its_rows_at_once(party, bureau, body):
    body("霁川市茶叶学会", 3, business_supervisor=bureau.commerce.pk)
    body("霁川市书画学会", 1)
    index = party.get(reverse("staff:coverage_gaps:index"))
    assert index.context["total"] == 2
    data = {"title": "2026年组建攻坚台账", "basis": "霁社工委〔2026〕3号", "due_on": "2026-09-30",
            "second_department": bureau.bureau.pk}  # fmt: skip
    answer = party.post(reverse("staff:coverage_gaps:create"), data)
    book = WriteOffList.objects.get()
    assert answer.url == reverse("staff:writeoff:detail", args=[book.pk])
    rows = {row.subject: row for row in book.rows.all()}
    assert rows["霁川市茶叶学会"].responsible == bureau.commerce
    assert rows["霁川市书画学会"].responsible == bureau.party_committee
    assert "单独组建" in rows["霁川市茶叶学会"].problem
    assert "联合组建" in rows["霁川市书画学会"].measure
    assert str(rows["霁川市书画学会"].due_on) == "2026-09-30"
    assert "2026年组建攻坚台账" in party.get(reverse("staff:coverage_gaps:index")).content.decode()
    assert party.get(answer.url).context["counts"]["total"] == 2


def test_every_number_of_the_page_opens_as_many_rows(party, bureau, body):
    body("霁川市茶叶学会", 3, business_supervisor=bureau.commerce.pk)
    body("霁川市书画学会", 1)
    body("霁川市棋类学会")
    context = party.get(reverse("staff:coverage_gaps:index")).context
    listed = [*context["situations"], *context["offices"], *context["districts"]]
    assert len(listed) >= 6
    for group in listed:
        rows = party.get(group.url).context["listing"].filters.qs
        assert rows.count() == group.number, group.name


def test_an_organization_that_is_covered_asks_to_be_written_off_and_a_second_unit_confirms(
    ledger, bureau, body, cover, officer
):
    tea = body("霁川市茶叶学会", 3, business_supervisor=bureau.commerce.pk)
    book = ledger()
    cover(tea, CoverageKind.OWN)
    assert feeding.feed(book, actor=officer)["proposed"] == 1
    row = WriteOffRow.objects.get()
    assert row.state == "applied"
    writeoff.confirm(row, actor=officer)
    assert row.state == "confirmed"


def test_a_changed_number_of_members_opens_no_second_row(ledger, body, officer):
    tea = body("霁川市茶叶学会", 1)
    book = ledger()
    PartyCount.objects.filter(organization=tea).update(formal_full_time=3)
    assert not any(feeding.feed(book, actor=officer).values())
    assert book.rows.count() == 1


def test_no_row_says_how_many_members_there_are(ledger, body):
    for number, name in ((1, "甲"), (2, "乙"), (5, "丙")):
        body(f"霁川市{name}学会", number)
    words = " ".join(f"{row.problem}{row.measure}" for row in ledger().rows.all())
    assert not any(character.isdigit() for character in words)


def test_the_line_ends_where_another_organ_begins(ledger, bureau, body):
    elsewhere = bureau.department("砚海区委社会工作部", "party_organ", bureau.yanhai)
    below = bureau.department("听澜街道党工委", "party_organ", bureau.tinglan, bureau.party_committee)
    body("砚海区茶叶学会", 3, elsewhere)
    body("望澜区茶叶学会", 3, below)
    assert [row.subject for row in ledger().rows.all()] == ["望澜区茶叶学会"]


def test_one_unfinished_ledger_at_a_time(ledger, body):
    body("霁川市茶叶学会", 3)
    ledger()
    with pytest.raises(Refusal, match="不能同时建立"):
        ledger(title="又一本")


def test_a_second_unit_and_a_document_are_asked_for(party, body):
    body("霁川市茶叶学会", 3)
    answer = party.post(reverse("staff:coverage_gaps:create"), {"title": "台账", "due_on": "2026-09-30"})
    assert answer.status_code == 422
    assert set(answer.context["form"].errors) == {"second_department", "basis"}


def test_an_organ_opens_no_ledger_for_another(bureau, ledger, body):
    body("霁川市茶叶学会", 3)
    other = bureau.department("青砚县委社会工作部", "party_organ", bureau.city)
    with pytest.raises(NotCompetent, match="青砚县委社会工作部"):
        ledger(department=other)


def test_the_sum_of_the_situations_is_an_independent_count(bureau, body, cover):
    for number in range(5):
        made = body(f"霁川市第{number}学会", number)
        if number == 4:
            cover(made, CoverageKind.OWN)
    scope = Scope(ScopeKind.PARTY, (bureau.party_committee.pk,))
    counted = dict(gaps(scope, TODAY).order_by().values_list("situation").annotate(n=Count("pk")))
    assert counted == {"instructor": 1, "joint": 2, "alone": 1}


def test_a_row_names_the_leader_who_answers_for_the_organization(ledger, bureau, body):
    tea, _ = body("霁川市茶叶学会", 3), body("霁川市书画学会", 1)
    leader = ChargedLeader.objects.create(
        department=bureau.party_committee,
        name="顾衡",
        post="副局长",
        document="霁社工委〔2026〕2号",
        valid_from=LONG_AGO,
    )
    LeaderCharge.objects.create(leader=leader, kind=ChargeKind.ORGANIZATION, organization=tea, valid_from=LONG_AGO)
    assert dict(ledger().rows.values_list("subject", "person")) == {
        "霁川市茶叶学会": "顾衡（副局长）", "霁川市书画学会": "",
    }  # fmt: skip


def test_an_instructor_settles_a_row_without_members_and_no_other(bureau, body):
    empty, one = body("霁川市茶叶学会", 0), body("霁川市书画学会", 1)
    sender = CouncilUnit.objects.create(
        name="霁川市总工会", committee=bureau.party_committee, duties="选派指导员", valid_from=LONG_AGO
    )
    instructor = Instructor.objects.create(
        person=Person.objects.create(name="周启明"), organ=bureau.party_committee, kind=InstructorKind.SERVING,
        council_unit=sender, valid_from=LONG_AGO,
    )  # fmt: skip
    for organization in (empty, one):
        Dispatch.objects.create(
            organization=organization, basis=DispatchBasis.DEPARTMENT, instructor=instructor, valid_from=LONG_AGO
        )
    assert situations(bureau) == {"霁川市书画学会": "joint"}
