"""Staff: the queue, one report under review, its decisions and its letters."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from core import clock
from core.access import guards
from core.pages.templatetags.portal import iso_date
from core.refusal import Refusal
from core.workdays.calendar import workdays_between
from registry.annual_reports import routing
from registry.annual_reports.actions import review, withdrawing
from registry.annual_reports.attachment_kinds import kinds_of
from registry.annual_reports.attachment_views import filed_files
from registry.annual_reports.deadlines import first_reviewer_due, fix_due
from registry.annual_reports.models import AnnualReport
from registry.annual_reports.states import Stage, State
from registry.report_forms.schema import schema_of
from registry.report_reviews import documents, presence, queries
from registry.report_reviews.actions import deciding, papers
from registry.report_reviews.conclusion_forms import panels_of
from registry.report_reviews.drawing import draw
from registry.report_reviews.forms import DecisionForm, answers_of, kept_phrases, remarks_of
from registry.report_reviews.models import FixNotice, PartyOpinion, RemarkPhrase
from registry.report_reviews.reading import Reading
from registry.report_reviews.tables import QueueList, neighbours

RELATED = (
    "form", "obligation__regime", "organization__supervising_authority", "organization__business_supervisor",
    "organization__industry_department", "organization__party_superior",
)  # fmt: skip
NOTHING = {"good": "", "bad": "", "label": ""}  # steps of a seat that decides nothing here


@guards.staff("annual_reports.view")
def list_queue(request):
    return QueueList().respond(request)


def report_or_404(request, pk: int) -> AnnualReport:
    return get_object_or_404(AnnualReport.objects.visible_to(request.actor).select_related(*RELATED), pk=pk)


def sees_whole(report: AnnualReport, actor) -> bool:
    """A party organ that does not review the report itself sees its own part only."""
    return actor.role != "party_officer" or actor.department_id in routing.offices_of(report)


@guards.staff("annual_reports.view")
def detail(request, pk):
    """By exception: what changed and what stands out; `?view=` shows more, `?round=` an earlier submission."""
    return page(request, report_or_404(request, pk))


def page(request, report: AnnualReport, *, posted=None, refusal: str = "", status: int = 200, **panel_forms):
    if not sees_whole(report, request.actor):
        opinion = PartyOpinion.objects.visible_to(request.actor).filter(submission__report=report).last()
        target = ("staff:report_reviews:party", opinion.pk) if opinion else ("staff:annual_reports:detail", report.pk)
        return redirect(target[0], pk=target[1])
    submissions = list(report.submissions.standing().select_related("department", "submitted_by").order_by("round"))
    chosen = _chosen(submissions, request.GET.get("round", ""))
    context = {"report": report, "obligation": report.obligation, "submissions": submissions[::-1], "chosen": chosen}
    if chosen is not None:
        context |= _about(request, report, chosen, is_last=chosen == submissions[-1], posted=posted)
        context |= panels_of(report, request.actor, **panel_forms)
    context |= {"refusal": refusal, "workdays": workdays_between(clock.today(), report.obligation.due_on)}
    return render(request, "registry/report_reviews/staff_detail.html", context, status=status)


def _chosen(submissions: list, wanted: str):
    named = [one for one in submissions if str(one.round) == wanted]
    return named[0] if named else (submissions[-1] if submissions else None)


def _about(request, report: AnnualReport, chosen, *, is_last: bool, posted) -> dict:
    actor = request.actor
    steps = steps_of(report, actor) if is_last else NOTHING
    office = actor.department_id
    remarks = {one["field"]: one["text"] for opinion in chosen.opinions.all() for one in opinion.remarks}
    if posted is not None:
        remarks |= {one["field"]: one["text"] for one in remarks_of(posted, [])}
    reading = Reading(report, chosen, office=office, view=request.GET.get("view", ""), remarks=remarks, posted=posted)
    initial = {"version": report.version}
    return {
        "reading": reading,
        "steps": steps,
        "someone_else": whose(report, actor, steps) if is_last else "",
        "form": DecisionForm(posted) if posted is not None else DecisionForm(initial=initial),
        "fix_due": fix_due(clock.today()) if steps["bad"] else None,
        "clock_due": _clock(report, chosen) if is_last else None,
        "phrases": papers.phrases(actor) if steps["bad"] else [],
        "present": presence.look_in(report, actor) if is_last else [],
        "queue": neighbours(actor, report) if is_last else {},
        "opinions": [
            {"row": one, "letter": getattr(one, "fix_notice", None)}
            for one in chosen.opinions.select_related("department", "fix_notice")
        ],
        "party": _party(chosen, actor),
        "files": filed_files(chosen, kinds_of(report.obligation.regime, report.organization)),
        "must_open": is_last and withdrawing.must_open(report, actor),
        "return_asked": withdrawing.asked(report) if is_last else None,
        "nobody_seated": _nobody_seated(report, actor) if is_last else [],
    }


def _clock(report: AnnualReport, chosen):
    """Until when the office that has the report has to act."""
    if report.state == State.SUBMITTED_FIRST_REVIEW and chosen.stage == Stage.FIRST_REVIEW:
        return first_reviewer_due(chosen)
    return None


def _party(chosen, actor) -> dict | None:
    """The opinion, its text only to those who may read it; its state to every reviewer."""
    opinion = PartyOpinion.objects.filter(submission=chosen).select_related("department").first()
    if opinion is None:
        return None
    is_readable = PartyOpinion.objects.visible_to(actor).filter(pk=opinion.pk).exists()
    remarks = documents.lines(schema_of(chosen.report.form), opinion.remarks) if is_readable else []
    may_open = actor.can("annual_reports.party_review") and actor.department_id == opinion.department_id
    return {"opinion": opinion, "is_readable": is_readable, "remarks": remarks, "may_open": may_open}


def _nobody_seated(report: AnnualReport, actor) -> list:
    """Told to the authority: the first reviewer has nobody in a post that may review."""
    if report.state != State.SUBMITTED_FIRST_REVIEW or not actor.competent_for(report):
        return []
    own = type(report.obligation).objects.filter(pk=report.obligation_id)
    return [office for office, _ in queries.offices_without_people(own)]


def steps_of(report: AnnualReport, actor) -> dict[str, str]:
    """The URL names of passing and of returning, where this seat is the one to decide; empty otherwise."""
    names = {step.name for step in report.machine.available(report, actor)}
    if "pass_first_review" in names and review.is_first_reviewer(report, actor):
        return {"good": "pass_first_review", "bad": "return_from_first_review", "label": "初审通过"}
    if "accept" in names:
        return {"good": "accept", "bad": "return_for_fix", "label": "接收"}
    if "return_for_fix" in names:
        return {"good": "", "bad": "return_for_fix", "label": ""}
    return NOTHING


def whose(report: AnnualReport, actor, steps) -> str:
    """Who decides, for a seat that could decide elsewhere but not here."""
    if steps["bad"]:
        return ""
    if report.state == State.SUBMITTED_FIRST_REVIEW:
        last = report.submissions.standing().select_related("department").last()
        if last.department is None:
            return ""
        return f"这份报告在{last.department.name}初审，期限至{iso_date(first_reviewer_due(last))}。"
    if report.state in (State.SUBMITTED_FINAL, State.ACCEPTED, State.EXAMINED) and not actor.competent_for(report):
        return f"这份报告由{report.competent_department_name}审核。您可以查看，不能办理。"
    return ""


# -- decisions -------------------------------------------------------------------------------------------------------


def _decide(request, pk, action, done: str, *, is_return: bool = False):
    report = report_or_404(request, pk)
    form = DecisionForm(request.POST)
    if not form.is_valid():
        return page(request, report, posted=request.POST, refusal="页面内容不完整，请刷新后重新办理。", status=422)
    given = dict(form.cleaned_data)
    remarks = remarks_of(request.POST, papers.phrases(request.actor))
    given |= {"remarks": remarks} if is_return else {"answers": answers_of(request.POST)}
    following = neighbours(request.actor, report)["first_other"] if "next" in request.POST else ""
    try:
        action(report, actor=request.actor, **given)
        if is_return:
            papers.keep_phrases(kept_phrases(request.POST, remarks), actor=request.actor)
    except Refusal as refusal:
        return page(request, report_or_404(request, pk), posted=request.POST, refusal=str(refusal), status=409)
    messages.success(request, f"“{report.organization.name}”{report.year}年度报告{done}。")
    return redirect(following or reverse("staff:report_reviews:detail", args=[report.pk]))


@require_POST
@guards.staff("annual_reports.first_review")
def pass_first_review(request, pk):
    return _decide(request, pk, deciding.pass_first_review, "初审通过，已转登记管理机关")


@require_POST
@guards.staff("annual_reports.return_first")
def return_from_first_review(request, pk):
    return _decide(request, pk, deciding.return_from_first_review, "已退回补正", is_return=True)


@require_POST
@guards.staff("annual_reports.return")
def return_for_fix(request, pk):
    return _decide(request, pk, deciding.return_for_fix, "已退回补正", is_return=True)


@require_POST
@guards.staff("annual_reports.receive")
def accept(request, pk):
    return _decide(request, pk, deciding.accept, "已接收")


@require_POST
@guards.staff("annual_reports.view")
def preview(request, pk):
    """The letter as it would go out; nothing is written."""
    report = report_or_404(request, pk)
    steps = steps_of(report, request.actor)
    form = DecisionForm(request.POST)
    if not steps["bad"] or not form.is_valid() or request.actor.department_id is None:
        return page(request, report, posted=request.POST, refusal="这份报告现在不能由您退回。", status=409)
    remarks = remarks_of(request.POST, papers.phrases(request.actor))
    comment = form.cleaned_data["comment"]
    if not remarks and not comment.strip():
        text = "退回补正须填写审查意见，或者至少一项补正意见。"
        return page(request, report, posted=request.POST, refusal=text, status=409)
    known = schema_of(report.form).fields
    remarks = [one for one in remarks if one["field"] in known]
    office = type(report.organization.supervising_authority).objects.get(pk=request.actor.department_id)
    letter = documents.fix_draft(report, office, comment=comment, remarks=remarks, fix_due_on=fix_due(clock.today()))
    kept = [(name, text) for name, text in request.POST.items() if name != "csrfmiddlewaretoken"]
    context = {"report": report, "letter": letter, "steps": steps, "kept": kept}
    return render(request, "registry/report_reviews/staff_preview.html", context)


@require_POST
@guards.staff("annual_reports.view")
def edit(request, pk):
    """Back from the preview, with everything as it was typed; nothing is written."""
    return page(request, report_or_404(request, pk), posted=request.POST)


# -- papers and phrases ----------------------------------------------------------------------------------------------


@guards.staff("annual_reports.view")
def fix_letter(request, pk):
    """补正通知书 as it was sent. The organ's remarks in an authority's letter are not for other departments."""
    notices = FixNotice.objects.visible_to(request.actor).select_related("department", "report__organization")
    notice = get_object_or_404(notices, pk=pk)
    if notice.department_id != request.actor.department_id and not request.actor.competent_for(notice):
        own = {(one["field"], one["text"]) for one in notice.opinion.remarks}
        texts = {text for _, text in own}
        notice.remarks = [one for one in notice.remarks if one["text"] in texts]
    return draw(request, documents.fix(notice), back=("staff:report_reviews:detail", notice.report_id))


@guards.staff("annual_reports.view")
def phrases(request):
    context = {"phrases": papers.phrases(request.actor)}
    return render(request, "registry/report_reviews/staff_phrases.html", context)


@require_POST
@guards.staff("annual_reports.view")
def add_phrase(request):
    text = request.POST.get("text", "").strip()
    if not text:
        messages.error(request, "没有保存：请填写意见。")
    elif papers.keep_phrases([text], actor=request.actor):
        messages.success(request, "已存为常用意见。")
    else:
        messages.info(request, "这条意见已经在常用意见中。")
    return redirect("staff:report_reviews:phrases")


@require_POST
@guards.staff("annual_reports.view")
def drop_phrase(request, pk):
    phrase = get_object_or_404(RemarkPhrase, pk=pk, user=request.actor.user_id)
    papers.drop_phrase(phrase, actor=request.actor)
    messages.success(request, "已删除。")
    return redirect("staff:report_reviews:phrases")
