"""补正通知书, and a reviewer's own phrases."""

from django.db import transaction
from django.db.models import F

from core import clock
from core.access.actor import Actor
from core.departments.models import Department
from core.refusal import Refusal
from registry.annual_reports.models import AnnualReport, ReviewOpinion
from registry.report_forms.schema import schema_of
from registry.report_reviews import documents, series
from registry.report_reviews.models import FixNotice, PartyOpinion, RemarkPhrase
from registry.report_reviews.states import Letter, PartyState

PHRASES_KEPT = 200


@transaction.atomic
def issue_fix_notice(report: AnnualReport, opinion: ReviewOpinion) -> FixNotice | None:
    """The letter of a return, with its number. None for a return of no office (the portal's own)."""
    if opinion.department_id is None or opinion.fix_due_on is None:
        return None
    office = Department.objects.get(pk=opinion.department_id)
    remarks = [*opinion.remarks, *_of_party(report, opinion)]
    return FixNotice.objects.create(
        report=report,
        organization_id=report.organization_id,
        opinion=opinion,
        department=office,
        name=report.organization.name,
        comment=opinion.comment,
        remarks=documents.lines(schema_of(report.form), remarks),
        fix_due_on=opinion.fix_due_on,
        issued_at=opinion.at,
        issued_by_id=opinion.by_id,
        document_no=series.take(office, Letter.FIX, clock.date_of(opinion.at)),
    )


def _of_party(report: AnnualReport, opinion: ReviewOpinion) -> list[dict]:
    """The organ's remarks go out with the authority's letter; no other department is told of them."""
    if opinion.department_id != report.organization.supervising_authority_id:
        return []
    given = PartyOpinion.objects.filter(submission=opinion.submission_id, state=PartyState.GIVEN).first()
    own = {(one["field"], one["text"]) for one in opinion.remarks}
    return [one for one in (given.remarks if given else []) if (one["field"], one["text"]) not in own]


def phrases(actor: Actor) -> list[RemarkPhrase]:
    """One's own, most used first."""
    return list(RemarkPhrase.objects.filter(user_id=actor.user_id)[:PHRASES_KEPT])


@transaction.atomic
def keep_phrases(texts: list[str], *, actor: Actor) -> int:
    """Keep remarks for the next time; returns how many are new. Raises Refusal beyond the two hundred kept."""
    wanted = [text.strip()[:400] for text in dict.fromkeys(texts) if text.strip()]
    known = RemarkPhrase.objects.filter(user_id=actor.user_id)
    if known.count() + len(wanted) > PHRASES_KEPT:
        raise Refusal(f"常用意见最多保存{PHRASES_KEPT}条，请先删除不再使用的。")
    before = known.count()
    now = clock.now()
    rows = [RemarkPhrase(user_id=actor.user_id, text=text, kept_at=now) for text in wanted]
    RemarkPhrase.objects.bulk_create(rows, ignore_conflicts=True)
    return known.count() - before


def count_uses(texts: list[str], *, actor: Actor) -> None:
    """Remarks that were sent and are kept count as used."""
    RemarkPhrase.objects.filter(user_id=actor.user_id, text__in=[text.strip() for text in texts]).update(
        uses=F("uses") + 1
    )


@transaction.atomic
def drop_phrase(phrase: RemarkPhrase, *, actor: Actor) -> None:
    RemarkPhrase.objects.filter(pk=phrase.pk, user_id=actor.user_id).delete()
