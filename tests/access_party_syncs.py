"""Training, charges, statements and declared counts for the walks: of a place's office, for its organization."""

import datetime

from core import clock
from party_building.leader_charges.models import ChargedLeader, LeaderCharge
from party_building.party_declarations.models import PartyDeclaration
from party_building.training.models import (
    ClassInvitation,
    ClassSignUp,
    CourseStage,
    Lecturer,
    TrainingClass,
    TrainingCourse,
)
from party_building.year_statements.models import YearStatement
from tests.access_reports import the_report
from tests.access_world import Case, Place, of_organization

NINE = datetime.time(9)


def a_stage() -> CourseStage:
    return CourseStage.objects.get_or_create(
        code="start", defaults={"name": "初创期", "order": 10, "valid_from": "2017-01-01"}
    )[0]


def a_course(department, name: str = "走查课程") -> TrainingCourse:
    given = {"stage": a_stage(), "hours": 4, "valid_from": clock.today()}
    return TrainingCourse.objects.get_or_create(department=department, name=name, defaults=given)[0]


def a_class(department, title: str, *invited) -> TrainingClass:
    day = clock.today()
    made = TrainingClass.objects.create(
        department=department, course=a_course(department), title=title, held_on=day, starts_at=NINE, place="党校",
        capacity=9, hours=4, sign_up_until=day, is_invited_only=True,
    )  # fmt: skip
    ClassInvitation.objects.bulk_create([ClassInvitation(training_class=made, organization=one) for one in invited])
    return made


def a_sign_up(training_class, organization, name: str = "走查学员") -> ClassSignUp:
    return ClassSignUp.objects.create(
        training_class=training_class, organization=organization, name=name, state="signed", signed_at=clock.now()
    )


def _key(place: Place):
    return place.organization.pk, place.department.pk


def _class(place: Place) -> TrainingClass:
    title = f"走查班{place.organization.pk}-{place.department.pk}"
    return place.world.once(
        "training_class", _key(place), lambda: a_class(place.department, title, place.organization)
    )


def training_class(place: Place) -> dict:
    return {"pk": _class(place).pk}


def _sign_up(place: Place) -> ClassSignUp:
    return place.world.once("sign_up", _key(place), lambda: a_sign_up(_class(place), place.organization))


def seat_of_class(place: Place) -> dict:
    return {**training_class(place), "sign_up": _sign_up(place).pk}


def sign_up(place: Place) -> dict:
    return {"pk": _sign_up(place).pk}


def course(place: Place) -> dict:
    return {"pk": place.world.once("course", place.department.pk, lambda: a_course(place.department)).pk}


def lecturer(place: Place) -> dict:
    def make():
        return Lecturer.objects.create(
            department=place.department, name="走查讲师", employer="走查党校", valid_from=clock.today()
        )

    return {"pk": place.world.once("lecturer", place.department.pk, make).pk}


def a_declaration(report) -> PartyDeclaration:
    return PartyDeclaration.objects.create(
        report=report, organization=report.organization, year=report.year, full_time=3, elsewhere=0,
        known_full_time=2, taken_in_on=clock.today(), state="differing",
    )  # fmt: skip


def declaration(place: Place) -> dict:
    return {"pk": place.world.once("declaration", place.organization.pk, lambda: a_declaration(the_report(place))).pk}


def a_leader(department, name: str) -> ChargedLeader:
    return ChargedLeader.objects.create(
        department=department, name=name, post="副局长", document="走查", valid_from=clock.today()
    )


def _leader(place: Place) -> ChargedLeader:
    return place.world.once("leader", _key(place), lambda: a_leader(place.department, f"走查领导{_key(place)}"))


def leader(place: Place) -> dict:
    leader_charge(place)
    return {"pk": _leader(place).pk}


def leader_charge(place: Place) -> dict:
    """An organization has one leader at a time: the charge of each office has days of its own."""

    def make():
        day = clock.today() - place.department.pk * datetime.timedelta(days=1)
        return LeaderCharge.objects.create(
            leader=_leader(place), kind="organization", organization=place.organization, valid_from=day, valid_to=day
        )

    return {"pk": place.world.once("leader_charge", _key(place), make).pk}


def statement(place: Place) -> dict:
    def make():
        return YearStatement.objects.create(
            office=place.department, year=2025, kind="department", department=place.department, as_of=clock.today(),
            subject_name=f"走查{place.department.pk}",
        )  # fmt: skip

    return {"pk": place.world.once("statement", place.department.pk, make).pk}


def statement_document(place: Place) -> dict:
    return {**statement(place), "kind": "docx"}


PARTY_SYNC_CASES: dict[str, Case] = {
    "staff:six_syncs:of_organization": Case(of_organization),
    **{f"staff:party_declarations:{name}": Case(declaration) for name in ("detail", "take", "keep")},
    **{f"staff:leader_charges:{name}": Case(leader) for name in ("detail", "edit", "add")},
    **{f"staff:leader_charges:{name}": Case(leader_charge) for name in ("charge", "end", "note")},
    **{
        f"staff:year_statements:{name}": Case(statement)
        for name in ("detail", "edit", "renew", "finish", "reopen", "grade")
    },
    "staff:year_statements:document": Case(statement_document),
    "staff:training:of_organization": Case(of_organization),
    "staff:training:course": Case(course, "department"),
    "staff:training:lecturer": Case(lecturer, "department"),
    "staff:training:withdraw": Case(seat_of_class),
    **{f"staff:training:{name}": Case(training_class) for name in ("detail", "edit", "cancel", "sign_up", "record")},
    "org:training:detail": Case(training_class),
    "org:training:sign_up": Case(training_class),
    "org:training:withdraw": Case(sign_up),
}
