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
from registry.annual_reports.states import Stage, State
from registry.org_accounts.models import ActivationCode
from registry.report_announcements.models import ReportAnnouncement
from registry.report_announcements.states import AnnouncementState
from registry.report_forms.schema import schema_of
from registry.report_publications.models import ReportPublication
from registry.report_requests.models import ReportRequest
from registry.report_requests.states import Consent, RequestKind, RequestState
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


def coming_regime(place: Place) -> dict:
    """Of a year that nobody opened."""
    return {"pk": ReportingRegime.objects.filter(year=clock.today().year).order_by("pk").first().pk}


def published_report(place: Place) -> dict:
    """Public, and concluded again after a correction: may be published once more or be corrected."""

    def make():
        year = clock.today().year - 2
        obligations.open_year(year, actor=place.world.system)
        owes = ReportObligation.objects.get(organization=place.organization, year=year)
        the_one = filling.begin(owes, actor=place.world.system)
        AnnualReport.objects.filter(pk=the_one.pk).update(state=State.CONCLUDED)
        sent = ReportSubmission.objects.create(
            report=the_one, round=1, stage=Stage.FINAL, due_on=clock.today(), receipt_no=f"WALK-PUBLIC-{the_one.pk}",
            content=filing.content_of(the_one, schema_of(the_one.form), {}), content_hash=place.world.digest("walk"),
        )  # fmt: skip
        ReportPublication.objects.create(
            organization=place.organization, report=the_one, submission=sent, number=1, published_on=clock.today()
        )
        return the_one

    return {"pk": place.world.once("published_report", place.organization.pk, make).pk}


def public_report(place: Place) -> dict:
    published_report(place)
    return {"number": f"id-{place.organization.pk}", "year": clock.today().year - 2}


def _announcement(place: Place, shift: int, **fields) -> ReportAnnouncement:
    def make():
        today = clock.today()
        return ReportAnnouncement.objects.create(
            department=place.department, year=today.year - shift, as_of=today, **fields
        )

    return place.world.once(f"announcement_{shift}", place.department.pk, make)


def drafted_announcement(place: Place) -> dict:
    return {"pk": _announcement(place, 3).pk}


def submitted_announcement(place: Place) -> dict:
    return {"pk": _announcement(place, 4, state=AnnouncementState.SUBMITTED).pk}


def _public_announcement(place: Place) -> ReportAnnouncement:
    today = clock.today()
    figures = {"owed": 1, "filed": 1, "on_time": 1, "exempt": 0}
    return _announcement(
        place, 5, state=AnnouncementState.PUBLISHED, number=f"走查公告{place.department.pk}号", signed_on=today,
        published_on=today, figures=figures,
    )  # fmt: skip


def published_announcement(place: Place) -> dict:
    return {"pk": _public_announcement(place).pk}


def public_announcement(place: Place) -> dict:
    found = _public_announcement(place)
    return {"year": found.year, "pk": found.pk}


def public_announcements_of_a_year(place: Place) -> dict:
    return {"year": _public_announcement(place).year}


def a_request(organization, world, kind=RequestKind.EXEMPTION, **fields) -> ReportRequest:
    year = clock.today().year - 1
    obligations.open_year(year, actor=world.system)
    owes = ReportObligation.objects.get(organization=organization, year=year)
    return ReportRequest.objects.create(
        organization=organization, obligation=owes, kind=kind, reason="走查", filed_on=clock.today(), **fields
    )


def filed_request(place: Place) -> dict:
    """With the authority, and with a file."""

    def make():
        file = StoredFile.objects.create(
            sha256=place.world.digest("request"), size=1, name="说明.pdf", content_type="application/pdf",
            kind="report_request", permission="annual_reports.view", path="00/walk",
        )  # fmt: skip
        return a_request(place.organization, place.world, file=file)

    return {"pk": place.world.once("filed_request", place.organization.pk, make).pk}


def waiting_request(place: Place) -> dict:
    """With the responsible department."""

    def make():
        return a_request(
            place.organization, place.world, RequestKind.DEFERRAL, state=RequestState.WAITING_CONSENT,
            consent=Consent.WAITING, consent_due_on=clock.today(),
            department=place.organization.business_supervisor or place.department,
        )  # fmt: skip

    return {"pk": place.world.once("waiting_request", place.organization.pk, make).pk}


def either_request(place: Place) -> dict:
    """Whichever the office of the place has to act on."""
    is_authority = place.department.pk == place.organization.supervising_authority_id
    return filed_request(place) if is_authority else waiting_request(place)


def request_kind(place: Place) -> dict:
    return {**owed(place), "kind": "exemption"}


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
    "staff:annual_reports:regime": Case(coming_regime, "holder"),
    "staff:annual_reports:own_regime": Case(coming_regime, "holder"),
    **{
        f"staff:report_announcements:{name}": Case(submitted_announcement)
        for name in ("detail", "submit", "send_back", "sign", "discard", "letter", "publish")
    },
    "staff:report_announcements:edit": Case(drafted_announcement),
    "staff:report_announcements:correct": Case(published_announcement),
    "public:report_announcements:year": Case(public_announcements_of_a_year, "holder"),
    "public:report_announcements:detail": Case(public_announcement, "holder"),
    "public:disclosures:annual_report": Case(public_report, "holder"),
    **{
        f"staff:report_publications:{name}": Case(published_report)
        for name in ("detail", "publish", "open_correction")
    },
    "staff:report_requests:detail": Case(either_request),
    "staff:report_requests:document": Case(filed_request),
    "staff:report_requests:consent": Case(waiting_request),
    "staff:report_requests:refuse_consent": Case(waiting_request),
    "staff:report_requests:decide": Case(filed_request),
    "org:report_requests:create": Case(request_kind),
    "org:report_requests:detail": Case(filed_request),
    "org:report_requests:supply_consent": Case(waiting_request),
    "org:report_requests:withdraw": Case(filed_request),
}
