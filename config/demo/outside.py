"""What an office notes for itself and what visitors report: tags, a shared view that tells what came and left, and two
requests for correction, one answered."""

import datetime
from collections.abc import Callable

from django.http import QueryDict

from config.demo.moment import at
from config.demo.world import Window, World
from core.access.actor import NOBODY, Actor
from core.access.middleware import seats_of
from core.identity.models import User
from core.saved_views import actions as views
from core.saved_views import nights
from core.saved_views.models import ViewSubscription
from registry.disclosures import actions as disclosures
from registry.disclosures.models import CorrectionRequest
from registry.organization_tags import actions as tags
from registry.organization_tags.models import Tag
from registry.organizations.lists import OrganizationList

VISIT, CLOSE = "待走访", "重点联系"
TO_VISIT = ("霁川市轻工机械行业协会", "霁川市钟表收藏研究会", "霁川市陶塑协会", "霁川市社区营造协会")
IN_TOUCH = ("霁川市冷链物流商会", "霁川市青禾助学基金会", "霁川市钟表收藏研究会")
ADDED = "霁川市会展服务业联合会"
PRINTERS, PAINTERS = "霁川市印刷包装行业协会", "霁川市老年书画研究会"
VIEW = "本季待走访的组织"


def _clerk() -> Actor:
    """Her own seat, as the night finds it again."""
    return next(seat for seat in seats_of(User.objects.get(username="wangke")) if seat.role == "registry_clerk")


def _tag(label: str) -> int:
    return Tag.objects.get(label=label, department=_clerk().department_id).pk


def _begin(world: World) -> None:
    clerk = _clerk()
    for label, tone, names in ((VISIT, "warning", TO_VISIT), (CLOSE, "info", IN_TOUCH)):
        tag = tags.create(actor=clerk, label=label, tone=tone)
        for name in names:
            tags.put(world.organization(world.by_name[name]), actor=clerk, tag_id=tag.pk)


def _share(world: World) -> None:
    clerk, query = _clerk(), QueryDict(f"tag={_tag(VISIT)}")
    view = views.save(OrganizationList(), query, actor=clerk, name=VIEW, is_shared=True)
    views.subscribe(view, actor=clerk, frequency="daily")


def _visited(world: World) -> None:
    clerk, tag_id = _clerk(), _tag(VISIT)
    for name in TO_VISIT[2:]:
        tags.take(world.organization(world.by_name[name]), actor=clerk, tag_id=tag_id)
    tags.put(world.organization(world.by_name[ADDED]), actor=clerk, tag_id=tag_id)


def _report(name: str, about: str, reason: str) -> Callable[[World], None]:
    def act(world: World) -> None:
        organization = world.organization(world.by_name[name])
        disclosures.ask_for_correction(organization, actor=NOBODY, about=about, reason=reason)

    return act


def _answer(world: World) -> None:
    asked = CorrectionRequest.objects.get(organization__name=PRINTERS)
    disclosures.settle(asked, "keep", actor=_clerk(), comment="经电话核实，住所与登记证书一致，门牌号为新编号。")


STEPS: tuple[tuple[datetime.date, Callable[[World], None]], ...] = (
    (datetime.date(2026, 4, 20), _begin),
    (datetime.date(2026, 5, 11), _share),
    (datetime.date(2026, 5, 12), _report(PRINTERS, "address", "住所门牌号与现场挂牌不一致，请核实。")),
    (datetime.date(2026, 5, 14), _answer),
    (datetime.date(2026, 6, 2), _visited),
    (datetime.date(2026, 6, 2), _report(PAINTERS, "business_scope", "页面上的业务范围少了“书画展览”一项。")),
)


def live(world: World, window: Window) -> int:
    due = [(day, act) for day, act in STEPS if window.holds(day)]
    for day, act in due:
        with at(day, 16):
            act(world)
    if ViewSubscription.objects.exists():
        with at(window.night, 1, 20):
            nights.compare_all(window.night)
    return len(due)
