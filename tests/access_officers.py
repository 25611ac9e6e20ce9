"""Persons, posts and terms of the access walk: in the organization of the place."""

import datetime

from registry.officers.models import CouncilTerm, OfficerPost
from registry.people.models import Person
from tests.access_world import Place
from tests.support import officers

SINCE = datetime.date(2024, 1, 1)


def the_post(place: Place, number: int = 1) -> OfficerPost:
    def make():
        officers.load()
        kind = "chair" if number == 1 else "secretary_general"
        return officers.appoint(place.organization, officers.person("走查", "1970-01-01"), kind, SINCE)

    return place.world.once(f"officer post {number}", place.organization.pk, make)


def the_person(place: Place, number: int = 1) -> Person:
    return the_post(place, number).person


def officer_post(place: Place) -> dict:
    return {"pk": the_post(place).pk}


def council_term(place: Place) -> dict:
    def make():
        officers.load()
        return CouncilTerm.objects.create(
            organization=place.organization,
            term_no=1,
            term_years=4,
            valid_from=SINCE,
            term_end=SINCE.replace(year=2028),
        )

    return {"pk": place.world.once("council term", place.organization.pk, make).pk}


def walker(place: Place) -> dict:
    return {"pk": the_person(place).pk}


def walker_number(place: Place) -> dict:
    return {**walker(place), "number": "id_number"}


def twins(place: Place) -> dict:
    return {"pk": the_person(place).pk, "other": the_person(place, 2).pk}
