"""Follow-ups for the walks: issued by the place's office where it is a party organ, else sent to it."""

from core import clock
from party_building.follow_ups.models import FollowUp
from party_building.follow_ups.states import FollowUpKind, FollowUpState
from tests.access_world import Case, Place


def a_follow_up(issuer, addressee, subject: str, **more) -> FollowUp:
    today = clock.today()
    given = {
        "state": FollowUpState.SERVED, "number": f"走查督办{FollowUp.objects.count() + 1}号", "signed_on": today,
        "served_on": today, "reply_workdays": 10, "reply_due_on": today,
    }  # fmt: skip
    return FollowUp.objects.create(
        kind=FollowUpKind.SUPERVISION, department=issuer, issuer_name=issuer.name, addressee=addressee,
        subject=subject, body="走查", **{**given, **more},
    )  # fmt: skip


def follow_up(place: Place) -> dict:
    office, b = place.department, place.world.bureau
    elsewhere = b.department("走查别处社会工作部", "party_organ", b.yanhai)
    other = b.department("走查体育局", "government", b.yanhai)

    def make():
        pair = (office, other) if office.kind == "party_organ" else (elsewhere, office)
        return a_follow_up(*pair, f"走查督办{office.pk}")

    return {"pk": place.world.once("follow_up", office.pk, make).pk}


def follow_up_file(place: Place) -> dict:
    return {**follow_up(place), "kind": "docx"}


STEPS = ("letter", "edit", "submit", "check", "send_back", "sign", "serve", "reply", "hold", "ask_again", "close",
         "withdraw")  # fmt: skip
GAP_CASES: dict[str, Case] = {
    **{f"staff:follow_ups:{name}": Case(follow_up) for name in ("detail", *STEPS)},
    "staff:follow_ups:letter_file": Case(follow_up_file),
}
