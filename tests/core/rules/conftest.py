import datetime

import pytest
from django.urls import reverse

from core.jobs import runner
from core.jobs.models import Job
from core.rules.models import RuleProposal
from tests.supervision.risk_alerts.conftest import bureau, only_rules, rich  # noqa: F401 fixtures

FIRST = datetime.date(2026, 7, 1)


class Book:
    """The rule book through the front door: two chiefs and a clerk of the city's bureau."""

    def __init__(self, cast):
        self.bureau = cast
        self.author = cast.client("registry_chief", cast.bureau)
        self.second = cast.client("registry_chief", cast.bureau)
        self.clerk = cast.client("registry_clerk", cast.bureau)

    def propose(self, client=None, **given):
        said = {
            "param_high_from": "1000000", "param_least": "50000", "severity": "M", "told": ["REG"],
            "valid_from": FIRST.isoformat(), "note": "小额资金不再提示", **given,
        }  # fmt: skip
        return (client or self.author).post(reverse("staff:rules:propose", args=["TT-01"]), said)

    def proposal(self) -> RuleProposal:
        return RuleProposal.objects.latest("pk")

    def page(self, client=None) -> str:
        return (client or self.author).get(self.address()).content.decode()

    def address(self, verb: str = "proposal") -> str:
        return reverse(f"staff:rules:{verb}", args=[self.proposal().pk])

    def do(self, verb: str, client=None, **given):
        return (client or self.author).post(self.address(verb), given, follow=True)

    def ask(self, **given):
        return self.do("try", **{"first_year": "2024", "last_year": "2026", "step": "12", **given})

    def try_out(self, **given):
        """Ask for the dry run and let the worker do it."""
        answer = self.ask(**given)
        for job in Job.objects.filter(kind="rules.trial", state="queued"):
            runner.run(job.pk, job.attempt)
        return answer


@pytest.fixture
def book(rich):  # noqa: F811
    return Book(rich)
