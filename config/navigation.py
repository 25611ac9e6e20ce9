"""The navigation: only what exists. A line is shown when its URL resolves and the actor holds its permission.

Line: (label, icon, URL name, permission code or "" for every seat of the audience).
"""

NAVIGATION: dict[str, list[tuple[str, list[tuple[str, str, str, str]]]]] = {
    "staff": [
        ("", [("工作台", "house", "public:home", "")]),
        (
            "社会组织",
            [
                ("组织名录", "building", "staff:organizations:list", "organizations.view"),
                ("名单导入", "upload", "staff:imports:list", "imports.view"),
                ("年度报告", "file-text", "staff:annual_reports:list", "annual_reports.view"),
                ("党组织", "flag", "staff:party_units:list", "party_units.view"),
            ],
        ),
        (
            "监管",
            [
                ("风险预警", "bell", "staff:risk_alerts:list", "risk_alerts.view"),
                ("监管规则", "book", "staff:rules:list", "rules.view"),
                ("夜间检查", "moon", "staff:risk_alerts:sweeps", "risk_alerts.sweeps"),
                ("统计看板", "bar-chart", "staff:dashboards:overview", "dashboards.view"),
            ],
        ),
        (
            "系统",
            [
                ("账号", "person", "staff:accounts:list", "accounts.view"),
                ("岗位", "person-badge", "staff:seats:list", "seats.view"),
                ("组织账号", "key", "staff:org_accounts:list", "org_accounts.view"),
                ("审计日志", "shield-check", "staff:audit:list", "audit.view"),
                ("后台任务", "gear", "staff:jobs:list", "jobs.view"),
            ],
        ),
    ],
    "organization": [
        ("", [("我的事项", "house", "public:home", "")]),
        (
            "本组织",
            [
                ("年度报告", "file-text", "org:annual_reports:list", "own_reports.view"),
                ("登记信息", "building", "org:organizations:detail", "own_organization.view"),
                ("账号与人员", "person", "org:org_accounts:list", "own_accounts.manage"),
            ],
        ),
    ],
}
