"""A dry run of the planner of joint branches: nothing is written.

./script/manage plan_joint_branches --json
./script/manage plan_joint_branches --json --synthetic 2000   (a made-up city of so many candidates)
"""

import json
import random

from django.core.management.base import BaseCommand

from core import clock
from core.access.scope import EVERYTHING
from party_building.joint_plans import queries, solver
from party_building.joint_plans.solver import Candidate, Limits, Place, Solution


class Command(BaseCommand):
    help = "Proposes joint branches for all uncovered organizations; prints the limits, the answer and its proof."

    def add_arguments(self, parser):
        parser.add_argument("--json", action="store_true")
        parser.add_argument("--seconds", type=float, default=10.0, help="for each district")
        parser.add_argument("--synthetic", type=int, default=0, metavar="N", help="N made-up candidates, no database")
        parser.add_argument("--groups", action="store_true", help="print the groups too")

    def handle(self, *, seconds, synthetic, groups, **options):
        if synthetic:
            limits, told = Limits(seconds=seconds), {}
            candidates = made_up(synthetic)
        else:
            day = clock.today()
            limits = queries.limits_on(day, seconds=seconds)
            found = queries.situation(EVERYTHING, day)
            candidates = found.candidates
            after = found.covered
            told = {
                "as_of": day.isoformat(), "organizations": found.total, "covered_before": after, "alone": found.alone,
                "without_members": found.without_members, "without_place": found.without_place,
            }  # fmt: skip
        solution = solver.solve(candidates, limits)
        result = {**told, **report(candidates, limits, solution)}
        if told:
            result["covered_after"] = told["covered_before"] + solution.covered
        if groups:
            result["groups"] = [list(group.keys) for group in solution.groups]
        if options["json"]:
            self.stdout.write(json.dumps(result, ensure_ascii=False, indent=1))
            return
        for name, value in result.items():
            self.stdout.write(f"{name}: {value}")


def report(candidates, limits: Limits, solution: Solution) -> dict:
    members = {one.key: one.members for one in candidates}
    return {
        "limits": {"members": limits.members, "units": limits.units},
        "candidates": len(candidates),
        "branches": len(solution.groups),
        "organizations_joined": solution.covered,
        "left": len(solution.left),
        "least_members": min((sum(members[key] for key in one.keys) for one in solution.groups), default=None),
        "most_units": max((len(one.keys) for one in solution.groups), default=None),
        "status": solution.status,
        "objective": solution.objective,
        "bound": solution.bound,
        "gap": round(solution.gap, 6),
        "patterns": solution.patterns,
        "seconds": round(solution.seconds, 2),
    }


def made_up(number: int, seed: int = 1) -> list[Candidate]:
    """Ten districts of fifteen streets, trades of very different sizes, one or two members."""
    dice = random.Random(seed)  # noqa: S311  no secret: a city that is the same every time
    found = []
    for key in range(number):
        street = dice.randrange(150)
        trade = f"行业{int(dice.paretovariate(0.8)) % 20}"
        found.append(Candidate(key, Place(street % 10, street, trade), dice.choice((1, 1, 2))))
    return found
