"""Short tours, one per chair, as data. Targets become addresses when the page is drawn; a step whose page or row
does not exist (another day, a capability still to come) is left out."""

from collections.abc import Callable
from dataclasses import dataclass, field
from urllib.parse import urlencode

from django.urls import NoReverseMatch, Resolver404, resolve, reverse

from config.demo import cast
from config.demo.accounts import PASSWORD, table
from config.demo.story import SEASON
from registry.models import AnnualReport, Organization

CLOCKS, RIVER, ARTS = cast.CLOCKS, "望澜区清波护河志愿服务中心", "砚海区星河艺术培训学校"
HOUSING, CHEERS = "砚海区安居物业协会", "霁川市𠮷祥剪纸艺术研究会"
NAMED = (
    cast.RESUBMITTED, cast.DIRECT, cast.SILENT_REVIEW, cast.DEFERRED, cast.MACHINERY, cast.COLD_CHAIN, CLOCKS, RIVER,
    ARTS, HOUSING, CHEERS,
)  # fmt: skip


class Places:
    """Rows the targets name, fetched in two queries."""

    def __init__(self) -> None:
        found = Organization.objects.filter(name__in=NAMED).values_list("name", "pk", "uscc")
        self.organizations = {name: pk for name, pk, _ in found}
        self.codes = {name: code for name, _, code in found}
        reports = AnnualReport.objects.filter(organization__in=self.organizations.values(), year=SEASON)
        self.reports = dict(reports.values_list("organization", "pk"))


Target = Callable[[Places], str]


def page(url_name: str, **query: str) -> Target:
    def target(places: Places) -> str:
        return _address(url_name, query=query)

    return target


def organization(name: str) -> Target:
    def target(places: Places) -> str:
        pk = places.organizations.get(name)
        return _address("staff:organizations:detail", pk) if pk else ""

    return target


def report(name: str, side: str = "staff") -> Target:
    def target(places: Places) -> str:
        pk = places.reports.get(places.organizations.get(name, 0))
        route = "staff:report_reviews:detail" if side == "staff" else "org:annual_reports:detail"
        return _address(route, pk) if pk else ""

    return target


def public_page(name: str) -> Target:
    """The organization's page for everybody, once there is one."""

    def target(places: Places) -> str:
        return _existing(f"/o/{places.codes[name]}/") if name in places.codes else ""

    return target


def public_search(words: str) -> Target:
    def target(places: Places) -> str:
        return _existing("/search/") and f"/search/?{urlencode({'q': words})}"

    return target


def _address(url_name: str, *args, query: dict[str, str] | None = None) -> str:
    try:
        address = reverse(url_name, args=args)
    except NoReverseMatch:
        return ""
    return f"{address}?{urlencode(query)}" if query else address


def _existing(path: str) -> str:
    try:
        resolve(path)
    except Resolver404:
        return ""
    return path


@dataclass(frozen=True)
class Stop:
    text: str
    target: Target


@dataclass(frozen=True)
class Route:
    """A tour as written down. `who` is a username, "" for a visitor without an account."""

    key: str
    title: str
    who: str
    promise: str
    icon: str
    stops: tuple[Stop, ...]


@dataclass(frozen=True)
class Step:
    text: str
    url: str


@dataclass(frozen=True)
class Tour:
    """A tour of today: its steps that exist, and the account to walk it with."""

    key: str
    title: str
    promise: str
    icon: str
    username: str = ""
    password: str = ""
    name: str = ""
    seat: str = ""
    steps: tuple[Step, ...] = field(default=())

    @property
    def first_url(self) -> str:
        return self.steps[0].url if self.steps else "/"


OVERDUE = page("staff:annual_reports:list", year=str(SEASON), filing="overdue")
ROUTES = (
    Route("clerk", "经办：审年报", "wangke", "上次退回改了哪三处，一眼看清；审完一件，下一件就在手边。", "inbox", (
        Stop("先看工作台：今天要办几件、哪件快到期。", page("public:home")),
        Stop("打开松风书法院的年报：6月2日重新报送，系统标出改过的三处。", report(cast.RESUBMITTED)),
        Stop("在待办里逐件办理，办完一件自动到下一件。", page("staff:worklist:list")),
        Stop("看钟表收藏研究会：连续两年未报，处置经过都在一页上。", organization(CLOCKS)),
        Stop("看清波护河志愿服务中心：区县登记的看得到、办不了，由望澜区民政局办理。", organization(RIVER)),
    )),
    Route("chief", "科长：迟了怪谁", "linzhiyuan", "同样是没到，是组织没报还是单位没审，系统分得清。", "bar-chart", (
        Stop("社区营造协会3月27日就送了，初审单位一直没答复，不算它逾期。", report(cast.SILENT_REVIEW)),
        Stop("老年书画研究会等不到初审，写明原因直接报送。", report(cast.DIRECT)),
        Stop("名单里点“逾期未报”：只列真正欠报的。", OVERDUE),
        Stop("一句话数字可以直接复制进讲话稿，每个数都能点开。", page("staff:dashboards:overview")),
        Stop("同一张表，看2025年末那天是多少。", page("staff:dashboards:overview", as_of="2025-12-31")),
    )),
    Route("department", "主管部门：我管哪些", "sunyu", "一年登录六次的人，也能五分钟办完。", "buildings", (
        Stop("工作台只放本局的事。", page("public:home")),
        Stop("本局负责的组织：一家5月刚划归进来。", page("staff:organizations:list", status="active")),
        Stop("冷链物流商会的年报正等初审，意见一次写完。", report(cast.COLD_CHAIN)),
        Stop("逾期和退回的在预警里，附事实和依据。", page("staff:risk_alerts:list")),
    )),
    Route("street", "镇街：核实情况", "wusheng", "辖区里有哪些组织、谁有风险，不用再建表。", "geo-alt", (
        Stop("工作台：听澜街道的事项。", page("public:home")),
        Stop("辖区名录，点开一家看责任单位和历次变更。", page("staff:organizations:list", status="active")),
        Stop("核实一条预警，写下情况，市区两级同时看到。", page("staff:risk_alerts:list")),
        Stop("网格员报来的情况：属实、不属实、上报、转办，一次点完。", page("staff:risk_reports:list", desk="yes")),
    )),
    Route("grid", "网格员：一分钟报一件", "chenxiaoman", "没有网络也能填，结果会告诉您。", "megaphone", (
        Stop("手机上一分钟报一件：照片可以不拍，没有网络先存在手机里。", page("staff:risk_reports:report")),
        Stop("工作台：报过的件有了结果，会在这里告诉您。", page("public:home")),
        Stop("我报的“精英联盟会”到哪一步了：街道核实，已到区里。", page("staff:risk_reports:list", mine="yes")),
    )),
    Route("party", "党建：差哪几家", "xutang", "党组织建在哪里、归谁领导，和登记信息对得上。", "flag", (
        Stop("工作台：本条线的组织和进度。", page("public:home")),
        Stop("党组织名录：单独、联合、功能型分开列。", page("staff:party_units:list")),
        Stop("冷链物流商会已经脱钩，党建归综合党委，还没有支部。", organization(cast.COLD_CHAIN)),
    )),
    Route("leader", "局领导：三个数", "guheng", "各区县一张表，点开数字就是名单；手机上也看得清。", "graph-up", (
        Stop("各区县情况，附可复制的一句话。", page("public:home")),
        Stop("按部门再看一遍，任选一天。", page("staff:dashboards:overview")),
        Stop("看得到名单，不替经办人办理。", OVERDUE),
    )),
    Route("secretary", "秘书长：先办哪件", "luozhiqiu", "登记过的不再填，错处说清楚，报了就有回执。", "person-badge", (
        Stop("我的事项：最急的排在最前。", page("public:home")),
        Stop("退回的年报：逐项意见就在栏目旁边，改完再报。", report(cast.MACHINERY, "org")),
        Stop("历年年报和回执都在这里。", page("org:annual_reports:list")),
        Stop("本单位登记了什么，谁是责任单位。", page("org:organizations:detail")),
    )),
    Route("district", "区县经办：自己的事", "heyan", "区里登记的组织区里办，市里只看不越权。", "diagram-3", (
        Stop("望澜区自己的待办。", page("public:home")),
        Stop("清波护河志愿服务中心：列入、补报、移出的全过程。", organization(RIVER)),
        Stop("只列望澜区登记的组织。", page("staff:organizations:list", status="active")),
        Stop("望澜区的逾期名单。", OVERDUE),
    )),
    Route("citizen", "市民：查一家机构", "", "不用登录，查得到登记信息，查不到也不乱下结论。", "search", (
        Stop("查“星河艺术”：是不是登记过、归哪里管。", public_search("星河艺术")),
        Stop("星河艺术培训学校的公开页。", public_page(ARTS)),
        Stop("清波护河已经移出名录，公开页上不留旧账。", public_page(RIVER)),
        Stop("生僻字也查得到：𠮷祥剪纸。", public_search("𠮷祥剪纸")),
        Stop("查一家本平台没有的：指给您全国查询的办法。", public_search("某某精英联盟")),
        Stop("不认识的组织在活动：不用登录提供线索，凭查询码看结果。", page("public:illegal_orgs:tip")),
    )),
    Route("auditor", "巡察：留没留痕", "audit2026", "只读、限时；谁在什么时候做了什么，改不掉。", "shield-check", (
        Stop("审计记录：每一步办理都在链上。", page("staff:audit:list")),
        Stop("校验审计链，改动一条就会被指出来。", page("staff:audit:checks")),
        Stop("看任意一天的数字：去年年末。", page("staff:dashboards:overview", as_of="2025-12-31")),
        Stop("任选一家，看它的历次变更。", organization(HOUSING)),
    )),
)  # fmt: skip


def tours() -> list[Tour]:
    """Those that have at least one step today, in their order. Two queries."""
    places = Places()
    accounts = {row["username"]: row for row in table()}
    made = (_tour(route, places, accounts.get(route.who)) for route in ROUTES)
    return [tour for tour in made if tour.steps]


def _tour(route: Route, places: Places, account: dict | None) -> Tour:
    found = [Step(stop.text, url) for stop in route.stops if (url := stop.target(places))]
    who = {}
    if account:
        who = {"username": route.who, "password": PASSWORD, "name": account["name"],
               "seat": f"{account['place']}·{account['role']}"}  # fmt: skip
    return Tour(route.key, route.title, route.promise, route.icon, steps=tuple(found), **who)
