"""How many enterprises the associations reach: distinct enterprises, not memberships."""

import datetime

from django.db.models import Exists, OuterRef

from core.access.scope import Scope
from core.indicators.base import Indicator
from registry.members.queries import current
from registry.organizations.models import Organization


class MemberEnterprises(Indicator):
    """Each enterprise counts by one membership, the first on record in the scope: so the units add up to the total."""

    code = "member_enterprises"
    title = "协会会员企业"
    unit = "家"
    formula = "统计日存续的社会团体的会员企业数；同一企业加入多家的只计一次，分单位统计时计入最先登记它的社会团体"
    population = "存续的社会团体登记的单位会员中的企业"
    source = "会员名单"
    phrase = "社会团体覆盖会员企业{numerator}家"

    def numerator(self, scope: Scope, as_of: datetime.date):
        standing = Organization.objects.within(scope).as_of(as_of).active().order_by().values("pk")
        rows = current(scope, as_of).filter(organization__in=standing)
        return rows.filter(~Exists(rows.filter(enterprise=OuterRef("enterprise"), pk__lt=OuterRef("pk"))))
