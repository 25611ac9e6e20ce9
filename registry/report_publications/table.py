"""The rows of REPORT_DISCLOSURES (config/disclosure.py): a figure of a report, of whom it is public, on what basis."""

import datetime
from dataclasses import dataclass


@dataclass(frozen=True)
class ReportDisclosure:
    """One figure of a report that is public. `codes` are what forms of different years call it, newest first.

    `org_types` empty: every type. `charities_only`: only of charities (and foundations, which file as such).
    """

    key: str
    label: str
    codes: tuple[str, ...]
    basis: str
    since: datetime.date
    org_types: tuple[str, ...] = ()
    charities_only: bool = False
    unit: str = "元"
    is_verified: bool = False

    def applies(self, organization) -> bool:
        if self.org_types and organization.org_type not in self.org_types:
            return False
        return organization.is_charity or not self.charities_only
