"""Star rounds, model sites and funds for the walks: of the place's office, for a unit that its organization hosts."""

import datetime
from decimal import Decimal

from core import clock
from core.files.models import StoredFile
from party_building.funds.models import FundBudget, Grant, GrantRule, Spending
from party_building.model_sites.models import ModelSite, SiteScheme, SiteStatus
from party_building.party_units.models import PartyUnit
from party_building.party_units.states import UnitForm, UnitLevel
from party_building.star_ratings.models import (
    StarCriterion,
    StarEntry,
    StarObjection,
    StarRating,
    StarRound,
    StarScore,
)
from tests.access_world import Case, Place


def _key(place: Place) -> tuple:
    return place.organization.pk, place.department.pk


def a_unit(superior, organization, name: str) -> PartyUnit:
    return PartyUnit.objects.create(
        name=name, level=UnitLevel.BRANCH, form=UnitForm.STANDALONE, superior=superior, organization=organization,
        established_on=clock.today() - datetime.timedelta(days=400),
    )  # fmt: skip


def unit(place: Place) -> PartyUnit:
    key = _key(place)
    return place.world.once(
        "schemes unit", key, lambda: a_unit(place.department, place.organization, f"走查示范支部{key[0]}-{key[1]}")
    )


def a_round(department, title: str, state: str = "open") -> StarRound:
    today = clock.today()
    made = StarRound.objects.create(
        department=department, title=title, year=today.year, document="走查批文", state=state,
        assess_until=today + datetime.timedelta(days=30), opened_on=today,
        objections_from=today if state == "objection" else None,
        objections_until=today + datetime.timedelta(days=7) if state == "objection" else None,
    )  # fmt: skip
    StarCriterion.objects.create(round=made, name="作用发挥", maximum=Decimal(100), counts="看成效")
    return made


def _round(place: Place, state: str) -> StarRound:
    key = (*_key(place), state)
    return place.world.once("star round", key, lambda: a_round(place.department, f"走查{state}{key}", state))


def _entry(place: Place, state: str, round_state: str = "open") -> StarEntry:
    def make():
        round_ = _round(place, round_state)
        is_rated = state in ("proposed", "confirmed")
        name = f"走查{state}支部{place.organization.pk}-{place.department.pk}"
        made = StarEntry.objects.create(
            round=round_, unit=a_unit(place.department, place.organization, name), origin="own", state=state,
            points=Decimal(90) if is_rated else None, stars=4 if is_rated else None,
        )  # fmt: skip
        StarScore.objects.create(entry=made, criterion=round_.criteria.get(), points=90 if is_rated else None)
        return made

    return place.world.once("star entry", (*_key(place), state, round_state), make)


def _objection(place: Place) -> dict:
    def make():
        entry = _entry(place, "confirmed", "objection")
        return StarObjection.objects.create(entry=entry, raised_for=unit(place), reason="走查")

    return {"pk": place.world.once("star objection", _key(place), make).pk}


def _rating(place: Place) -> dict:
    def make():
        return StarRating.objects.create(
            unit=unit(place), round=_round(place, "open"), stars=5, points=Decimal(96), valid_from=clock.today()
        )

    return {"pk": place.world.once("star rating", _key(place), make).pk}


def round_case(state: str) -> Case:
    """With a unit of the organization under the organ: so its secretary sees the round too."""

    def of(place: Place) -> dict:
        unit(place)
        return {"pk": _round(place, state).pk}

    return Case(of)


def org_round_case(state: str) -> Case:
    """A secretary sees the rounds of every organ above a unit of hers: the others are of an organ far away."""

    def of(place: Place) -> dict:
        if place.position == "own":
            return round_case(state).kwargs(place)

        def make():
            far = place.world.bureau.department("走查外线党委", "party_organ", place.world.bureau.yanhai)
            a_unit(far, place.organization, f"走查外线支部{place.organization.pk}{state}")
            return a_round(far, f"走查外线{place.organization.pk}{state}", state)

        return {"pk": place.world.once("far round", (place.organization.pk, state), make).pk}

    return Case(of)


def entry_case(state: str) -> Case:
    return Case(lambda place: {"pk": _entry(place, state).pk})


def _criterion(place: Place) -> dict:
    return {"pk": _round(place, "draft").criteria.get().pk}


def a_scheme(department, name: str) -> SiteScheme:
    return SiteScheme.objects.create(department=department, name=name, document="走查批文", begun_on=clock.today())


def _scheme(place: Place) -> SiteScheme:
    return place.world.once("site scheme", _key(place), lambda: a_scheme(place.department, f"走查方案{_key(place)}"))


def a_site(scheme: SiteScheme, unit: PartyUnit, name: str, state: str = "groomed") -> ModelSite:
    made = ModelSite.objects.create(
        scheme=scheme, unit=unit, organization=unit.organization, name=name, reason="走查", state=state,
        applied_on=clock.today(), checked_on=clock.today() if state == "checked" else None,
    )  # fmt: skip
    if state in ("groomed", "checked"):
        SiteStatus.objects.create(site=made, status="groomed", valid_from=clock.today(), document="走查文号")
    return made


def _site(place: Place, state: str) -> ModelSite:
    def make():
        return a_site(_scheme(place), unit(place), f"走查{state}示范点{_key(place)}", state)

    return place.world.once("model site", (*_key(place), state), make)


def site_case(state: str) -> Case:
    return Case(lambda place: {"pk": _site(place, state).pk})


def a_grant(unit: PartyUnit, purpose: str, state: str = "prepared") -> Grant:
    is_paid = state == "paid"
    return Grant.objects.create(
        department=unit.superior, unit=unit, purpose=purpose, grant_yuan=Decimal(1000), state=state,
        prepared_on=clock.today(), granted_on=clock.today() if is_paid else None, document="走查" if is_paid else "",
    )  # fmt: skip


def grant_case(state: str) -> Case:
    def of(place: Place) -> dict:
        key = (*_key(place), state)
        made = place.world.once("party grant", key, lambda: a_grant(unit(place), f"走查{state}{key}", state))
        return {"pk": made.pk}

    return Case(of)


def a_spending(unit: PartyUnit, purpose: str) -> Spending:
    return Spending.objects.create(
        unit=unit, spent_on=clock.today(), kind="other", purpose=purpose, spent_yuan=Decimal(10)
    )


def _spending(place: Place) -> dict:
    key = _key(place)
    return {"pk": place.world.once("spending", key, lambda: a_spending(unit(place), f"走查支出{key}")).pk}


def _voucher(place: Place) -> dict:
    def make():
        file = StoredFile.objects.create(
            sha256="0" * 64, size=1, name="走查.pdf", content_type="application/pdf", kind="party_fund_voucher",
            permission="party_funds.view", path="00/none", department=place.department, uploaded_by=place.owner,
        )  # fmt: skip
        made = a_spending(unit(place), f"走查凭证{_key(place)}")
        made.voucher = file
        made.save(update_fields=["voucher"])
        return made

    return {"pk": place.world.once("voucher", _key(place), make).pk}


def _budget(place: Place) -> dict:
    def make():
        return FundBudget.objects.create(
            department=place.department, unit=unit(place), year=2026, budget_yuan=Decimal(1000), document="走查"
        )

    return {"pk": place.world.once("fund budget", _key(place), make).pk}


def _due(place: Place) -> dict:
    rule = GrantRule.objects.get(code="model_site")
    return {"rule_id": rule.pk, "subject_id": _site(place, "groomed").pk}


SCHEME_CASES: dict[str, Case] = {
    **{f"staff:model_sites:{name}": site_case("applied") for name in ("take_in", "decline")},
    **{f"staff:model_sites:{name}": site_case("groomed") for name in ("detail", "examine", "fail", "end")},
    "staff:model_sites:give_name": site_case("checked"),
    **{
        f"staff:model_sites:{name}": Case(lambda place: {"pk": _scheme(place).pk})
        for name in ("scheme", "edit_scheme", "nominate")
    },
    **{f"org:model_sites:{name}": site_case("applied") for name in ("detail", "cancel")},
    **{f"staff:party_funds:{name}": grant_case("prepared") for name in ("grant", "payment", "cancel")},
    "staff:party_funds:reverse": grant_case("paid"),
    **{f"staff:party_funds:{name}": Case(_spending) for name in ("spending", "void")},
    **{f"org:party_funds:{name}": Case(_spending) for name in ("spending", "void")},
    **{f"{side}:party_funds:voucher": Case(_voucher) for side in ("staff", "org")},
    **{f"staff:party_funds:{name}": Case(lambda place: {"pk": unit(place).pk}) for name in ("unit", "spend")},
    "org:party_funds:spend": Case(lambda place: {"pk": unit(place).pk}),
    "staff:party_funds:edit_budget": Case(_budget),
    "staff:party_funds:prepare_due": Case(_due, "holder"),
    "staff:party_funds:set_rate": Case(lambda place: {"pk": GrantRule.objects.get(code="station").pk}, "holder"),
    **{f"staff:star_ratings:{name}": round_case("draft") for name in ("edit", "add_criterion", "open")},
    **{f"staff:star_ratings:{name}": round_case("open") for name in ("detail", "nominate", "announce", "stop")},
    "staff:star_ratings:results": round_case("objection"),
    "staff:star_ratings:remove_criterion": Case(_criterion),
    **{f"staff:star_ratings:{name}": entry_case("submitted") for name in ("entry", "assess", "send_back", "exclude")},
    **{f"staff:star_ratings:{name}": entry_case("proposed") for name in ("confirm", "rethink")},
    **{f"staff:star_ratings:{name}": Case(_objection) for name in ("uphold", "dismiss")},
    **{f"staff:star_ratings:{name}": Case(_rating) for name in ("rating", "withdraw")},
    "org:star_ratings:detail": org_round_case("open"),
    "org:star_ratings:join": Case(lambda place: {"pk": _round(place, "open").pk, "unit_id": unit(place).pk}),
    "org:star_ratings:object": org_round_case("objection"),
    **{f"org:star_ratings:{name}": entry_case("assessing") for name in ("entry", "edit", "submit", "leave")},
}
