"""What stands out in a submission: pure functions over its content, last year's report and the usual ranges."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from decimal import Decimal

from core import clock
from registry.annual_reports import judging, prefill
from registry.annual_reports.models import ReportSubmission
from registry.annual_reports.prefill import LastYear
from registry.report_forms import checks
from registry.report_forms.schema import Field, FormSchema, schema_of
from registry.report_reviews import peers, thresholds
from registry.report_reviews.models import PeerRange, SubmissionDigest
from registry.report_reviews.states import FindingKind
from registry.report_reviews.thresholds import Thresholds

PASSING = ("long_text", "table")  # told anew every year: differing from last year says nothing


@dataclass(frozen=True)
class Finding:
    """`key` is the same whenever the same thing is found in the same submission; `reason` is the organization's."""

    key: str
    field: str
    section: str
    kind: str
    text: str
    reason: str = ""

    @property
    def needs_reason(self) -> bool:
        """A failed check is accepted with a reason; what only stands out is accepted as seen."""
        return self.kind in (FindingKind.HARD, FindingKind.SOFT)

    @property
    def label(self) -> str:
        return FindingKind(self.kind).label


@dataclass(frozen=True)
class Digest:
    findings: tuple[Finding, ...] = ()
    changed: frozenset[str] = field(default_factory=frozenset)


def of(submission: ReportSubmission) -> Digest:
    """As it was found when the report was sent; found now for one sent before the portal kept it."""
    stored = SubmissionDigest.objects.filter(submission=submission).first()
    return read(stored) if stored else look(submission)


def read(stored: SubmissionDigest) -> Digest:
    return Digest(tuple(Finding(**one) for one in stored.findings), frozenset(stored.changed))


def keep(submission: ReportSubmission, digest: Digest) -> SubmissionDigest:
    """An unsaved row."""
    return SubmissionDigest(
        submission=submission,
        findings=[asdict(one) for one in digest.findings],
        changed=sorted(digest.changed),
        finding_count=len(digest.findings),
        changed_count=len(digest.changed),
        found_at=submission.submitted_at,
    )


def look(submission: ReportSubmission) -> Digest:
    """About five queries."""
    report = submission.report
    previous = report.submissions.standing().filter(round__lt=submission.round).order_by("round").last()
    schema = schema_of(report.form)
    figures = checks.figures(schema, submission.content["sections"])
    return compare(
        schema,
        submission.content["sections"],
        previous.content["sections"] if previous else None,
        prefill.last_year(report),
        peers.ranges(report.year, report.organization.org_type, figures),
        thresholds.on(clock.date_of(submission.submitted_at)),
        judging.limits_of(report),
    )


def compare(
    schema: FormSchema,
    answers: Mapping,
    previous: Mapping | None,
    last: LastYear,
    usual: Mapping[str, PeerRange],
    limits: Thresholds,
    spending: judging.Limits | None = None,
) -> Digest:
    flat, fields = checks.flat(answers), schema.fields
    asked = [one for one in fields.values() if checks.is_asked(fields, one, flat)]
    found = _failing(schema, answers, last, spending or judging.Limits())
    told = {one.field for one in found}
    numbers = checks.numbers(schema, answers)
    for one in asked:
        text = _outlying(one, numbers, last, usual, limits, is_told=one.key in told)
        if text:
            found.append(Finding(f"outlier:{one.key}", one.key, one.section, FindingKind.OUTLIER, text))
        if getattr(one, "is_marked", False) and flat.get(one.key):
            text = f"“{one.label}”须逐份核对"
            found.append(Finding(f"marked:{one.key}", one.key, one.section, FindingKind.MARKED, text))
    before = checks.flat(previous) if previous is not None else None
    is_same_form = last.form == schema.code
    changed = {one.key for one in asked if _is_changed(one, flat, before, numbers, last, limits, is_same_form)}
    return Digest(tuple(found), frozenset(changed))


def _failing(schema: FormSchema, answers: Mapping, last: LastYear, spending: judging.Limits) -> list[Finding]:
    found = []
    for one in judging.problems(schema, answers, last, spending):
        if one.kind == "info":
            continue
        kind = FindingKind.SOFT if one.kind == "soft" else FindingKind.HARD
        found.append(Finding(f"{kind}:{one.code}", one.field, one.section, kind, one.text, one.reason))
    return found


def _least(one: Field, limits: Thresholds) -> Decimal:
    return limits.least_yuan if one.kind == "money_yuan" else limits.least_count


def _outlying(one: Field, numbers, last: LastYear, usual, limits: Thresholds, *, is_told: bool) -> str:
    now = numbers.get(one.key)
    if not one.is_number or now is None:
        return ""
    parts = [] if is_told else [_against_last(one, now, last.figures.get(one.figure_code), limits)]
    parts.append(_against_peers(one, now, usual.get(one.figure_code), limits))
    said = [part for part in parts if part]
    return f"“{one.label}”{checks.said(one, now)}，{'；'.join(said)}" if said else ""


def _against_last(one: Field, now: Decimal, before: Decimal | None, limits: Thresholds) -> str:
    """Beyond so many times last year, or below the share of it; small amounts are left alone."""
    if not before or max(abs(now), abs(before)) < _least(one, limits):
        return ""
    ratio = now / before
    if limits.ratio_low <= ratio <= limits.ratio_high:
        return ""
    return f"上年为 {checks.said(one, before)}，变动过大"


def _against_peers(one: Field, now: Decimal, usual: PeerRange | None, limits: Thresholds) -> str:
    if usual is None or usual.low <= now <= usual.high or abs(now) < _least(one, limits):
        return ""
    low, high = checks.said(one, usual.low), checks.said(one, usual.high)
    return f"超出同类型同规模 {usual.count} 家组织的常见范围（{low} 至 {high}）"


def _is_changed(one: Field, flat, before, numbers, last: LastYear, limits: Thresholds, is_same_form: bool) -> bool:
    """Against the round before in anything; against last year in a word, or in a number beyond the threshold.

    A blank of the same form counts as nought; what last year's form did not ask is new, not changed.
    """
    text = _text(flat.get(one.key, ""))
    if before is not None and _text(before.get(one.key, "")) != text:
        return True
    if not last.year or one.kind in PASSING:
        return False
    if one.is_number:
        old, now = last.figures.get(one.figure_code), numbers.get(one.key)
        if old is None and not is_same_form:
            return False
        percent = checks.change_percent(now, old) if now is not None and old else None
        if percent is None:
            return (now or 0) != (old or 0) and max(abs(now or 0), abs(old or 0)) >= _least(one, limits)
        return abs(percent) > limits.change_percent
    return one.key in last.answers and _text(last.answers[one.key]) != text


def _text(answer) -> str:
    """An answer as text, whatever it is made of."""
    return answer if isinstance(answer, str) else json.dumps(answer, ensure_ascii=False, sort_keys=True)
