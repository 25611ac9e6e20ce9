"""A leader's part of the home page: "my 1 county + 10 organizations"."""

from django.urls import reverse

from core.access.actor import Actor
from core.home.cards import Card, Cell, Number, Place, Table
from supervision.leader_views import queries

SHOWN = 12
HEADINGS = (("包联对象", ""), ("未解除预警", "num"), ("逾期任务", "num"), ("未办结诉求", "num"), ("最近联系", ""))


def mine(actor: Actor) -> Card | None:
    if not actor.is_staff_side or not actor.can("leader_charges.note") or not actor.user_id:
        return None
    lines = queries.lines(actor)
    if not lines:
        return None
    counted = {
        kind: sum(line.charge.kind == kind for line in lines) for kind in ("region", "department", "organization")
    }
    words = {"region": "县区", "department": "单位", "organization": "社会组织"}
    units = {"region": "个", "department": "个", "organization": "家"}
    url = reverse("staff:leader_views:list")
    return Card(
        "我包联的对象",
        place=Place.WIDE,
        numbers=tuple(
            Number(words[kind], str(n), f"{url}?kind={kind}", units[kind]) for kind, n in counted.items() if n
        ),
        table=Table(HEADINGS, tuple(_row(line) for line in lines[:SHOWN])),
        more_url=url,
        more_label=f"全部{len(lines)}项",
    )


def _row(line: queries.Line) -> tuple[Cell, ...]:
    page = reverse("staff:leader_views:detail", args=[line.charge.pk])
    return (
        Cell(str(line.charge), page),
        Cell(str(line.alerts), f"{page}?part=alerts" if line.alerts else "", "danger" if line.alerts else ""),
        Cell(str(line.overdue), f"{page}?part=overdue" if line.overdue else "", "danger" if line.overdue else ""),
        Cell(str(line.needs), f"{page}?part=needs" if line.needs else ""),
        Cell(line.last.isoformat() if line.last else "还没有"),
    )
