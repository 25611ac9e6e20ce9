"""The letter of a follow-up, as it is drafted or as it was signed."""

import datetime

from django.conf import settings

from core import clock, series
from core.documents.letters import Letter
from party_building.follow_ups.models import FollowUp, FollowUpPhrase, FollowUpSeries
from party_building.follow_ups.states import LETTER_TITLES, FollowUpKind


def letter(follow_up: FollowUp) -> Letter:
    paragraphs = [line.strip() for line in follow_up.body.splitlines() if line.strip()]
    if follow_up.kind == FollowUpKind.TALK and follow_up.talk_on:
        paragraphs.append(f"约谈时间：{_words(follow_up.talk_on)}；地点：{follow_up.talk_place or '另行通知'}。")
    return Letter(
        title=f"关于{follow_up.subject}的{LETTER_TITLES[follow_up.kind]}",
        recipient=follow_up.addressee_name or follow_up.addressee.name,
        body=tuple(paragraphs),
        signer=follow_up.issuer_name,
        signed_on=follow_up.signed_on,
        number=follow_up.number,
    )


def _words(day: datetime.date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"


def phrase(kind: str, *, addressee: str, subject: str, problem: str, days: int) -> str:
    """The phrase of today with the facts filled in; "" where there is none."""
    row = FollowUpPhrase.objects.on(clock.today()).filter(kind=kind).first()
    words = {"addressee": addressee, "subject": subject, "problem": problem, "days": str(days)}
    text = row.text if row else ""
    for name, value in words.items():
        text = text.replace(f"{{{name}}}", value)
    return text


def take_number(follow_up: FollowUp, year: int) -> str:
    """The next free number under this name, kind and year; those an OA gave before are passed over."""
    key = {"office_id": follow_up.department_id, "issuer_name": follow_up.issuer_name, "kind": follow_up.kind}
    while True:
        last = series.take(FollowUpSeries, year=year, **key)
        number = settings.FOLLOW_UP_NUMBERS[follow_up.kind].format(
            office=follow_up.issuer_name, year=year, number=last
        )
        if not FollowUp.objects.filter(department=follow_up.department_id, number=number).exists():
            return number
