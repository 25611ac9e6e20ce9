"""The list of who keeps in touch with whom, contacts and needs."""

import django_filters
from django.db.models import Q

from core import clock
from core.departments.models import Department
from core.listing import ChoicesFilter, Column, Filters, ListPage, Sort
from supervision import year_figures
from supervision.liaison import queries
from supervision.liaison.models import Contact, LiaisonLink, Need
from supervision.liaison.states import EXPORT, ContactKind, LinkKind, NeedKind, NeedState

FIGURES = ("liaison_contacts", "liaison_visited_organizations", "liaison_needs_solved")
WHEN = (("now", "在联系"), ("over", "已终止"))


class _Page(ListPage):
    template = "supervision/liaison/staff_list.html"

    def extra_context(self, request):
        return {"figures": year_figures.numbers(request.actor, FIGURES)}


class LinkFilters(Filters):
    primary = ("q", "kind", "when")
    q = django_filters.CharFilter(method="named", label="社会组织或联系人")
    kind = django_filters.ChoiceFilter(choices=LinkKind.choices, label="类别", empty_label="不限")
    when = django_filters.ChoiceFilter(choices=WHEN, method="at", label="状态", empty_label="全部")
    quiet = django_filters.ChoiceFilter(
        choices=(("yes", "今年还没有联系"),), method="not_yet", label="联系情况", empty_label="不限"
    )

    class Meta:
        model = LiaisonLink
        fields: list = []

    def named(self, queryset, name, value):
        return queryset.filter(Q(organization__name__contains=value) | Q(name__contains=value))

    def at(self, queryset, name, value):
        today = clock.today()
        return queryset.on(today) if value == "now" else queryset.filter(valid_to__lt=today)

    def not_yet(self, queryset, name, value):
        return queryset.filter(contacts=0)


class LinkList(_Page):
    url_name = "staff:liaison:list"
    title = "联系服务"
    lead = "领导和联络员联系的社会组织。联系次数只供自己安排工作，不排名、不考核。"
    unit = "项"
    filters = LinkFilters
    columns = (
        Column(
            "organization", "社会组织", value="organization.name", kind="title", url="staff:liaison:link", width=36
        ),
        Column("kind", "类别", value="get_kind_display"),
        Column("name", "联系人", sub="post"),
        Column("contacts", "本年联系", kind="number"),
        Column("last_contact", "最近联系", kind="date"),
        Column("open_needs", "未办结诉求", kind="number"),
        Column("valid_from", "起始日期", kind="date", sort="since", phone=False),
        Column("badge", "状态", kind="badge", value="badge", phone=False),
        Column("document", "依据文件", shown=False, width=36),
        Column("valid_to", "终止日期", kind="date", shown=False),
    )
    sorts = (Sort("since", "起始日期", ("-valid_from", "-id")),)
    export_permission, export_url_name = EXPORT, "staff:liaison:export"
    empty_title = "还没有联系服务名单"
    empty_text = "按文件登记领导、联络员和所联系的社会组织。"

    def queryset(self, actor):
        return queries.with_contacts(LiaisonLink.objects.visible_to(actor).select_related("organization"))


class ContactFilters(Filters):
    primary = ("q", "kind", "whose")
    q = django_filters.CharFilter(method="named", label="社会组织或事由")
    kind = ChoicesFilter(choices=ContactKind.choices, label="方式")
    whose = django_filters.ChoiceFilter(
        choices=(("mine", "我登记的"),), method="of_mine", label="范围", empty_label="全部"
    )
    on = django_filters.DateFromToRangeFilter(field_name="on", label="日期")

    class Meta:
        model = Contact
        fields: list = []

    def named(self, queryset, name, value):
        return queryset.filter(Q(organization__name__contains=value) | Q(topic__contains=value))

    def of_mine(self, queryset, name, value):
        return queryset.filter(user=self.actor.user_id)


class ContactList(_Page):
    url_name = "staff:liaison:contacts"
    title = "联系记录"
    lead = "来电、去电、走访、座谈的简要记录，本单位可见。"
    unit = "次"
    filters = ContactFilters
    columns = (
        Column(
            "organization", "社会组织", value="organization.name", kind="title", url="staff:liaison:contact", width=36
        ),
        Column("on", "日期", kind="date", sort="on"),
        Column("kind", "方式", value="get_kind_display"),
        Column("topic", "事由", width=40),
        Column("answer", "答复", phone=False, width=40),
        Column("user", "登记人", value="user.name", phone=False),
        Column("counterpart", "对方", shown=False),
        Column("department", "联系单位", value="department.name", shown=False),
    )
    sorts = (Sort("on", "日期", ("-on", "-id")),)
    export_permission, export_url_name = EXPORT, "staff:liaison:export_contacts"
    empty_title = "还没有联系记录"
    empty_text = "在社会组织页面的“联系服务”中登记，一句话即可。"

    def queryset(self, actor):
        return Contact.objects.visible_to(actor).select_related("organization", "department", "user")


class NeedFilters(Filters):
    primary = ("q", "kind", "state", "overdue")
    q = django_filters.CharFilter(method="named", label="社会组织或内容")
    kind = ChoicesFilter(choices=NeedKind.choices, label="类别")
    state = ChoicesFilter(choices=NeedState.choices, label="状态")
    overdue = django_filters.ChoiceFilter(
        choices=(("yes", "逾期未答复"),), method="only_overdue", label="期限", empty_label="不限"
    )
    responsible = django_filters.ModelChoiceFilter(
        queryset=Department.objects.none(), label="答复单位", empty_label="全部单位"
    )
    raised = django_filters.DateFromToRangeFilter(field_name="raised_on", label="提出日期")

    class Meta:
        model = Need
        fields: list = []

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        seen = Need.objects.visible_to(self.actor).order_by().values("responsible")
        self.filters["responsible"].queryset = Department.objects.filter(pk__in=seen).order_by("name")

    def named(self, queryset, name, value):
        return queryset.filter(Q(organization__name__contains=value) | Q(words__contains=value))

    def only_overdue(self, queryset, name, value):
        return queryset.overdue()


class NeedList(_Page):
    url_name = "staff:liaison:needs"
    title = "社会组织诉求"
    lead = "所想、所需、所盼和问题，交办答复后由社会组织确认或第二人认定。"
    unit = "件"
    filters = NeedFilters
    columns = (
        Column("words", "诉求", kind="title", url="staff:liaison:need", width=40),
        Column("organization", "社会组织", value="organization.name", width=30),
        Column("kind", "类别", value="get_kind_display"),
        Column("raised_on", "提出日期", kind="date", sort="raised"),
        Column("responsible", "答复单位", value="responsible.name"),
        Column("due_on", "答复期限", kind="date", sort="due"),
        Column("state", "状态", kind="badge"),
        Column("wish", "希望怎样解决", shown=False, width=40),
        Column("answer", "答复", shown=False, width=50),
        Column("answered_on", "答复日期", kind="date", shown=False),
        Column("closed_on", "办结日期", kind="date", shown=False),
    )
    sorts = (Sort("raised", "提出日期", ("-raised_on", "-id")), Sort("due", "答复期限", ("due_on", "id")))
    export_permission, export_url_name = EXPORT, "staff:liaison:export_needs"
    empty_title = "没有社会组织诉求"
    empty_text = "走访中了解的、社会组织自行反映的事项会出现在这里。"

    def queryset(self, actor):
        return Need.objects.visible_to(actor).select_related("organization", "responsible", "department")
