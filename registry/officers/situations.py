"""What posts and terms lend to the organization page and list."""

import datetime

from django.urls import reverse

from core import clock
from registry.officers.models import CouncilTerm, OfficerPost
from registry.officers.queries import limits_on, organizations_in, standing
from registry.officers.states import TermState
from registry.organizations.owed import Step
from registry.organizations.situations import Situation

term_state = Situation("term_state", "届期情况", lambda day: TermState.choices, organizations_in)


def owed(organization, day: datetime.date) -> list[Step]:
    """A re-election that is due, from the time its preparation begins. One query, four where there is a term."""
    term = CouncilTerm.objects.on(day).filter(organization=organization).prefetch_related("audits").first()
    if term is None:
        return []
    its = standing(term, day, limits_on(day), organization.org_type)
    if its.state == TermState.CURRENT:
        return []
    text = f"第{term.term_no}届{its.words}。" + ("换届审计已登记，" if term.audits.all() else "先做换届审计，")
    url = reverse("staff:reelections:of_organization", args=[organization.pk])
    title, text = f"办理第{term.term_no + 1}届换届", f"{text}按章程提前通知会议。"
    return [Step(title, text, due_on=its.last_day, staff_url=url, org_url=reverse("org:reelections:list"))]


def timeline(organization, day: datetime.date) -> list[dict]:
    """Terms, extensions, and who took or left a post in which the holder counts as 负责人. Two queries."""
    entries = [entry for term in _terms(organization, day) for entry in _of_term(term, day)]
    posts = OfficerPost.objects.filter(organization=organization, valid_from__lte=day).select_related(
        "kind", "person", "organization"
    )
    told = [post for post in posts if organization.org_type in post.kind.responsible_types or post.kind.is_single]
    renewed = {(post.person_id, post.kind_id, post.valid_from) for post in told}
    for post in told:
        if not _is_renewal(post, told) and post.valid_from != organization.registered_on:
            entries.append(_entry(f"{post.person.name}任{post.label}", post.valid_from, post.document))
        follows = post.valid_to and (post.person_id, post.kind_id, post.valid_to + _DAY) in renewed
        if post.valid_to and post.valid_to <= day and not follows:
            entries.append(_entry(f"{post.person.name}不再任{post.label}", post.valid_to, post.end_reason))
    return entries


_DAY = datetime.timedelta(days=1)


def _terms(organization, day: datetime.date):
    return CouncilTerm.objects.filter(organization=organization, valid_from__lte=day)


def _of_term(term: CouncilTerm, day: datetime.date) -> list[dict]:
    found = [_entry(f"第{term.term_no}届理事会产生", term.valid_from, term.document, f"届满日期 {term.term_end}")]
    if term.extended_until and term.extension_approved_on <= day:
        text = f"延期至 {term.extended_until}"
        found.append(_entry(f"第{term.term_no}届延期换届", term.extension_approved_on, term.extension_document, text))
    return found


def _is_renewal(post: OfficerPost, posts: list[OfficerPost]) -> bool:
    """The same person went on in the same post the next day: elected again, nothing to tell."""
    before = (post.person_id, post.kind_id, post.valid_from - _DAY)
    return any((one.person_id, one.kind_id, one.valid_to) == before for one in posts)


def _entry(title: str, on: datetime.date, document: str = "", text: str = "") -> dict:
    who = f"依据：{document}" if document else ""
    return {"title": title, "at": clock.start_of(on), "who": who, "text": text, "tone": "", "url": "", "is_day": True}
