"""For every list: organizations, and the rows that reviews of their reports leave behind."""

from core import clock
from registry.annual_reports.actions import obligations
from tests import access_reviews
from tests.access_world import Place, World


def organization(world: World, number: int, is_own: bool):
    b = world.bureau
    if is_own:
        name, office, region = f"望澜区第{number}商会", b.wanglan_bureau, b.linli
    else:
        name, office, region = f"砚海区第{number}商会", b.yanhai_bureau, b.yanhu
    responsible = {"business_supervisor": b.commerce.pk if is_own else b.industry.pk}
    return b.register(name, authority=office, region_id=region.pk, responsibilities=responsible)


def a_place(world, number, is_own) -> Place:
    subject = organization(world, number, is_own)
    obligations.open_year(clock.today().year - 1, actor=world.system)
    return Place(world, "own" if is_own else "other_unit", subject, subject.supervising_authority, world.stranger)


def a_report_in_queue(world, number, is_own):
    place = a_place(world, number, is_own)
    access_reviews.at_authority(place)
    return place.organization.name


def a_conclusion(world, number, is_own):
    place = a_place(world, number, is_own)
    access_reviews.the_rectification(place)
    return place.organization.name


def a_party_opinion(world, number, is_own):
    place = a_place(world, number, is_own)
    access_reviews.opinion(place)
    return place.organization.name
