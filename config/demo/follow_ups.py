"""What the 综合党委 does about what is not put right: a supervision letter answered, a talk held, one still a draft.

The office has one person with an account; the signature is a colleague's without one.
"""

import dataclasses
import datetime
from collections.abc import Callable

from config.demo import steps
from config.demo.world import Window, World
from core.access.actor import Actor
from party_building.follow_ups import actions, documents
from party_building.follow_ups.models import FollowUp
from party_building.follow_ups.states import FollowUpKind

ORGAN = "综合党委"
HEALTH, FARMING, MARKET = "市卫生健康委", "市农业农村局", "市市场监管局"
ANSWERED, TALK, WAITING = "行业社会组织党组织组建攻坚", "未按期完成的组建任务", "设立行业党委"


def day(month: int, number: int) -> datetime.date:
    return datetime.date(2026, month, number)


def live(world: World, window: Window) -> int:
    return steps.take(STEPS, world, window)


def _officer(world: World) -> Actor:
    return world.office(world.departments[ORGAN], "party_officer")


def _colleague(world: World) -> Actor:
    return dataclasses.replace(_officer(world), user_id=None, name="综合党委")


def _letter(world: World, subject: str) -> FollowUp:
    rows = FollowUp.objects.filter(department=world.departments[ORGAN], subject=subject)
    return rows.select_related("department", "addressee").latest("pk")


def _draft(kind: str, office: str, subject: str, problem: str, **more) -> Callable[[World], None]:
    def verb(world: World) -> None:
        addressee = world.departments[office]
        body = documents.phrase(kind, addressee=addressee.name, subject=subject, problem=problem, days=10)
        actions.draft(
            actor=_officer(world), department=world.departments[ORGAN], kind=kind, addressee=addressee,
            subject=subject, body=body, **more,
        )  # fmt: skip

    return verb


def _sign(subject: str) -> Callable[[World], None]:
    def verb(world: World) -> None:
        letter = _letter(world, subject)
        actions.submit(letter, actor=_officer(world))
        actions.check(letter, actor=_colleague(world))
        actions.sign(letter, actor=_colleague(world))

    return verb


def _serve(subject: str, on: datetime.date) -> Callable[[World], None]:
    return lambda world: actions.serve(_letter(world, subject), actor=_officer(world), served_on=on, delivery="oa")


def _reply(world: World) -> None:
    officer = world.office(world.departments[HEALTH], "department_officer")
    actions.reply(
        _letter(world, ANSWERED), actor=officer,
        text="已逐家走访，2家正在办理组建审批，其余单位暂无正式党员，申请选派党建指导员，6月底前完成。",
    )  # fmt: skip


def _hold(world: World) -> None:
    actions.hold(
        _letter(world, TALK), actor=_officer(world), talk_on=day(5, 14), talk_place="综合党委会议室",
        attendees="市农业农村局分管副局长、机关党委专职副书记；综合党委办公室负责同志",
        minutes="了解了党员组织关系在原籍、专职人员少等困难，商定由行业内3家单位联合组建，6月中旬报组建方案。",
    )  # fmt: skip


def _close(world: World) -> None:
    actions.close(_letter(world, TALK), actor=_officer(world), comment="措施和时间已经明确，纳入台账跟进。")


K = FollowUpKind
STEPS: tuple[tuple[datetime.date, int, Callable[[World], None]], ...] = (
    (day(4, 8), 9, _draft(
        K.SUPERVISION, HEALTH, ANSWERED, "归口的社会组织中仍有应建未建或者没有指导员的，逐家情况见组建攻坚台账。",
        reply_workdays=10,
    )),
    (day(4, 9), 10, _sign(ANSWERED)),
    (day(4, 10), 9, _serve(ANSWERED, day(4, 10))),
    (day(4, 22), 15, _reply),
    (day(5, 8), 9, _draft(
        K.TALK, FARMING, TALK, "台账中的事项已超过完成期限。", talk_on=day(5, 14), talk_place="综合党委会议室",
    )),
    (day(5, 8), 15, _sign(TALK)),
    (day(5, 11), 9, _serve(TALK, day(5, 11))),
    (day(5, 14), 16, _hold),
    (day(5, 20), 10, _close),
    (day(6, 1), 10, _draft(
        K.SUPERVISION, MARKET, WAITING,
        "自2026年2月10日起，贵单位归口管理的社会组织已有5家以上，尚未设立行业党委。",
        reply_workdays=15, duty="归口社会组织5家以上的部门设立行业党委",
    )),
)  # fmt: skip
