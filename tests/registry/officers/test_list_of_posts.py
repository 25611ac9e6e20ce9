"""A list of people and posts: the same number is the same person, numbers never lie in staging in the clear."""

import pytest
from django.db import connection

from registry.imports.models import ImportBatch, ImportRow
from registry.officers.models import OfficerPost
from registry.people.models import Person
from tests.registry.imports.conftest import Desk, _own_media, bureau  # noqa: F401 fixtures

NUMBER = "379902198003071236"
HEAD = "组织名称,姓名,证件号码,职务,任职日期,联系电话\n"


@pytest.fixture
def desk(bureau):  # noqa: F811
    return Desk(bureau.client("registry_clerk", bureau.bureau))


def valid(first17="37990219800307123"):
    from registry.identifiers import id_number

    return first17 + id_number.check_character(first17)


def codes(row):
    """Without what is said of the made-up region in every number here."""
    return sorted(issue["code"] for issue in row.issues if issue["code"] != "id_number.region")


def test_people_and_posts_are_entered_and_taken_back(desk, bureau):  # noqa: F811
    bureau.register("霁川市甲协会")
    text = HEAD + f"霁川市甲协会,苏𠮷安,{valid()},会长,2024-03-01,13805331234\n"
    batch = desk.checked(text, kind="posts")
    assert codes(desk.rows(batch)[2]) == []
    desk.apply(batch)
    post = OfficerPost.objects.get()
    assert (post.person.name, post.kind_id, str(post.valid_from)) == ("苏𠮷安", "chair", "2024-03-01")
    assert post.person.id_number.reveal() == valid()
    again = desk.checked(text, kind="posts")
    assert desk.rows(again)[2].decision == "update"
    desk.undo(batch)
    assert not OfficerPost.objects.exists()


def test_no_number_lies_in_the_clear_in_the_tables_of_the_workbench(desk, bureau):  # noqa: F811
    bureau.register("霁川市甲协会")
    desk.checked(HEAD + f"霁川市甲协会,苏安,{valid()},会长,2024-03-01,13805331234\n", kind="posts")
    with connection.cursor() as cursor:
        for model in (ImportRow, ImportBatch):
            cursor.execute(f"select t::text from {model._meta.db_table} t")  # noqa: S608
            held = "".join(row[0] for row in cursor.fetchall())
            assert valid() not in held
            assert "13805331234" not in held


def test_the_number_survives_the_annotated_file_that_shows_only_its_mask(desk, bureau):  # noqa: F811
    from django.core.files.uploadedfile import SimpleUploadedFile

    from core.spreadsheets.writing import Column, write_xlsx

    bureau.register("霁川市甲协会")
    batch = desk.checked(HEAD + f"霁川市甲协会,苏安,{valid()},某职,2024-03-01,\n", kind="posts")
    assert codes(desk.rows(batch)[2]) == ["post.unknown"]
    table = desk.download(batch)
    cells = list(table.rows[0].cells)
    assert valid() not in cells
    cells[table.header.index("职务")] = "会长"
    data = write_xlsx([cells], [Column(title) for title in table.header])
    desk.client.post(desk.url("replace", batch.pk), {"file": SimpleUploadedFile("改正.xlsx", data)})
    assert codes(desk.rows(batch)[2]) == []
    batch.refresh_from_db()
    desk.apply(batch)
    assert Person.objects.get().id_number.reveal() == valid()


def test_what_is_wrong_with_a_person_or_a_post_is_said(desk, bureau):  # noqa: F811
    bureau.register("霁川市甲协会")
    wrong = valid()[:17] + ("1" if valid()[17] != "1" else "2")
    text = HEAD + (
        f"霁川市甲协会,苏安,{wrong},会长,2024-03-01,\n霁川市没有的协会,苏安,{valid()},会长,2024-03-01,\n"
        "霁川市甲协会,,,会长,2024-03-01,\n霁川市甲协会,程望,,秘书长,2010-01-01,\n"
    )
    rows = desk.rows(desk.checked(text, kind="posts"))
    assert "id_number.check" in codes(rows[2])
    assert "organization.unknown" in codes(rows[3])
    assert "value.missing" in codes(rows[4])
    assert {"post.day", "id_number.missing"} <= set(codes(rows[5]))


def test_a_successor_ends_the_post_before_and_undoing_brings_it_back(desk, bureau):  # noqa: F811
    bureau.register("霁川市甲协会")
    desk.apply(desk.checked(HEAD + f"霁川市甲协会,苏安,{valid()},会长,2024-03-01,\n", kind="posts"))
    text = HEAD + f"霁川市甲协会,程望,{valid('37990219810307123')},会长,2025-03-01,\n"
    batch = desk.checked(text, kind="posts")
    assert "post.follows" in codes(desk.rows(batch)[2])
    desk.apply(batch)
    first = OfficerPost.objects.get(person__name="苏安")
    assert str(first.valid_to) == "2025-02-28"
    desk.undo(batch)
    first.refresh_from_db()
    assert first.valid_to is None
