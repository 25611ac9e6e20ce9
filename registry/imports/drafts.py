"""A row while it is being checked: values and issues together, before anything is written."""

from dataclasses import dataclass, field

from registry.identifiers.issues import Issue, Severity
from registry.imports.states import Decision

ORDER = {Severity.ERROR: 0, Severity.CONFIRM: 1, Severity.WARNING: 2}


@dataclass
class Draft:
    """`subject_id` is the record of the kind that the row means, `organization_id` the organization it speaks of.

    `chosen_id` is the record that a clerk picked among the candidates; a check keeps to it.
    """

    line: int
    raw: list[str]
    numeric: list[int]
    values: dict = field(default_factory=dict)
    issues: list[dict] = field(default_factory=list)
    overrides: dict[str, str] = field(default_factory=dict)
    decision: str = Decision.CREATE
    is_decided: bool = False
    subject_id: int | None = None
    chosen_id: int | None = None
    organization_id: int | None = None
    match_on: str = ""
    candidates: list[dict] = field(default_factory=list)
    changes: dict[str, list] = field(default_factory=dict)
    kept: list[str] = field(default_factory=list)
    is_matching: bool = False

    def say(self, key: str, issue: Issue) -> None:
        """Keep an issue with the target it speaks of ("" for the whole row); the same sentence is said once."""
        if any(said["message"] == issue.message for said in self.issues):
            return
        said = {"code": issue.code, "severity": str(issue.severity), "message": issue.message, "field": key}
        if self.is_matching:
            said["of_match"] = True  # said again when the clerk picks another record
        self.issues.append(said)

    def says(self, key: str) -> bool:
        """Whether something was said about this column already."""
        return any(issue["field"] == key for issue in self.issues)

    def raw_says(self, key: str, mapping: list[str]) -> bool:
        """Whether the cell of this target holds anything, readable or not."""
        return key in mapping and bool(self.raw[mapping.index(key)].strip())

    def propose(self, subject_id: int, reasons: list[str]) -> None:
        """One more record that the row may mean, with the reasons a clerk reads."""
        self.candidates.append({"id": subject_id, "reasons": reasons})

    @property
    def title(self) -> str:
        return self.values.get("name") or f"第{self.line}行"

    @property
    def names(self) -> list[str]:
        return [name for name in (self.values.get("name"), self.values.get("former_name")) if name]

    @property
    def subject_codes(self) -> list[str]:
        """The organization code, on its own and inside the credit code."""
        code = self.values.get("uscc", "")
        return [subject for subject in dict.fromkeys((self.values.get("org_code", ""), code[8:17])) if subject]


def worst(issues: list[dict], covered: dict[str, str]) -> str:
    """The heaviest severity that no reason covers; an error cannot be covered. "" for none."""
    open_issues = [
        issue["severity"]
        for issue in issues
        if issue["severity"] != Severity.CONFIRM or not covered.get(issue["code"])
    ]
    return min(open_issues, key=lambda severity: ORDER[Severity(severity)], default="")
