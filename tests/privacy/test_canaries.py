"""Nothing of a person and nothing internal leaves the house: public pages, API, exports, error pages, logs, addresses,
the cache. Each planted word may be found where ALLOWED says, and nowhere else."""

import datetime
import io
import re
import zipfile
from urllib.parse import unquote

import pytest
from django.conf import settings
from django.core.cache import cache
from django.urls import reverse

from core.api_tokens import actions as tokens
from core.api_tokens.states import TokenScope
from registry.annual_reports.models import ReportObligation, ReportSubmission
from registry.disclosures import bundle, open_data, queries
from registry.disclosures.queries import Line, publish, register
from registry.disclosures.table import Disclosure, Reach
from supervision.letters.models import LetterDelivery
from tests.privacy.canaries import CODE, WORDS, found_in
from tests.test_access_matrix import routes

# (place, canary): where a planted word may stand, each with its reason.
ALLOWED: dict[tuple[str, str], str] = {
    ("api", "party superior"): "党建责任单位 is an office; a token is issued to a department by name",
    ("export", "party superior"): "the responsible department sees 党建责任单位 on its own list",
    ("export", "officer name"): "the roster names who holds which post, to seats that see the organization",
    ("export", "headcount"): "the responsible department sees the number of staff of its own organizations",
}
NUMBERS = [WORDS[name] for name in WORDS if re.fullmatch(r"\d{11}|\d{18}", WORDS[name])]


def sings(place: str, text: str) -> list[str]:
    return [name for name in found_in(unquote(text)) if (place, name) not in ALLOWED]


def addresses(organization) -> list[str]:
    """Every address that needs no account, with the organization in the place of every parameter."""
    found = []
    for route in routes():
        if route.kind != "public":
            continue
        if not route.has_parameters:
            found.append(reverse(route.name))
        elif route.name == "public:disclosures:sitemap_part":
            found += [reverse(route.name, args=[part]) for part in (0, 1)]
        elif route.name == "public:disclosures:annual_report":
            found.append(reverse(route.name, args=[CODE, 2025]))
        elif route.name == "public:annual_reports:verify":
            found += [reverse(route.name, args=[one.receipt_no]) for one in ReportSubmission.objects.all()]
        elif route.name == "public:report_announcements:year":
            found.append(reverse(route.name, args=[2025]))
        elif route.name == "public:letters:detail":
            found += [reverse(route.name, args=[one.pk]) for one in LetterDelivery.objects.filter(way="notice")]
        elif route.name.startswith("public:disclosures:"):
            found.append(reverse(route.name, args=[CODE]))
            found.append(reverse(route.name, args=[f"id-{organization.pk}"]))
    return found


def everything_of(response) -> str:
    body = b"".join(response) if response.streaming else response.content
    return "\n".join([_unpacked(body), str(response.headers), str(response.cookies)])


def _unpacked(body: bytes) -> str:
    """A workbook is a packed folder: look inside."""
    if not body.startswith(b"PK"):
        return body.decode(errors="replace")
    with zipfile.ZipFile(io.BytesIO(body)) as parts:
        return "\n".join(parts.read(name).decode(errors="replace") for name in parts.namelist())


def test_public_routes_with_parameters_are_all_walked():
    """But for what only the holder of a paper can open: see the tests of proofs and of certificates of status."""
    walked = {route.name for route in routes() if route.kind == "public" and route.has_parameters}
    by_paper = ("public:community_orgs:", "public:status_certificates:", "public:report_announcements:detail")
    asked = (
        "public:disclosures:", "public:annual_reports:verify", "public:report_announcements:year",
        "public:letters:detail",
    )  # fmt: skip
    assert {name for name in walked if not name.startswith((*asked, *by_paper))} == set()


def test_no_public_page_tells(planted, visitor, log_lines):
    told = {}
    for address in addresses(planted.organization):
        for response in (visitor.get(address), visitor.get(address, follow=True), visitor.post(address)):
            if found := sings("page", everything_of(response)):
                told[address] = found
    assert told == {}
    assert "request_finished" in log_lines()
    assert sings("log", log_lines()) == []


def test_no_search_finds_by_what_is_not_public(planted, visitor):
    told = {}
    for name, word in WORDS.items():
        asked = visitor.post(reverse("public:disclosures:search"), {"q": word})
        answers = [asked, visitor.get(asked.url)] if asked.status_code == 302 else [asked]
        for response in answers:
            if "金丝雀研究会" in response.content.decode():
                told[name] = "found the organization"
    assert told == {}


def test_a_number_typed_anywhere_stands_in_no_answer_address_log_or_cache(planted, visitor, log_lines):
    search = reverse("public:disclosures:search")
    for number in NUMBERS:
        for response in (
            visitor.post(search, {"q": number}),
            visitor.get(search, {"q": number}),
            visitor.get(reverse("public:disclosures:organization", args=[number])),
            visitor.get("/no/such/page/", {"q": number}),
            visitor.post(reverse("public:disclosures:correction", args=[CODE]), {"reason": f"请联系{number}谢谢"}),
        ):
            body, headers = response.content.decode(), str(response.headers)
            refused_in_its_own_form = response.status_code == 422 and "信息有误" in body
            assert number not in headers
            assert number not in body or refused_in_its_own_form
    assert [number for number in NUMBERS if number in log_lines()] == []
    assert sings("cache", cache_contents()) == []


def cache_contents() -> str:
    client = cache._cache.get_client(None)
    keys = client.keys(f"{cache.key_prefix}*")
    return " ".join(f"{key!r} {client.get(key)!r}" for key in keys if client.type(key) == b"string")


@pytest.mark.parametrize("reach", list(Reach))
def test_the_door_itself_lets_nothing_through(planted, reach):
    (public,) = publish([register().get(pk=planted.organization.pk)], reach=reach)
    assert sings("door", str(public)) == []


def test_the_files_for_everybody_tell_nothing(planted, visitor, settings, tmp_path):
    settings.OPEN_DATA = tmp_path
    assert open_data.write() == 1
    open_data.write()  # the second one has a change file
    told = {}
    for name in bundle.current().names:
        answer = visitor.get(reverse("public:disclosures:open_data_file", args=[name]))
        content = b"".join(answer.streaming_content)
        package = zipfile.ZipFile(io.BytesIO(content)) if name.endswith(".zip") else None
        pieces = [package.read(one) for one in package.namelist()] if package else [content]
        if found := sings("open data", b"".join(pieces).decode("utf-8", "replace") + str(answer.headers)):
            told[name] = found
    assert told == {}
    assert len(bundle.current().names) > 8


def test_error_pages_tell_nothing(planted, visitor, settings):
    told = {}
    for address in ("/no/such/", f"/o/{WORDS['report number']}/", "/staff/organizations/1/", "/search/?district=x"):
        if found := sings("error", everything_of(visitor.get(address))):
            told[address] = found
    assert told == {}


def test_no_api_answer_tells(planted, visitor):
    administrator = planted.bureau.actor("system_admin", planted.bureau.bureau)
    _, key = tokens.issue_token(
        name="核对", department=planted.bureau.bureau, scopes=["organizations.view", "annual_reports.view"],
        scope_kind=TokenScope.AUTHORITY, ip_ranges=["127.0.0.1/32"], days=3, actor=administrator,
    )  # fmt: skip
    organization, owed = planted.organization, ReportObligation.objects.get(organization=planted.organization)
    parameters = {
        "api:organizations:detail": {"pk": organization.pk},
        "api:organizations:by_code": {"uscc": organization.uscc},
        "api:annual_reports:detail": {"pk": owed.pk},
    }
    told, answered = {}, 0
    for route in routes():
        if route.kind != "api":
            continue
        if route.has_parameters and route.name not in parameters:
            continue  # a row of a list: the list answers the same fields
        address = reverse(route.name, kwargs=parameters[route.name] if route.has_parameters else {})
        response = visitor.get(address, HTTP_AUTHORIZATION=f"Bearer {key}")
        answered += response.status_code == 200
        if found := sings("api", everything_of(response)):
            told[address] = found
    assert answered >= len(parameters)
    assert told == {}


@pytest.mark.parametrize(
    ("role", "office"),
    [("department_officer", "commerce"), ("street_officer", "tinglan_office"), ("legal_reviewer", "bureau")],
)
def test_an_export_holds_nothing_its_seat_has_no_right_to(planted, role, office):
    client = planted.bureau.client(role, getattr(planted.bureau, office))
    told, opened = {}, 0
    for route in routes():
        if route.kind == "staff" and "export" in route.name and not route.has_parameters:
            response = client.post(reverse(route.name))
            opened += response.status_code == 200
            if found := sings("export", everything_of(response)):
                told[route.name] = found
    assert told == {}
    assert bool(opened) == (role in ("department_officer", "street_officer"))


def test_the_canaries_sing_when_a_field_is_opened(planted, visitor, settings, monkeypatch):
    """The walk would notice: one row too many in the table, one reader that reads it."""
    opened = Disclosure("phone", "电话", "无", datetime.date(2020, 1, 1), frozenset({Reach.PAGE}))
    settings.DISCLOSURES = (*settings.DISCLOSURES, opened)
    monkeypatch.setitem(queries.READERS, "phone", lambda row, sources: ((Line(row.phone_public),), "", ""))
    monkeypatch.setattr(queries, "CODES", (*queries.CODES, "phone"))
    page = visitor.get(reverse("public:disclosures:organization", args=[CODE]))
    assert sings("page", everything_of(page)) == ["public phone"]


def test_every_canary_is_really_planted(planted):
    """A word that is nowhere in the database would never sing."""
    from django.apps import apps

    texts = []
    for model in apps.get_models():
        if model.__module__.split(".")[0] in ("core", "registry", "party_building", "supervision"):
            plain = [f.attname for f in model._meta.concrete_fields if f.get_internal_type() != "BinaryField"]
            big = model._meta.label in ("core.Region", "core.Holiday")
            texts += [] if big else [str(row) for row in model.objects.values_list(*plain)]
    everywhere = " ".join(texts)
    sealed = {"account phone", "visitor's phone", "file content"}  # encrypted, or in the file store
    sealed |= {name for name in WORDS if name.startswith(("officer ", "representative ")) and name != "officer name"}
    assert [name for name in WORDS if name not in sealed and WORDS[name] not in everywhere] == []
    assert planted.user.phone.reveal() == WORDS["account phone"]


def test_the_settings_name_no_fact_of_a_person_but_the_legal_representative():
    personal = ("phone", "mobile", "birth", "gender", "party", "member", "id_number", "email", "contact")
    assert [row.key for row in settings.DISCLOSURES if any(word in row.key for word in personal)] == []
