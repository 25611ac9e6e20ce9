"""Many rows at once: looked at, confirmed, done one by one, taken back."""

import io
import re

import pytest
from django.urls import reverse
from python_calamine import CalamineWorkbook

from core.bulk_actions import actions
from core.bulk_actions.models import BulkRun
from core.jobs import runner
from core.workflow.models import TransitionLog
from core.worklist import close_items, open_item
from core.worklist.models import WorkItem
from tests.support.offices import office, sat

pytestmark = pytest.mark.django_db
LIST = "staff:worklist:list"


@pytest.fixture
def bureau():
    return office()


@pytest.fixture
def clerk(bureau):
    return sat(bureau)


@pytest.fixture
def items(bureau):
    return [an_item(bureau, number) for number in range(3)]


def an_item(bureau, number):
    return open_item(
        f"tests.kind{number}", subject=bureau, title=f"第{number}件", department=bureau, url_name="staff:jobs:list",
        url_args=[],
    )  # fmt: skip


def hidden(response, name):
    return re.search(rf'name="{name}" value="([^"]*)"', response.content.decode())[1]


def preview(client, action="claim", **given):
    return client.post(reverse("staff:bulk:preview"), {"list": LIST, "query": "", "action": action, **given})


def everything(client, action="claim"):
    """The preview of all that the list finds."""
    page = client.get(reverse(LIST))
    return preview(client, action, range="all", selection=hidden(page, "selection"))


def confirm(client, looked_at, action="claim", **params):
    given = {"selection": hidden(looked_at, "selection"), "action": action, **params}
    return client.post(reverse("staff:bulk:start"), given)


def work(run=None):
    """What the worker does."""
    run = run or BulkRun.objects.latest("pk")
    run.refresh_from_db()
    runner.run(run.job_id, run.job.attempt)
    run.refresh_from_db()
    return run


def outcomes(run):
    return dict(run.rows.values_list("label", "outcome"))


def test_ticked_rows_are_previewed_confirmed_and_done_by_the_same_verb(clerk, items):
    actor, client = clerk
    looked_at = preview(client, range="picked", pk=[items[0].pk, items[2].pk])
    assert "适用 <strong>2</strong>" in looked_at.content.decode()
    assert not WorkItem.objects.filter(claimed_by_id=actor.user_id).exists()
    confirm(client, looked_at)
    run = work()
    assert (run.state, outcomes(run)) == ("done", {"第0件": "done", "第2件": "done"})
    assert set(WorkItem.objects.filter(claimed_by_id=actor.user_id)) == {items[0], items[2]}


def test_the_page_and_the_whole_result_can_be_chosen_without_script(clerk, items):
    _, client = clerk
    page = client.get(reverse(LIST))
    assert "适用 <strong>3</strong>" in preview(client, range="page", page=hidden(page, "page")).content.decode()
    assert "适用 <strong>3</strong>" in everything(client).content.decode()


def test_the_preview_says_of_each_row_why_it_does_not_fit(clerk, bureau, items):
    colleague, hers = sat(bureau, name="何砚")
    hers.post(reverse("staff:worklist:claim", args=[items[1].pk]))
    looked_at = everything(clerk[1])
    text = looked_at.content.decode()
    assert "不适用 <strong>1</strong>" in text
    assert "该事项已由何砚领办。" in text
    confirm(clerk[1], looked_at)
    run = work()
    assert outcomes(run) == {"第0件": "done", "第1件": "skipped", "第2件": "done"}
    assert "该事项已由何砚领办。" in clerk[1].get(reverse("staff:bulk:detail", args=[run.pk])).content.decode()


def test_a_selection_that_grew_since_it_was_looked_at_is_refused(clerk, bureau, items):
    looked_at = everything(clerk[1])
    an_item(bureau, 7)
    refused = confirm(clerk[1], looked_at)
    assert refused.status_code == 409
    assert "由3条变为4条，没有办理任何一条" in refused.content.decode()
    assert not BulkRun.objects.exists()


def test_a_selection_cannot_be_forged_and_none_is_said_aloud(clerk, items):
    _, client = clerk
    assert "页面已过期" in preview(client, range="all", selection="x").content.decode()
    assert "没有选中任何记录" in preview(client, range="picked").content.decode()


def test_rows_of_another_office_are_not_reached_by_their_number(clerk, items):
    strange = an_item(office("别处"), 9)
    refused = preview(clerk[1], range="picked", pk=[strange.pk])
    assert "没有选中任何记录" in refused.content.decode() or "由1条变为0条" in refused.content.decode()


def test_what_changed_before_the_worker_came_is_that_rows_refusal_and_no_others(clerk, items):
    confirm(clerk[1], everything(clerk[1]))
    close_items(items[1] and WorkItem.objects.get(pk=items[1].pk).department, "tests.kind1")
    run = work()
    assert outcomes(run) == {"第0件": "done", "第1件": "refused", "第2件": "done"}
    assert "已办结" in run.rows.get(label="第1件").message or "请刷新" in run.rows.get(label="第1件").message


def test_a_second_attempt_does_only_what_is_left(clerk, items):
    actor, client = clerk
    confirm(client, everything(client))
    run = BulkRun.objects.get()
    run.rows.filter(label="第0件").update(outcome="done")  # as the first attempt left it
    run = work(run)
    assert WorkItem.objects.get(pk=items[0].pk).claimed_by_id is None
    assert set(outcomes(run).values()) == {"done"}


def test_a_broken_off_run_goes_on_by_a_button_of_who_acts(clerk, bureau, items):
    actor, client = clerk
    confirm(client, everything(client))
    run = BulkRun.objects.get()
    client.post(reverse("staff:jobs:cancel", args=[run.job_id]))
    assert "继续办理其余各条" in client.get(reverse("staff:bulk:detail", args=[run.pk])).content.decode()
    assert sat(bureau)[1].post(reverse("staff:bulk:resume", args=[run.pk])).status_code == 409
    client.post(reverse("staff:bulk:resume", args=[run.pk]))
    assert set(outcomes(work(run)).values()) == {"done"}


def test_a_run_is_taken_back_within_a_day_and_not_after(bureau, items, set_clock):
    set_clock("2026-06-03T10:00:00+08:00")
    _, client = sat(bureau)
    confirm(client, everything(client))
    run = work()
    set_clock("2026-06-04T10:00:00+08:00")
    late = client.post(reverse("staff:bulk:undo", args=[run.pk]))
    assert "撤销只在办理后24小时内可用" in late.content.decode()
    set_clock("2026-06-04T09:59:59+08:00")
    client.post(reverse("staff:worklist:release", args=[items[0].pk]))
    client.post(reverse("staff:bulk:undo", args=[run.pk]))
    run = work(run)
    assert run.state == "undone"
    assert outcomes(run) == {"第0件": "kept", "第1件": "undone", "第2件": "undone"}
    assert not WorkItem.objects.exclude(claimed_by=None).exists()


def test_the_result_is_a_sheet_with_every_row(clerk, items):
    _, client = clerk
    confirm(client, everything(client))
    run = work()
    stored = run.job.files.get().file
    assert stored.permission == "worklist.view"
    answer = client.post(reverse("staff:files:fetch", args=[stored.pk]), follow=True)
    data = b"".join(answer) if answer.streaming else answer.content
    rows = CalamineWorkbook.from_filelike(io.BytesIO(data)).get_sheet_by_index(0).to_python()
    assert [row[:2] for row in rows[1:]] == [[f"第{number}件", "已办理"] for number in range(3)]


def test_all_are_given_to_a_colleague_who_sits_here(clerk, bureau, items):
    _, client = clerk
    colleague, _ = sat(bureau, name="何砚")
    looked_at = everything(client, "reassign")
    empty = confirm(client, looked_at, "reassign")
    assert empty.status_code == 422
    assert "请选择“分派给”" in empty.content.decode()
    confirm(client, looked_at, "reassign", person=colleague.user_id)
    work()
    assert set(WorkItem.objects.values_list("claimed_by_id", flat=True)) == {colleague.user_id}


def test_who_asks_without_the_permission_is_refused(clerk, items):
    admin = sat(office("运维"), "system_admin")[1]
    assert preview(admin, range="picked", pk=[items[0].pk]).status_code == 404
    assert preview(clerk[1], "abolish", range="picked", pk=[items[0].pk]).status_code == 403


def test_another_office_does_not_see_the_run(clerk, items):
    confirm(clerk[1], everything(clerk[1]))
    run = BulkRun.objects.get()
    assert sat(office("别处"))[1].get(reverse("staff:bulk:detail", args=[run.pk])).status_code == 404
    assert TransitionLog.objects.of(run).get().name == "request"
    assert actions.WORK_ITEM not in set(WorkItem.objects.values_list("kind", flat=True))
