"""Letters, rectifications and talks for the walks: written by the place's office where it writes letters, else sent to
it; orders and talks of the place's organization."""

from core import clock
from core.files.models import StoredFile
from supervision.letters import reference
from supervision.letters.models import Letter, LetterDelivery, LetterKind, LetterReply, LetterTemplate, ServicePeriod
from supervision.letters.states import LetterState, TemplateState
from supervision.rectifications.models import RectificationOrder, RectificationReport
from supervision.talks.models import SupervisoryTalk
from tests.access_world import Case, Place, of_organization

WRITING = ("civil_affairs", "government", "approval_bureau")


def kind(code: str) -> LetterKind:
    reference.load_periods()
    reference.load_kinds()
    return LetterKind.objects.get(code=code)


def a_letter(issuer, code: str, title: str, **more) -> Letter:
    """A served letter, made at once."""
    today, its_kind = clock.today(), kind(code)
    given = {
        "state": LetterState.SERVED, "number": f"走查公文{Letter.objects.count() + 1}号", "signed_on": today,
        "sealed_on": today, "served_on": today, "served_way": "direct", "reply_workdays": 10, "reply_due_on": today,
        "template": LetterTemplate.objects.get(kind=its_kind, department=None),
        "blocks": [{"kind": "paragraph", "text": "走查"}], "recipient_name": "走查",
        "values": {"facts": "走查", "demand": "走查", "due": "走查", "basis": "走查"},
    }  # fmt: skip
    return Letter.objects.create(
        kind=its_kind, department=issuer, issuer_name=issuer.name, title=title, **{**given, **more}
    )


def _office_letter(place: Place) -> Letter:
    office, b = place.department, place.world.bureau
    elsewhere = b.department("走查别处民政局", "civil_affairs", b.yanhai)
    other = b.department("走查体育局", "government", b.yanhai)

    def make():
        pair = (office, other) if office.kind in WRITING else (elsewhere, office)
        return a_letter(pair[0], "reminder", f"走查公文{office.pk}", addressee=pair[1])

    return place.world.once("office_letter", office.pk, make)


def letter(place: Place) -> dict:
    return {"pk": _office_letter(place).pk}


def letter_file(place: Place) -> dict:
    return {**letter(place), "kind": "docx"}


def _file() -> StoredFile:
    return StoredFile.objects.create(
        sha256="1" * 64, size=1, name="走查.pdf", content_type="application/pdf", kind="letters",
        permission="letters.view", path="walk/letters",
    )  # fmt: skip


def reply_file(place: Place) -> dict:
    found = _office_letter(place)

    def make():
        reply, file = LetterReply.objects.create(letter=found, text="走查"), _file()
        reply.files.add(file)
        return file

    return {"pk": found.pk, "file": place.world.once("letter_reply_file", found.pk, make).pk}


def attempt(place: Place) -> dict:
    found = _office_letter(place)

    def make():
        return LetterDelivery.objects.create(letter=found, way="post", posted_on=clock.today(), tracking_number="走查")

    return {"pk": found.pk, "delivery": place.world.once("letter_attempt", found.pk, make).pk}


def _body_letter(place: Place) -> Letter:
    body = place.organization

    def make():
        return a_letter(body.supervising_authority, "reminder", f"走查来文{body.pk}", organization=body)

    return place.world.once("body_letter", body.pk, make)


def body_letter(place: Place) -> dict:
    return {"pk": _body_letter(place).pk}


def body_letter_file(place: Place) -> dict:
    return {**body_letter(place), "kind": "docx"}


def body_reply_file(place: Place) -> dict:
    found = _body_letter(place)

    def make():
        reply, file = LetterReply.objects.create(letter=found, text="走查"), _file()
        reply.files.add(file)
        return file

    return {"pk": found.pk, "file": place.world.once("body_reply_file", found.pk, make).pk}


def public_notice(place: Place) -> dict:
    found = _body_letter(place)

    def make():
        today = clock.today()
        return LetterDelivery.objects.create(
            letter=found, way="notice", posted_on=today, reason="走查", period_days=30, period_ends_on=today,
            shown_until=today,
        )  # fmt: skip

    return {"pk": place.world.once("public_notice", found.pk, make).pk}


def template(place: Place) -> dict:
    office, its_kind = place.department, kind("reminder")

    def make():
        return LetterTemplate.objects.create(
            kind=its_kind, department=office, number=1, title="走查", state=TemplateState.DRAFT,
            blocks=[{"kind": "paragraph", "text": "走查"}],
        )  # fmt: skip

    return {"pk": place.world.once("letter_template", office.pk, make).pk}


def proposed_template(place: Place) -> dict:
    office, its_kind = place.department, kind("circular")

    def make():
        return LetterTemplate.objects.create(
            kind=its_kind, department=office, number=1, title="走查", state=TemplateState.PROPOSED,
            blocks=[{"kind": "paragraph", "text": "走查"}],
        )  # fmt: skip

    return {"pk": place.world.once("proposed_template", office.pk, make).pk}


def a_code(place: Place) -> dict:
    return {"kind": kind("reminder").code}


def period_code(place: Place) -> dict:
    kind("reminder")
    return {"code": "notice_days"}


def period_row(place: Place) -> dict:
    kind("reminder")
    return {"pk": ServicePeriod.objects.get(code="notice_days").pk}


def an_order(body, **more) -> RectificationOrder:
    today = clock.today()
    paper = a_letter(body.supervising_authority, "rectification_order", "走查责令整改", organization=body)
    given = {"state": "running", "ordered_on": today, "served_on": today, "due_on": today.replace(year=today.year + 1)}
    return RectificationOrder.objects.create(
        organization=body, letter=paper, source="inspection", ground="走查", basis="走查", demand="走查", due_days=30,
        **{**given, **more},
    )  # fmt: skip


def _order(place: Place) -> RectificationOrder:
    return place.world.once("rectification", place.organization.pk, lambda: an_order(place.organization))


def order(place: Place) -> dict:
    return {"pk": _order(place).pk}


def order_file(place: Place) -> dict:
    found = _order(place)

    def make():
        made, file = RectificationReport.objects.create(order=found, text="走查整改情况", passed=False, answer="走查",
                                                        answered_on=clock.today()), _file()  # fmt: skip
        made.files.add(file)
        return file

    return {"pk": found.pk, "file": place.world.once("rectification_file", found.pk, make).pk}


def a_talk(body, **more) -> SupervisoryTalk:
    paper = a_letter(body.supervising_authority, "talk_notice", "走查约谈", organization=body)
    return SupervisoryTalk.objects.create(
        organization=body, department=body.supervising_authority, letter=paper, subject="走查", planned_at=clock.now(),
        place="走查", persons="走查", **more,
    )  # fmt: skip


def talk(place: Place) -> dict:
    return {"pk": place.world.once("talk", place.organization.pk, lambda: a_talk(place.organization)).pk}


def talk_file(place: Place) -> dict:
    def make():
        return a_talk(
            place.organization, state="held", held_on=clock.today(), attendees="走查", minutes="走查", record=_file()
        )

    return {"pk": place.world.once("held_talk", place.organization.pk, make).pk}


STEPS = ("detail", "letter", "edit", "submit", "check", "countersign", "go_on", "send_back", "sign", "seal", "deliver",
         "post", "send_electronically", "publish", "reply", "ask_again", "close", "withdraw", "void")  # fmt: skip
LETTER_CASES: dict[str, Case] = {
    **{f"staff:letters:{name}": Case(letter) for name in STEPS},
    "staff:letters:letter_file": Case(letter_file),
    "staff:letters:file": Case(reply_file),
    "staff:letters:arrived": Case(attempt),
    "staff:letters:returned": Case(attempt),
    "staff:letters:create": Case(a_code, "holder"),
    "staff:letters:start_template": Case(a_code, "holder"),
    **{f"staff:letters:{name}": Case(template) for name in ("template", "edit_template", "propose_template",
                                                            "send_template_back", "discard_template")},
    "staff:letters:put_template_in_force": Case(proposed_template),
    "staff:letters:setting": Case(a_code, "holder"),
    "staff:letters:set_period": Case(period_code, "holder"),
    "staff:letters:take_period_back": Case(period_row, "holder"),
    "staff:letters:of_organization": Case(of_organization),
    **{f"org:letters:{name}": Case(body_letter) for name in ("detail", "confirm", "letter", "reply")},
    "org:letters:letter_file": Case(body_letter_file),
    "org:letters:file": Case(body_reply_file),
    "public:letters:detail": Case(public_notice, "holder"),
    **{f"staff:rectifications:{name}": Case(order) for name in ("detail", "take_in", "verify", "send_back", "extend",
                                                                "cancel")},
    "staff:rectifications:file": Case(order_file),
    **{f"org:rectifications:{name}": Case(order) for name in ("detail", "report")},
    "org:rectifications:file": Case(order_file),
    **{f"staff:talks:{name}": Case(talk) for name in ("detail", "hold", "attach", "close", "cancel")},
    "staff:talks:file": Case(talk_file),
}  # fmt: skip
