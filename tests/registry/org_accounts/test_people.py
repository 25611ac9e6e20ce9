"""Who acts for an organization: the legal representative sees and removes, the competent office stops."""

import re

import pytest
from django.urls import reverse

from core.access.middleware import seats_of
from core.identity.models import AccountKey
from registry.org_accounts.models import OrganizationSeat
from tests.support.bureau import BACKEND

pytestmark = pytest.mark.django_db


@pytest.fixture
def chief(client, chess, sit):
    """The legal representative, signed in."""
    client.force_login(sit(chess, "legal_representative", "罗知秋").user, backend=BACKEND)
    return client


def remove(client, seat, comment="已离职"):
    return client.post(reverse("org:org_accounts:remove", args=[seat.pk]), {"comment": comment})


def test_the_legal_representative_lists_colleagues_of_the_own_organization_only(chief, chess, tea, sit):
    sit(chess, name="唐果")
    sit(tea, name="沈星野")
    page = chief.get(reverse("org:org_accounts:list")).content.decode()
    assert "唐果" in page
    assert "沈星野" not in page


def test_removing_takes_a_reason_and_ends_the_seat_at_once(chief, chess, sit):
    seat = sit(chess)
    assert remove(chief, seat, " ").status_code == 409
    assert len(seats_of(seat.user)) == 1
    assert remove(chief, seat).status_code == 302
    assert seats_of(seat.user) == []
    assert remove(chief, seat).status_code == 409


def without_numbers(page) -> str:
    """The page without its error number and form tokens."""
    return re.sub(r'value="[^"]*"|[0-9A-F]{4}-[0-9A-F]{4}', "", page.content.decode())


def test_a_colleague_of_another_organization_looks_like_a_missing_one(chief, tea, sit):
    seat = sit(tea)
    strange, missing = remove(chief, seat), chief.post(reverse("org:org_accounts:remove", args=[987654]))
    assert (strange.status_code, missing.status_code) == (404, 404)
    assert without_numbers(strange) == without_numbers(missing)
    assert len(seats_of(seat.user)) == 1


def test_nobody_removes_oneself(chief):
    own = OrganizationSeat.objects.get(role="legal_representative")
    assert remove(chief, own).status_code == 409
    own.refresh_from_db()
    assert own.state == "active"


def test_a_filer_does_not_manage_people(client, chess, sit):
    client.force_login(sit(chess).user, backend=BACKEND)
    assert client.get(reverse("org:org_accounts:list")).status_code == 403
    assert remove(client, sit(chess, "instructor")).status_code == 403


def test_the_competent_office_stops_a_seat_and_the_city_does_not_stop_one_of_the_district(bureau, tea, sit):
    seat = sit(tea)
    url = reverse("staff:org_accounts:revoke", args=[seat.pk])
    city = bureau.client("registry_chief", bureau.bureau).post(url, {"comment": "停用"})
    assert city.status_code == 409
    assert "由望澜区民政局办理" in city.content.decode()
    assert bureau.client("registry_chief", bureau.yanhai_bureau).post(url, {"comment": "停用"}).status_code == 404
    assert bureau.client("registry_chief", bureau.wanglan_bureau).post(url, {"comment": "停用"}).status_code == 302
    assert seats_of(seat.user) == []


def test_the_competent_office_helps_with_a_forgotten_password(bureau, chess, sit):
    seat = sit(chess)
    page = bureau.client("registry_clerk", bureau.bureau).post(reverse("staff:org_accounts:issue_key", args=[seat.pk]))
    assert page.status_code == 200
    assert AccountKey.objects.get().user == seat.user


def test_but_never_for_an_account_that_also_sits_on_the_staff_side(bureau, chess, sit):
    seat = sit(chess)
    staff = bureau.seat("registry_chief", bureau.bureau)
    OrganizationSeat.objects.filter(pk=seat.pk).update(user=staff.user)
    answer = bureau.client("registry_clerk", bureau.bureau).post(
        reverse("staff:org_accounts:issue_key", args=[seat.pk])
    )
    assert answer.status_code == 409
    assert AccountKey.objects.count() == 0


def test_the_lists_show_only_the_own_scope(bureau, chess, tea, sit):
    sit(chess)
    sit(tea)

    def seen(department):
        page = bureau.client("registry_clerk", department).get(reverse("staff:org_accounts:list"))
        return set(re.findall(r'class="row-title"><a href="[^"]*">([^<]*)', page.content.decode()))

    assert seen(bureau.bureau) == {chess.name, tea.name}
    assert seen(bureau.wanglan_bureau) == {tea.name}
    assert seen(bureau.yanhai_bureau) == set()
