"""交办: from the register to a colleague's list of work, one or many, until the colleague says that it is done."""

import datetime

import pytest
from django.urls import reverse

from core.bulk_actions.models import BulkRun
from core.bulk_actions.states import Outcome
from core.jobs import runner
from core.jobs.models import Job
from core.worklist import actions
from core.worklist.models import WorkItem
from core.worklist.states import WorkState

LIST = "staff:organizations:list"


@pytest.fixture
def tea(bureau, set_clock):
    set_clock("2026-06-03")
    return bureau.register("霁川市茶业协会")


@pytest.fixture
def colleague(bureau):
    return bureau.seat("registry_clerk", bureau.bureau).user


def hand_out(client, *organizations, **asked):
    """Through preview and confirmation, as the register does it; the run with its rows."""
    ticked = {"list": LIST, "query": "", "action": "assign", "pk": [one.pk for one in organizations]}
    preview = client.post(reverse("staff:bulk:preview"), ticked)
    assert preview.status_code == 200, preview.content.decode()[:400]
    signed = preview.content.decode().split('name="selection" value="')[1].split('"')[0]
    answer = client.post(reverse("staff:bulk:start"), {"selection": signed, "action": "assign", **asked})
    assert answer.status_code == 302, answer.content.decode()[:400]
    run = BulkRun.objects.latest("pk")
    return work(run)


def work(run):
    run.refresh_from_db()
    job = Job.objects.get(pk=run.job_id)
    runner.run(job.pk, job.attempt)
    return run


def test_each_organization_becomes_one_thing_to_do_of_the_colleague_and_undoing_closes_it(bureau, tea, colleague):
    chess = bureau.register("霁川市棋类协会")
    clerk = bureau.client("registry_clerk", bureau.bureau)
    run = hand_out(clerk, tea, chess, text="电话核实住所", person=colleague.pk, due_on="2026-06-10")
    items = WorkItem.objects.filter(kind__startswith="assigned.")
    assert {item.title for item in items} == {"电话核实住所：霁川市茶业协会", "电话核实住所：霁川市棋类协会"}
    assert {(item.claimed_by_id, item.due_on) for item in items} == {(colleague.pk, datetime.date(2026, 6, 10))}
    clerk.post(reverse("staff:bulk:undo", args=[run.pk]))
    work(run)
    assert {item.state for item in WorkItem.objects.filter(kind__startswith="assigned.")} == {WorkState.CANCELLED}


def test_what_is_handed_out_already_is_refused_with_the_name_of_who_has_it(bureau, tea, colleague):
    clerk = bureau.client("registry_clerk", bureau.bureau)
    hand_out(clerk, tea, text="电话核实住所", person=colleague.pk, due_on="2026-06-10")
    ticked = {"list": LIST, "query": "", "action": "assign", "pk": [tea.pk]}
    page = clerk.post(reverse("staff:bulk:preview"), ticked).content.decode()
    assert f"由{colleague.name}办理" in page
    assert BulkRun.objects.latest("pk").rows.get().outcome == Outcome.DONE


def test_the_colleague_says_that_it_is_done_and_nobody_of_another_office_can(bureau, client, tea, colleague):
    hand_out(
        bureau.client("registry_clerk", bureau.bureau), tea, text="核实", person=colleague.pk, due_on="2026-06-10"
    )
    item = WorkItem.objects.get(kind__startswith="assigned.")
    address = reverse("staff:worklist:finish", args=[item.pk])
    assert bureau.client("registry_clerk", bureau.yanhai_bureau).post(address).status_code == 404
    client.force_login(colleague)
    assert "已办完" in client.get(reverse("staff:worklist:detail", args=[item.pk])).content.decode()
    assert client.post(address).status_code == 302
    item.refresh_from_db()
    assert (item.state, item.closed_by) == (WorkState.DONE, colleague)


def test_what_a_verb_ends_cannot_be_called_done_by_hand(bureau, tea, colleague):

    item = actions.open_item(
        "imports.check", subject=tea, title="核对", url_name=LIST, url_args=[], department=bureau.bureau
    )
    answer = bureau.client("registry_clerk", bureau.bureau).post(reverse("staff:worklist:finish", args=[item.pk]))
    assert "不能直接办结" in answer.content.decode()
    item.refresh_from_db()
    assert item.is_open


def test_a_day_that_has_passed_and_a_stranger_are_refused_with_words(bureau, tea, colleague):
    clerk = bureau.client("registry_clerk", bureau.bureau)
    stranger = bureau.seat("registry_clerk", bureau.yanhai_bureau).user
    ticked = {"list": LIST, "query": "", "action": "assign", "pk": [tea.pk]}
    page = clerk.post(reverse("staff:bulk:preview"), ticked).content.decode()
    signed = page.split('name="selection" value="')[1].split('"')[0]
    asked = {"selection": signed, "action": "assign", "text": "核实", "person": stranger.pk, "due_on": "2026-06-01"}
    answer = clerk.post(reverse("staff:bulk:start"), asked)
    assert answer.status_code == 422
    assert "时限已经过去" in answer.content.decode()
    assert not WorkItem.objects.filter(kind__startswith="assigned.").exists()
