"""More of what the styleguide shows: figures, files, people, ledgers, letters. All names are invented."""

import datetime
from decimal import Decimal
from types import SimpleNamespace

from django.http import QueryDict

from core.pages.charts import BarChart, LineChart, Point
from core.pages.comparisons import Difference, Kind, SumCheck
from core.pages.date_ranges import presets
from core.pages.deadlines import Deadline
from core.pages.display import Display
from core.pages.pickers import Choice, Picker


def deadlines(today: datetime.date) -> dict[str, Deadline]:
    """One of each state; the working days are given, so that drawing them needs no calendar."""
    day = datetime.timedelta(days=1)
    return {
        "running": Deadline(today + 14 * day, today, 10),
        "soon": Deadline(today + 2 * day, today, 2),
        "today": Deadline(today, today, 0),
        "overdue": Deadline(today - 5 * day, today, -3),
        "paused": Deadline(today + 6 * day, today, 4, paused_for="社会组织补正材料"),
    }


def comparisons(today: datetime.date) -> dict:
    parts = (("捐赠收入", Decimal("1150000")), ("会费收入", Decimal("55000")))
    return {
        "differences": [
            Difference("法定代表人", "罗知秋", "沈星野"),
            Difference("注册资金（元）", Decimal("300000"), Decimal("500000"), Kind.MONEY),
            Difference("换届日期", datetime.date(2026, 7, 31), datetime.date(2026, 8, 31), Kind.DATE),
            Difference("网站", "", "www.example.invalid"),
            Difference("传真", "0000-1234567", ""),
            Difference("业务范围", "学术交流、培训", "学术交流、培训"),
        ],
        "sum_right": SumCheck("收入合计", Decimal("1205000"), parts),
        "sum_wrong": SumCheck("收入合计", Decimal("1250000"), parts),
        "date_presets": presets(
            QueryDict(f"from={today:%Y}-01-01&to={today:%Y}-12-31"), today, start="from", end="to"
        ),
    }


def files_and_people(at: datetime.datetime) -> dict:
    return {
        "files": [
            {"name": "2025年度审计报告.pdf", "url": "#files", "size": 2_411_724, "state": "checked", "note": "24 页"},
            {
                "name": "理事会决议.jpg",
                "url": "#files",
                "size": 734_003,
                "state": "waiting",
                "note": "正在检查",
                "remove_url": "#files",
            },
            {
                "name": "财务凭证.rar",
                "url": "",
                "size": 91_203,
                "state": "refused",
                "note": "压缩包无法审核，请解压后上传",
            },
        ],  # fmt: skip
        "notifications": [
            {
                "title": "2025年度报告已退回补正",
                "text": "请于 6月4日 前补正并重新报送。",
                "url": "#notifications",
                "at": at,
                "from_whom": "登记管理机关",
                "is_read": False,
            },
            {
                "title": "导出文件已生成",
                "text": "",
                "url": "#notifications",
                "at": at,
                "from_whom": "",
                "is_read": True,
            },
        ],  # fmt: skip
        "viewers": ["李澄", "王珂"],
    }


def pickers() -> dict:
    found = (
        Choice("1", "霁川市琴筝学会", "51379900000000001X · 社会团体"),
        Choice("2", "霁川市琴行行业协会", "51379900000000002X · 社会团体"),
    )
    tree = (
        Choice("", "霁川市", is_selectable=False),
        Choice("10", "霁川市民政局", depth=1),
        Choice("11", "霁川市商务局", depth=1),
        Choice("", "望澜区", depth=1, is_selectable=False),
        Choice("12", "望澜区民政局", depth=2),
        Choice("13", "听澜街道办事处", depth=2),
    )
    return {
        "picker_empty": Picker("subject", "社会组织"),
        "picker_found": Picker("partner", "联合单位", query="琴", choices=found, chosen="1", total=14),
        "picker_none": Picker("third", "关联组织", query="琴筝学合", total=0, error="请选择一个社会组织"),
        "picker_tree": Picker("unit", "交办单位", choices=tree, chosen="12"),
    }


def _place(place: int, label: str, value: str, change: str) -> dict:
    return {"place": place, "label": label, "value": value, "change": change, "url": "#charts", "is_ranked": True}


def _tile(label: str, value: str, word: str, level: int, row: int, column: int) -> dict:
    return {
        "label": label, "value": value, "word": word, "level": level, "row": row, "column": column, "url": "#charts"
    }  # fmt: skip


def figures() -> dict:
    districts = (("望澜区", 96), ("砚海区", 74), ("栎川区", 55), ("青砚县", 7))
    rates = {"1月": 82.2, "2月": 84.0, "3月": 88.5, "4月": 91.0, "5月": 95.2, "6月": 98.6}
    bars = tuple(Point(name, number, url="#charts") for name, number in districts)
    line = tuple(Point(month, rate, f"{rate:.1f}") for month, rate in rates.items())
    unranked = {"label": "青砚县", "value": "85.7%", "change": "", "url": "#charts", "is_ranked": False}
    return {
        "bar_chart": BarChart("各区县社会组织", bars, "家", "区县"),
        "line_chart": LineChart("党组织组建率", line, "%", "月份", floor_at=60),
        "ranking": [
            _place(1, "望澜区", "99.1%", "较上月升 1 位"),
            _place(2, "砚海区", "98.2%", "较上月降 1 位"),
            _place(3, "栎川区", "96.4%", "与上月持平"),
            {**unranked, "reason": "只有 7 家，少于 10 家"},
        ],
        "tiles": [
            _tile("青砚县", "85.7%", "待提升", 2, 1, 2),
            _tile("栎川区", "96.4%", "较高", 4, 2, 1),
            _tile("望澜区", "99.1%", "高", 5, 2, 2),
            _tile("砚海区", "98.2%", "高", 5, 2, 3),
        ],
    }


def ledger(today: datetime.date) -> list[dict]:
    states = deadlines(today)
    return [
        {"number": 17, "subject": "霁川市冷链物流商会", "url": "#ledger", "problem": "有 3 名党员，尚未建立党组织",
         "responsible": "综合党委", "leader": "顾衡", "measure": "单独组建", "progress": "已报送成立请示",
         "state": "推进中", "tone": "info", "deadline": states["running"], "evidence": 2,
         "action": "申请销号", "action_url": "#ledger"},
        {"number": 18, "subject": "霁川市陶塑协会", "url": "#ledger", "problem": "收费标准未公示",
         "responsible": "市商务局", "leader": "", "measure": "", "progress": "", "state": "逾期",
         "tone": "danger", "deadline": states["overdue"],
         "evidence": 0, "action": "", "action_url": ""},
        {"number": 19, "subject": "霁川市花木协会", "url": "", "problem": "换届超期", "responsible": "市农业农村局",
         "leader": "顾衡", "measure": "召开会员大会", "progress": "换届材料已备案", "state": "已销号", "tone": "ok",
         "deadline": None, "evidence": 4, "action": "", "action_url": ""},
    ]  # fmt: skip


def letter(today: datetime.date) -> SimpleNamespace:
    return SimpleNamespace(
        title="关于补正2025年度工作报告的通知",
        recipient="霁川市晨曦儿童康复服务中心",
        paragraphs=[
            "你单位报送的2025年度工作报告已收悉。经审查，下列内容需要补正：",
            "一、财务会计报告中“收入合计”与各项之和不一致，请核对。",
            "二、请补充审计报告第3页。",
            "请于收到本通知之日起5个工作日内补正并重新报送。",
        ],
        attachments=["补正事项清单"],
        signer="霁川市民政局",
        signed_on=today,
    )


def elder() -> Display:
    return Display({"elder": "1", "contrast": "high"})
