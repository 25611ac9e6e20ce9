"""Which files belong to a report. The kinds are data of the regime; who owes which follows from the organization.

A row of `ReportingRegime.attachments` is {code, title, required, hint}; `required` is one of REQUIRED, or several
joined by "|" of which one suffices.
"""

from dataclasses import dataclass

from registry.annual_reports.models import ReportingRegime
from registry.organizations.models import Organization
from registry.organizations.states import OrgType

SIGNED_DECLARATION = "signed_declaration"
OTHER = "other"
PROOF = "direct_proof"  # never among the kinds of a year: it comes with the sending
FILE_TYPES = ("pdf", "ofd", "jpg", "png", "docx", "xlsx")
MOST_FILES = 5  # of one kind
REQUIRED = {
    "always": "必交",
    "if_charity": "慈善组织必交",
    "if_public_fundraising": "具有公开募捐资格的必交",
    "if_industry_association": "行业协会商会必交",
    "never": "选交",
}
FIRST_YEAR = 2025  # reports of earlier years came in without files


@dataclass(frozen=True)
class Kind:
    code: str
    title: str
    is_required: bool = False
    hint: str = ""


def kinds_of(regime: ReportingRegime, organization: Organization) -> list[Kind]:
    """In the regime's order; then what may always be added."""
    own = [
        Kind(row["code"], row["title"], _owes(row.get("required", "never"), organization), row.get("hint", ""))
        for row in regime.attachments
    ]
    return [*own, Kind(OTHER, "其他材料", hint="需要一并说明的其他材料。")]


def _owes(required: str, organization: Organization) -> bool:
    flags = {
        "always": True,
        "if_charity": organization.is_charity,
        "if_public_fundraising": organization.has_public_fundraising,
        "if_industry_association": organization.is_industry_association,
    }
    return any(flags.get(code, False) for code in required.split("|"))


def usual(org_type: str, year: int) -> list[dict[str, str]]:
    """What a new regime starts with. Local notices differ: unverified, and changed on the regime."""
    if year < FIRST_YEAR:
        return []
    is_foundation = org_type == OrgType.FOUNDATION
    audit = "always" if is_foundation else "if_charity|if_public_fundraising|if_industry_association"
    return [
        {
            "code": "financial_report",
            "title": "财务会计报告",
            "required": "always",
            "hint": "盖章的资产负债表、业务活动表、现金流量表扫描件。",
        },
        {
            "code": "audit_report",
            "title": "审计报告",
            "required": audit,
            "hint": "会计师事务所出具的年度审计报告。",
        },
        {
            "code": "certificate_copy",
            "title": "登记证书副本复印件",
            "required": "never",
            "hint": "登记事项有变更、证书尚未换发的，请上传。",
        },
    ]
