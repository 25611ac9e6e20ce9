"""Published numbers of the register. Each counts exactly the rows its link lists, on whichever day."""

import datetime
from typing import ClassVar

from core import clock
from core.access.scope import Scope
from core.indicators.base import Indicator
from registry.organizations.models import Organization
from registry.organizations.states import OrgType, Standing


class _Stock(Indicator):
    """存续的社会组织 on a day that meet `conditions`, given in the words of the list's filters."""

    population = "正常、整改、停止活动状态的社会组织（不含清算、注销、撤销和吊销）"
    source = "登记信息"
    list_url_name = "staff:organizations:list"
    conditions: ClassVar[dict] = {}
    query: ClassVar[dict[str, str]] = {}

    def numerator(self, scope: Scope, as_of: datetime.date):
        return Organization.objects.within(scope).as_of(as_of).active().where(**self.conditions)

    def list_query(self, as_of: datetime.date) -> dict[str, str]:
        day = {} if as_of == clock.today() else {"as_of": as_of.isoformat()}
        return {"status": "active", **self.query, **day}


class OrganizationsTotal(_Stock):
    code = "organizations_total"
    title = "社会组织总数"
    formula = "统计日存续的社会组织数"
    phrase = "共有社会组织{numerator}家"


class Associations(_Stock):
    code = "associations"
    title = "社会团体"
    formula = "统计日存续的社会团体数"
    phrase = "其中社会团体{numerator}家"
    conditions: ClassVar[dict] = {"org_type": OrgType.ASSOCIATION.value}
    query: ClassVar[dict] = {"org_type": OrgType.ASSOCIATION.value}


class ServiceInstitutions(_Stock):
    code = "service_institutions"
    title = "社会服务机构"
    formula = "统计日存续的社会服务机构（民办非企业单位）数"
    phrase = "社会服务机构{numerator}家"
    conditions: ClassVar[dict] = {"org_type": OrgType.SERVICE_INSTITUTION.value}
    query: ClassVar[dict] = {"org_type": OrgType.SERVICE_INSTITUTION.value}


class Foundations(_Stock):
    code = "foundations"
    title = "基金会"
    formula = "统计日存续的基金会数"
    phrase = "基金会{numerator}家"
    conditions: ClassVar[dict] = {"org_type": OrgType.FOUNDATION.value}
    query: ClassVar[dict] = {"org_type": OrgType.FOUNDATION.value}


class Abnormal(_Stock):
    code = "organizations_abnormal"
    title = "列入活动异常名录"
    formula = "统计日列入活动异常名录的存续社会组织数"
    phrase = "列入活动异常名录{numerator}家"
    conditions: ClassVar[dict] = {"standing": Standing.ABNORMAL.value}
    query: ClassVar[dict] = {"standing": Standing.ABNORMAL.value}


class SeriouslyDishonest(_Stock):
    code = "organizations_serious"
    title = "列入严重违法失信名单"
    formula = "统计日列入严重违法失信名单的存续社会组织数"
    phrase = "列入严重违法失信名单{numerator}家"
    conditions: ClassVar[dict] = {"standing": Standing.SERIOUS.value}
    query: ClassVar[dict] = {"standing": Standing.SERIOUS.value}
