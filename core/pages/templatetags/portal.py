"""The portal's tags and filters: a builtin of every template; `{% load portal %}` works too. See docs/frontend.md."""

import datetime
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from functools import lru_cache

from django import template
from django.forms.boundfield import BoundField
from django.templatetags.static import static
from django.urls import NoReverseMatch, reverse
from django.utils.html import format_html
from django.utils.safestring import mark_safe

from core import clock
from core.pages import deadlines, forms_markup

register = template.Library()

TONE_ICONS = {
    "ok": "check-circle",
    "info": "record-circle",
    "warning": "exclamation-triangle",
    "danger": "exclamation-circle",
    "neutral": "circle",
}
# How a state word looks where its model does not say so itself with `state_tone`.
STATE_TONES = {
    "ok": "accepted approved active published resolved done succeeded normal open_for_use applied delivered read",
    "info": "submitted under_review first_review authority_review running queued pending requested open sending",
    "warning": "returned correction overdue expiring partial cancelling dismissed suspended unknown",
    "danger": "failed rejected revoked abnormal serious refused locked lost",
}
_TONE_OF = {word: tone for tone, words in STATE_TONES.items() for word in words.split()}
NOTHING = "—"


@register.simple_tag
@lru_cache(maxsize=512, typed=True)
def icon(name: str, label: str = "") -> str:
    """A picture from our sprite: decoration unless it has a `label`. A page has a hundred of a few kinds: kept."""
    href = f"{static('vendor/bootstrap-icons/icons.svg')}#{name}"
    if label:
        return format_html('<svg class="icon" role="img" aria-label="{}"><use href="{}"></use></svg>', label, href)
    return format_html('<svg class="icon" aria-hidden="true" focusable="false"><use href="{}"></use></svg>', href)


@register.simple_tag
@lru_cache(maxsize=1024, typed=True)  # typed: a plain text must never get what a safe one of the same letters drew
def badge(label: str, tone: str = "neutral") -> str:
    """A word with a shape: never colour alone."""
    tone = tone if tone in TONE_ICONS else "neutral"
    return format_html('<span class="badge-state badge-{}">{}{}</span>', tone, icon(TONE_ICONS[tone]), label)


def tone_of(obj) -> str:
    return getattr(obj, "state_tone", "") or _TONE_OF.get(str(obj.state).lower(), "neutral")


@register.simple_tag
def state_badge(obj) -> str:
    """The state of a row in its own words; the model may set `state_tone` (ok, info, warning, danger, neutral)."""
    return badge(obj.get_state_display(), tone_of(obj))


def _verb_url(obj, name: str, prefix: str) -> str:
    try:
        return reverse(f"{prefix}:{name}", args=[obj.pk])
    except NoReverseMatch:
        return ""


@register.inclusion_tag("components/transition_buttons.html", takes_context=True)
def transition_buttons(context, obj, actor, prefix: str = "") -> dict:
    """One POST form per step the actor may do now; steps without a route in this audience are not drawn.

    `prefix` is the namespace of the verbs ("staff:annual_reports"); default: that of the page being drawn.
    """
    match = getattr(context.get("request"), "resolver_match", None)
    prefix = prefix or (match.view_name.rpartition(":")[0] if match else "")
    steps = [
        {"transition": step, "url": url, "tone": step.tone, "id": f"step-{step.name}-{obj.pk}"}
        for step in obj.machine.available(obj, actor)
        if (url := _verb_url(obj, step.name, prefix))
    ]
    return {"steps": steps, "version": getattr(obj, "version", None)}


@register.filter
def yuan(amount) -> str:
    """1234 → 1,234.00. Nothing → a dash; text that is no number stays as it is."""
    if amount is None or amount == "":
        return NOTHING
    try:
        value = Decimal(str(amount)).quantize(Decimal("0.01"), ROUND_HALF_UP)
    except InvalidOperation:
        return str(amount)
    return f"{value:,.2f}"


@register.filter
def number(value) -> str:
    """12000 → 12,000."""
    return NOTHING if value is None or value == "" else f"{value:,}"


def _day(value) -> datetime.date:
    return clock.date_of(value) if isinstance(value, datetime.datetime) else value


@register.filter
def cn_date(value) -> str:
    """2026年6月3日, for running text."""
    if not value:
        return NOTHING
    day = _day(value)
    return f"{day.year}年{day.month}月{day.day}日"


@register.filter
def iso_date(value) -> str:
    """2026-06-03, for tables."""
    return _day(value).isoformat() if value else NOTHING


@register.filter
def moment(value) -> str:
    """2026-06-03 14:05 in Shanghai, for logs and receipts."""
    return value.astimezone(clock.SHANGHAI).strftime("%Y-%m-%d %H:%M") if value else NOTHING


@register.filter
def machine_time(value) -> str:
    """For the `datetime` attribute of a time element."""
    return value.isoformat() if value else ""


@register.filter
def days_left(due) -> str:
    """How far a due date is from the clock's today, counted in calendar days; the due date itself still counts."""
    if not due:
        return NOTHING
    days = (_day(due) - clock.today()).days
    if days < 0:
        return badge(f"逾期 {-days} 天", "danger")
    if days == 0:
        return badge("今日到期", "warning")
    return badge(f"剩 {days} 天", "warning" if days <= 7 else "neutral")


@register.filter
def workdays_left(due) -> str:
    """How far a due date is away in working days; the due date itself still counts."""
    if not due:
        return NOTHING
    left = deadlines.deadline(_day(due))
    return badge(left.words, left.tone)


@register.inclusion_tag("components/sla_clock.html")
def sla_clock(due_on, paused_for: str = "") -> dict:
    """What is left in working days; `paused_for` names what is waited for while the clock stands still."""
    return {"deadline": deadlines.deadline(due_on, paused_for=paused_for)}


@register.filter
def typed(value, kind: str) -> str:
    """One side of a difference as its kind reads: money, date or text."""
    if value is None or value == "":
        return NOTHING
    return {"money": yuan, "date": iso_date}.get(kind, str)(value)


@register.filter
def file_size(octets) -> str:
    """1536 → 1.5 KB; 2097152 → 2.0 MB."""
    if octets < 1024 * 1024:
        return f"{max(octets / 1024, 0.1):.1f} KB"
    return f"{octets / 1024 / 1024:.1f} MB"


@register.simple_tag(takes_context=True)
def query_replace(context, **changes) -> str:
    """The page's own query string with some keys replaced; an empty value takes the key out."""
    query = context["request"].GET.copy()
    for key, value in changes.items():
        if value is None or value == "":
            query.pop(key, None)
        else:
            query[key] = value
    return f"?{query.urlencode()}"


@register.filter
def control(field: BoundField) -> str:
    """The input of a form field with our classes and its links to help text and errors."""
    return forms_markup.control(field)


@register.filter
def field_kind(field: BoundField) -> str:
    """hidden | checkbox | choices | control: how components/field.html lays it out."""
    return forms_markup.kind(field)


@register.filter
def error_list(form) -> list[dict]:
    """Every error of a form as {text, target}, in the order of the fields; those of the whole form first."""
    return forms_markup.errors(form) if form is not None else []


@register.filter
def sentences(field: BoundField) -> list[str]:
    """The errors of one field in our words."""
    return forms_markup.sentences(field)


@register.filter
def get_item(mapping, key):
    """mapping[key], or "" when it has none."""
    return mapping.get(key, "")


@register.simple_tag
def percent_bar(numerator, denominator) -> str:
    """A bar for a share, drawn without inline style."""
    top = max(int(denominator or 0), 1)
    return format_html('<progress class="bar" value="{}" max="{}" aria-hidden="true"></progress>', numerator or 0, top)


@register.simple_tag
def brand() -> str:
    """The address of the portal's mark."""
    return mark_safe(static("img/mark.svg"))  # noqa: S308 a static address
