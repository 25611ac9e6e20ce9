"""Certificates of status that organizations drew: one has run out, one holds, one was taken back."""

import datetime
from collections.abc import Callable

from config.demo.cast import people_of
from config.demo.moment import at
from config.demo.world import Window, World
from core import clock
from registry.status_certificates import actions, lines
from registry.status_certificates.models import StatusCertificate

MACHINERY, CALLIGRAPHY = "霁川市轻工机械行业协会", "霁川市松风书法院"
ALL = ("registration", "standing", "report-2024")


def _draw(name: str, purpose: str, keys: tuple[str, ...] = ALL) -> Callable[[World], None]:
    def act(world: World) -> None:
        organization = world.organization(world.by_name[name])
        offered = [key for key in keys if key in lines.choice(organization, clock.today()).by_key]
        actions.issue(organization, actor=people_of(world, organization), purpose=purpose, keys=offered)

    return act


def _withdraw(world: World) -> None:
    organization = world.organization(world.by_name[CALLIGRAPHY])
    certificate = StatusCertificate.objects.get(organization=organization)
    certificate.organization = organization
    assert organization.supervising_authority is not None
    chief = world.office(organization.supervising_authority, "registry_chief")
    actions.withdraw(certificate, actor=chief, comment="经办人误将用途填写为其他单位的项目，按申请撤回。")


_ACTS: tuple[tuple[datetime.date, Callable[[World], None]], ...] = (
    (datetime.date(2026, 4, 8), _draw(MACHINERY, "申报市级示范社会组织")),
    (datetime.date(2026, 5, 19), _draw(CALLIGRAPHY, "参加政府购买服务投标")),
    (datetime.date(2026, 5, 21), _withdraw),
    (datetime.date(2026, 5, 26), _draw(MACHINERY, "参加政府采购投标")),
)


def live(world: World, window: Window) -> int:
    due = [(day, act) for day, act in _ACTS if window.holds(day)]
    for day, act in due:
        with at(day, 11):
            act(world)
    return len(due)
