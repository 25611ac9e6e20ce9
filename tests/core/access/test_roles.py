"""The role matrix: every code is used somewhere, and every code that is used stands in it."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.urls import URLPattern, get_resolver

from core.access.scope import ScopeKind
from core.departments.models import DepartmentKind
from core.pages import permission_words
from core.workflow.machine import Machine

APPS = ("core", "registry", "party_building", "supervision", "config")
CODE = re.compile(r"[\"']([a-z_]+\.[a-z_]+)[\"']")


@pytest.fixture(autouse=True)
def _own_routes(settings):
    """The portal's own routes, not those of this folder."""
    settings.ROOT_URLCONF = "config.urls"


def sources() -> str:
    files = [path for app in APPS for path in (settings.ROOT / app).rglob("*.py")]
    wanted = [p for p in files if p != settings.ROOT / "config" / "roles.py" and "migrations" not in p.parts]
    templates = list((settings.ROOT / "templates").rglob("*.html"))
    return "\n".join(Path(path).read_text(encoding="utf-8") for path in [*wanted, *templates])


def granted() -> set[str]:
    return {code for role in settings.ROLES.values() for code in role.permissions}


def rules(patterns=None):
    for pattern in get_resolver().url_patterns if patterns is None else patterns:
        if isinstance(pattern, URLPattern):
            yield getattr(pattern.callback, "access_rule", (None, None))
        else:
            yield from rules(pattern.url_patterns)


def machines():
    from django.apps import apps

    found = {model.machine for model in apps.get_models() if isinstance(getattr(model, "machine", None), Machine)}
    return sorted(found, key=repr)


def test_every_code_of_the_matrix_is_asked_for_somewhere():
    asked = set(CODE.findall(sources()))
    assert sorted(granted() - asked) == []


def test_every_code_a_guard_asks_for_is_granted_to_somebody():
    assert {code for _kind, code in rules() if code} - granted() == set()


def test_every_code_a_state_machine_asks_for_is_granted_to_somebody():
    assert machines() != []
    asked = {step.permission for machine in machines() for step in machine.transitions if step.permission}
    assert asked - granted() == set()


def test_a_guard_never_asks_one_side_for_a_code_of_the_other():
    sides = {"staff": "staff", "organization": "organization", "api": "api"}
    holders = {
        code: {role.audience for role in settings.ROLES.values() if code in role.permissions} for code in granted()
    }
    assert [(kind, code) for kind, code in rules() if code and sides[kind] not in holders[code]] == []


def test_every_code_has_words_for_the_page_that_says_what_is_missing():
    assert [code for code in sorted(granted()) if permission_words.words(code) == code] == []


def test_two_persons_are_needed_wherever_two_steps_follow_each_other():
    """Who may ask for a seat or a reset may not grant it, in any one role."""
    for first, second in (
        ("seats.request", "seats.grant"),
        ("accounts.request_mfa_reset", "accounts.approve_mfa_reset"),
        ("accounts.create", "accounts.lock"),
    ):
        assert [role.key for role in settings.ROLES.values() if {first, second} <= role.permissions] == []


def test_only_reading_codes_are_in_the_hands_of_the_read_only():
    """Deciding verbs never sit in a read-only role, whatever the guards do. The others here open pages to read too."""
    verbs = {code.split(".")[1] for role in settings.ROLES.values() if role.read_only for code in role.permissions}
    assert verbs == {"view", "inner", "rounds", "schemes", "clues", "burden"}


def test_administrators_reach_no_organization():
    for key in ("system_admin", "security_admin", "audit_admin"):
        assert settings.ROLES[key].scope_kind == ScopeKind.NONE


def test_offices_and_exclusions_name_what_exists():
    for role in settings.ROLES.values():
        assert role.offices <= set(DepartmentKind.values)
        assert role.excludes <= set(settings.ROLES)
        assert role.key not in role.excludes
