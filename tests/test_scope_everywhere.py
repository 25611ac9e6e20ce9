"""No list, count, export, search suggestion, API answer or open-data file shows a row outside the actor's scope.

One city with something of everything at each of four organizations (whatever tests/access_cases.py can make), and one
seat of every kind of scope that walks through all that is read in bulk. What a seat must not see is said by the table
of tests/access_world.py, never asked of the code under test.
"""

import io
import re
import zipfile

import pytest
from django.conf import settings
from django.urls import NoReverseMatch, get_resolver, reverse
from django.utils.module_loading import import_string
from python_calamine import CalamineWorkbook

from core.access.middleware import seats_of
from core.api_tokens import actions as tokens
from core.api_tokens.states import TokenScope
from core.listing.page import LISTS
from core.listing.registry import may_open
from registry.disclosures import bundle, open_data
from registry.organizations.models import OrganizationQuerySet
from tests.access_cases import CASES
from tests.access_world import Place, World
from tests.test_access_matrix import routes

pytestmark = pytest.mark.django_db
# One of every kind and level of scope, and one that sees no organization at all.
ROLES = (
    "registry_clerk",
    "department_officer",
    "street_officer",
    "community_officer",
    "party_officer",
    "leader_in_charge",
    "system_admin",
    "organization_filer",
)
PROVINCE = "云岭走查省级联合会"


@pytest.fixture
def world():
    made = World()
    for organization in list(made.organizations.values()):
        place = Place(made, "scope", organization, organization.supervising_authority, made.stranger)
        for case in CASES.values():
            if case.seen_by == "organization":
                case.kwargs(place)
    return made


class Walk:
    """One seat; `leaks` collects where a name was found that the seat must not see."""

    def __init__(self, world: World, role: str):
        self.client, self.hidden = world.client(role), world.invisible_to(role)
        self.actor = seats_of(world.users[role])[0]
        self.leaks: list[str] = []
        self.looked_at = 0

    def look(self, where: str, text: str) -> None:
        self.looked_at += 1
        self.leaks += [f"{where}: {name}" for name in self.hidden if name in text]

    def lists(self) -> None:
        for name, page in LISTS.items():
            if ":" not in name or not may_open(self.actor, name):
                continue
            columns = ",".join(column.key for column in page.columns)
            for query in ({"cols": columns, "size": "100"}, *self._searches(page)):
                answer = self.client.get(reverse(name), query, follow=True)
                self.look(f"list {name}", _rows_of(answer))
                drawn = _context(answer, "listing")
                if drawn is not None and drawn.total != len(drawn.rows):
                    self.leaks.append(f"count {name}: {drawn.total} for {len(drawn.rows)} rows")

    def _searches(self, page) -> list[dict]:
        """Asking by name for what must not be found: the search box of the header and of the list."""
        return [{"q": name} for name in self.hidden] if "q" in page.filters.base_filters else []

    def exports(self) -> None:
        for name, page in LISTS.items():
            if ":" in name and page.export_permission and self.actor.can(page.export_permission):
                answer = self.client.post(f"{reverse(page.export_url_name)}", {"columns": "all"})
                if answer.status_code == 200:
                    self.look(f"export {name}", _sheets(b"".join(answer)))

    def suggestions(self) -> None:
        """What a list answers to a text typed with htmx: its rows alone."""
        for search in settings.GLOBAL_SEARCH:
            if may_open(self.actor, search.url_name):
                for name in self.hidden:
                    headers = {"HX-Request": "true", "HX-Target": "rows"}
                    answer = self.client.get(reverse(search.url_name), {"q": name[3:]}, headers=headers)
                    self.look(f"suggestion {search.url_name}", _rows_of(answer))

    def home(self) -> None:
        self.look("home", self.client.get("/home/", follow=True).content.decode())
        for path in settings.HOME_TILES:
            for tile in import_string(path)(self.actor) or ():
                drawn = _context(self.client.get(tile.url, follow=True), "listing") if tile.url else None
                if drawn is not None and re.fullmatch(r"[\d,]+", str(tile.value)):
                    self.looked_at += 1
                    if int(str(tile.value).replace(",", "")) != len(drawn.rows):
                        self.leaks.append(f"tile {tile.label}: {tile.value} for {len(drawn.rows)} rows")

    def all(self) -> list[str]:
        self.lists()
        self.exports()
        self.suggestions()
        self.home()
        return sorted(set(self.leaks))


def _context(answer, key):
    try:
        return answer.context[key] if answer.context else None
    except KeyError:
        return None


def _rows_of(answer) -> str:
    """Without what the seat typed itself: the box and the chips repeat it."""
    drawn = _context(answer, "listing")
    if drawn is None or "q" not in drawn.query:
        return answer.content.decode()
    return "".join(cell.html for row in drawn.rows for cell in row)


def _sheets(content: bytes) -> str:
    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    return str([book.get_sheet_by_name(name).to_python() for name in book.sheet_names])


@pytest.mark.parametrize("role", ROLES)
def test_nothing_read_in_bulk_shows_a_row_outside_the_scope(world, role):
    walk = Walk(world, role)
    assert walk.all() == []
    assert walk.hidden or role == "organization_filer"
    assert walk.looked_at >= 3


def test_the_walk_finds_a_queryset_that_forgets_the_scope(world, monkeypatch):
    monkeypatch.setattr(OrganizationQuerySet, "visible_to", lambda rows, actor: rows.all())
    walk = Walk(world, "registry_clerk")
    leaks = walk.all()
    kinds = {leak.partition(" ")[0] for leak in leaks}
    assert {"list", "export", "suggestion"} <= kinds, leaks


REACHES = {
    TokenScope.AUTHORITY: ("wanglan_bureau", None, ("city", "yanhai")),
    TokenScope.RESPONSIBILITY: ("commerce", None, ("wanglan", "yanhai")),
    TokenScope.TERRITORY: ("wanglan_bureau", "wanglan", ("yanhai",)),
}


@pytest.mark.parametrize("scope", list(REACHES))
def test_no_api_answer_shows_a_row_outside_the_reach_of_its_token(world, scope):
    office, region, hidden = REACHES[scope]
    _, key = tokens.issue_token(
        name="范围核对", department=getattr(world.bureau, office),
        scopes=sorted(settings.ROLES["api_client"].permissions),
        scope_kind=scope, region=getattr(world.bureau, region) if region else None, ip_ranges=["127.0.0.1/32"], days=3,
        actor=world.bureau.actor("system_admin", world.bureau.bureau),
    )  # fmt: skip
    names = [world.organizations[where].name for where in hidden]
    client, answered = world.client("anonymous"), 0
    for route in routes():
        if route.kind != "api" or route.has_parameters:
            continue
        answer = client.get(reverse(route.name), headers={"Authorization": f"Bearer {key}"})
        answered += answer.status_code == 200
        assert [name for name in names if name in answer.content.decode()] == [], route.name
    assert answered >= 2


def test_open_data_and_the_public_search_hold_only_what_the_city_and_its_districts_register(world, settings, tmp_path):
    settings.OPEN_DATA = tmp_path
    world.bureau.register(PROVINCE, registration_level="province")
    assert open_data.write() == len(world.organizations)
    published = bundle.current()
    texts = [(published.folder / name).read_bytes() for name in published.names]
    package = zipfile.ZipFile(published.folder / bundle.PACKAGE)
    texts += [package.read(name) for name in package.namelist()]
    assert PROVINCE not in b"\n".join(texts).decode("utf-8", "replace")
    visitor = world.client("anonymous")
    assert f">{PROVINCE}<" not in visitor.get(reverse("public:disclosures:search"), {"q": PROVINCE}).content.decode()
    for organization in world.organizations.values():
        assert organization.name in b"\n".join(texts).decode("utf-8", "replace")


def test_every_list_is_walked():
    """A list without an address of its own is drawn inside a page, whose tests look at it."""
    get_resolver().url_patterns  # noqa: B018 imports every view
    for name in LISTS:
        try:
            assert ":" not in name or reverse(name)
        except NoReverseMatch:
            pytest.fail(f"{name} has no address")
