"""For the access walk: what reviews leave behind."""

import datetime

from core import clock
from registry.annual_reports.models import AnnualReport, ReportSubmission, ReviewOpinion
from registry.annual_reports.states import OpinionKind, State
from registry.report_reviews.models import (
    FixNotice,
    PartyOpinion,
    RemarkPhrase,
    ReportConclusion,
    ReportRectification,
    ReviewSample,
)
from registry.report_reviews.states import ConclusionValue, PartyState, Verdict
from tests.access_reports import receipt, report, the_report
from tests.access_world import Case, Place


def _submission(place: Place) -> ReportSubmission:
    receipt(place)
    return the_report(place).submissions.filter(round__gt=0).first()


def at_authority(place: Place) -> dict:
    _submission(place)
    AnnualReport.objects.filter(pk=the_report(place).pk).update(state=State.SUBMITTED_FINAL)
    return report(place)


def fix_letter(place: Place) -> dict:
    def make():
        opinion = ReviewOpinion.objects.create(submission=_submission(place), kind=OpinionKind.RETURNED)
        return FixNotice.objects.create(
            report=the_report(place), organization=place.organization, opinion=opinion,
            department=place.organization.supervising_authority, document_no=f"走查补{place.organization.pk}号",
            name=place.organization.name, fix_due_on=clock.today(),
        )  # fmt: skip

    return {"pk": place.world.once("fix_letter", place.organization.pk, make).pk}


def _an_opinion(place: Place, submission: ReportSubmission, **values) -> PartyOpinion:
    return PartyOpinion.objects.create(
        submission=submission, due_on=clock.today(),
        department=place.organization.party_superior or place.organization.supervising_authority, **values,
    )  # fmt: skip


def opinion(place: Place) -> dict:
    def make():
        return _an_opinion(place, _submission(place))

    return {"pk": place.world.once("party_opinion", place.organization.pk, make).pk}


def given_opinion(place: Place) -> dict:
    """Of a sending before the first one: the first one's opinion is still asked for."""

    def make():
        first = _submission(place)
        before = ReportSubmission.objects.create(
            report=first.report, round=0, stage=first.stage, department=first.department, due_on=first.due_on,
            content=first.content, receipt_no=f"走查前{first.pk}",
        )  # fmt: skip
        given = {"state": PartyState.GIVEN, "verdict": Verdict.COMMENTS, "given_at": clock.now()}
        return _an_opinion(place, before, **given)

    return {"pk": place.world.once("given_party_opinion", place.organization.pk, make).pk}


def the_conclusion(place: Place) -> ReportConclusion:
    def make():
        return ReportConclusion.objects.create(
            report=the_report(place), organization=place.organization, submission=_submission(place),
            value=ConclusionValue.BASICALLY_QUALIFIED, grounds=[{"code": "x", "title": "情形", "source": "依据"}],
            fields=[{"part": "部分", "item": "项目"}], document_no=f"走查{place.organization.pk}号",
            department=place.organization.supervising_authority, concluded_on=clock.today(),
        )  # fmt: skip

    return place.world.once("report_conclusion", place.organization.pk, make)


def conclusion(place: Place) -> dict:
    return {"pk": the_conclusion(place).pk}


def the_rectification(place: Place) -> ReportRectification:
    def make():
        return ReportRectification.objects.create(
            conclusion=the_conclusion(place), organization=place.organization,
            due_on=clock.today() + datetime.timedelta(days=90),
        )  # fmt: skip

    return place.world.once("report_rectification", place.organization.pk, make)


def rectification(place: Place) -> dict:
    return {"pk": the_rectification(place).pk}


def ordered_rectification(place: Place) -> dict:
    row = the_rectification(place)
    numbered = {"ordered_at": clock.now(), "document_no": f"走查改{row.pk}号"}
    ReportRectification.objects.filter(pk=row.pk, ordered_at=None).update(**numbered)
    return {"pk": row.pk}


def phrase(place: Place) -> dict:
    def make():
        return RemarkPhrase.objects.create(user=place.owner, text="走查意见")

    return {"pk": place.world.once("remark_phrase", place.owner.pk, make).pk}


def sample(place: Place) -> dict:
    def make():
        return ReviewSample.objects.create(
            department=place.department, year=clock.today().year - 1, percent=5, seed="0" * 32, commitment="0" * 64
        )

    return {"pk": place.world.once("review_sample", place.department.pk, make).pk}


_OF_REPORT = (
    "detail", "preview", "edit", "pass_first_review", "return_from_first_review", "return_for_fix", "accept",
    "conclude", "propose", "confirm", "send_back", "withdraw",
)  # fmt: skip
REVIEW_CASES: dict[str, Case] = {
    **{f"staff:report_reviews:{name}": Case(report) for name in _OF_REPORT},
    "staff:report_reviews:fix_letter": Case(fix_letter),
    "staff:report_reviews:conclusion_letter": Case(conclusion),
    "staff:report_reviews:rectification_letter": Case(rectification),
    "staff:report_reviews:order_rectification": Case(rectification),
    "staff:report_reviews:send_back_rectification": Case(rectification),
    "staff:report_reviews:finish_rectification": Case(rectification),
    "staff:report_reviews:party": Case(opinion),
    "staff:report_reviews:give": Case(opinion),
    "staff:report_reviews:drop_phrase": Case(phrase, "owner"),
    "staff:report_reviews:sample": Case(sample, "department"),
    "staff:report_reviews:draw_sample": Case(sample, "department"),
    "org:report_reviews:detail": Case(report),
    "org:report_reviews:fix_letter": Case(fix_letter),
    "org:report_reviews:conclusion_letter": Case(conclusion),
    "org:report_reviews:rectification_letter": Case(ordered_rectification),
    "org:report_reviews:report_rectification": Case(rectification),
    "org:report_reviews:seen": Case(given_opinion),
}
