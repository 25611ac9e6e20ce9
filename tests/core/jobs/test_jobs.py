"""A job's life as its asker and its worker see it."""

import contextlib
import datetime
import threading

import pytest
from django.db import connection, transaction

from config.celery import app
from core import clock, jobs
from core.access.actor import Actor
from core.jobs import actions, reaper, runner
from core.jobs.models import Job
from core.jobs.running import Aside, LostJob, RunningJob, second_connection
from core.jobs.states import JobState
from core.workflow.errors import WrongState
from tests.support import kinds

SYSTEM = Actor.system("tests")


def asked(kind="tests.count", **params):
    job = jobs.enqueue(kind, params, actor=SYSTEM)
    Job.objects.filter(pk=job.pk).update(woken_at=clock.real_now())
    return job


@contextlib.contextmanager
def broker_at(url):
    before = app.conf.broker_url
    try:
        app.conf.broker_url, app._pool, app.amqp._producer_pool = url, None, None
        yield
    finally:
        app.conf.broker_url, app._pool, app.amqp._producer_pool = before, None, None


def ran(job):
    runner.run(job.pk, job.attempt)
    job.refresh_from_db()
    return job


def aged(job, seconds=60):
    Job.objects.filter(pk=job.pk).update(
        state=JobState.RUNNING, heartbeat_at=clock.real_now() - datetime.timedelta(seconds=seconds)
    )


@pytest.mark.django_db
def test_a_job_runs_to_its_end_with_progress_log_and_result():
    job = ran(asked(upto=4))
    assert (job.state, job.done, job.total, job.stage) == (JobState.DONE, 4, 4, "第4步")
    assert job.result == {"upto": 4}
    assert [line.text for line in job.lines.all()] == ["数完了。"]


@pytest.mark.django_db
def test_a_refusal_ends_the_job_with_its_sentence():
    job = ran(asked("tests.refuse"))
    assert (job.state, job.error, job.error_number) == (JobState.FAILED, "表格中没有数据，没有导入。", "")


@pytest.mark.django_db
def test_a_crash_shows_a_number_and_never_what_python_said():
    job = ran(asked("tests.crash"))
    assert job.state == JobState.FAILED
    assert len(job.error_number) == 6
    assert "1101" not in job.error


@pytest.mark.django_db
def test_a_doubled_message_runs_the_job_once():
    kinds.DID.clear()
    job = asked()
    ran(job)
    ran(job)
    assert kinds.DID == [job.pk]


@pytest.mark.django_db
def test_one_key_has_one_open_job():
    first = jobs.enqueue("tests.count", actor=SYSTEM, unique_key="batch:7")
    assert jobs.enqueue("tests.count", actor=SYSTEM, unique_key="batch:7").pk == first.pk
    ran(first)
    assert jobs.enqueue("tests.count", actor=SYSTEM, unique_key="batch:7").pk != first.pk


@pytest.mark.django_db
def test_a_dead_broker_does_not_fail_the_request_that_asks(django_capture_on_commit_callbacks):
    with broker_at("redis+socket:///nowhere/s.sock"), django_capture_on_commit_callbacks(execute=True):
        job = jobs.enqueue("tests.count", actor=SYSTEM)
    job.refresh_from_db()
    assert (job.state, job.woken_at) == (JobState.QUEUED, None)
    assert actions.wake(job.pk, 1)


@pytest.mark.django_db
def test_a_job_whose_worker_died_is_queued_again_with_a_higher_attempt():
    job = asked()
    aged(job)
    reaper._requeue_stale()
    job.refresh_from_db()
    assert (job.state, job.attempt) == (JobState.QUEUED, 2)
    assert "重新排队" in job.lines.get().text


@pytest.mark.django_db
def test_a_job_that_lives_is_left_alone():
    job = asked()
    aged(job, seconds=30)
    reaper._requeue_stale()
    job.refresh_from_db()
    assert (job.state, job.attempt) == (JobState.RUNNING, 1)


@pytest.mark.django_db
def test_a_job_that_kills_its_worker_every_time_ends_as_failed_and_says_so():
    job = asked("tests.crash")
    for _ in range(2):
        aged(job)
        reaper._requeue_stale()
    job.refresh_from_db()
    assert job.state == JobState.FAILED
    assert "2次中断" in job.error


@pytest.mark.django_db
def test_an_attempt_that_was_overtaken_may_write_nothing():
    job = asked()
    aged(job)
    slow = RunningJob(job, SYSTEM, Aside(job.pk, 1, connection))
    reaper._requeue_stale()
    Job.objects.filter(pk=job.pk).update(state=JobState.RUNNING)
    with pytest.raises(LostJob):
        slow.progress(1, 2)
    slow.log("来自旧进程")
    with pytest.raises(LostJob), slow.applying():
        Job.objects.filter(pk=job.pk).update(title="旧进程写的")
    job.refresh_from_db()
    assert job.title == "计数"
    assert not job.lines.filter(text="来自旧进程").exists()


@pytest.mark.django_db
def test_a_queued_job_is_cancelled_at_once_and_a_running_one_at_its_next_progress():
    queued, running = asked(), asked()
    actions.cancel(queued, actor=SYSTEM)
    assert ran(queued).state == JobState.CANCELLED
    Job.objects.filter(pk=running.pk).update(is_cancel_asked=True)
    assert ran(running).state == JobState.CANCELLED
    with pytest.raises(WrongState):
        actions.cancel(queued, actor=SYSTEM)


@pytest.mark.django_db
def test_a_job_of_a_seat_that_ended_is_not_run():
    job = asked()
    Job.objects.filter(pk=job.pk).update(seat_key="department:999999")
    assert "岗位已结束" in ran(job).error


@pytest.mark.committed
def test_progress_of_an_open_transaction_is_seen_from_outside():
    job = asked()
    Job.objects.filter(pk=job.pk).update(state=JobState.RUNNING)
    aside = Aside(job.pk, 1, second_connection())
    inside = RunningJob(job, SYSTEM, aside)
    seen = []

    def look():
        seen.append(Job.objects.get(pk=job.pk).done)
        connection.close()

    with inside.applying():
        inside.progress(3, 5)
        thread = threading.Thread(target=look)
        thread.start()
        thread.join()
    aside.database.close()
    assert seen == [3]


@pytest.mark.committed
def test_a_job_body_that_was_overtaken_commits_nothing():
    job = asked()
    Job.objects.filter(pk=job.pk).update(state=JobState.RUNNING)
    other = second_connection()
    slow = RunningJob(job, SYSTEM, Aside(job.pk, 1, second_connection()))
    with pytest.raises(LostJob), slow.applying():
        jobs.enqueue("tests.count", {"upto": 77}, actor=SYSTEM)
        with other.cursor() as cursor:
            cursor.execute("update core_job set attempt = 2 where id = %s", [job.pk])
    other.close()
    slow._aside.database.close()
    assert not Job.objects.filter(params={"upto": 77}).exists()


@pytest.mark.committed
def test_the_worker_finishes_a_job_through_its_second_connection():
    job = ran(asked(upto=2))
    assert not transaction.get_connection().in_atomic_block
    assert (job.state, job.done) == (JobState.DONE, 2)
