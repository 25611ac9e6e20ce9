"""A branch of its own, a joint branch hosted elsewhere, a branch of another line; who sits where."""

import datetime

import pytest
from django.test import Client

from core.departments.models import Department
from core.identity.models import User
from party_building.activities.models import ActivityKind
from party_building.party_units import actions as units
from party_building.party_units.models import CommitteePost
from party_building.party_units.states import UnitForm, UnitLevel
from registry.org_accounts.models import OrganizationSeat
from registry.org_accounts.seats import actor_of as org_actor_of
from registry.people.models import Person
from tests.support.bureau import SETUP, Bureau

FOUNDED = datetime.date(2020, 7, 1)
TODAY = datetime.date(2026, 6, 3)


class Line(Bureau):
    """`tea` has its own branch; `qin` hosts a joint one that covers `chess` too; `far` stands in another line."""

    def __post_init__(self):
        super().__post_init__()
        self.tea = self.register("霁川市茶业协会", responsibilities={"party_superior": self.party_committee.pk})
        self.qin = self.register("霁川市琴筝学会")
        self.chess = self.register("望澜区棋类协会", authority=self.wanglan_bureau)
        self.branch = self.unit("霁川市茶业协会党支部", organization=self.tea)
        self.joint = self.unit(
            "听澜街道第一联合党支部", form=UnitForm.JOINT, organization=self.qin, covers=(self.qin, self.chess)
        )
        self.other_organ = self.department("砚海区委社会工作部", "party_organ", self.yanhai)
        self.far = self.unit("砚海区商贸联合党支部", form=UnitForm.JOINT, superior=self.other_organ)
        self.officer = self.actor("party_officer", self.party_committee)

    def unit(self, name, **fields):
        given = {
            "level": UnitLevel.BRANCH, "form": UnitForm.STANDALONE, "superior": self.party_committee,
            "established_on": FOUNDED,
        }  # fmt: skip
        return units.establish(actor=SETUP, name=name, **{**given, **fields})

    @staticmethod
    def org_seat(organization, role="branch_secretary") -> OrganizationSeat:
        user = User.objects.create(username=f"{role}_{organization.pk}_{User.objects.count()}", name="沈星野")
        return OrganizationSeat.objects.create(user=user, organization=organization, role=role, valid_from=FOUNDED)

    def secretary(self, organization):
        return org_actor_of(self.org_seat(organization))

    def org_client(self, organization, role="branch_secretary") -> Client:
        client = Client()
        client.force_login(self.org_seat(organization, role).user)
        return client

    def officer_client(self, organ: Department | None = None) -> Client:
        return self.client("party_officer", organ or self.party_committee)


@pytest.fixture
def line(db, set_clock):
    set_clock(f"{TODAY:%Y-%m-%d}")
    return Line()


@pytest.fixture
def kind(db):
    kinds = {one.code: one for one in ActivityKind.objects.all()}
    return kinds.__getitem__


@pytest.fixture
def officials(line):
    """Puts somebody into a post of a branch's committee."""

    def sit(unit, post, since):
        person = Person.objects.create(name=f"委员{CommitteePost.objects.count()}")
        return CommitteePost.objects.create(unit=unit, person=person, kind=post, valid_from=since)

    return sit
