"""What the alert list can be narrowed by."""

import django_filters
from django.db.models import Q

from core import clock
from core.departments.models import Department, Region
from core.listing import Filters
from core.rules.base import all_rules
from core.rules.models import Severity
from supervision.risk_alerts.models import RiskAlert
from supervision.risk_alerts.states import HandlingState

OPEN, WAITING, DISMISSED, RESOLVED, ALL = "open", "waiting", "dismissed", "resolved", "all"
LATE, JUDGED, ASSIGNED, MINE, ESCALATED = "late", "judged", "assigned", "mine", "escalated"
STATUSES = (
    (WAITING, "待研判"),
    (LATE, "待研判且超期"),
    (JUDGED, "已研判未交办"),
    (ASSIGNED, "已交办"),
    (MINE, "交办给本单位或本人"),
    (ESCALATED, "已升级未办结"),
    (DISMISSED, "已排除"),
    (RESOLVED, "已解除"),
    (ALL, "全部（含已解除）"),
)
GRAVE = "grave"
SEVERITIES = ((GRAVE, "高和严重"), *reversed(Severity.choices))


def _rules():
    return [(rule.code, f"{rule.code} {rule.title}") for rule in all_rules()]


def _districts(request_actor):
    seen = RiskAlert.objects.visible_to(request_actor).order_by().values("district").distinct()
    return Region.objects.filter(pk__in=seen).order_by("code")


def _departments(request_actor):
    seen = RiskAlert.objects.visible_to(request_actor).order_by()
    return Department.objects.filter(
        Q(pk__in=seen.values("business_supervisor").distinct())
        | Q(pk__in=seen.values("industry_department").distinct())
    ).order_by("name")


class AlertFilters(Filters):
    """Without a choice of status: open alerts, neither dismissed nor resolved."""

    primary = ("q", "rule", "severity", "status")

    q = django_filters.CharFilter(label="组织名称", method="named")
    rule = django_filters.ChoiceFilter(label="规则", field_name="rule_code", choices=_rules, empty_label="全部")
    severity = django_filters.ChoiceFilter(label="级别", choices=SEVERITIES, method="by_severity", empty_label="全部")
    status = django_filters.ChoiceFilter(
        label="状态", choices=STATUSES, method="by_status", empty_label="未解除（不含已排除）"
    )
    district = django_filters.ModelChoiceFilter(label="区县", queryset=Region.objects.none(), empty_label="全部")
    department = django_filters.ModelChoiceFilter(
        label="主管部门", queryset=Department.objects.none(), method="by_department", empty_label="全部"
    )
    year = django_filters.NumberFilter(label="所属年度", method="by_year", min_value=1949, max_value=2200)

    class Meta:
        model = RiskAlert
        fields: list = []

    def __init__(self, data=None, queryset=None, **options):
        super().__init__(data, queryset, **options)
        self.filters["district"].field.queryset = _districts(self.actor)
        self.filters["department"].field.queryset = _departments(self.actor)

    def filter_queryset(self, queryset):
        if not self.form.cleaned_data.get("status"):
            queryset = queryset.open()
        return super().filter_queryset(queryset)

    def named(self, queryset, name, value):
        return queryset.named(value)

    def by_status(self, queryset, name, value):
        chosen = {
            WAITING: queryset.waiting,
            LATE: lambda: queryset.judge_overdue(clock.today()),
            JUDGED: lambda: queryset.open().filter(state=HandlingState.JUDGED),
            ASSIGNED: lambda: queryset.open().filter(state=HandlingState.ASSIGNED),
            MINE: lambda: queryset.handled_by(self.actor),
            ESCALATED: queryset.escalated,
            DISMISSED: queryset.dismissed,
            RESOLVED: queryset.resolved,
            ALL: queryset.all,
        }
        return chosen[value]()

    def by_severity(self, queryset, name, value):
        return queryset.filter(severity__in=(Severity.HIGH, Severity.CRITICAL) if value == GRAVE else (value,))

    def by_department(self, queryset, name, value):
        return queryset.filter(Q(business_supervisor=value) | Q(industry_department=value))

    def by_year(self, queryset, name, value):
        return queryset.filter(period__startswith=str(int(value)))
