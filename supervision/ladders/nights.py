"""Every night: ladders follow the alerts, and no organization may stand where no way leads out.

What is found is an item of the office that can mend it, and closes by itself when it is mended.
"""

from dataclasses import dataclass

from core import clock, worklist
from core.worklist.models import WorkItem
from registry.organizations.models import Organization
from supervision.ladders import actions
from supervision.ladders.situations import unrecorded, without_way

NO_WAY, UNRECORDED = "ladders.no_way", "ladders.unrecorded"


@dataclass(frozen=True)
class Night:
    begun: int
    stopped: int
    without_way: tuple[int, ...]
    unrecorded: tuple[int, ...]

    def as_dict(self) -> dict:
        return {
            "begun": self.begun, "stopped": self.stopped, "without_way": list(self.without_way),
            "unrecorded": list(self.unrecorded),
        }  # fmt: skip


def run() -> Night:
    """Safe to repeat."""
    begun, stopped = actions.refresh()
    blocked = [organization for organization, _ in without_way(clock.today())]
    missing = unrecorded()
    _keep(NO_WAY, blocked, "没有恢复正常的路径，请核对数据")
    _keep(UNRECORDED, missing, "登记信息中的列入尚未补录")
    return Night(begun, stopped, tuple(one.pk for one in blocked), tuple(one.pk for one in missing))


def _keep(kind: str, found: list[Organization], words: str) -> None:
    """Open items for what is found, close those of what is found no more."""
    keys = {one.pk for one in found}
    for item in WorkItem.objects.open().filter(kind=kind).exclude(object_id__in=keys):
        worklist.close_items(Organization(pk=item.object_id), kind)
    for one in found:
        if one.supervising_authority_id:
            worklist.open_item(
                kind, subject=one, title=f"{words}：{one.name}", url_name="staff:ladders:of_organization",
                department=one.supervising_authority_id,
            )  # fmt: skip
