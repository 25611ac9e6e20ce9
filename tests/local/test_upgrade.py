"""Every kept release migrates to this version and loses nothing."""

import os

import psycopg
import pytest
from psycopg import sql

from script.local import release
from script.local.places import with_database
from script.local.templates import Templates
from tests.support.testbed import BED

DUMPS = sorted(release.FOLDER.glob("*.dump*"))
COUNTED = (
    "registry_organization",
    "registry_organizationname",
    "registry_reportsubmission",
    "core_user",
    "core_auditentry",
)


def _counts(url: str) -> dict[str, int]:
    with psycopg.connect(url) as connection:
        return {
            table: connection.execute(sql.SQL("SELECT count(*) FROM {}").format(sql.Identifier(table))).fetchone()[0]
            for table in COUNTED
        }


def kept_releases() -> list:
    """The last one always; those before it take a minute and a half each: `script/test --slow-local`."""
    older = [pytest.param(dump, id=dump.stem, marks=pytest.mark.slow_local) for dump in DUMPS[:-1]]
    return [*older, *(pytest.param(dump, id=dump.stem) for dump in DUMPS[-1:])]


@pytest.mark.parametrize("dump", kept_releases())
def test_a_kept_release_migrates_and_keeps_its_rows(dump):
    BED.hold()
    templates: Templates = BED.templates
    name = f"test_upgrade_main_{os.getpid()}"
    url = with_database(templates.owner_url, name)
    with psycopg.connect(with_database(templates.owner_url, "postgres"), autocommit=True) as server:
        server.execute(sql.SQL("CREATE DATABASE {} TEMPLATE template0").format(sql.Identifier(name)))
    try:
        release.restore(dump, url)
        before = _counts(url)
        templates.manage(name, "migrate", "--verbosity", "0")
        assert _counts(url) == before
        assert before["registry_organization"] >= 300
    finally:
        templates.drop(name)


def test_there_is_a_release_to_upgrade_from():
    assert DUMPS
