"""/staff/organizations/<pk>/record/: a change with its day, looked at first, late or ahead, by whose act it is."""

import datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from core.dated import actions as dated
from core.indicators.models import IndicatorSnapshot
from registry.organizations import actions
from registry.organizations.change_forms import CHANGES
from registry.organizations.facts import FactRecording, OrganizationName, OrganizationStatus
from registry.organizations.models import Organization
from registry.organizations.states import Status
from tests.support.bureau import SETUP
from tests.support.html import Page
from tests.support.paper import PDF

TODAY = "2026-06-03"
PAPER = "准予变更登记决定书（霁民社准〔2026〕12号）"


@pytest.fixture
def tea(bureau, set_clock):
    set_clock(TODAY)
    organization = bureau.register(
        "霁川市茶业协会",
        region_id=bureau.tinglan.pk,
        address="听澜街道1号",
        registered_funds_yuan="30000",
        responsibilities={"business_supervisor": bureau.commerce.pk},
    )
    organization.refresh_from_db()
    return organization


@pytest.fixture
def clerk(bureau):
    return bureau.client("registry_clerk", bureau.bureau)


def address(organization, what):
    return reverse("staff:organizations:record_change", args=[organization.pk, what])


def preview(client, organization, what, **data):
    data = {"version": organization.version, "valid_from": TODAY, "document": PAPER, **data}
    return client.post(address(organization, what), data)


def confirm(client, organization, what, shown, **data):
    [carried] = [form.carried for form in Page(shown.content.decode()).forms if "seen" in form.names]
    return client.post(address(organization, what), {**carried, **data})


def recorded(client, organization, what, **data):
    """Both steps; the second one's answer."""
    later = {name: data.pop(name) for name in ("reason", "file") if name in data}
    shown = preview(client, organization, what, **data)
    assert shown.status_code == 200, shown.content.decode()
    return confirm(client, organization, what, shown, **later)


def test_the_page_offers_every_kind_of_change_with_what_is_on_record(tea, clerk):
    page = clerk.get(reverse("staff:organizations:record", args=[tea.pk])).content.decode()
    for form in CHANGES.values():
        assert address(tea, form.slug) in page
    assert "听澜街道1号" in page


def test_nothing_is_written_before_the_change_was_looked_at(tea, clerk):
    page = preview(clerk, tea, "name", name="霁川市茶文化协会").content.decode()
    assert "变更前后对照" in page
    assert "霁川市茶业协会" in page
    assert "<strong>霁川市茶文化协会</strong>" in page
    assert "现行记录（2015-01-01起）到2026-06-02为止" in page
    assert OrganizationName.objects.filter(organization=tea).count() == 1
    assert not FactRecording.objects.exists()
    assert Organization.objects.get(pk=tea.pk).version == tea.version


WHAT = {
    "name": lambda b: ({"name": "霁川市𠮷祥茶文化协会"}, {"name": "霁川市𠮷祥茶文化协会"}),
    "address": lambda b: ({"region": b.zhenhe.pk, "address": "枕河街道9号"}, {"street_id": b.zhenhe.pk}),
    "scope": lambda b: ({"business_scope": "茶叶种植交流", "industry": "农业"}, {"industry": "农业"}),
    "funds": lambda b: ({"registered_funds_yuan": "50000"}, {"registered_funds_yuan": 50000}),
    "class": lambda b: (
        {"org_type": "1", "supervision_mode": "decoupled", "is_industry_association": "on", "is_hub": "on"},
        {"supervision_mode": "decoupled", "is_industry_association": True, "is_hub": True},
    ),
    "status": lambda b: ({"status": "suspended"}, {"status": "suspended"}),
    "standing": lambda b: ({"standing": "abnormal", "ground": "未按规定报送"}, {"standing": "abnormal"}),
    "business": lambda b: ({"department": b.industry.pk}, {"business_supervisor_id": b.industry.pk}),
    "registering": lambda b: (
        {"department": b.wanglan_bureau.pk},
        {"registering_authority_id": b.wanglan_bureau.pk},
    ),
    "supervising": lambda b: (
        {"department": b.wanglan_bureau.pk},
        {"supervising_authority_id": b.wanglan_bureau.pk},
    ),
    "headcount": lambda b: ({"full_time_staff": "7", "unit_members": "40"}, {"full_time_staff": 7}),
}


@pytest.mark.parametrize("what", list(CHANGES))
def test_every_kind_of_change_is_recorded_from_the_browser(bureau, tea, clerk, what):
    data, expected = WHAT[what](bureau)
    assert recorded(clerk, tea, what, **data).status_code == 302
    fresh = Organization.objects.values(*expected).get(pk=tea.pk)
    assert fresh == expected
    kept = FactRecording.objects.get()
    assert (kept.organization_id, kept.document, str(kept.valid_from)) == (tea.pk, PAPER, TODAY)
    assert kept.words
    assert kept.department == bureau.bureau


def test_a_late_change_says_which_days_and_figures_it_alters_and_asks_why(bureau, tea, clerk):
    for day in ("2026-01-31", "2026-02-28"):
        IndicatorSnapshot.objects.create(indicator="organizations_total", as_of=day, unit_type="all", numerator=1)
    decision = {"decision_number": "霁民撤〔2026〕1号", "decided_on": "2026-02-01", "decided_by": bureau.bureau.pk}
    shown = preview(clerk, tea, "status", status="revoked", valid_from="2026-02-01", **decision)
    page = shown.content.decode()
    assert "该记录自2026-02-01起生效，将改变2026-02-01至今的统计" in page
    assert "社会组织总数（不再计入）" in page
    assert "2026-02-28已留存1天的统计数字" in page
    refused = confirm(clerk, tea, "status", shown)
    assert refused.status_code == 422
    assert "补录须写明理由" in refused.content.decode()
    assert Organization.objects.get(pk=tea.pk).status == Status.NORMAL
    assert confirm(clerk, tea, "status", shown, reason="决定书上月才移交").status_code == 302
    assert Organization.objects.get(pk=tea.pk).status == Status.REVOKED
    page = clerk.get(reverse("staff:organizations:detail", args=[tea.pk])).content.decode()
    assert "2026-06-03补录" in page
    assert "决定书上月才移交" in page
    assert "霁民撤〔2026〕1号" in page


@pytest.mark.parametrize("status", ["cancelled", "revoked", "certificate_revoked"])
def test_an_end_without_its_decision_is_refused_field_by_field(tea, clerk, status):
    response = preview(clerk, tea, "status", status=status)
    page = response.content.decode()
    assert response.status_code == 422
    for word in ("决定文号", "决定日期", "决定机关"):
        assert f"须有决定，请填写{word}" in page
    assert OrganizationStatus.objects.filter(organization=tea).count() == 1


def test_a_change_ahead_waits_shows_itself_and_can_be_withdrawn(tea, clerk):
    recorded(clerk, tea, "name", name="霁川市茶文化协会", valid_from="2026-06-10")
    page = clerk.get(reverse("staff:organizations:detail", args=[tea.pk])).content.decode()
    assert "<h1>霁川市茶业协会" in page
    assert "将于 2026-06-10 生效" in page
    fact = OrganizationName.objects.get(name="霁川市茶文化协会")
    where = reverse("staff:organizations:withdraw", args=[tea.pk, "organizationname", fact.pk])
    clerk.post(where, {"comment": ""})
    assert OrganizationName.objects.filter(pk=fact.pk).exists()
    clerk.post(where, {"comment": "申请人撤回"})
    assert list(OrganizationName.objects.filter(organization=tea).values_list("name", "valid_to")) == [
        ("霁川市茶业协会", None)
    ]
    page = clerk.get(reverse("staff:organizations:detail", args=[tea.pk])).content.decode()
    assert "撤回登记变更" in page
    assert "申请人撤回" in page


def test_a_change_ahead_takes_effect_on_its_day(tea, clerk, set_clock):
    recorded(clerk, tea, "funds", registered_funds_yuan="80000", valid_from="2026-06-10")
    set_clock("2026-06-10")
    dated.flip(datetime.date(2026, 6, 10))
    assert Organization.objects.get(pk=tea.pk).registered_funds_yuan == 80000


def test_what_has_begun_is_not_withdrawn(tea, clerk):
    recorded(clerk, tea, "name", name="霁川市茶文化协会")
    fact = OrganizationName.objects.get(name="霁川市茶文化协会")
    clerk.post(
        reverse("staff:organizations:withdraw", args=[tea.pk, "organizationname", fact.pk]), {"comment": "试试"}
    )
    assert OrganizationName.objects.filter(pk=fact.pk).exists()


def test_a_later_fact_limits_an_earlier_one_and_the_preview_says_so(tea, clerk):
    actions.rename(tea, actor=SETUP, name="霁川市茶文化协会", valid_from=datetime.date(2024, 3, 1))
    tea.refresh_from_db()
    page = preview(clerk, tea, "name", name="霁川市茶叶流通协会", valid_from="2020-01-01").content.decode()
    assert "2024-03-01起另有一条记录，本次变更只到2024-02-29为止" in page


def test_the_same_again_changes_nothing_and_says_so(tea, clerk):
    response = preview(clerk, tea, "funds", registered_funds_yuan="30000")
    assert response.status_code == 422
    assert "与当日有效的记录相同" in response.content.decode()


def test_a_change_by_somebody_else_meanwhile_shows_both_versions(bureau, tea, clerk):
    shown = preview(clerk, tea, "scope", business_scope="茶叶种植", industry="农业")
    colleague = bureau.client("registry_clerk", bureau.bureau)
    recorded(colleague, tea, "scope", business_scope="茶文化交流", industry="文化")
    response = confirm(clerk, tea, "scope", shown)
    page = response.content.decode()
    assert response.status_code == 409
    assert "茶文化交流" in page
    assert "茶叶种植" in page
    assert Organization.objects.get(pk=tea.pk).business_scope == "茶文化交流"


def test_content_that_was_altered_after_the_preview_is_previewed_again(tea, clerk):
    shown = preview(clerk, tea, "name", name="霁川市茶文化协会")
    response = confirm(clerk, tea, "name", shown, name="霁川市咖啡协会")
    assert response.status_code == 200
    assert "变更前后对照" in response.content.decode()
    assert not FactRecording.objects.exists()


def test_the_deciding_paper_is_kept_and_can_be_fetched(tea, clerk):
    paper = SimpleUploadedFile("决定书.pdf", PDF, "application/pdf")
    assert recorded(clerk, tea, "name", name="霁川市茶文化协会", file=paper).status_code == 302
    kept = FactRecording.objects.get()
    assert kept.file.name == "决定书.pdf"
    page = clerk.get(reverse("staff:organizations:detail", args=[tea.pk])).content.decode()
    assert reverse("staff:files:fetch", args=[kept.file.pk]) in page


def test_a_paper_of_another_kind_is_refused_and_nothing_is_recorded(tea, clerk):
    paper = SimpleUploadedFile("决定书.exe", b"MZ", "application/octet-stream")
    response = recorded(clerk, tea, "name", name="霁川市茶文化协会", file=paper)
    assert response.status_code == 422
    assert not FactRecording.objects.exists()
    assert Organization.objects.get(pk=tea.pk).name == "霁川市茶业协会"


def test_the_city_may_look_at_a_district_body_and_records_nothing_on_it(bureau, set_clock):
    set_clock(TODAY)
    away = bureau.register("砚海区安居物业协会", authority=bureau.yanhai_bureau)
    city = bureau.client("registry_clerk", bureau.bureau)
    for what in CHANGES:
        data, _ = WHAT[what](bureau)
        response = preview(city, away, what, **data)
        assert response.status_code == 422
        assert "由砚海区民政局办理" in response.content.decode()
    assert not FactRecording.objects.exists()


def test_the_business_supervisor_goes_only_by_a_paper_and_on_the_day(tea, clerk):
    assert preview(clerk, tea, "business", document="").status_code == 422
    assert "不能预先登记" in preview(clerk, tea, "business", valid_from="2026-07-01").content.decode()
    assert recorded(clerk, tea, "business").status_code == 302
    assert Organization.objects.get(pk=tea.pk).business_supervisor_id is None


def test_an_unknown_kind_of_change_is_not_found(tea, clerk):
    assert clerk.get(address(tea, "colour")).status_code == 404
