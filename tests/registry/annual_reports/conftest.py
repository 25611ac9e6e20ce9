"""A season of annual reports: the city of tests.support.bureau with regimes, forms, and reports put in any state."""

import datetime
import hashlib
from dataclasses import dataclass

import pytest
from django.test import Client

from core import clock
from core.access.actor import Actor
from core.files.models import StoredFile
from core.identity.models import User
from core.workdays.reference import load_holidays
from registry.annual_reports import reference
from registry.annual_reports.actions import attaching, filing, filling, obligations
from registry.annual_reports.models import (
    AnnualReport,
    ReportAttachment,
    ReportObligation,
    ReportSubmission,
    ReviewOpinion,
)
from registry.annual_reports.states import OpinionKind, Stage, State
from registry.org_accounts.models import OrganizationSeat
from registry.org_accounts.seats import actor_of
from registry.report_forms import versions
from registry.report_forms.models import FormVersion
from registry.report_forms.schema import schema_of
from tests.support.bureau import BACKEND, Bureau
from tests.support.report_answers import ANSWERS

SYSTEM = Actor.system("tests")


def at(day: datetime.date, hour: int = 10) -> datetime.datetime:
    return datetime.datetime.combine(day, datetime.time(hour), clock.SHANGHAI)


@dataclass
class Season:
    """Facts of filing written straight into their tables, for tests that only read them."""

    bureau: Bureau

    def open(self, year: int = 2025) -> obligations.Opened:
        return obligations.open_year(year, actor=SYSTEM)

    def association(self, name="霁川市花木协会", **fields):
        return self.bureau.register(name, **{"responsibilities": self.supervised_by(self.bureau.commerce), **fields})

    @staticmethod
    def supervised_by(department) -> dict:
        return {"business_supervisor": department.pk}

    def seat(self, organization, role="organization_filer", name="唐果") -> OrganizationSeat:
        user = User.objects.create(username=f"f{OrganizationSeat.objects.count()}_{organization.pk}", name=name)
        return OrganizationSeat.objects.create(
            user=user, organization=organization, role=role, valid_from=datetime.date(2020, 1, 1)
        )

    def filer(self, organization, **fields) -> Client:
        """Who may send by herself, for the first one of an organization; a colleague after her."""
        first = not OrganizationSeat.objects.filter(organization=organization).exists()
        fields.setdefault("role", "legal_representative" if first else "organization_filer")
        client = Client()
        client.force_login(self.seat(organization, **fields).user, backend=BACKEND)
        return client

    def actor(self, organization, **fields) -> Actor:
        return actor_of(self.seat(organization, **fields))

    def begun(self, organization, year: int = 2025) -> AnnualReport:
        """A report with nothing but what the portal knew."""
        return filling.begin(self.obligation(organization, year), actor=SYSTEM)

    def filled(self, organization, year: int = 2025, **changes) -> AnnualReport:
        """Everything answered and confirmed; `changes` replace single answers."""
        report = self.begun(organization, year)
        given = {**ANSWERS, **changes}
        for section in schema_of(report.form).sections:
            self.fill(report, section.key, **given)
        self.attach(report)
        return report

    @staticmethod
    def fill(report, key: str, **given) -> None:
        """One section answered and confirmed, with what of `given` belongs to it."""
        fields = schema_of(report.form).section(key).fields
        stored = report.sections.get(key=key)
        answers = {field.key: given.get(field.key, "") for field in fields}
        filling.save_section(report, key, answers, version=stored.version, actor=SYSTEM, confirm=True)

    @staticmethod
    def attach(report) -> None:
        """One file of every kind that must come."""
        for kind in attaching.missing(report, attaching.filed_with(report)):
            name = f"{kind.title}.pdf"
            stored = StoredFile.objects.create(
                sha256=hashlib.sha256(name.encode()).hexdigest(), size=1000, name=name, content_type="application/pdf",
                kind="annual_report", permission="annual_reports.view", path="none",
            )  # fmt: skip
            ReportAttachment.objects.create(report=report, kind=kind.code, file=stored)

    def submitted(self, organization, **options) -> ReportSubmission:
        report = self.filled(organization)
        return self.send(report, **options)

    @staticmethod
    def send(report, actor=SYSTEM, **options) -> ReportSubmission:
        report.refresh_from_db()
        content = filing.content_of(report, schema_of(report.form), filing.draft(report))
        return filing.submit(report, actor=actor, seen_digest=filing.digest(content), **options)

    def obligation(self, organization, year: int = 2025) -> ReportObligation:
        return ReportObligation.objects.get(organization=organization, year=year)

    def report(self, organization, year: int = 2025) -> AnnualReport:
        obligation = self.obligation(organization, year)
        form = FormVersion.objects.filter(org_type=organization.org_type).first()
        return AnnualReport.objects.get_or_create(
            obligation=obligation, defaults={"organization": organization, "year": year, "form": form}
        )[0]

    def sent(self, organization, day: datetime.date, *, stage=Stage.FIRST_REVIEW, hour=10) -> ReportSubmission:
        """A submission of that day, as the tables keep it."""
        report = self.report(organization)
        due = report.obligation
        number = report.submissions.count() + 1
        AnnualReport.objects.filter(pk=report.pk).update(
            state=State.SUBMITTED_FINAL if stage == Stage.FINAL else State.SUBMITTED_FIRST_REVIEW
        )
        return ReportSubmission.objects.create(
            report=report, round=number, stage=stage, due_on=due.due_on, first_due_on=due.first_due_on,
            receipt_no=f"NB{report.pk}-{number}", submitted_at=at(day, hour), content={}, content_hash="0" * 64,
        )  # fmt: skip

    def sent_of(self, organization, year: int, day: datetime.date, *, hour=10) -> ReportSubmission:
        """The report of another year, arrived at the authority on `day`."""
        report, due = self.report(organization, year), self.obligation(organization, year)
        report.state = State.SUBMITTED_FINAL
        report.save(update_fields=["state"])
        return ReportSubmission.objects.create(
            report=report, round=report.submissions.count() + 1, stage=Stage.FINAL, due_on=due.due_on,
            first_due_on=due.first_due_on, receipt_no=f"NB{year}-{report.pk}-{report.submissions.count() + 1}",
            submitted_at=at(day, hour), content={}, content_hash="0" * 64,
        )  # fmt: skip

    def opinion(self, submission, day: datetime.date, kind: OpinionKind, fix_due_on=None) -> ReviewOpinion:
        return ReviewOpinion.objects.create(submission=submission, kind=kind, at=at(day, 15), fix_due_on=fix_due_on)


@pytest.fixture
def season(db, set_clock):
    """The city on 2026-06-03 with the regimes of 2017-2026; nothing opened yet."""
    set_clock("2026-06-03")
    bureau = Bureau()
    load_holidays()
    reference.load_regimes()
    versions.load_forms()
    return Season(bureau)
