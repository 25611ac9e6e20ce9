"""Tasks, and their rows across all tasks: mine, my office's, those my office issued."""

from urllib.parse import urlencode

import django_filters
from django.db.models import F
from django.urls import reverse

from core import clock
from core.departments.models import Department, Region, RegionLevel
from core.listing import BulkAction, ChoicesFilter, Column, Filters, ListPage, Sort
from core.writeoff import actions as writeoff
from core.writeoff.models import WriteOffRow
from core.writeoff.states import UNDONE, RowState
from core.writeoff.tables import COUNTED, EvidenceForm
from supervision.task_lists import queries
from supervision.task_lists.models import Task
from supervision.task_lists.states import EXPORT, SourceKind, TaskState

SIDES = (("issued", "本单位下达"), ("ours", "本单位承办或协办"))
PROGRESS = (("open", "未办结"), ("done", "已办结"), ("late", "有逾期"))


def rows_url(**filters) -> str:
    """Without a state: all that count, which struck rows do not."""
    asked = filters if {"state", "overdue"} & set(filters) else {**filters, "state": COUNTED}
    return f"{reverse('staff:task_lists:rows')}?{urlencode(asked, doseq=True)}"


def _opens(**filters):
    return lambda task: rows_url(task=task.pk, **filters)


def progress_pair(task) -> tuple[str, str]:
    """How it stands, counted from its rows."""
    if task.state != TaskState.ISSUED:
        return task.get_state_display(), task.state_tone
    if not task.total:
        return "已撤销", "neutral"
    if task.total == task.closed:
        return "已办结", "ok"
    return ("有逾期", "danger") if task.overdue else ("办理中", "info")


def rate_words(closed: int, total: int) -> str:
    """100% only where nothing is left; cut off, never rounded up."""
    return f"{closed * 1000 // total / 10:.1f}%" if total else "—"


class TaskFilters(Filters):
    primary = ("q", "side", "progress")
    q = django_filters.CharFilter(field_name="title", lookup_expr="icontains", label="任务名称")
    side = django_filters.ChoiceFilter(choices=SIDES, method="of_side", label="范围", empty_label="全部")
    progress = django_filters.ChoiceFilter(choices=PROGRESS, method="at", label="进展", empty_label="不限")
    source = ChoicesFilter(field_name="source_kind", choices=SourceKind.choices, label="来源")
    state = ChoicesFilter(choices=TaskState.choices, label="状态")
    issuer = django_filters.ModelChoiceFilter(
        field_name="department", queryset=Department.objects.none(), label="下达单位", empty_label="全部单位"
    )
    due = django_filters.DateFromToRangeFilter(field_name="due_on", label="完成期限")
    issued = django_filters.DateFromToRangeFilter(field_name="issued_on", label="下达日期")

    class Meta:
        model = Task
        fields: list = []

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        seen = Task.objects.visible_to(self.actor).order_by().values("department")
        self.filters["issuer"].queryset = Department.objects.filter(pk__in=seen).order_by("name")

    def of_side(self, queryset, name, value):
        own = queryset.filter(department=self.actor.department_id)
        return own if value == "issued" else queryset.exclude(department=self.actor.department_id)

    def at(self, queryset, name, value):
        counted = queryset.issued()
        if value == "done":
            return counted.filter(total__gt=0, closed=F("total"))
        return counted.filter(overdue__gt=0) if value == "late" else counted.filter(total__gt=F("closed"))


class TaskList(ListPage):
    url_name = "staff:task_lists:list"
    title = "任务管理"
    lead = "任务分解为逐项事项，由承办单位申请办结、下达单位另一人确认。不要求上传照片，没有变化的一键登记。"
    unit = "项"
    filters = TaskFilters
    template = "supervision/task_lists/staff_list.html"
    columns = (
        Column("full_title", "任务", kind="title", url="staff:task_lists:detail", sub="source", width=40),
        Column("department", "下达单位", value="department.name"),
        Column("lead", "牵头承办单位", value="lead.name"),
        Column("due_on", "完成期限", kind="date", sort="due"),
        Column("total", "事项", kind="number", url=_opens()),
        Column("closed", "已办结", kind="number", url=_opens(state=RowState.CONFIRMED)),
        Column("waiting", "待确认", kind="number", url=_opens(state=RowState.APPLIED), phone=False),
        Column("overdue", "逾期", kind="number", url=_opens(overdue="yes")),
        Column("rate", "办结率", value=lambda task: rate_words(task.closed, task.total)),
        Column("progress", "状态", value=progress_pair, kind="badge"),
        Column("source_number", "文号", shown=False),
        Column("issued_on", "下达日期", kind="date", shown=False),
        Column("requirement", "任务要求", shown=False, width=50),
    )
    sorts = (Sort("newest", "最近拟定", ("-id",)), Sort("due", "完成期限", ("due_on", "id")))
    export_permission, export_url_name = EXPORT, "staff:task_lists:export"
    empty_title = "没有任务"
    empty_text = "本单位下达的、承办和协办的任务会出现在这里。"

    def queryset(self, actor):
        tasks = Task.objects.visible_to(actor).exclude(state=TaskState.DROPPED)
        return tasks.select_related("department", "lead").with_counts()


class TaskRowFilters(Filters):
    primary = ("q", "whose", "state", "overdue")
    q = django_filters.CharFilter(field_name="subject", lookup_expr="icontains", label="对象")
    whose = django_filters.ChoiceFilter(
        choices=(("mine", "我承办的"), ("office", "本单位承办"), ("issued", "本单位下达")), method="of_whom",
        label="范围", empty_label="全部",
    )  # fmt: skip
    state = ChoicesFilter(choices=RowState.choices, label="状态")
    overdue = django_filters.ChoiceFilter(
        choices=(("yes", "已逾期"), ("no", "未逾期")), method="only_overdue", empty_label="不限", label="期限"
    )
    task = django_filters.ModelChoiceFilter(
        field_name="write_off_list__task", queryset=Task.objects.none(), label="任务", empty_label="全部任务"
    )
    responsible = django_filters.ModelChoiceFilter(
        queryset=Department.objects.none(), label="承办单位", empty_label="全部单位"
    )
    place = django_filters.ModelChoiceFilter(
        queryset=Region.objects.none(), method="in_place", label="区县（承办单位所在）", empty_label="不限"
    )
    source = ChoicesFilter(
        field_name="write_off_list__task__source_kind", choices=SourceKind.choices, label="来源"
    )  # fmt: skip
    due = django_filters.DateFromToRangeFilter(field_name="due_on", label="完成期限")
    closed = django_filters.DateFromToRangeFilter(field_name="closed_on", label="办结日期")

    class Meta:
        model = WriteOffRow
        fields: list = []

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        seen = queries.task_rows(self.actor).order_by()
        self.filters["task"].queryset = Task.objects.visible_to(self.actor).issued().order_by("-pk")
        self.filters["responsible"].queryset = Department.objects.filter(pk__in=seen.values("responsible")).order_by(
            "name"
        )
        places = Region.objects.current().of_home().filter(level__in=(RegionLevel.CITY, RegionLevel.DISTRICT))
        self.filters["place"].queryset = places.order_by("code")

    def of_whom(self, queryset, name, value):
        office = self.actor.department_id
        if value == "issued":
            return queryset.filter(write_off_list__department=office)
        own = queryset.filter(responsible=office)
        return own.filter(person=self.actor.name) if value == "mine" else own

    def only_overdue(self, queryset, name, value):
        late = {"state__in": UNDONE, "due_on__lt": clock.today()}
        return queryset.filter(**late) if value == "yes" else queryset.exclude(**late)

    def in_place(self, queryset, name, value):
        if value.level == RegionLevel.CITY:
            return queryset.filter(responsible__region=value)
        return queries.in_district(queryset, value.pk)


class TaskRowList(ListPage):
    url_name = "staff:task_lists:rows"
    title = "任务事项"
    lead = "各项任务分解到单位和社会组织的事项。"
    unit = "项"
    filters = TaskRowFilters
    template = "supervision/task_lists/staff_list.html"
    columns = (
        Column("subject", "对象", kind="title", url="staff:writeoff:row", sub="problem", width=36),
        Column("task", "任务", value="write_off_list.task.full_title", phone=False, width=30),
        Column("issuer", "下达单位", value="write_off_list.department.name", phone=False),
        Column("responsible", "承办单位", value="responsible.name"),
        Column("person", "承办人", phone=False),
        Column("state", "状态", kind="badge"),
        Column("due_on", "完成期限", kind="date", sort="due"),
        Column("closed_on", "办结日期", kind="date", shown=False),
        Column("strike_document", "核减依据", shown=False),
        Column("problem", "具体事项", shown=False, width=40),
    )
    sorts = (Sort("due", "完成期限", ("due_on", "id")), Sort("newest", "最近列入", ("-id",)))
    bulk = (
        BulkAction(
            "apply", "申请销号", "writeoff.finish", writeoff.apply, writeoff.check_apply, form=EvidenceForm,
            explained="同一说明记入每一项。",
        ),
        BulkAction(
            "confirm", "确认销号", "writeoff.confirm", writeoff.confirm, writeoff.check_confirm,
            explained="确认后即为已办结；您自己申请的事项会被列为不适用。",
        ),
    )  # fmt: skip
    export_permission, export_url_name = EXPORT, "staff:task_lists:export_rows"
    empty_title = "没有任务事项"
    empty_text = "与贵单位有关的任务事项会出现在这里。"

    def queryset(self, actor):
        links = ("write_off_list__task", "write_off_list__department", "write_off_list__second_department",
                 "responsible", "applied_department")  # fmt: skip
        return queries.task_rows(actor).select_related(*links)
