"""Computes a plan and prints what the solver proved. Nothing is written."""

import json
import time
from dataclasses import asdict

from django.core.management.base import BaseCommand, CommandError

from core import clock
from core.access.actor import Actor
from core.departments.models import Department
from party_building.instructor_plans import queries, synthetic
from party_building.instructor_plans.problem import Problem
from party_building.instructor_plans.solving import THREADS, TIME_LIMIT, NoSolution, Solution, solve
from party_building.instructors.models import Instructor
from party_building.instructors.queries import uncovered
from registry.organizations.models import Organization

ACTOR = Actor.system("plan_instructors")


class Command(BaseCommand):
    help = "为应派未派的组织试算党建指导员选派方案；只计算，不写入"

    def add_arguments(self, parser):
        parser.add_argument("--json", action="store_true", help="one JSON object instead of lines")
        parser.add_argument("--organ", default="", help="name of one party organ; without it the whole register")
        parser.add_argument("--within-district", action="store_true", help="nobody is sent out of her district")
        parser.add_argument("--synthetic", type=int, default=0, help="an invented city with so many bodies instead")
        parser.add_argument("--time-limit", type=float, default=TIME_LIMIT, help="seconds for the solver")

    def handle(self, **options):
        problem = self._problem(options)
        began = time.process_time()
        try:
            found = solve(problem, time_limit=options["time_limit"])
        except NoSolution as none:
            raise CommandError(f"求解器没有得出方案：{none}") from None
        said = {**_said(problem, found, options), "cpu_seconds": round(time.process_time() - began, 2)}
        if options["json"]:
            self.stdout.write(json.dumps(said, ensure_ascii=False, indent=1))
        else:
            for name, value in said.items():
                self.stdout.write(f"{name}: {value}")

    @staticmethod
    def _problem(options) -> Problem:
        today, within = clock.today(), options["within_district"]
        if options["synthetic"]:
            return synthetic.problem(options["synthetic"], queries.weights(today), within_district=within)
        bodies = uncovered(Organization.objects.as_of(today), today)
        workers = Instructor.objects.on(today)
        if options["organ"]:
            organ = Department.objects.active().filter(name=options["organ"]).first()
            if organ is None:
                raise CommandError(f"没有名为“{options['organ']}”的机构。")
            bodies, workers = queries.bodies_of(organ, ACTOR, today), queries.workers_of(organ, today)
        return queries.problem_of(bodies, workers, today, within_district=within)


def _said(problem: Problem, found: Solution, options) -> dict:
    loads = {worker.pk: worker.load for worker in problem.workers}
    for pk in found.assigned.values():
        loads[pk] += 1
    over = [one.pk for one in problem.workers if one.cap is not None and loads[one.pk] > max(one.cap, one.load)]
    return {
        "written": False,
        "source": f"synthetic {options['synthetic']}" if options["synthetic"] else options["organ"] or "register",
        "weights": asdict(problem.weights),
        "within_district": problem.within_district,
        "bodies": len(problem.bodies),
        "instructors": len(problem.workers),
        "room": problem.room,
        "assigned": len(found.assigned),
        "left_out": len(found.left_out),
        "caps_broken": len(over),
        "status": found.status,
        "objective": found.objective,
        "bound": round(found.bound, 6),
        "gap": round(found.gap, 6),
        "seconds": round(found.seconds, 2),
        "threads": THREADS,
        "columns": found.columns,
        "rows": found.rows,
    }
