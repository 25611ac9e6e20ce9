"""The databases every other test stands on."""

import psycopg
import pytest
from django.db import connection

from tests.support.testbed import BED


@pytest.mark.django_db
def test_tests_connect_as_the_application_and_not_as_owner_or_superuser():
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_user, usesuper, usecreatedb FROM pg_user WHERE usename = current_user")
        assert cursor.fetchone() == ("portal_app", False, False)


@pytest.mark.django_db
def test_the_application_may_write_rows_but_not_tables():
    with connection.cursor() as cursor:
        cursor.execute("SELECT has_schema_privilege('public', 'CREATE'), has_table_privilege('core_user', 'INSERT')")
        assert cursor.fetchone() == (False, True)


@pytest.mark.django_db
def test_trigrams_see_chinese_letters():
    with connection.cursor() as cursor:
        cursor.execute("SELECT array_length(show_trgm('志愿者协会'), 1)")
        assert cursor.fetchone()[0] > 1


class TestCommitted:
    @pytest.mark.committed
    def test_a_committed_test_works_on_a_database_of_its_own_that_others_can_read(self):
        with connection.cursor() as cursor:
            cursor.execute("SELECT current_database()")
            (name,) = cursor.fetchone()
            cursor.execute("INSERT INTO django_content_type (app_label, model) VALUES ('committed', 'row')")
        assert name != BED.database("ref")
        with psycopg.connect(BED.home.database_url(database=name)) as other:
            found = other.execute("SELECT count(*) FROM django_content_type WHERE app_label = 'committed'").fetchone()
        assert found == (1,)

    @pytest.mark.django_db
    def test_the_next_test_is_back_on_the_shared_clone_and_sees_nothing_of_it(self):
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT current_database(), count(*) FROM django_content_type WHERE app_label = 'committed'"
            )
            assert cursor.fetchone() == (BED.database("ref"), 0)


def test_the_clock_moves_for_one_test(set_clock):
    from core import clock

    set_clock("2026-05-31")
    assert clock.today().isoformat() == "2026-05-31"
