"""The menus of the portal. An entry shows only to a seat that may open it, and only once its page exists."""

from core.pages.navigation import Entry, Search, Section

HOME = "public:home"

NAVIGATION = [
    Section(
        "日常办理",
        (
            Entry("工作台", "house", HOME),
            Entry("待办事项", "list-check", "staff:worklist:list", "worklist.view"),
            Entry("消息", "bell", "public:notifications:list"),
            Entry("批量办理", "check-all", "staff:bulk:list", "worklist.view"),
            Entry("后台任务", "hourglass-split", "staff:jobs:list"),
        ),
    ),
    Section(
        "社会组织",
        (
            Entry("组织名录", "buildings", "staff:organizations:list", "organizations.view"),
            Entry("年度报告", "journal-text", "staff:annual_reports:list", "annual_reports.view"),
            Entry("年报审查", "list-check", "staff:report_reviews:list", "annual_reports.view"),
            Entry("年报申请", "inbox", "staff:report_requests:list", "annual_reports.view"),
            Entry("年报公告", "megaphone", "staff:report_announcements:list", "report_announcements.view"),
            Entry("证书到期", "patch-check", "staff:certificates:list", "certificates.view"),
            Entry("章程", "file-earmark-text", "staff:charters:list", "charters.view"),
            Entry("社会组织证明", "patch-check", "staff:status_certificates:list", "status_certificates.view"),
            Entry("组织标签", "bookmark", "staff:organization_tags:list", "organization_tags.use"),
        ),
    ),
    Section(
        "人员与成员",
        (
            Entry("换届办理", "arrow-repeat", "staff:reelections:list", "reelections.view"),
            Entry("负责人名册", "person-badge", "staff:officers:list", "officers.view"),
            Entry("人员", "people", "staff:people:list", "people.view"),
            Entry("分支机构", "diagram-3", "staff:branches:list", "branches.view"),
            Entry("会员企业", "briefcase", "staff:members:list", "members.view"),
        ),
    ),
    Section(
        "责任落实",
        (
            Entry("责任台账", "card-checklist", "staff:responsibilities:list", "ledgers.view"),
            Entry("清账销号", "clipboard-check", "staff:writeoff:list", "writeoff.view"),
            Entry("任务管理", "list-check", "staff:task_lists:list", "task_lists.view"),
            Entry("组建攻坚", "list-check", "staff:coverage_gaps:index", "coverage_gaps.view"),
            Entry("通报督办约谈", "megaphone", "staff:follow_ups:list", "follow_ups.view"),
            Entry("领导三包", "person-check", "staff:leader_charges:list", "leader_charges.view"),
            Entry("包联责任", "person-check", "staff:leader_views:list", "leader_charges.note"),
            Entry("督导走访", "geo-alt", "staff:supervision_visits:list", "supervision_visits.view"),
            Entry("联系服务", "chat-left-text", "staff:liaison:list", "liaison.view"),
        ),
    ),
    Section(
        "党组织和覆盖",
        (
            Entry("两个覆盖", "bar-chart", "staff:coverage:index", "coverage.view"),
            Entry("党组织", "flag", "staff:party_units:list", "party_units.view"),
            Entry("党组织请示批复", "file-earmark-text", "staff:unit_requests:list", "unit_requests.view"),
            Entry("党建职责", "list-check", "staff:party_duties:list", "party_duties.view"),
            Entry("联合党支部规划", "diagram-3", "staff:joint_plans:list", "coverage.plan"),
            Entry("六个同步", "grid", "staff:six_syncs:list", "six_syncs.view"),
            Entry("口径外党组织", "briefcase", "staff:population:list", "population.view"),
        ),
    ),
    Section(
        "党员和指导员",
        (
            Entry("党员名册", "people", "staff:party_members:list", "party_members.view"),
            Entry("发展党员", "person-badge", "staff:admissions:list", "admissions.view"),
            Entry("年报申报党员情况", "journal-check", "staff:party_declarations:list", "party_counts.view"),
            Entry("党建指导员", "person-badge", "staff:instructors:list", "instructors.view"),
            Entry("应派未派", "person-badge", "staff:instructors:uncovered", "instructors.view"),
            Entry("指导员选派方案", "list-check", "staff:instructor_plans:list", "instructor_plans.view"),
            Entry("委员单位", "bank", "staff:council_units:list", "council_units.view"),
        ),
    ),
    Section(
        "组织生活和培训",
        (
            Entry("组织生活", "calendar-check", "staff:activities:list", "activities.view"),
            Entry("主题活动", "calendar-event", "staff:activity_series:list", "activity_series.view"),
            Entry("书记议事厅", "chat-left-text", "staff:secretary_meetings:list", "secretary_meetings.view"),
            Entry("教学资料", "journal-text", "staff:teaching_materials:list", "teaching_materials.view"),
            Entry("党校培训", "award", "staff:training:list", "training.view"),
            Entry("宣传报道", "megaphone", "staff:propaganda:list", "propaganda.view"),
        ),
    ),
    Section(
        "阵地、评定和经费",
        (
            Entry("党建工作站", "geo-alt", "staff:stations:list", "stations.view"),
            Entry("党群服务中心", "building", "staff:service_centres:list", "service_centres.view"),
            Entry("共建协议", "file-earmark-text", "staff:co_building:list", "co_building.view"),
            Entry("党建品牌", "bookmark", "staff:brands:list", "brands.view"),
            Entry("党建示范点", "award", "staff:model_sites:list", "model_sites.view"),
            Entry("评星定级", "star", "staff:star_ratings:list", "star_ratings.rounds"),
            Entry("星级党组织", "star", "staff:star_ratings:ratings", "star_ratings.view"),
            Entry("党建经费", "table", "staff:party_funds:list", "party_funds.view"),
            Entry("述职评议材料", "clipboard-check", "staff:year_statements:list", "year_statements.view"),
        ),
    ),
    Section(
        "社区社会组织",
        (
            Entry("社区社会组织", "people", "staff:community_orgs:list", "community_orgs.view"),
            Entry("孵化基地", "building", "staff:incubation_bases:list", "incubation_bases.view"),
        ),
    ),
    Section(
        "衔接与导入",
        (
            Entry("审管衔接", "inbox", "staff:approvals:list", "approvals.view"),
            Entry("名单导入", "file-earmark-spreadsheet", "staff:imports:list", "imports.view"),
        ),
    ),
    Section(
        "监管",
        (
            Entry("风险预警", "exclamation-triangle", "staff:risk_alerts:list", "risk_alerts.view"),
            Entry("风险报送", "megaphone", "staff:risk_reports:list", "risk_reports.view"),
            Entry("报送风险", "plus-lg", "staff:risk_reports:report", "risk_reports.send"),
            Entry("线索核查", "search", "staff:illegal_orgs:list", "illegal_orgs.view"),
            Entry("监管规则", "journal-check", "staff:rules:list", "rules.view"),
            Entry("专项行动", "list-check", "staff:campaigns:list", "campaigns.view"),
            Entry("一次填报", "journal-text", "staff:surveys:list", "surveys.view"),
            Entry("待我单位填报", "inbox", "staff:surveys:mine", "surveys.answer"),
            Entry("填报负担", "bar-chart", "staff:surveys:burden", "surveys.burden"),
            Entry("夜间检查", "clock-history", "staff:risk_alerts:sweeps", "risk_alerts.sweeps"),
            Entry("公文", "file-earmark-text", "staff:letters:list", "letters.view"),
            Entry("责令整改", "clipboard-check", "staff:rectifications:list", "rectifications.view"),
            Entry("约谈", "chat-left-text", "staff:talks:list", "talks.view"),
            Entry("处置进程", "diagram-3", "staff:ladders:list", "ladders.view"),
            Entry("列入线索", "exclamation-triangle", "staff:credit_listings:clues", "credit_listings.propose"),
            Entry("列入程序", "list-check", "staff:credit_listings:list", "credit_listings.view"),
            Entry("名录", "table", "staff:credit_listings:entries", "credit_listings.view"),
            Entry("移出申请", "inbox", "staff:credit_removals:list", "credit_listings.view"),
            Entry("信用异议", "chat-left-text", "staff:credit_objections:list", "credit_listings.view"),
            Entry("行政处罚", "bank", "staff:penalties:list", "penalties.view"),
            Entry("立案建议", "file-earmark-text", "staff:case_proposals:list", "case_proposals.view"),
            Entry("信用信息", "journal-text", "staff:credit_records:list", "credit_records.view"),
            Entry("信用承诺", "patch-check", "staff:commitments:list", "commitments.view"),
            Entry("列入情形和期限", "sliders", "staff:credit_terms:list", "credit_listings.view"),
            Entry("信用统计", "bar-chart", "staff:credit:statistics", "credit_listings.view"),
            Entry("公文范文", "file-earmark-text", "staff:letters:templates", "letters.edit_templates"),
            Entry("文种和期限", "sliders", "staff:letters:settings", "letters.edit_templates"),
            Entry("统计看板", "bar-chart", "staff:dashboards:overview", "dashboards.view"),
        ),
    ),
    Section(
        "系统管理",
        (
            Entry("账号", "person-circle", "staff:accounts:list", "accounts.view"),
            Entry("岗位授权", "person-badge", "staff:seats:list", "seats.view"),
            Entry("机构", "bank", "staff:departments:list", "departments.view"),
            Entry("行政区划", "geo-alt", "staff:regions:list", "departments.view"),
            Entry("机构和区划调整", "diagram-3", "staff:reorganizations:list", "reorganizations.view"),
            Entry("组织账号", "key", "staff:org_accounts:list", "org_accounts.view"),
            Entry("法定代表人交接", "arrow-repeat", "staff:handovers:list", "handovers.view"),
            Entry("接口令牌", "key", "staff:api_tokens:list", "api_tokens.view"),
            Entry("审计日志", "shield-check", "staff:audit:list", "audit.view"),
            Entry("运行状况", "activity", "staff:health:index", "health.view"),
            Entry("消息发送记录", "send", "staff:deliveries:list", "deliveries.view"),
            Entry("界面样式", "grid", "public:styleguide", "pages.styleguide"),
        ),
    ),
    Section(
        "本组织",
        (
            Entry("我的事项", "house", HOME, audience="organization"),
            Entry("我联系的组织", "people", "org:instructors:list", "own_dispatches.view", "organization"),
            Entry("年度报告", "journal-text", "org:annual_reports:list", "own_reports.view", "organization"),
            Entry("受邀填报", "journal-text", "org:annual_reports:given", "own_reports.assist", "organization"),
            Entry("年报申请", "inbox", "org:report_requests:list", "own_reports.view", "organization"),
            Entry("专项行动", "list-check", "org:campaigns:list", "own_campaigns.view", "organization"),
            Entry("一次填报", "journal-text", "org:surveys:list", "own_surveys.view", "organization"),
            Entry("信用", "shield-check", "org:credit:index", "own_credit.view", "organization"),
            Entry("来文", "inbox", "org:letters:list", "own_letters.view", "organization"),
            Entry("责令整改", "clipboard-check", "org:rectifications:list", "own_rectifications.view", "organization"),
            Entry("组织生活", "calendar-check", "org:activities:list", "own_party_life.view", "organization"),
            Entry(
                "书记议事厅", "chat-left-text", "org:secretary_meetings:list", "own_party_life.view", "organization"
            ),
            Entry("宣传报道", "megaphone", "org:propaganda:list", "own_party_life.view", "organization"),
            Entry("教学资料", "download", "org:teaching_materials:list", "own_party_life.view", "organization"),
            Entry("换届", "arrow-repeat", "org:reelections:list", "own_reelections.view", "organization"),
            Entry("分支机构", "diagram-3", "org:branches:list", "own_branches.view", "organization"),
            Entry("会员企业", "briefcase", "org:members:list", "own_members.edit", "organization"),
            Entry("党校培训", "award", "org:training:list", "own_training.view", "organization"),
            Entry("评星定级", "star", "org:star_ratings:list", "own_star_ratings.view", "organization"),
            Entry("党建示范点", "award", "org:model_sites:list", "own_model_sites.view", "organization"),
            Entry("党建经费", "table", "org:party_funds:list", "own_party_funds.view", "organization"),
            Entry("开具证明", "patch-check", "org:status_certificates:list", "own_certificates.draw", "organization"),
            Entry("共建协议", "file-earmark-text", "org:co_building:list", "own_co_building.view", "organization"),
            Entry("党建品牌", "bookmark", "org:brands:list", "own_brands.view", "organization"),
            Entry("本支部党员", "people", "org:party_members:list", "own_party_members.view", "organization"),
            Entry("发展党员", "person-badge", "org:admissions:list", "own_admissions.view", "organization"),
            Entry("本组织党组织", "flag", "org:party_units:list", "own_party_units.view", "organization"),
            Entry("支部提醒", "bell", "org:risk_alerts:list", "own_alerts.view", "organization"),
            Entry("党组织请示", "file-earmark-text", "org:unit_requests:list", "unit_requests.view", "organization"),
            Entry("联系服务", "chat-left-text", "org:liaison:list", "own_liaison.view", "organization"),
            Entry("登记信息", "building", "org:organizations:detail", "own_organization.view", "organization"),
            Entry("证书与章程", "patch-check", "org:certificates:detail", "own_organization.view", "organization"),
            Entry("账号与人员", "people", "org:org_accounts:list", "own_accounts.manage", "organization"),
            Entry("离岗与交接", "arrow-repeat", "org:handovers:list", "own_accounts.leave", "organization"),
        ),
    ),
]

# What needs no account: the bar of the public pages and their site map. An entry shows once its page exists.
PUBLIC_NAVIGATION = [
    Entry("首页", "house", "public:landing"),
    Entry("社会组织查询", "search", "public:disclosures:search"),
    Entry("社区社会组织", "people", "public:community_orgs:list"),
    Entry("年报公告", "megaphone", "public:report_announcements:list"),
    Entry("公告送达", "megaphone", "public:letters:list"),
    Entry("取缔决定公布", "shield-check", "public:illegal_orgs:list"),
    Entry("提供线索", "chat-left-text", "public:illegal_orgs:tip"),
    Entry("活动异常名录", "table", "public:credit:abnormal"),
    Entry("严重违法失信名单", "table", "public:credit:serious"),
    Entry("常见问题", "question-circle", "public:disclosures:guide"),
    Entry("数据说明", "table", "public:disclosures:data_notes"),
    Entry("开放数据", "download", "public:disclosures:open_data"),
]

# Beside the search box; a number above zero is shown, more than 99 as 99+.
HEADER_LINKS: list[Entry] = [
    Entry("待办", "list-check", "staff:worklist:list", "worklist.view", count="core.worklist.queries.open_count"),
    Entry("消息", "bell", "public:notifications:list", audience="", count="core.notifications.notices.unread_count"),
]

USER_MENU = [
    Entry("修改密码", "key", "account_change_password", audience=""),
    Entry("双因素验证", "shield-lock", "mfa_index", audience=""),
    Entry("登录设备", "phone", "account_sessions", audience=""),
    Entry("我的岗位", "person-badge", "public:seats", audience=""),
    Entry("快捷键", "keyboard", "public:keyboard_help", audience=""),
]

SEAT_SWITCH = "public:switch_seat"  # POST seat=<key>
ACTIVATION_PAGE = "public:activate"

GLOBAL_SEARCH = [
    Search("staff:organizations:list", "staff", "organizations.view", "名称、曾用名、信用代码、拼音首字母"),
]
