"""Rows of the lists of credit supervision, for tests/list_entries.py."""

from core import clock
from supervision.commitments.models import CommitmentText
from supervision.ladders.models import Ladder
from supervision.risk_alerts.models import SCOPE_COPIES, RiskAlert
from tests import access_credit as credit
from tests.list_reviews import organization


def _row(make):
    def made(world, number, is_own):
        body = organization(world, number, is_own)
        make(body)
        return body.name

    return made


def a_penalty(world, number, is_own):
    return credit.a_penalty(organization(world, number, is_own)).number


def a_ladder(body):
    return Ladder.objects.create(organization=body, kind="other", began_on=clock.today())


def a_clue(body):
    copies = {f"{name}_id": getattr(body, f"{name}_id") for name in SCOPE_COPIES}
    return RiskAlert.objects.create(
        rule_code="AR-04", subject_kind="organization", subject_id=body.pk, organization=body,
        period="2025", severity="H", evidence_digest="x", opened_on=clock.today(), **copies,
    )  # fmt: skip


def a_text(world, number, is_own):
    b = world.bureau
    office = b.wanglan_bureau if is_own else b.yanhai_bureau
    title = f"{'本局' if is_own else '外局'}第{number}项承诺"
    return CommitmentText.objects.create(department=office, title=title, scope="走查", body="走查").title


def entries(entry) -> dict:
    """`entry` is the class of tests/list_entries.py, which reads this."""
    names = {
        "penalties:list": (a_penalty, 11),
        "case_proposals:list": (_row(credit.a_proposal), 10),
        "credit_records:list": (_row(credit.a_record), 10),
        "credit_listings:list": (_row(credit.a_case), 11),
        "credit_listings:entries": (_row(credit.an_entry), 11),
        "credit_listings:clues": (_row(a_clue), 10),
        "credit_removals:list": (_row(lambda body: credit.a_removal(credit.an_entry(body))), 10),
        "credit_objections:list": (_row(lambda body: credit.an_objection(credit.an_entry(body))), 10),
        "commitments:list": (_row(credit.a_commitment), 10),
        "commitments:texts": (a_text, 10),
        "ladders:list": (_row(a_ladder), 10),
    }
    return {
        f"staff:{name}": entry("registry_clerk", "system_admin", make, queries)
        for name, (make, queries) in names.items()
    }
