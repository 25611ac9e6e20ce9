import pytest

from tests.support.bureau import Bureau


@pytest.fixture
def bureau(db):
    return Bureau()


@pytest.fixture(autouse=True)
def _own_routes(settings):
    settings.ROOT_URLCONF = "tests.core.access.routes"


@pytest.fixture
def token(bureau):
    return bureau_token(bureau)


def bureau_token(bureau, **changes):
    from core.api_tokens.actions import issue_token

    given = {
        "name": "审批局登记结果推送",
        "department": bureau.bureau,
        "scopes": ["organizations.view"],
        "ip_ranges": ["127.0.0.0/8"],
        "days": 30,
    }
    return issue_token(actor=bureau.actor("system_admin", bureau.bureau), **{**given, **changes})[1]
