"""The people and things the access walk walks among: one seat of every role, four organizations, one of everything."""

import datetime
import hashlib
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property

from django.test import Client

from core import clock
from core.access.actor import Actor
from core.departments.models import Department, DepartmentKind
from core.identity.models import MfaReset, User
from registry.annual_reports import reference
from registry.org_accounts.models import ActivationCode, OrganizationSeat
from registry.organizations.models import Organization
from registry.report_forms import versions
from tests.support.bureau import BACKEND, Bureau, _region

POSITIONS = ("own", "other_unit", "other_district")
DISTRICT = {"own": "wanglan", "other_unit": "city", "other_district": "yanhai"}
UNIT = {"own": "city", "other_unit": "wanglan", "other_district": "yanhai"}
STREET = {"own": "wanglan", "other_unit": "zhenhe", "other_district": "yanhai"}
# Role: (office, region of the seat, which organization stands where for it)
STAFF_SEATS = {
    "registry_clerk": ("wanglan_bureau", None, DISTRICT),
    "registry_chief": ("wanglan_bureau", None, DISTRICT),
    "approval_clerk": ("approval_bureau", None, DISTRICT),
    "department_officer": ("commerce", None, UNIT),
    "street_officer": ("tinglan_office", None, STREET),
    "community_officer": ("tinglan_office", "linli", DISTRICT),
    "grid_officer": ("tinglan_office", "linli", DISTRICT),
    "party_officer": ("party_committee", None, UNIT),
    "legal_reviewer": ("wanglan_bureau", None, DISTRICT),
    "inspector": ("wanglan_bureau", None, DISTRICT),
    "bureau_leader": ("wanglan_bureau", None, DISTRICT),
    "leader_in_charge": ("wanglan_bureau", "wanglan", {**STREET, "other_unit": "yanhai"}),
    "liaison_officer": ("commerce", None, UNIT),
    "auditor": ("bureau", None, DISTRICT),
    "system_admin": ("bureau", None, DISTRICT),
    "security_admin": ("bureau", None, DISTRICT),
    "audit_admin": ("bureau", None, DISTRICT),
}
ORGANIZATION_SEATS = ("organization_filer", "legal_representative", "branch_secretary", "instructor", "report_guest")
SEES_ALL = {"auditor"}
SEES_NONE = {"system_admin", "security_admin", "audit_admin"}


@dataclass(frozen=True)
class Place:
    """What stands at one position of one role: an organization and an office."""

    world: "World"
    position: str
    organization: Organization
    department: Department
    user: User

    @property
    def owner(self) -> User:
        """Who personal things belong to: the walker at "own", somebody else otherwise."""
        return self.user if self.position == "own" else self.world.stranger


@dataclass
class World:
    bureau: Bureau = field(default_factory=Bureau)
    made: dict = field(default_factory=dict)

    def __post_init__(self):
        b = self.bureau
        b.linli = _region("379902001001", "邻里社区", 4, b.tinglan)
        b.approval_bureau = b.department("望澜区行政审批服务局", DepartmentKind.APPROVAL_BUREAU, b.wanglan)
        self.organizations = {
            "city": b.register(
                "霁川市走查棋类协会",
                region_id=b.tinglan.pk,
                responsibilities={"business_supervisor": b.commerce.pk, "party_superior": b.party_committee.pk},
            ),
            "wanglan": b.register(
                "望澜区走查茶叶协会",
                authority=b.wanglan_bureau,
                region_id=b.linli.pk,
                responsibilities={"registering_authority": b.approval_bureau.pk},
            ),
            "zhenhe": b.register("望澜区走查书画学会", authority=b.wanglan_bureau, region_id=b.zhenhe.pk),
            "yanhai": b.register(
                "砚海区走查钢贸商会",
                authority=b.yanhai_bureau,
                region_id=b.yanhu.pk,
                responsibilities={"business_supervisor": b.industry.pk},
            ),
        }
        reference.load_regimes()
        versions.load_forms()
        self.users = {role: b.seat(role, *self._office(role)).user for role in STAFF_SEATS}
        self.users |= {role: self._org_user(role) for role in ORGANIZATION_SEATS}

    def _office(self, role: str):
        office, region, _ = STAFF_SEATS[role]
        return getattr(self.bureau, office), getattr(self.bureau, region) if region else None

    def _org_user(self, role: str) -> User:
        user = User.objects.create(username=f"walk_{role}", name=role)
        self.org_seat(self.organizations["wanglan"], role, user)
        return user

    def org_seat(self, organization, role: str, user: User) -> OrganizationSeat:
        return OrganizationSeat.objects.create(
            user=user, organization=organization, role=role, valid_from=clock.today()
        )

    @cached_property
    def stranger(self) -> User:
        """An account without any seat."""
        return User.objects.create(username="walk_stranger", name="旁人")

    def client(self, role: str) -> Client:
        client = Client()
        if role != "anonymous":
            client.force_login(self.users[role], backend=BACKEND)
        return client

    def place(self, role: str, position: str) -> Place:
        where = STAFF_SEATS[role][2] if role in STAFF_SEATS else STREET
        own_office = self._office(role)[0] if role in STAFF_SEATS else self.bureau.wanglan_bureau
        others = {"other_unit": self.bureau.industry, "other_district": self.bureau.yanhai_bureau}
        return Place(
            self,
            position,
            self.organizations[where[position]],
            own_office if position == "own" else others[position],
            self.users.get(role, self.stranger),
        )

    def invisible_to(self, role: str) -> list[str]:
        """Names that must not stand on any page of this role."""
        if role in SEES_ALL:
            return []
        where = STAFF_SEATS[role][2] if role in STAFF_SEATS else STREET
        hidden = [where[p] for p in POSITIONS if p != "own" or role in SEES_NONE]
        return [self.organizations[key].name for key in hidden]

    def once(self, kind: str, key, make):
        """One thing of a kind for each key, made when the walk first needs it."""
        if (kind, key) not in self.made:
            self.made[kind, key] = make()
        return self.made[kind, key]

    # Things, by organization or for the whole portal.

    def seat_of(self, organization) -> OrganizationSeat:
        def make():
            user = User.objects.create(username=f"walk_filer_{organization.pk}", name="填报人")
            return self.org_seat(organization, "organization_filer", user)

        return self.once("org_seat", organization.pk, make)

    def code_of(self, organization) -> ActivationCode:
        def make():
            return ActivationCode.objects.create(
                organization=organization,
                role="organization_filer",
                prefix="WALK",
                digest="0" * 64,
                expires_at=clock.real_now() + datetime.timedelta(days=9),
            )

        return self.once("code", organization.pk, make)

    @property
    def account(self) -> User:
        """An account nobody sits in now."""
        return self.stranger

    @property
    def asked_seat(self):
        def make():
            seat = self.bureau.seat("legal_reviewer", self.bureau.bureau)
            type(seat).objects.filter(pk=seat.pk).update(state="requested")
            return seat

        return self.once("asked_seat", "", make)

    @property
    def reset(self) -> MfaReset:
        return self.once("reset", "", lambda: MfaReset.objects.create(user=self.stranger, reason="走查"))

    @property
    def system(self) -> Actor:
        return Actor.system("access_walk")

    @staticmethod
    def digest(text: str) -> str:
        return hashlib.sha256(text.encode()).hexdigest()


@dataclass(frozen=True)
class Case:
    kwargs: Callable[[Place], dict]
    seen_by: str = "organization"
    query: dict = field(default_factory=dict)
    data: dict = field(default_factory=dict)


def of_organization(place: Place) -> dict:
    return {"pk": place.organization.pk}
