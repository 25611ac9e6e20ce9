"""Published numbers of the leaders' charges."""

import datetime

from core.access.scope import Scope
from core.indicators.base import Indicator
from party_building.leader_charges.models import LeaderCharge
from party_building.party_units.models import CoverageLink
from registry.organizations.models import Organization


class ChargedOrganizationsCovered(Indicator):
    topic = "party_work"
    code = "charged_organizations_covered"
    title = "包联社会组织覆盖率"
    formula = "统计日由领导包联的社会组织中已被党组织覆盖的家数 ÷ 包联的社会组织家数"
    population = "统计日有领导包联的社会组织；覆盖包括单独、联合、挂靠和功能型党组织"
    source = "三包台账、党组织覆盖关系"
    numerator_label = "已覆盖"
    denominator_label = "包联"
    phrase = "领导包联社会组织{denominator}家，已覆盖{numerator}家（{rate}）"

    def numerator(self, scope: Scope, as_of: datetime.date):
        covered = CoverageLink.objects.on(as_of).values("organization")
        return self.denominator(scope, as_of).filter(pk__in=covered)

    def denominator(self, scope: Scope, as_of: datetime.date):
        charged = LeaderCharge.objects.on(as_of).filter(organization__isnull=False).values("organization")
        return Organization.objects.within(scope).as_of(as_of).filter(pk__in=charged)
