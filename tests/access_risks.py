"""Risk reports and leads for the walks: of the place's office where it judges, else handed on to it from elsewhere."""

import io

from PIL import Image

from core import clock
from core.access.actor import Actor
from supervision.illegal_orgs import actions as leads
from supervision.illegal_orgs import queries, reference
from supervision.illegal_orgs.models import Lead
from supervision.risk_reports import photos
from supervision.risk_reports import reference as clocks
from supervision.risk_reports.actions import add_note
from supervision.risk_reports.actions.steps import arrive
from supervision.risk_reports.line import places_of
from supervision.risk_reports.models import RiskKind, RiskReport
from tests.access_world import Case, Place

SYSTEM = Actor.system("access_walk")
JUDGING = ("street", "civil_affairs")


def a_photo():
    written = io.BytesIO()
    Image.new("RGB", (8, 8), "white").save(written, "JPEG")
    return written.getvalue()


def a_report(region, office, authority, *, level=3, handed_to=None, **more) -> RiskReport:
    """Lying at `office`, whoever reported it."""
    clocks.load_risk_kinds()
    clocks.load_risk_clocks()
    given = {"state": "handed" if handed_to else "received", "what": "走查", **more}
    made = RiskReport.objects.create(
        kind=RiskKind.objects.order_by("pk").first(), region=region, **places_of(region), office=handed_to or office,
        authority=authority, level=level, handed_to=handed_to, seen_at=clock.now(), due_at=clock.now(),
        photo=photos.keep(a_photo(), name="a.jpg", actor=SYSTEM), **given,
    )  # fmt: skip
    arrive(made, stage="judge")
    return made


def _report(place: Place) -> RiskReport:
    b, office = place.world.bureau, place.department

    def make():
        if office.kind in JUDGING and office.pk != b.yanhai_bureau.pk:
            made = a_report(b.linli, office, b.wanglan_bureau, level=3 if office.kind == "street" else 2)
        elif office.pk == b.yanhai_bureau.pk:
            made = a_report(b.yanhu, office, office, level=2)
        else:
            made = a_report(b.yanhu, b.yanhai_bureau, b.yanhai_bureau, level=2, handed_to=office)
        add_note(made, actor=SYSTEM, text="走查补充", photo=(a_photo(), "a.jpg"))
        return made

    return place.world.once("risk_report", office.pk, make)


def report(place: Place) -> dict:
    return {"pk": _report(place).pk}


def note(place: Place) -> dict:
    its = _report(place)
    return {"pk": its.pk, "note": its.notes.get().pk}


def a_lead(region, name: str) -> Lead:
    reference.load_checks()
    reference.load_periods()
    return leads.receive(
        actor=SYSTEM, origin="public", name=name, activity="走查", region=region, contact_name="某人",
        contact_phone="12000000000",
    )  # fmt: skip


def _lead(place: Place) -> Lead:
    b, office = place.world.bureau, place.department
    is_own = office.pk == b.wanglan_bureau.pk
    return place.world.once("lead", is_own, lambda: a_lead(b.linli if is_own else b.yanhu, f"走查联盟{office.pk}"))


def lead(place: Place) -> dict:
    return {"pk": _lead(place).pk}


def proof(place: Place) -> dict:
    its = _lead(place)

    def make():
        kind = queries.checklist(its)[0][0]
        file = photos.keep(a_photo(), name="a.jpg", actor=SYSTEM)
        leads.note_check(its, actor=SYSTEM, kind=kind, result="not_found", note="走查", proof=file)
        return its.checks.get()

    return {"pk": its.pk, "check": place.world.once("lead_check", its.pk, make).pk}


_OF_REPORT = ("detail", "photo", "add_note", "judge_true", "refute", "raise_up", "send_down", "transfer", "hand_back",
              "to_lead", "close", "reply", "reopen", "identify", "tie", "untie")  # fmt: skip
_OF_LEAD = ("detail", "note_check", "reveal", "move", "open", "elsewhere", "refute", "dissolve", "transfer",
            "propose_ban", "review_ban", "send_back", "decide", "withdraw")  # fmt: skip
RISK_CASES: dict[str, Case] = {
    **{f"staff:risk_reports:{name}": Case(report, "department") for name in _OF_REPORT},
    "staff:risk_reports:note_photo": Case(note, "department"),
    **{f"staff:illegal_orgs:{name}": Case(lead, "department") for name in _OF_LEAD},
    "staff:illegal_orgs:proof": Case(proof, "department"),
}
