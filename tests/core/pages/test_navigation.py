"""The menus show what the seat can open, and nothing else."""

import pytest
from django.conf import settings as project

from core.pages import navigation
from core.pages.context import Portal
from core.pages.navigation import Entry, Section
from tests.core.pages.cast import clerk, filer, page_request

MENU = [
    Section("一", (Entry("行", "list", "staff:rows:list", "rows.view"), Entry("未建", "list", "staff:future:list"))),
    Section("二", (Entry("只有未建的", "list", "staff:future:other"),)),
    Section("三", (Entry("组织", "list", "staff:rows:list", "", "organization"),)),
]


@pytest.fixture(autouse=True)
def _routes(settings):
    settings.ROOT_URLCONF = "tests.core.pages.routes"


def labels(actor, current=""):
    return [(label, [line.label for line in lines]) for label, lines in navigation.menu(MENU, actor, current)]


def test_an_entry_whose_permission_is_missing_is_hidden_and_an_empty_section_with_it():
    assert labels(clerk()) == []
    assert labels(clerk("rows.view")) == [("一", ["行"])]


def test_an_entry_of_the_other_audience_is_hidden():
    assert labels(filer("rows.view")) == [("三", ["组织"])]


def test_nobody_has_no_menu():
    assert Portal(page_request(), page_request().actor).menu == []


def test_the_entry_of_the_page_s_capability_is_marked():
    (_, (line,)), *_ = navigation.menu(MENU, clerk("rows.view"), "staff:rows:detail")
    assert line.is_current
    (_, (line,)), *_ = navigation.menu(MENU, clerk("rows.view"), "staff:other:list")
    assert not line.is_current


def test_every_permission_in_the_project_s_menus_is_held_by_some_role_of_that_audience():
    entries = [entry for section in project.NAVIGATION for entry in section.entries]
    for entry in [*entries, *project.GLOBAL_SEARCH]:
        if not entry.permission:
            continue
        holders = [
            r for r in project.ROLES.values() if r.audience == entry.audience and entry.permission in r.permissions
        ]
        assert holders, entry
