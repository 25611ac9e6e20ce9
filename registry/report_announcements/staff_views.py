"""Staff: drafting, signing, publishing the notice of a year."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from core import clock
from core.access import guards
from core.departments.models import Department
from core.refusal import Refusal
from core.workflow import timeline
from registry.report_announcements import actions, content
from registry.report_announcements.forms import CorrectionForm, DayForm, DraftForm, SignForm
from registry.report_announcements.models import ReportAnnouncement
from registry.report_announcements.states import DRAFTING, VIEWING, AnnouncementState

PAGE = "staff:report_announcements:detail"
STEPS = {
    "draft": "拟稿",
    "submit": "送签",
    "send_back": "退回修改",
    "sign": "签发",
    "publish": "公布",
    "discard": "作废",
}


def _rows(request):
    return ReportAnnouncement.objects.visible_to(request.actor).select_related("department", "corrects")


def _found(request, pk) -> ReportAnnouncement:
    return get_object_or_404(_rows(request), pk=pk)


@require_safe
@guards.staff(VIEWING)
def index(request):
    context = {"announcements": _rows(request), "may_draft": _may_draft(request)}
    return render(request, "registry/report_announcements/staff_list.html", context)


def _may_draft(request) -> bool:
    return request.actor.can(DRAFTING) and not request.actor.read_only


@guards.staff(DRAFTING)
def create(request):
    initial = {"year": clock.today().year - 1, "as_of": clock.today()}
    form = DraftForm(request.POST if request.method == "POST" else None, initial=initial)
    if request.method == "POST" and form.is_valid():
        office = Department.objects.get(pk=request.actor.department_id)
        try:
            made = actions.draft(actor=request.actor, department=office, **form.cleaned_data)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "已按当日事实拟稿，请核对家数和名单后送签。")
            return redirect(PAGE, pk=made.pk)
    context = {"form": form, "title": "拟定年报公告", "button": "拟稿"}
    return render(
        request, "registry/report_announcements/staff_form.html", context, status=422 if form.errors else 200
    )


@guards.staff(DRAFTING)
def correct(request, pk):
    """A new notice that says what was wrong in a published one."""
    earlier = _found(request, pk)
    form = CorrectionForm(request.POST if request.method == "POST" else None, initial={"as_of": clock.today()})
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.draft(
                actor=request.actor, department=earlier.department, year=earlier.year, corrects=earlier,
                **form.cleaned_data,
            )  # fmt: skip
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "已拟更正公告，请核对后送签。")
            return redirect(PAGE, pk=made.pk)
    context = {"form": form, "title": f"更正{earlier}", "button": "拟更正公告", "earlier": earlier}
    return render(
        request, "registry/report_announcements/staff_form.html", context, status=422 if form.errors else 200
    )


@require_safe
@guards.staff(VIEWING)
def detail(request, pk):
    return _page(request, _found(request, pk))


def _page(request, found: ReportAnnouncement, *, sign_form=None, refusal="", status=200):
    steps = {step.name for step in found.machine.available(found, request.actor)}
    numbers = content.figures(found)
    links = {code: content.list_url(found, code) for code in content.FIGURES}
    context = {
        "found": found,
        "title": content.title(found),
        "figures": [(label, numbers.get(code, 0), links[code]) for code, label in content.FIGURES.items()],
        "lists": content.lists(found),
        "steps": steps,
        "entries": timeline.entries(found, STEPS, with_office=True),
        "may_edit": "submit" in steps,
        "sign_form": (sign_form or SignForm()) if "sign" in steps else None,
        "may_correct": found.state == AnnouncementState.PUBLISHED
        and _may_draft(request)
        and request.actor.competent_for(found),
        "refusal": refusal,
    }
    return render(request, "registry/report_announcements/staff_detail.html", context, status=status)


@guards.staff(DRAFTING)
def edit(request, pk):
    """Another day of the facts, while it is a draft."""
    found = _found(request, pk)
    initial = {"as_of": found.as_of}
    form = DayForm(request.POST if request.method == "POST" else None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            actions.change_day(found, actor=request.actor, as_of=form.cleaned_data["as_of"])
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "已按新的日期重新计算。")
            return redirect(PAGE, pk=pk)
    context = {"form": form, "title": f"修改{found}的数据日期", "button": "重新计算"}
    return render(
        request, "registry/report_announcements/staff_form.html", context, status=422 if form.errors else 200
    )


@require_POST
@guards.staff("annual_reports.announce")
def sign(request, pk):
    found, form = _found(request, pk), SignForm(request.POST)
    if not form.is_valid():
        return _page(request, found, sign_form=form, status=422)
    try:
        actions.sign(found, actor=request.actor, number=form.cleaned_data["number"])
    except Refusal as refusal:
        return _page(request, _found(request, pk), sign_form=form, refusal=str(refusal), status=409)
    messages.success(request, "已签发，家数和名单不再改变。公布后公众即可查看。")
    return redirect(PAGE, pk=pk)


@require_POST
@guards.staff(DRAFTING)
def submit(request, pk):
    actions.submit(_found(request, pk), actor=request.actor)
    messages.success(request, "已送签，请另一位负责人签发。")
    return redirect(PAGE, pk=pk)


@require_POST
@guards.staff("annual_reports.announce")
def send_back(request, pk):
    actions.send_back(_found(request, pk), actor=request.actor, comment=request.POST.get("comment", ""))
    messages.success(request, "已退回修改。")
    return redirect(PAGE, pk=pk)


@require_POST
@guards.staff(DRAFTING)
def discard(request, pk):
    actions.discard(_found(request, pk), actor=request.actor, comment=request.POST.get("comment", ""))
    messages.success(request, "已作废。")
    return redirect("staff:report_announcements:list")


@require_POST
@guards.staff("annual_reports.announce")
def publish(request, pk):
    job = actions.publish(_found(request, pk), actor=request.actor)
    messages.success(request, "公告已公布；所涉年度报告正在逐份公布。")
    return redirect("staff:jobs:detail", pk=job.pk)


@require_safe
@guards.staff(VIEWING)
def letter(request, pk):
    """The document to read and print, or as a file; a draft says that it is one."""
    found = _found(request, pk)
    return render(
        request, "registry/report_announcements/staff_letter.html", {"found": found, "letter": content.letter(found)}
    )
