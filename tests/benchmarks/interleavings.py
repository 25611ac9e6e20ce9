"""Two editors of one section with lost requests, lost answers and reloads; many people who send one report at once.

`python -m tests.benchmarks.interleavings [--runs 1000] [--senders 200] [--seed 1] [--json]` clones the reference
database and drops it. Nothing may be overwritten that its overwriter had not seen; one report gets one receipt.
The suite runs a few of both (tests/registry/annual_reports/test_interleavings.py).
"""

import argparse
import datetime
import random
import threading
from dataclasses import dataclass, field

from tests.benchmarks.scratch import Scratch, told

DAY = datetime.date(2026, 5, 20)
KEY = "staff"
FIELDS = ("volunteers", "part_time_staff", "full_time_staff")
STEPS = 24
AT_ONCE = 60  # connections: the database of a small machine takes a hundred


@dataclass
class Editor:
    """A page: what was typed, the version it was drawn from, and everything its reader has had before her eyes."""

    name: str
    answers: dict[str, str] = field(default_factory=dict)
    version: int = 0
    seen: list[dict] = field(default_factory=list)

    def load(self, section) -> None:
        self.answers, self.version = dict(section.answers), section.version
        self.seen.append(dict(section.answers))


@dataclass
class Outcome:
    saves: int = 0
    conflicts: int = 0
    lost: int = 0
    reloads: int = 0
    overwritten_unseen: int = 0


def run(report, seed: int) -> Outcome:
    """One schedule, decided by `seed` alone."""
    chance, outcome = random.Random(seed), Outcome()
    editors = [Editor("甲"), Editor("乙")]
    for editor in editors:
        editor.load(_stored(report))
    for step in range(STEPS):
        editor = chance.choice(editors)
        act = chance.choices(("type", "save", "reload"), weights=(4, 5, 1))[0]
        if act == "type":
            editor.answers[chance.choice(FIELDS)] = str(chance.randrange(100) + 100 * step)
        elif act == "reload":
            outcome.reloads += 1
            editor.load(_stored(report))
        else:
            _save(report, editor, chance, outcome)
    return outcome


def _stored(report):
    return report.sections.get(key=KEY)


def _save(report, editor: Editor, chance: random.Random, outcome: Outcome) -> None:
    from core.access.actor import Actor
    from registry.annual_reports.actions import filling

    fate = chance.choices(("arrives", "request lost", "answer lost"), weights=(7, 1, 2))[0]
    if fate == "request lost":
        outcome.lost += 1
        return
    before = _stored(report)
    try:
        saved = filling.save_section(
            report, KEY, editor.answers, version=editor.version, actor=Actor.system(editor.name)
        )
    except filling.SectionConflict as conflict:
        outcome.conflicts += 1
        _settle(editor, conflict.section, chance, is_shown=fate == "arrives")
        return
    if saved.version != before.version:
        outcome.saves += 1
        outcome.overwritten_unseen += before.answers not in editor.seen
        editor.seen.append(dict(saved.answers))
    if fate == "arrives":
        editor.version = saved.version
    else:
        outcome.lost += 1


def _settle(editor: Editor, theirs, chance: random.Random, *, is_shown: bool) -> None:
    """The conflict panel shows both; the person chooses field by field and saves against what she was shown."""
    if not is_shown:
        return
    editor.seen.append(dict(theirs.answers))
    chosen = {key for key in FIELDS if chance.random() < 0.5}
    editor.answers = {**theirs.answers, **{key: editor.answers.get(key, "") for key in chosen}}
    editor.version = theirs.version


def send_at_once(season, report, senders: int) -> tuple[list[str], list[str]]:
    """Receipts and refusals of `senders` threads, each with a connection of its own, AT_ONCE at a time."""
    from django.db import connections

    from core.workflow.errors import Refusal
    from registry.annual_reports.models import AnnualReport

    gate, start = threading.Semaphore(AT_ONCE), threading.Event()
    receipts: list[str] = []
    refusals: list[str] = []

    def send() -> None:
        start.wait()
        with gate:
            try:
                receipts.append(season.send(AnnualReport.objects.get(pk=report.pk)).receipt_no)
            except Refusal as refusal:
                refusals.append(str(refusal))
            finally:
                connections.close_all()

    threads = [threading.Thread(target=send) for _ in range(senders)]
    for thread in threads:
        thread.start()
    start.set()
    for thread in threads:
        thread.join()
    return receipts, refusals


def a_season():
    """The city of the tests with one association that owes a report."""
    from core.workdays.reference import load_holidays
    from registry.annual_reports import reference
    from registry.report_forms import versions
    from tests.registry.annual_reports.conftest import Season
    from tests.support.bureau import Bureau

    season = Season(Bureau())
    load_holidays()
    reference.load_regimes()
    versions.load_forms()
    organization = season.association("霁川市并行填报协会")
    season.open()
    return season, organization


def measure(runs: int, senders: int, seed: int) -> dict:
    from registry.annual_reports.models import ReportSubmission
    from tests.support.report_answers import ANSWERS

    season, organization = a_season()
    report, total = season.filled(organization), Outcome()
    for number in range(runs):
        one = run(report, seed + number)
        for name in vars(total):
            setattr(total, name, getattr(total, name) + getattr(one, name))
    season.fill(report, KEY, **ANSWERS)
    receipts, refusals = send_at_once(season, report, senders)
    return {
        "runs": runs,
        **vars(total),
        "senders": senders,
        "receipts": len(receipts),
        "refused": len(refusals),
        "stored": ReportSubmission.objects.filter(report=report).count(),
        "holds": total.overwritten_unseen == 0 and len(receipts) == 1 and len(refusals) == senders - 1,
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=1000)
    parser.add_argument("--senders", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    with Scratch("interleavings", DAY):
        from core.access.actor import Actor
        from core.history import acting

        with acting(Actor.system("bench")):
            figures = measure(options.runs, options.senders, options.seed)
    print(told(figures, as_json=options.json))
    if not figures["holds"]:
        raise SystemExit(1)


if __name__ == "__main__":
    main()
