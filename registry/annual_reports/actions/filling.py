"""Filling a report: begin, and save one section at a time. Drafts are autosaved; each section has its own version."""

from django.db import transaction

from core import clock
from core.access.actor import Actor
from core.workflow.errors import NotPermitted, Refusal, WrongState
from core.workflow.perform import check_competent, lock, log
from registry.annual_reports import prefill
from registry.annual_reports.actions import inviting
from registry.annual_reports.models import AnnualReport, ReportObligation, ReportSection
from registry.annual_reports.queries import RELEASED
from registry.annual_reports.states import FILLING
from registry.report_forms import checks
from registry.report_forms.schema import REASONS, Answers, schema_of
from registry.report_forms.versions import form_for

FILL = "own_reports.fill"


class SectionConflict(Refusal):
    """Somebody saved the same section since the page was opened; `section` is what is stored now."""

    def __init__(self, section: ReportSection):
        self.section = section
        super().__init__("本部分已被他人修改，请核对后再保存。您填写的内容没有丢失。")


def _may_fill(actor: Actor, obj) -> None:
    if not actor.can(FILL):
        raise NotPermitted("您的岗位没有“填报年度报告”的权限，请联系本单位法定代表人调整。")
    check_competent(obj, actor=actor, label="填报年度报告")


@transaction.atomic
def begin(obligation: ReportObligation, *, actor: Actor) -> AnnualReport:
    """The report of an obligation, made at the first call with what the portal knows already filled in.

    Raises WrongState where nothing is owed, Refusal before the season opens.
    """
    lock(obligation)
    _may_fill(actor, obligation)
    report = AnnualReport.objects.filter(obligation=obligation).first()
    if report is not None:
        return report
    if obligation.state in RELEASED:
        raise WrongState(f"{obligation.year}年度报告{obligation.get_state_display()}：{obligation.reason}。")
    if clock.today() < obligation.regime.opens_on:
        raise Refusal(f"{obligation.year}年度报告自{obligation.regime.opens_on:%Y-%m-%d}起填报。")
    organization = obligation.organization
    report = AnnualReport.objects.create(
        organization=organization,
        obligation=obligation,
        year=obligation.year,
        form=form_for(organization.org_type, obligation.year),
    )
    _prefill(report)
    log(report, "begin", actor=actor)
    return report


def _prefill(report: AnnualReport) -> None:
    schema = schema_of(report.form)
    known = prefill.known(schema.fields.values(), report.organization, report.year, prefill.last_year(report))
    ReportSection.objects.bulk_create(
        ReportSection(
            report=report,
            key=section.key,
            answers={f.key: known[f.key][0] for f in section.fields if f.key in known},
        )
        for section in schema.sections
    )


@transaction.atomic
def save_section(
    report: AnnualReport,
    key: str,
    answers: Answers,
    *,
    version: int,
    actor: Actor,
    reasons: dict[str, str] | None = None,
    confirm: bool = False,
) -> ReportSection:
    """Keep what was typed, complete or not. Changed answers take back an earlier confirmation.

    Saving the same again changes nothing. Raises SectionConflict when `version` is not the stored one, WrongState when
    the report has been sent meanwhile.
    """
    lock(report)
    if not inviting.may_fill(actor, report, key):
        _may_fill(actor, report)
    if report.state not in FILLING:
        raise WrongState(f"当前状态为“{report.get_state_display()}”，不能修改。请刷新页面查看最新情况。")
    section = ReportSection.objects.select_for_update(of=("self",)).get(report=report, key=key)
    fields = schema_of(report.form).section(key).fields
    given = {**answers, **{f.key: section.answers.get(f.key, "") for f in fields if f.is_fixed}}
    kept = {f.key: text for f in fields if (text := checks.tidy(f, given.get(f.key, "")))}
    if why := {code: text.strip()[:400] for code, text in (reasons or {}).items() if text.strip()}:
        kept[REASONS] = why
    is_same = kept == section.answers
    if is_same and (section.is_confirmed or not confirm):
        return section
    if section.version != version:
        raise SectionConflict(section)
    section.is_confirmed = confirm or (is_same and section.is_confirmed)
    section.answers, section.version = kept, section.version + 1
    section.saved_at, section.saved_by_id = clock.now(), actor.user_id
    section.save()
    return section
