"""Who gets in: the sign-in page, the 403 that names what is missing, and machines on this host."""

import pytest

from core.access import guards
from tests.support.bureau import BACKEND

pytestmark = pytest.mark.django_db


def test_without_an_account_to_the_sign_in_page_and_back(client):
    answer = client.get("/t/look/?q=1")
    assert (answer.status_code, answer.url) == (302, "/accounts/login/?next=/t/look/%3Fq%3D1")


@pytest.mark.parametrize("header", ["HX-Request", "X-Autosave"])
def test_a_fragment_is_told_instead_of_being_swapped_away(client, header):
    answer = client.post("/t/edit/", headers={header: "true"})
    assert answer.status_code == 401
    assert answer.headers["HX-Redirect"] == answer.headers["X-Sign-In"] == "/accounts/login/?next=/home/"


def test_a_permission_that_is_missing_is_named_and_who_holds_it(bureau):
    page = bureau.client("legal_reviewer", bureau.bureau).get("/t/edit/")
    assert page.status_code == 403
    assert "社会组织名录·修改" in page.content.decode()
    assert "登记管理经办" in page.content.decode()


def test_an_organization_stays_out_of_the_staff_side_and_the_other_way_round(bureau, client):
    from core import clock
    from core.identity.models import User
    from registry.org_accounts.models import OrganizationSeat

    user = User.objects.create(username="tang.guo", name="唐果")
    OrganizationSeat.objects.create(
        user=user, organization=bureau.register("霁川市棋类协会"), role="organization_filer", valid_from=clock.today()
    )
    client.force_login(user, backend=BACKEND)
    assert client.get("/t/own/").status_code == 200
    assert client.get("/t/look/").status_code == 403
    clerk = bureau.client("registry_clerk", bureau.bureau)
    assert clerk.get("/t/look/").status_code == 200
    assert clerk.get("/t/own/").status_code == 403


def test_a_read_only_seat_reads_and_never_posts(bureau):
    auditor = bureau.client("auditor", bureau.bureau)
    assert auditor.get("/t/look/").status_code == 200
    page = auditor.post("/t/look/")
    assert page.status_code == 403
    assert "只读" in page.content.decode()


def test_machines_on_this_host_and_nobody_who_came_through_the_proxy(client):
    assert client.get("/t/machines/").status_code == 200
    assert client.get("/t/machines/", REMOTE_ADDR="203.0.113.7").status_code == 404
    assert client.get("/t/machines/", headers={"X-Forwarded-For": "203.0.113.7"}).status_code == 404


@pytest.mark.parametrize(
    "guard",
    [
        guards.public(),
        guards.signed_in(),
        guards.staff("organizations.view"),
        guards.organization("own_reports.view"),
        guards.loopback(),
    ],
)
def test_every_guard_leaves_its_rule_on_the_view(guard):
    kind, _permission = guard(lambda request: None).access_rule
    assert kind in {"public", "signed_in", "staff", "organization", "loopback"}
