"""Supervision visits: the plan, what was seen at each unit, problems and their task, what follows."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from core import exports
from core.access import guards
from core.departments.models import Department
from core.forms.asking import Question, ask
from core.workflow import timeline
from supervision.supervision_visits import actions, offers
from supervision.supervision_visits.forms import FollowUpForm, HoldForm, PlanForm, ProblemForm, RecordForm
from supervision.supervision_visits.models import SupervisionVisit, VisitUnit
from supervision.supervision_visits.states import EDIT, STEP_WORDS, VisitKind, VisitState
from supervision.supervision_visits.tables import VisitList

PAGE = "staff:supervision_visits:detail"


@require_safe
@guards.staff("supervision_visits.view")
def index(request):
    return VisitList().respond(request)


@require_POST
@guards.staff("supervision_visits.export")
def export(request):
    return exports.export(VisitList(), request)


def _visit(request, pk) -> SupervisionVisit:
    rows = SupervisionVisit.objects.visible_to(request.actor).select_related("department", "task")
    return get_object_or_404(rows, pk=pk)


def _unit(request, pk) -> VisitUnit:
    rows = VisitUnit.objects.visible_to(request.actor)
    links = ("visit__department", "department", "region", "organization")
    return get_object_or_404(rows.select_related(*links), pk=pk)


def _address(pk) -> str:
    return reverse(PAGE, args=[pk])


def _crumbs(visit: SupervisionVisit | None = None) -> tuple:
    found = ((reverse("staff:supervision_visits:list"), "督导走访"),)
    return (*found, (_address(visit.pk), visit.title)) if visit else found


def _asked(request, form, visit: SupervisionVisit, words: tuple[str, str, str], verb, subject, *, lead: str = ""):
    def do() -> str:
        verb(subject, actor=request.actor, **form.cleaned_data)
        return _address(visit.pk)

    title, button, done = words
    question = Question(title, button, done, _address(visit.pk), _crumbs(visit), lead=lead or visit.title)
    return ask(request, form, question, do)


@require_safe
@guards.staff("supervision_visits.view")
def detail(request, pk):
    visit, actor = _visit(request, pk), request.actor
    is_own = actor.competent_for(visit) and actor.can(EDIT) and not actor.read_only
    units = visit.units.select_related("department", "region", "organization").prefetch_related(
        "problems__responsible"
    )
    lines = [{"unit": one, "badge": one.badge, "offers": offers.of_unit(visit, one, actor)} for one in units]
    context = {
        "visit": visit,
        "members": visit.members.all(),
        "lines": lines,
        "may": {step.name for step in visit.machine.available(visit, actor)},
        "may_record": is_own and visit.state == VisitState.HELD,
        "may_hand_over": is_own and visit.state == VisitState.HELD and _has_new_problems(visit),
        "persons": sum(one["unit"].persons for one in lines),
        "is_guidance": visit.kind == VisitKind.GUIDANCE,
        "entries": timeline.entries(visit, STEP_WORDS, with_office=True),
    }
    return render(request, "supervision/supervision_visits/staff_detail.html", context)


def _has_new_problems(visit: SupervisionVisit) -> bool:
    return visit.units.filter(problems__is_handed_over=False).exists()


@guards.staff("supervision_visits.edit")
def create(request):
    form = PlanForm(request.POST or None, actor=request.actor)

    def do() -> str:
        department = Department.objects.get(pk=request.actor.department_id)
        return _address(actions.plan(actor=request.actor, department=department, **form.cleaned_data).pk)

    question = Question(
        "制定督导走访计划", "保存计划", "已保存计划。", reverse("staff:supervision_visits:list"), _crumbs(),
        note="预计用时 3 分钟。",
    )  # fmt: skip
    return ask(request, form, question, do)


@guards.staff("supervision_visits.edit")
def hold(request, pk):
    visit = _visit(request, pk)
    words = ("登记开展", "登记", "已登记，请逐个登记对象的情况。")
    return _asked(request, HoldForm(request.POST or None), visit, words, actions.hold, visit)


@guards.staff("supervision_visits.edit")
def record(request, pk):
    unit = _unit(request, pk)
    initial = {"outcome": unit.outcome or "none", "findings": unit.findings, "persons": unit.persons or None}
    form = RecordForm(request.POST or None, initial=initial)
    return _asked(request, form, unit.visit, ("登记情况", "保存", "已登记。"), actions.record, unit, lead=str(unit))


@guards.staff("supervision_visits.edit")
def add_problem(request, pk):
    unit = _unit(request, pk)
    form = ProblemForm(request.POST or None, unit=unit)
    return _asked(
        request, form, unit.visit, ("登记问题", "登记", "已登记。"), actions.add_problem, unit, lead=str(unit)
    )


@guards.staff("supervision_visits.edit")
def follow_up(request, pk):
    visit = _visit(request, pk)
    form = FollowUpForm(request.POST or None, initial={"follow_up_on": visit.follow_up_on})
    return _asked(request, form, visit, ("确定回访日期", "保存", "已保存。"), actions.set_follow_up, visit)


@require_POST
@guards.staff("supervision_visits.edit")
def hand_over(request, pk):
    task = actions.hand_over(_visit(request, pk), actor=request.actor)
    messages.success(request, "问题已转为任务，请核对后下达。")
    return redirect("staff:task_lists:detail", pk=task.pk)


def _step(request, pk, verb, said: str):
    verb(_visit(request, pk), actor=request.actor, comment=request.POST.get("comment", ""))
    messages.success(request, said)
    return redirect(PAGE, pk=pk)


@require_POST
@guards.staff("supervision_visits.edit")
def close(request, pk):
    return _step(request, pk, actions.close, "已办结。")


@require_POST
@guards.staff("supervision_visits.edit")
def cancel(request, pk):
    return _step(request, pk, actions.cancel, "已取消。")
