import datetime

import pytest
from django.urls import reverse

from registry.organizations.states import ResponsibilityKind
from registry.reelections.models import Reelection
from tests.registry.handovers.conftest import enter  # noqa: F401
from tests.registry.org_accounts.conftest import sit  # noqa: F401
from tests.support import officers
from tests.support.bureau import Bureau


@pytest.fixture(autouse=True)
def _today(set_clock):
    set_clock("2026-06-03")


@pytest.fixture(autouse=True)
def _files(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def bureau(db) -> Bureau:
    officers.load()
    return Bureau()


@pytest.fixture
def tea(bureau):
    """An association of the city in its third term, which ends on 2026-07-31."""
    body = bureau.register(
        "霁川市茶业协会",
        responsibilities={
            ResponsibilityKind.BUSINESS.value: bureau.commerce.pk,
            ResponsibilityKind.PARTY.value: bureau.party_committee.pk,
        },
    )
    officers.term(body, 3, "2022-07-31")
    who = officers.person("陆星河", born="1968-01-01")
    officers.appoint(body, who, "chair", since="2022-07-31")
    officers.appoint(body, who, "legal_representative", since="2022-07-31")
    officers.appoint(body, officers.person("苏秋禾"), "secretary_general", since="2022-07-31")
    return body


@pytest.fixture
def desks(bureau, tea, sit, enter):  # noqa: F811
    """Everybody who has a part in it, signed in."""
    city = bureau.bureau
    return {
        "own": enter(sit(tea)),
        "clerk": bureau.client("registry_clerk", city),
        "chief": bureau.client("registry_chief", city),
        "department": bureau.client("department_officer", bureau.commerce),
        "party": bureau.client("party_officer", bureau.party_committee),
    }


@pytest.fixture
def steps(desks):
    return Steps(desks)


class Steps:
    """The chain through its pages."""

    def __init__(self, desks):
        self.desks = desks

    @property
    def chain(self) -> Reelection:
        return Reelection.objects.latest("pk")

    def post(self, desk: str, name: str, data: dict | None = None, *args):
        space = "org:reelections" if desk == "own" else "staff:reelections"
        number = [self.chain.pk] if name not in ("create",) else []
        return self.desks[desk].post(reverse(f"{space}:{name}", args=[*number, *args]), data or {})

    def get(self, desk: str, name: str = "detail", *args) -> str:
        space = "org:reelections" if desk == "own" else "staff:reelections"
        return self.desks[desk].get(reverse(f"{space}:{name}", args=[self.chain.pk, *args])).content.decode()

    def ok(self, *given):
        answer = self.post(*given)
        assert answer.status_code == 302, answer.content.decode()
        return answer

    def open(self, kind="term") -> Reelection:
        self.ok("own", "create", {"kind": kind})
        return self.chain

    def name(self, post: str, name: str, born="1975-03-03", **more):
        number = more.pop("id_number", None) or officers.id_number(born)
        data = {"kind": post, "name": name, "id_type": "resident_id", "id_number": number, **more}
        return self.ok("own", "add_candidate", data)

    def plan(self):
        return self.ok(
            "own",
            "plan",
            {"planned_on": "2026-07-20", "meeting": "members", "reason": "", "version": self.chain.version},
        )

    def listed(self) -> Reelection:
        """A whole list, not yet sent: a new president and representative, the secretary as before."""
        self.open()
        self.plan()
        number = officers.id_number("1975-03-03")
        self.name("chair", "乔屹", id_number=number)
        self.name("legal_representative", "乔屹", id_number=number)
        self.name("secretary_general", "苏秋禾", id_number=secretary_number(self.chain))
        return self.chain

    def sent(self) -> Reelection:
        self.listed()
        self.ok("own", "submit")
        return self.chain

    def results(self, value="pass") -> dict:
        return {f"result_{one.pk}": value for one in self.chain.candidates.filter(is_removed=False)}

    def opinions(self) -> Reelection:
        self.ok("department", "opine", self.results())
        self.ok("party", "opine", self.results())
        return self.chain

    def cleared(self) -> Reelection:
        self.sent()
        self.opinions()
        self.ok("clerk", "review", {**self.results(), "comment": "", "act": "go"})
        self.ok("chief", "confirm")
        return self.chain

    def audited(self) -> Reelection:
        self.cleared()
        self.ok(
            "own", "audit", {"auditor": "霁川衡信会计师事务所", "audited_on": "2026-05-20", "audit_no": "霁审字1号"}
        )
        self.ok("clerk", "record_audit")
        return self.chain

    def notified(self) -> Reelection:
        self.audited()
        self.ok(
            "own", "notify",
            {"notified_on": "2026-06-03", "meeting_on": "2026-06-20", "meeting_place": "听澜街道望云路8号"},
        )  # fmt: skip
        return self.chain

    def result(self, *, total=60, present=45, votes=40, desk="own"):
        data = {
            "held_on": "2026-06-20", "total": total, "present": present, "term_years": 4,
            "resolution": "第四届第一次会员大会决议",
        }  # fmt: skip
        data |= {f"votes_{one.pk}": votes for one in self.chain.candidates.filter(is_removed=False)}
        return self.post(desk, "result", data)


def secretary_number(chain) -> str:
    post = chain.organization.officer_posts.get(kind="secretary_general", valid_to=None)
    return post.person.id_number.reveal()


def day(text: str) -> datetime.date:
    return datetime.date.fromisoformat(text)
