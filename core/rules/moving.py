"""A proposal that is not decided follows the bureau that keeps the rule book."""

from django.db.models import F

from core.reorganizations.movers import Change, Mover, follow
from core.rules.models import RuleProposal
from core.rules.states import ProposalState


class Proposals(Mover):
    label, unit = "待批准的规则新版本", "个"
    moves = ("core.RuleProposal.department",)

    def count_departments(self, old, day):
        return self._open().filter(department__in=list(old)).count()

    def move_departments(self, change: Change) -> int:
        return follow(self._open(), "department", change, version=F("version") + 1)

    @staticmethod
    def _open():
        return RuleProposal.objects.filter(state=ProposalState.PROPOSED)
