"""Who changed what: every event of every way to write says it, and nobody can take it back."""

import pytest
from django.apps import apps
from django.db import DatabaseError, connection, transaction
from pghistory.models import Event

from core import bulk, history
from core.access.actor import Actor
from core.departments.models import Department
from core.history import UNTRACKED, NoActor, acting
from core.identity.models import User
from core.jobs import enqueue, job_kind, runner
from tests.support.offices import office, person, region, seat

CLERK = Actor(user_id=7, seat_key="department:3", audience="staff")
OURS = ("core", "registry", "party_building", "supervision")
DepartmentEvent = Department.pgh_event_model


@pytest.fixture
def place(db):
    return region()


def events(name):
    return DepartmentEvent.objects.filter(name__startswith=name).select_related("pgh_context").order_by("pgh_id")


def actors(name):
    return [(e.pgh_label, e.pgh_context.metadata["user"] if e.pgh_context else None) for e in events(name)]


def new(place, name):
    return Department(name=name, kind="civil_affairs", region=place)


def test_a_save_an_update_a_bulk_create_and_a_delete_say_who(place):
    with acting(CLERK):
        row = new(place, "史一")
        row.save()
        row.phone = "1"
        row.save()
        Department.objects.bulk_create([new(place, "史二"), new(place, "史三")])
        Department.objects.filter(name__in=["史二", "史三"]).update(phone="2")
        Department.objects.filter(name="史三").delete()
    assert actors("史一") == [("insert", 7), ("update", 7)]
    assert actors("史二") == [("insert", 7), ("update", 7)]
    assert actors("史三") == [("insert", 7), ("update", 7), ("delete", 7)]


def test_one_statement_over_many_rows_writes_one_event_a_row(place):
    with acting(CLERK):
        Department.objects.bulk_create([new(place, f"史{n}") for n in range(50)])
        Department.objects.filter(name__startswith="史").update(phone="9")
    assert events("史").filter(pgh_label="update", phone="9").count() == 50


def copied(place, names, **options):
    columns = ["name", "short_name", "aliases", "kind", "region_id", "phone"]
    return bulk.copy(Department, columns, ([name, "", ["别名"], "street", place.pk, ""] for name in names), **options)


def test_rows_that_come_by_copy_say_who(place):
    with acting(CLERK):
        assert copied(place, ["史甲", "史乙"]) == 2
    assert actors("史") == [("insert", 7), ("insert", 7)]
    assert Department.objects.get(name="史甲").aliases == ["别名"]


def test_a_copy_without_an_actor_is_refused(place):
    with pytest.raises(NoActor):
        copied(place, ["史甲"])
    assert not Department.objects.filter(name="史甲").exists()


def test_a_copy_keeps_the_database_s_promises(place):
    with acting(CLERK), pytest.raises(DatabaseError), transaction.atomic():
        copied(place, ["史甲", "史甲"])


def test_the_application_cannot_switch_history_off(place):
    with acting(CLERK), pytest.raises(DatabaseError, match="owner"), transaction.atomic():
        copied(place, ["史甲"], without_history=True)


def test_what_a_job_writes_carries_the_one_who_asked(place):
    @job_kind("tests.write", title="写")
    def write(job):
        Department.objects.create(name="史工", kind="street", region=place)

    job = enqueue("tests.write", actor=Actor.system("nightly"))
    runner.run(job.pk, 1)
    assert events("史工").get().pgh_context.metadata["seat"] == "system:nightly"


def test_machinery_set_in_motion_by_a_person_does_not_replace_her(place):
    with acting(CLERK):
        with acting(Actor.system("engine"), run=5):
            new(place, "史内").save()
        new(place, "史外").save()
    assert actors("史") == [("insert", 7), ("insert", 7)]
    assert events("史内").get().pgh_context.metadata["run"] == 5


def test_the_last_change_names_its_author(place):
    author = person("何砚")
    row = new(place, "史末")
    with acting(Actor(user_id=author.pk)):
        row.save()
    assert history.last_change(row).who == "何砚"


@pytest.mark.django_db
def test_every_table_keeps_history_or_says_why_not():
    tables = [m for m in apps.get_models() if m._meta.app_label in OURS and not issubclass(m, Event)]
    untracked = {m._meta.label for m in tables if not history.is_tracked(m) and not m._meta.auto_created}
    assert untracked - set(UNTRACKED) == set()


def test_the_list_of_exceptions_names_only_tables_without_history():
    known = {m._meta.label: m for m in apps.get_models()}
    assert [label for label in UNTRACKED if label in known and history.is_tracked(known[label])] == []
    assert [label for label, reason in UNTRACKED.items() if not reason] == []


def event_tables():
    return sorted(m._meta.db_table for m in apps.get_models() if issubclass(m, Event) and m._meta.managed)


@pytest.mark.django_db
@pytest.mark.parametrize("table", [*event_tables(), "core_transitionlog", "core_auditentry"])
def test_the_application_may_add_to_the_record_and_nothing_else(table):
    with connection.cursor() as cursor:
        cursor.execute(
            "select p, has_table_privilege(current_user, %s, p) from unnest(array['INSERT','SELECT','UPDATE','DELETE',"
            "'TRUNCATE']) p",
            [table],
        )
        held = {name for name, has in cursor.fetchall() if has}
    assert held == {"INSERT", "SELECT"}


@pytest.mark.city
@pytest.mark.parametrize("table", event_tables())
def test_no_event_of_the_seeded_city_is_without_an_actor(table):
    with connection.cursor() as cursor:
        cursor.execute(f'select count(*) from "{table}" where pgh_context_id is null')  # noqa: S608
        assert cursor.fetchone()[0] == 0


def test_a_page_that_writes_says_who(client, place):
    bureau = office()
    clerk = seat(bureau)
    user = User.objects.get(pk=clerk.user_id)
    client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
    password = "Xin-Chang.Mima#2026"
    response = client.post(
        "/accounts/password/change/", {"oldpassword": "pass", "password1": password, "password2": password}
    )
    assert response.status_code == 302
    event = User.pgh_event_model.objects.filter(pgh_obj_id=user.pk).order_by("-pgh_id").first()
    assert event.pgh_context.metadata["user"] == user.pk


@pytest.mark.django_db
def test_triggers_that_compare_old_rows_with_new_ones_join_them_by_hash():
    """A session plans them once, by the size of its first write; otherwise a later bulk write would be quadratic."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select proname, proconfig from pg_proc where prorettype = 'trigger'::regtype"
            " and prosrc like '%old_values%' and prosrc like '%new_values%'"
        )
        found = dict(cursor.fetchall())
    assert len(found) > 50
    assert [name for name, settings in found.items() if settings != ["enable_nestloop=off"]] == []
