"""Forms of one's office, their addressees with the answers as a table, and how often organizations are asked."""

import datetime
from typing import ClassVar

import django_filters
from django.db.models import Aggregate, JSONField, OuterRef, Subquery

from core import clock
from core.listing import BulkAction, ChoicesFilter, Column, Filters, ListPage, Sort
from registry.organizations.models import Organization
from supervision.questionnaires.states import Source
from supervision.surveys import queries
from supervision.surveys.actions import rounds
from supervision.surveys.forms import BulkExtendForm
from supervision.surveys.models import Survey, SurveyAnswer, SurveyRecipient, SurveyRound
from supervision.surveys.states import BURDEN, EDIT, EXPORT, AnswerState, Audience, SurveyState


class SurveyFilters(Filters):
    primary = ("q", "state", "audience")
    q = django_filters.CharFilter(field_name="title", lookup_expr="icontains", label="名称")
    state = ChoicesFilter(choices=SurveyState.choices, label="状态")
    audience = django_filters.ChoiceFilter(choices=Audience.choices, label="填报对象", empty_label="不限")

    class Meta:
        model = Survey
        fields: list = []


class SurveyList(ListPage):
    url_name = "staff:surveys:list"
    title = "一次填报"
    lead = "平台知道的不再问；问过的先提示；另一人核发后才发出。"
    unit = "张表"
    filters = SurveyFilters
    template = "supervision/surveys/staff_list.html"
    columns = (
        Column("title", "名称", kind="title", url="staff:surveys:detail", width=40),
        Column("department", "发起单位", value="department.name", width=28),
        Column("audience", "填报对象", value="get_audience_display"),
        Column("repeat", "填报次数", value="get_repeat_display", phone=False),
        Column("minutes", "预计用时（分钟）", kind="number"),
        Column("released_at", "核发时间", kind="moment"),
        Column("state", "状态", kind="badge"),
        Column("purpose", "用途", shown=False, width=40),
        Column("basis", "依据", shown=False, width=36),
        Column("closed_on", "结束日期", kind="date", shown=False),
    )
    sorts = (Sort("newest", "最近拟定", ("-id",)),)
    export_permission, export_url_name = EXPORT, "staff:surveys:export"
    empty_title = "没有填报"
    empty_text = "需要向社会组织、镇街或部门要数时，先选用平台已有的内容，再补充少量问题。"
    empty_action = ("staff:surveys:create", "拟定填报", EDIT)

    def queryset(self, actor):
        return Survey.objects.visible_to(actor).select_related("department")


# ---- the table of answers


class _Gathered(Aggregate):
    """jsonb_object_agg(key, text): all answers of one addressee in one column."""

    function, output_field, arity = "jsonb_object_agg", JSONField(), 2
    allow_distinct = False


def with_answers(rows):
    """Annotates `said` and `sources`: {key: text}, {key: source}. One statement for the whole table."""
    its = SurveyAnswer.objects.filter(recipient=OuterRef("pk")).order_by().values("recipient")
    return rows.annotate(
        said=Subquery(its.annotate(found=_Gathered("key", "text")).values("found")),
        sources=Subquery(its.annotate(found=_Gathered("key", "source")).values("found")),
    )


class RecipientFilters(Filters):
    primary = ("q", "survey", "round", "state")
    survey = django_filters.ModelChoiceFilter(
        queryset=Survey.objects.none(), field_name="survey_round__survey", label="填报", empty_label="全部"
    )
    round = django_filters.ModelChoiceFilter(
        queryset=SurveyRound.objects.none(), field_name="survey_round", label="期", empty_label="全部"
    )
    q = django_filters.CharFilter(field_name="organization__name", lookup_expr="icontains", label="社会组织名称")
    state = ChoicesFilter(choices=AnswerState.choices, label="状态")

    class Meta:
        model = SurveyRecipient
        fields: list = []

    def __init__(self, data=None, queryset=None, **options):
        super().__init__(data, queryset, **options)
        seen = Survey.objects.visible_to(self.actor)
        self.filters["survey"].queryset = seen.released().order_by("-pk")
        self.filters["round"].queryset = SurveyRound.objects.filter(survey__in=seen).select_related("survey")


REMIND = BulkAction("remind", "催报", EDIT, rounds.remind, rounds.check_remind)


def _extend(row: SurveyRecipient, *, actor, due_on: str, reason: str) -> None:
    """The verb with the plain values that a run keeps."""
    rounds.extend(row, actor=actor, due_on=datetime.date.fromisoformat(due_on), reason=reason)


EXTEND = BulkAction("extend", "延长期限", EDIT, _extend, rounds.check_extend, form=BulkExtendForm)


class RecipientList(ListPage):
    """With `survey` its questions are columns: this is the table of results."""

    url_name = "staff:surveys:recipients"
    own_keys = ("survey",)
    survey = ""
    title = "填报情况"
    lead = "未填报的也带出平台已知的内容；每个答案的来源和日期见各行。"
    unit = "个"
    filters = RecipientFilters
    _FIRST: ClassVar[tuple] = (
        Column("name", "填报对象", value=str, kind="title", url="staff:surveys:recipient", width=36),
        Column("state", "状态", kind="badge"),
        Column("due_on", "截止日期", kind="date", phone=False),
        Column("answered_at", "填报时间", kind="moment", phone=False),
        Column("is_unchanged", "与上期相同", value=lambda row: "是" if row.is_unchanged else "", phone=False),
        Column("survey", "填报", value=lambda row: str(row.survey_round), shown=False, width=36),
        Column("extension_reason", "延期理由", shown=False, width=28),
        Column("reminded_on", "最近催报", kind="date", shown=False),
    )
    columns = _FIRST
    sorts = (
        Sort("order", "发出顺序", ("id",)),
        Sort("answered", "填报时间", ("-answered_at", "-id")),
    )
    export_permission, export_url_name = EXPORT, "staff:surveys:export_recipients"
    empty_title = "还没有发出"
    empty_text = "核发后这里列出每个填报对象和答案。"
    bulk = (REMIND, EXTEND)

    def __init__(self, **given):
        super().__init__(**given)
        found = Survey.objects.filter(pk=self.survey).first() if self.survey.isdigit() else None
        if found is not None:
            self.columns = (*self._FIRST, *(_answer_column(one) for one in found.form))

    def queryset(self, actor):
        rows = SurveyRecipient.objects.visible_to(actor).filter(survey_round__survey__released_at__isnull=False)
        return with_answers(rows).select_related("organization", "department", "survey_round__survey__department")


def _answer_column(one) -> Column:
    def value(row) -> str:
        text = (row.said or {}).get(one.key, "")
        return "有附件" if one.is_file and text else one.said(text)

    def source(row) -> str:
        its = (row.sources or {}).get(one.key, "")
        return Source(its).label if its and its != Source.GIVEN else ""

    return Column(one.key, one.label, value=value, sub=source, width=24)


# ---- what is asked of an office


class MineFilters(Filters):
    primary = ("state",)
    state = ChoicesFilter(choices=AnswerState.choices, label="状态")

    class Meta:
        model = SurveyRecipient
        fields: list = []


class MineList(ListPage):
    url_name = "staff:surveys:mine"
    title = "待我单位填报"
    lead = "其他单位向本单位发起的填报。"
    unit = "项"
    filters = MineFilters
    columns = (
        Column("title", "填报", value=lambda row: str(row.survey_round), kind="title", url="staff:surveys:answer"),
        Column("office", "发起单位", value="survey_round.survey.department.name", width=28),
        Column("due_on", "截止日期", kind="date"),
        Column("answered_at", "填报时间", kind="moment"),
        Column("state", "状态", kind="badge"),
    )
    sorts = (Sort("due", "截止日期", ("-due_on", "-id")),)
    empty_title = "没有待填报的内容"
    empty_text = "有单位向本单位发起填报时，这里会列出。"

    def queryset(self, actor):
        rows = SurveyRecipient.objects.mine(actor)
        return rows.select_related("organization", "department", "survey_round__survey__department")


# ---- the burden


class BurdenFilters(Filters):
    primary = ("q",)
    q = django_filters.CharFilter(field_name="name", lookup_expr="icontains", label="名称")
    year = django_filters.NumberFilter(method="later", label="年份", min_value=2020, max_value=2100, decimal_places=0)
    at_least = django_filters.NumberFilter(
        field_name="forms_asked", lookup_expr="gte", label="不少于几张表", min_value=1, decimal_places=0
    )

    class Meta:
        model = Organization
        fields: list = []

    def later(self, rows, name, value):
        return rows


class BurdenList(ListPage):
    """`year` stands in the address: the count is made for it."""

    url_name = "staff:surveys:burden"
    own_keys = ("year",)
    year = ""
    title = "填报负担"
    unit = "家"
    filters = BurdenFilters
    columns = (
        Column("name", "社会组织", kind="title", url="staff:surveys:of_organization", width=36),
        Column("forms_asked", "本年被要求填报（张）", kind="number", sort="asked"),
        Column("district", "区县", value="district.name", phone=False),
        Column("authority", "监督管理机关", value="supervising_authority.name", phone=False, width=28),
    )
    sorts = (
        Sort("asked", "填报张数", ("-forms_asked", "-id")),
        Sort("name", "名称", ("pinyin", "id")),
    )
    export_permission, export_url_name = BURDEN, "staff:surveys:export_burden"
    empty_title = "没有社会组织"

    @property
    def of_year(self) -> int:
        return int(self.year) if self.year.isdigit() and 2000 <= int(self.year) <= 2100 else clock.today().year

    @property
    def lead(self) -> str:
        day = datetime.date(self.of_year, 1, 1)
        return f"{day:%Y}年各单位通过平台发出的填报和自查表，不含年度报告。只看次数，不排名、不考核。"

    def queryset(self, actor):
        rows = queries.with_forms_asked(Organization.objects.visible_to(actor).active(), self.of_year)
        return rows.select_related("district", "supervising_authority")
