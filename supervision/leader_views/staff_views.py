"""What I am in charge of, and what is open there."""

from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from core.access import guards
from core.rules.base import rule_titles
from supervision.leader_views import queries
from supervision.risk_alerts.tables import severity_badge

SHOWN = 100
PARTS = ("alerts", "overdue", "needs")  # of a charge's page; a number opens the one that it counts


@require_safe
@guards.staff("leader_charges.note")
def index(request):
    """All charges, or with `kind` those of one kind."""
    kind = request.GET.get("kind", "")
    lines = [line for line in queries.lines(request.actor) if kind in ("", line.charge.kind)]
    return render(request, "supervision/leader_views/staff_list.html", {"lines": lines, "kind": kind})


@require_safe
@guards.staff("leader_charges.note")
def detail(request, pk):
    """The rows behind the numbers of one charge; with `part` those of one number."""
    charge = get_object_or_404(queries.charges(request.actor), pk=pk)
    titles = rule_titles()
    alerts = (
        queries.alerts(charge, request.actor).select_related("organization").order_by("-severity", "opened_on", "pk")
    )
    rows = queries.overdue(charge).select_related("responsible", "write_off_list__task")
    needs = queries.needs(charge).select_related("responsible").order_by("raised_on", "pk")
    part = request.GET.get("part", "")
    context = {
        "charge": charge,
        "part": part if part in PARTS else "",
        "alerts": [
            {"alert": one, "title": titles.get(one.rule_code, one.rule_code), "badge": severity_badge(one)}
            for one in alerts[:SHOWN]
        ],
        "alert_count": alerts.count(),
        "rows": rows.order_by("due_on", "pk")[:SHOWN],
        "row_count": rows.count(),
        "needs": needs,
        "need_count": needs.count(),
        "contacts": queries.contacts(charge, request.actor).select_related("user", "department")[:SHOWN],
        "notes": charge.notes.select_related("by")[:SHOWN],
        "shown": SHOWN,
    }
    return render(request, "supervision/leader_views/staff_detail.html", context)
