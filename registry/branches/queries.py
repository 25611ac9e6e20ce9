"""What a filing would change."""

from core.pages.comparisons import Difference
from registry.branches.models import PARTICULARS, BranchFiling
from registry.branches.states import FilingAct


def differences(filing: BranchFiling) -> list[Difference]:
    """What is on record of the branch beside what the filing says; empty for anything but a change."""
    if filing.act != FilingAct.CHANGE or filing.branch is None:
        return []
    labels = {name: str(filing._meta.get_field(name).verbose_name) for name in PARTICULARS}
    return [
        Difference(label, _word(getattr(filing.branch, name)), _word(getattr(filing, name)))
        for name, label in labels.items()
    ]


def _word(value) -> str:
    return ("是" if value else "否") if isinstance(value, bool) else value
