"""The chapter of the demo city by itself: thirty reports in every state, nobody's report left behind."""

import datetime

from config.demo import accounts, departments, regions, risk_reports
from config.demo.world import Window, World
from core.departments.models import Department, Region
from supervision.illegal_orgs.models import BanDecision, Lead
from supervision.risk_reports.models import RiskReport
from supervision.risk_reports.states import ReportState
from tests.support.bureau import Bureau

BODIES = ("霁川市会展服务业联合会", "望澜区星火编程培训学校")


class Town(World):
    """Its offices, divisions and people, without the life of its organizations."""

    def __init__(self):
        self.bodies_ = {name: Bureau().register(name) for name in BODIES}
        self.by_name = {name: name for name in BODIES}
        self.regions = {row.name: row for row in Region.objects.filter(code__startswith="3799")}
        self.departments = {row.short_name: row for row in Department.objects.filter(region__code__startswith="3799")}
        self._people = accounts.people()

    def organization(self, body):
        return self.bodies_[body]


def test_the_chapter_shows_every_state_and_two_windows_make_the_same_as_one(db, set_clock):
    set_clock("2025-01-02")
    accounts.build_staff(departments.build(regions.build()))
    town, day = Town(), datetime.date
    for first, night in ((day(2026, 1, 1), day(2026, 4, 9)), (day(2026, 4, 9), day(2026, 6, 3))):
        risk_reports.live(town, Window(first, night))
    assert set(RiskReport.objects.values_list("state", flat=True)) == set(ReportState)
    assert RiskReport.objects.count() == len(risk_reports.REPORTS)
    assert RiskReport.objects.exclude(main=None).count() == 1
    elite = RiskReport.objects.get(body_name=risk_reports.ELITE)
    assert (elite.office.short_name, elite.state, bool(elite.photo)) == ("望澜区民政局", "received", True)
    assert set(Lead.objects.values_list("state", flat=True)) == {"banned", "registered", "received"}
    assert BanDecision.objects.in_force(day(2026, 6, 3)).count() == 1
