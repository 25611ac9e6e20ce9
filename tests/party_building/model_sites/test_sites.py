"""A model site is groomed, found good, and named by another person; both statuses are dated."""

import datetime

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from core.access.scope import EVERYTHING
from core.workflow.errors import NotCompetent, Refusal, SamePerson
from party_building.model_sites import actions
from party_building.model_sites.models import ModelSite, SiteScheme, SiteStatus
from party_building.model_sites.statistics import Groomed, Named

pytestmark = pytest.mark.django_db
D = datetime.date
SCHEME = {
    "name": "党建示范点创建", "document": "霁社党委〔2025〕8号", "requirements": "", "valid_years": "3",
    "begun_on": "2025-03-01", "ended_on": "",
}  # fmt: skip


def groomed(scheme, unit, actor, name="红帆示范点") -> ModelSite:
    site = actions.nominate(scheme, actor=actor, unit=unit, name=name, reason="作用明显", applied_on=D(2025, 4, 1))
    actions.groom(site, actor=actor, document="霁社党委〔2025〕12号", since=D(2025, 5, 6))
    return site


def named(scheme, unit, first, second, **more) -> ModelSite:
    site = groomed(scheme, unit, first, **more)
    actions.check(site, actor=first, opinion="符合要求", checked_on=D(2026, 4, 1))
    actions.name_site(site, actor=second, document="霁社党委〔2026〕5号", since=D(2026, 4, 20), until=D(2029, 4, 19))
    return site


def numbers(day) -> tuple[int, int]:
    return Groomed().numerator(EVERYTHING, day).count(), Named().numerator(EVERYTHING, day).count()


def test_a_scheme_without_an_approving_document_is_refused(officer, bureau, first):
    url = reverse("staff:model_sites:create_scheme")
    assert officer.post(url, {**SCHEME, "document": ""}).status_code == 422
    assert not SiteScheme.objects.exists()
    with pytest.raises(Refusal, match="须有批准文件"):
        actions.create_scheme(
            bureau.party_committee, actor=first, name="甲", document=" ", begun_on=D(2026, 1, 1), valid_years=3
        )
    assert officer.post(url, SCHEME).status_code == 302


def test_from_application_to_name_through_the_pages(scheme, unit, secretary, bureau):
    form = {"scheme": scheme.pk, "unit": unit.pk, "name": "红帆示范点", "reason": "服务会员成效明显"}
    assert secretary.post(reverse("org:model_sites:create"), {**form, "reason": ""}).status_code == 422
    assert secretary.post(reverse("org:model_sites:create"), form).status_code == 302
    site = ModelSite.objects.get()
    assert numbers(D(2026, 6, 3)) == (0, 0)
    one = bureau.client("party_officer", bureau.party_committee)
    page = reverse("staff:model_sites:detail", args=[site.pk])
    groom = reverse("staff:model_sites:take_in", args=[site.pk])
    assert one.post(groom, {"document": "", "since": "2026-06-03"}).status_code == 422
    assert one.post(groom, {"document": "霁社党委〔2026〕12号", "since": "2026-06-03"}).status_code == 302
    assert numbers(D(2026, 6, 3)) == (1, 0)
    check = {"checked_on": "2026-06-03", "opinion": "符合要求"}
    assert one.post(reverse("staff:model_sites:examine", args=[site.pk]), check).status_code == 302
    name = reverse("staff:model_sites:give_name", args=[site.pk])
    given = {"document": "霁社党委〔2026〕15号", "since": "2026-06-03", "until": "2029-06-02"}
    same = one.post(name, given)
    assert same.status_code == 422
    assert "须由另一人办理" in same.content.decode()
    other = bureau.client("party_officer", bureau.party_committee)
    refused = other.post(name, given)
    assert "起已有一条" in refused.content.decode(), "groomed on this very day: the name begins later"
    assert one.get(page).status_code == 200
    assert "验收通过" in secretary.get(reverse("org:model_sites:detail", args=[site.pk])).content.decode()


def test_named_sites_count_as_groomed_too_until_they_expire(scheme, unit, first, second):
    named(scheme, unit, first, second)
    groomed(scheme, unit, first, name="先锋示范点")
    assert numbers(D(2025, 5, 5)) == (0, 0)
    assert numbers(D(2025, 5, 6)) == (2, 0)
    assert numbers(D(2026, 4, 19)) == (2, 0)
    assert numbers(D(2026, 4, 20)) == (2, 1)
    assert numbers(D(2029, 4, 19)) == (2, 1)
    assert numbers(D(2029, 4, 20)) == (1, 0)


def test_who_checked_does_not_name(scheme, unit, first, second):
    site = groomed(scheme, unit, first)
    actions.check(site, actor=first, opinion="符合要求", checked_on=D(2026, 4, 1))
    with pytest.raises(SamePerson):
        actions.name_site(site, actor=first, document="号", since=D(2026, 4, 20), until=D(2029, 4, 19))
    actions.name_site(site, actor=second, document="号", since=D(2026, 4, 20), until=D(2029, 4, 19))
    assert list(site.statuses.order_by("valid_from").values_list("status", flat=True)) == ["groomed", "named"]


def test_what_is_withdrawn_stays_on_record_until_the_day_before(scheme, unit, first, second, officer):
    site = named(scheme, unit, first, second)
    url = reverse("staff:model_sites:end", args=[site.pk])
    form = {"ended_on": "2026-06-01", "document": "霁社党委〔2026〕20号", "reason": "组织已停止活动"}
    assert officer.post(url, {**form, "reason": ""}).status_code == 422
    assert officer.post(url, {**form, "ended_on": "2026-04-20"}).status_code == 422
    assert officer.post(url, form).status_code == 302
    assert numbers(D(2026, 5, 31)) == (1, 1)
    assert numbers(D(2026, 6, 1)) == (0, 0)
    assert "组织已停止活动" in officer.get(reverse("staff:model_sites:detail", args=[site.pk])).content.decode()


def test_two_statuses_never_share_a_day(scheme, unit, first):
    site = groomed(scheme, unit, first)
    with pytest.raises(IntegrityError, match="site_status_once"), transaction.atomic():
        SiteStatus.objects.create(site=site, status="named", valid_from=D(2026, 1, 1), document="号")


def test_the_list_shows_a_past_day_and_goes_out_as_a_sheet(scheme, unit, first, second, officer):
    named(scheme, unit, first, second)
    url = reverse("staff:model_sites:list")
    assert "红帆示范点" in officer.get(url, {"status": "named"}).content.decode()
    assert "红帆示范点" not in officer.get(url, {"status": "named", "as_of": "2026-04-19"}).content.decode()
    assert "红帆示范点" in officer.get(url, {"status": "groomed", "as_of": "2026-04-19"}).content.decode()
    assert officer.post(reverse("staff:model_sites:export"), {"columns": "all"}).status_code == 200


def test_a_failed_check_leaves_it_groomed_and_an_application_may_be_declined(scheme, unit, first, officer):
    site = groomed(scheme, unit, first)
    fail = reverse("staff:model_sites:fail", args=[site.pk])
    assert officer.post(fail, {"comment": ""}).status_code == 409
    assert officer.post(fail, {"comment": "阵地尚未建好"}).status_code == 302
    site.refresh_from_db()
    assert site.state == "groomed"
    other = actions.nominate(scheme, actor=first, unit=unit, name="另一示范点", reason="一般")
    assert officer.post(
        reverse("staff:model_sites:decline", args=[other.pk]), {"comment": "名额已满"}
    ).status_code == 302  # fmt: skip
    other.refresh_from_db()
    assert other.state == "declined"


def test_another_line_sees_nothing_and_does_nothing(bureau, scheme, unit, first):
    site = groomed(scheme, unit, first)
    organ = bureau.department("砚海区委社会工作部", "party_organ", bureau.yanhai)
    other = bureau.client("party_officer", organ)
    assert other.get(reverse("staff:model_sites:detail", args=[site.pk])).status_code == 404
    assert other.get(reverse("staff:model_sites:scheme", args=[scheme.pk])).status_code == 404
    with pytest.raises(NotCompetent, match="霁川市社会组织综合党委"):
        actions.fail(site, actor=bureau.actor("party_officer", organ), comment="不行")
    leader = bureau.client("bureau_leader", bureau.bureau)
    assert "红帆示范点" in leader.get(reverse("staff:model_sites:list")).content.decode()
    assert bureau.client("registry_clerk", bureau.bureau).get(reverse("staff:model_sites:list")).status_code == 403


def test_an_application_can_be_taken_back_while_nobody_decided(scheme, unit, secretary):
    form = {"scheme": scheme.pk, "unit": "", "name": "红帆示范点", "reason": "成效明显"}
    secretary.post(reverse("org:model_sites:create"), form)
    site = ModelSite.objects.get()
    assert secretary.post(reverse("org:model_sites:create"), form).status_code == 422, "one of a name at a time"
    assert secretary.post(reverse("org:model_sites:cancel", args=[site.pk])).status_code == 302
    assert secretary.post(reverse("org:model_sites:create"), form).status_code == 302
