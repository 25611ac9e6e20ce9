"""Indicators of the tests, about organizations."""

from core.indicators.base import Indicator
from registry.organizations.models import Organization
from registry.organizations.states import Status


class Registered(Indicator):
    code = "test_registered"
    title = "社会组织"
    formula = "登记在册的社会组织数"
    phrase = "共有社会组织{numerator}家"

    def numerator(self, scope, as_of):
        return Organization.objects.within(scope).filter(registered_on__lte=as_of)


class Normal(Indicator):
    """A rate: in normal status of all."""

    code = "test_normal"
    title = "正常率"
    formula = "状态正常的÷全部"
    numerator_label = "正常"
    denominator_label = "全部"

    def numerator(self, scope, as_of):
        return self.denominator(scope, as_of).filter(status=Status.NORMAL)

    def denominator(self, scope, as_of):
        return Organization.objects.within(scope).filter(registered_on__lte=as_of)


ALL = ["tests.support.figures.Registered", "tests.support.figures.Normal"]
