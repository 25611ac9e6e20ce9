"""The line from a grid officer to the city, with everybody in it."""

import uuid
from functools import cached_property

import pytest
from django.test import Client

from core.departments.models import DepartmentKind
from core.departments.seats import actor_of
from supervision.risk_reports import actions
from supervision.risk_reports.actions import Told
from supervision.risk_reports.models import RiskKind, RiskReport
from tests.support.bureau import BACKEND, Bureau, _region

NOON = "2026-06-03T12:00:00+08:00"  # a Wednesday
WORDS = "楼下挂了牌子，正在收会费"


def client_of(seat) -> Client:
    client = Client()
    client.force_login(seat.user, backend=BACKEND)
    return client


class Line(Bureau):
    """Seats by name; `chen` the grid officer, `wu` the street, `he` the district, `wang` the city."""

    def __post_init__(self):
        super().__post_init__()
        self.linli = _region("379902001001", "邻里社区", 4, self.tinglan)
        self.hebin = _region("379902002001", "河滨社区", 4, self.zhenhe)
        self.yanhu_office = self.department("砚湖街道办事处", DepartmentKind.STREET, self.yanhu)
        self.zhenhe_office = self.department("枕河街道办事处", DepartmentKind.STREET, self.zhenhe)
        self.seats = {
            "chen": self.seat("grid_officer", self.tinglan_office, self.linli),
            "village": self.seat("community_officer", self.tinglan_office, self.linli),
            "wu": self.seat("street_officer", self.tinglan_office),
            "zhen": self.seat("street_officer", self.zhenhe_office),
            "he": self.seat("registry_clerk", self.wanglan_bureau),
            "shen": self.seat("registry_clerk", self.yanhai_bureau),
            "wang": self.seat("registry_clerk", self.bureau),
            "lin": self.seat("registry_chief", self.bureau),
            "sun": self.seat("department_officer", self.commerce),
            "industry_officer": self.seat("department_officer", self.industry),
            "xu": self.seat("party_officer", self.party_committee),
        }
        self.clients = {name: client_of(seat) for name, seat in self.seats.items()}

    def who(self, name: str):
        return actor_of(self.seats[name])

    @cached_property
    def kind(self) -> RiskKind:
        return RiskKind.objects.get(code="fees")

    def told(self, **more) -> Told:
        return Told(**{"kind": self.kind, "what": WORDS, "region": self.linli, **more})

    def reported(self, who: str = "chen", **more) -> RiskReport:
        return actions.file_report(self.told(**more), actor=self.who(who), client_key=uuid.uuid4())

    def form(self, **more) -> dict:
        return {
            "client_key": str(uuid.uuid4()), "urgency": "normal", "kind": self.kind.pk, "what": WORDS,
            "region": self.linli.pk, "place": "3号楼", **more,
        }  # fmt: skip


@pytest.fixture
def line(db, set_clock):
    set_clock(NOON)
    return Line()
