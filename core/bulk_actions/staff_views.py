"""Choose, look at what fits, confirm; then one page for each run."""

from django.contrib import messages
from django.core.exceptions import BadRequest
from django.db.models import Count
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from core import clock
from core.access import guards
from core.bulk_actions import actions
from core.bulk_actions.lists import RowList, RunList
from core.bulk_actions.models import BulkRun
from core.bulk_actions.selection import Selection, action_of, declared, doubtful, sort_out
from core.bulk_actions.states import Outcome, RunState
from core.listing.bulk import AT_MOST
from core.listing.registry import list_class
from core.listing.staff_views import address_of, opened_list

SHOWN = 200  # rows of the preview; all of them are counted


@require_GET
@guards.signed_in()
def index(request):
    return RunList().respond(request)


def _chosen(request) -> Selection:
    """What the bar under a list posts. Raises Changed, Nothing later, when its rows are read."""
    given = request.POST
    if given.get("range") == "all":
        return Selection.signed(given.get("selection", ""))
    texts = given.get("page", "").split(",") if given.get("range") == "page" else given.getlist("pk")
    pks = tuple(dict.fromkeys(int(text) for text in texts if text.isdecimal() and len(text) < 19))[: AT_MOST + 1]
    return Selection(given.get("list", ""), given.get("query", "")[:2000], len(pks), pks)


@require_POST
@guards.signed_in()
def preview(request):
    """What the verb would accept and what it would refuse, and why. Writes nothing."""
    if "action" not in request.POST:
        raise BadRequest("no action")
    selection = _chosen(request)
    page = opened_list(request, selection.list, selection.query)
    action = action_of(page, request.POST["action"], request.actor)
    form = action.form(actor=request.actor)
    return _preview(request, selection, action, form)


def _preview(request, selection: Selection, action, form, status: int = 200):
    page = selection.page
    sorted_out = sort_out(selection.looked_at(request.actor), action, request.actor)
    doubt = doubtful(sorted_out.fit, action)
    context = {
        "page": page,
        "action": action,
        "form": form,
        "selection": selection.sign(),
        "fit": len(sorted_out.fit),
        "fit_rows": [page.row_label(row) for row in sorted_out.fit[:SHOWN]],
        "unfit": len(sorted_out.unfit),
        "unfit_rows": [(page.row_label(row), why) for row, why in sorted_out.unfit[:SHOWN]],
        "doubt_rows": _drawn(page, doubt),
        "shown": SHOWN,
        "back_url": address_of(page, selection.query),
    }
    return render(request, "core/bulk_actions/staff_preview.html", context, status=status)


def _drawn(page, rows: list) -> dict:
    """Rows with the list's own columns, for looking at closely."""
    columns = [column for column in page.columns if column.shown and not column.permission]
    cells = [[(column.label, column.css, column.html(row)) for column in columns] for row in rows]
    return {"headings": [column.label for column in columns], "rows": cells}


@require_POST
@guards.signed_in()
def start(request):
    if "selection" not in request.POST:
        raise BadRequest("no selection")
    selection = Selection.signed(request.POST["selection"])
    page = opened_list(request, selection.list, selection.query)
    action = action_of(page, request.POST.get("action", ""), request.actor)
    form = action.form(request.POST, actor=request.actor)
    if not form.is_valid():
        return _preview(request, selection, action, form, status=422)
    run = actions.start(selection, action.key, actor=request.actor, params=form.params())
    if run.state == RunState.WAITING:
        messages.success(request, "已提交，须由本单位另一位有权限的人员确认后才会办理。")
    return redirect("staff:bulk:detail", pk=run.pk)


def _run(request, pk) -> BulkRun:
    runs = BulkRun.objects.visible_to(request.actor).select_related("requested_by", "acted_by", "department", "job")
    return get_object_or_404(runs, pk=pk)


@require_GET
@guards.signed_in()
def detail(request, pk):
    run = _run(request, pk)
    return _Page(run=run.pk).drawn_for(run, request)


class _Page(RowList):
    """The rows, and above them the run."""

    def drawn_for(self, run: BulkRun, request):
        self.the_run = run
        return self.respond(request)

    def extra_context(self, request) -> dict:
        return _about(self.the_run, request.actor)


def _poll_url(run: BulkRun, actor) -> str:
    """While the job runs, for whoever may open it; a colleague sees the run and not the job."""
    may_open = run.job and (run.job.created_by_id == actor.user_id or actor.can("jobs.view"))
    return reverse("staff:jobs:detail", args=[run.job_id]) if may_open and run.job.is_open else ""


def _about(run: BulkRun, actor) -> dict:
    page = list_class(run.list_name).asked(run.parameters)
    action = declared(page, run.action)
    counts = dict(run.rows.order_by().values_list("outcome").annotate(n=Count("pk")))
    is_mine = run.acted_by_id == actor.user_id and not actor.read_only
    is_broken_off = run.state in (RunState.RUNNING, RunState.UNDOING) and not (run.job and run.job.is_open)
    return {
        "run": run,
        "action": action,
        "numbers": [(Outcome(code).label, counts[code]) for code in Outcome.values if code in counts],
        "reason": run.params.get("comment", ""),
        "list_url": address_of(page, run.query),
        "files": run.job.files.select_related("file") if run.job else [],
        "poll_url": _poll_url(run, actor),
        "doubt_rows": _doubts(run, page, action, actor),
        "may_confirm": _may_confirm(run, actor),
        "may_withdraw": run.state == RunState.WAITING and run.requested_by_id == actor.user_id,
        "may_resume": is_mine and is_broken_off,
        "may_undo": bool(
            is_mine and action.undo and run.state == RunState.DONE and clock.now() < run.undo_until
            and counts.get(Outcome.DONE)
        ),
    }  # fmt: skip


def _doubts(run: BulkRun, page, action, actor) -> dict:
    """The ten cases most likely to be wrong, while somebody has to say yes."""
    if run.state != RunState.WAITING or not action.doubt:
        return {"headings": [], "rows": []}
    pks = run.rows.filter(outcome=Outcome.PENDING).values("object_id")
    return _drawn(page, doubtful(list(page.queryset(actor).filter(pk__in=pks)), action))


def _may_confirm(run: BulkRun, actor) -> bool:
    return (
        run.state == RunState.WAITING
        and run.requested_by_id != actor.user_id
        and run.department_id == actor.department_id
        and not actor.read_only
        and actor.can(run.confirm_permission)
    )


@require_POST
@guards.signed_in()
def confirm(request, pk):
    actions.confirm(_run(request, pk), actor=request.actor)
    messages.success(request, "已确认，正在逐条办理。")
    return redirect("staff:bulk:detail", pk=pk)


@require_POST
@guards.signed_in()
def decline(request, pk):
    actions.decline(_run(request, pk), actor=request.actor, comment=request.POST.get("comment", ""))
    messages.success(request, "已退回，没有办理任何一条。")
    return redirect("staff:bulk:detail", pk=pk)


@require_POST
@guards.signed_in()
def withdraw(request, pk):
    actions.withdraw(_run(request, pk), actor=request.actor)
    messages.success(request, "已撤回申请。")
    return redirect("staff:bulk:detail", pk=pk)


@require_POST
@guards.signed_in()
def resume(request, pk):
    actions.resume(_run(request, pk), actor=request.actor)
    return redirect("staff:bulk:detail", pk=pk)


@require_POST
@guards.signed_in()
def undo(request, pk):
    actions.undo(_run(request, pk), actor=request.actor)
    messages.success(request, "正在逐条撤销。")
    return redirect("staff:bulk:detail", pk=pk)
