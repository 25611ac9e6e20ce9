"""会费标准: adopted by the assembly, published to the members. The register takes down what the papers say."""

import datetime
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django.conf import settings
from django.db import transaction

from core import audit, clock
from core.access.actor import Actor
from core.dated import actions as dated
from core.files.models import StoredFile
from core.workflow.errors import Refusal
from core.workflow.perform import lock
from registry.dues.models import DuesGrade, DuesStandard
from registry.dues.states import Meeting
from registry.organizations.actions.competence import hold_paper
from registry.organizations.models import Organization
from registry.organizations.states import OrgType
from registry.signals import dues_published


@transaction.atomic
def adopt(
    organization: Organization,
    *,
    actor: Actor,
    adopted_on: datetime.date,
    charged_from: datetime.date,
    meeting: Meeting,
    grades: Sequence[tuple[str, Decimal]],
    voters_present: int | None = None,
    votes_for: int | None = None,
    published_on: datetime.date | None = None,
    document: str = "",
    file: StoredFile | None = None,
) -> DuesStandard:
    """Take down a standard with its grades in their order. Raises NotPermitted, NotCompetent, Refusal."""
    hold_paper(organization, actor, "dues.edit", "登记会费标准")
    _check(organization, adopted_on, charged_from, grades)
    values: dict[str, Any] = {
        "adopted_on": adopted_on,
        "meeting": str(meeting),
        "voters_present": voters_present,
        "votes_for": votes_for,
        "published_on": published_on,
        "file": file,
    }
    standard = dated.set_fact(DuesStandard, organization, values=values, valid_from=charged_from, document=document)
    if not standard.is_new:
        raise Refusal("相同的会费标准已登记。")
    DuesGrade.objects.bulk_create(
        DuesGrade(standard=standard, place=place, name=name, yearly_yuan=yuan)
        for place, (name, yuan) in enumerate(grades, start=1)
    )
    audit.record("dues.adopt", actor=actor, subject=organization, standard=standard.pk)
    return standard


def _check(organization: Organization, adopted_on, charged_from, grades) -> None:
    if organization.org_type != OrgType.ASSOCIATION:
        raise Refusal("只有社会团体收取会费。")
    if adopted_on > clock.today():
        raise Refusal("通过日期不能晚于今天。")
    if charged_from < adopted_on:
        raise Refusal("执行日期不能早于通过日期：会费标准须先通过、后执行。")
    if not grades:
        raise Refusal("请至少填写一个会员等级。")
    if len(grades) > settings.DUES_MAX_GRADES:
        raise Refusal(f"会费等级不超过{settings.DUES_MAX_GRADES}级，现有{len(grades)}级，请核对决议。")


@transaction.atomic
def publish(standard: DuesStandard, *, actor: Actor, on: datetime.date) -> None:
    """公布: the members were told. Raises NotPermitted, NotCompetent, Refusal."""
    hold_paper(standard.organization, actor, "dues.edit", "登记会费标准公布")
    lock(standard)
    if standard.published_on:
        raise Refusal(f"该会费标准已于{standard.published_on:%Y-%m-%d}公布。")
    if not standard.adopted_on <= on <= clock.today():
        raise Refusal(f"公布日期应在通过日期{standard.adopted_on:%Y-%m-%d}与今天之间。")
    standard.published_on = on
    standard.save(update_fields=["published_on"])
    audit.record("dues.publish", actor=actor, subject=standard.organization, standard=standard.pk)
    dues_published.send(DuesStandard, standard=standard)
