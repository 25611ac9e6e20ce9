"""Permission codes in the user's words, for the page that says what is missing and whom to ask."""

from django.conf import settings

CAPABILITIES = {
    "organizations": "社会组织名录",
    "certificates": "登记证书",
    "charters": "章程",
    "dues": "会费标准",
    "annual_reports": "年度报告",
    "risk_alerts": "风险预警",
    "rules": "监管规则",
    "dashboards": "统计看板",
    "party_units": "党组织",
    "departments": "机构和区划",
    "reorganizations": "机构和区划调整",
    "community_orgs": "社区社会组织",
    "incubation_bases": "孵化基地",
    "imports": "名单导入",
    "branches": "分支机构",
    "members": "会员企业",
    "status_certificates": "社会组织证明",
    "disclosures": "信息公开",
    "org_accounts": "组织账号",
    "handovers": "法定代表人账号交接",
    "officers": "届期与负责人",
    "people": "人员信息",
    "approvals": "审管衔接",
    "worklist": "待办事项",
    "writeoff": "清账销号",
    "ledgers": "责任台账",
    "jobs": "后台任务",
    "health": "运行状况",
    "deliveries": "消息发送记录",
    "accounts": "账号管理",
    "seats": "岗位授权",
    "api_tokens": "接口令牌",
    "audit": "审计日志",
    "pages": "系统页面",
    "own_organization": "本组织登记信息",
    "own_reports": "本组织年度报告",
    "own_branches": "本组织分支机构",
    "own_members": "本组织会员企业",
    "own_certificates": "本组织证明",
    "saved_views": "保存的视图",
    "organization_tags": "组织标签",
    "own_accounts": "本组织账号",
}
VERBS = {
    "view": "查看",
    "export": "导出",
    "edit": "修改",
    "reveal": "查看完整号码",
    "upload": "上传",
    "note": "予以备案",
    "file": "备案",
    "draw": "开具",
    "withdraw": "撤回",
    "apply": "写入",
    "undo": "撤回",
    "settle": "核实纠错",
    "receive": "接收审查",
    "return": "退回补正",
    "first_review": "初审",
    "return_first": "初审退回",
    "open_year": "开启年度",
    "move_due": "调整期限",
    "judge": "核实",
    "assign": "分派",
    "dismiss": "排除",
    "sweeps": "查看夜间检查",
    "issue": "发放激活码",
    "revoke": "停用",
    "approve": "批准",
    "create": "新建",
    "request": "申请",
    "grant": "批准",
    "leave": "离岗交接",
    "end": "终止",
    "substitute": "请人代岗",
    "lock": "锁定",
    "end_sessions": "终止登录",
    "fill": "填写",
    "submit": "报送",
    "manage": "管理",
    "styleguide": "界面样式",
    "approve_mfa_reset": "批准重置双因素验证",
    "request_mfa_reset": "申请重置双因素验证",
    "issue_key": "发放开通码",
    "defer": "批准延期",
    "waive": "免除",
    "remind": "催报提醒",
    "share": "共享给本单位",
    "use": "使用",
    "resend": "重新发送",
    "merge": "合并重复",
    "push": "推送",
    "accept": "接收",
    "direct": "核对、退回和改送",
    "reconcile": "月度对账",
    "sign_off": "对账确认",
    "propose": "提出",
    "confirm": "复核确认",
    "draft": "提出备案",
    "log": "登记活动",
    "finish": "申请销号",
    "strike": "批准核减",
    "answer": "答复",
    "arbitrate": "裁定",
    "sign": "会签签发",
}


def words(code: str) -> str:
    """ "annual_reports.receive" → 年度报告·接收审查; a code we have no word for stays as it is."""
    capability, _, verb = code.partition(".")
    if capability in CAPABILITIES and verb in VERBS:
        return f"{CAPABILITIES[capability]}·{VERBS[verb]}"
    return code


def posts_with(code: str, audience: str = "") -> list[str]:
    """Labels of the posts that hold the permission, in the order of the matrix."""
    return [
        role.label
        for role in settings.ROLES.values()
        if code in role.permissions and audience in ("", role.audience) and role.audience != "api"
    ]
