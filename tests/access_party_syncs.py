"""Training for the walks: everything of a place is of its office, and for its organization."""

import datetime

from core import clock
from party_building.training.models import (
    ClassInvitation,
    ClassSignUp,
    CourseStage,
    Lecturer,
    TrainingClass,
    TrainingCourse,
)
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


PARTY_SYNC_CASES: dict[str, Case] = {
    "staff:training:of_organization": Case(of_organization),
    "staff:training:course": Case(course, "department"),
    "staff:training:lecturer": Case(lecturer, "department"),
    "staff:training:withdraw": Case(seat_of_class),
    **{f"staff:training:{name}": Case(training_class) for name in ("detail", "edit", "cancel", "sign_up", "record")},
    "org:training:detail": Case(training_class),
    "org:training:sign_up": Case(training_class),
    "org:training:withdraw": Case(sign_up),
}
