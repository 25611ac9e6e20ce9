import django_filters

from core.access.actor import Actor
from core.listing import Column, Filters, ListPage, Sort
from party_building.admissions.models import Admission, AdmissionQuota
from party_building.admissions.queries import with_used
from party_building.admissions.states import AdmissionState, Position
from registry.people import queries as people
from registry.people.models import Person


class AdmissionFilters(Filters):
    primary = ("q", "state", "unit")

    q = django_filters.CharFilter(method="_named", label="姓名、拼音或首字母")
    state = django_filters.ChoiceFilter(choices=AdmissionState.choices, label="阶段")
    unit = django_filters.CharFilter(field_name="unit__name", lookup_expr="contains", label="党支部")
    organization = django_filters.CharFilter(field_name="organization__name", lookup_expr="contains", label="工作单位")
    position = django_filters.ChoiceFilter(choices=Position.choices, label="身份")
    accepted = django_filters.DateFromToRangeFilter(field_name="accepted_on", label="支部大会通过日期")
    confirmed = django_filters.DateFromToRangeFilter(field_name="confirmed_on", label="转正日期")

    class Meta:
        model = Admission
        fields: list = []

    def _named(self, rows, name, value):
        return rows.filter(person__in=people.named(Person.objects.all(), value).values("pk"))


class AdmissionList(ListPage):
    url_name = "staff:admissions:list"
    title = "发展党员"
    lead = "五个阶段、二十五个步骤；期限不满的步骤不能登记，并说明从哪一天起可以办理。"
    unit = "人"
    template = "party_building/admissions/staff_list.html"
    filters = AdmissionFilters
    columns = (
        Column("person", "姓名", value="person.name", kind="title", url="staff:admissions:detail", sort="name"),
        Column("state", "阶段", kind="badge"),
        Column("unit", "党支部", value="unit.name", width=36),
        Column("organization", "工作单位", value="organization.name", width=36),
        Column("position", "身份", value="get_position_display", phone=False),
        Column("applied_on", "申请日期", kind="date", sort="applied"),
        Column("activist_on", "列为积极分子", kind="date", phone=False),
        Column("object_on", "列为发展对象", kind="date", phone=False),
        Column("accepted_on", "支部大会通过", kind="date", phone=False),
        Column("confirmed_on", "转正", kind="date", phone=False),
    )
    sorts = (
        Sort("applied", "申请日期", ("-applied_on", "-id")),
        Sort("name", "姓名", ("person__pinyin", "id")),
    )
    empty_title = "还没有发展党员的记录"
    empty_text = "由党支部书记或者上级党组织从“递交入党申请书”开始登记。"

    def queryset(self, actor: Actor):
        return Admission.objects.visible_to(actor).select_related("person", "unit", "organization")


class QuotaFilters(Filters):
    primary = ("year",)
    year = django_filters.NumberFilter(field_name="year", label="年度")

    class Meta:
        model = AdmissionQuota
        fields: list = []


class QuotaList(ListPage):
    url_name = "staff:admissions:quotas"
    title = "发展党员计划"
    lead = "社会组织单列的年度计划；支部大会通过接收的计入当年，超出计划的须由上级党组织写明理由。"
    unit = "项"
    template = "party_building/admissions/staff_list.html"
    filters = QuotaFilters
    columns = (
        Column("year", "年度", kind="title", value=str, url="staff:admissions:quota"),
        Column("department", "上级党组织", value="department.name", width=30),
        Column("planned", "计划人数", kind="number"),
        Column("used", "已接收", kind="number"),
        Column("document", "批准文号", width=36),
        Column("approved_on", "批准日期", kind="date", phone=False),
    )
    sorts = (Sort("year", "年度", ("-year", "-id")),)
    empty_title = "还没有登记计划"
    empty_text = "没有登记计划的年度，接收不受限制。"

    def queryset(self, actor: Actor):
        return with_used(AdmissionQuota.objects.visible_to(actor)).select_related("department")
