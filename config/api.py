"""The API for other systems: where it stands, how often a token may call, how it is described."""

import os

API_PREFIX = "/api/v1/"
API_TOKENS = {
    "calls_per_minute": int(os.environ.get("PORTAL_API_CALLS_PER_MINUTE", "120")),  # of one token
    "longest_days": 366,
    "warn_days": 14,  # before a token expires its administrators are told
    "unused_days": 30,  # a token without a call for so long is marked on the list
    "overlap_days": 30,  # the longest time an old token may live beside its successor
    "answer_days": 30,  # how long the answer to a call that wrote is kept for a retry
    "feed_days": 366,  # how long an entry of the change feed is kept; an older cursor is refused
}

SPECTACULAR_SETTINGS = {
    "TITLE": "社会组织综合管理平台数据接口",
    "VERSION": "1.0.0",
    "DESCRIPTION": (
        "供其他政务系统读取社会组织登记、年度报告、责任、党建和监管的记录，供行政审批服务局推送登记结果。"
        "返回 JSON；除负责人任职的姓名外不含个人信息。\n\n"
        "每次调用须带请求头 `Authorization: Bearer 令牌`，令牌由平台系统管理员签发，"
        "限定权限、数据范围、来源地址和有效期。"
        "不认识的参数和取值一律返回 400，不会被忽略。"
        "列表按编号排序，分页只认 `next`：取到 `next` 为 null 即为全部。"
    ),
    "SERVERS": [{"url": "/", "description": "本平台"}],
    "TAGS": [
        {"name": "organizations", "description": "社会组织登记信息"},
        {"name": "annual-reports", "description": "年度报告义务与报送情况"},
        {"name": "approvals", "description": "审批结果推送与接收情况"},
        {"name": "changes", "description": "社会组织变更流水"},
        {"name": "certificates", "description": "现行登记证书"},
        {"name": "charters", "description": "现行章程"},
        {"name": "officers", "description": "负责人任职（含姓名，不含证件号码和电话）"},
        {"name": "branches", "description": "分支（代表）机构"},
        {"name": "members", "description": "会员企业"},
        {"name": "status-certificates", "description": "社会组织证明"},
        {"name": "community-orgs", "description": "社区社会组织"},
        {"name": "incubation-bases", "description": "孵化基地"},
        {"name": "responsibilities", "description": "责任台账、归口事项和行业党委职责"},
        {"name": "party-units", "description": "党组织"},
        {"name": "risk-alerts", "description": "风险预警"},
        {"name": "writeoff", "description": "清账销号"},
        {"name": "organization-tags", "description": "使用单位自己的标签"},
        {"name": "worklist", "description": "使用单位的待办事项"},
        {"name": "departments", "description": "机构和行政区划，供对照编号"},
        {"name": "token", "description": "令牌自身"},
    ],
    "SCHEMA_PATH_PREFIX": r"/api/v1",
    "DEFAULT_GENERATOR_CLASS": "core.api.schema.ApiSchemaGenerator",
    "SERVE_INCLUDE_SCHEMA": False,
    "ENUM_NAME_OVERRIDES": {
        "OrgType": "registry.organizations.states.OrgType",
        "OrganizationStatus": "registry.organizations.states.Status",
        "Standing": "registry.organizations.states.Standing",
        "RegistrationLevel": "registry.organizations.states.RegistrationLevel",
        "PushKind": "registry.approvals.states.PushKind",
        "PushState": "registry.approvals.states.PushState",
        "Party": "registry.approvals.states.Party",
        "AcceptanceState": "registry.approvals.states.AcceptanceState",
        "SupervisionMode": "registry.organizations.states.SupervisionMode",
        "ObligationState": "core.obligations.models.ObligationState",
        "ReportState": "registry.annual_reports.states.State",
        "SubmissionStage": "registry.annual_reports.states.Stage",
        "ObligationChangeKind": "core.obligations.models.ChangeKind",
        "ScopeKind": "core.api_tokens.states.TokenScope",
    },
}
