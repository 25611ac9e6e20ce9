"""Leaders and their charges: the list of the party organ, and the leader's own page."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_POST

from core import clock, exports
from core.access import guards
from core.departments.models import Department
from core.refusal import Refusal
from party_building.leader_charges import actions, queries
from party_building.leader_charges.forms import ChargeForm, EndForm, LeaderForm, NoteForm
from party_building.leader_charges.models import ChargedLeader, LeaderCharge
from party_building.leader_charges.tables import ChargeList, LeaderList, covered_pair, state_pair

PAGE, CHARGE = "staff:leader_charges:detail", "staff:leader_charges:charge"
FORM = "party_building/leader_charges/staff_form.html"


@require_GET
@guards.staff("leader_charges.view")
def index(request):
    return LeaderList().respond(request)


@require_POST
@guards.staff("leader_charges.export")
def export(request):
    return exports.export(LeaderList(), request)


@require_GET
@guards.staff("leader_charges.view")
def charges(request):
    return ChargeList().respond(request)


@require_POST
@guards.staff("leader_charges.export")
def export_charges(request):
    return exports.export(ChargeList(), request)


def _leader(request, pk) -> ChargedLeader:
    rows = ChargedLeader.objects.visible_to(request.actor).select_related("department", "user")
    return get_object_or_404(rows, pk=pk)


def _rows(charges) -> list[dict]:
    rows = queries.with_coverage(charges.select_related("region", "department", "organization"), clock.today())
    rows = rows.order_by("kind", "valid_from", "pk")
    return [{"charge": one, "badge": state_pair(one), "covered": covered_pair(one)} for one in rows]


@require_GET
@guards.staff("leader_charges.view")
def detail(request, pk):
    leader = _leader(request, pk)
    counted = queries.with_counts(ChargedLeader.objects.filter(pk=pk), clock.today()).get()
    is_competent = request.actor.competent_for(leader) and not request.actor.read_only
    context = {
        "leader": leader,
        "counted": counted,
        "badge": state_pair(leader),
        "rows": _rows(LeaderCharge.objects.visible_to(request.actor).filter(leader=leader)),
        "may_edit": is_competent and request.actor.can("leader_charges.edit"),
    }
    return render(request, "party_building/leader_charges/staff_detail.html", context)


@require_GET
@guards.staff("leader_charges.note")
def mine(request):
    """What the person who looks has in charge herself."""
    own = ChargedLeader.objects.filter(user_id=request.actor.user_id).select_related("department")
    own = queries.with_counts(own.on(clock.today()), clock.today())
    context = {
        "leaders": [{"leader": one, "rows": _rows(one.charges.on(clock.today()))} for one in own.order_by("pk")]
    }
    return render(request, "party_building/leader_charges/staff_mine.html", context)


def _asked(request, form, context: dict, done: str, do):
    """A form, then a verb; a refusal stands in the form. `do` returns where to go."""
    status = 200
    if request.method == "POST":
        if form.is_valid():
            try:
                target = do(form)
            except Refusal as refusal:
                form.add_error(None, str(refusal))
            else:
                if target is not None:
                    messages.success(request, done)
                    return target
        status = getattr(form, "status", 422)
    return render(request, FORM, {"form": form, "lead": "", **context}, status=status)


@guards.staff("leader_charges.edit")
def create(request):
    form = LeaderForm(request.POST or None)

    def do(form):
        office = Department.objects.get(pk=request.actor.department_id)
        return redirect(PAGE, pk=actions.enlist(actor=request.actor, department=office, **form.changes).pk)

    return _asked(request, form, {"title": "登记包联领导", "button": "登记"}, "已登记。", do)


@guards.staff("leader_charges.edit")
def edit(request, pk):
    leader = _leader(request, pk)
    form = LeaderForm(request.POST or None, instance=leader)

    def do(form):
        def save():
            actions.amend(form.current(), actor=request.actor, version=form.posted_version, **form.changes)

        return redirect(PAGE, pk=pk) if form.attempt(save) else None

    return _asked(request, form, {"title": f"修改{leader.name}", "button": "保存"}, "已保存。", do)


@guards.staff("leader_charges.edit")
def add(request, pk):
    leader = _leader(request, pk)
    form = ChargeForm(request.POST or None, actor=request.actor)

    def do(form):
        actions.charge(leader, actor=request.actor, **form.told)
        return redirect(PAGE, pk=pk)

    context = {"title": "登记包联事项", "lead": f"{leader.post} {leader.name}", "button": "登记"}
    return _asked(request, form, context, "已登记包联事项。", do)


def _charge(request, pk) -> LeaderCharge:
    rows = LeaderCharge.objects.visible_to(request.actor)
    return get_object_or_404(rows.select_related("leader__department", "region", "department", "organization"), pk=pk)


@require_GET
@guards.staff("leader_charges.view")
def charge(request, pk):
    found = _charge(request, pk)
    covered = queries.with_coverage(LeaderCharge.objects.filter(pk=pk), clock.today()).get()
    actor = request.actor
    is_competent = actor.competent_for(found) and not actor.read_only
    context = {
        "found": found,
        "badge": state_pair(found),
        "covered": covered_pair(covered),
        "notes": found.notes.select_related("by"),
        "may_end": is_competent and actor.can("leader_charges.edit") and state_pair(found)[1] == "ok",
        "may_note": actor.can("leader_charges.note")
        and not actor.read_only
        and (is_competent or found.leader.user_id == actor.user_id),
    }
    return render(request, "party_building/leader_charges/staff_charge.html", context)


@guards.staff("leader_charges.edit")
def end(request, pk):
    found = _charge(request, pk)

    def do(form):
        actions.end(found, actor=request.actor, **form.cleaned_data)
        return redirect(CHARGE, pk=pk)

    context = {"title": "终止包联", "lead": f"{found.leader.name}：{found}", "button": "终止"}
    return _asked(request, EndForm(request.POST or None), context, "已终止。", do)


@guards.staff("leader_charges.note")
def note(request, pk):
    found = _charge(request, pk)

    def do(form):
        actions.note(found, actor=request.actor, **form.cleaned_data)
        return redirect(CHARGE, pk=pk)

    context = {"title": "登记走访和进展", "lead": f"{found.leader.name}：{found}", "button": "登记"}
    return _asked(request, NoteForm(request.POST or None), context, "已登记。", do)
