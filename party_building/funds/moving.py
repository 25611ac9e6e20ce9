"""Budgets of this year and later follow the organ; what was paid names the organ that paid."""

from core.reorganizations.movers import Change, Mover, follow
from party_building.funds.models import FundBudget, Grant
from party_building.funds.states import GrantState


class Funds(Mover):
    label, unit = "党建经费", "项"
    moves = ("party_building.FundBudget.department", "party_building.Grant.department")

    def count_departments(self, old, day):
        budgets = FundBudget.objects.filter(department__in=old, year__gte=day.year).count()
        return budgets + Grant.objects.filter(department__in=old, state=GrantState.PREPARED).count()

    def move_departments(self, change: Change) -> int:
        budgets = FundBudget.objects.filter(year__gte=change.day.year)
        taken = FundBudget.objects.filter(department__in=[new for new in change.pairs.values() if new], unit=None)
        budgets = budgets.exclude(unit=None, year__in=taken.values("year"))
        return follow(budgets, "department", change) + follow(
            Grant.objects.filter(state=GrantState.PREPARED), "department", change
        )
