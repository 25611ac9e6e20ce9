from django.db import models


class UnitKind(models.TextChoices):
    """What a party organization is in the line; `own` are those of social organizations, the others lead them."""

    WORK_COMMITTEE = "work_committee", "两新工委"
    COMPREHENSIVE = "comprehensive", "综合党委"
    INDUSTRY = "industry", "行业党委"
    STREET = "street", "街镇党(工)委"
    COMMUNITY = "community", "社区党组织"
    OWN = "own", "社会组织党组织"


class UnitLevel(models.TextChoices):
    WORK_COMMITTEE = "work_committee", "工委"
    COMMITTEE = "committee", "党委"
    GENERAL_BRANCH = "general_branch", "党总支"
    BRANCH = "branch", "党支部"


class UnitForm(models.TextChoices):
    """How a unit of social organizations was set up (组建方式); empty for the organs that lead."""

    STANDALONE = "standalone", "单独组建"
    JOINT = "joint", "联合组建"
    AFFILIATED = "affiliated", "挂靠组建"
    FUNCTIONAL = "functional", "功能型"
    CENTRE = "centre", "综合支部"


class CoverageKind(models.TextChoices):
    """By what an organization is covered. The members of a functional unit keep their membership elsewhere."""

    OWN = "own", "单独组建"
    JOINT = "joint", "联合组建"
    AFFILIATED = "affiliated", "挂靠（无党员）"
    FUNCTIONAL = "functional", "功能型党组织"


BUILT = (CoverageKind.OWN, CoverageKind.JOINT)  # what the printed organization coverage counts (rules 5.5)
COVERAGE_OF_FORM = {
    UnitForm.STANDALONE: CoverageKind.OWN,
    UnitForm.JOINT: CoverageKind.JOINT,
    UnitForm.AFFILIATED: CoverageKind.AFFILIATED,
    UnitForm.FUNCTIONAL: CoverageKind.FUNCTIONAL,
    UnitForm.CENTRE: CoverageKind.AFFILIATED,
}


class GuidanceKind(models.TextChoices):
    """党组织建在服务地: the department guides the business, the place the party affairs."""

    BUSINESS = "business", "业务指导"
    PARTY = "party", "党务指导"


class CommitteePostKind(models.TextChoices):
    SECRETARY = "secretary", "书记"
    DEPUTY = "deputy", "副书记"
    ORGANIZATION = "organization", "组织委员"
    PUBLICITY = "publicity", "宣传委员"
    DISCIPLINE = "discipline", "纪检委员"
    MEMBER = "member", "委员"
