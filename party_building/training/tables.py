"""The lists of training: classes, the course menu, lecturers, hours and attendance."""

import django_filters

from core import clock
from core.access.actor import Actor
from core.listing import Column, Filters, ListPage, Sort
from core.pages.navigation import row_address
from party_building.training.models import ClassSignUp, CourseStage, Lecturer, TrainingClass, TrainingCourse
from party_building.training.queries import with_counts, with_hours, year_of
from party_building.training.states import ClassState, SignUpState
from registry.organizations.models import Organization
from registry.organizations.names import tidy

IN_FORCE = [("now", "开设中"), ("ended", "已停")]


def current_pair(row) -> tuple[str, str]:
    day = clock.today()
    is_on = row.valid_from <= day and (row.valid_to is None or row.valid_to >= day)
    return ("开设中", "ok") if is_on else ("已停", "neutral")


class ClassFilters(Filters):
    primary = ("q", "state", "stage", "held")

    q = django_filters.CharFilter(field_name="title", lookup_expr="contains", label="班次名称")
    state = django_filters.ChoiceFilter(choices=ClassState.choices, label="状态")
    stage = django_filters.ModelChoiceFilter(
        field_name="course__stage", queryset=CourseStage.objects.all(), label="适用阶段"
    )
    held = django_filters.DateFromToRangeFilter(field_name="held_on", label="举办日期")

    class Meta:
        model = TrainingClass
        fields: list = []


class ClassList(ListPage):
    url_name = "staff:training:list"
    title = "党校培训"
    lead = "面向社会组织的培训班：报名、到课和学时。"
    unit = "场"
    template = "party_building/training/staff_list.html"
    filters = ClassFilters
    columns = (
        Column("title", "班次", kind="title", url="staff:training:detail", width=36),
        Column("held_on", "举办日期", kind="date", sort="held_on"),
        Column("stage", "适用阶段", value="course.stage.name"),
        Column("department", "主办单位", value="department.name", width=28, phone=False),
        Column("place", "地点", width=28, phone=False),
        Column("capacity", "名额", kind="number", phone=False),
        Column("signed", "报名人数", kind="number"),
        Column("waiting", "候补人数", kind="number", phone=False),
        Column("attended", "到课人次", kind="number"),
        Column("bodies", "到课社会组织（家）", kind="number", phone=False),
        Column("state", "状态", kind="badge"),
        Column("course", "课程", value="course.name", shown=False, width=32),
        Column("lecturer", "授课人", value="lecturer.name", shown=False),
        Column("hours", "学时", kind="number", shown=False),
        Column("sign_up_until", "报名截止", kind="date", shown=False),
    )
    sorts = (Sort("held_on", "举办日期", ("-held_on", "-id")),)
    export_permission, export_url_name = "training.export", "staff:training:export"
    empty_title = "还没有培训班"
    empty_text = "先登记课程，再发布培训班，社会组织可在线报名。"
    empty_action = ("staff:training:create", "发布培训班", "training.edit")

    def queryset(self, actor: Actor):
        rows = TrainingClass.objects.visible_to(actor).select_related("course__stage", "department", "lecturer")
        return with_counts(rows)


class _PoolFilters(Filters):
    primary = ("q", "state")

    q = django_filters.CharFilter(field_name="name", lookup_expr="contains", label="名称")
    state = django_filters.ChoiceFilter(choices=IN_FORCE, method="_in_force", label="状态")

    def _in_force(self, rows, name, value):
        now = rows.on(clock.today())
        return now if value == "now" else rows.exclude(pk__in=now.values("pk"))


class CourseFilters(_PoolFilters):
    primary = ("q", "stage", "state")

    stage = django_filters.ModelChoiceFilter(queryset=CourseStage.objects.all(), label="适用阶段")

    class Meta:
        model = TrainingCourse
        fields: list = []


class CourseList(ListPage):
    url_name = "staff:training:courses"
    title = "课程菜单"
    lead = "按社会组织的发展阶段开设的课程。"
    unit = "门"
    template = "party_building/training/staff_list.html"
    filters = CourseFilters
    columns = (
        Column("name", "课程", kind="title", url="staff:training:course", sort="name", width=36),
        Column("stage", "适用阶段", value="stage.name"),
        Column("hours", "学时", kind="number"),
        Column("outline", "内容提要", width=40, phone=False),
        Column("department", "开设单位", value="department.name", width=28, phone=False),
        Column("state", "状态", value=current_pair, kind="badge"),
    )
    sorts = (Sort("name", "课程", ("name", "id")),)
    export_permission, export_url_name = "training.export", "staff:training:export_courses"
    empty_title = "还没有课程"
    empty_text = "登记课程后即可据以发布培训班。"
    empty_action = ("staff:training:new_course", "登记课程", "training.edit")

    def queryset(self, actor: Actor):
        return TrainingCourse.objects.visible_to(actor).select_related("stage", "department")


class LecturerFilters(_PoolFilters):
    class Meta:
        model = Lecturer
        fields: list = []


class LecturerList(ListPage):
    url_name = "staff:training:lecturers"
    title = "师资库"
    lead = "聘请的授课人。"
    unit = "人"
    template = "party_building/training/staff_list.html"
    filters = LecturerFilters
    columns = (
        Column("name", "姓名", kind="title", url="staff:training:lecturer", sort="name"),
        Column("employer", "工作单位及职务", width=36),
        Column("subjects", "授课方向", width=36, phone=False),
        Column("department", "聘请单位", value="department.name", width=28, phone=False),
        Column("valid_from", "聘任日期", kind="date", phone=False),
        Column("state", "状态", value=current_pair, kind="badge"),
    )
    sorts = (Sort("name", "姓名", ("name", "id")),)
    export_permission, export_url_name = "training.export", "staff:training:export_lecturers"
    empty_title = "还没有师资"
    empty_action = ("staff:training:new_lecturer", "登记师资", "training.edit")

    def queryset(self, actor: Actor):
        return Lecturer.objects.visible_to(actor).select_related("department")


class HoursFilters(Filters):
    primary = ("q", "year", "came")

    q = django_filters.CharFilter(method="_named", label="社会组织名称")
    year = django_filters.NumberFilter(method="_of_year", label="年度", min_value=2000, max_value=2100)
    came = django_filters.ChoiceFilter(
        choices=[("yes", "参加过培训"), ("no", "未参加培训")], method="_came", label="参加情况"
    )

    class Meta:
        model = Organization
        fields: list = []

    @property
    def days(self):
        return year_of(int(self.values.get("year") or clock.today().year))

    def filter_queryset(self, queryset):
        return super().filter_queryset(with_hours(queryset, *self.days))

    def _named(self, rows, name, value):
        return rows.filter(name__contains=tidy(value))

    def _of_year(self, rows, name, value):
        return rows

    def _came(self, rows, name, value):
        came = ClassSignUp.objects.attended(*self.days).values("organization")
        return rows.filter(pk__in=came) if value == "yes" else rows.exclude(pk__in=came)


class HoursList(ListPage):
    url_name = "staff:training:hours"
    title = "培训学时"
    lead = "各社会组织在一年内参加培训的场次、人次和学时；不填年度的为今年。"
    unit = "家"
    template = "party_building/training/staff_list.html"
    filters = HoursFilters
    columns = (
        Column("name", "社会组织", kind="title", url="staff:training:of_organization", sort="name", width=40),
        Column("class_count", "场次", kind="number"),
        Column("attendances", "人次", kind="number"),
        Column("training_hours", "学时", kind="number"),
        Column("party_superior", "党建责任单位", value="party_superior.name", width=28, phone=False),
    )
    sorts = (Sort("name", "名称", ("pinyin", "id")),)
    export_permission, export_url_name = "training.export", "staff:training:export_hours"
    empty_title = "您的范围内还没有社会组织"

    def queryset(self, actor: Actor):
        return Organization.objects.visible_to(actor).active().select_related("party_superior")


class AttendanceFilters(Filters):
    primary = ("q", "state", "held")

    q = django_filters.CharFilter(method="_named", label="社会组织名称")
    person = django_filters.CharFilter(field_name="name", lookup_expr="exact", label="姓名")
    state = django_filters.ChoiceFilter(choices=SignUpState.choices, label="状态")
    held = django_filters.DateFromToRangeFilter(field_name="training_class__held_on", label="举办日期")

    class Meta:
        model = ClassSignUp
        fields: list = []

    def _named(self, rows, name, value):
        return rows.filter(organization__name__contains=tidy(value))


class AttendanceList(ListPage):
    url_name = "staff:training:attendance_list"
    title = "报名和到课"
    lead = "每人每场一行。"
    unit = "人次"
    template = "party_building/training/staff_list.html"
    filters = AttendanceFilters
    columns = (
        Column("name", "姓名", kind="title", width=14),
        Column("post", "职务", phone=False),
        Column("organization", "社会组织", value="organization.name", width=36),
        Column(
            "training_class", "班次", value="training_class.title", width=32,
            url=lambda row: row_address("staff:training:detail", row.training_class_id),
        ),
        Column("held_on", "举办日期", kind="date", value="training_class.held_on", sort="held_on"),
        Column("hours", "学时", kind="number", value="training_class.hours", phone=False),
        Column("state", "状态", kind="badge"),
    )  # fmt: skip
    sorts = (Sort("held_on", "举办日期", ("-training_class__held_on", "-id")),)
    export_permission, export_url_name = "training.export", "staff:training:export_attendance"
    empty_title = "还没有人报名"

    def queryset(self, actor: Actor):
        return ClassSignUp.objects.visible_to(actor).select_related("organization", "training_class")
