"""A small civil-affairs world for tests: one city, two districts, their offices, and people who sit in them."""

import datetime
from contextlib import contextmanager
from dataclasses import dataclass, field

from django.db import transaction
from django.test import Client

from core.access.actor import Actor
from core.departments.models import Department, DepartmentKind, DepartmentSeat, Region
from core.departments.seats import actor_of
from core.departments.states import SeatState
from core.identity.models import User
from registry.organizations import actions
from registry.organizations.models import Organization
from registry.organizations.states import ResponsibilityKind

LONG_AGO = datetime.date(2015, 1, 1)
SETUP = Actor.system("test_setup")
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


def _region(code: str, name: str, level: int, parent: Region | None = None) -> Region:
    full = f"{parent.full_name if parent and parent.level else ''}{name}"
    return Region.objects.get_or_create(
        code=code, defaults={"name": name, "full_name": full, "level": level, "parent": parent}
    )[0]


@dataclass
class Bureau:
    """Built in one go; `register` adds organizations, `actor` and `client` seat people."""

    province: Region = field(init=False)
    city: Region = field(init=False)
    wanglan: Region = field(init=False)
    yanhai: Region = field(init=False)
    tinglan: Region = field(init=False)
    zhenhe: Region = field(init=False)
    yanhu: Region = field(init=False)
    _serial: int = 0

    def __post_init__(self):
        self.province = _region("370000000000", "山东省", 0)
        self.city = _region("379900000000", "霁川市", 1, self.province)
        self.wanglan = _region("379902000000", "望澜区", 2, self.city)
        self.yanhai = _region("379903000000", "砚海区", 2, self.city)
        self.tinglan = _region("379902001000", "听澜街道", 3, self.wanglan)
        self.zhenhe = _region("379902002000", "枕河街道", 3, self.wanglan)
        self.yanhu = _region("379903001000", "砚湖街道", 3, self.yanhai)
        self.bureau = self.department("霁川市民政局", DepartmentKind.CIVIL_AFFAIRS, self.city)
        self.wanglan_bureau = self.department("望澜区民政局", DepartmentKind.CIVIL_AFFAIRS, self.wanglan, self.bureau)
        self.yanhai_bureau = self.department("砚海区民政局", DepartmentKind.CIVIL_AFFAIRS, self.yanhai, self.bureau)
        self.commerce = self.department("霁川市商务局", DepartmentKind.GOVERNMENT, self.city)
        self.industry = self.department("霁川市工业和信息化局", DepartmentKind.GOVERNMENT, self.city)
        self.tinglan_office = self.department("听澜街道办事处", DepartmentKind.STREET, self.tinglan)
        self.party_committee = self.department("霁川市社会组织综合党委", DepartmentKind.PARTY_ORGAN, self.city)

    @staticmethod
    def department(name, kind, region, parent=None) -> Department:
        return Department.objects.get_or_create(
            name=name, defaults={"short_name": name, "kind": kind, "region": region, "parent": parent}
        )[0]

    def seat(self, role: str, department: Department, region: Region | None = None) -> DepartmentSeat:
        self._serial += 1
        user = User.objects.create(username=f"u{self._serial}_{role}", name=f"{role}{self._serial}")
        return DepartmentSeat.objects.create(
            user=user,
            department=department,
            region=region,
            role=role,
            state=SeatState.ACTIVE,
            valid_from=LONG_AGO,
        )

    def actor(self, role: str, department: Department, region: Region | None = None) -> Actor:
        return actor_of(self.seat(role, department, region))

    def client(self, role: str, department: Department, region: Region | None = None) -> Client:
        client = Client()
        client.force_login(self.seat(role, department, region).user)
        return client

    def new(self, name: str, **fields) -> actions.NewOrganization:
        authority = fields.pop("authority", self.bureau)
        others = fields.pop("responsibilities", {})
        defaults = {
            "org_type": "1",
            "registered_on": LONG_AGO,
            "responsibilities": {
                ResponsibilityKind.REGISTERING.value: authority.pk,
                ResponsibilityKind.SUPERVISING.value: authority.pk,
                **others,
            },
        }
        return actions.NewOrganization(name=name, **{**defaults, **fields})

    def register(self, name: str, **fields) -> Organization:
        return actions.register(self.new(name, **fields), actor=SETUP)


@contextmanager
def undone():
    """One example of a property test: what it writes is gone when the next one begins."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)
