from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from core import clock, exports
from core.access import guards
from core.departments.models import Department
from core.workflow import timeline
from party_building.activity_series import actions
from party_building.activity_series.forms import ItemForm, SeriesForm
from party_building.activity_series.models import ActivitySeries, SeriesItem
from party_building.activity_series.tables import SeriesList, state_pair
from party_building.asking import Question, ask

STEPS = {"begin": "新建", "edit": "修改", "add_item": "登记场次", "withdraw_item": "撤回场次"}


@require_GET
@guards.staff("activity_series.view")
def index(request):
    return SeriesList().respond(request)


@require_POST
@guards.staff("activity_series.export")
def export(request):
    return exports.export(SeriesList(), request)


def _series(request, pk) -> ActivitySeries:
    rows = ActivitySeries.objects.visible_to(request.actor).select_related("department")
    return get_object_or_404(rows, pk=pk)


def _crumbs(series: ActivitySeries | None = None):
    found = [(reverse("staff:activity_series:list"), "主题活动")]
    return (*found, *([(_detail(series), series.name)] if series else []))


def _detail(series: ActivitySeries) -> str:
    return reverse("staff:activity_series:detail", args=[series.pk])


@guards.staff("activity_series.edit")
def create(request):
    department = Department.objects.get(pk=request.actor.department_id)
    today = clock.today()
    blank = ActivitySeries(department=department, starts_on=today, ends_on=today)
    form = SeriesForm(request.POST or None, instance=blank)
    question = Question(
        title="新建主题活动", button="新建", done="已新建，接着登记各场活动。",
        back=reverse("staff:activity_series:list"), crumbs=_crumbs(),
    )  # fmt: skip

    def do() -> str:
        return _detail(actions.begin(actor=request.actor, department=department, **form.changes))

    return ask(request, form, question, do)


@require_GET
@guards.staff("activity_series.view")
def detail(request, pk):
    series = _series(request, pk)
    items = series.items.filter(withdrawn_at=None).prefetch_related("parts__unit").order_by("held_on", "pk")
    context = {
        "series": series,
        "badge": state_pair(series),
        "items": items,
        "figures": series.figures(),
        "may_edit": request.actor.can("activity_series.edit") and request.actor.competent_for(series),
        "entries": timeline.entries(series, STEPS, with_office=True),
    }
    return render(request, "party_building/activity_series/staff_detail.html", context)


@guards.staff("activity_series.edit")
def edit(request, pk):
    series = _series(request, pk)
    form = SeriesForm(request.POST or None, instance=_series(request, pk))
    question = Question(
        title="修改主题活动", button="保存", done="已保存。", back=_detail(series), crumbs=_crumbs(series)
    )

    def do() -> str:
        actions.edit(series, actor=request.actor, version=form.posted_version, **form.changes)
        return _detail(series)

    return ask(request, form, question, do)


@guards.staff("activity_series.edit")
def add_item(request, pk):
    series = _series(request, pk)
    form = ItemForm(request.POST or None)
    question = Question(
        title="登记一场活动",
        button="登记",
        done="已登记。",
        back=_detail(series),
        crumbs=_crumbs(series),
        lead=series.name,
    )

    def do() -> str:
        actions.add_item(series, actor=request.actor, **form.cleaned_data)
        return _detail(series)

    return ask(request, form, question, do)


@require_POST
@guards.staff("activity_series.edit")
def withdraw_item(request, pk):
    rows = SeriesItem.objects.filter(series__in=ActivitySeries.objects.visible_to(request.actor))
    item = get_object_or_404(rows.select_related("series__department"), pk=pk)
    actions.withdraw_item(item, actor=request.actor, reason=request.POST.get("comment", ""))
    messages.success(request, "已撤回这一场。")
    return redirect("staff:activity_series:detail", pk=item.series_id)
