"""What grid officers and villages report from March 2026 on, who judged it, what went up by itself; leads and a ban.

One officer has an account (陈小满); the others report without one. The clock of the reports runs every hour of a day
on which something can run out.
"""

import dataclasses
import datetime
import io
import uuid
from collections.abc import Callable

from PIL import Image, ImageDraw

from config.demo.moment import at
from config.demo.world import Window, World
from core.access.actor import Actor
from core.access.scope import Scope, ScopeKind
from core.departments.models import DepartmentKind
from supervision.illegal_orgs import actions as leads
from supervision.illegal_orgs import queries as lead_queries
from supervision.illegal_orgs.models import Lead
from supervision.illegal_orgs.states import LeadOrigin
from supervision.risk_reports import actions
from supervision.risk_reports.models import RiskKind, RiskReport
from supervision.risk_reports.states import About, Urgency

FIRST = datetime.date(2026, 3, 2)
ELITE = "环球霁商精英联盟会"
CHEN = "枕河社区"
ROLES = {
    DepartmentKind.STREET: "street_officer",
    DepartmentKind.CIVIL_AFFAIRS: "registry_clerk",
    DepartmentKind.GOVERNMENT: "department_officer",
    DepartmentKind.PARTY_ORGAN: "party_officer",
}


@dataclasses.dataclass(frozen=True)
class Told:
    """`steps`: days after the report, hour, what the office where it lies does then, and what it says."""

    day: datetime.date
    hour: int
    community: str
    kind: str
    what: str
    body: str = ""
    about: str = About.UNSURE
    urgency: str = Urgency.NORMAL
    steps: tuple[tuple[int, int, str, str], ...] = ()
    has_photo: bool = False

    @property
    def key(self) -> uuid.UUID:
        return uuid.uuid5(uuid.NAMESPACE_URL, f"demo-risk-{self.day}-{self.community}-{self.what}")


def _on(month: int, day: int) -> datetime.date:
    return datetime.date(2026, month, day)


CLOSED = (
    (1, 10, "verify yellow", "到现场核对，情况属实。"),
    (4, 15, "finish", "已联系负责人整改，今天复查已恢复正常。"),
)
UNTRUE = ((1, 14, "refute", "到现场看过，是正常的公益活动，已向居民说明。"),)
TO_DISTRICT = (
    (1, 9, "verify orange", "核对属实，街道没有处理权限。"),
    (1, 11, "raise_up", "请区民政局处理。"),
    (2, 10, "verify orange", "约谈了负责人。"),
    (9, 15, "finish", "组织已经退费并书面说明，居民没有异议。"),
)
TO_OFFICE = (
    (1, 9, "verify yellow", "属实，属于行业管理事项。"),
    (1, 10, "hand_over 市商务局", "请核实收费标准并处理。"),
    (8, 16, "answer", "已责成该组织公示收费标准，多收部分退回。"),
)
GIVEN_BACK = (
    (1, 9, "hand_over 市教育体育局", "请核实是否属于校外培训。"),
    (3, 9, "hand_back", "不是校外培训，建议按场地租赁纠纷处理。"),
    (4, 10, "verify blue", "场地租赁纠纷。"),
    (6, 10, "finish", "双方已签调解协议。"),
)
SLOW = ()  # nobody acts: it goes up by itself
SLOW_THEN = ((9, 10, "verify yellow", "自动上移后核实，属实。"), (14, 10, "finish", "已约谈，活动停止。"))
VERIFIED = ((1, 9, "verify yellow", "到现场核对，情况属实。"),)

REPORTS = (
    Told(_on(3, 4), 9, "听澜社区", "fees", "合唱班临时加收服装费，居民有意见", steps=CLOSED),
    Told(_on(3, 6), 16, CHEN, "premises", "活动室插线板冒烟", urgency=Urgency.URGENT,
         steps=((0, 17, "verify red", "已断电疏散。"), (0, 20, "finish", "电工更换线路，消防复查合格。"))),
    Told(_on(3, 10), 10, "砚湖社区", "fraud", "门口有人以协会名义推销保健品", steps=UNTRUE),
    Told(_on(3, 12), 14, "璞城社区", "vanished", "挂牌的办公室已经搬空，房东在找人", steps=TO_DISTRICT),
    Told(_on(3, 17), 9, "汀兰社区", "fees", "入会要交建设费，标准没有公示", body="霁川市会展服务业联合会",
         about=About.REGISTERED, steps=TO_OFFICE),
    Told(_on(3, 19), 11, "云岫社区", "misuse", "书画班转租给外面的培训机构", steps=GIVEN_BACK),
    Told(_on(3, 24), 15, "枕溪社区", "crowd", "退费的家长聚在门口", urgency=Urgency.URGENT, steps=SLOW_THEN),
    Told(_on(3, 26), 8, CHEN, "other", "宣传栏里有来路不明的会员招募", steps=UNTRUE),
    Told(_on(4, 1), 10, "霁湖社区", "premises", "消防通道堆放展板", steps=CLOSED),
    Told(_on(4, 3), 9, "澄湾社区", "fees", "表彰要收评审费", steps=TO_DISTRICT),
    Told(_on(4, 8), 17, "听澜社区", "fraud", "微信群里以协会名义收投资款", urgency=Urgency.URGENT,
         steps=((0, 18, "verify red", "群主在本辖区。"), (0, 19, "raise_up", "涉嫌集资，请区里定。"),
                (1, 10, "verify red", "已核对。"), (1, 11, "raise_up", "涉及多个区县，请市里定。"),
                (2, 9, "verify red", "已会商。"), (5, 16, "finish", "有关线索已交有权机关处理，群已解散。"))),
    Told(_on(4, 10), 10, "砚湖社区", "vanished", "电话停机，牌子还在", steps=SLOW),
    Told(_on(4, 15), 14, CHEN, "fees", "培训班不退费", body="望澜区星火编程培训学校", about=About.REGISTERED,
         steps=TO_DISTRICT),
    Told(_on(4, 20), 9, "璞城社区", "misuse", "活动内容和名称对不上", steps=UNTRUE),
    Told(_on(4, 22), 16, "枕溪社区", "premises", "外墙招牌松动", urgency=Urgency.URGENT,
         steps=((0, 18, "verify orange", "已拉警戒线。"), (1, 9, "finish", "招牌已经拆除。"))),
    Told(_on(4, 28), 10, "云岫社区", "other", "挂了两块名称相近的牌子", steps=CLOSED),
    Told(_on(5, 6), 9, "汀兰社区", "crowd", "两个组织为场地争执", steps=CLOSED),
    Told(_on(5, 8), 11, "霁湖社区", "fees", "要求商户集中入会", steps=TO_OFFICE),
    Told(_on(5, 12), 15, "听澜社区", "fraud", "名义上的慈善义卖没有票据", steps=SLOW_THEN),
    Told(_on(5, 14), 10, CHEN, "premises", "活动室屋顶漏水", steps=CLOSED),
    Told(_on(5, 18), 9, "澄湾社区", "vanished", "年初至今没有人开门", steps=SLOW),
    Told(_on(5, 20), 14, "砚湖社区", "misuse", "以研究会名义办收费鉴定", steps=TO_DISTRICT),
    Told(_on(5, 25), 10, "听澜社区", "fees", "会费没有按公示的标准收", steps=VERIFIED),
    Told(_on(5, 27), 9, "璞城社区", "crowd", "学员家长要求说明停课原因",
         steps=(*VERIFIED, (1, 11, "hand_over 市教育体育局", "请核实停课原因并答复家长。"))),
    Told(_on(5, 28), 16, "汀兰社区", "misuse", "租用的会议室整天放推销录像", body="天下第一国医联谊会",
         about=About.UNLISTED,
         steps=((1, 9, "verify orange", "确有活动，自称联谊会。"), (1, 10, "raise_up", "不在名录中，请区局核查。"),
                (4, 10, "to_lead", "转为线索，逐项核查。"))),
    Told(_on(6, 1), 10, "听澜社区", "premises", "楼道里堆着活动道具，挡了消防栓", steps=()),
    Told(_on(6, 2), 9, "听澜社区", "premises", "三楼消防栓被展架挡住", steps=()),
    Told(_on(6, 2), 11, "汀兰社区", "fraud", "有人自称基金会上门募捐", urgency=Urgency.URGENT, steps=()),
    Told(_on(6, 2), 15, CHEN, "unlisted_body", "在望云酒店开“年会”，现场交会费三千元，挂了牌子", body=ELITE,
         about=About.UNLISTED, has_photo=True,
         steps=((0, 16, "verify orange", "到酒店核对，确有签到台和牌子，组织者出示不了登记证书。"),
                (0, 17, "raise_up", "不在名录中，请区民政局核查是否登记在他处。"))),
    Told(_on(6, 2), 17, "枕溪社区", "other", "新挂了“志愿服务总队”的牌子", steps=()),
)  # fmt: skip

Act = tuple[datetime.date, int, int, Callable[[World], object]]


def live(world: World, window: Window) -> int:
    found = [act for act in (*_acts(), *_clocks(window)) if window.holds(act[0])]
    for day, hour, minute, act in sorted(found, key=lambda one: one[:3]):
        with at(day, hour, minute):
            act(world)
    return sum(minute == 0 for _, _, minute, _ in found)


def _clocks(window: Window) -> list[Act]:
    """Four times a day, as long as something can run out."""
    day, found = max(window.first, FIRST), []
    while day < window.night:
        found += [(day, hour, 30, lambda world: actions.move_up_overdue()) for hour in (0, 7, 13, 19)]
        day += datetime.timedelta(days=1)
    return found


def _acts() -> list[Act]:
    found: list[Act] = []
    for told in REPORTS:
        found.append((told.day, told.hour, 0, _report(told)))
        for days, hour, verb, words in told.steps:
            found.append((told.day + datetime.timedelta(days=days), hour, 0, _step(told, verb, words)))
    return [*found, *LEAD_ACTS, (_on(6, 2), 12, 0, _tie)]


def _reporter(world: World, told: Told) -> Actor:
    region = world.regions[told.community]
    seat = world.office(world.departments[told.community], "grid_officer")
    return dataclasses.replace(seat, scope=Scope(ScopeKind.TERRITORY, (region.pk,), region.level))


def _report(told: Told) -> Callable[[World], object]:
    def act(world: World):
        is_listed = told.about == About.REGISTERED
        said = actions.Told(
            kind=RiskKind.objects.get(code=told.kind), what=told.what, region=world.regions[told.community],
            urgency=told.urgency, about=told.about, body_name=told.body,
            organization=world.organization(world.by_name[told.body]) if is_listed else None,
            photo=(_picture(), "photo.jpg") if told.has_photo else None,
        )  # fmt: skip
        return actions.file_report(said, actor=_reporter(world, told), client_key=told.key)

    return act


def _picture() -> bytes:
    """A hall with a sign, drawn: nobody and nothing real is on it."""
    picture = Image.new("RGB", (960, 640), "#d9d3c7")
    pen = ImageDraw.Draw(picture)
    pen.rectangle((120, 80, 840, 250), fill="#8c2f28")
    pen.rectangle((150, 110, 810, 220), outline="#e8c872", width=8)
    for left in range(140, 840, 140):
        pen.rectangle((left, 360, left + 90, 560), fill="#6b5a48")
    written = io.BytesIO()
    picture.save(written, "JPEG", quality=80)
    return written.getvalue()


def _found(told: Told) -> RiskReport:
    return RiskReport.objects.select_related("office").get(client_key=told.key)


def _holder(world: World, report: RiskReport) -> Actor:
    """Somebody of the office where it lies, with the demo person where there is one."""
    return world.office(report.office, ROLES[DepartmentKind(report.office.kind)])


def _step(told: Told, verb: str, words: str) -> Callable[[World], object]:
    name, _, given = verb.partition(" ")

    def act(world: World):
        report = _found(told)
        more = {"severity": given} if name == "verify" else {}
        if name == "hand_over":
            more = {"department": world.departments[given]}
        return getattr(actions, name)(report, actor=_holder(world, report), comment=words, **more)

    return act


def _tie(world: World):
    first, second = (told for told in REPORTS if told.community == "听澜社区" and told.day >= _on(6, 1))
    report = _found(second)
    return actions.tie(report, actor=_holder(world, report), main=_found(first))


# ---- leads beside the reports


MASTERS, POETS, CLUB = "寰宇国学大师联合会", "霁上诗词雅集总会", "青砚车友总会"


def _lead(name: str) -> Lead:
    return Lead.objects.select_related("department").get(name=name)


def _receive(name: str, region: str, activity: str, origin: str, **more) -> Callable[[World], object]:
    def act(world: World):
        return leads.receive(
            actor=Actor.system("seed_demo"), origin=origin, name=name, activity=activity,
            region=world.regions[region], **more,
        )  # fmt: skip

    return act


def _clerk(world: World, lead: Lead, role: str = "registry_clerk") -> Actor:
    return world.office(lead.department, role)


def _check(name: str, **found: str) -> Callable[[World], object]:
    def act(world: World):
        lead = _lead(name)
        for kind, _ in lead_queries.checklist(lead):
            result = found.get(kind.code, "not_found")
            note = "查到同名企业，代码已核对。" if result == "found" else "按名称查询，没有结果，截图存档。"
            leads.note_check(lead, actor=_clerk(world, lead), kind=kind, result=result, note=note)

    return act


def _open(name: str) -> Callable[[World], object]:
    def act(world: World):
        lead = _lead(name)
        officers = [_clerk(world, lead).user_id, _clerk(world, lead, "inspector").user_id]
        return leads.open_case(lead, actor=_clerk(world, lead), officers=[pk for pk in officers if pk])

    return act


def _lead_step(name: str, verb: str, role: str = "registry_clerk", **given) -> Callable[[World], object]:
    def act(world: World):
        lead = _lead(name)
        return getattr(leads, verb)(lead, actor=_clerk(world, lead, role), **given)

    return act


LEAD_ACTS: tuple[Act, ...] = (
    (_on(3, 9), 10, 0, _receive(MASTERS, "砚湖街道", "收取入会费，颁发自制证书，参加者四十余人。", LeadOrigin.STAFF)),
    (_on(3, 12), 15, 0, _check(MASTERS)),
    (_on(3, 13), 9, 0, _open(MASTERS)),
    (_on(4, 2), 10, 0, _lead_step(MASTERS, "propose_ban", comment="劝导后仍继续收费发证。")),
    (_on(4, 7), 10, 0, _lead_step(MASTERS, "review_ban", "legal_reviewer", comment="事实清楚，程序合法。")),
    (_on(4, 9), 15, 0, _lead_step(MASTERS, "ban", "registry_chief", number="砚民取字〔2026〕1号")),
    (_on(4, 20), 20, 0, _receive(
        POETS, "听澜街道", "每月在茶馆聚会，要求交年费。", LeadOrigin.PUBLIC, contact_name="一位居民",
        contact_phone="12012340000",
    )),
    (_on(4, 24), 10, 0, _check(POETS, market="found")),
    (_on(4, 27), 10, 0, _lead_step(POETS, "found_elsewhere", comment="是一家文化公司的活动，已登记为企业。")),
    (_on(5, 26), 9, 0, _receive(CLUB, "青砚县", "组织自驾游，收取保证金。", LeadOrigin.OFFICE)),
)  # fmt: skip
