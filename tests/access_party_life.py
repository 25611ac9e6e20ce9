"""Organization life for the access walk: seen by the organ above a branch, and by its own secretary."""

from core import clock
from core.files.models import StoredFile
from party_building.activities.models import Activity, ActivityFile, ActivityKind
from party_building.party_units.models import PartyUnit
from party_building.party_units.states import UnitForm, UnitLevel
from tests.access_world import Case, Place


def a_branch(place: Place) -> PartyUnit:
    key = place.organization.pk, place.department.pk

    def make():
        return PartyUnit.objects.create(
            name=f"走查组织生活支部{key}", level=UnitLevel.BRANCH, form=UnitForm.STANDALONE,
            superior=place.department, organization=place.organization, established_on=clock.today(),
        )  # fmt: skip

    return place.world.once("branch of life", key, make)


def _activity(place: Place) -> Activity:
    unit = a_branch(place)

    def make():
        kind = ActivityKind.objects.get(code="theme_day")
        return Activity.objects.create(unit=unit, kind=kind, held_on=clock.today(), topic=f"走查{unit.pk}")

    return place.world.once("activity", unit.pk, make)


def of_branch(place: Place) -> dict:
    return {"pk": a_branch(place).pk}


def of_branch_year(place: Place) -> dict:
    return {**of_branch(place), "year": clock.today().year}


def activity(place: Place) -> dict:
    return {"pk": _activity(place).pk}


def activity_unit(place: Place) -> dict:
    return {**activity(place), "unit": a_branch(place).pk}


def activity_file(place: Place) -> dict:
    one = _activity(place)

    def make():
        file = StoredFile.objects.create(
            sha256="0" * 64, size=1, name="走查.pdf", content_type="application/pdf", kind="party_activity",
            permission="activities.view", path="00/none",
        )  # fmt: skip
        return ActivityFile.objects.create(activity=one, kind="other", file=file)

    return {"pk": place.world.once("activity file", one.pk, make).pk}


_BOTH = {
    "calendar": of_branch, "groups": of_branch, "appraisal": of_branch_year, "detail": activity, "edit": activity,
    "withdraw": activity, "leave": activity_unit, "attach": activity, "fetch": activity_file,
    "remove_file": activity_file,
}  # fmt: skip
LIFE_CASES: dict[str, Case] = {
    **{f"{side}:activities:{name}": Case(kwargs) for side in ("staff", "org") for name, kwargs in _BOTH.items()},
    "staff:activities:record": Case(of_branch),
}
