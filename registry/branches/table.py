"""The rows of config/branches.py: in which circumstance the law says what about a branch. Knows no model."""

import datetime
from dataclasses import dataclass
from enum import StrEnum

from registry.branches.states import FilingAct, Severity
from registry.organizations.states import OrgType


class When(StrEnum):
    """The circumstance a row speaks of."""

    ALWAYS = "always"
    REGIONAL_NAME = "regional_name"
    INCOME_APART = "income_apart"
    NO_CHARTER_BASIS = "no_charter_basis"


@dataclass(frozen=True)
class BranchRule:
    """One row. `since` is the first day it holds; `is_verified` False: the article was not compared with the original
    (条文待核). The sentence may name {words}."""

    code: str
    when: When
    severity: Severity
    sentence: str
    source: str
    since: datetime.date
    org_types: frozenset[str] = frozenset(OrgType.values)
    kinds: frozenset[str] = frozenset()  # empty: all
    acts: frozenset[str] = frozenset({FilingAct.ESTABLISH})
    is_verified: bool = True
