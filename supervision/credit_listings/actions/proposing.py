"""提出: the first step of either list, by a person, from an alert or by hand."""

import datetime
from collections.abc import Iterable
from typing import Any

from django.db import IntegrityError, transaction

from core import audit, clock, worklist
from core.access.actor import Actor
from core.files.models import StoredFile
from core.identity.actions import require
from core.refusal import Refusal
from core.workflow.errors import WrongState
from core.workflow.perform import check_competent, log
from registry.organizations.models import Organization
from supervision import signals
from supervision.credit_listings.findings import LISTABLE, finding, overdue_years, proposed_by
from supervision.credit_listings.models import CreditEntry, ListingCase, ListingEvidence
from supervision.credit_listings.states import PROPOSE, RUNNING
from supervision.credit_pauses.actions import refuse_paused
from supervision.credit_pauses.states import Track
from supervision.credit_terms.models import CreditGround
from supervision.credit_terms.states import Check, CreditList
from supervision.penalties.models import Penalty
from supervision.rectifications.models import RectificationOrder
from supervision.risk_alerts.evidence import facts_of
from supervision.risk_alerts.models import RiskAlert

NOTIFY_ITEM = "credit_listings.notify"
ABOUT = ("penalty", "rectification", "party_opinion", "party_requested_on")


@transaction.atomic
def propose(
    organization: Organization, *, actor: Actor, ground: CreditGround, facts: str, alert: RiskAlert | None = None,
    evidence: Iterable[str] = (), files: Iterable[StoredFile] = (), **about: Any,
) -> ListingCase:  # fmt: skip
    """提出列入建议. `about` are ABOUT, as the ground asks for them.

    Raises NotPermitted, NotCompetent (naming the office), Refusal where the fact is not there.
    """
    require(actor, PROPOSE, "提出列入建议")
    check_competent(organization, actor=actor, label="提出列入建议")
    today = clock.today()
    case = ListingCase(
        organization=organization, list=ground.list, ground=ground, alert=alert, facts=facts.strip(),
        proposed_on=today, **about,
    )  # fmt: skip
    if ground.check_kind == Check.REPORT:
        case.years = overdue_years(organization, today)
    _check(case, today)
    try:
        with transaction.atomic():
            case.save(force_insert=True)
    except IntegrityError:
        raise Refusal("该组织同一情形的列入程序正在进行，不能重复提出。") from None
    _write_evidence(case, alert, evidence, files)
    log(case, "propose", actor=actor)
    worklist.open_item(
        NOTIFY_ITEM, subject=case, title=f"拟制列入事先告知书：{organization.name}",
        url_name="staff:credit_listings:detail", department=organization.competent_department_id,
    )  # fmt: skip
    audit.record(
        "credit_listings.propose", actor=actor, subject=case, organization=organization.pk, ground=ground.code
    )
    signals.listing_case_moved.send(None, case=case)
    return case


def _check(case: ListingCase, day: datetime.date) -> None:
    organization, ground = case.organization, case.ground
    if not case.facts:
        raise Refusal("请填写事实和证据。")
    if organization.status not in LISTABLE[CreditList(ground.list)]:
        raise Refusal(f"该组织{organization.get_status_display()}，不能提出列入{ground.get_list_display()}。")
    refuse_paused(organization.pk, Track.CREDIT)
    if case.alert is not None:
        _check_alert(case)
    if ground.check_kind == Check.PARTY and not (case.party_opinion.strip() and case.party_requested_on):
        raise Refusal("第（2）项须有党建工作机构的书面意见和限期组建的书面要求（名称、文号和日期），否则不能提出。")
    if case.penalty is not None and case.penalty.organization_id != organization.pk:
        raise Refusal("该处罚属于另一社会组织。")
    serious = CreditEntry.objects.listed().filter(organization=organization, list=CreditList.SERIOUS)
    if ground.list == CreditList.ABNORMAL and serious.exists():
        raise Refusal("该组织已在严重违法失信名单中，不再列入活动异常名录。")
    found = finding(case, day)
    if not found.holds:
        raise Refusal(f"不能提出：{found.text}")


def _check_alert(case: ListingCase) -> None:
    if case.alert.organization_id != case.organization.pk:
        raise Refusal("该预警属于另一社会组织。")
    if case.alert.is_resolved or case.alert.dismissed_on:
        raise WrongState("该预警已解除或已排除，不能据此提出列入建议。")


def _write_evidence(case: ListingCase, alert: RiskAlert | None, words: Iterable[str], files) -> None:
    rows = [ListingEvidence(case=case, text=text) for text in (*_of_alert(alert), *words)]
    rows.append(ListingEvidence(case=case, text=f"提出时复核：{finding(case, clock.today()).text}"[:300]))
    rows += [ListingEvidence(case=case, text=file.name, file=file) for file in files]
    ListingEvidence.objects.bulk_create(rows)


def _of_alert(alert: RiskAlert | None) -> list[str]:
    if alert is None:
        return []
    first = f"预警{alert.rule_code}（{alert.opened_on:%Y-%m-%d}）"
    return [first, *(f"{fact.label}：{fact.text}"[:300] for fact in facts_of(alert))]


def check_alert(alert: RiskAlert, actor: Actor) -> None:
    """For many alerts at once: what propose_of_alert would refuse. Writes nothing."""
    ground = _ground_of(alert)
    check_competent(alert.organization, actor=actor, label="提出列入建议")
    running = ListingCase.objects.filter(organization=alert.organization_id, ground=ground, state__in=RUNNING)
    if running.exists():
        raise Refusal("该组织同一情形的列入程序正在进行。")
    _check(_case_of(alert, ground), clock.today())


def propose_of_alert(alert: RiskAlert, *, actor: Actor) -> ListingCase:
    """提出 on the facts of an alert alone, as many alerts at once do it."""
    ground = _ground_of(alert)
    case = _case_of(alert, ground)
    return propose(
        alert.organization, actor=actor, ground=ground, facts=case.facts, alert=alert, rectification=case.rectification
    )


def _ground_of(alert: RiskAlert) -> CreditGround:
    ground = proposed_by(alert, clock.today())
    if ground is None or alert.organization_id is None:
        raise Refusal("该预警不对应列入情形。")
    if ground.check_kind in (Check.PARTY, Check.PENALTY):
        raise Refusal("该情形须逐件提出：请打开该组织，填写党建工作机构意见或者选择处罚决定。")
    return ground


def _case_of(alert: RiskAlert, ground: CreditGround) -> ListingCase:
    today = clock.today()
    organization = alert.organization
    years = overdue_years(organization, today) if ground.check_kind == Check.REPORT else []
    draft = ListingCase(
        organization=organization, list=ground.list, ground=ground, alert=alert, years=years, facts="-",
        rectification=order_of(alert),
    )  # fmt: skip
    draft.facts = finding(draft, today).text
    return draft


def penalty_of(alert: RiskAlert) -> Penalty | None:
    """The penalty that an alert speaks of."""
    if alert.subject_kind != "penalty":
        return None
    return Penalty.objects.filter(pk=alert.subject_id).first()


def order_of(alert: RiskAlert) -> RectificationOrder | None:
    """The order that an alert about a rectification speaks of."""
    if alert.subject_kind != "rectification":
        return None
    return RectificationOrder.objects.filter(pk=alert.subject_id).first()
