"""Lists that the offices bring: one entered in spring, one that still waits with its dozen problems."""

import datetime
import io
import random

from config.demo.moment import at
from config.demo.world import Window, World
from core import clock
from core.access.actor import Actor
from core.spreadsheets.writing import Column, write_csv
from core.workflow.perform import perform
from registry.imports import actions, apply
from registry.imports.models import ImportBatch
from registry.models import Organization

ENTERED_ON = datetime.date(2026, 4, 14)
WAITS_SINCE = datetime.date(2026, 6, 1)
DISTRICT = "望澜区民政局"
TELEPHONES = ["序号", "社会组织名称", "统一社会信用代码", "联系电话", "核对人"]
SPRING = [
    "名称",
    "统一社会信用代码",
    "登记日期",
    "注册资金",
    "所在地区",
    "住所",
    "业务主管单位",
    "专职工作人员数",
    "备注",
]

MIXED_UP = "代码与名称不是一家"
DOUBTFUL = [  # one problem a row, as old registers have them
    [
        "望澜区听澜社区棋友协会",
        "",
        "2019-05-06",
        "3万元",
        "望澜区",
        "听澜街道文化巷6号",
        "区文化和旅游局",
        "2",
        "",
    ],
    ["望澜区岸芷书画院", "", "2018.3.12", "5万元", "望澜区", "枕河街道12号", "", "1", "没有主管单位"],
    [
        "望澜区汀兰助老服务中心",
        "5237990",
        "2020-01-15",
        "10万元",
        "望澜区",
        "听澜街道",
        "区民政局",
        "4",
        "代码不全",
    ],
    ["望澜区风筝协会", "", "2017年6月", "3", "望澜区", "枕河街道", "区教育体育局", "1", "资金没有单位"],
    [
        "望澜区老街保护促进会",
        "",
        "二〇一六年",
        "3万元",
        "望澜区",
        "听澜街道",
        "区住房和城乡建设局",
        "",
        "日期是汉字",
    ],
    ["望澜区青芦志愿者协会", "", "2027-01-01", "3万元", "望澜区", "枕河街道", "团区委", "3", "日期在将来"],
    ["望澜区水乡民宿协会", "", "2021-08-30", "若干", "望澜区", "枕河街道", "区文化和旅游局", "2", "金额待查"],
    ["望澜区晚晴艺术团协会", "", "2015-10-21", "3万元", "栖梧县", "枕河街道", "区文化和旅游局", "十余", "已划出"],
    ["", "", "2014-04-02", "3万元", "望澜区", "听澜街道", "区科学技术局", "", "名称脱落"],
    ["望澜区风筝协会", "", "2017-06-01", "3万元", "望澜区", "枕河街道", "区教育体育局", "1", "写了两遍"],
    ["", "", "", "", "望澜区", "", "", "", MIXED_UP],
    ["望澜区雨棚?车棚行业协会", "", "2016-09-09", "3万元", "望澜区", "枕河街道", "区商务局", "2", "字迹不清"],
]


class _File(io.BytesIO):
    def __init__(self, data: bytes, name: str) -> None:
        super().__init__(data)
        self.name = name


def live(world: World, window: Window) -> int:
    """Two acts in the whole story, on their days."""
    done = 0
    if window.holds(ENTERED_ON):
        with at(ENTERED_ON, 9, 40):
            done += _entered(world)
    if window.holds(WAITS_SINCE):
        with at(WAITS_SINCE, 15, 20):
            done += _waiting(world)
    return done


def _clerk(world: World) -> Actor:
    return world.office(world.departments[DISTRICT], "registry_clerk")


def _own(world: World, count: int) -> list[Organization]:
    """Some of what the district's bureau supervises, by their codes."""
    its = Organization.objects.active().filter(supervising_authority=world.departments[DISTRICT]).exclude(uscc="")
    return list(its.order_by("uscc")[:count])


def _brought(world: World, columns: list[str], rows: list[list[str]], name: str, **about) -> ImportBatch:
    stream = io.BytesIO()
    write_csv(rows, [Column(title) for title in columns], stream)
    batch = actions.upload(_File(stream.getvalue(), name), actor=_clerk(world))
    actions.map_columns(batch, actor=_clerk(world), mapping=batch.mapping, version=batch.version, **about)
    return batch


def _entered(world: World) -> int:
    """A round of telephone calls: the numbers that had changed went into the register."""
    chance = random.Random("demo lists: telephones")
    rows = [
        [str(number), row.name, row.uscc, f"0530-{chance.randint(2_000_000, 8_999_999)}", "何砚"]
        for number, row in enumerate(_own(world, 24), start=1)
    ]
    source = "2026年一季度联系电话核对"
    about = {"list_date": ENTERED_ON, "source": source, "mode": "update"}
    batch = _brought(world, TELEPHONES, rows, "望澜区社会组织联系电话核对表.csv", **about)
    perform(batch, "apply", actor=_clerk(world))
    apply.apply(batch, actor=_clerk(world))
    return 1


def _waiting(world: World) -> int:
    """What the old paper register says, typed by hand: half of the rows can go in, the others cannot yet."""
    known = _own(world, 6)
    fine = [
        [row.name, row.uscc, row.registered_on.isoformat(), "", "望澜区", "", "", "", "与旧册一致"]
        for row in known[:4]
    ]
    _brought(world, SPRING, [*fine, *_doubtful(known)], "望澜区旧册补录（第三批）.csv",
             list_date=clock.today(), source="望澜区民政局旧登记册")  # fmt: skip
    return 1


def _doubtful(known: list[Organization]) -> list[list[str]]:
    """One row takes its name from one organization and its code from another."""
    mixed = [known[4].name, known[5].uscc]
    return [[*mixed, *row[2:]] if row[-1] == MIXED_UP else row for row in DOUBTFUL]
