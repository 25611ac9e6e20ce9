"""Organization life for the access walk: seen by the organ above a branch, and by its own secretary."""

from core import clock
from core.files.models import StoredFile
from party_building.activities.models import Activity, ActivityFile, ActivityKind
from party_building.activity_series.models import ActivitySeries, SeriesItem, SeriesPart
from party_building.party_units.models import PartyUnit
from party_building.party_units.states import UnitForm, UnitLevel
from party_building.propaganda.models import PropagandaItem
from party_building.secretary_meetings.models import Invitation, Matter, SecretaryMeeting
from party_building.teaching_materials.models import TeachingMaterial
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


def _file() -> StoredFile:
    return StoredFile.objects.create(
        sha256="0" * 64, size=1, name="走查.pdf", content_type="application/pdf", kind="party_activity",
        permission="activities.view", path="00/none",
    )  # fmt: skip


def activity_file(place: Place) -> dict:
    one = _activity(place)

    def make():
        return ActivityFile.objects.create(activity=one, kind="other", file=_file())

    return {"pk": place.world.once("activity file", one.pk, make).pk}


def _series(place: Place) -> ActivitySeries:
    def make():
        today = clock.today()
        return ActivitySeries.objects.create(
            name=f"走查系列{place.organization.pk}", department=place.department, starts_on=today, ends_on=today
        )

    return place.world.once("series", (place.organization.pk, place.department.pk), make)


def series(place: Place) -> dict:
    return {"pk": _series(place).pk}


def series_item(place: Place) -> dict:
    one = _series(place)

    def make():
        item = SeriesItem.objects.create(series=one, title="走查场次", held_on=clock.today())
        SeriesPart.objects.create(item=item, unit=a_branch(place), is_host=True)
        return item

    return {"pk": place.world.once("series item", one.pk, make).pk}


def propaganda(place: Place) -> dict:
    unit = a_branch(place)

    def make():
        return PropagandaItem.objects.create(
            unit=unit, title="走查报道", outlet="走查日报", published_on=clock.today(), file=_file()
        )

    return {"pk": place.world.once("propaganda", unit.pk, make).pk}


def _meeting(place: Place) -> SecretaryMeeting:
    unit = a_branch(place)

    def make():
        meeting = SecretaryMeeting.objects.create(
            department=place.department, topic=f"走查议题{unit.pk}", held_on=clock.today(), minutes_file=_file()
        )
        Invitation.objects.create(meeting=meeting, unit=unit)
        return meeting

    return place.world.once("secretary meeting", unit.pk, make)


def meeting(place: Place) -> dict:
    return {"pk": _meeting(place).pk}


def matter(place: Place, state: str = "raised") -> dict:
    one = _meeting(place)

    def make():
        known = {} if state == "raised" else {
            "responsible": place.world.bureau.commerce, "due_on": clock.today(), "answer": "走查",
            "answered_on": clock.today(),
        }  # fmt: skip
        return Matter.objects.create(
            meeting=one, content=f"走查{state}", raised_by=a_branch(place), state=state, **known
        )

    return {"pk": place.world.once(f"matter {state}", one.pk, make).pk}


def assigned_matter(place: Place) -> dict:
    return matter(place, "assigned")


def answered_matter(place: Place) -> dict:
    return matter(place, "answered")


def material(place: Place) -> dict:
    def make():
        return TeachingMaterial.objects.create(
            kind="template", topic="走查", title=f"走查模板{place.department.pk}", department=place.department,
            file=_file(), offered_on=clock.today(),
        )  # fmt: skip

    return {"pk": place.world.once("material", place.department.pk, make).pk}


_BOTH = {
    "calendar": of_branch, "groups": of_branch, "appraisal": of_branch_year, "detail": activity, "edit": activity,
    "withdraw": activity, "leave": activity_unit, "attach": activity, "fetch": activity_file,
    "remove_file": activity_file,
}  # fmt: skip
LIFE_CASES: dict[str, Case] = {
    **{f"{side}:activities:{name}": Case(kwargs) for side in ("staff", "org") for name, kwargs in _BOTH.items()},
    "staff:activities:record": Case(of_branch),
    **{f"staff:activity_series:{name}": Case(series) for name in ("detail", "edit", "add_item")},
    "staff:activity_series:withdraw_item": Case(series_item),
    **{
        f"{side}:propaganda:{name}": Case(propaganda)
        for side in ("staff", "org")
        for name in ("detail", "withdraw", "fetch")
    },
    **{f"staff:secretary_meetings:{name}": Case(meeting) for name in ("edit", "minute")},
    **{
        f"{side}:secretary_meetings:{name}": Case(meeting)
        for side in ("staff", "org")
        for name in ("detail", "raise_matter", "fetch")
    },
    "staff:secretary_meetings:assign": Case(matter),
    "staff:secretary_meetings:answer": Case(assigned_matter),
    **{f"staff:secretary_meetings:{name}": Case(answered_matter) for name in ("matter", "close", "reopen")},
    **{f"staff:teaching_materials:{name}": Case(material, "holder") for name in ("detail", "withdraw", "fetch")},
    "org:teaching_materials:fetch": Case(material, "holder"),
}
