"""On the home page of whoever keeps in touch: the organizations not heard of for longest."""

from django.db.models import F
from django.urls import reverse

from core import clock
from core.access.actor import Actor
from core.home.cards import Card, Line
from supervision.liaison import queries
from supervision.liaison.models import LiaisonLink
from supervision.liaison.states import VIEW

SHOWN = 5


def mine(actor: Actor) -> Card | None:
    """Nothing for who keeps in touch with nobody. One query."""
    if not actor.is_staff_side or not actor.can(VIEW) or not actor.user_id:
        return None
    links = LiaisonLink.objects.on(clock.today()).filter(user=actor.user_id).select_related("organization")
    rows = list(queries.with_contacts(links).order_by(F("last_contact").asc(nulls_first=True), "pk"))
    if not rows:
        return None
    return Card(
        f"我联系的社会组织（{len(rows)}家）",
        lines=tuple(
            Line(one.organization.name, reverse("staff:liaison:dossier", args=[one.organization_id]), _words(one))
            for one in rows[:SHOWN]
        ),
        more_url=reverse("staff:liaison:mine"),
        more_label=f"全部{len(rows)}家",
    )


def _words(link) -> str:
    last = f"最近联系{link.last_contact:%m月%d日}" if link.last_contact else "还没有联系"
    return f"{last}，未办结诉求{link.open_needs}件" if link.open_needs else last
