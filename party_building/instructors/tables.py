"""Lists: the pool, the dispatches, whom nobody serves, the visits."""

from django.db.models import OuterRef, Subquery
from django.urls import reverse

from core import clock
from core.listing import Column, ListPage, Sort
from party_building.instructors import queries
from party_building.instructors.filters import (
    DispatchFilters,
    InstructorFilters,
    UncoveredFilters,
    VisitFilters,
)
from party_building.instructors.models import Dispatch, Instructor, Visit
from registry.organizations.models import Organization

EXPORT = "instructors.export"


def pool_pair(row: Instructor) -> tuple[str, str]:
    if row.is_over:
        return ("已离队", "neutral")
    cap = getattr(row, "cap", None)
    return ("超出上限", "warning") if cap is not None and row.load > cap else ("在队", "ok")


def trade_words(row: Instructor) -> str:
    return "、".join(row.trades)


class _PoolTabs:
    """With the tabs of the pool above the rows."""

    def extra_context(self, request) -> dict:
        return {"may_plan": request.actor.can("instructor_plans.view")}


class InstructorList(_PoolTabs, ListPage):
    url_name = "staff:instructors:list"
    title = "党建指导员"
    lead = "指导员队伍：由谁选派、专长和常驻地、现联系几家、还能联系几家。"
    unit = "名"
    template = "party_building/instructors/staff_list.html"
    filters = InstructorFilters
    columns = (
        Column("name", "姓名", value="person.name", kind="title", url="staff:instructors:detail", sort="name"),
        Column("sender", "选派单位", sub="post", width=32),
        Column("kind", "类别", value="get_kind_display"),
        Column("home", "常驻", value="home.full_name", phone=False),
        Column("trades", "专长行业", value=trade_words, phone=False, width=28),
        Column("load", "现联系", kind="number", sort="load"),
        Column("cap", "上限", kind="number"),
        Column("organ", "党建工作机构", phone=False, width=28),
        Column("valid_from", "起始日期", kind="date", sort="valid_from", phone=False),
        Column("valid_to", "离队日期", kind="date", phone=False),
        Column("end_reason", "离队原因", shown=False),
        Column("state", "状态", value=pool_pair, kind="badge"),
    )
    sorts = (
        Sort("name", "姓名", ("person__pinyin", "pk")),
        Sort("load", "现联系", ("-load", "pk")),
        Sort("valid_from", "起始日期", ("-valid_from", "pk")),
    )
    export_permission, export_url_name = EXPORT, "staff:instructors:export"
    empty_title = "还没有党建指导员"
    empty_text = "由党建工作机构从委员单位、部门和镇街中选派。"
    empty_action = ("staff:instructors:create", "登记指导员", "instructors.edit")

    def queryset(self, actor):
        rows = Instructor.objects.visible_to(actor).with_load(clock.today())
        return rows.select_related("person", "organ", "council_unit", "sending_department", "home")


def dispatch_pair(row: Dispatch) -> tuple[str, str]:
    return ("联系中", "ok") if row.is_on(clock.today()) else ("已结束", "neutral")


class DispatchList(_PoolTabs, ListPage):
    url_name = "staff:instructors:dispatches"
    title = "指导员选派"
    lead = "哪名指导员自何时起联系哪家组织。已建党组织的也可以选派；部门和镇街可以双派。"
    unit = "条"
    template = "party_building/instructors/staff_dispatches.html"
    filters = DispatchFilters
    columns = (
        Column(
            "organization", "社会组织", value="organization.name", kind="title", width=36,
            url=lambda row: reverse("staff:instructors:of_organization", args=[row.organization_id]),
        ),
        Column(
            "instructor", "指导员", value="instructor.person.name",
            url=lambda row: reverse("staff:instructors:detail", args=[row.instructor_id]),
        ),
        Column("basis", "选派方式", value="get_basis_display"),
        Column("sender", "选派单位", value="instructor.sender", width=28, phone=False),
        Column("valid_from", "起始日期", kind="date", sort="valid_from"),
        Column("valid_to", "结束日期", kind="date", phone=False),
        Column("end_reason", "结束原因", phone=False, width=28),
        Column("override_reason", "超出上限的理由", shown=False, width=28),
        Column("document", "依据文书", shown=False, width=28),
        Column("last_visit", "最近走访", kind="date", phone=False),
        Column("state", "状态", value=dispatch_pair, kind="badge"),
    )  # fmt: skip
    sorts = (Sort("valid_from", "起始日期", ("-valid_from", "-pk")),)
    export_permission, export_url_name = EXPORT, "staff:instructors:export_dispatches"
    empty_title = "还没有选派记录"
    empty_text = "在“应派未派”中选择组织，选派指导员。"

    def queryset(self, actor):
        mine = Visit.objects.by_instructors().filter(
            organization=OuterRef("organization"), instructor=OuterRef("instructor")
        )
        rows = Dispatch.objects.visible_to(actor).select_related(
            "organization", "instructor__person", "instructor__council_unit", "instructor__sending_department"
        )
        return rows.annotate(last_visit=Subquery(mine.order_by("-visited_on").values("visited_on")[:1]))


class UncoveredList(_PoolTabs, ListPage):
    """应派未派: shrinks to zero as instructors are sent and branches are set up."""

    url_name = "staff:instructors:uncovered"
    title = "应派未派"
    lead = "没有单独或联合党组织、也没有党建指导员的社会组织。选派后自动移出。"
    unit = "家"
    template = "party_building/instructors/staff_uncovered.html"
    filters = UncoveredFilters
    columns = (
        Column("name", "名称", kind="title", url="staff:instructors:of_organization", sort="name", width=36),
        Column("org_type", "类型", value="get_org_type_display", phone=False),
        Column("industry", "行业"),
        Column("district", "区县", value="district.name"),
        Column("street", "镇街", value="street.name"),
        Column("party_superior", "党建责任单位", width=28, phone=False),
        Column("registered_on", "登记日期", kind="date", sort="registered_on", phone=False),
        Column("former", "原指导员", value="former", phone=False),
        Column("former_reason", "结束原因", phone=False, width=28),
    )
    sorts = (
        Sort("name", "名称", ("pinyin", "id")),
        Sort("registered_on", "登记日期", ("registered_on", "id")),
    )
    export_permission, export_url_name = EXPORT, "staff:instructors:export_uncovered"
    empty_title = "没有应派未派的组织"
    empty_text = "您范围内的社会组织都已有党组织或党建指导员。"

    def queryset(self, actor):
        today = clock.today()
        former = Dispatch.objects.filter(organization=OuterRef("pk"), valid_to__lt=today).order_by("-valid_to", "-pk")
        rows = queries.uncovered(Organization.objects.visible_to(actor).as_of(today), today)
        return rows.select_related("district", "street", "party_superior").annotate(
            former=Subquery(former.values("instructor__person__name")[:1]),
            former_reason=Subquery(former.values("end_reason")[:1]),
        )


class VisitList(_PoolTabs, ListPage):
    url_name = "staff:instructors:visits"
    title = "走访和指导记录"
    lead = "指导员走访与单位工作指导分别统计；照片可不传，不作评价。"
    unit = "次"
    template = "party_building/instructors/staff_visits.html"
    filters = VisitFilters
    columns = (
        Column(
            "organization", "社会组织", value="organization.name", kind="title", width=36,
            url=lambda row: reverse("staff:instructors:of_organization", args=[row.organization_id]),
        ),
        Column("visited_on", "日期", kind="date", sort="visited_on"),
        Column("kind", "类别", value="get_kind_display"),
        Column("who", "走访人、指导单位", value=lambda row: row.instructor or row.office, width=28),
        Column("asked", "了解的情况", width=48),
        Column("next_step", "下一步", width=36, phone=False),
    )  # fmt: skip
    sorts = (Sort("visited_on", "日期", ("-visited_on", "-id")),)
    export_permission, export_url_name = EXPORT, "staff:instructors:export_visits"
    empty_title = "还没有走访和指导记录"
    empty_text = "指导员在手机上记录走访，单位在组织的“指导员”页记录工作指导。"

    def queryset(self, actor):
        return Visit.objects.visible_to(actor).select_related("organization", "instructor__person", "office")
