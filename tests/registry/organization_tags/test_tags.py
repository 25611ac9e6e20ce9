"""An office marks organizations in its own words; nobody else reads them, and a whole batch can be taken back."""

import pytest
from django.urls import reverse

from core.audit.models import AuditEntry
from core.bulk_actions.models import BulkRun
from core.bulk_actions.states import Outcome
from core.jobs import runner
from core.jobs.models import Job
from registry.organization_tags.models import OrganizationTag, Tag
from tests.support.bureau import Bureau

pytestmark = pytest.mark.django_db
LIST = "staff:organizations:list"


@pytest.fixture
def bureau():
    return Bureau()


@pytest.fixture
def clerk(bureau):
    return bureau.client("registry_clerk", bureau.bureau)


@pytest.fixture
def tea(bureau):
    return bureau.register("霁川市茶业协会", responsibilities={"business_supervisor": bureau.commerce.pk})


def made(client, label="待走访", tone="info"):
    answer = client.post(reverse("staff:organization_tags:create"), {"label": label, "tone": tone})
    assert answer.status_code == 302
    return Tag.objects.get(label=label)


def put(client, organization, *tags):
    address = reverse("staff:organization_tags:of_organization", args=[organization.pk])
    return client.post(address, {"tags": [tag.pk for tag in tags]})


def text(client, name, *args, **query):
    return client.get(reverse(name, args=args), query).content.decode()


def test_a_tag_stands_on_the_page_in_the_list_and_in_its_filter(bureau, clerk, tea):
    bureau.register("霁川市棋类协会")
    tag = made(clerk)
    put(clerk, tea, tag)
    assert "待走访" in text(clerk, "staff:organization_tags:of_organization", tea.pk)
    page = text(clerk, LIST, tag=tag.pk, cols="name,tags")
    assert "霁川市茶业协会" in page
    assert "霁川市棋类协会" not in page
    assert 'data-label="标签" class="not-phone">待走访' in page
    put(clerk, tea)
    assert not OrganizationTag.objects.exists()
    assert {"organization_tags.put", "organization_tags.take"} <= set(
        AuditEntry.objects.values_list("action", flat=True)
    )


def test_another_office_that_sees_the_organization_sees_no_tag_and_cannot_use_it(bureau, clerk, tea):
    tag = made(clerk)
    put(clerk, tea, tag)
    officer = bureau.client("department_officer", bureau.commerce)
    assert "霁川市茶业协会" in text(officer, LIST)
    assert "待走访" not in text(officer, LIST, cols="name,tags")
    assert "待走访" not in text(officer, "staff:organization_tags:of_organization", tea.pk)
    assert officer.get(reverse("staff:organization_tags:detail", args=[tag.pk])).status_code == 404
    put(officer, tea, tag)
    assert OrganizationTag.objects.count() == 1
    # The filter of a foreign tag is no value she may choose.
    assert "待走访" not in text(officer, LIST, tag=tag.pk)


def test_a_word_that_only_a_decision_may_say_is_refused_with_what_to_write(clerk):
    answer = clerk.post(reverse("staff:organization_tags:create"), {"label": "失信重点", "tone": "warning"})
    assert answer.status_code == 422
    assert "不能使用“失信”" in answer.content.decode()
    assert "待走访" in answer.content.decode()
    assert not Tag.objects.exists()


def test_the_same_word_twice_is_refused_and_another_office_may_have_it(bureau, clerk):
    made(clerk)
    answer = clerk.post(reverse("staff:organization_tags:create"), {"label": "待走访", "tone": "info"})
    assert answer.status_code == 422
    assert "已有同名的标签" in answer.content.decode()
    officer = bureau.client("department_officer", bureau.commerce)
    officer.post(reverse("staff:organization_tags:create"), {"label": "待走访", "tone": "info"})
    assert Tag.objects.count() == 2


def test_a_retired_tag_shows_nowhere_and_comes_back_with_what_it_stood_on(clerk, tea):
    tag = made(clerk)
    put(clerk, tea, tag)
    address = reverse("staff:organization_tags:detail", args=[tag.pk])
    clerk.post(address, {"label": "待走访", "tone": "ok", "is_retired": "on"})
    assert 'data-label="标签" class="not-phone">待走访' not in text(clerk, LIST, cols="name,tags")
    assert "已停用" not in text(clerk, "staff:organization_tags:of_organization", tea.pk)
    clerk.post(address, {"label": "走访过", "tone": "ok"})
    assert 'data-label="标签" class="not-phone">走访过' in text(clerk, LIST, cols="name,tags")


def test_a_leader_looks_and_sets_none(bureau, tea):
    leader = bureau.client("bureau_leader", bureau.bureau)
    assert leader.get(reverse("staff:organization_tags:list")).status_code == 403
    assert put(leader, tea).status_code == 403


def bulk(client, key, organizations, tag):
    asked = {"list": LIST, "query": "", "action": key, "pk": [one.pk for one in organizations]}
    preview = client.post(reverse("staff:bulk:preview"), asked)
    assert preview.status_code == 200, preview.content.decode()[:500]
    signed = preview.content.decode().split('name="selection" value="')[1].split('"')[0]
    client.post(reverse("staff:bulk:start"), {"selection": signed, "action": key, "tag": tag.pk})
    run = BulkRun.objects.latest("pk")
    work(run)
    return run


def work(run):
    run.refresh_from_db()
    job = Job.objects.get(pk=run.job_id)
    runner.run(job.pk, job.attempt)


def outcomes(run):
    return sorted(run.rows.values_list("label", "outcome", "message"))


def test_many_at_once_each_with_its_outcome_and_taken_back_without_touching_what_stood_before(bureau, clerk, tea):
    chess = bureau.register("霁川市棋类协会")
    tag = made(clerk)
    put(clerk, tea, tag)
    run = bulk(clerk, "tag", [tea, chess], tag)
    found = {label: (outcome, message) for label, outcome, message in outcomes(run)}
    assert found["霁川市棋类协会"] == (Outcome.DONE, "")
    assert found["霁川市茶业协会"] == (Outcome.REFUSED, "已有标签“待走访”。")
    clerk.post(reverse("staff:bulk:undo", args=[run.pk]))
    work(run)
    assert list(OrganizationTag.objects.values_list("organization", flat=True)) == [tea.pk]
