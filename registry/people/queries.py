"""Finding persons: by name, pinyin, number; who might be the same; who looked at a number."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from django.core import signing
from django.db.models import Exists, OuterRef, Q

from core import clock
from core.access.actor import Actor
from core.dated.calendar import add_months
from core.privacy import sealing
from core.privacy.numbers import normalize
from core.workflow.models import TransitionLog
from registry.people.models import Person, PersonDistinction
from registry.people.states import Number

LOOKED_MONTHS = 12
SHOWN_PAIRS = 200
_SALT = "people.number"
TOKEN_SECONDS = 12 * 3600


def number_token(typed: str) -> str:
    """An opaque word for a typed number, for the address bar: only its keyed hashes, signed; "" for nothing typed."""
    number = normalize(typed)
    if not number:
        return ""
    return signing.dumps([sealing.keyed_hash(kind, number) for kind in Number.values], salt=_SALT)


def with_number(people, token: str):
    """Persons whose document or telephone has the number that `token` stands for; none for a forged or old token."""
    try:
        id_hash, phone_hash = signing.loads(token, salt=_SALT, max_age=TOKEN_SECONDS)
    except (signing.BadSignature, ValueError):
        return people.none()
    return people.filter(Q(id_number_hash=id_hash) | Q(phone_hash=phone_hash))


def named(people, typed: str):
    """By part of the name, by pinyin or its initials."""
    typed = "".join(typed.split())
    letters = Q(initials__startswith=typed.lower()) | Q(pinyin__startswith=typed.lower())
    return people.filter(letters) if typed.isascii() else people.filter(name__contains=typed)


def looks(person: Person, as_of: datetime.date) -> list[TransitionLog]:
    """Who looked at which number, when and why, in the twelve months up to `as_of`, newest first."""
    since = clock.start_of(add_months(as_of, -LOOKED_MONTHS))
    names = [f"reveal_{number}" for number in Number.values]
    rows = TransitionLog.objects.of(person).filter(name__in=names, at__gte=since)
    return list(rows.select_related("user", "department").order_by("-at", "-pk"))


# -- who might be the same --------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Pair:
    """Two rows that may be one person; `first` has the lower number."""

    first: Person
    second: Person
    reasons: tuple[str, ...]


def pairs(actor: Actor, *, limit: int = SHOWN_PAIRS) -> list[Pair]:
    """Candidates among the persons the actor sees, both of them. Who was told apart is left out. Three queries."""
    seen = Person.objects.visible_to(actor).kept()
    twins = _with_twin(seen).order_by("pinyin", "pk")
    groups: dict[tuple, list[Person]] = {}
    for person in twins[: 4 * limit]:
        for key in _keys(person):
            groups.setdefault(key, []).append(person)
    apart = set(PersonDistinction.objects.values_list("first", "second"))
    found: dict[tuple[int, int], list[str]] = {}
    by_id = {person.pk: person for rows in groups.values() for person in rows}
    for key, rows in groups.items():
        for first, second in _couples(rows):
            if (first, second) not in apart and not differ(by_id[first], by_id[second]):
                found.setdefault((first, second), []).append(key[0])
    return [Pair(by_id[a], by_id[b], tuple(why)) for (a, b), why in list(found.items())[:limit]]


def differ(first: Person, second: Person) -> bool:
    """Two numbers of one kind of document are two persons."""
    both = first.id_number_hash and second.id_number_hash
    return bool(both and first.id_type == second.id_type and first.id_number_hash != second.id_number_hash)


def reasons(first: Person, second: Person) -> list[str]:
    """In what the two rows agree."""
    return [key[0] for key in _keys(first) if key in set(_keys(second))]


def _keys(person: Person) -> list[tuple]:
    keys = []
    if person.id_number_hash:
        keys.append(("证件号码相同，证件类型不同", person.id_number_hash))
    if person.birth_on:
        keys.append(("姓名、出生日期相同", person.name, person.birth_on))
    if person.phone_hash:
        keys.append(("姓名、联系电话相同", person.name, person.phone_hash))
    return keys


def _with_twin(people):
    """Those for whom another row agrees in one of the three ways; an index answers each."""
    others = Person.objects.kept().exclude(pk=OuterRef("pk"))
    same_number = others.exclude(id_number_hash="").filter(id_number_hash=OuterRef("id_number_hash"))
    namesakes = others.filter(name=OuterRef("name"))
    same_phone = namesakes.exclude(phone_hash="").filter(phone_hash=OuterRef("phone_hash"))
    return people.filter(
        Exists(same_number) | Exists(namesakes.filter(birth_on=OuterRef("birth_on"))) | Exists(same_phone)
    )


def _couples(rows: Iterable[Person]):
    ids = sorted({person.pk for person in rows})
    for place, first in enumerate(ids):
        for second in ids[place + 1 :]:
            yield first, second
