"""For the access walk: what is owed and filed for a year."""

import datetime

from core import clock
from core.files.models import StoredFile
from registry.annual_reports.actions import filing, filling, obligations
from registry.annual_reports.models import (
    AnnualReport,
    ReportAttachment,
    ReportingRegime,
    ReportObligation,
    ReportSubmission,
    SectionGuest,
)
from registry.annual_reports.states import Stage
from registry.org_accounts.models import ActivationCode
from registry.report_forms.schema import schema_of
from tests.access_world import Case, Place, of_organization


def owed(place: Place) -> dict:
    return {"pk": obligation(place).pk}


def obligation(place: Place) -> ReportObligation:
    def make():
        year = clock.today().year - 1
        obligations.open_year(year, actor=place.world.system)
        return ReportObligation.objects.get(organization=place.organization, year=year)

    return place.world.once("owed", place.organization.pk, make)


def the_report(place: Place) -> AnnualReport:
    def make():
        return filling.begin(obligation(place), actor=place.world.system)

    return place.world.once("report", place.organization.pk, make)


def report(place: Place) -> dict:
    return {"pk": the_report(place).pk}


def section(place: Place) -> dict:
    return {**report(place), "key": the_report(place).sections.order_by("pk").first().key}


def statement(place: Place) -> dict:
    schema = schema_of(the_report(place).form)
    return {**report(place), "key": next(part.key for part in schema.sections if part.sheet)}


def receipt(place: Place) -> dict:
    def make():
        the_one = the_report(place)
        return ReportSubmission.objects.create(
            report=the_one,
            round=1,
            stage=Stage.values[0],
            department=place.organization.supervising_authority,
            due_on=clock.today(),
            receipt_no=f"WALK-{the_one.pk}",
            submitted_by=place.world.stranger,
            content=filing.content_of(the_one, schema_of(the_one.form), {}),
            content_hash=place.world.digest("walk"),
        )

    return {**report(place), "round": place.world.once("receipt", place.organization.pk, make).round}


def _a_file(place: Place) -> StoredFile:
    def make():
        return StoredFile.objects.create(
            sha256=place.world.digest("attachment"), size=10, name="走查.pdf", content_type="application/pdf",
            kind="annual_report", permission="annual_reports.view", path="none",
        )  # fmt: skip

    return place.world.once("attached file", place.organization.pk, make)


def attachment(place: Place) -> dict:
    def make():
        return ReportAttachment.objects.create(report=the_report(place), kind="other", file=_a_file(place))

    return {**report(place), "attachment": place.world.once("attachment", place.organization.pk, make).pk}


def filed_file(place: Place) -> dict:
    """A file of the draft for the organization; for offices one that was filed with an earlier round."""
    attachment(place)

    def make():
        the_one, file = the_report(place), _a_file(place)
        return ReportSubmission.objects.create(
            report=the_one,
            round=9,
            stage=Stage.values[0],
            department=place.organization.supervising_authority,
            due_on=clock.today(),
            receipt_no=f"WALK-F-{the_one.pk}",
            submitted_by=place.world.stranger,
            content={
                **filing.content_of(the_one, schema_of(the_one.form), {}, []),
                "attachments": [{"kind": "other", "file": file.pk, "name": file.name, "size": 10, "sha256": ""}],
            },
            content_hash=place.world.digest("walk file"),
        )

    place.world.once("filed file", place.organization.pk, make)
    return {**report(place), "file": _a_file(place).pk}


def receipt_number(place: Place) -> dict:
    receipt(place)
    return {"receipt": f"WALK-{the_report(place).pk}"}


def _a_guest(place: Place, user=None) -> SectionGuest:
    def make():
        the_one = the_report(place)
        code = ActivationCode.objects.create(
            organization=place.organization, role="report_guest", prefix="WALK", digest=place.world.digest("guest"),
            expires_at=clock.now() + datetime.timedelta(days=9), used_at=clock.now() if user else None, used_by=user,
        )  # fmt: skip
        return SectionGuest.objects.create(
            organization=place.organization, report=the_one, name="走查", sections=[section(place)["key"]],
            expires_on=clock.today() + datetime.timedelta(days=9), code=code, user=user,
        )  # fmt: skip

    return place.world.once("guest", (place.organization.pk, user.pk if user else None), make)


def guest(place: Place) -> dict:
    return {**report(place), "guest": _a_guest(place).pk}


def given(place: Place) -> dict:
    _a_guest(place, place.owner)
    return section(place)


def season(place: Place) -> dict:
    return {"year": clock.today().year - 1}


def regime(place: Place) -> dict:
    return {"pk": ReportingRegime.objects.filter(year=clock.today().year - 1).order_by("pk").first().pk}


REPORT_CASES: dict[str, Case] = {
    "org:annual_reports:start": Case(owed),
    "org:annual_reports:detail": Case(report),
    "org:annual_reports:check": Case(report),
    "org:annual_reports:submit": Case(report),
    "org:annual_reports:receipt": Case(receipt),
    "org:annual_reports:print": Case(receipt),
    "org:annual_reports:pdf": Case(receipt),
    "public:annual_reports:verify": Case(receipt_number, "holder"),
    "org:annual_reports:ask_declaration": Case(report),
    "org:annual_reports:declare": Case(report),
    "org:annual_reports:declaration_page": Case(report),
    "org:annual_reports:attachments": Case(report),
    "org:annual_reports:attach": Case(report),
    "org:annual_reports:detach": Case(attachment),
    "org:annual_reports:fetch_file": Case(filed_file),
    "org:annual_reports:guests": Case(report),
    "org:annual_reports:end_guest": Case(guest),
    "org:annual_reports:given_section": Case(given, "owner"),
    "org:annual_reports:given_autosave": Case(given, "owner"),
    "org:annual_reports:withdraw": Case(report),
    "org:annual_reports:ask_return": Case(report),
    "org:annual_reports:section": Case(section),
    "org:annual_reports:autosave": Case(section),
    "org:annual_reports:paste": Case(statement),
    "staff:annual_reports:open_year": Case(season, "holder"),
    "staff:annual_reports:move_due": Case(regime, "holder"),
    "staff:annual_reports:owed": Case(owed),
    "staff:annual_reports:defer": Case(owed),
    "staff:annual_reports:waive": Case(owed),
    "staff:annual_reports:of_organization": Case(of_organization),
    "staff:annual_reports:detail": Case(report),
    "staff:annual_reports:fetch_file": Case(filed_file),
    "staff:annual_reports:preview": Case(filed_file),
    "staff:annual_reports:print": Case(receipt),
    "staff:annual_reports:pdf": Case(receipt),
    "staff:annual_reports:opened": Case(report),
}
