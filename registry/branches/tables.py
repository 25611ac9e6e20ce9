"""The lists of branches and of filings."""

import datetime

import django_filters
from django import forms

from core import clock
from core.access.actor import Actor
from core.listing import Column, Filters, ListPage, Sort
from registry.branches.models import PARTICULARS, BranchFiling, BranchOffice, BranchParticulars
from registry.branches.states import BranchKind, FilingAct, FilingState
from registry.organizations.names import tidy
from registry.organizations.states import OrgType

STATES = [("standing", "存续"), ("closed", "已终止")]
DOUBTS = [
    ("regional", "名称含地域词"),
    ("no_basis", "缺章程依据"),
    ("income_apart", "收入未全部进入本组织账户"),
    ("no_head", "未填负责人"),
]


def day_of(text: str) -> datetime.date:
    try:
        return datetime.date.fromisoformat(text)
    except ValueError:
        return clock.today()


class BranchFilters(Filters):
    primary = ("q", "kind", "state", "doubt")

    q = django_filters.CharFilter(method="_named", label="机构或社会组织名称")
    kind = django_filters.ChoiceFilter(choices=BranchKind.choices, label="类别")
    state = django_filters.ChoiceFilter(choices=STATES, method="_in_state", label="状态")
    doubt = django_filters.ChoiceFilter(choices=DOUBTS, method="_doubtful", label="需核对")
    org_type = django_filters.ChoiceFilter(
        field_name="organization__org_type", choices=OrgType.choices, label="社会组织类型"
    )
    is_industry = django_filters.BooleanFilter(
        field_name="organization__is_industry_association",
        label="行业协会商会",
        widget=forms.Select(choices=[("", "全部"), ("true", "是"), ("false", "否")]),
    )
    has_seal = django_filters.BooleanFilter(
        field_name="has_seal",
        label="刻有印章",
        widget=forms.Select(choices=[("", "全部"), ("true", "是"), ("false", "否")]),
    )
    established = django_filters.DateFromToRangeFilter(field_name="established_on", label="设立日期")
    as_of = django_filters.DateFilter(
        method="_kept", label="统计日", widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )

    class Meta:
        model = BranchOffice
        fields: list = []

    @property
    def day(self) -> datetime.date:
        return self.values.get("as_of") or clock.today()

    def _named(self, rows, name, value):
        return rows.named(tidy(value), self.day)

    def _in_state(self, rows, name, value):
        return rows.on(self.day) if value == "standing" else rows.filter(closed_on__lte=self.day)

    def _kept(self, rows, name, value):
        """Only what had been set up by then; `prepare` shows it as it was."""
        return rows.filter(established_on__lte=value)

    def _doubtful(self, rows, name, value):
        if value == "no_basis":
            return rows.filter(charter_basis="")
        then = BranchParticulars.objects.on(self.day) if self.day != clock.today() else None
        conditions = {
            "regional": {"regional_words__gt": ""},
            "income_apart": {"income_to_main": False},
            "no_head": {"head": ""},
        }[value]
        return (
            rows.filter(**conditions)
            if then is None
            else rows.filter(pk__in=then.filter(**conditions).values("branch"))
        )


def state_pair(branch: BranchOffice) -> tuple[str, str]:
    day = getattr(branch, "shown_on", None) or clock.today()
    is_closed = branch.closed_on is not None and branch.closed_on <= day
    return ("已终止", "neutral") if is_closed else ("存续", "ok")


def doubts(branch: BranchOffice) -> str:
    found = [f"名称含“{branch.regional_words}”"] if branch.regional_words else []
    found += ["缺章程依据"] if not branch.charter_basis else []
    found += ["收入未全部入账"] if not branch.income_to_main else []
    return "；".join(found)


class BranchList(ListPage):
    url_name = "staff:branches:list"
    title = "分支（代表）机构"
    lead = "社会组织设立的分支机构、代表机构、专项基金和办事机构，以备案为准。"
    unit = "个"
    template = "registry/branches/staff_list.html"
    filters = BranchFilters
    columns = (
        Column("name", "名称", kind="title", url="staff:branches:detail", width=40),
        Column("kind", "类别", value="get_kind_display"),
        Column("organization", "社会组织", value="organization.name", width=36),
        Column("head", "负责人", phone=False),
        Column("established_on", "设立日期", kind="date", sort="established"),
        Column("closed_on", "终止日期", kind="date", phone=False),
        Column("doubts", "需核对", value=doubts, width=28),
        Column("state", "状态", value=state_pair, kind="badge"),
        Column("charter_basis", "章程依据", shown=False),
        Column("decided_by", "决定设立的会议", shown=False),
        Column("document", "依据文书", shown=False),
        Column("address", "办公地址", shown=False, width=36),
        Column("has_seal", "刻有印章", shown=False),
        Column("has_own_account", "单独开立账户", shown=False),
        Column("income_to_main", "收入全部入账", shown=False),
        Column("authority", "监督管理机关", value="organization.supervising_authority", shown=False, width=28),
    )
    sorts = (
        Sort("established", "设立日期", ("-established_on", "-id")),
        Sort("organization", "社会组织", ("organization__pinyin", "id")),
    )
    export_permission, export_url_name = "branches.export", "staff:branches:export"
    empty_title = "您的范围内还没有分支机构"
    empty_text = "由社会组织在线填写并提交备案，也可由登记管理机关按纸质材料登记。"

    def queryset(self, actor: Actor):
        return BranchOffice.objects.visible_to(actor).select_related("organization__supervising_authority")

    def prepare(self, rows: list, filters: BranchFilters) -> None:
        """On a past day every row is shown as it was then. One query."""
        if filters.day == clock.today():
            return
        facts = BranchParticulars.objects.on(filters.day).filter(branch__in=rows)
        then = {fact.branch_id: fact for fact in facts}
        for row in rows:
            row.shown_on = filters.day
            if row.closed_on and row.closed_on > filters.day:
                row.closed_on = None
            fact = then.get(row.pk)
            for name in (*PARTICULARS, "regional_words") if fact else ():
                setattr(row, name, getattr(fact, name))


class FilingFilters(Filters):
    primary = ("q", "state", "act")

    q = django_filters.CharFilter(field_name="organization__name", lookup_expr="icontains", label="社会组织名称")
    state = django_filters.ChoiceFilter(
        choices=[one for one in FilingState.choices if one[0] != FilingState.DRAFT], label="状态"
    )
    act = django_filters.ChoiceFilter(choices=FilingAct.choices, label="备案事项")
    submitted = django_filters.DateFromToRangeFilter(field_name="submitted_at", label="提交日期")

    class Meta:
        model = BranchFiling
        fields: list = []


class FilingList(ListPage):
    url_name = "staff:branches:filings"
    title = "分支机构备案"
    lead = "社会组织提交的设立、变更和终止备案，由其监督管理机关办理。"
    unit = "件"
    template = "registry/branches/staff_list.html"
    filters = FilingFilters
    columns = (
        Column("name", "分支机构", kind="title", url="staff:branches:filing", width=40),
        Column("act", "备案事项", value="get_act_display"),
        Column("organization", "社会组织", value="organization.name", width=36),
        Column("effective_on", "设立、变更或终止日期", kind="date", phone=False),
        Column("submitted_at", "提交时间", kind="moment", sort="submitted"),
        Column("state", "状态", kind="badge"),
    )
    sorts = (Sort("submitted", "提交时间", ("-submitted_at", "-id")),)
    empty_title = "还没有备案"
    empty_text = "社会组织提交后出现在这里。"

    def queryset(self, actor: Actor):
        return BranchFiling.objects.visible_to(actor).sent().select_related("organization")
