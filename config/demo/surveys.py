"""Forms of 2026: one of 市商务局 that runs, a monthly one to streets, one still being drawn up that asks twice."""

import dataclasses
import datetime
import random
from collections.abc import Callable

from config.demo import steps
from config.demo.cast import people_of
from config.demo.world import Window, World
from core import clock
from core.access.actor import Actor
from core.departments.models import DepartmentKind
from supervision.questionnaires.questions import Question
from supervision.surveys.actions import answering, building, rounds
from supervision.surveys.models import Survey, SurveyRecipient
from supervision.surveys.states import AnswerState

COMMERCE, CITY = "市商务局", "市民政局"
FAIRS, ROOMS, STAFF = "行业协会商会参展和对接情况", "社区社会组织活动场地月报", "社会组织用工情况摸底"
FAIRS_FORM = (
    Question("q1", "名称", "text", known="name", use="shown"),
    Question("q2", "对外联系电话", "text", known="phone_public", use="confirmed"),
    Question("q3", "会员企业数", "integer", known="member_enterprises", use="shown"),
    Question("q4", "今年是否组织会员参展", "bool", is_required=True),
    Question("q5", "参展场次", "integer", is_required=True, if_key="q4", if_value="yes"),
    Question("q6", "希望协调解决的问题", "long_text"),
)
ROOMS_FORM = (
    Question("q1", "可供使用的活动场地（处）", "integer", is_required=True),
    Question("q2", "本月新增或调整的场地", "long_text"),
)
STAFF_FORM = (
    Question("q1", "名称", "text", known="name", use="shown"),
    Question("q2", "专职工作人员数", "integer", is_required=True),
    Question("q3", "兼职工作人员数", "integer", is_required=True),
    Question("q4", "今年计划新招人数", "integer", is_required=True),
)
WISHES = ("", "希望提供境外展会信息。", "会员企业反映展位费用偏高。", "")


def day(month: int, number: int) -> datetime.date:
    return datetime.date(2026, month, number)


def live(world: World, window: Window) -> int:
    return steps.take(STEPS, world, window)


def _officer(world: World, office: str) -> Actor:
    role = "registry_clerk" if office == CITY else "department_officer"
    return world.office(world.departments[office], role)


def _second(world: World, office: str) -> Actor:
    return dataclasses.replace(_officer(world, office), user_id=None)


def _open(office: str, title: str, form: tuple[Question, ...], **values) -> Callable[[World], None]:
    def verb(world: World) -> None:
        actor = _officer(world, office)
        made = building.open_survey(actor=actor, department=world.departments[office], title=title, **values)
        building.set_questions(made, actor=actor, rows=form)

    return verb


def _to_streets(world: World) -> None:
    streets = [one.pk for one in world.departments.values() if one.kind == DepartmentKind.STREET]
    building.set_addressees(_survey(ROOMS), actor=_officer(world, CITY), offices=streets)


def _survey(title: str) -> Survey:
    return Survey.objects.select_related("department").get(title=title)


def _release(office: str, title: str) -> Callable[[World], None]:
    def verb(world: World) -> None:
        building.submit(_survey(title), actor=_officer(world, office))
        building.release(_survey(title), actor=_second(world, office))

    return verb


def _waiting(title: str) -> list[SurveyRecipient]:
    rows = SurveyRecipient.objects.filter(survey_round__survey__title=title, state=AnswerState.WAITING)
    rows = rows.select_related("organization", "department", "survey_round__survey__department")
    return list(rows.order_by("organization__uscc", "department__name", "pk"))


def _answer_fairs(world: World) -> None:
    """Three of five; the others have time left."""
    for row in _waiting(FAIRS)[:3]:
        dice = random.Random(f"surveys:{row.organization.uscc}")  # noqa: S311 the same city every time
        given = {"q2": row.organization.phone_public, "q4": "yes", "q5": str(dice.randrange(1, 6))}
        wish = dice.choice(WISHES)
        given |= {"q6": wish} if wish else {}
        people = people_of(world, row.organization)
        answering.save(row, actor=people, answers=given, version=row.version)
        answering.send(row, actor=people)


def _answer_rooms(world: World) -> None:
    for number, row in enumerate(_waiting(ROOMS)):
        if number % 4 == 3:
            continue
        street = world.office(row.department, "street_officer")
        answering.save(row, actor=street, answers={"q1": str(2 + number % 5)}, version=row.version)
        answering.send(row, actor=street)


def _next_month(world: World) -> None:
    rounds.open_month(_survey(ROOMS), clock.today())


def _same_again(world: World) -> None:
    for row in _waiting(ROOMS)[:1]:
        answering.repeat(row, actor=world.office(row.department, "street_officer"))


STEPS: tuple[tuple[datetime.date, int, Callable[[World], None]], ...] = (
    (day(5, 6), 9, _open(
        CITY, ROOMS, ROOMS_FORM, purpose="掌握各镇街可供社区社会组织使用的场地，用于场地调剂。", audience="streets",
        repeat="monthly", repeat_until=day(12, 31), days_to_answer=10,
    )),
    (day(5, 6), 10, _to_streets),
    (day(5, 6), 11, _release(CITY, ROOMS)),
    (day(5, 11), 15, _answer_rooms),
    (day(5, 20), 9, _open(
        COMMERCE, FAIRS, FAIRS_FORM, purpose="安排下半年展会和产销对接，优先满足会员企业需要。", days_to_answer=20,
    )),
    (day(5, 21), 9, _release(COMMERCE, FAIRS)),
    (day(5, 27), 15, _answer_fairs),
    (day(6, 1), 8, _next_month),
    (day(6, 2), 9, _open(CITY, STAFF, STAFF_FORM, purpose="了解用工需求，组织专场招聘。")),
    (day(6, 2), 15, _same_again),
)  # fmt: skip
