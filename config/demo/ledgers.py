"""The responsibility ledgers: the city's of 2025 signed, that of 2026 before the arbiter in June, 望澜区 asking its
departments, 砚海区 not begun. Steps of the ledgers go through the verbs; ordinary answers are written in bulk."""

import datetime
from collections.abc import Callable

from config.demo.moment import at
from config.demo.world import Window, World
from core import clock
from core.departments.models import Department
from core.writeoff import actions as writeoff
from core.writeoff import feeding
from core.writeoff.models import WriteOffList, WriteOffRow
from registry.responsibilities import actions
from registry.responsibilities.models import DepartmentTrade, LedgerRow, ResponsibilityLedger
from registry.responsibilities.states import RowState

CITY, WANGLAN, ORGAN = "市民政局", "望澜区民政局", "市委社会工作部"
FARMING, HEALTHY_FOOD = "市农业农村局", "霁川市健康食品产业促进会"
# Words of the departments; some stand with two of them, as in life.
TRADES = {
    "市教育体育局": ("教育:5", "培训:3", "学校:4", "足球:4", "围棋:4", "游泳:4", "书法:3", "研学:4", "体育:5"),
    "市工业和信息化局": ("工业:4", "机械:3", "软件:4", "新材料:5", "模具:4", "印刷:3", "信息:3"),
    "市商务局": ("商务:5", "餐饮:5", "电子商务:5", "家政:4", "物流:4", "会展:3", "商贸:3"),
    "市市场监管局": ("质量:4", "计量:5", "消费维权:5", "商标:4", "食品:3", "特种设备:5"),
    "市科协": ("科普:5", "工程:3", "气象:3", "昆虫:3", "园艺:3"),
    "市卫生健康委": ("健康:3", "护理:4", "康复:4", "中医:5", "口腔:5", "医养:4"),
    "市农业农村局": ("茶叶:5", "果品:5", "水产:5", "农机:5", "蜂业:5", "食品:2", "园艺:2"),
    "市文化和旅游局": ("文化:4", "艺术:3", "旅游:5", "戏曲:5", "剪纸:5", "收藏:3", "书画:3"),
    "市民政局": ("社工:5", "养老:5", "慈善:5", "志愿:4", "社区:3", "老年:3", "助学:3", "书画:2", "邻里:4", "乐龄:5"),
    "市残联": ("助残:5", "残疾:5"),
}  # fmt: skip


def day(month: int, number: int, year: int = 2026) -> datetime.date:
    return datetime.date(year, month, number)


def live(world: World, window: Window) -> int:
    found = [step for step in STEPS if window.holds(step[0])]
    for on, verb in found:
        with at(on, 15):
            verb(world)
    if window.night >= day(4, 1, 2025) and window.first.month != window.night.month or found:
        with at(window.evening, 18):
            _keep_up(world)
    return len(found)


def _keep_up(world: World) -> None:
    """What the nights do: duties and gaps as the register stands."""
    for office in (CITY, WANGLAN):
        actions.refresh_duties(world.departments[office], partner=world.departments[_organ(office)])
    for book in WriteOffList.objects.exclude(source="").select_related("department"):
        feeding.feed(book, actor=world.office(book.department, "registry_clerk"))


def _organ(office: str) -> str:
    return ORGAN if office == CITY else "望澜区委社会工作部"


def _clerk(world: World, office: str):
    return world.office(world.departments[office], "registry_clerk")


def _ledger(world: World, office: str) -> ResponsibilityLedger:
    rows = ResponsibilityLedger.objects.filter(department=world.departments[office])
    return rows.select_related("department__region", "partner").latest("pk")


def _trades(world: World) -> None:
    rows = []
    for office, words in TRADES.items():
        department = world.departments[office]
        for text in words:
            word, weight = text.split(":")
            rows.append(
                DepartmentTrade(department=department, word=word, weight=int(weight), valid_from=day(3, 3, 2025))
            )
    DepartmentTrade.objects.bulk_create(rows)


def _open(office: str, title: str, effective_on: datetime.date, *, is_copy: bool = False) -> Callable[[World], None]:
    def verb(world: World) -> None:
        template = _ledger(world, CITY) if is_copy else None
        if template is not None:
            template = ResponsibilityLedger.objects.filter(department=template.department, state="signed").first()
        actions.open_ledger(
            actor=_clerk(world, office),
            department=Department.objects.select_related("region").get(pk=world.departments[office].pk),
            partner=world.departments[_organ(office)],
            title=title,
            effective_on=effective_on,
            template=template,
        )

    return verb


def _approvals(world: World) -> None:
    """Most documents agree with the register; every twelfth is not to be found."""
    rows = list(_ledger(world, CITY).rows.exclude(supervisor=None).select_related("supervisor").order_by("pk"))
    for number, row in enumerate(rows):
        if number % 12 != 11:
            row.approval_unit, row.comparison = row.supervisor.name, "match"
            row.approval_department = row.supervisor
    LedgerRow.objects.bulk_update(rows, ["approval_unit", "comparison", "approval_department"], batch_size=500)


def _consult(office: str) -> Callable[[World], None]:
    """Every department is asked about what is proposed; the rows are sent in bulk, the ledger by its verb."""

    def verb(world: World) -> None:
        ledger, clerk = _ledger(world, office), _clerk(world, office)
        sure = ledger.rows.filter(state=RowState.UNASSIGNED, confidence__gte=0.6).with_links()
        for row in sure.order_by("-confidence", "pk")[:12] if office != CITY else ():
            actions.confirm_first(row, actor=clerk)
        first = ledger.rows.filter(state=RowState.PROPOSED).order_by("pk").values_list("pk", flat=True).first()
        others = ledger.rows.filter(state=RowState.PROPOSED).exclude(pk=first)
        kept = list(others.values_list("pk", flat=True))
        others.update(state=RowState.ACCEPTED)  # out of the way of the verb, which sends one row for all
        actions.consult(ledger, actor=clerk)
        due = ledger.rows.get(pk=first).answer_by
        LedgerRow.objects.filter(pk__in=kept).update(state=RowState.CONSULTED, answer_by=due)

    return verb


def _answers(office: str, share: int) -> Callable[[World], None]:
    """Departments accept: all but every `share`-th row, which is left for later."""

    def verb(world: World) -> None:
        rows = _ledger(world, office).rows.filter(state=RowState.CONSULTED)
        pks = [pk for number, pk in enumerate(rows.order_by("pk").values_list("pk", flat=True), 1) if number % share]
        LedgerRow.objects.filter(pk__in=pks).update(state=RowState.ACCEPTED)

    return verb


def _all_answer(office: str) -> Callable[[World], None]:
    def verb(world: World) -> None:
        _ledger(world, office).rows.filter(state=RowState.CONSULTED).update(state=RowState.ACCEPTED)

    return verb


def _contest(world: World) -> None:
    """农业农村局 contests two; 市场监管局 refuses the association that health and farming do not claim either."""
    ledger = _ledger(world, CITY)
    asked = ledger.rows.filter(state=RowState.CONSULTED).with_links()
    farming = world.office(world.departments[FARMING], "department_officer")
    for row in asked.filter(answering=world.departments[FARMING]).order_by("organization__pinyin", "pk")[:2]:
        actions.contest(
            row, actor=farming, comment="该组织主要从事加工和销售，不属本单位“三定”规定的行业管理职责。",
            suggested=world.departments["市商务局"],
        )  # fmt: skip
    row = asked.get(organization=world.organization_ids[world.by_name[HEALTHY_FOOD].plan.serial])
    market = world.office(world.departments["市市场监管局"], "department_officer")
    actions.contest(
        row, actor=market,
        comment="本单位负责食品安全监管，产业促进不在职责内；卫生健康委、农业农村局均答复不宜由其归口。",
        suggested=world.departments["市卫生健康委"],
    )  # fmt: skip


def _arbitrate(office: str) -> Callable[[World], None]:
    return lambda world: actions.arbitrate(_ledger(world, office), actor=_clerk(world, office))


def _decide(world: World) -> None:
    chief = world.office(world.departments[CITY], "registry_chief")
    for row in _ledger(world, CITY).rows.filter(state__in=["contested", "unanswered"]).with_links().order_by("pk"):
        actions.decide(
            row, actor=chief, comment="按登记的业务主管单位和“三定”规定，仍由原单位负责。",
            industry_department=row.industry_department, opinion="业务主管单位未变更登记前，职责不作调整。",
            opinion_on=day(6, 12),
        )  # fmt: skip


def _sign(document_no: str) -> Callable[[World], None]:
    def verb(world: World) -> None:
        ledger = _ledger(world, CITY)
        chief = world.office(world.departments[CITY], "registry_chief")
        actions.present(ledger, actor=_clerk(world, CITY))
        actions.sign(ledger, actor=chief)
        actions.sign(ledger, actor=world.office(world.departments[ORGAN], "party_officer"))
        actions.give_number(ledger, actor=chief, document_no=document_no, signed_on=clock.today())
        actions.publish(ledger, actor=chief)

    return verb


def _present(world: World) -> None:
    actions.present(_ledger(world, WANGLAN), actor=_clerk(world, WANGLAN))


def _write_off(world: World) -> None:
    """The organ confirms what was mended; two rows are struck off with a document."""
    organ = world.office(world.departments[ORGAN], "party_officer")
    rows = WriteOffRow.objects.filter(
        write_off_list__department=world.departments[CITY],
        write_off_list__second_department=world.departments[ORGAN],  # a task has no second unit
    )
    rows = rows.select_related("write_off_list__department", "write_off_list__second_department", "responsible")
    for row in rows.filter(state="applied").order_by("pk"):
        writeoff.confirm(row, actor=organ)
    for row in rows.filter(state="open").order_by("number")[:2]:
        writeoff.ask_strike(
            row,
            actor=_clerk(world, CITY),
            document="霁民社会议纪要〔2026〕2号",
            comment="业务跨多个行业，由综合党委兜底管理。",
        )
        writeoff.strike(row, actor=organ)


STEPS: tuple[tuple[datetime.date, Callable[[World], None]], ...] = (
    (day(3, 3, 2025), _trades),
    (day(3, 10, 2025), _open(CITY, "霁川市市管社会组织党建及综合监管责任台账（2025年）", day(5, 1, 2025))),
    (day(3, 17, 2025), _approvals),
    (day(3, 18, 2025), _consult(CITY)),
    (day(3, 31, 2025), _all_answer(CITY)),
    (day(4, 18, 2025), _sign("霁民发〔2025〕12号")),
    (day(4, 13), _open(CITY, "霁川市市管社会组织党建及综合监管责任台账（2026年调整）", day(7, 10))),
    (day(4, 15), _consult(CITY)),
    (day(4, 24), _contest),
    (day(4, 28), _all_answer(CITY)),
    (day(5, 6), _arbitrate(CITY)),
    (day(5, 11), _open(WANGLAN, "望澜区社会组织党建及综合监管责任台账", day(1, 1, 2027), is_copy=True)),
    (day(5, 15), _write_off),
    (day(5, 25), _consult(WANGLAN)),
    (day(6, 1), _answers(WANGLAN, 2)),
    (day(6, 8), _all_answer(WANGLAN)),
    (day(6, 16), _decide),
    (day(7, 3), _sign("霁民发〔2026〕30号")),
    (day(11, 23), _present),
)
