"""Persons, posts and terms for tests: numbers of the invented city, with valid check characters."""

import datetime
import itertools

from core.rules.reference import load_rules
from registry.identifiers.id_number import check_character
from registry.officers import actions
from registry.officers.models import PostKind
from registry.officers.reference import load_posts_and_limits
from registry.people import actions as people
from registry.people.models import Person
from tests.support.bureau import LONG_AGO, SETUP

_SERIAL = itertools.count(1)


def load() -> None:
    load_rules()
    load_posts_and_limits()


def id_number(born: str = "1970-01-01", serial: int | None = None, *, male: bool = True) -> str:
    """A number that belongs to nobody; a new one each time."""
    order = (serial if serial is not None else next(_SERIAL)) % 500 * 2 + male
    first17 = f"379902{born.replace('-', '')}{order % 1000:03d}"
    return first17 + check_character(first17)


def person(name: str, born: str = "1970-01-01", **more) -> Person:
    given = {"id_number": id_number(born), **more}
    return people.identify(actor=SETUP, name=name, **given)


def kind(code: str) -> PostKind:
    return PostKind.objects.get(code=code)


def appoint(organization, who: Person | str, code: str = "legal_representative", since=LONG_AGO, **more):
    """A post without any question asked: what does not fit is accepted."""
    if isinstance(since, str):
        since = datetime.date.fromisoformat(since)
    holder = person(who) if isinstance(who, str) else who
    more = {"actor": SETUP, "accepted_reason": "测试", **more}
    return actions.appoint(organization, person=holder, kind=kind(code), valid_from=since, **more)


def term(organization, number: int, since: str, years: int = 4, **more):
    day = datetime.date.fromisoformat(since)
    more = {"actor": SETUP, "accepted_reason": "测试", **more}
    return actions.begin_term(organization, term_no=number, valid_from=day, term_years=years, **more)
