"""The list of yearly statements."""

import django_filters

from core.access.actor import Actor
from core.listing import Column, Filters, ListPage, Sort
from party_building.year_statements.models import StatementGrade, YearStatement
from party_building.year_statements.states import StatementState, SubjectKind


class StatementFilters(Filters):
    primary = ("q", "year", "kind", "state")

    q = django_filters.CharFilter(field_name="subject_name", lookup_expr="contains", label="述职对象")
    year = django_filters.NumberFilter(label="年度")
    kind = django_filters.ChoiceFilter(choices=SubjectKind.choices, label="对象类别")
    state = django_filters.ChoiceFilter(choices=StatementState.choices, label="状态")
    grade = django_filters.ModelChoiceFilter(queryset=StatementGrade.objects.all(), label="等次")

    class Meta:
        model = YearStatement
        fields: list = []


class StatementList(ListPage):
    url_name = "staff:year_statements:list"
    title = "述职评议材料"
    lead = "按年度由统一口径的指标生成；评议等次仅供内部使用。"
    unit = "份"
    template = "party_building/year_statements/staff_list.html"
    filters = StatementFilters
    columns = (
        Column("subject_name", "述职对象", kind="title", url="staff:year_statements:detail", sort="subject", width=36),
        Column("year", "年度"),
        Column("kind", "对象类别", value="get_kind_display"),
        Column("as_of", "统计日", kind="date", phone=False),
        Column("grade", "等次", value="grade.name"),
        Column("graded_on", "评议日期", kind="date", phone=False),
        Column("office", "评议单位", value="office.name", width=28, phone=False),
        Column("state", "状态", kind="badge"),
        Column("grade_comment", "评议意见", shown=False, width=40),
    )
    sorts = (Sort("subject", "述职对象", ("-year", "subject_name", "id")),)
    export_permission, export_url_name = "year_statements.export", "staff:year_statements:export"
    empty_title = "还没有述职材料"
    empty_text = "选择年度和述职对象后生成。"
    empty_action = ("staff:year_statements:create", "生成述职材料", "year_statements.edit")

    def queryset(self, actor: Actor):
        return YearStatement.objects.visible_to(actor).select_related("office", "grade")
