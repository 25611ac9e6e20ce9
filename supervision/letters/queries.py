"""What others ask of letters: attempts to reach an organization, the periods and the text of a day."""

import datetime
from dataclasses import dataclass

from django.conf import settings
from django.db.models import QuerySet
from django.utils.module_loading import import_string

from core.access.actor import Actor
from core.refusal import Refusal
from supervision.letters.models import (
    ElectronicConsent,
    Letter,
    LetterDelivery,
    LetterKind,
    LetterTemplate,
    ServicePeriod,
)

NOTICE_DAYS, NOTICE_KEPT_DAYS, RECTIFICATION_DAYS = "notice_days", "notice_kept_days", "rectification_days"


def delivery_attempts(organization) -> QuerySet[LetterDelivery]:
    """Every attempt to bring a letter to the organization (a row or its id), the earliest first."""
    return LetterDelivery.objects.of_organization(organization).select_related("letter__kind")


def period(code: str, day: datetime.date) -> int:
    """The number in force on `day`. Raises Refusal where no row holds it."""
    value = ServicePeriod.objects.on(day).filter(code=code).values_list("value", flat=True).first()
    if value is None:
        raise Refusal(f"没有{day:%Y-%m-%d}有效的期限设置（{code}），请先维护参数。")
    return value


def kind_of(code: str, day: datetime.date) -> LetterKind:
    """Raises Refusal for a code that no kind in force bears."""
    found = LetterKind.objects.on(day).filter(code=code).first()
    if found is None:
        raise Refusal(f"没有正在使用的文种“{code}”。")
    return found


def template_of(kind: LetterKind, department_id: int, day: datetime.date) -> LetterTemplate:
    """The office's own text of the day, else the shared one. Raises Refusal where there is neither."""
    rows = LetterTemplate.objects.on(day).filter(kind=kind)
    found = rows.filter(department_id=department_id).first() or rows.filter(department=None).first()
    if found is None:
        raise Refusal(f"“{kind.title}”没有已启用的范文，请先起草并启用。")
    return found


def has_consent(organization_id: int, day: datetime.date) -> bool:
    return ElectronicConsent.objects.on(day).filter(organization_id=organization_id).exists()


@dataclass(frozen=True)
class PeriodRow:
    row: ServicePeriod
    is_current: bool
    is_ahead: bool


def period_groups(day: datetime.date) -> list[list[PeriodRow]]:
    """Of every period its rows, the latest first."""
    by_code: dict[str, list[ServicePeriod]] = {}
    for row in ServicePeriod.objects.order_by("code", "-valid_from"):
        by_code.setdefault(row.code, []).append(row)
    return [
        [PeriodRow(row, _holds(row, day), row.valid_from > day) for row in rows]
        for rows in sorted(by_code.values(), key=lambda rows: rows[-1].pk)
    ]


def _holds(row: ServicePeriod, day: datetime.date) -> bool:
    return row.valid_from <= day and (row.valid_to is None or row.valid_to >= day)


def matter(letter: Letter, actor: Actor) -> tuple[str, str] | None:
    """What the letter belongs to, as (words, address), where the actor sees it: a case, an order, a talk."""
    found = (import_string(path)(letter, actor) for path in settings.LETTER_MATTERS)
    return next((one for one in found if one), None)
