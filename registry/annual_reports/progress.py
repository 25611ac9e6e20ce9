"""How far a report is: what the task list, the section pages and the check page all read."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from registry.annual_reports import judging, prefill
from registry.annual_reports.attachment_kinds import Kind, kinds_of
from registry.annual_reports.models import AnnualReport, ReportAttachment, ReportSection
from registry.annual_reports.units import in_unit
from registry.report_forms import checks
from registry.report_forms.checks import Problem
from registry.report_forms.schema import Answers, Field, FormSchema, Section, schema_of


@dataclass(frozen=True)
class SectionProgress:
    section: Section
    stored: ReportSection
    problems: tuple[Problem, ...]  # those that block

    @property
    def is_complete(self) -> bool:
        return not self.problems and not self.awaits_confirmation

    @property
    def awaits_confirmation(self) -> bool:
        return self.section.needs_confirmation and not self.stored.is_confirmed

    @property
    def is_touched(self) -> bool:
        return self.stored.saved_by_id is not None

    @property
    def label(self) -> str:
        if not self.is_touched and self.problems:
            return "未开始"
        missing = sum(p.kind == "missing" for p in self.problems)
        if others := len(self.problems) - missing:
            return f"{others}处需核对"
        if missing:
            return f"{missing}项待填"
        return "待确认" if self.awaits_confirmation else "已完成"

    @property
    def tone(self) -> str:
        if self.is_complete:
            return "ok"
        if not self.is_touched:
            return "neutral"
        return "danger" if any(p.kind in ("hard", "format") for p in self.problems) else "warning"


class Progress:
    """One report as it stands; seven queries, whatever is read from it (three more where limits on spending bind)."""

    def __init__(self, report: AnnualReport, *, units: Mapping[str, str] | None = None):
        """`units`: section → the unit in which its amounts are shown and typed, where it is not the form's own."""
        self.report, self._units = report, units or {}
        self._known: dict[str, prefill.Known] = {}

    @cached_property
    def schema(self) -> FormSchema:
        schema = schema_of(self.report.form)
        for key, unit in self._units.items():
            schema = in_unit(schema, key, unit)
        return schema

    @cached_property
    def stored(self) -> dict[str, ReportSection]:
        return {section.key: section for section in self.report.sections.select_related("saved_by")}

    @cached_property
    def answers(self) -> dict[str, Answers]:
        return {key: section.answers for key, section in self.stored.items()}

    @cached_property
    def last(self) -> prefill.LastYear:
        return prefill.last_year(self.report)

    def known(self, section: Section) -> prefill.Known:
        """What a section may take from elsewhere; asks only the capabilities that it names, and each once."""
        if section.key not in self._known:
            self._known[section.key] = prefill.known(
                section.fields, self.report.organization, self.report.year, self.last
            )
        return self._known[section.key]

    @cached_property
    def numbers(self) -> dict[str, Decimal]:
        return checks.numbers(self.schema, self.answers)

    @cached_property
    def problems(self) -> list[Problem]:
        return judging.problems(self.schema, self.answers, self.last, judging.limits_of(self.report))

    @cached_property
    def asked(self) -> list[Section]:
        """Without the sections of which nothing is asked of this organization."""
        flat = checks.flat(self.answers)
        return [section for section in self.schema.sections if checks.is_section_asked(self.schema, section, flat)]

    def asked_in(self, section: Section) -> list[Field]:
        """Without those whose condition does not hold."""
        flat = checks.flat(self.answers)
        return [field for field in section.fields if checks.is_asked(self.schema.fields, field, flat)]

    @cached_property
    def sections(self) -> list[SectionProgress]:
        return [
            SectionProgress(
                section,
                self.stored[section.key],
                tuple(p for p in self.problems if p.section == section.key and p.blocks),
            )
            for section in self.asked
        ]

    @cached_property
    def kinds(self) -> list[Kind]:
        return kinds_of(self.report.obligation.regime, self.report.organization)

    @cached_property
    def attached(self) -> list[ReportAttachment]:
        return list(self.report.attachments.select_related("file", "added_by"))

    @cached_property
    def missing_files(self) -> list[Kind]:
        there = {row.kind for row in self.attached}
        return [kind for kind in self.kinds if kind.is_required and kind.code not in there]

    @property
    def files_label(self) -> str:
        """附件 2/3: required kinds that have a file, of all required ones."""
        owed = [kind for kind in self.kinds if kind.is_required]
        return f"{len(owed) - len(self.missing_files)}/{len(owed)}" if owed else "选交"

    @property
    def left(self) -> int:
        """How many things still stand against sending."""
        return len(self.missing_files) + sum(len(one.problems) + one.awaits_confirmation for one in self.sections)

    @property
    def complete(self) -> int:
        """How many sections are done."""
        return sum(one.is_complete for one in self.sections)

    def place(self, key: str) -> int:
        """Which of the sections it is, from 1; 0 where it is not asked."""
        keys = [section.key for section in self.asked]
        return keys.index(key) + 1 if key in keys else 0

    def before(self, key: str) -> str:
        """The key of the section before; "" at the first."""
        keys = [section.key for section in self.asked]
        return keys[keys.index(key) - 1] if key in keys[1:] else ""

    def after(self, key: str) -> str:
        """The key of the next section; "" after the last."""
        keys = [section.key for section in self.asked]
        return keys[keys.index(key) + 1] if key in keys[:-1] else ""
