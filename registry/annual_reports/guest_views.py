"""Guests: inviting them, and the few pages they see."""

import datetime

from django import forms
from django.contrib import messages
from django.http import Http404, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_POST

from core import clock
from core.access import guards
from core.identity import codes
from core.refusal import Refusal
from registry.annual_reports.actions import filling, inviting
from registry.annual_reports.actions.filling import SectionConflict
from registry.annual_reports.live_rules import live_rules
from registry.annual_reports.models import AnnualReport, SectionGuest
from registry.annual_reports.own_report import own_report, refused_page
from registry.annual_reports.progress import Progress
from registry.annual_reports.section_forms import SectionForm, answers_of, read, reasons_of
from registry.annual_reports.states import FILLING
from registry.annual_reports.task_list import saved_by
from registry.report_forms.schema import Section, schema_of


class InviteForm(forms.Form):
    """Who, for which sections, until when."""

    name = forms.CharField(label="受邀人姓名", max_length=60, help_text="如本单位委托的会计。")
    sections = forms.MultipleChoiceField(
        label="可以填报的部分",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "请至少选择一个部分"},
    )
    expires_on = forms.DateField(
        label="有效期至",
        help_text="含当日，最长 90 天。",
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )

    def __init__(self, *args, report: AnnualReport, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["sections"].choices = [(one.key, one.title) for one in schema_of(report.form).sections]
        self.fields["expires_on"].initial = clock.today() + datetime.timedelta(days=30)


@never_cache
@sensitive_variables("code")
@guards.organization("own_reports.submit")
def guests(request, pk):
    """The list of guests and the form; after inviting, the letter with the code, shown this once."""
    report = own_report(request, pk)
    form = InviteForm(request.POST or None, report=report)
    if request.method == "POST" and form.is_valid():
        try:
            guest, code = inviting.invite(report, actor=request.actor, **form.cleaned_data)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            context = {"report": report, "guest": guest, "code": codes.spaced(code), "titles": _titles(report, guest)}
            return render(request, "registry/annual_reports/org_guest_letter.html", context)
    rows = [(guest, _titles(report, guest)) for guest in report.guests.select_related("user", "code")]
    context = {
        "report": report,
        "form": form,
        "guests": rows,
        "today": clock.today(),
        "is_filling": report.state in FILLING,
    }
    status = 422 if form.errors else 200
    return render(request, "registry/annual_reports/org_guests.html", context, status=status)


def _titles(report: AnnualReport, guest: SectionGuest) -> list[str]:
    return [section.title for section in schema_of(report.form).sections if section.key in guest.sections]


@require_POST
@guards.organization("own_reports.submit")
def end_guest(request, pk, guest):
    report = own_report(request, pk)
    row = get_object_or_404(report.guests.select_related("organization__supervising_authority"), pk=guest)
    inviting.end(row, actor=request.actor)
    messages.success(request, f"已取消{row.name}的填报权限，已填写的内容保留。")
    return redirect("org:annual_reports:guests", pk=pk)


# ---- the guest's own pages


def _mine(request):
    rows = SectionGuest.objects.of_user(request.actor.user_id, clock.today())
    return rows.filter(organization=request.actor.organization_id).select_related("report__form", "organization")


@guards.organization("own_reports.assist")
def given(request):
    """Everything a guest may do here."""
    rows = []
    for guest in _mine(request):
        progress = Progress(guest.report)
        rows.append(
            {"guest": guest, "sections": [one for one in progress.sections if one.section.key in guest.sections]}
        )
    return render(request, "registry/annual_reports/org_given.html", {"rows": rows})


def _given(request, pk, key) -> tuple[AnnualReport, Progress, Section]:
    guests_here = [guest for guest in _mine(request).filter(report=pk) if key in guest.sections]
    if not guests_here:
        raise Http404
    report = guests_here[0].report
    progress = Progress(report)
    part = progress.schema.section(key)
    if part is None:
        raise Http404
    return report, progress, part


@guards.organization("own_reports.assist")
def given_section(request, pk, key):
    report, progress, part = _given(request, pk, key)
    stored = progress.stored[key]
    if request.method == "POST":
        return _save_given(request, report, progress, part)
    problems = [p for p in progress.problems if p.section == key and p.kind != "missing" and stored.saved_by_id]
    form = SectionForm(part, stored.answers, version=stored.version, problems=problems, progress=progress)
    return _given_page(request, report, progress, part, form)


def _given_page(request, report, progress: Progress, part: Section, form, *, sentence: str = "", status: int = 200):
    context = {
        "report": report,
        "part": part,
        "form": form,
        "reading": read(part, form.answers, form.asked, progress.numbers),
        "started": [key for key, stored in progress.stored.items() if stored.answers],
        "is_filling": report.state in FILLING,
        "saved_words": saved_by(progress.stored[part.key], clock.now()),
        "sentence": sentence,
        "live_rules": live_rules(progress, part, form.answers, alone=True),
        "keep": f"{request.user.pk}-{report.pk}-{part.key}",
    }
    return render(request, "registry/annual_reports/org_given_section.html", context, status=status)


def _version(request) -> int:
    text = request.POST.get("version", "")
    return int(text) if text.isdecimal() and len(text) < 10 else 0


def _save_given(request, report, progress: Progress, part: Section):
    answers = answers_of(part, request.POST)
    try:
        filling.save_section(
            report, part.key, answers, version=_version(request), actor=request.actor, reasons=reasons_of(request.POST)
        )
    except SectionConflict as conflict:
        mine = {key: text for key, text in answers.items() if text}
        form = SectionForm(part, mine, version=conflict.section.version, problems=[], progress=progress)
        who = saved_by(conflict.section, clock.now())
        sentence = f"{who}了本部分。下面是您填写的内容，再次保存将以您的内容为准；如需核对，请先另开页面查看。"
        return _given_page(request, report, progress, part, form, sentence=sentence, status=409)
    except Refusal as refusal:
        return refused_page(request, report, refusal)
    messages.success(request, f"“{part.title}”已保存。")
    return redirect("org:annual_reports:given")


@require_POST
@guards.organization("own_reports.assist")
def given_autosave(request, pk, key):
    """JSON {version, saved_at}; 409 with the sentence."""
    report, _, part = _given(request, pk, key)
    answers = answers_of(part, request.POST)
    try:
        saved = filling.save_section(
            report, key, answers, version=_version(request), actor=request.actor, reasons=reasons_of(request.POST)
        )
    except Refusal as refusal:
        context = {"report": report, "sentence": str(refusal)}
        return render(request, "registry/annual_reports/_refused.html", context, status=409)
    at = saved.saved_at.astimezone(clock.SHANGHAI).strftime("%H:%M:%S")
    return JsonResponse({"version": saved.version, "saved_at": at})
