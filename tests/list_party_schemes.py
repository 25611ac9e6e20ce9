"""Rows of the lists of star ratings, model sites and funds."""

from decimal import Decimal

from core import clock
from party_building.star_ratings.models import StarRating
from tests.access_party_schemes import a_grant, a_round, a_scheme, a_site, a_spending, a_unit
from tests.list_reviews import organization


def _organ(world, is_own: bool):
    b = world.bureau
    return b.party_committee if is_own else b.department("别处综合党委", "party_organ", b.yanhai)


def a_star_round(world, number: int, is_own: bool) -> str:
    return a_round(_organ(world, is_own), f"{'本系统' if is_own else '外系统'}第{number}轮评定").title


def a_scheme_unit(world, number: int, is_own: bool):
    name = f"{'本系统' if is_own else '外系统'}第{number}支部"
    return a_unit(_organ(world, is_own), organization(world, number, is_own), name)


def a_star_rating(world, number: int, is_own: bool) -> str:
    unit = a_scheme_unit(world, number, is_own)
    StarRating.objects.create(
        unit=unit, round=a_round(unit.superior, f"第{number}轮"), stars=5, points=Decimal(96), valid_from=clock.today()
    )
    return unit.name


def a_model_site(world, number: int, is_own: bool) -> str:
    unit = a_scheme_unit(world, number, is_own)
    name = f"{'本系统' if is_own else '外系统'}第{number}示范点"
    return a_site(a_scheme(unit.superior, f"第{number}方案{is_own}"), unit, name).name


def a_site_scheme(world, number: int, is_own: bool) -> str:
    return a_scheme(_organ(world, is_own), f"{'本系统' if is_own else '外系统'}第{number}方案").name


def a_unit_with_money(world, number: int, is_own: bool) -> str:
    unit = a_scheme_unit(world, number, is_own)
    a_grant(unit, "经费", "paid")
    return unit.name


def a_listed_grant(world, number: int, is_own: bool) -> str:
    return a_grant(a_scheme_unit(world, number, is_own), f"{'本系统' if is_own else '外系统'}第{number}笔拨付").purpose


def a_listed_spending(world, number: int, is_own: bool) -> str:
    return a_spending(
        a_scheme_unit(world, number, is_own), f"{'本系统' if is_own else '外系统'}第{number}笔支出"
    ).purpose


def entries(entry) -> dict:
    return {
        "staff:model_sites:list": entry("party_officer", "system_admin", a_model_site, 11),
        "staff:model_sites:schemes": entry("party_officer", "system_admin", a_site_scheme, 10),
        "staff:party_funds:list": entry("party_officer", "system_admin", a_unit_with_money, 15),
        "staff:party_funds:grants": entry("party_officer", "system_admin", a_listed_grant, 10),
        "staff:party_funds:spendings": entry("party_officer", "system_admin", a_listed_spending, 10),
        "staff:star_ratings:list": entry("party_officer", "system_admin", a_star_round, 10),
        "staff:star_ratings:ratings": entry("party_officer", "system_admin", a_star_rating, 10),
    }
