"""What may be certified of an organization today: what is recorded and public, each line by a reader.

Readers are named in config/status_certificates.py (`(organization, day) -> list of Offer and Missing`); a capability
that records something new (a grade, the printed dates of the registration certificate) adds its own there.
"""

import datetime
from dataclasses import asdict, dataclass, field

from django.conf import settings
from django.utils.module_loading import import_string

from core import clock
from core.obligations.models import ObligationState
from registry.annual_reports.models import AnnualReport, ReportObligation
from registry.annual_reports.states import TAKEN
from registry.disclosures import words
from registry.organizations.facts import OrganizationStatus
from registry.organizations.models import Organization
from registry.organizations.states import Standing


@dataclass(frozen=True)
class Offer:
    """One sentence that may stand on a paper. `basis` is what it rests on: another basis later means the record has
    changed, the same one that it has not, however the sentence is worded by then."""

    key: str
    label: str
    text: str
    basis: str

    def as_statement(self) -> dict:
        return asdict(self)


@dataclass(frozen=True)
class Missing:
    """What may not be certified now, and why, in plain words."""

    label: str
    why: str


@dataclass(frozen=True)
class Choice:
    offers: list[Offer] = field(default_factory=list)
    missing: list[Missing] = field(default_factory=list)

    @property
    def by_key(self) -> dict[str, Offer]:
        return {offer.key: offer for offer in self.offers}


def choice(organization: Organization, day: datetime.date) -> Choice:
    """Everything that can and cannot be said on `day`, which is today."""
    found = [one for path in settings.STATUS_CERTIFICATE_LINES for one in import_string(path)(organization, day)]
    return Choice([one for one in found if isinstance(one, Offer)], [one for one in found if isinstance(one, Missing)])


def registration(organization: Organization, day: datetime.date) -> list[Offer | Missing]:
    """In the words of the public page: measures between the office and the organization are no status."""
    fact = OrganizationStatus.objects.on(day).filter(organization=organization).first()
    is_decided = bool(fact and fact.document)
    status, _ = words.status_words(organization.status, fact.valid_from if fact else None, is_decided=is_decided)
    born = f"于{words.day(organization.registered_on)}成立登记，" if organization.registered_on else ""
    office = organization.registering_authority
    authority = f"登记管理机关为{office.name}，" if office else ""
    text = f"{organization.get_org_type_display()}，{born}{authority}登记状态为{status}。"
    return [Offer("registration", "登记状态", text, f"{organization.org_type}:{status}:{office.pk if office else ''}")]


def standing(organization: Organization, day: datetime.date) -> list[Offer | Missing]:
    if organization.standing != Standing.CLEAR:
        why = "本组织目前在名录（名单）中，不能开具这一项；移出之后可以开具。其他内容不受影响。"
        return [Missing("未列入名录（名单）", why)]
    text = "未被列入社会组织活动异常名录和严重违法失信名单。"
    return [Offer("standing", "未列入名录（名单）", text, str(Standing.CLEAR))]


def charity(organization: Organization, day: datetime.date) -> list[Offer | Missing]:
    """Only where there is something to say: most organizations are no charities."""
    if not organization.is_charity and not organization.has_public_fundraising:
        return []
    said = ["登记为慈善组织"] if organization.is_charity else []
    said += ["具有公开募捐资格"] if organization.has_public_fundraising else []
    return [Offer("charity", "慈善组织属性", f"{'，'.join(said)}。", "+".join(said))]


def annual_reports(organization: Organization, day: datetime.date) -> list[Offer | Missing]:
    """The last years one by one; what never arrived is not offered. Two queries."""
    first = day.year - settings.STATUS_CERTIFICATE_REPORT_YEARS
    filed = AnnualReport.objects.filed().filter(organization=organization, year__gte=first)
    rows = {row.year: row for row in filed.with_first_sent()}
    owed = ReportObligation.objects.filter(organization=organization, year__gte=first, due_on__lt=day)
    open_years = owed.filter(state=ObligationState.OPEN).values_list("year", flat=True)
    missing = [
        Missing(f"{year}年度工作报告", "没有报送到登记管理机关的记录，报送之后可以开具。")
        for year in sorted(set(open_years) - set(rows), reverse=True)
    ]
    return [*(_filed(rows[year]) for year in sorted(rows, reverse=True)), *missing]


def _filed(report: AnnualReport) -> Offer:
    on = clock.date_of(report.first_sent) if report.first_sent else None
    when = f"已于{words.day(on)}报送" if on else "已报送"
    taken = "，登记管理机关已接收" if report.state in TAKEN else ""
    text = f"{report.year}年度工作报告{when}{taken}。"
    return Offer(f"report-{report.year}", f"{report.year}年度工作报告", text, f"filed:{on}")
