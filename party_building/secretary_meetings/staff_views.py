from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from core import clock, exports
from core.access import guards
from core.departments.models import Department
from core.files import links
from core.workflow import timeline
from party_building.asking import Question, ask
from party_building.secretary_meetings import actions
from party_building.secretary_meetings.forms import AnswerForm, AssignForm, MatterForm, MeetingForm, MinutesForm
from party_building.secretary_meetings.models import Matter, SecretaryMeeting
from party_building.secretary_meetings.states import OPEN_MATTERS, MatterState
from party_building.secretary_meetings.tables import MatterList, MeetingList

STEPS = {"call": "召集", "edit": "修改", "minute": "登记纪要"}
MATTER_STEPS = {"raise": "提出", "assign": "交办", "answer": "登记答复", "close": "办结", "reopen": "重新办理"}


@require_GET
@guards.staff("secretary_meetings.view")
def index(request):
    return MeetingList().respond(request)


@require_POST
@guards.staff("secretary_meetings.export")
def export(request):
    return exports.export(MeetingList(), request)


@require_GET
@guards.staff("secretary_meetings.view")
def matters(request):
    return MatterList().respond(request)


@require_POST
@guards.staff("secretary_meetings.export")
def export_matters(request):
    return exports.export(MatterList(), request)


def _meeting(request, pk) -> SecretaryMeeting:
    rows = SecretaryMeeting.objects.visible_to(request.actor).select_related("department", "minutes_file")
    return get_object_or_404(rows, pk=pk)


def _matter(request, pk) -> Matter:
    rows = Matter.objects.visible_to(request.actor)
    return get_object_or_404(rows.select_related("meeting__department", "raised_by", "responsible"), pk=pk)


def _may_edit(request, thing) -> bool:
    return request.actor.can("secretary_meetings.edit") and request.actor.competent_for(thing)


def _detail(meeting: SecretaryMeeting) -> str:
    return reverse("staff:secretary_meetings:detail", args=[meeting.pk])


def _crumbs(meeting: SecretaryMeeting | None = None):
    found = [(reverse("staff:secretary_meetings:list"), "书记议事厅")]
    return (*found, *([(_detail(meeting), meeting.topic)] if meeting else []))


@guards.staff("secretary_meetings.edit")
def create(request):
    department = Department.objects.get(pk=request.actor.department_id)
    form = MeetingForm(request.POST or None, instance=SecretaryMeeting(department=department, held_on=clock.today()))
    question = Question(
        title="召集书记议事厅", button="登记", done="已登记，受邀党支部可以提出事项。",
        back=reverse("staff:secretary_meetings:list"), crumbs=_crumbs(),
    )  # fmt: skip
    return ask(
        request, form, question,
        lambda: _detail(actions.call(actor=request.actor, department=department, **form.changes)),
    )  # fmt: skip


@require_GET
@guards.staff("secretary_meetings.view")
def detail(request, pk):
    meeting = _meeting(request, pk)
    rows = list(meeting.matters.select_related("raised_by", "responsible").order_by("pk"))
    context = {
        "meeting": meeting,
        "units": meeting.units.order_by("name"),
        "matters": rows,
        "open": sum(one.state in OPEN_MATTERS for one in rows),
        "closed": sum(one.state == MatterState.CLOSED for one in rows),
        "may_edit": _may_edit(request, meeting),
        "entries": timeline.entries(meeting, STEPS, with_office=True),
    }
    return render(request, "party_building/secretary_meetings/staff_detail.html", context)


@guards.staff("secretary_meetings.edit")
def edit(request, pk):
    meeting = _meeting(request, pk)
    form = MeetingForm(request.POST or None, instance=_meeting(request, pk))
    question = Question(
        title="修改书记议事厅", button="保存", done="已保存。", back=_detail(meeting), crumbs=_crumbs(meeting)
    )

    def do() -> str:
        actions.edit(meeting, actor=request.actor, version=form.posted_version, **form.changes)
        return _detail(meeting)

    return ask(request, form, question, do)


@guards.staff("secretary_meetings.edit")
def minute(request, pk):
    meeting = _meeting(request, pk)
    form = MinutesForm(request.POST or None, request.FILES or None, instance=_meeting(request, pk))
    question = Question(
        title="会议纪要", button="保存", done="已登记纪要。", back=_detail(meeting), crumbs=_crumbs(meeting)
    )

    def do() -> str:
        actions.minute(meeting, actor=request.actor, version=form.posted_version, **form.told)
        return _detail(meeting)

    return ask(request, form, question, do)


@require_POST
@guards.staff("secretary_meetings.view")
def fetch(request, pk):
    return redirect(links.signed_link(_meeting(request, pk).minutes_file, request.actor))


@guards.staff("secretary_meetings.edit")
def raise_matter(request, pk):
    meeting = _meeting(request, pk)
    form = MatterForm(request.POST or None, units=meeting.units.order_by("name"), is_optional=True)
    question = Question(
        title="登记事项", button="登记", done="已登记事项。", back=_detail(meeting), crumbs=_crumbs(meeting)
    )

    def do() -> str:
        actions.raise_matter(meeting, actor=request.actor, **form.cleaned_data)
        return _detail(meeting)

    return ask(request, form, question, do)


@require_GET
@guards.staff("secretary_meetings.view")
def matter(request, pk):
    found = _matter(request, pk)
    context = {
        "matter": found,
        "may_edit": _may_edit(request, found),
        "entries": timeline.entries(found, MATTER_STEPS, with_office=True),
    }
    return render(request, "party_building/secretary_meetings/staff_matter.html", context)


def _stepped(request, pk, form, title: str, done: str, verb):
    found = _matter(request, pk)
    back = reverse("staff:secretary_meetings:matter", args=[pk])
    question = Question(
        title=title, button=title, done=done, back=back, crumbs=(*_crumbs(found.meeting), (back, "事项")),
        lead=found.content,
    )  # fmt: skip

    def do() -> str:
        verb(found, actor=request.actor, **form.cleaned_data)
        return back

    return ask(request, form, question, do)


@guards.staff("secretary_meetings.edit")
def assign(request, pk):
    return _stepped(request, pk, AssignForm(request.POST or None), "交办", "已交办。", actions.assign)


@guards.staff("secretary_meetings.edit")
def answer(request, pk):
    return _stepped(request, pk, AnswerForm(request.POST or None), "登记答复", "已登记答复。", actions.answer)


@require_POST
@guards.staff("secretary_meetings.edit")
def close(request, pk):
    actions.close(_matter(request, pk), actor=request.actor)
    messages.success(request, "已办结。")
    return redirect("staff:secretary_meetings:matter", pk=pk)


@require_POST
@guards.staff("secretary_meetings.edit")
def reopen(request, pk):
    actions.reopen(_matter(request, pk), actor=request.actor, comment=request.POST.get("comment", ""))
    messages.success(request, "已重新办理。")
    return redirect("staff:secretary_meetings:matter", pk=pk)
