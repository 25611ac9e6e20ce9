"""The audit log as a list."""

import django_filters

from core.audit.models import AuditCheck, AuditEntry
from core.listing import Column, Filters, ListPage, Sort


class AuditFilters(Filters):
    primary = ("day", "action", "user_id")

    day = django_filters.DateFromToRangeFilter(field_name="at", label="日期")
    action = django_filters.CharFilter(lookup_expr="startswith", label="动作（开头）")
    user_id = django_filters.NumberFilter(label="账号编号")
    object_type = django_filters.CharFilter(lookup_expr="iexact", label="对象类型")
    object_id = django_filters.NumberFilter(label="对象编号")
    outcome = django_filters.CharFilter(lookup_expr="exact", label="结果")
    ip = django_filters.CharFilter(lookup_expr="startswith", label="来源地址")

    class Meta:
        model = AuditEntry
        fields: list = []


def _subject(entry: AuditEntry) -> str:
    return f"{entry.object_type} {entry.object_id}" if entry.object_type else ""


def _outcome(entry: AuditEntry) -> tuple[str, str]:
    return ("完成", "ok") if entry.outcome == "ok" else (f"拒绝 {entry.outcome}", "danger")


def _detail(entry: AuditEntry) -> str:
    return "，".join(f"{key}={value}" for key, value in entry.detail.items())


class AuditLog(ListPage):
    url_name = "staff:audit:list"
    title = "审计日志"
    lead = "只记编号，不记姓名和号码；任何人不能修改或删除。"
    filters = AuditFilters
    columns = (
        Column("seq", "序号", kind="number"),
        Column("at", "时间", kind="moment"),
        Column("user_id", "账号", value=lambda entry: entry.user_id or entry.seat_key or "未登录"),
        Column("seat_key", "岗位", phone=False),
        Column("department_id", "部门", phone=False),
        Column("action", "动作", kind="code"),
        Column("object", "对象", value=_subject),
        Column("outcome", "结果", kind="badge", value=_outcome),
        Column("detail", "细节", value=_detail, kind="code"),
        Column("ip", "来源地址", kind="code", phone=False),
        Column("request_id", "请求编号", shown=False),
        Column("hash", "哈希", shown=False),
    )
    sorts = (Sort("newest", "最近", ("-id",)),)
    template = "core/audit/staff_list.html"
    empty_title = "还没有审计记录"
    export_permission = "audit.export"
    export_url_name = "staff:audit:export"

    def queryset(self, actor):
        return AuditEntry.objects.visible_to(actor)

    def extra_context(self, request):
        return {"check": AuditCheck.objects.order_by("-pk").first()}
