"""What the styleguide shows: one sample per state of each component. All names are invented."""

import datetime
from types import SimpleNamespace

from django import forms

from core import clock
from core.pages import sample_rows
from core.workflow.machine import Machine, Transition

STATES = {
    "draft": "草稿",
    "submitted": "已报送",
    "returned": "退回补正",
    "accepted": "审查通过",
    "rejected": "不予通过",
}
MACHINE = Machine(
    states=object,
    transitions=(
        Transition("accept", ("submitted",), "accepted", "通过", tone="primary"),
        Transition("return_for_fix", ("submitted",), "returned", "退回补正", needs_comment=True),
    ),
)

FOOTER = {
    "sponsor": "霁川市民政局",
    "operator": "霁川市社会组织服务中心",
    "contact": "0000-1234567（工作日 8:30—17:30）",
    "site_code": "3799000000",
    "icp": "霁ICP备00000000号",
    "police": "霁公网安备00000000000000号",
    "police_url": "#footer",
    "agency_mark_url": "#footer",
    "report_error_url": "#footer",
}


class SampleForm(forms.Form):
    """One field of each kind."""

    name = forms.CharField(label="单位名称", help_text="与登记证书上的名称一致", max_length=60)
    staff_count = forms.IntegerField(label="专职工作人员数", min_value=0)
    kind = forms.ChoiceField(label="组织类型", choices=[("1", "社会团体"), ("2", "社会服务机构"), ("3", "基金会")])
    held_on = forms.DateField(label="会议日期", required=False, widget=forms.DateInput(attrs={"type": "date"}))
    ways = forms.MultipleChoiceField(
        label="召开方式", choices=[("a", "现场"), ("b", "视频")], widget=forms.CheckboxSelectMultiple, required=False
    )
    summary = forms.CharField(label="会议情况", widget=forms.Textarea, required=False)
    attachment = forms.FileField(
        label="会议纪要", required=False, help_text="PDF、JPG、PNG、OFD，单个文件不超过 20 MB"
    )
    agreed = forms.BooleanField(label="以上内容真实、准确、完整")


def _row(state: str) -> SimpleNamespace:
    return SimpleNamespace(pk=1, state=state, version=1, machine=MACHINE, get_state_display=lambda: STATES[state])


def _table() -> dict:
    names = ("霁川市琴筝学会", "霁川市老年书画研究会", "望澜区乐邻社工服务中心")
    columns = [
        ("name", "名称", "title"),
        ("code", "统一社会信用代码", ""),
        ("kind", "类型", ""),
        ("assets", "净资产(元)", "num"),
    ]
    rows = [
        {
            "url": "#table",
            "cells": {
                "name": name,
                "code": f"5137990000000000{n}X",
                "kind": "社会团体",
                "assets": f"{n * 412345:,}.00",
            },
        }
        for n, name in enumerate(names, start=1)
    ]
    return {"columns": columns, "rows": rows}


def _timeline() -> list[dict]:
    at = clock.now().replace(microsecond=0)
    hour = datetime.timedelta(hours=1)
    return [
        {
            "title": "退回补正",
            "at": at,
            "who": "王珂（社会组织管理科）",
            "text": "请补充审计报告第 3 页。",
            "tone": "warning",
            "url": "",
        },
        {"title": "报送年度报告", "at": at - 30 * hour, "who": "唐果", "text": "", "tone": "", "url": "#timeline"},
        {"title": "开通账号", "at": at - 300 * hour, "who": "唐果", "text": "", "tone": "ok", "url": ""},
    ]


def _lists() -> dict:
    return {
        "chips": [
            {"label": "区县：望澜区", "remove_url": "#chips"},
            {"label": "年报：未报送", "remove_url": "#chips"},
        ],
        "tasks": [
            {"label": "基本情况", "hint": "来自登记信息，请核对", "url": "#tasks", "state": "已完成", "tone": "ok"},
            {"label": "财务会计报告", "hint": "", "url": "#tasks", "state": "2 处需要修改", "tone": "warning"},
            {"label": "党建工作", "hint": "", "url": "", "state": "未开始", "tone": "neutral"},
        ],
        "steps": [
            {"label": "上传文件", "state": "done"},
            {"label": "对应列名", "state": "current"},
            {"label": "预览核对", "state": ""},
            {"label": "写入名录", "state": ""},
        ],
        "chain": [
            {"role": "登记管理机关", "name": "霁川市民政局", "note": ""},
            {"role": "业务主管单位", "name": "", "note": ""},
            {"role": "行业管理部门", "name": "霁川市商务局", "note": "2026-05-06 起"},
            {"role": "属地", "name": "望澜区听澜街道", "note": ""},
        ],
        "conflict": [
            {"label": "联系电话", "mine": "122****0001", "theirs": "122****0002"},
            {"label": "专职工作人员数", "mine": "12", "theirs": "13"},
        ],
        "receipt_rows": [("材料", "2025 年度工作报告"), ("提交人", "唐果")],
    }


def context(theme: str = "") -> dict:
    bound = SampleForm({"name": "", "staff_count": "三", "kind": "9"})
    bound.is_valid()
    today = clock.today()
    return {
        "theme": theme,
        "empty_form": SampleForm(prefix="empty"),
        "bound_form": bound,
        "rows_by_state": [_row(state) for state in STATES],
        "submitted": _row("submitted"),
        "steps_to_take": [
            {"transition": step, "url": "#buttons", "tone": step.tone, "id": f"sample-{step.name}"}
            for step in MACHINE.transitions
        ],
        "table": _table(),
        "timeline": _timeline(),
        "now": clock.now(),
        "deadlines": sample_rows.deadlines(today),
        "ledger": sample_rows.ledger(today),
        "letter": sample_rows.letter(today),
        "elder_tools": sample_rows.elder().tools,
        "footer": FOOTER,
        **sample_rows.comparisons(today),
        **sample_rows.files_and_people(clock.now()),
        **sample_rows.pickers(),
        **sample_rows.figures(),
        "days": [today + datetime.timedelta(days=n) for n in (-2, 0, 3, 40)],
        **_lists(),
    }
