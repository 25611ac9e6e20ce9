"""Measures the proposals of the responsibility ledger on organizations whose department is known."""

import json
from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand

from core.departments.models import Department, DepartmentKind
from registry.responsibilities import evaluation, learning
from registry.responsibilities.evaluation import Measured

WORDS = {
    "rows": "留出组织数", "departments": "部门数", "coverage": "给出建议的比例", "precision_at_1": "首选查准率",
    "recall_at_1": "首选查全率", "precision_at_3": "前三查准率", "recall_at_3": "前三查全率",
    "forced_at_1": "逐家必答时首选命中率", "calibration_error": "把握的平均误差", "majority_floor": "最大类下限",
    "random_floor": "随机下限",
}  # fmt: skip


class Command(BaseCommand):
    help = "Precision and recall of the ledger's proposals at one and at three, on held-out rows. Writes nothing."

    def add_arguments(self, parser):
        parser.add_argument("--json", action="store_true", help="one JSON object instead of a table")
        parser.add_argument("--register", default="", help="CSV of a register with name_2013, focus, supervising_unit")

    def handle(self, *args, **options):
        found = {"floor": settings.PROPOSAL_FLOOR, "register_here": self._here()}
        found |= self._published(options["register"] or settings.EVALUATION_REGISTER)
        if options["json"]:
            self.stdout.write(json.dumps(found, ensure_ascii=False, indent=2))
        else:
            self._table(found)

    def _here(self) -> dict:
        """The city's own organizations, each office by itself, the largest office first."""
        offices = Department.objects.active().of_kind(DepartmentKind.CIVIL_AFFAIRS)
        measured = {}
        for office in offices.order_by("region__level", "pk"):
            departments = list(learning.candidates(office))
            truth = learning.examples_of(office, departments)
            if len({one.department for one in truth}) < 2 or len(truth) < 20:
                continue
            trades, names = learning.trades_of(departments), learning.names_of(departments)
            result = evaluation.measure(truth, least=learning.floor(), trades=trades, names=names)
            bare = evaluation.measure(truth, least=learning.floor(), names=names)
            measured[office.name] = {"with_trade_words": result.as_dict(), "names_alone": bare.as_dict()}
        return measured

    def _published(self, path: str) -> dict:
        """The real register of 2013, where the installation has it."""
        if not path or not Path(path).is_file():
            return {"register_2013": None, "register_2013_skipped": "PORTAL_EVALUATION_REGISTER names no file"}
        truth, lines = evaluation.read_register(Path(path))
        names = {number: [line] for number, line in lines.items()}
        trades = {number: {line[:2]: 4} for number, line in lines.items()}
        result = evaluation.measure(
            truth, least=learning.floor(), trades=trades, names=names, noise=0.0, unlabelled=0.0
        )
        return {"register_2013": result.as_dict()}

    def _table(self, found: dict) -> None:
        for office, measured in found["register_here"].items():
            self._lines(office, measured["with_trade_words"])
        if found["register_2013"]:
            self._lines("2013年基金会名册", found["register_2013"])
        else:
            self.stdout.write(f"2013年基金会名册：跳过（{found['register_2013_skipped']}）")

    def _lines(self, title: str, figures: dict) -> None:
        self.stdout.write(f"\n{title}")
        for key in Measured.__dataclass_fields__:
            value = figures[key]
            self.stdout.write(f"  {WORDS[key]}：{f'{value:.1%}' if isinstance(value, float) else value}")
