"""Drawing a share of the clean reports for full review, so that it can be checked afterwards."""

import secrets

from django.db import transaction

from core import audit, clock
from core.access.actor import Actor
from core.refusal import Refusal
from core.workflow.errors import NotPermitted
from core.workflow.perform import check_competent, lock, log
from registry.annual_reports.models import AnnualReport, ReportingRegime
from registry.annual_reports.states import State
from registry.report_reviews import queries, sampling
from registry.report_reviews.models import ReviewSample, SampledReport

PERMISSION = "annual_reports.receive"


def _may(actor: Actor) -> None:
    if actor.department_id is None or not actor.can(PERMISSION):
        raise NotPermitted("您的岗位没有“接收审查”的权限，不能抽取。")


def population(department_id: int, year: int):
    """Clean reports at the authority that no draw has looked at. One query."""
    reports = AnnualReport.objects.filter(
        year=year, state=State.SUBMITTED_FINAL, organization__supervising_authority=department_id, sampled=None
    )
    return queries.clean(reports).order_by("pk")


@transaction.atomic
def commit(year: int, *, actor: Actor) -> ReviewSample:
    """Fix the seed before anybody knows the reports: its SHA-256 is shown at once, the seed after the draw."""
    _may(actor)
    regime = ReportingRegime.objects.filter(year=year).order_by("-sample_percent").first()
    if regime is None or not regime.sample_percent:
        raise Refusal(f"{year}年度的年报规则没有规定抽查比例。")
    if ReviewSample.objects.filter(department=actor.department_id, year=year, drawn_at=None).exists():
        raise Refusal("随机种子已经生成，请先完成这次抽取。")
    seed = secrets.token_hex(16)
    sample = ReviewSample.objects.create(
        department_id=actor.department_id, year=year, percent=regime.sample_percent, seed=seed,
        commitment=sampling.commitment(seed), committed_at=clock.now(), committed_by_id=actor.user_id,
    )  # fmt: skip
    log(sample, "commit", actor=actor)
    audit.record("report_reviews.commit_sample", actor=actor, subject=sample, commitment=_in_fours(sample.commitment))
    return sample


def _in_fours(digest: str) -> str:
    """The first 16 characters as the audit log takes them: unbroken they may look like a telephone number."""
    return "-".join(digest[i : i + 4] for i in range(0, 16, 4))


@transaction.atomic
def draw(sample: ReviewSample, *, actor: Actor) -> int:
    """Draw from what is clean now; returns how many were chosen. Raises Refusal when it was drawn, or nothing is
    clean."""
    _may(actor)
    lock(sample)
    check_competent(sample, actor=actor, label="抽取")
    if sample.drawn_at:
        raise Refusal("这次抽取已经完成。请刷新页面查看结果。")
    reports = list(population(sample.department_id, sample.year).values_list("pk", flat=True))
    if not reports:
        raise Refusal("现在没有可以抽取的无问题报告。")
    chosen = sampling.size(len(reports), sample.percent)
    SampledReport.objects.bulk_create(
        SampledReport(sample=sample, report_id=report, position=place, draw_hash=mark, is_chosen=place <= chosen)
        for place, (mark, report) in enumerate(sampling.order(sample.seed, reports), 1)
    )
    sample.drawn_at, sample.drawn_by_id = clock.now(), actor.user_id
    sample.save(update_fields=["drawn_at", "drawn_by"])
    log(sample, "draw", actor=actor)
    audit.record("report_reviews.draw_sample", actor=actor, subject=sample, chosen=chosen, reports=len(reports))
    return chosen


def differences(sample: ReviewSample) -> list[str]:
    """Draw again from what is kept; what does not come out the same, in words. Empty: it is right."""
    found = []
    if sampling.commitment(sample.seed) != sample.commitment:
        found.append("seed and commitment disagree")
    rows = list(sample.reports.order_by("position").values_list("draw_hash", "report_id", "is_chosen"))
    again = sampling.order(sample.seed, [report for _, report, _ in rows])
    if [(mark, report) for mark, report, _ in rows] != again:
        found.append("order differs")
    if sum(is_chosen for *_, is_chosen in rows) != sampling.size(len(rows), sample.percent):
        found.append("number of chosen reports differs")
    chosen = [is_chosen for *_, is_chosen in rows]
    if chosen != sorted(chosen, reverse=True):
        found.append("not the first ones were chosen")
    return found
