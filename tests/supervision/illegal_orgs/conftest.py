"""A lead, the authority of its place with its officers, and the one next door."""

import pytest
from django.test import Client

from core.departments.seats import actor_of
from supervision.illegal_orgs import actions, queries
from supervision.illegal_orgs.models import Lead
from supervision.illegal_orgs.states import LeadOrigin
from tests.support.bureau import BACKEND, SETUP, Bureau

NAME = "环球霁商精英联盟会"


class Authority(Bureau):
    def __post_init__(self):
        super().__post_init__()
        self.seats = {
            "he": self.seat("registry_clerk", self.wanglan_bureau),
            "ji": self.seat("inspector", self.wanglan_bureau),
            "fa": self.seat("legal_reviewer", self.wanglan_bureau),
            "lin": self.seat("registry_chief", self.wanglan_bureau),
            "shen": self.seat("registry_clerk", self.yanhai_bureau),
            "wang": self.seat("registry_clerk", self.bureau),
            "chief": self.seat("registry_chief", self.bureau),
            "wu": self.seat("street_officer", self.tinglan_office),
            "sun": self.seat("department_officer", self.commerce),
        }
        self.clients = {}
        for name, seat in self.seats.items():
            self.clients[name] = Client()
            self.clients[name].force_login(seat.user, backend=BACKEND)

    def who(self, name: str):
        return actor_of(self.seats[name])

    def lead(self, name: str = NAME, **more) -> Lead:
        given = {"origin": LeadOrigin.STAFF, "activity": "在酒店开会，收取会费", "region": self.tinglan, **more}
        return actions.receive(actor=SETUP, name=name, **given)

    def check_all(self, lead: Lead, who: str = "he", **found) -> None:
        for kind, _ in queries.checklist(lead):
            result = found.get(kind.code, "not_found")
            actions.note_check(lead, actor=self.who(who), kind=kind, result=result, note="查询页面没有结果")

    def opened(self) -> Lead:
        lead = self.lead()
        self.check_all(lead)
        officers = [self.seats[name].user_id for name in ("he", "ji")]
        actions.open_case(lead, actor=self.who("he"), officers=officers)
        return lead

    def banned(self) -> Lead:
        lead = self.opened()
        actions.propose_ban(lead, actor=self.who("he"), comment="拒不停止")
        actions.review_ban(lead, actor=self.who("fa"), comment="事实清楚")
        actions.ban(lead, actor=self.who("lin"), number="望民取字〔2026〕1号")
        return lead


@pytest.fixture
def authority(db, set_clock):
    set_clock("2026-06-03T09:00:00+08:00")
    return Authority()
