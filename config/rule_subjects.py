"""What nightly rules can speak of, one line a kind; docs/rules-and-figures.md says how a rule names its subject."""

from core.rules.subjects import SubjectKind

RULE_SUBJECTS: list[SubjectKind] = [
    SubjectKind("organization", "社会组织", "registry.Organization", "staff:organizations:detail"),
    SubjectKind(
        "report", "年度报告", "registry.AnnualReport", "staff:annual_reports:detail", related=("organization",)
    ),
    SubjectKind(
        "report_review", "报告审查", "registry.AnnualReport", "staff:report_reviews:detail", related=("organization",)
    ),
    SubjectKind("department", "部门", "core.Department", offices={"business_supervisor": "id"}, named_by="name"),
    SubjectKind(
        "party_unit", "党组织", "party_building.PartyUnit", "staff:party_units:detail",
        offices={"party_superior": "superior_id"}, is_party=True, permission="party_units.view", named_by="name",
    ),
    SubjectKind("branch", "分支（代表）机构", "registry.BranchOffice", "staff:branches:detail"),
    SubjectKind(
        "officer_post", "任职", "registry.OfficerPost", "staff:officers:of_organization",
        opened_by="organization_id", related=("person", "kind", "organization"), permission="officers.view",
    ),
    SubjectKind(
        "reelection", "换届办理", "registry.Reelection", "staff:reelections:detail", related=("organization",),
        permission="reelections.view",
    ),
    SubjectKind("person", "人员", "registry.Person", "staff:people:detail", permission="people.view"),
    SubjectKind(
        "council_term", "届期", "registry.CouncilTerm", "staff:officers:of_organization", opened_by="organization_id"
    ),
    SubjectKind(
        "risk_report", "风险报送", "supervision.RiskReport", "staff:risk_reports:detail",
        offices={"supervising_authority": "authority_id"}, permission="risk_reports.judge",
    ),
    SubjectKind(
        "certificate", "登记证书", "registry.Certificate", "staff:certificates:of_organization",
        opened_by="organization_id",
    ),
    SubjectKind(
        "letter", "公文", "supervision.Letter", "staff:letters:detail", permission="letters.view", named_by="title",
        offices={"business_supervisor": "addressee_id", "supervising_authority": "department_id"},
    ),
    SubjectKind(
        "rectification", "责令整改", "supervision.RectificationOrder", "staff:rectifications:detail",
        related=("organization",), permission="rectifications.view",
    ),
    SubjectKind(
        "credit_entry", "名录列入", "supervision.CreditEntry", "staff:credit_listings:entry",
        related=("ground", "organization"), permission="credit_listings.view",
    ),
    SubjectKind(
        "credit_removal", "移出申请", "supervision.RemovalRequest", "staff:credit_removals:detail",
        related=("entry__ground", "organization"), permission="credit_listings.view",
    ),
    SubjectKind(
        "penalty", "行政处罚", "supervision.Penalty", "staff:penalties:detail", related=("organization",),
        permission="penalties.view", named_by="number",
    ),
    SubjectKind(
        "credit_record", "信用信息", "supervision.CreditRecord", "staff:credit_records:detail",
        related=("organization",), permission="credit_records.view", named_by="title",
    ),
]  # fmt: skip
