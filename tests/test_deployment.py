"""What is said about deploying agrees with what the code does."""

import os
import re
import string
import subprocess
import sys

import pytest
from django.conf import settings

from core.database_grants import APP_ROLE
from script.local import roles
from tests.core.identity.test_production import SECRETS

DEPLOY, DOCS = settings.ROOT / "deploy", settings.ROOT / "docs"
READ = re.compile(r"environ(?:\.get\(|\.setdefault\(|\[)\s*\"([A-Z_]+)\"")
NOT_FOR_THE_FILE = {"refused", "not read", "never in the file", "in `owner.environment`"}
UNITS = ("portal-web", "portal-worker", "portal-beat")


def read_by_the_code() -> set[str]:
    folders = ("config/settings", "core", "registry", "party_building", "supervision")
    files = [path for folder in folders for path in (settings.ROOT / folder).rglob("*.py")]
    return {name for path in files for name in READ.findall(path.read_text())}


def documented() -> dict[str, str]:
    """Variable: what production asks of it."""
    rows = [line.strip("|").split("|") for line in (DOCS / "environment.md").read_text().splitlines()]
    return {row[0].strip(" `"): row[3].strip() for row in rows if len(row) == 5 and row[0].startswith(" `")}


def example() -> dict[str, bool]:
    """Variable: is it set (not commented out)?"""
    lines = (DEPLOY / "environment.example").read_text().splitlines()
    found = [re.match(r"(#?)([A-Z_]+)=", line) for line in lines]
    return {match[2]: not match[1] for match in found if match}


def test_the_reference_names_every_variable_the_settings_read_and_no_other():
    assert read_by_the_code() == set(documented())


def test_production_needs_exactly_what_the_reference_says():
    assert {name for name, asked in documented().items() if asked == "needed"} == set(SECRETS)


def test_the_example_holds_every_variable_of_the_reference_that_belongs_into_the_file():
    wanted = {name: asked for name, asked in documented().items() if asked not in NOT_FOR_THE_FILE}
    assert example() == {name: asked in ("needed", "set it") for name, asked in wanted.items()}


def production(*arguments: str, **changes: str) -> subprocess.CompletedProcess:
    """manage.py with the settings of production and nothing of ours in the environment."""
    long_enough = {"PORTAL_SECRET_KEY": string.ascii_letters * 2}
    env = {
        "PATH": os.environ["PATH"],
        **SECRETS,
        **long_enough,
        "DJANGO_SETTINGS_MODULE": "config.settings.prod",
        **changes,
    }
    command = [sys.executable, "-W", "error::RuntimeWarning", "manage.py", *arguments]
    return subprocess.run(command, env=env, cwd=settings.ROOT, capture_output=True, text=True, check=False)  # noqa: S603


def test_djangos_own_deployment_checks_find_nothing():
    done = production("check", "--deploy", "--fail-level", "DEBUG")
    assert done.returncode == 0, done.stderr
    assert done.stdout == "System check identified no issues (1 silenced).\n"  # axes.W006, reason in security.py
    assert done.stderr == ""


def test_only_the_check_with_a_reason_is_silenced():
    ask = "from django.conf import settings; print(settings.SILENCED_SYSTEM_CHECKS)"
    done = production("shell", "--no-imports", "-c", ask)
    assert done.stdout.strip() == "['axes.W006']"


def test_the_roles_of_a_real_server_are_those_the_suite_runs_with():
    text = " ".join((DEPLOY / "postgresql" / "roles.sql").read_text().split())
    for role in roles.ROLES:
        assert f"CREATE ROLE {role} LOGIN" in text
    for privilege in roles.DEFAULT_PRIVILEGES:
        assert f"ALTER DEFAULT PRIVILEGES FOR ROLE portal_owner {privilege};" in text
    assert f"GRANT USAGE ON SCHEMA public TO {APP_ROLE};" in text
    assert "CREATE EXTENSION IF NOT EXISTS pg_trgm;" in text


@pytest.mark.parametrize("unit", UNITS)
def test_a_unit_starts_a_program_we_pin_with_production_settings_and_hardened(unit):
    text = (DEPLOY / "systemd" / f"{unit}.service").read_text()
    pinned = (settings.ROOT / "requirements.txt").read_text()
    (program,) = re.findall(r"^ExecStart=/opt/portal/.venv/bin/(\w+) ", text, re.MULTILINE)
    assert re.search(rf"^{program}\b", pinned, re.MULTILINE)
    assert "Environment=DJANGO_SETTINGS_MODULE=config.settings.prod" in text
    for line in ("User=portal", "NoNewPrivileges=yes", "ProtectSystem=strict", "CapabilityBoundingSet=", "UMask=0027"):
        assert f"\n{line}\n" in text


def test_the_web_server_lets_in_what_the_portal_lets_in_and_hides_the_figures():
    text = (DEPLOY / "nginx" / "portal.conf").read_text()
    assert f"client_max_body_size {settings.DATA_UPLOAD_MAX_MEMORY_SIZE // 2**20}m;" in text
    assert re.search(r"location = /metrics \{\s+return 404;", text)
    assert "proxy_set_header X-Forwarded-For $remote_addr;" in text
    passed_on = re.findall(r"location [^{]*\{[^}]*proxy_pass[^}]*\}", text)
    assert passed_on
    assert not [block for block in passed_on if "add_header" in block]


def test_gunicorn_writes_its_own_lines_like_ours_and_no_addresses():
    space: dict = {}
    exec((DEPLOY / "gunicorn.conf.py").read_text(), space)  # noqa: S102  what gunicorn does with it
    assert space["accesslog"] is None
    assert space["logconfig_dict"]["formatters"] == {"json": {"()": "core.logs.formatter"}}
    assert space["bind"].startswith("127.0.0.1:")
