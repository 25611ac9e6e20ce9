"""A job as the person who asked for it follows it."""

import pytest

from core import jobs
from core.access.actor import Actor
from core.jobs import runner
from core.jobs.models import Job
from core.notifications import notices
from tests.support import kinds
from tests.support.offices import office, sat

pytestmark = pytest.mark.django_db
assert kinds


@pytest.fixture
def clerk():
    return sat(office())


def test_everyone_sees_her_own_jobs_and_administrators_all(clerk):
    actor, client = clerk
    mine = jobs.enqueue("tests.count", actor=actor)
    other = jobs.enqueue("tests.count", actor=Actor.system("nightly"))
    _, stranger = sat(office(), "grid_officer")
    _, admin = sat(office(), "system_admin")
    assert stranger.get(f"/staff/jobs/{mine.pk}/").status_code == 404
    assert stranger.get("/staff/jobs/").content.decode().count("计数") == 0
    assert admin.get(f"/staff/jobs/{other.pk}/").status_code == 200
    assert client.get(f"/staff/jobs/{mine.pk}/").status_code == 200


def test_the_page_asks_for_its_changing_piece_while_the_job_is_open(clerk):
    actor, client = clerk
    job = jobs.enqueue("tests.count", actor=actor)
    url = f"/staff/jobs/{job.pk}/"
    piece = client.get(url, headers={"HX-Request": "true"}).content.decode()
    assert f'hx-get="{url}"' in piece
    assert "<html" not in piece
    runner.run(job.pk, 1)
    piece = client.get(url, headers={"HX-Request": "true"}).content.decode()
    assert "hx-get" not in piece
    assert "3 / 3" in piece
    assert "数完了。" in piece


def test_a_failure_stands_on_the_page_with_its_number(clerk):
    actor, client = clerk
    job = jobs.enqueue("tests.crash", actor=actor)
    runner.run(job.pk, 1)
    job.refresh_from_db()
    text = client.get(f"/staff/jobs/{job.pk}/").content.decode()
    assert job.error_number in text
    assert "RuntimeError" not in text


def test_cancelling_is_a_post_and_a_finished_job_says_that_it_is_over(clerk):
    actor, client = clerk
    job = jobs.enqueue("tests.count", actor=actor)
    assert client.get(f"/staff/jobs/{job.pk}/cancel/").status_code == 405
    assert client.post(f"/staff/jobs/{job.pk}/cancel/").status_code == 302
    job.refresh_from_db()
    assert job.state == "cancelled"
    response = client.post(f"/staff/jobs/{job.pk}/cancel/")
    assert response.status_code == 409
    assert "不能取消" in response.content.decode()


def test_who_closed_the_page_is_told_how_it_ended(clerk):
    actor, client = clerk
    done, failed = jobs.enqueue("tests.count", actor=actor), jobs.enqueue("tests.refuse", actor=actor)
    for job in (done, failed):
        runner.run(job.pk, 1)
    assert notices.unread_count(actor) == 2
    text = client.get("/notices/").content.decode()
    assert "后台任务“计数”已完成" in text
    assert "后台任务“拒绝”未完成" in text


def test_the_result_file_is_fetched_through_the_guarded_door(clerk, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path

    @jobs.job_kind("tests.file", title="出文件", permission="organizations.export")
    def make(job):
        job.attach("清单.csv", "名称\n甲".encode())

    actor, client = clerk
    job = jobs.enqueue("tests.file", actor=actor)
    runner.run(job.pk, 1)
    text = client.get(f"/staff/jobs/{job.pk}/").content.decode()
    assert "下载 清单.csv" in text
    stored = Job.objects.get(pk=job.pk).files.get().file
    response = client.post(f"/staff/files/{stored.pk}/fetch/", follow=True)
    assert b"".join(response.streaming_content).decode() == "名称\n甲"


def test_the_list_costs_few_queries(clerk, django_assert_max_num_queries):
    actor, client = clerk
    for _ in range(30):
        jobs.enqueue("tests.count", actor=actor)
    client.get("/staff/jobs/")
    with django_assert_max_num_queries(15):
        client.get("/staff/jobs/?at=last")
