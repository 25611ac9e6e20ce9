"""/staff/organizations/<pk>/ and /org/organization/: who answers, what is true since when, who may change it."""

import datetime
import re

import pytest
from django.test import Client
from django.urls import reverse

from core.audit.models import AuditEntry
from registry.org_accounts.models import OrganizationSeat
from registry.organizations import actions
from registry.organizations.facts import FactCorrection, OrganizationName, Responsibility
from registry.organizations.models import Organization
from registry.organizations.states import ResponsibilityKind, Status
from tests.support.bureau import LONG_AGO, SETUP

DAY = datetime.date(2024, 3, 1)


def url(organization, name="detail", *args):
    return reverse(f"staff:organizations:{name}", args=[organization.pk, *args])


@pytest.fixture
def tea(bureau):
    organization = bureau.register(
        "霁川市茶业协会",
        uscc="51370300TE5T000162",
        region_id=bureau.tinglan.pk,
        responsibilities={"business_supervisor": bureau.commerce.pk, "party_superior": bureau.party_committee.pk},
        document="霁民社准〔2015〕1号",
    )
    organization.refresh_from_db()
    return organization


@pytest.fixture
def clerk(bureau):
    return bureau.client("registry_clerk", bureau.bureau)


def test_the_page_names_everyone_who_answers_and_since_when(bureau, tea, clerk):
    page = clerk.get(url(tea)).content.decode()
    chain = re.search(r'<ul class="chain".*?</ul>', page, re.S)[0]
    order = ["登记管理机关", "监督管理机关", "业务主管单位", "行业管理部门", "属地", "党建责任单位"]
    positions = [chain.index(role) for role in order]
    assert positions == sorted(positions)
    assert "霁川市商务局" in chain
    assert "望澜区·听澜街道" in chain
    assert "2015-01-01起" in chain
    assert "未确定" in chain  # nobody manages the industry yet


def test_a_directly_registered_organization_has_no_supervisor_and_says_so(bureau, clerk):
    direct = bureau.register("霁川市社工协会", supervision_mode="direct")
    assert "直接登记" in re.search(r'<ul class="chain".*?</ul>', clerk.get(url(direct)).content.decode(), re.S)[0]


def test_every_fact_shows_its_dates_and_its_source(tea, clerk):
    page = clerk.get(url(tea)).content.decode()
    assert "霁民社准〔2015〕1号" in page
    assert "2015-01-01" in page


def test_a_change_of_name_leaves_the_former_name_on_the_page_and_in_the_timeline(tea, clerk):
    actions.rename(tea, actor=SETUP, name="霁川市茶文化协会", valid_from=DAY, document="霁民变〔2024〕3号")
    page = clerk.get(url(tea)).content.decode()
    assert "<h1>霁川市茶文化协会" in page
    assert "曾用名" in page
    assert "名称变更" in page
    assert "2015-01-01 至 2024-02-29" in page


def test_a_past_day_shows_what_was_true_then_and_the_way_back(bureau, tea, clerk):
    actions.rename(tea, actor=SETUP, name="霁川市茶文化协会", valid_from=DAY)
    actions.set_responsibility(
        tea, actor=SETUP, kind=ResponsibilityKind.BUSINESS, department_id=bureau.industry.pk, valid_from=DAY
    )
    page = clerk.get(url(tea), {"as_of": "2024-02-29"}).content.decode()
    assert "<h1>霁川市茶业协会" in page
    assert "霁川市工业和信息化局" not in page
    assert "回到今天" in page
    assert "登记变更" not in page


def test_a_day_before_registration_says_that_it_was_not_there(tea, clerk):
    assert "当日尚未登记在册" in clerk.get(url(tea), {"as_of": "2010-01-01"}).content.decode()


@pytest.mark.parametrize("asked", ["tomorrow", "2999-01-01", "", "2026-13-40"])
def test_a_day_that_is_none_or_lies_ahead_is_today(tea, clerk, asked):
    page = clerk.get(url(tea), {"as_of": asked})
    assert page.status_code == 200
    assert "回到今天" not in page.content.decode()


def test_who_may_only_look_is_told_who_acts(bureau):
    away = bureau.register("砚海区安居物业协会", authority=bureau.yanhai_bureau)
    page = bureau.client("registry_clerk", bureau.bureau).get(url(away)).content.decode()
    assert "由砚海区民政局办理，您可以查看" in page
    assert "登记变更" not in page


def test_out_of_scope_looks_like_missing(bureau, tea):
    outside = bureau.client("registry_clerk", bureau.yanhai_bureau)
    assert outside.get(url(tea)).status_code == 404
    assert outside.get(reverse("staff:organizations:detail", args=[10**9])).status_code == 404


def test_the_page_costs_no_more_than_thirty_queries(tea, clerk, django_assert_max_num_queries):
    clerk.get(url(tea))
    with django_assert_max_num_queries(30 + 3):
        clerk.get(url(tea))


# -- changing ---------------------------------------------------------------------------------------------------------


def post(client, address, **data):
    return client.post(address, data)


def test_the_competent_office_edits_registered_items_and_the_page_turns_a_version(tea, clerk):
    response = post(clerk, url(tea, "edit"), version=tea.version, phone_public="12300001111")
    assert response.status_code == 302
    fresh = Organization.objects.get(pk=tea.pk)
    assert (fresh.phone_public, fresh.version) == ("12300001111", tea.version + 1)
    assert AuditEntry.objects.filter(action="organizations.edit", object_id=tea.pk).count() == 1


def test_a_stale_page_overwrites_nothing(tea, clerk):
    actions.rename(tea, actor=SETUP, name="霁川市茶文化协会", valid_from=DAY)
    response = post(clerk, url(tea, "edit"), version=1, phone_public="12300009999")
    assert response.status_code in (409, 422)
    assert Organization.objects.get(pk=tea.pk).phone_public == ""


def test_a_city_clerk_cannot_edit_what_a_district_supervises(bureau):
    away = bureau.register("砚海区安居物业协会", authority=bureau.yanhai_bureau)
    response = post(
        bureau.client("registry_clerk", bureau.bureau), url(away, "edit"), version=1, phone_public="12300009999"
    )
    assert "由砚海区民政局办理" in response.content.decode()
    assert Organization.objects.get(pk=away.pk).phone_public == ""


def test_a_correction_keeps_what_was_said_before_and_why(bureau, tea, clerk):
    fact = Responsibility.objects.get(organization=tea, kind="business_supervisor")
    address = url(tea, "correct", "responsibility", fact.pk)
    assert "更正用于录入有误的记录" in clerk.get(address).content.decode()
    response = post(clerk, address, department=bureau.industry.pk, reason="批复文件载明为工信局")
    assert response.status_code == 302
    kept = FactCorrection.objects.get()
    assert (kept.before, kept.after) == ({"部门": "霁川市商务局"}, {"部门": "霁川市工业和信息化局"})
    page = clerk.get(url(tea)).content.decode()
    assert "批复文件载明为工信局" in page
    assert Organization.objects.get(pk=tea.pk).business_supervisor == bureau.industry


def test_a_correction_of_a_name_renews_pinyin_and_initials(tea, clerk):
    fact = OrganizationName.objects.get(organization=tea)
    post(clerk, url(tea, "correct", "organizationname", fact.pk), name="霁川市茶叶协会", reason="证书原件为茶叶")
    fresh = Organization.objects.get(pk=tea.pk)
    assert (fresh.name, fresh.initials) == ("霁川市茶叶协会", "jcscyxh")


def test_a_correction_without_a_reason_is_refused_and_keeps_the_input(bureau, tea, clerk):
    fact = Responsibility.objects.get(organization=tea, kind="business_supervisor")
    response = post(clerk, url(tea, "correct", "responsibility", fact.pk), department=bureau.industry.pk, reason="")
    assert response.status_code == 422
    assert not FactCorrection.objects.exists()


def test_a_fact_of_another_organization_is_not_found_under_this_one(bureau, tea, clerk):
    other = bureau.register("霁川市花木协会")
    fact = OrganizationName.objects.get(organization=other)
    assert clerk.get(url(tea, "correct", "organizationname", fact.pk)).status_code == 404
    assert clerk.get(url(tea, "correct", "nonsense", fact.pk)).status_code == 404


def test_every_verb_names_the_competent_office_to_the_wrong_one(bureau):
    away = bureau.register("砚海区安居物业协会", authority=bureau.yanhai_bureau)
    city = bureau.actor("registry_clerk", bureau.bureau)
    common = {"actor": city, "valid_from": DAY}
    fact = OrganizationName.objects.get(organization=away)
    verbs = [
        lambda: actions.rename(away, name="改名", **common),
        lambda: actions.change_status(away, status=Status.SUSPENDED, **common),
        lambda: actions.change_standing(away, standing="abnormal", **common),
        lambda: actions.move_address(away, region_id=None, address="", **common),
        lambda: actions.reclassify(away, is_charity=True, **common),
        lambda: actions.set_responsibility(away, kind="business_supervisor", department_id=None, **common),
        lambda: actions.correct(fact, actor=city, values={"name": "改名"}, reason="x"),
        lambda: actions.edit(away, actor=city, version=1, industry="x"),
        lambda: actions.withdraw_many([away.pk], actor=city, origin="import:1"),
    ]
    for verb in verbs:
        with pytest.raises(actions.competence.NotCompetent, match="由砚海区民政局办理"):
            verb()


def test_a_cancelled_organization_changes_state_no_more(tea):
    actions.change_status(tea, actor=SETUP, status=Status.CANCELLED, valid_from=DAY, document="准予注销登记决定书")
    with pytest.raises(actions.changing.WrongState, match="已注销"):
        actions.change_status(tea, actor=SETUP, status=Status.NORMAL, valid_from=datetime.date(2025, 1, 1))


# -- the organization's own page ------------------------------------------------------------------------------------


@pytest.fixture
def filer(bureau, tea):
    from core.identity.models import User

    user = User.objects.create(username="filer", name="罗知秋")
    OrganizationSeat.objects.create(
        user=user, organization=tea, role="organization_filer", state="active", valid_from=LONG_AGO
    )
    client = Client()
    client.force_login(user)
    return client


def test_an_organization_reads_its_registration_and_learns_whom_to_tell_of_errors(tea, filer):
    page = filer.get(reverse("org:organizations:detail")).content.decode()
    assert "51370300TE5T000162" in page
    assert "请联系霁川市民政局" in page
    assert "更正" not in page


def test_an_organization_has_no_way_into_the_offices_pages(tea, filer):
    assert filer.get(url(tea)).status_code == 403
    assert post(filer, url(tea, "edit"), version=1, industry="改").status_code == 403
