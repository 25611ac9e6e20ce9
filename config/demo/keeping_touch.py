"""Whom the bureau and 市商务局 keep in touch with: the list, contacts, and needs in every state."""

import datetime
from collections.abc import Callable

from config.demo import steps
from config.demo.cast import CLOCKS, COLD_CHAIN, MACHINERY, MAKERS, people_of
from config.demo.world import Window, World
from core.access.actor import Actor
from core.identity.models import User
from registry.organizations.models import Organization
from supervision.liaison import actions as liaison
from supervision.liaison.models import Need

D = datetime.date
BUREAU, COMMERCE = "市民政局", "市商务局"
HARDSHIP, FAIR = "冷链配送车辆通行证办理难", "希望提供外地展会信息"


def live(world: World, window: Window) -> int:
    return steps.take(STEPS, world, window)


def _at(world: World, office: str, role: str = "department_officer") -> Actor:
    return world.office(world.departments[office], role)


def _clerk(world: World) -> Actor:
    return _at(world, BUREAU, "registry_clerk")


def _bodies(world: World, *names: str) -> list[Organization]:
    return [world.organization(world.by_name[name]) for name in names]


def _user(username: str) -> User | None:
    return User.objects.filter(username=username).first()


def _link(world: World) -> None:
    document, since = "联系服务行业协会商会名单的通知（霁民发〔2026〕3号）", D(2026, 1, 20)
    office = world.departments[BUREAU]
    liaison.link(
        actor=_clerk(world), department=office, organizations=_bodies(world, MACHINERY, COLD_CHAIN), kind="leader",
        name="顾衡", post="副局长", user=_user("guheng"), document=document, since=since,
    )  # fmt: skip
    liaison.link(
        actor=_clerk(world), department=office, organizations=_bodies(world, MACHINERY, COLD_CHAIN, MAKERS, CLOCKS),
        kind="officer", name="王珂", post="社会组织管理科", phone="12x-0000", user=_user("wangke"), document=document,
        since=since,
    )  # fmt: skip
    liaison.link(
        actor=_at(world, COMMERCE), department=world.departments[COMMERCE], organizations=_bodies(world, COLD_CHAIN),
        kind="officer", name="白荷", post="行业发展科", user=_user("baihe"), document="市商务局联络员安排",
        since=since,
    )  # fmt: skip


def _contact(
    name: str, kind: str, topic: str, answer: str = "", role: str = "registry_clerk"
) -> Callable[[World], None]:
    def verb(world: World) -> None:
        (body,) = _bodies(world, name)
        actor = _at(world, BUREAU, role)
        liaison.log_contact(body, actor=actor, kind=kind, topic=topic, answer=answer, counterpart="秘书长")

    return verb


def _hardship(world: World) -> None:
    (body,) = _bodies(world, COLD_CHAIN)
    need = liaison.raise_need(body, actor=_clerk(world), kind="problem", words=HARDSHIP, wish="协调统一办理窗口")
    liaison.assign(need, actor=_clerk(world), responsible=world.departments[COMMERCE], due_on=D(2026, 4, 24))


def _need(words: str) -> Need:
    return Need.objects.select_related("organization", "department", "responsible").get(words=words)


def _answer(world: World) -> None:
    text = "已会同有关部门明确由政务服务大厅综合窗口统一受理，5月6日起施行。"
    liaison.answer(_need(HARDSHIP), actor=_at(world, COMMERCE), text=text)


def _solved(world: World) -> None:
    (body,) = _bodies(world, COLD_CHAIN)
    liaison.confirm(_need(HARDSHIP), actor=people_of(world, body))


def _own_word(world: World) -> None:
    (body,) = _bodies(world, MACHINERY)
    need = liaison.raise_own(body, actor=people_of(world, body), kind="hope", words=FAIR, wish="每季度发一次目录")
    liaison.assign(need, actor=_clerk(world), responsible=world.departments[COMMERCE], due_on=D(2026, 6, 1))


def _new_word(world: World) -> None:
    (body,) = _bodies(world, MAKERS)
    liaison.raise_own(body, actor=people_of(world, body), kind="need", words="需要换届财务审计机构名单")


STEPS: tuple[tuple[D, int, Callable[[World], None]], ...] = (
    (D(2026, 1, 20), 9, _link),
    (D(2026, 3, 18), 15, _contact(COLD_CHAIN, "visit", "走访了解冷链企业用工和通行情况", role="bureau_leader")),
    (D(2026, 3, 19), 9, _hardship),
    (D(2026, 4, 21), 16, _answer),
    (D(2026, 4, 27), 10, _solved),
    (D(2026, 5, 6), 11, _contact(MACHINERY, "call_in", "问换届审计由谁做", "换届前由理事会委托会计师事务所审计。")),
    (D(2026, 5, 18), 9, _own_word),
    (D(2026, 6, 2), 11, _contact(CLOCKS, "call_out", "电话联系法定代表人，未接通")),
    (D(2026, 6, 2), 15, _new_word),
)  # fmt: skip
