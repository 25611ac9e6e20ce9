"""Tokens for tests: issued by one administrator, approved by another, as in life."""

from core.api_tokens.actions import approve_token, issue_token
from core.api_tokens.states import TokenScope


def a_token(bureau, *, approved: bool = True, **changes) -> str:
    """In clear. Over the whole register unless `scope_kind` says otherwise."""
    given = {
        "name": "审批局登记结果推送",
        "department": bureau.bureau,
        "scopes": ["organizations.view"],
        "scope_kind": TokenScope.ALL,
        "ip_ranges": ["127.0.0.0/8"],
        "days": 30,
    }
    row, token = issue_token(actor=bureau.actor("system_admin", bureau.bureau), **{**given, **changes})
    if row.needs_approval and approved:
        approve_token(row, actor=bureau.actor("security_admin", bureau.bureau))
    return token


class Caller:
    """Another system: `get(url, **query)` with its token; `calls` a page at a time with `every`."""

    def __init__(self, client, token: str):
        self.client, self.headers = client, {"Authorization": f"Bearer {token}"}

    def get(self, url: str, **query):
        return self.client.get(url, query or None, headers=self.headers)

    def post(self, url: str, body, *, key: str = "", **more):
        headers = {**self.headers, **({"Idempotency-Key": key} if key else {})}
        return self.client.post(url, body, content_type="application/json", headers=headers, **more)

    def rows(self, url: str, **query) -> list[dict]:
        """Every row, by following `next`."""
        found, answer = [], self.get(url, **query)
        while True:
            assert answer.status_code == 200, answer.content.decode()
            found += answer.json()["results"]
            if not answer.json()["next"]:
                return found
            answer = self.get(answer.json()["next"])
