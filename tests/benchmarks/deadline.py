"""The last day: organizations autosaving, sending and citizens looking things up, all at once, over loopback.

`./script/bench --deadline 10`. An open load: what is late for its moment is late in the figures too.
Every save says a number of its own; at the end the last number that was acknowledged must stand in the database, and
every receipt must have its row.
"""

import http.client
import json
import queue
import random
import re
import threading
import time
from dataclasses import dataclass, field
from html import unescape
from urllib.parse import quote, urlencode

from django.db import connection
from django.test import Client

from tests.benchmarks.measure import Site, p95
from tests.support.paper import PDF

SAVE_EVERY = 10  # seconds, each organization
SUBMITS_A_MINUTE = 20
SEARCHES_A_SECOND = 30
WORKERS = 64
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@dataclass
class Filer:
    """One organization with an open draft and somebody signed in for it."""

    report: int
    section: str
    answers: dict[str, str]
    field: str
    cookies: str
    token: str
    version: int
    acknowledged: int = -1
    lock: threading.Lock = field(default_factory=threading.Lock)


@dataclass
class Count:
    seconds: list[float] = field(default_factory=list)
    answers: dict[str, int] = field(default_factory=dict)

    def add(self, status: str, seconds: float) -> None:
        self.seconds.append(seconds)
        self.answers[status] = self.answers.get(status, 0) + 1

    def row(self) -> dict:
        return {
            "calls": len(self.seconds),
            "p50_ms": round(sorted(self.seconds)[len(self.seconds) // 2] * 1000) if self.seconds else None,
            "p95_ms": round(p95(self.seconds) * 1000) if self.seconds else None,
            "answers": dict(sorted(self.answers.items())),
        }


def run(minutes: float, organizations: int, scale: str) -> dict:
    """What was asked, how long it took, what was lost. Writes into the database at hand."""
    filers = [filer(pk) for pk in drafts(organizations, scale)]
    sending = filers[: round(SUBMITS_A_MINUTE * minutes)]
    terms = _terms()
    site = Site()
    try:
        load = Load(site.port, filers, terms)
        load.run(minutes * 60, sending)
    finally:
        site.stop()
    lost = [one for one in filers if one.acknowledged >= 0 and _stored(one) != f"{one.acknowledged}"]
    return {
        "minutes": minutes,
        "organizations": len(filers),
        "autosave": load.counts["autosave"].row(),
        "submit": load.counts["submit"].row(),
        "search": load.counts["search"].row(),
        "goal_autosave_p95_ms": 400,
        "lost_saves": len(lost),
        "errors_5xx": sum(
            number for count in load.counts.values() for status, number in count.answers.items() if status[0] == "5"
        ),
        "receipts_without_row": len(load.receipts - _receipts()),
    }


class Load:
    """A clock that hands out what is due, and workers that do it."""

    def __init__(self, port: int, filers: list[Filer], terms: list[str]):
        self.port, self.filers, self.terms = port, filers, terms
        self.counts = {"autosave": Count(), "submit": Count(), "search": Count()}
        self.receipts: set[str] = set()
        self.due: queue.Queue = queue.Queue()
        self.mutex = threading.Lock()

    def run(self, seconds: float, sending: list[Filer]) -> None:
        workers = [threading.Thread(target=self._work, daemon=True) for _ in range(WORKERS)]
        for worker in workers:
            worker.start()
        begun = time.monotonic()
        for at, what, arguments in self._plan(seconds, sending):
            time.sleep(max(0, begun + at - time.monotonic()))
            self.due.put((begun + at, what, arguments))
        for _ in workers:
            self.due.put(None)
        for worker in workers:
            worker.join()

    def _plan(self, seconds: float, sending: list[Filer]):
        dice = random.Random(1)
        plan = [(dice.uniform(0, seconds), "submit", (one,)) for one in sending]
        plan += [
            (number / SEARCHES_A_SECOND, "search", (dice.choice(self.terms),))
            for number in range(round(seconds * SEARCHES_A_SECOND))
        ]
        for one in self.filers:
            first = dice.uniform(0, SAVE_EVERY)
            times = range(max(0, int((seconds - first) / SAVE_EVERY) + 1))
            plan += [(first + number * SAVE_EVERY, "autosave", (one, number)) for number in times]
        return sorted(plan, key=lambda step: step[0])

    def _work(self) -> None:
        calls = {"autosave": self.autosave, "submit": self._submit, "search": self._search}
        while (step := self.due.get()) is not None:
            due, what, arguments = step
            try:
                status = calls[what](*arguments)
            except OSError as error:
                status = type(error).__name__
            with self.mutex:
                self.counts[what].add(str(status), time.monotonic() - due)

    def _ask(self, method: str, path: str, cookies: str = "", body: str = "", **headers) -> tuple[int, str, str]:
        link = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        sent = {"Host": "localhost", "Cookie": cookies, **headers}
        if body:
            sent["Content-Type"] = "application/x-www-form-urlencoded"
        link.request(method, path, body, sent)
        answer = link.getresponse()
        text = answer.read().decode(errors="replace")
        link.close()
        return answer.status, text, answer.getheader("Location", "")

    def _search(self, term: str) -> int:
        return self._ask("GET", f"/search/?q={quote(term)}")[0]

    def autosave(self, one: Filer, number: int) -> int:
        with one.lock:
            posted = {**one.answers, one.field: _said(number), "version": one.version}
            status, text, _ = self._ask(
                "POST",
                f"/org/annual-reports/{one.report}/{one.section}/autosave/",
                one.cookies,
                urlencode({**posted, "csrfmiddlewaretoken": one.token}),
                **{"X-CSRFToken": one.token, "X-Autosave": "1", "HX-Request": "true"},
            )
            if status == 200:
                one.version, one.acknowledged = json.loads(text)["version"], number
            return status

    def _submit(self, one: Filer) -> int | str:
        """The check page, its declaration, the receipt. After it the report is closed: later saves answer 409."""
        with one.lock:
            posted = self.checked(one)
            return self.send(one, posted) if posted else "something is left to fill in"

    def checked(self, one: Filer) -> dict[str, str] | None:
        """What the check page posts; None where it has no button yet."""
        status, page, _ = self._ask("GET", f"/org/annual-reports/{one.report}/check/", one.cookies)
        form = re.search(r'action="/org/annual-reports/\d+/submit/">(.*?)</form>', page, re.DOTALL)
        if status != 200 or form is None:
            return None
        digest = re.search(r'name="digest" value="([^"]+)"', form[1])
        return {"digest": unescape(digest[1]), "declares": "on", "csrfmiddlewaretoken": one.token}

    def send(self, one: Filer, posted: dict[str, str]) -> int:
        address = f"/org/annual-reports/{one.report}/submit/"
        status, page, target = self._ask("POST", address, one.cookies, urlencode(posted))
        if status == 302:
            _, page, _ = self._ask("GET", target, one.cookies)
            found = re.search(r"NB\d{4}-\d{6}-[A-Z2-7]{6}", page)
            with self.mutex:
                self.receipts.add(found[0] if found else f"no receipt on {target}")
        return status


def _said(number: int) -> str:
    year = "全年围绕章程载明的业务范围开展活动，组织交流、培训和公益服务，按规定召开会议，财务收支均经监事审核。"
    return f"{year}第{number}次保存"


def _stored(one: Filer) -> str:
    from registry.annual_reports.models import ReportSection

    text = ReportSection.objects.get(report=one.report, key=one.section).answers.get(one.field, "")
    found = re.search(r"第(\d+)次保存", text)
    return found[1] if found else ""


def _receipts() -> set[str]:
    from registry.annual_reports.models import ReportSubmission

    return set(ReportSubmission.objects.values_list("receipt_no", flat=True))


def _terms() -> list[str]:
    from registry.organizations.models import Organization

    names = Organization.objects.order_by("pk").values_list("name", flat=True)[:400]
    return [name[-5:-2] for name in names]


def drafts(wanted: int, scale: str) -> list[int]:
    """Reports of the season in progress, filled in completely; begun where an organization has not yet."""
    from config.demo.accounts import SEEDER
    from config.demo.answers import answers, carried
    from config.demo.world import World
    from core import clock
    from core.history import acting
    from core.obligations.models import ObligationState
    from registry.annual_reports.actions import attaching, filling
    from registry.annual_reports.attachment_kinds import kinds_of
    from registry.annual_reports.models import ReportObligation
    from registry.report_forms.schema import schema_of

    world = World(scale)
    bodies = {world.organization_ids[body.plan.serial]: body for body in world.bodies
              if body.plan.serial in world.organization_ids}  # fmt: skip
    rows = ReportObligation.objects.filter(year=clock.today().year - 1, state=ObligationState.OPEN)
    rows = rows.filter(report__submissions=None, regime__opens_on__lte=clock.today(), organization__in=bodies)
    found = []
    with acting(SEEDER):
        for row in rows.order_by("pk").select_related("organization", "regime")[:wanted]:
            report = filling.begin(row, actor=SEEDER)
            body = bodies[row.organization_id]
            given = answers(schema_of(report.form), report.organization, carried(body, row.year))
            for section in report.sections.all():
                section.answers, section.is_confirmed = given.get(section.key, {}), True
                section.save()
            for kind in kinds_of(row.regime, row.organization):
                if kind.is_required:
                    attaching.attach(report, actor=SEEDER, kind=kind.code, name=f"{kind.title}.pdf", data=PDF)
            found.append(report.pk)
    return found


def filer(pk: int) -> Filer:
    from core import clock
    from core.identity.models import User
    from registry.annual_reports.models import AnnualReport
    from registry.org_accounts.models import OrganizationSeat
    from registry.report_forms.schema import schema_of

    report = AnnualReport.objects.select_related("form").get(pk=pk)
    user, _ = User.objects.get_or_create(username=f"deadline{pk}", defaults={"name": "末日填报人"})
    OrganizationSeat.objects.get_or_create(
        user=user, organization_id=report.organization_id, role="legal_representative",
        defaults={"valid_from": clock.today()},
    )  # fmt: skip
    client = Client(headers={"host": "localhost"})
    client.force_login(user, backend=BACKEND)
    page = client.get(f"/org/annual-reports/{pk}/")
    token = client.cookies["csrftoken"].value if "csrftoken" in client.cookies else "a" * 32
    fields = [one for one in schema_of(report.form).fields.values() if one.kind == "long_text" and one.required]
    chosen = next(one for one in fields if one.max_length >= 1000)
    section = report.sections.get(key=chosen.section)
    cookies = f"sessionid={client.cookies['sessionid'].value}; csrftoken={token}"
    if page.status_code != 200:
        raise SystemExit(f"report {pk} answered {page.status_code}")
    plain = {key: text for key, text in section.answers.items() if isinstance(text, str)}
    connection.close()
    return Filer(pk, section.key, plain, chosen.key, cookies, token, section.version)
