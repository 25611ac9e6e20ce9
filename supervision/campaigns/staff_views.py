"""A campaign as a whole: drawn up, frozen by a second person, watched, archived."""

import datetime
from urllib.parse import urlencode

from django.contrib import messages
from django.db import transaction
from django.http import QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from core import clock, exports
from core.access import guards
from core.departments.models import Department
from core.files import actions as files
from core.files import links
from core.forms.asking import Question, ask
from core.refusal import Refusal
from core.workflow import timeline
from core.workflow.perform import barred
from supervision.campaigns import queries
from supervision.campaigns.actions import closing, drawing, targets
from supervision.campaigns.forms import FILE_TYPES, CreateForm, EditForm, ItemsForm
from supervision.campaigns.models import Campaign, CampaignTarget
from supervision.campaigns.states import STEP_WORDS, WRITING
from supervision.campaigns.tables import CampaignList, TargetList
from supervision.questionnaires import builder, criteria, questions

PAGE = "staff:campaigns:detail"
UNITS = ("district", "responsible", "authority")
PARTS = ("all", "struck", "counted", "done")


@require_safe
@guards.staff("campaigns.view")
def index(request):
    return CampaignList().respond(request)


@require_POST
@guards.staff("campaigns.export")
def export(request):
    return exports.export(CampaignList(), request)


@require_safe
@guards.staff("campaigns.view")
def list_targets(request):
    return TargetList().respond(request)


@require_POST
@guards.staff("campaigns.export")
def export_targets(request):
    return exports.export(TargetList(), request)


def _found(request, pk) -> Campaign:
    rows = Campaign.objects.visible_to(request.actor).select_related("kind", "department", "document_file")
    return get_object_or_404(rows, pk=pk)


def _address(pk) -> str:
    return reverse(PAGE, args=[pk])


def _of_list() -> tuple[str, str]:
    return reverse("staff:campaigns:list"), "专项行动"


def _crumbs(found: Campaign) -> tuple[tuple[str, str], ...]:
    return _of_list(), (_address(found.pk), found.title)


@require_safe
@guards.staff("campaigns.view")
def detail(request, pk):
    found, actor = _found(request, pk), request.actor
    unit = request.GET.get("by", "")
    unit = unit if unit in UNITS else UNITS[0]
    day = _day(request)
    seen = CampaignTarget.objects.visible_to(actor).filter(campaign=found)
    may_write = found.state in WRITING and actor.can("campaigns.edit") and actor.competent_for(found)
    context = {
        "found": found,
        "criteria": criteria.words(found.criteria, actor, found.as_of),
        "preview": _preview(found, actor) if found.state in WRITING else None,
        "offices": found.offices.select_related("department").order_by("pk"),
        "form_rows": found.form,
        "minutes": questions.minutes(found.form) if found.asks else 0,
        "may": {step.name for step in found.machine.available(found, actor)} - barred(found, actor),
        "may_write": may_write,
        "may_handle": actor.can("campaigns.handle") and actor.competent_for(found),
        "outcomes": queries.by_outcome(seen) if found.is_released else [],
        "entries": timeline.entries(found, STEP_WORDS, with_office=True) if actor.competent_for(found) else [],
        "edit_url": "staff:campaigns:rearrange" if may_write else "",
        **_progress(found, seen, unit, day),
    }
    return render(request, "supervision/campaigns/staff_detail.html", context)


def _day(request) -> datetime.date:
    try:
        return min(datetime.date.fromisoformat(request.GET.get("on", "")), clock.today())
    except ValueError:
        return clock.today()


def _preview(found: Campaign, actor) -> str:
    """How many the criteria find now, or why they cannot be read."""
    try:
        return f"{queries.drawn(found, actor).count():,} 家"
    except Refusal as refusal:
        return str(refusal)


def _progress(found: Campaign, seen, unit: str, day: datetime.date) -> dict:
    if not found.is_released:
        return {"total": None, "rows": [], "unit": unit, "units": [], "day": day}
    is_whole = seen.count() == found.original_count

    def shown(which: str) -> list[queries.Progress]:
        return queries.shown_progress(found, seen, which, day) if is_whole else queries.progress(seen, which, day)

    def row(one: queries.Progress) -> dict:
        return {
            "one": one,
            **{part: _rows_url(found, one, part, day) for part in ("all", "struck", "counted", "done")},
        }

    total = shown("total")
    return {
        "total": row(total[0]) if total else None,
        "rows": [row(one) for one in shown(unit)],
        "unit": unit,
        "unit_label": queries.UNITS[unit],
        "units": [(key, queries.UNITS[key]) for key in UNITS],
        "day": day,
        "is_whole": is_whole,
    }


def _rows_url(found: Campaign, one: queries.Progress, part: str, day: datetime.date) -> str:
    """The rows that a number counts, on its day; none for what belongs nowhere."""
    asked = {"campaign": found.pk, "part": part, "on": day.isoformat()}
    if one.unit != "total":
        if not one.key:
            return ""
        asked[one.unit] = one.key
    return f"{reverse('staff:campaigns:targets')}?{urlencode(asked)}"


@guards.staff("campaigns.edit")
def create(request):
    own = request.actor.department_id
    form = CreateForm(request.POST or None, request.FILES or None, department_id=own)

    @transaction.atomic
    def do():
        values = dict(form.cleaned_data)
        upload = values.pop("document_upload")
        file = _stored(request, upload) if upload else None
        department = Department.objects.get(pk=own)
        made = drawing.open_campaign(actor=request.actor, department=department, document_file=file, **values)
        return _address(made.pk)

    back = _of_list()
    note = "须有批准文件。名单由经办人按条件生成，另一人核定后启动。预计用时 5 分钟。"
    return ask(
        request, form, Question("拟定专项行动", "保存", "已保存，请选定对象。", back[0], (back,), note=note), do
    )


def _stored(request, upload):
    return files.store(
        upload.read(), name=upload.name, kind="campaigns", permission="campaigns.view", actor=request.actor,
        allowed=FILE_TYPES,
    )  # fmt: skip


@guards.staff("campaigns.edit")
def edit(request, pk):
    found = _found(request, pk)
    form = EditForm(request.POST or None, instance=_found(request, pk), department_id=found.department_id)

    def do():
        drawing.edit(found, actor=request.actor, version=form.posted_version, **form.changes)
        return _address(pk)

    return ask(request, form, Question("修改专项行动", "保存", "已保存。", _address(pk), _crumbs(found)), do)


@guards.staff("campaigns.edit")
def choose(request, pk):
    """选定对象: the register's filters, as of a day."""
    found = _found(request, pk)
    posted = request.POST.get("as_of", "") if request.method == "POST" else found.as_of.isoformat()
    try:
        day = datetime.date.fromisoformat(posted)
    except ValueError:
        day = found.as_of
    asked = request.POST if request.method == "POST" else QueryDict(found.criteria)
    drawn = criteria.filters(asked, request.actor, day)
    if request.method == "POST" and drawn.form.is_valid():
        try:
            drawing.set_criteria(found, actor=request.actor, criteria=criteria.text_of(request.POST), as_of=day)
        except Refusal as refusal:
            drawn.form.add_error(None, str(refusal))
        else:
            messages.success(request, "已选定对象条件。")
            return redirect(PAGE, pk=pk)
    context = {
        "found": found, "drawn": drawn, "fields": criteria.fields_of(drawn), "day": day,
        "crumbs": _crumbs(found), "back": _address(pk), "title": "选定对象", "asks_day": True,
    }  # fmt: skip
    status = 422 if request.method == "POST" else 200
    return render(request, "supervision/questionnaires/staff_choose.html", context, status=status)


# ---- the self-check form


def _saver(request, found: Campaign):
    return lambda rows: drawing.set_questions(found, actor=request.actor, rows=rows)


@guards.staff("campaigns.edit")
def add_question(request, pk):
    found = _found(request, pk)
    return builder.add(request, found.form, _saver(request, found), _address(pk), _crumbs(found))


@guards.staff("campaigns.edit")
def add_known(request, pk):
    found = _found(request, pk)
    return builder.add_known(request, found.form, _saver(request, found), _address(pk), _crumbs(found))


@require_POST
@guards.staff("campaigns.edit")
def rearrange(request, pk):
    found = _found(request, pk)
    drawing.set_questions(found, actor=request.actor, rows=builder.rearranged(request, found.form))
    return redirect(PAGE, pk=pk)


@guards.staff("campaigns.edit")
def edit_items(request, pk):
    found = _found(request, pk)
    form = ItemsForm(request.POST or None, initial={"items": "\n".join(found.items)})

    def do():
        drawing.set_items(found, actor=request.actor, items=form.lines)
        return _address(pk)

    return ask(request, form, Question("检查事项", "保存", "已保存。", _address(pk), _crumbs(found)), do)


# ---- steps


def _comment(request) -> str:
    return request.POST.get("comment", "")


def _step(request, pk, verb, said: str, **given):
    verb(_found(request, pk), actor=request.actor, **given)
    messages.success(request, said)
    return redirect(PAGE, pk=pk)


@require_POST
@guards.staff("campaigns.edit")
def submit(request, pk):
    number = drawing.submit(_found(request, pk), actor=request.actor)
    messages.success(request, f"名单已生成，共{number:,}家，请另一人核定。")
    return redirect(PAGE, pk=pk)


@require_POST
@guards.staff("campaigns.freeze")
def send_back(request, pk):
    return _step(request, pk, drawing.send_back, "已退回修改，名单作废。", comment=_comment(request))


@require_POST
@guards.staff("campaigns.freeze")
def freeze(request, pk):
    return _step(request, pk, drawing.freeze, "名单已核定，专项行动启动。")


@require_POST
@guards.staff("campaigns.edit")
def withdraw(request, pk):
    return _step(request, pk, drawing.withdraw, "已撤回。", comment=_comment(request))


@require_POST
@guards.staff("campaigns.edit")
def end(request, pk):
    return _step(request, pk, closing.end, "已提请归档，请另一人办理。", comment=_comment(request))


@require_POST
@guards.staff("campaigns.archive")
def resume(request, pk):
    return _step(request, pk, closing.resume, "已退回继续办理。", comment=_comment(request))


@require_POST
@guards.staff("campaigns.archive")
def archive(request, pk):
    return _step(request, pk, closing.archive, "已归档，数据不再变动。")


@require_POST
@guards.staff("campaigns.handle")
def remind_offices(request, pk):
    number = targets.remind_offices(_found(request, pk), actor=request.actor)
    messages.success(request, f"已提醒{number}个办理单位。" if number else "没有需要提醒的办理单位。")
    return redirect(PAGE, pk=pk)


@require_POST
@guards.staff("campaigns.view")
def document(request, pk):
    found = _found(request, pk)
    if found.document_file is None:
        messages.error(request, "没有上传批准文件。")
        return redirect(PAGE, pk=pk)
    return redirect(links.signed_link(found.document_file, request.actor))
