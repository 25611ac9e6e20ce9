"""A page of the API beside a bare view that dumps `values()` as JSON, both behind the same middleware and token."""

import http.client
import json

from core.access.actor import Actor
from core.api_tokens.actions import approve_token, issue_token
from core.api_tokens.states import TokenScope
from core.departments.models import Department
from core.identity.models import User
from tests.benchmarks.measure import Figure, p95, timed

LIST, FLOOR = "/api/v1/organizations/", "/bench/api/organizations/"
TIMES = 200


class Machine:
    """Another system on a keep-alive connection."""

    def __init__(self, port: int, token: str):
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        self.headers = {"Authorization": f"Bearer {token}", "Host": "localhost"}

    def get(self, path: str) -> dict:
        self.connection.request("GET", path, headers=self.headers)
        response = self.connection.getresponse()
        body = response.read()
        if response.status != 200:
            raise SystemExit(f"GET {path} answered {response.status}")
        return json.loads(body)


def token() -> str:
    """Over the whole register: by the portal itself, approved by any account. The bench runs on data of its own."""
    row, clear = issue_token(
        actor=Actor.system("bench"),
        name="bench",
        department=Department.objects.order_by("pk").first(),
        scopes=["organizations.view"],
        scope_kind=TokenScope.ALL,
        ip_ranges=["127.0.0.0/8"],
        days=1,
    )
    user = User.objects.order_by("pk").first()
    approve_token(row, actor=Actor(user_id=user.pk, permissions=frozenset({"api_tokens.approve"})))
    return clear


def api_list(port: int) -> Figure:
    """The pace of tokens must be off: see config/settings/bench.py."""
    machine = Machine(port, token())
    seconds, floor = [], []
    for path in (LIST, FLOOR):
        for _ in range(10):
            machine.get(path)
    for _ in range(TIMES // 20):  # in turns, so that what else the machine does falls on both
        seconds += timed(lambda: machine.get(LIST), 20)
        floor += timed(lambda: machine.get(FLOOR), 20)
    return Figure(
        "API list, 100 rows", seconds, "values() as JSON, bare view, same middleware and token", floor, 2.5,
        f"p95 {p95(seconds) * 1000:.1f} ms",
    )  # fmt: skip
