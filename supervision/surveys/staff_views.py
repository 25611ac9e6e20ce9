"""Forms that an office sends out: built, released by a second person, watched, read as a table."""

from django.contrib import messages
from django.http import Http404, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from core import clock, exports
from core.access import guards
from core.departments.models import Department
from core.files import links
from core.forms.asking import Question, ask
from core.refusal import Refusal
from core.workflow import timeline
from registry.organizations import frame
from supervision.questionnaires import answers, builder, criteria
from supervision.surveys import queries, screens
from supervision.surveys.actions import building, rounds
from supervision.surveys.forms import EditForm, ExtendForm, OfficesForm, SurveyFields
from supervision.surveys.models import Survey, SurveyRecipient
from supervision.surveys.states import STEP_WORDS, SurveyState
from supervision.surveys.tables import BurdenList, MineList, RecipientList, SurveyList

PAGE = "staff:surveys:detail"


@require_safe
@guards.staff("surveys.view")
def index(request):
    return SurveyList().respond(request)


@require_POST
@guards.staff("surveys.export")
def export(request):
    return exports.export(SurveyList(), request)


@require_safe
@guards.staff("surveys.view")
def recipients(request):
    return RecipientList.asked(request.GET).respond(request)


@require_POST
@guards.staff("surveys.export")
def export_recipients(request):
    return exports.export(RecipientList.asked(request.GET), request)


@require_safe
@guards.staff("surveys.burden")
def burden(request):
    return BurdenList.asked(request.GET).respond(request)


@require_POST
@guards.staff("surveys.burden")
def export_burden(request):
    return exports.export(BurdenList.asked(request.GET), request)


@require_safe
@guards.staff("surveys.burden")
def of_organization(request, pk):
    """填报: the tab on the organization page, what it was asked for this year."""
    organization, year = frame.organization_or_404(request.actor, pk), clock.today().year
    return frame.respond(
        request, organization, tab="staff:surveys:of_organization",
        template="supervision/surveys/organization_panel.html",
        context={"asked": queries.forms_of(organization.pk, year), "year": year},
    )  # fmt: skip


def _found(request, pk) -> Survey:
    return get_object_or_404(Survey.objects.visible_to(request.actor).select_related("department"), pk=pk)


def _address(pk) -> str:
    return reverse(PAGE, args=[pk])


def _of_list() -> tuple[str, str]:
    return reverse("staff:surveys:list"), "一次填报"


def _crumbs(found: Survey) -> tuple[tuple[str, str], ...]:
    return _of_list(), (_address(found.pk), found.title)


@require_safe
@guards.staff("surveys.view")
def detail(request, pk):
    found, actor = _found(request, pk), request.actor
    is_own = actor.competent_for(found)
    may_write = found.state == SurveyState.DRAFT and is_own and actor.can("surveys.edit")
    is_before = found.state in (SurveyState.DRAFT, SurveyState.RELEASING)
    counted = queries.counts(found)
    context = {
        "found": found,
        "form_rows": found.form,
        "own_count": len(queries.own_questions(found.form)),
        "criteria": criteria.words(found.criteria, actor, clock.today()) if found.asks_organizations else [],
        "offices": list(queries.offices(found)) if not found.asks_organizations else [],
        "rounds": found.rounds.all(),
        "asked_count": sum(counted.values()),
        "answered_count": counted.get("answered", 0) + counted.get("known", 0),
        "waiting_count": counted.get("waiting", 0),
        "may": {step.name for step in found.machine.available(found, actor)},
        "may_write": may_write,
        "may_copy": actor.can("surveys.edit"),
        "edit_url": "staff:surveys:rearrange" if may_write else "",
        "entries": timeline.entries(found, STEP_WORDS, with_office=True),
        **(_before(found, actor) if is_before and is_own else {"addressees": None, "before": [], "share": None}),
    }
    return render(request, "supervision/surveys/staff_detail.html", context)


def _before(found: Survey, actor) -> dict:
    """What the second person looks at: how many are asked, how much is known, what was asked before."""
    try:
        ids = building.addressed(found, actor)
    except Refusal:
        ids = []
    share = queries.known_share(found.form, ids, clock.today()) if found.asks_organizations else None
    return {"addressees": len(ids), "before": queries.asked_before(found, ids), "share": share}


@guards.staff("surveys.edit")
def create(request):
    form = SurveyFields(request.POST or None)

    def do():
        department = Department.objects.get(pk=request.actor.department_id)
        made = building.open_survey(actor=request.actor, department=department, **form.cleaned_data)
        return _address(made.pk)

    back = _of_list()
    note = "先想清楚用途，再选用平台已有的内容，只补充平台没有的问题。预计用时 5 分钟。"
    return ask(request, form, Question("拟定填报", "保存", "已保存，请编表。", back[0], (back,), note=note), do)


@guards.staff("surveys.edit")
def edit(request, pk):
    found = _found(request, pk)
    form = EditForm(request.POST or None, instance=_found(request, pk))

    def do():
        building.edit(found, actor=request.actor, version=form.posted_version, **form.changes)
        return _address(pk)

    return ask(request, form, Question("修改填报", "保存", "已保存。", _address(pk), _crumbs(found)), do)


@require_POST
@guards.staff("surveys.edit")
def copy(request, pk):
    department = Department.objects.get(pk=request.actor.department_id)
    made = building.copied(_found(request, pk), actor=request.actor, department=department, today=clock.today())
    messages.success(request, "已按原表拟定新的填报。")
    return redirect(PAGE, pk=made.pk)


@guards.staff("surveys.edit")
def choose(request, pk):
    """选定对象: the register's filters for organizations, a list of offices for streets and departments."""
    found = _found(request, pk)
    if not found.asks_organizations:
        return _choose_offices(request, found)
    asked = request.POST if request.method == "POST" else QueryDict(found.criteria)
    drawn = criteria.filters(asked, request.actor, clock.today())
    if request.method == "POST" and drawn.form.is_valid():
        try:
            building.set_addressees(found, actor=request.actor, criteria=criteria.text_of(request.POST))
        except Refusal as refusal:
            drawn.form.add_error(None, str(refusal))
        else:
            messages.success(request, "已选定填报对象。")
            return redirect(PAGE, pk=pk)
    context = {
        "found": found, "drawn": drawn, "fields": criteria.fields_of(drawn), "day": clock.today(),
        "crumbs": _crumbs(found), "back": _address(pk), "title": "选定填报对象", "asks_day": False,
    }  # fmt: skip
    status = 422 if request.method == "POST" else 200
    return render(request, "supervision/questionnaires/staff_choose.html", context, status=status)


def _choose_offices(request, found: Survey):
    form = OfficesForm(
        request.POST or None, audience=found.audience, department_id=found.department_id,
        initial={"offices": found.offices},
    )  # fmt: skip

    def do():
        building.set_addressees(found, actor=request.actor, offices=form.ids)
        return _address(found.pk)

    back = _address(found.pk)
    return ask(request, form, Question("选定填报单位", "保存", "已选定填报单位。", back, _crumbs(found)), do)


# ---- the form


def _saver(request, found: Survey):
    return lambda rows: building.set_questions(found, actor=request.actor, rows=rows)


@guards.staff("surveys.edit")
def add_question(request, pk):
    found = _found(request, pk)
    return builder.add(request, found.form, _saver(request, found), _address(pk), _crumbs(found))


@guards.staff("surveys.edit")
def add_known(request, pk):
    found = _found(request, pk)
    return builder.add_known(request, found.form, _saver(request, found), _address(pk), _crumbs(found))


@require_POST
@guards.staff("surveys.edit")
def rearrange(request, pk):
    found = _found(request, pk)
    building.set_questions(found, actor=request.actor, rows=builder.rearranged(request, found.form))
    return redirect(PAGE, pk=pk)


# ---- steps


def _step(request, pk, verb, said: str, **given):
    verb(_found(request, pk), actor=request.actor, **given)
    messages.success(request, said)
    return redirect(PAGE, pk=pk)


def _comment(request) -> str:
    return request.POST.get("comment", "")


@require_POST
@guards.staff("surveys.edit")
def submit(request, pk):
    return _step(request, pk, building.submit, "已提请核发，请另一人核发。")


@require_POST
@guards.staff("surveys.release")
def send_back(request, pk):
    return _step(request, pk, building.send_back, "已退回修改。", comment=_comment(request))


@require_POST
@guards.staff("surveys.release")
def release(request, pk):
    number = building.release(_found(request, pk), actor=request.actor)
    messages.success(request, f"已核发，发给{number:,}个填报对象。")
    return redirect(PAGE, pk=pk)


@require_POST
@guards.staff("surveys.edit")
def close(request, pk):
    return _step(request, pk, building.close, "已结束填报。", comment=_comment(request))


@require_POST
@guards.staff("surveys.edit")
def withdraw(request, pk):
    return _step(request, pk, building.withdraw, "已撤回。", comment=_comment(request))


# ---- one addressee, for the asking office


def _recipient(request, pk) -> SurveyRecipient:
    rows = SurveyRecipient.objects.visible_to(request.actor).filter(survey_round__survey__released_at__isnull=False)
    return get_object_or_404(
        rows.select_related("organization", "department", "survey_round__survey__department"), pk=pk
    )


@require_safe
@guards.staff("surveys.view")
def recipient(request, pk):
    found = _recipient(request, pk)
    rows = {one.key: one for one in found.given.all()}
    notes = {key: f"（{one.get_source_display()}，{one.given_on:%Y-%m-%d}）" for key, one in rows.items()}
    said = answers.said(found.survey.form, {key: one.text for key, one in rows.items()}, notes=notes)
    is_own = request.actor.competent_for(found) and request.actor.can("surveys.edit")
    is_waiting = found.state == "waiting" and found.survey.state == SurveyState.RUNNING
    context = {"found": found, "said": said, "may_act": is_own and is_waiting}
    return render(request, "supervision/surveys/staff_recipient.html", context)


@require_POST
@guards.staff("surveys.edit")
def remind(request, pk):
    rounds.remind(_recipient(request, pk), actor=request.actor)
    messages.success(request, "已催报。")
    return redirect("staff:surveys:recipient", pk=pk)


@guards.staff("surveys.edit")
def extend(request, pk):
    found, form = _recipient(request, pk), ExtendForm(request.POST or None)
    back = reverse("staff:surveys:recipient", args=[pk])

    def do():
        rounds.extend(found, actor=request.actor, **form.cleaned_data)
        return back

    question = Question("延长期限", "保存", "已延长期限。", back, (*_crumbs(found.survey), (back, str(found))))
    return ask(request, form, question, do)


@require_POST
@guards.staff("surveys.view")
def answer_file(request, pk, key):
    given = get_object_or_404(_recipient(request, pk).given.exclude(file=None), key=key)
    if given.file is None:
        raise Http404
    return redirect(links.signed_link(given.file, request.actor))


# ---- what this office is asked


@require_safe
@guards.staff("surveys.answer")
def mine(request):
    return MineList().respond(request)


def _mine(request, pk) -> SurveyRecipient:
    rows = SurveyRecipient.objects.mine(request.actor)
    return get_object_or_404(rows.select_related("department", "survey_round__survey__department"), pk=pk)


@guards.staff("surveys.answer")
def answer(request, pk):
    return screens.answer(request, _mine(request, pk), side="staff", back=reverse("staff:surveys:mine"))


@require_POST
@guards.staff("surveys.answer")
def repeat(request, pk):
    return screens.repeat(request, _mine(request, pk), back=reverse("staff:surveys:mine"))
