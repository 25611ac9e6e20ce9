"""The rates of party building (rules 5.5). Numerator and denominator are sets of rows; each opens its own list."""

import datetime
from typing import ClassVar

from core.access.scope import Scope
from core.indicators.base import Indicator
from core.listing import Column, Sort
from party_building.coverage import queries
from party_building.party_units import cross_posts
from party_building.party_units.models import PartyUnit
from party_building.party_units.states import CoverageKind, UnitForm
from registry.organizations.models import Organization

TOPIC, WORK = "party", "party_work"  # of this page; of what the other capabilities count
POPULATION = "正常、整改、停止活动状态的社会组织；律师事务所等非民政部门登记的单位不计入"
SOURCE = "党组织与覆盖关系"


class _OfOrganizations(Indicator):
    """A share of the organizations in the register on the day. `covered` gives the ids of those counted."""

    topic = TOPIC
    population = POPULATION
    source = SOURCE
    denominator_label = "社会组织"

    def covered(self, as_of: datetime.date):
        raise NotImplementedError

    def numerator(self, scope: Scope, as_of: datetime.date):
        return self.denominator(scope, as_of).filter(pk__in=self.covered(as_of))

    def denominator(self, scope: Scope, as_of: datetime.date):
        return Organization.objects.within(scope).as_of(as_of).active()


class OrganizationCoverage(_OfOrganizations):
    code = "organization_coverage"
    title = "党的组织覆盖率"
    formula = "已单独组建或加入联合党组织的社会组织数 ÷ 社会组织数。挂靠（无党员）和功能型党组织不计入。"
    phrase = "{denominator}家社会组织中{numerator}家已覆盖党的组织，组织覆盖率{rate}"
    numerator_label = "已覆盖"

    def covered(self, as_of):
        return queries.built(as_of)


class WorkCoverage(_OfOrganizations):
    code = "work_coverage"
    title = "党的工作覆盖率"
    formula = "（已覆盖党的组织的社会组织数 + 未覆盖、但有在任党建指导员的社会组织数）÷ 社会组织数"
    source = "党组织与覆盖关系、党建指导员选派"
    phrase = "{numerator}家已覆盖党的工作，工作覆盖率{rate}"
    numerator_label = "工作已覆盖"

    def numerator(self, scope, as_of):
        return queries.worked(self.denominator(scope, as_of), as_of)


class EstablishmentRate(_OfOrganizations):
    """As printed by some cities: it divides party organizations by organizations, so it has rows of two kinds."""

    code = "establishment_rate"
    title = "组建率（按党组织数）"
    unit = "个党组织"
    formula = "社会组织党组织数 ÷ 社会组织数。党总支、党委的下设支部不另计；一个联合党组织只计一个。"
    phrase = "共有党组织{numerator}个，按党组织数计算的组建率{rate}"
    numerator_label = "党组织"
    has_rest = False
    row_columns = (
        Column("name", "党组织", kind="title", url="staff:party_units:detail", width=40),
        Column("level", "层级", value="get_level_display"),
        Column("form", "组建方式", value="get_form_display"),
        Column("superior", "上级党组织", width=28),
        Column("organization", "所在社会组织", width=36),
    )
    row_sorts = (Sort("name", "名称", ("name", "pk")),)
    row_links = ("superior", "organization")

    def numerator(self, scope, as_of):
        return PartyUnit.objects.within(scope).on(as_of).of_organizations().highest(as_of)


class DueAndBuilt(_OfOrganizations):
    code = "due_and_built"
    title = "应建已建率"
    formula = "应建党组织且已建的社会组织数 ÷ 应建党组织的社会组织数。应建：专职人员中的正式党员达到规定人数。"
    source = "党员情况、党组织与覆盖关系"
    phrase = "应建党组织{denominator}家，已建{numerator}家，应建已建率{rate}"
    numerator_label = "应建已建"
    denominator_label = "应建"

    def covered(self, as_of):
        return queries.built(as_of)

    def denominator(self, scope, as_of):
        return super().denominator(scope, as_of).filter(pk__in=queries.should_establish(as_of))


class StandAlone(_OfOrganizations):
    code = "standalone_rate"
    title = "单独组建率"
    formula = "单独组建党组织的社会组织数 ÷ 社会组织数"
    phrase = "单独组建{numerator}家（{rate}）"
    numerator_label = "单独组建"

    def covered(self, as_of):
        return queries.linked(as_of, CoverageKind.OWN)


class CharterClause(_OfOrganizations):
    code = "charter_clause_rate"
    title = "党建入章率"
    formula = "现行章程载有党的建设条款的社会组织数 ÷ 社会组织数"
    source = "章程"
    phrase = "{numerator}家将党建写入章程，党建入章率{rate}"
    numerator_label = "已入章"

    def numerator(self, scope, as_of):
        return self.denominator(scope, as_of).where(has_party_clause=True)


class TwoWayEntry(_OfOrganizations):
    code = "two_way_entry"
    title = "双向进入、交叉任职"
    formula = "党组织班子成员进入理事会或管理层、且负责人进入党组织班子的社会组织数 ÷ 社会组织数"
    source = "党组织班子、负责人任职"
    phrase = "{numerator}家实现双向进入、交叉任职（{rate}）"
    numerator_label = "双向进入"

    def covered(self, as_of):
        return cross_posts.cross_posted(as_of)


class SecretaryIsHead(_OfOrganizations):
    code = "secretary_is_head"
    title = "书记由负责人担任"
    formula = "党组织书记由社会组织负责人担任的社会组织数 ÷ 社会组织数"
    source = "党组织班子、负责人任职"
    phrase = "{numerator}家由负责人担任党组织书记（{rate}）"
    numerator_label = "书记即负责人"

    def covered(self, as_of):
        return cross_posts.secretary_is_head(as_of)


class _Units(Indicator):
    """A count of party organizations, never of organizations."""

    topic = TOPIC
    unit = "个"
    population = "社会组织中的党组织；律师事务所等非民政部门登记的单位不计入"
    source = SOURCE
    row_columns = EstablishmentRate.row_columns
    row_sorts = EstablishmentRate.row_sorts
    row_links = EstablishmentRate.row_links
    conditions: ClassVar[dict] = {}

    def numerator(self, scope: Scope, as_of: datetime.date):
        return PartyUnit.objects.within(scope).on(as_of).of_organizations().filter(**self.conditions)


class JointUnits(_Units):
    code = "joint_units"
    title = "联合党组织"
    formula = "统计日存续的联合党组织数"
    phrase = "联合党组织{numerator}个"
    conditions: ClassVar[dict] = {"form": UnitForm.JOINT}


class _Linked(_OfOrganizations):
    """A plain count of organizations covered in one way."""

    kind: ClassVar[str] = ""
    denominator_label = ""

    def numerator(self, scope, as_of):
        return _OfOrganizations.denominator(self, scope, as_of).filter(pk__in=queries.linked(as_of, self.kind))

    denominator = Indicator.denominator


class JointlyCovered(_Linked):
    code = "jointly_covered"
    title = "联合覆盖的组织"
    formula = "由联合党组织覆盖的社会组织数"
    phrase = "覆盖社会组织{numerator}家"
    kind = CoverageKind.JOINT


class Affiliated(_Linked):
    code = "affiliated_organizations"
    title = "挂靠（无党员）"
    formula = "没有党员、挂靠在其他党组织的社会组织数；不计入组织覆盖率"
    phrase = "另有挂靠{numerator}家"
    kind = CoverageKind.AFFILIATED


class Functional(_Linked):
    code = "functional_organizations"
    title = "功能型党组织覆盖"
    formula = "由功能型党组织覆盖的社会组织数；党员组织关系仍在原支部，不计入组织覆盖率"
    phrase = "功能型党组织覆盖{numerator}家"
    kind = CoverageKind.FUNCTIONAL
