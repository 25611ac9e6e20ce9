"""A page of the API beside a bare view that dumps `values()` as JSON, both behind the same middleware and token."""

import http.client
import json

from core.access.actor import Actor
from core.api_tokens.actions import approve_token, issue_token
from core.api_tokens.states import TokenScope
from core.departments.models import Department
from core.identity.models import User
from tests.benchmarks.measure import Figure, alternately

LIST, FLOOR = "/api/v1/organizations/", "/bench/api/organizations/"


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


def api_list(port: int, times: int) -> Figure:
    """The pace of tokens must be off: see config/settings/bench.py."""
    machine = Machine(port, token())
    taken = alternately(times, page=lambda _: machine.get(LIST), floor=lambda _: machine.get(FLOOR))
    floor = "values() as JSON, bare view, same middleware and token"
    return Figure("API list, 100 rows", taken["page"], floor, taken["floor"], 2.5)
