"""For the access walk: a task, a visit, a liaison link, a contact and a need of each office."""

from core import clock
from core.writeoff.models import WriteOffList, WriteOffRow
from party_building.leader_charges.models import ChargedLeader, LeaderCharge
from party_building.leader_charges.states import ChargeKind
from supervision.models import (
    Contact,
    LiaisonLink,
    Milestone,
    Need,
    SupervisionVisit,
    Task,
    TaskSeries,
    TaskTarget,
    VisitUnit,
)
from supervision.task_lists.states import TaskState
from tests.access_world import Case, Place


def a_task(office, title: str, **more) -> Task:
    """Issued, with one row of the office itself, in a series."""
    today = clock.today()
    book = WriteOffList.objects.create(title=title, kind="task", department=office, due_on=today)
    WriteOffRow.objects.create(
        write_off_list=book, number=1, subject=title, problem="走查", responsible=office, due_on=today,
        within_office=True,
    )  # fmt: skip
    series = TaskSeries.objects.create(department=office, frequency="monthly", due_day=25, valid_from=today)
    given = {"lead": office, "source_kind": "own", "requirement": "走查", "due_on": today, "series": series}
    return Task.objects.create(
        department=office, title=title, book=book, state=TaskState.ISSUED, issued_on=today,
        period=f"{today:%Y-%m}", **{**given, **more},
    )  # fmt: skip


def the_task(place: Place) -> Task:
    office = place.department
    return place.world.once("task", office.pk, lambda: a_task(office, f"走查任务{office.pk}"))


def task(place: Place) -> dict:
    return {"pk": the_task(place).pk}


def task_row(place: Place) -> dict:
    return {"pk": the_task(place).book.rows.get().pk}


def milestone(place: Place) -> dict:
    def make():
        return Milestone.objects.create(task=the_task(place), title="走查节点", due_on=clock.today())

    return {"pk": place.world.once("milestone", place.department.pk, make).pk}


def target(place: Place) -> dict:
    def make():
        return TaskTarget.objects.create(task=the_task(place), responsible=place.department)

    return {"pk": place.world.once("task_target", place.department.pk, make).pk}


def a_visit(office, title: str, **more) -> SupervisionVisit:
    given = {"kind": "supervision", "aim": "走查", "planned_on": clock.today()}
    return SupervisionVisit.objects.create(department=office, title=title, **{**given, **more})


def the_visit(place: Place) -> SupervisionVisit:
    office = place.department
    return place.world.once("visit", office.pk, lambda: a_visit(office, f"走查督导{office.pk}"))


def visit(place: Place) -> dict:
    return {"pk": the_visit(place).pk}


def visit_unit(place: Place) -> dict:
    def make():
        return VisitUnit.objects.create(visit=the_visit(place), department=place.world.bureau.party_committee)

    return {"pk": place.world.once("visit_unit", place.department.pk, make).pk}


def a_link(organization, office, name: str = "联系人") -> LiaisonLink:
    return LiaisonLink.objects.create(
        organization=organization,
        department=office,
        kind="officer",
        name=name,
        document="走查",
        valid_from=clock.today(),
    )


def link(place: Place) -> dict:
    key = (place.department.pk, place.organization.pk)
    return {"pk": place.world.once("liaison", key, lambda: a_link(place.organization, place.department)).pk}


def a_contact(organization, office, topic: str = "走查来电") -> Contact:
    return Contact.objects.create(
        organization=organization, department=office, kind="call_in", on=clock.today(), topic=topic
    )


def contact(place: Place) -> dict:
    key = (place.department.pk, place.organization.pk)
    return {"pk": place.world.once("contact", key, lambda: a_contact(place.organization, place.department)).pk}


def a_need(organization, office, words: str = "走查诉求") -> Need:
    return Need.objects.create(
        organization=organization, department=office, responsible=office, due_on=clock.today(), kind="need",
        words=words, raised_on=clock.today(), state="assigned",
    )  # fmt: skip


def need(place: Place) -> dict:
    key = (place.department.pk, place.organization.pk)
    return {"pk": place.world.once("need", key, lambda: a_need(place.organization, place.department)).pk}


def charge(place: Place) -> dict:
    def make():
        leader = ChargedLeader.objects.create(
            department=place.department, name=f"走查领导{place.owner.pk}", post="走查", user=place.owner,
            document="走查", valid_from=clock.today(),
        )  # fmt: skip
        return LeaderCharge.objects.create(
            leader=leader, kind=ChargeKind.REGION, region=place.world.bureau.wanglan, valid_from=clock.today()
        )

    return {"pk": place.world.once("own charge", place.owner.pk, make).pk}


def of_body(place: Place) -> dict:
    return {"pk": place.organization.pk}


TASK_STEPS = ("detail", "sheet", "edit", "add_offices", "add_organizations", "add_names", "issue", "drop",
              "ask_cancel", "cancel", "stop")  # fmt: skip
NEED_STEPS = ("need", "assign", "answer", "hand_back", "decide", "explain", "ask_again")
TASK_CASES: dict[str, Case] = {
    **{f"staff:task_lists:{name}": Case(task) for name in TASK_STEPS},
    "staff:task_lists:no_change": Case(task_row),
    "staff:task_lists:reach": Case(milestone),
    "staff:task_lists:remove": Case(target),
    **{
        f"staff:supervision_visits:{name}": Case(visit)
        for name in ("detail", "hold", "follow_up", "hand_over", "close", "cancel")
    },
    **{f"staff:supervision_visits:{name}": Case(visit_unit) for name in ("record", "add_problem")},
    **{f"staff:liaison:{name}": Case(of_body) for name in ("of_organization", "log", "raise_need", "dossier")},
    **{f"staff:liaison:{name}": Case(link) for name in ("link", "end")},
    "staff:liaison:contact": Case(contact),
    **{f"staff:liaison:{name}": Case(need) for name in NEED_STEPS},
    **{f"org:liaison:{name}": Case(need) for name in ("need", "confirm", "object_to")},
    "staff:leader_views:detail": Case(charge, "owner"),
}
