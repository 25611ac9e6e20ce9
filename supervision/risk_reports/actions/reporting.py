"""报送: once for each report a phone made, however often and however many at a time it is sent."""

import datetime
import uuid
from dataclasses import dataclass
from decimal import Decimal

from django.db import IntegrityError, transaction

from core import audit, clock
from core.access.actor import Actor
from core.access.scope import ScopeKind
from core.departments.models import Region
from core.identity.actions import require
from core.refusal import Refusal
from core.workflow.perform import log
from registry.organizations.models import Organization
from supervision.risk_reports import line, notices, photos
from supervision.risk_reports.actions.steps import arrive, wait
from supervision.risk_reports.models import REGIONS, RiskKind, RiskReport
from supervision.risk_reports.states import REPORT, About, ReportState, Stage, Urgency

OLDEST = datetime.timedelta(days=30)  # a phone that was off longer: the report counts as seen when it came


@dataclass(frozen=True)
class Told:
    """What a reporter says. `photo` is (bytes, file name); `seen_at` is the phone's word for when it was written."""

    kind: RiskKind
    what: str
    region: Region
    urgency: str = Urgency.NORMAL
    place: str = ""
    about: str = About.UNSURE
    organization: Organization | None = None
    body_name: str = ""
    photo: tuple[bytes, str] | None = None
    seen_at: datetime.datetime | None = None
    latitude: Decimal | None = None
    longitude: Decimal | None = None


def file_report(told: Told, *, actor: Actor, client_key: uuid.UUID) -> RiskReport:
    """The report, made now or by an earlier sending of the same key. Raises NotPermitted, Refusal, FileRefused."""
    require(actor, REPORT, "报送风险")
    known = _known(actor, client_key)
    if known is not None:
        return known
    try:
        with transaction.atomic():
            return _filed(told, actor, client_key)
    except IntegrityError:
        known = _known(actor, client_key)
        if known is None:
            raise
        return known


def _known(actor: Actor, client_key: uuid.UUID) -> RiskReport | None:
    return RiskReport.objects.filter(reporter=actor.user_id, client_key=client_key).first()


def _filed(told: Told, actor: Actor, client_key: uuid.UUID) -> RiskReport:
    places = line.places_of(told.region)
    _check(told, actor, places)
    level, office = line.start_of_line(actor, places)
    authority = line.authority_of(places)
    if authority is None:
        raise Refusal("这个地点还没有登记民政部门，请与上级民政部门联系。")
    now = clock.now()
    report = RiskReport(
        client_key=client_key, reporter_id=actor.user_id, reporter_office_id=actor.department_id, kind=told.kind,
        urgency=told.urgency, what=told.what.strip(), region=told.region, **places, place=told.place.strip(),
        latitude=told.latitude, longitude=told.longitude, about=told.about, organization=told.organization,
        body_name=told.body_name.strip(), seen_at=_seen(told.seen_at, now), received_at=now, level=level,
        office=office, authority=authority, state=ReportState.RECEIVED,
        due_at=line.due_at(level, Stage.JUDGE, told.urgency, now),
    )  # fmt: skip
    report.save(force_insert=True)
    if told.photo:
        report.photo = photos.keep(told.photo[0], name=told.photo[1], actor=actor)
        report.save(update_fields=["photo"])
    step = log(report, "file", actor=actor)
    arrive(report, stage=Stage.JUDGE)
    wait(report)
    notices.arrived(report, step.pk)
    audit.record("risk_reports.file", actor=actor, subject=report)
    return report


def _seen(said: datetime.datetime | None, now: datetime.datetime) -> datetime.datetime:
    """A phone's clock may be wrong: never later than now, never very old."""
    return said if said is not None and now - OLDEST <= said <= now else now


def _check(told: Told, actor: Actor, places: dict[str, int | None]) -> None:
    if not told.what.strip():
        raise Refusal("请写明看到了什么。")
    scope = actor.scope
    if not actor.is_system:
        column = REGIONS.get(scope.level or 0, "")
        if scope.kind != ScopeKind.TERRITORY or places.get(column) not in scope.ids:
            raise Refusal("只能报送本人负责区域内的情况，请重新选择地点。")
    if told.about == About.REGISTERED and told.organization is None:
        raise Refusal("请选择涉及的社会组织。")
    if told.about == About.UNLISTED and not told.body_name.strip():
        raise Refusal("不在名录中的组织，请写明它用的名称。")
