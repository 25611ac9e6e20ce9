"""The desks of the line: what lies here, what is near it, and the steps of the office where it lies."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from core import exports
from core.access import guards
from core.files import previews
from core.forms.asking import Question, ask
from core.indicators import figures
from core.indicators.base import all_indicators
from core.refusal import Refusal
from core.workflow import timeline
from registry.organizations.models import Organization
from supervision.dashboards.forms import DayForm
from supervision.illegal_orgs.models import Lead
from supervision.risk_reports import actions, forms, line, queries
from supervision.risk_reports.actions.knowing import holds as works_on
from supervision.risk_reports.actions.knowing import may_tie
from supervision.risk_reports.models import RiskReport
from supervision.risk_reports.states import OPEN, STEP_WORDS, About
from supervision.risk_reports.statistics import TOPIC
from supervision.risk_reports.tables import RiskReportList

PAGE = "staff:risk_reports:detail"


@require_safe
@guards.staff("risk_reports.view")
def index(request):
    return RiskReportList().respond(request)


@require_POST
@guards.staff("risk_reports.export")
def export(request):
    return exports.export(RiskReportList(), request)


@require_safe
@guards.staff("risk_reports.judge")
def statistics(request):
    """The year by district, on any day up to today. No person and no ranking."""
    form = DayForm(request.GET)
    shown = all_indicators(TOPIC)
    found = figures.breakdown(request.actor.scope, "district", form.day, [one.code for one in shown])
    context = {"form": form, "as_of": form.day, "table": figures.table(found), "indicators": shown}
    return render(request, "supervision/risk_reports/staff_statistics.html", context)


def _found(request, pk) -> RiskReport:
    """In the scope of the seat; of her own reports the reporter keeps sight wherever she sits now."""
    rows = RiskReport.objects.select_related(*queries.LINKS, "region", "authority", "handed_to", "reporter", "main")
    reached = RiskReport.objects.visible_to(request.actor).filter(pk=pk).values("pk")
    own = RiskReport.objects.filter(pk=pk, reporter=request.actor.user_id).values("pk")
    return get_object_or_404(rows, pk__in=reached.union(own))


def _may(report: RiskReport, actor) -> set[str]:
    may = {step.name for step in report.machine.available(report, actor)}
    if line.above(report) is None:
        may.discard("raise_up")
    if line.below(report) is None:
        may.discard("send_down")
    if report.about != About.UNLISTED or report.authority_id != actor.department_id:
        may.discard("to_lead")
    return may


def _detail(request, report: RiskReport, *, note_form=None, status: int = 200):
    actor = request.actor
    may, is_line = _may(report, actor), queries.is_of_the_line(report, actor)
    is_own = report.reporter_id is not None and report.reporter_id == actor.user_id
    holds = report.state in OPEN and actor.competent_for(report) and actor.can("risk_reports.judge")
    context = {
        "report": report,
        "may": may,
        "is_own": is_own,
        "is_line": is_line,
        "is_open": report.state in OPEN,
        "holds": holds,
        "may_note": not actor.read_only and (is_own or works_on(report, actor)),
        "note_form": note_form or forms.NoteForm(),
        "legs": report.legs.select_related("office", "user"),
        "notes": report.notes.select_related("department"),
        "matter": queries.matter(report).exclude(pk=report.pk) & RiskReport.objects.visible_to(actor),
        "alike": queries.alike(report, actor) if is_line and not is_own else [],
        "can_tie": bool(holds and may_tie(report, actor)),
        "organization_url": _organization_url(report, actor),
        "lead": Lead.objects.visible_to(actor).filter(pk=report.lead_id or 0).first()
        if actor.can("illegal_orgs.view")
        else None,
        "entries": timeline.entries(report, STEP_WORDS, with_office=True)
        if is_line and actor.can("risk_reports.judge")
        else [],
    }
    return render(request, "supervision/risk_reports/staff_detail.html", context, status=status)


def _organization_url(report: RiskReport, actor) -> str:
    if not report.organization_id or not actor.can("organizations.view"):
        return ""
    seen = Organization.objects.visible_to(actor).filter(pk=report.organization_id).exists()
    return reverse("staff:organizations:detail", args=[report.organization_id]) if seen else ""


@require_safe
@never_cache
@guards.staff("risk_reports.view")
def detail(request, pk):
    return _detail(request, _found(request, pk))


@require_safe
@guards.staff("risk_reports.view")
def photo(request, pk):
    """Drawn anew, so that nothing the telephone wrote into it leaves with it."""
    return _picture(_found(request, pk).photo)


@require_safe
@guards.staff("risk_reports.view")
def note_photo(request, pk, note):
    return _picture(get_object_or_404(_found(request, pk).notes, pk=note).file)


def _picture(file):
    drawn = previews.page_png(file, 1) if file is not None else None
    if drawn is None:
        raise Http404
    return HttpResponse(drawn, content_type="image/png", headers={"Cache-Control": "private, no-store"})


@require_POST
@guards.staff("risk_reports.view")
def add_note(request, pk):
    report, form = _found(request, pk), forms.NoteForm(request.POST, request.FILES)
    if form.is_valid():
        try:
            actions.add_note(report, actor=request.actor, **form.told())
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "已补充。")
            return redirect(PAGE, pk=pk)
    return _detail(request, report, note_form=form, status=422)


# ---- steps of the office where it lies


def _address(pk) -> str:
    return reverse(PAGE, args=[pk])


def _asking(request, pk, form, words: tuple[str, str], verb, *, note: str = "", back: str = ""):
    """`words`: title and button, what is said when it is done. `verb(report)` is called with the valid form."""
    report, address = _found(request, pk), _address(pk)
    crumbs = ((reverse("staff:risk_reports:list"), "风险报送"), (address, report.number))
    lead = f"{report.headline}：{report.what[:60]}"
    question = Question(words[0], words[0], words[1], address, crumbs, lead=lead, note=note)

    def do():
        verb(report)
        return back or address

    return ask(request, form, question, do)


def _posted(request):
    return request.POST if request.method == "POST" else None


@guards.staff("risk_reports.judge")
def verify(request, pk):
    form = forms.VerifyForm(_posted(request))
    words = ("核实属实", "已核实，请处置、转办或者上报。")
    return _asking(
        request, pk, form, words, lambda report: actions.verify(report, actor=request.actor, **form.cleaned_data)
    )


@guards.staff("risk_reports.judge")
def hand_over(request, pk):
    form = forms.HandOverForm(_posted(request), report=_found(request, pk))
    words = ("转办", "已转办，对方的时限从现在起算。")
    return _asking(
        request, pk, form, words, lambda report: actions.hand_over(report, actor=request.actor, **form.cleaned_data)
    )


def _commented(request, pk, verb, words, *, form_class=forms.CommentForm, note: str = "", back: str = ""):
    form = form_class(_posted(request))
    return _asking(
        request, pk, form, words, lambda report: verb(report, actor=request.actor, **form.cleaned_data), note=note,
        back=back,
    )  # fmt: skip


@guards.staff("risk_reports.judge")
def refute(request, pk):
    words = ("不属实", "已办结：不属实。")
    return _commented(request, pk, actions.refute, words, form_class=forms.OutcomeForm)


@guards.staff("risk_reports.judge")
def raise_up(request, pk):
    return _commented(request, pk, actions.raise_up, ("上报一级", "已上报，上一级的时限从现在起算。"))


@guards.staff("risk_reports.judge")
def send_down(request, pk):
    return _commented(request, pk, actions.send_down, ("交办下一级", "已交办，下一级的时限从现在起算。"))


@guards.staff("risk_reports.judge")
def to_lead(request, pk):
    note = "不在名录中只是线索，不是结论：先核查是否登记在他处，再决定是否立案。"
    return _commented(request, pk, actions.to_lead, ("转为线索核查", "已转为线索，请逐项核查。"), note=note)


@guards.staff("risk_reports.judge")
def finish(request, pk):
    return _commented(request, pk, actions.finish, ("办结", "已办结。"), form_class=forms.OutcomeForm)


@guards.staff("risk_reports.answer")
def answer(request, pk):
    words = ("办结并答复", "已办结，报送人会看到结果。")
    return _commented(request, pk, actions.answer, words, form_class=forms.OutcomeForm)


@guards.staff("risk_reports.answer")
def hand_back(request, pk):
    return _commented(
        request, pk, actions.hand_back, ("退回", "已退回原转办单位。"), back=reverse("staff:risk_reports:list")
    )


@guards.staff("risk_reports.judge")
def reopen(request, pk):
    return _commented(request, pk, actions.reopen, ("重新研判", "已重新研判，时限从现在起算。"))


# ---- what is known of it


@guards.staff("risk_reports.judge")
def identify(request, pk):
    report = _found(request, pk)
    form = forms.IdentifyForm(_posted(request))
    status = 200
    if request.method == "POST" and "body_find" not in request.POST:
        status = 422
        if form.is_valid():
            try:
                actions.identify(report, actor=request.actor, **form.told)
            except Refusal as refusal:
                form.add_error(None, str(refusal))
            else:
                messages.success(request, "已核对涉及组织。")
                return redirect(PAGE, pk=pk)
    is_search = request.method != "POST" or "body_find" in request.POST
    typed = form.data.get("body_q", report.body_name)
    search = reverse("staff:risk_reports:bodies")
    drawn = forms.picker(typed, search_url=search) if is_search else form.picker
    context = {"report": report, "form": form if not is_search else None, "picker": drawn}
    return render(request, "supervision/risk_reports/staff_identify.html", context, status=status)


@guards.staff("risk_reports.judge")
def tie(request, pk):
    form = forms.TieForm(_posted(request), found=may_tie(_found(request, pk), request.actor))
    note = "并案后各自的时限照旧，办理一步时一并办理。"
    words = ("并案", "已并为同一事项。")
    return _asking(
        request, pk, form, words, lambda report: actions.tie(report, actor=request.actor, **form.cleaned_data),
        note=note,
    )  # fmt: skip


@require_POST
@guards.staff("risk_reports.judge")
def untie(request, pk):
    actions.untie(_found(request, pk), actor=request.actor)
    messages.success(request, "已解除并案。")
    return redirect(PAGE, pk=pk)
