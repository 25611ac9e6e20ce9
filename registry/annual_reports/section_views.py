"""One section of the organization's own report: its page, saving by the button, and autosave."""

from django.contrib import messages
from django.http import Http404, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from core import clock
from core.access import guards
from core.refusal import Refusal
from core.workflow.errors import WrongState
from registry.annual_reports import queries, row_tables, section_fill, units
from registry.annual_reports.actions import filling
from registry.annual_reports.actions.filling import SectionConflict
from registry.annual_reports.conflicts import differences
from registry.annual_reports.live_rules import live_rules
from registry.annual_reports.models import AnnualReport
from registry.annual_reports.own_report import own_report, refused_page
from registry.annual_reports.progress import Progress
from registry.annual_reports.section_forms import TAKE, SectionForm, answers_of, read, reasons_of
from registry.annual_reports.states import FILLING, State
from registry.annual_reports.task_list import saved_by, tasks
from registry.report_forms.schema import REASONS, Answers, Section

ROWS = "rows"  # in an address: "table:7", how many rows of a table to show


def _opened(request, pk, key) -> tuple[AnnualReport, Progress, Section]:
    """The report, how far it is, and the section in the unit the person chose. Raises Http404."""
    report = own_report(request, pk)
    unit = request.POST.get("unit") or request.GET.get("unit", "")
    progress = Progress(report, units={key: unit} if unit else None)
    part = progress.schema.section(key)
    if part is None:
        raise Http404
    return report, progress, part


@guards.organization("own_reports.view")
def section(request, pk, key):
    """The page of a section. The save button works without JavaScript; autosave goes to its own address."""
    report, progress, part = _opened(request, pk, key)
    if request.method == "POST":
        return _save(request, report, progress, part)
    stored = progress.stored[key]
    is_checked = "check" in request.GET
    problems = [
        p for p in progress.problems
        if p.section == key and (is_checked or p.kind != "missing") and (is_checked or stored.saved_by_id)
    ]  # fmt: skip
    form = _form(part, stored.answers, stored.version, problems, progress, request)
    return _section_page(request, report, part, progress, form)


def _form(part: Section, answers: Answers, version: int, problems, progress: Progress, request) -> SectionForm:
    table, count = row_tables.wanted_rows(request.GET.get(ROWS, ""))
    return SectionForm(part, answers, version=version, problems=problems, progress=progress, asked_rows={table: count})


def _section_page(request, report, part: Section, progress: Progress, form, *, status=200, conflict=None, saved=False):
    is_filling = report.state in FILLING and request.actor.can("own_reports.fill")
    known = progress.known(part)
    fills = {how: section_fill.filled(how, part, form.answers, known) for how in ("zeros", "last_year")}
    context = {
        "report": report,
        "part": part,
        "form": form,
        "reading": read(part, form.answers, form.asked, progress.numbers),
        "stored": progress.stored[part.key],
        "conflict": conflict,
        "saved": saved,
        "is_filling": is_filling,
        "tasks": tasks(report, progress),
        "place": progress.place(part.key),
        "previous_key": progress.before(part.key),
        "next_key": progress.after(part.key),
        "remarks": _section_remarks(report, part),
        "units": units.choices(part),
        "unit": units.unit_of(part),
        "may_fill_zeros": bool(fills["zeros"]) and bool(units.choices(part)),
        "may_fill_last_year": bool(fills["last_year"]),
        "started": [key for key, stored in progress.stored.items() if stored.answers],
        "saved_words": saved_by(progress.stored[part.key], clock.now()),
        "live_rules": live_rules(progress, part, form.answers),
        "keep": f"{request.user.pk}-{report.pk}-{part.key}",
    }
    return render(request, "registry/annual_reports/org_section.html", context, status=status)


def _section_remarks(report: AnnualReport, part: Section) -> list[dict]:
    opinion = queries.last_return(report) if report.state == State.RETURNED else None
    if opinion is None:
        return []
    return [
        {
            "label": part.by_key[remark["field"]].label if remark["field"] in part.by_key else "",
            "text": remark["text"],
            "target": f"id_{remark['field']}",
        }
        for remark in opinion.remarks
        if remark["section"] == part.key
    ]


# ---- saving


def _posted(request, part: Section, progress: Progress) -> Answers:
    """What was typed; where a conflict was settled in favour of the other side, what they saved; and what a button
    for blank amounts adds."""
    answers, stored = answers_of(part, request.POST), progress.stored[part.key].answers
    for field in part.fields:
        if request.POST.get(f"{TAKE}{field.key}") == "theirs":
            answers[field.key] = stored.get(field.key, "")
    return answers | section_fill.filled(request.POST.get("fill", ""), part, answers, progress.known(part))


def _version(request, name: str = "version") -> int:
    text = request.POST.get(name, "")
    return int(text) if text.isdecimal() and len(text) < 10 else 0


@guards.organization("own_reports.fill")
def _save(request, report: AnnualReport, progress: Progress, part: Section):
    answers = _posted(request, part, progress)
    try:
        filling.save_section(
            report,
            part.key,
            answers,
            version=_version(request, "seen_version") or _version(request),
            actor=request.actor,
            reasons=reasons_of(request.POST),
            confirm="confirm" in request.POST,
        )
    except SectionConflict as conflict:
        return _conflict_page(request, report, progress, part, answers, conflict)
    except WrongState as refusal:
        return refused_page(request, report, refusal)
    if address := _stays(request, report, part):
        return redirect(address)
    if request.POST.get("go") == "list":
        messages.success(request, f"“{part.title}”已保存。")
        return redirect("org:annual_reports:detail", pk=report.pk)
    return _after_save(request, report, part)


def _stays(request, report: AnnualReport, part: Section) -> str:
    """Where a button leads that changes the section and stays in it; "" for the others."""
    posted = request.POST
    given = {"unit": posted["unit"]} if posted.get("unit") else {}
    target = ""
    if posted.get("fill"):
        said = "没有发生额的项目已填 0" if posted["fill"] == section_fill.ZEROS else "空白项目已填入上年报告的内容"
        messages.success(request, f"{said}，请核对。")
    elif posted.get("add_row"):
        table, count = row_tables.wanted_rows(posted["add_row"])
        given[ROWS], target = f"{table}:{count}", f"#id_{table}__{max(count - 1, 0)}"
    elif posted.get("remove_row"):
        target = f"#id_{posted['remove_row'].partition(':')[0]}"
    else:
        return ""
    return reverse("org:annual_reports:section", args=[report.pk, part.key], query=given or None) + target


def _after_save(request, report: AnnualReport, part: Section):
    """On to the next section, or back to this one with what is still wrong in it (everything typed is saved)."""
    unit = request.POST.get("unit", "")
    progress = Progress(report, units={part.key: unit} if unit else None)
    problems = [p for p in progress.problems if p.section == part.key]
    if any(p.blocks for p in problems):
        stored = progress.stored[part.key]
        form = _form(part, stored.answers, stored.version, problems, progress, request)
        return _section_page(request, report, part, progress, form, status=422, saved=True)
    messages.success(request, f"“{part.title}”已保存。")
    if key := progress.after(part.key):
        return redirect("org:annual_reports:section", pk=report.pk, key=key)
    return redirect("org:annual_reports:detail", pk=report.pk)


def _conflict_page(request, report, progress: Progress, part: Section, answers: Answers, conflict: SectionConflict):
    mine = {key: text for key, text in answers.items() if text}
    if given := reasons_of(request.POST):
        mine[REASONS] = given
    panel = differences(part, mine, conflict.section, request.POST)
    form = _form(part, mine, _version(request), [], progress, request)
    return _section_page(request, report, part, progress, form, status=409, conflict=panel)


@require_POST
@guards.organization("own_reports.fill")
def autosave(request, pk, key):
    """JSON {version, saved_at}; 409 with the conflict panel, or with the refusal once the report was sent."""
    report, _, part = _opened(request, pk, key)
    answers = answers_of(part, request.POST)
    try:
        saved = filling.save_section(
            report, key, answers, version=_version(request), actor=request.actor, reasons=reasons_of(request.POST)
        )
    except SectionConflict as conflict:
        panel = differences(part, answers, conflict.section, request.POST)
        context = {"report": report, "part": part, "conflict": panel}
        return render(request, "registry/annual_reports/_conflict.html", context, status=409)
    except Refusal as refusal:
        context = {"report": report, "sentence": str(refusal)}
        return render(request, "registry/annual_reports/_refused.html", context, status=409)
    at = saved.saved_at.astimezone(clock.SHANGHAI).strftime("%H:%M:%S")
    return JsonResponse({"version": saved.version, "saved_at": at})
