"""Letters of the city's bureau in every state, rectifications and talks; 霁川市钟表收藏研究会 is reached by no post.

The clerk drafts, the chief checks and signs. A letter is found again by the words of its subject or title.
"""

import datetime
from collections.abc import Callable
from dataclasses import dataclass, field

from config.demo import steps
from config.demo.cast import CLOCKS, MACHINERY, people_of
from config.demo.report_files import sheet
from config.demo.world import Window, World
from core import clock
from core.access.actor import Actor
from core.departments.models import Department
from core.departments.seats import people_of as staff_of
from core.files import actions as files
from core.identity.models import User
from registry.models import Organization
from supervision.letters import actions
from supervision.letters.actions import templates
from supervision.letters.models import Letter, LetterKind, LetterTemplate
from supervision.rectifications import actions as rectifications
from supervision.rectifications.models import RectificationOrder
from supervision.talks import actions as talks
from supervision.talks.models import SupervisoryTalk

AUTHORITY, PLATE = "市民政局", "霁川市社会组织联席会议办公室"
PRINTING, MERCHANTS = "霁川市印刷包装行业协会", "霁川市沐州商会"
FAIRS, SHOWS, FLOWERS = "霁川市会展服务业联合会", "霁川市展览陈列研究会", "霁川市花木协会"
DUES = "《社会团体登记管理条例》第三十条；国办发〔2020〕21号"
Act = Callable[[World], None]


def day(month: int, number: int) -> datetime.date:
    return datetime.date(2026, month, number)


def _clerk(world: World) -> Actor:
    return world.office(world.departments[AUTHORITY], "registry_clerk")


def _chief(world: World) -> Actor:
    return world.office(world.departments[AUTHORITY], "registry_chief")


def _officer(world: World, office: str) -> Actor:
    return world.office(world.departments[office], "department_officer")


def _body(world: World, name: str) -> Organization:
    return world.organization(world.by_name[name])


@dataclass(frozen=True)
class Paper:
    """One letter to come: `to` is an organization's name or an office's short name."""

    kind: str
    to: str
    subject: str = ""
    values: dict = field(default_factory=dict)
    plate: bool = False
    countersigners: tuple[str, ...] = ()


def _letter(world: World, to: str, kind: str) -> Letter:
    """The last letter of the kind to them."""
    rows = Letter.objects.filter(kind__code=kind).select_related("kind", "department", "addressee", "organization")
    target = {"organization": _body(world, to)} if to in world.by_name else {"addressee": world.departments[to]}
    return rows.filter(**target).latest("pk")


def _draft(paper: Paper) -> Act:
    def act(world: World) -> None:
        to = {"organization": _body(world, paper.to)} if paper.to in world.by_name else {}
        issuer = world.departments[AUTHORITY]
        actions.draft(
            actor=_clerk(world), kind=paper.kind, issuer=issuer, issuer_name=PLATE if paper.plate else "",
            subject=paper.subject, values=paper.values, countersigners=_offices(world, paper.countersigners),
            **(to or {"department": world.departments[paper.to]}),
        )  # fmt: skip

    return act


def _offices(world: World, names: tuple[str, ...]) -> list[Department]:
    return [world.departments[name] for name in names]


def _through(letter: Letter, world: World, upto: str = "seal") -> None:
    steps: tuple[tuple[str, Callable[[], None]], ...] = (
        ("submit", lambda: actions.submit(letter, actor=_clerk(world))),
        ("check", lambda: actions.check(letter, actor=_chief(world))),
        ("sign", lambda: actions.sign(letter, actor=_chief(world))),
        ("seal", lambda: actions.seal(letter, actor=_clerk(world))),
    )
    for name, step in steps:
        step()
        if name == upto:
            return


def _written(paper: Paper, upto: str = "seal") -> Act:
    """Drafted and taken through its route in one day."""

    def act(world: World) -> None:
        _draft(paper)(world)
        _through(_letter(world, paper.to, paper.kind), world, upto)

    return act


def _sent(to: str, kind: str) -> Act:
    return lambda world: actions.send_electronically(_letter(world, to, kind), actor=_clerk(world))


def _exchanged(to: str, kind: str) -> Act:
    return lambda world: _delivered(_letter(world, to, kind), world, "exchange", "")


def _handed(to: str, kind: str) -> Act:
    return lambda world: _delivered(_letter(world, to, kind), world, "direct", "秘书处工作人员")


def _delivered(letter: Letter, world: World, way: str, receiver: str) -> None:
    actions.deliver(letter, actor=_clerk(world), way=way, served_on=clock.today(), receiver=receiver)


def _posted(to: str, kind: str, number: str) -> Act:
    def act(world: World) -> None:
        letter = _letter(world, to, kind)
        actions.post(letter, actor=_clerk(world), posted_on=clock.today(), tracking_number=number)

    return act


def _missed(to: str, kind: str, reason: str) -> Act:
    def act(world: World) -> None:
        attempt = _letter(world, to, kind).deliveries.pending().get()
        attempt.letter = _letter(world, to, kind)
        actions.not_delivered(attempt, actor=_clerk(world), ended_on=clock.today(), reason=reason)

    return act


def _published(to: str, kind: str) -> Act:
    def act(world: World) -> None:
        reason = "邮寄两次退回，电话无法接通，本平台来文未签收。"
        actions.publish_notice(_letter(world, to, kind), actor=_chief(world), reason=reason)

    return act


def _opened(to: str, kind: str) -> Act:
    return lambda world: actions.confirm(_letter(world, to, kind), actor=people_of(world, _body(world, to)))


def _answered(to: str, kind: str, text: str, opinion: str = "") -> Act:
    def act(world: World) -> None:
        actions.reply(_letter(world, to, kind), actor=_officer(world, to), text=text, opinion=opinion)

    return act


def _closed(to: str, kind: str, outcome: str, comment: str) -> Act:
    def act(world: World) -> None:
        actions.close(_letter(world, to, kind), actor=_clerk(world), outcome=outcome, comment=comment)

    return act


def _voided(to: str, kind: str) -> Act:
    return lambda world: actions.void(_letter(world, to, kind), actor=_chief(world), comment="已自行改正。")


def _withdrawn(to: str, kind: str) -> Act:
    return lambda world: actions.withdraw(_letter(world, to, kind), actor=_clerk(world), comment="已电话提醒并办理。")


def _ordered(name: str, ground: str, demand: str, source: str = "inspection") -> Act:
    """A rectification order, its letter signed and sealed."""

    def act(world: World) -> None:
        made = rectifications.order(
            actor=_clerk(world), organization=_body(world, name), source=source, ground=ground, basis=DUES,
            demand=demand,
        )  # fmt: skip
        _through(made.letter, world)

    return act


def _order(world: World, name: str) -> RectificationOrder:
    rows = RectificationOrder.objects.select_related("organization__supervising_authority", "letter__kind")
    return rows.filter(organization=_body(world, name)).latest("pk")


def _reported(name: str, text: str) -> Act:
    def act(world: World) -> None:
        rectifications.report(_order(world, name), actor=people_of(world, _body(world, name)), text=text)

    return act


def _verified(name: str) -> Act:
    return lambda world: rectifications.verify(_order(world, name), actor=_clerk(world), comment="经查阅，属实。")


def _talk(world: World) -> SupervisoryTalk:
    return SupervisoryTalk.objects.select_related("department", "letter", "organization").latest("pk")


def _talk_planned(world: World) -> None:
    made = talks.plan(
        actor=_clerk(world), organization=_body(world, PRINTING), subject="会费标准公示", place="市民政局三楼会议室",
        reason="会费标准通过后未按规定公示，了解原因并商定整改时间。", persons="会长、秘书长",
        planned_at=datetime.datetime(2026, 5, 21, 9, 30, tzinfo=clock.SHANGHAI),
    )  # fmt: skip
    _through(made.letter, world)
    _delivered(made.letter, world, "direct", "秘书处工作人员")


def _talk_held(world: World) -> None:
    found = _talk(world)
    officers = User.objects.filter(pk__in=staff_of(found.department_id)).order_by("pk")[:2]
    talks.hold(
        found, actor=_clerk(world), held_on=clock.today(), officers=officers, attendees="会长、秘书长",
        minutes="说明了会费标准通过的经过，承认未及时公示，承诺在平台和会刊公示。",
        follow_up="公示会费标准并报送公示情况", follow_up_due_on=day(6, 19),
    )  # fmt: skip
    record = files.store(
        sheet("约谈笔录"), name="约谈笔录.pdf", kind="letters", permission="letters.view", actor=_clerk(world),
        allowed=("pdf",),
    )  # fmt: skip
    talks.attach(found, actor=_clerk(world), record=record)


def _own_text(code: str, words: str, *, in_force: bool) -> Act:
    """A text of the bureau's own, in force or waiting for the second person."""

    def act(world: World) -> None:
        kind, office = LetterKind.objects.get(code=code), world.departments[AUTHORITY]
        made: LetterTemplate = templates.start(kind, actor=_clerk(world), department=office)
        blocks = [*made.blocks[:-1], {"kind": "paragraph", "text": words}]
        templates.edit(made, actor=_clerk(world), version=made.version, blocks=blocks, source="市民政局文书规范")
        templates.propose(made, actor=_clerk(world))
        if in_force:
            templates.put_in_force(made, actor=_chief(world), valid_from=clock.today())

    return act


def _department_draft(world: World) -> None:
    office = world.departments["市商务局"]
    body = Organization.objects.filter(business_supervisor=office).order_by("pk").first()
    if body is not None:
        actions.draft(
            actor=_officer(world, "市商务局"), kind="reminder", issuer=office, organization=body,
            subject="年度报告初审材料", values={"facts": "年度报告初审需补充审计报告。", "demand": "补充审计报告"},
        )  # fmt: skip


def _notices_over(world: World) -> None:
    actions.complete_notices()


URGE = {"year": "2025", "due": "2026年6月1日前"}
CHECK = {"facts": "向登记的住所邮寄的来文被退回，登记的电话无法接通。", "demand": "办理住所变更登记\n更新联系电话"}
REMIND = {"facts": "本届理事会将于2026年7月31日届满。", "demand": "先行完成财务审计\n报送换届方案"}
STEPS: tuple[tuple[datetime.date, int, Act], ...] = (
    (day(3, 2), 9, _own_text("consultation", "请于收到本函后{reply_workdays}个工作日内回复具体意见。", in_force=True)),
    (day(3, 16), 9, _ordered(MERCHANTS, "2025年度会费收支未向会员公布。", "向会员公布会费收支")),
    (day(3, 18), 10, _handed(MERCHANTS, "rectification_order")),
    (day(4, 2), 15, _reported(MERCHANTS, "已在会员大会公布2025年度会费收支，并在会刊刊登。")),
    (day(4, 8), 10, _verified(MERCHANTS)),
    (day(4, 9), 9, _written(Paper("report_urging", CLOCKS, values=URGE))),
    (day(4, 10), 9, _posted(CLOCKS, "report_urging", "XA37990410")),
    (day(4, 13), 9, _ordered(FAIRS, "分支机构收入未纳入法定账户核算。", "将分支机构收入纳入法定账户\n报送调账凭证")),
    (day(4, 14), 9, _sent(FAIRS, "rectification_order")),
    (day(4, 15), 10, _opened(FAIRS, "rectification_order")),
    (day(4, 20), 15, _missed(CLOCKS, "report_urging", "原址查无此单位")),
    (day(4, 27), 9, _written(Paper("reminder", CLOCKS, "核实住所和联系方式", CHECK))),
    (day(4, 28), 9, _posted(CLOCKS, "reminder", "XA37990428")),
    (day(5, 6), 9, _written(Paper("urging", "市农业农村局", "归口社会组织换届", {
        "facts": "归口的2家社会组织届期已满尚未换届。", "demand": "督促2家社会组织报送换届方案"}, plate=True))),
    (day(5, 6), 11, _exchanged("市农业农村局", "urging")),
    (day(5, 6), 14, _written(Paper("consultation", "市教育体育局", "某培训协会变更业务范围", {
        "matter": "拟同意增加“体育项目培训交流”业务，请研究。"}))),
    (day(5, 6), 15, _exchanged("市教育体育局", "consultation")),
    (day(5, 6), 16, _ordered(SHOWS, "未按章程规定召开2025年度理事会。", "召开理事会\n报送会议纪要")),
    (day(5, 8), 9, _handed(SHOWS, "rectification_order")),
    (day(5, 8), 15, _missed(CLOCKS, "reminder", "迁移新址不明")),
    (day(5, 11), 9, _written(Paper("consultation", "市商务局", "冷链物流商会变更业务范围", {
        "matter": "拟同意增加“冷链标准宣传推广”业务，请研究。"}))),
    (day(5, 11), 10, _exchanged("市商务局", "consultation")),
    (day(5, 12), 9, _ordered(CLOCKS, "未按规定报送2024、2025年度工作报告。", "补报两个年度的工作报告", "report")),
    (day(5, 12), 11, _sent(CLOCKS, "rectification_order")),
    (day(5, 13), 9, _written(Paper("reminder", MACHINERY, "会员代表大会材料", {
        "facts": "去年会员代表大会的决议尚未备存。", "demand": "补充会议决议和到会名册"}))),
    (day(5, 13), 10, _sent(MACHINERY, "reminder")),
    (day(5, 14), 15, _opened(MACHINERY, "reminder")),
    (day(5, 18), 9, _talk_planned),
    (day(5, 18), 10, _ordered(PRINTING, "4月15日通过的会费标准未公示。", "公示会费标准\n报送公示截图")),
    (day(5, 20), 10, _handed(PRINTING, "rectification_order")),
    (day(5, 20), 15, _answered("市商务局", "consultation", "符合行业发展需要，同意。", "agree")),
    (day(5, 21), 11, _talk_held),
    (day(5, 21), 15, _closed("市商务局", "consultation", "answered", "已纳入审查意见。")),
    (day(5, 22), 9, _missed(CLOCKS, "rectification_order", "来文发出十日无人签收")),
    (day(5, 22), 10, _published(CLOCKS, "rectification_order")),
    (day(5, 22), 14, _closed("市教育体育局", "consultation", "silent", "逾期未复，已记录，继续研究。")),
    (day(5, 25), 9, _written(Paper("circular", "市残联", "第二季度年报报送进展", {
        "facts": "截至5月20日，各单位归口社会组织年度报告报送情况见附表，请继续做好提醒。"}, plate=True))),
    (day(5, 25), 10, _exchanged("市残联", "circular")),
    (day(5, 25), 15, _closed("市残联", "circular", "noted", "已送达。")),
    (day(5, 26), 9, _written(Paper("reminder", FLOWERS, "更新登记电话", {
        "facts": "登记的办公电话无法接通。", "demand": "办理变更备案"}), "sign")),
    (day(5, 27), 9, _voided(FLOWERS, "reminder")),
    (day(5, 27), 10, _draft(Paper("reminder", FAIRS, "届期安排", REMIND))),
    (day(5, 27), 11, _withdrawn(FAIRS, "reminder")),
    (day(5, 28), 9, _written(Paper("consultation", "市科协", "某学会成立分支机构", {
        "matter": "拟同意设立青年工作委员会，请研究。"}))),
    (day(5, 28), 10, _exchanged("市科协", "consultation")),
    (day(5, 28), 15, _reported(SHOWS, "已于5月26日召开理事会，会议纪要和签到随附。")),
    (day(6, 1), 9, _own_text("reminder", "如有困难，请在收到本函后与市民政局社会组织管理科联系。", in_force=False)),
    (day(6, 1), 10, _written(Paper("reminder", PRINTING, "分支机构名称", {
        "facts": "一个分支机构的名称含有地域词。", "demand": "按规定更名并备案"}), "sign")),
    (day(6, 1), 11, _department_draft),
    (day(6, 2), 9, _written(Paper("reminder", MACHINERY, "换届准备", REMIND))),
    (day(6, 2), 10, _sent(MACHINERY, "reminder")),
    (day(6, 2), 11, _written(Paper("reminder", MERCHANTS, "名称使用", {
        "facts": "对外活动使用的简称与登记名称不一致。", "demand": "规范使用登记名称"},
        countersigners=("市审批局",)), "check")),
    (day(6, 2), 14, _written(Paper("reminder", SHOWS, "年度报告补正", {
        "facts": "年度报告中的人员情况与登记不一致。", "demand": "核对后补正"}), "submit")),
    (day(6, 2), 15, _written(Paper("listing_notice", FAIRS, values={
        "list_name": "活动异常名录", "facts": "责令整改通知书送达后，逾期未完成整改。",
        "basis": "《社会组织信用信息管理办法》第十一条（条文待核）", "statement_days": "10个工作日"}), "check")),
    (day(6, 22), 1, _notices_over),
)  # fmt: skip


def live(world: World, window: Window) -> int:
    return steps.take(STEPS, world, window)
