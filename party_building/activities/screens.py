"""The pages that a branch and the organ above it share: a calendar, an event, and what may be done with it.

`side` is the namespace of the addresses, "staff" or "org"; who sees what is the querysets' business.
"""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from core import clock
from core.access.actor import Actor
from core.files import links
from core.refusal import Refusal
from core.workflow import timeline
from party_building.activities import actions, queries
from party_building.activities.forms import (
    GRADES,
    ActivityForm,
    AppraisalForm,
    CorrectionForm,
    FileForm,
    GroupsForm,
)
from party_building.activities.models import Activity, ActivityFile, ActivityKind, Appraisal, UnitGroups
from party_building.party_units.models import PartyUnit

STEPS = {
    "record": "记录", "correct": "更正", "withdraw": "撤回", "leave_joint": "未参加联合活动",
    "attach": "补充材料", "remove_file": "移除材料",
}  # fmt: skip
FIRST_YEAR = 2000


def unit_or_404(request, pk: int) -> PartyUnit:
    return get_object_or_404(PartyUnit.objects.visible_to(request.actor).select_related("superior"), pk=pk)


def activity_or_404(request, pk: int) -> Activity:
    rows = Activity.objects.visible_to(request.actor).select_related("unit__superior", "kind", "recorded_by")
    return get_object_or_404(rows, pk=pk)


def addresses(side: str) -> dict[str, str]:
    names = ("list", "calendar", "detail", "edit", "withdraw", "leave", "attach", "remove_file", "fetch", "groups",
             "appraisal", "record")  # fmt: skip
    return {name: f"{side}:activities:{name}" for name in names}


def page(request, side: str, template: str, context: dict, form=None) -> HttpResponse:
    status = getattr(form, "status", 422) if form is not None and (form.errors or _stale(form)) else 200
    context = {"urls": addresses(side), "side": side, "form": form, **context}
    return render(request, f"party_building/activities/{template}.html", context, status=status)


def _stale(form) -> bool:
    return getattr(form, "conflict", None) is not None


def tried(form, act) -> bool:
    """Whether the verb was carried out; a refusal stands in the form."""
    if not form.is_valid():
        return False
    try:
        if hasattr(form, "attempt"):
            return form.attempt(act)
        act()
    except Refusal as refusal:
        form.add_error(None, str(refusal))
        return False
    return True


# ---- recording


def first_kind(unit: PartyUnit, asked: str = "") -> ActivityKind | None:
    """What the form begins with: what the link asked for, else the kind of the last event, else the first."""
    kinds = ActivityKind.objects.filter(is_active=True)
    last = Activity.objects.standing().of_unit(unit).order_by("-recorded_at", "-pk").values("kind")[:1]
    return kinds.filter(code=asked).first() or kinds.filter(pk__in=last).first() or kinds.first()


def activity_form(request, unit: PartyUnit) -> ActivityForm:
    if request.method == "POST":
        return ActivityForm(request.POST)
    return ActivityForm(initial={"kind": first_kind(unit, request.GET.get("kind", "")), "held_on": clock.today()})


def recorded(request, unit: PartyUnit, form: ActivityForm) -> bool:
    done = tried(form, lambda: actions.record(unit, actor=request.actor, **form.cleaned_data))
    if done:
        said = form.cleaned_data
        messages.success(request, f"已记录：{said['kind']} {said['held_on']:%m月%d日} {said['topic']}")
    return done


# ---- the calendar


def years_of(unit: PartyUnit, this: int) -> list[int]:
    """This year and those from which there are records, latest first: what was never kept here is no gap."""
    known = Activity.objects.standing().of_unit(unit).dates("held_on", "year")
    return sorted({this, *(day.year for day in known)}, reverse=True)


def calendar(request, unit: PartyUnit, side: str, **more) -> HttpResponse:
    today = clock.today()
    years = years_of(unit, today.year)
    year = next((one for one in years if str(one) == request.GET.get("year")), today.year)
    found = queries.calendar_of(unit, year, today)
    rows = Activity.objects.standing().of_unit(unit).filter(held_on__year=year).select_related("kind", "unit")
    context = {
        "unit": unit,
        "calendar": found,
        "years": years,
        "activities": rows.prefetch_related("units").order_by("-held_on", "-pk"),
        "groups": UnitGroups.objects.on(today).filter(unit=unit).first(),
        "appraisals": Appraisal.objects.filter(unit=unit).order_by("-year")[:5],
        "appraisal_year": year,
        "may_record": actions.may_record(unit, request.actor),
        **more,
    }
    return page(request, side, "calendar", context)


# ---- one event


def detail(request, pk: int, side: str, form: FileForm | None = None) -> HttpResponse:
    activity = activity_or_404(request, pk)
    joint = list(activity.units.select_related("superior").order_by("name"))
    context = {
        "activity": activity,
        "joint": [(unit, _may_leave(unit, activity, request.actor)) for unit in joint],
        "files": activity.files.filter(removed_at=None).select_related("file").order_by("pk"),
        "entries": timeline.entries(activity, STEPS, with_office=True),
        "may_edit": not activity.is_withdrawn and actions.may_record(activity.unit, request.actor),
        "sees_host": PartyUnit.objects.visible_to(request.actor).filter(pk=activity.unit_id).exists(),
    }
    return page(request, side, "detail", context, FileForm() if form is None else form)


def _may_leave(unit: PartyUnit, activity: Activity, actor: Actor) -> bool:
    """Whoever speaks for the unit and not for the host, who corrects the line instead."""
    return actions.may_record(unit, actor) and not actions.may_record(activity.unit, actor)


def edit(request, pk: int, side: str) -> HttpResponse:
    activity = activity_or_404(request, pk)
    form = CorrectionForm(request.POST or None, instance=activity)

    def act():
        # The form has written into its instance; the verb starts from the row.
        row = Activity.objects.select_related("unit__superior", "kind").get(pk=pk)
        actions.correct(row, actor=request.actor, version=form.posted_version, **form.changes)

    if request.method == "POST" and tried(form, act):
        messages.success(request, "已更正。")
        return redirect(f"{side}:activities:detail", pk=pk)
    return page(request, side, "edit", {"activity": activity}, form)


def withdraw(request, pk: int, side: str) -> HttpResponse:
    activity = activity_or_404(request, pk)
    actions.withdraw(activity, actor=request.actor, reason=request.POST.get("comment", ""))
    messages.success(request, "已撤回，该记录不再计入。")
    return redirect(f"{side}:activities:detail", pk=pk)


def leave(request, pk: int, unit: int, side: str) -> HttpResponse:
    activity = activity_or_404(request, pk)
    found = unit_or_404(request, unit)
    actions.leave_joint(activity, found, actor=request.actor, reason=request.POST.get("comment", ""))
    messages.success(request, f"已登记{found.name}未参加。")
    return redirect(f"{side}:activities:calendar", pk=found.pk)


def attach(request, pk: int, side: str) -> HttpResponse:
    activity = activity_or_404(request, pk)
    form = FileForm(request.POST, request.FILES)

    def act():
        upload = form.cleaned_data["file"]
        kind = form.cleaned_data["kind"]
        actions.attach(activity, actor=request.actor, kind=kind, name=upload.name, data=upload.read())

    if tried(form, act):
        messages.success(request, "已保存材料。")
        return redirect(f"{side}:activities:detail", pk=pk)
    return detail(request, pk, side, form)


def _file(request, pk: int) -> ActivityFile:
    rows = ActivityFile.objects.filter(activity__in=Activity.objects.visible_to(request.actor), removed_at=None)
    return get_object_or_404(rows.select_related("activity__unit__superior", "file"), pk=pk)


def remove_file(request, pk: int, side: str) -> HttpResponse:
    kept = _file(request, pk)
    actions.remove_file(kept, actor=request.actor)
    messages.success(request, "已移除材料。")
    return redirect(f"{side}:activities:detail", pk=kept.activity_id)


def fetch(request, pk: int, permission: str) -> HttpResponse:
    return redirect(links.signed_link(_file(request, pk).file, request.actor, permission=permission))


# ---- groups and appraisal


def groups(request, pk: int, side: str) -> HttpResponse:
    unit = unit_or_404(request, pk)
    form = GroupsForm(request.POST or None)
    if request.method == "POST" and tried(
        form, lambda: actions.divide(unit, actor=request.actor, **form.cleaned_data)
    ):
        messages.success(request, "已登记党小组情况。")
        return redirect(f"{side}:activities:calendar", pk=pk)
    context = {"unit": unit, "title": "党小组情况", "lead": "划分党小组的党支部才需要开党小组会。"}
    return page(request, side, "step", context, form)


def appraisal(request, pk: int, year: int, side: str) -> HttpResponse:
    unit = unit_or_404(request, pk)
    if not FIRST_YEAR <= year <= clock.today().year:
        raise Http404
    known = Appraisal.objects.filter(unit=unit, year=year).first()
    form = AppraisalForm(request.POST or None, instance=known or Appraisal(unit=unit, year=year))

    def act():
        counts = {name: form.cleaned_data[name] for name in (*GRADES, "absent")}
        actions.appraise(unit, actor=request.actor, year=year, version=form.posted_version, **counts)

    if request.method == "POST" and tried(form, act):
        messages.success(request, f"已填写{year}年度民主评议结果。")
        return redirect(f"{side}:activities:calendar", pk=pk)
    context = {"unit": unit, "title": f"{year}年度民主评议结果", "lead": "只填各等次人数，不填姓名。"}
    return page(request, side, "step", context, form)
