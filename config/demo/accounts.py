"""One account per role, played by the people of the demo city. The password is printed on the sign-in page."""

import datetime
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from django.contrib.auth.hashers import make_password

from core import clock
from core.access.actor import Actor
from core.access.roles import role
from core.departments.models import Department, DepartmentSeat, Region
from core.departments.states import SeatState
from core.identity.models import User
from core.pages.demo_accounts import DemoAccount
from core.workflow.perform import log
from registry.models import OrganizationSeat

PASSWORD = "Jichuan-2026-demo"  # noqa: S105  invented city, printed on the sign-in page


INSTRUCTED = (  # ten besides the one he is named with: eleven in all, where five are allowed
    "望澜区乐邻社工服务中心", "望澜区星火编程培训学校", "望澜区清波护河志愿服务中心", "霁川市钟表收藏研究会",
    "霁川市老年书画研究会", "霁川市印刷包装行业协会", "霁川市沐州商会", "霁川市会展服务业联合会",
    "霁川市展览陈列研究会", "霁川市健康食品产业促进会",
)  # fmt: skip


@dataclass(frozen=True)
class Person:
    """`place` is a department's short name for staff, an organization's name for its people."""

    username: str
    name: str
    role: str
    place: str
    region: str = ""


STAFF = [
    Person("linzhiyuan", "林知远", "registry_chief", "市民政局"),
    Person("wangke", "王珂", "registry_clerk", "市民政局"),
    Person("heyan", "何砚", "registry_clerk", "望澜区民政局"),
    Person("guheng", "顾衡", "bureau_leader", "市民政局"),
    Person("fangzhou", "方舟", "approval_clerk", "市审批局"),
    Person("zhaotingyu", "赵听雨", "department_officer", "市教育体育局"),
    Person("sunyu", "孙屿", "department_officer", "市商务局"),
    Person("wusheng", "吴笙", "street_officer", "听澜街道"),
    Person("hebi", "何碧", "community_officer", "枕河社区"),
    Person("chenxiaoman", "陈小满", "grid_officer", "枕河社区"),
    Person("zhengqiu", "郑秋", "party_officer", "市委社会工作部"),
    Person("xutang", "许棠", "party_officer", "综合党委"),
    Person("luqing", "陆青", "legal_reviewer", "市民政局"),
    Person("jiangyue", "江越", "inspector", "市民政局"),
    Person("suyang", "苏阳", "leader_in_charge", "市民政局", "379921000000"),
    Person("baihe", "白荷", "liaison_officer", "市商务局"),
    Person("audit2026", "巡察组", "auditor", "市民政局"),
    Person("sysadmin", "程越", "system_admin", "平台运维"),
    Person("secadmin", "温宁", "security_admin", "平台运维"),
    Person("audadmin", "夏朗", "audit_admin", "平台运维"),
]
# A district that has not begun its ledger: its people can sign in, and are not listed on the sign-in page.
YANHAI = [
    Person("shenyi", "沈弋", "registry_clerk", "砚海区民政局"),
    Person("gaoyuan", "高原", "registry_chief", "砚海区民政局"),
    Person("ningchuan", "宁川", "inspector", "砚海区民政局"),
    Person("mengran", "孟然", "party_officer", "砚海区委社会工作部"),
    Person("liuxia", "柳夏", "department_officer", "砚海区教体局"),
    Person("fengjian", "丰简", "department_officer", "砚海区卫健局"),
    Person("shangqing", "尚清", "department_officer", "砚海区文旅局"),
    Person("quanmu", "全牧", "department_officer", "砚海区农业农村局"),
]
# Signs in for the street's joint branch; likewise not listed.
LINE = [Person("baizhou", "柏舟", "party_officer", "望澜区委社会工作部")]
# A second person in an office where two have to act, and the street of 陈小满; like those of 砚海 not listed on the
# sign-in page.
COLLEAGUES = [
    Person("yelan", "叶岚", "party_officer", "综合党委"),
    Person("wenzhu", "温竹", "inspector", "望澜区民政局"),
    Person("sulan", "苏岚", "street_officer", "枕河街道"),
]
ORGANIZATION = [
    Person("luozhiqiu", "罗知秋", "organization_filer", "霁川市轻工机械行业协会"),
    Person("tangguo", "唐果", "organization_filer", "栎川区启明助残服务中心"),
    Person("qiaoyi", "乔屹", "legal_representative", "霁川市轻工机械行业协会"),
    Person("shenxingye", "沈星野", "branch_secretary", "霁川市琴筝学会"),
    Person("zhouqiming", "周启明", "instructor", "霁川市冷链物流商会"),
]
SEEDER = Actor.system("seed_demo")


def build_staff(departments: dict[str, Department]) -> None:
    """On the day the portal opens; the auditor comes later, for a time (see `let_auditor_in`)."""
    for person in (*STAFF, *YANHAI, *LINE, *COLLEAGUES):
        user = _user(person)
        if person.role != "auditor":
            region = Region.objects.get(code=person.region) if person.region else None
            _seat(user, departments[person.place], person.role, clock.today(), region=region)


def let_auditor_in(departments: dict[str, Department], since: datetime.date, last: datetime.date) -> None:
    person = next(one for one in STAFF if one.role == "auditor")
    _seat(_user(person), departments[person.place], person.role, since, valid_to=last)


def _seat(user: User, department: Department, role_key: str, since: datetime.date, **more) -> None:
    seat = DepartmentSeat.objects.create(
        user=user, department=department, role=role_key, state=SeatState.ACTIVE, valid_from=since, **more
    )
    log(seat, "request", actor=SEEDER)


def people() -> dict[tuple[str, str], User]:
    """(office's short name, role) → the demo person who acts there."""
    everybody = (*STAFF, *YANHAI, *LINE)
    known = User.objects.in_bulk([person.username for person in everybody], field_name="username")
    return {(one.place, one.role): known[one.username] for one in everybody if one.username in known}


def _user(person: Person) -> User:
    user, made = User.objects.get_or_create(
        username=person.username,
        defaults={"name": person.name, "email": f"{person.username}@demo.invalid", "date_joined": clock.now()},
    )
    if made:
        user.password = _hashed()
        user.save(update_fields=["password"])
    return user


@cache
def _hashed() -> str:
    """One hash for all: the password is public, and hashing thirty times is what takes the seed's time."""
    return make_password(PASSWORD)


def build_organization_people(organization_of: Callable[[str], int]) -> None:
    """Seats of an organization's own people: by name of the person's organization, more of them for the instructor."""
    for person in ORGANIZATION:
        user = _user(person)
        for name in (person.place, *(INSTRUCTED if person.role == "instructor" else ())):
            seat = OrganizationSeat.objects.create(
                user=user, organization_id=organization_of(name), role=person.role, valid_from=clock.today()
            )
            log(seat, "activate", actor=SEEDER)


def table() -> list[dict]:
    """What the launcher and the sign-in page print: one row per account."""
    rows = []
    for person in (*STAFF, *ORGANIZATION):
        its_role = role(person.role)
        rows.append(
            {
                "username": person.username,
                "password": PASSWORD,
                "name": person.name,
                "role": its_role.label,
                "place": person.place,
                "audience": its_role.audience,
                "home": "/home/",
            }
        )
    return rows


def for_sign_in() -> list[DemoAccount]:
    """The same table for the first page and the sign-in form (settings.DEMO_ACCOUNTS)."""
    return [
        DemoAccount(row["audience"], row["role"], row["name"], row["username"], row["password"], row["place"])
        for row in table()
    ]
