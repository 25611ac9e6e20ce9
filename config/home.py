"""The home page: what stands on it, in order. Each entry is a dotted path of a function of the actor."""

from core.pages.navigation import Entry

# Figures at the very top `(actor) -> list[Number]`: what is urgent for this seat.
HOME_TILES: list[str] = [
    "core.worklist.cards.tiles",
    "registry.approvals.cards.tiles",
    "registry.annual_reports.cards.tiles",
    "supervision.risk_alerts.cards.tiles",
    "registry.organizations.cards.tiles",
]
# The list of what there is to do `(actor, kind) -> Card | None`.
HOME_TODO = "core.worklist.cards.todo"
# How the kinds of its lines are called: the part of WorkItem.kind before the point.
WORK_KINDS = {
    "assigned": "交办",
    "branches": "分支机构",
    "annual_reports": "年报",
    "report_reviews": "年报审查",
    "risk_alerts": "预警",
    "risk_reports": "风险报送",
    "illegal_orgs": "线索核查",
    "imports": "导入",
    "org_accounts": "账号",
    "approvals": "审管衔接",
    "community_orgs": "社区社会组织",
    "reorganizations": "机构和区划调整",
    "ledgers": "归口",
    "writeoff": "销号",
    "party_members": "党员名册",
    "admissions": "党务",
    "follow_ups": "督办",
    "letters": "公文",
    "rectifications": "整改",
    "talks": "约谈",
    "task_lists": "任务",
    "liaison": "诉求",
    "credit_listings": "名录",
    "credit_removals": "移出",
    "credit_objections": "信用异议",
    "credit_records": "信用信息",
    "penalties": "处罚",
    "case_proposals": "立案建议",
    "ladders": "暂缓",
    "disclosures": "公开信息纠错",
    "campaigns": "专项行动",
    "surveys": "填报",
}
# What falls due in the next two weeks `(actor, first, last) -> list[Day]`, both days inclusive.
HOME_SCHEDULE: list[str] = ["registry.annual_reports.cards.due_days", "core.worklist.cards.due_days"]
# What an organization has to do first `(actor) -> Headline | None`; the first that is not None stands.
HOME_HEADLINES: list[str] = ["registry.annual_reports.cards.headline"]
# Where to go when there is nothing to do: the first three the seat can open; all of them for seats without a list.
HOME_LINKS = [
    Entry("查组织名录", "buildings", "staff:organizations:list", "organizations.view"),
    Entry("看年度报告", "journal-text", "staff:annual_reports:list", "annual_reports.view"),
    Entry("看统计", "bar-chart", "staff:dashboards:overview", "dashboards.view"),
    Entry("报送风险", "megaphone", "staff:risk_reports:report", "risk_reports.send"),
    Entry("看风险预警", "exclamation-triangle", "staff:risk_alerts:list", "risk_alerts.view"),
    Entry("看党组织", "flag", "staff:party_units:list", "party_units.view"),
    Entry("查账号", "person-circle", "staff:accounts:list", "accounts.view"),
    Entry("查岗位授权", "person-badge", "staff:seats:list", "seats.view"),
    Entry("查审计日志", "shield-check", "staff:audit:list", "audit.view"),
    Entry("看接口令牌", "key", "staff:api_tokens:list", "api_tokens.view"),
    Entry("看运行状况", "activity", "staff:health:index", "health.view"),
    Entry("看消息发送记录", "send", "staff:deliveries:list", "deliveries.view"),
]

# Cards `(actor) -> Card | None`; None = nothing for this seat.
HOME_CARDS: list[str] = [
    "supervision.leader_views.cards.mine",
    "party_building.activities.cards.due",
    "registry.organizations.cards.way",
    "registry.annual_reports.cards.others",
    "supervision.dashboards.cards.totals",
    "supervision.surveys.cards.burden",
    "registry.annual_reports.cards.overdue",
    "registry.responsibilities.cards.asked",
    "registry.responsibilities.cards.duty",
    "core.writeoff.cards.mine",
    "supervision.liaison.cards.mine",
    "core.departments.cards.waiting_seats",
    "core.audit.cards.last_check",
    "registry.imports.cards.open_batches",
    "core.saved_views.cards.mine",
    "core.jobs.cards.unfinished",
]

# What lies on an organization's desk when a post passes on: the same kind of functions.
HANDOVER_CARDS: list[str] = ["core.worklist.cards.todo", "registry.annual_reports.cards.own"]

# Warnings above the cards `(actor) -> Strip | None`.
HOME_STRIPS: list[str] = [
    "supervision.risk_alerts.cards.night_strip",
    "core.audit.cards.broken",
]
