"""/o/<code>/: what a citizen, a bank, a tender office reads, and what nobody reads."""

import datetime
import re

import pytest
from django.urls import reverse

from registry.organizations import actions
from registry.organizations.models import Organization
from registry.organizations.states import Standing, Status
from tests.support.bureau import SETUP

CODE = "51370300TE5T000162"
DAY = datetime.date(2024, 3, 1)


def url(number, name="organization"):
    return reverse(f"public:disclosures:{name}", args=[number])


def page(visitor, number=CODE):
    response = visitor.get(url(number))
    assert response.status_code == 200
    return response.content.decode()


@pytest.fixture
def tea(bureau):
    return bureau.register(
        "霁川市茶业协会", uscc=CODE, org_code="TE5T00016", legacy_reg_no="霁民社证字第0001号",
        responsibilities={"business_supervisor": bureau.commerce.pk, "party_superior": bureau.party_committee.pk},
    )  # fmt: skip


def listed(organization, standing=Standing.ABNORMAL, valid_from=DAY, document="霁民决〔2024〕5号", ground=None):
    ground = ground or "未按规定时限和要求报送年度工作报告"
    actions.change_standing(
        organization, actor=SETUP, standing=standing, ground=ground, valid_from=valid_from, document=document
    )


def test_an_organization_in_good_standing_reads_so_in_plain_words(visitor, tea):
    text = page(visitor)
    assert "存续" in text
    assert "正常，未被列入活动异常名录和严重违法失信名单" in text
    assert "未认定为慈善组织，没有公开募捐资格" in text
    assert "霁川市商务局" in text


def test_the_party_line_is_nowhere(visitor, tea):
    assert "综合党委" not in page(visitor)


def test_a_listing_names_day_ground_authority_and_decision(visitor, tea):
    listed(tea)
    text = page(visitor)
    assert "已于2024年3月1日列入活动异常名录" in text
    reason = "情形：未按规定时限和要求报送年度工作报告"
    assert f"{reason}，作出决定的机关：霁川市民政局（霁民决〔2024〕5号）" in text


def test_the_office_that_decided_stays_named_after_the_organization_has_moved_to_another(visitor, bureau, tea):
    listed(tea)
    actions.set_responsibility(
        tea, actor=SETUP, kind="supervising_authority", department_id=bureau.wanglan_bureau.pk,
        valid_from=datetime.date(2025, 1, 1),
    )  # fmt: skip
    assert "作出决定的机关：霁川市民政局" in page(visitor)


def test_a_ground_that_is_not_on_the_list_of_public_ones_is_left_to_the_decision(visitor, tea):
    listed(tea, ground="负责人张望舒失联")
    text = page(visitor)
    assert "情形见决定文书" in text
    assert "张望舒" not in text


def test_a_further_ground_does_not_move_the_day_of_listing(visitor, tea):
    listed(tea, valid_from=datetime.date(2023, 11, 2))
    listed(tea, valid_from=datetime.date(2024, 6, 25), ground="未按期完成整改")
    text = page(visitor)
    assert "已于2023年11月2日列入活动异常名录" in text
    assert "情形：未按期完成整改" in text


def test_an_entry_that_was_removed_leaves_no_trace(visitor, tea):
    listed(tea)
    actions.change_standing(
        tea, actor=SETUP, standing=Standing.CLEAR, valid_from=datetime.date(2025, 4, 8), document="霁民移〔2025〕2号"
    )
    text = page(visitor)
    assert "正常，未被列入" in text
    for trace in ("霁民决", "霁民移", "2024年3月1日", "2025年4月8日", "报送年度工作报告", "已于"):
        assert trace not in text


def test_the_serious_list_is_named_in_full(visitor, tea):
    listed(tea, Standing.SERIOUS)
    assert "列入严重违法失信名单" in page(visitor)


@pytest.mark.parametrize(
    ("status", "words"),
    [
        (Status.CANCELLED, "2024年3月1日已注销登记"),
        (Status.REVOKED, "2024年3月1日已被撤销登记"),
        (Status.CERTIFICATE_REVOKED, "2024年3月1日已被吊销登记证书"),
    ],
)
def test_an_organization_that_has_ended_says_how_and_since_when(visitor, tea, status, words):
    actions.change_status(tea, actor=SETUP, status=status, valid_from=DAY, document="决定书")
    text = page(visitor)
    assert words in text
    assert "请不要向其捐赠" in text
    assert "正常，" not in text


def test_rectification_is_between_office_and_organization(visitor, tea):
    actions.change_status(tea, actor=SETUP, status=Status.RECTIFYING, valid_from=DAY)
    text = page(visitor)
    assert "存续" in text
    assert "整改" not in text.replace("内部整改", "")


def test_fundraising_says_what_it_means_for_donors(visitor, bureau):
    bureau.register("霁川市青禾助学基金会", uscc=CODE, org_type="3", is_charity=True, has_public_fundraising=True,
                    uscc_override_reason="测试代码")  # fmt: skip
    text = page(visitor)
    assert "具有公开募捐资格" in text
    assert "索取捐赠票据" in text


def test_former_names_stand_with_their_dates(visitor, tea):
    actions.rename(tea, actor=SETUP, name="霁川市茶文化协会", valid_from=DAY)
    text = page(visitor)
    assert "<h1>霁川市茶文化协会</h1>" in text
    assert "霁川市茶业协会" in text
    assert "2015年1月1日至2024年2月29日" in text


@pytest.mark.parametrize("number", ["TE5T00016", "TE5T0001-6", "霁民社证字第0001号", CODE.lower()])
def test_former_codes_and_old_numbers_lead_to_the_one_address(visitor, tea, number):
    response = visitor.get(url(number))
    assert response.status_code == 302
    assert response.url == url(CODE)


def test_without_a_code_the_address_is_its_number_and_moves_on_when_the_code_comes(visitor, bureau):
    made = bureau.register("青砚县采茶戏研究会")
    assert "<h1>青砚县采茶戏研究会</h1>" in page(visitor, f"id-{made.pk}")
    Organization.objects.filter(pk=made.pk).update(uscc=CODE)
    assert visitor.get(url(f"id-{made.pk}")).url == url(CODE)


def test_two_of_the_same_old_number_lead_nowhere_by_it(visitor, bureau):
    for name in ("霁川市甲研究会", "霁川市乙研究会"):
        bureau.register(name, legacy_reg_no="霁民社证字第0009号")
    assert visitor.get(url("霁民社证字第0009号")).status_code == 404


def test_what_the_province_registered_is_not_ours_to_show(visitor, bureau):
    made = bureau.register("云岭文教基金会", uscc=CODE, org_type="1", registration_level="province")
    assert visitor.get(url(CODE)).status_code == 404
    assert visitor.get(url(f"id-{made.pk}")).status_code == 404


@pytest.mark.parametrize("number", ["51379900MJ00000000", "id-99999999", "id-", "%20", "—", "0" * 300])
def test_an_unknown_number_is_the_ordinary_page_of_what_is_not_there(visitor, db, number):
    assert visitor.get(url(number)).status_code == 404


def test_the_qr_code_holds_the_address_of_the_page(visitor, tea, settings):
    settings.PORTAL_URL = "https://portal.example"
    response = visitor.get(url(CODE, "qr_code"))
    assert response["Content-Type"] == "image/svg+xml"
    assert response.content.startswith(b"<?xml")
    assert f'<link rel="canonical" href="https://portal.example{url(CODE)}">' in page(visitor)


def test_reading_sets_no_cookie_and_a_cache_may_keep_it_for_a_minute(visitor, tea, settings):
    settings.DEMO_ACCOUNTS = settings.DEMO_TOURS = ""  # its buttons sign in, which takes a token
    for address in (url(CODE), "/", "/search/?q=茶", "/guide/", "/data-notes/", "/robots.txt", "/sitemap.xml"):
        response = visitor.get(address)
        assert response.status_code == 200, address
        assert not response.cookies, address
        if address != "/":
            assert "public" in response["Cache-Control"], address


def test_a_page_for_somebody_signed_in_is_kept_by_no_cache(bureau, tea):
    clerk = bureau.client("registry_clerk", bureau.bureau)
    assert "no-store" in clerk.get(url(CODE))["Cache-Control"]


def test_the_page_costs_no_more_than_ten_queries(visitor, tea, django_assert_max_num_queries):
    listed(tea)
    actions.change_status(tea, actor=SETUP, status=Status.SUSPENDED, valid_from=DAY, document="霁民罚〔2024〕1号")
    visitor.get(url(CODE))
    with django_assert_max_num_queries(10 + 3):  # three are the read-only transaction of every GET
        page(visitor)


def test_a_filed_report_shows_its_year_and_day_and_nothing_of_its_way(visitor, tea, set_clock):
    from registry.annual_reports import reference
    from registry.annual_reports.actions import filling, obligations
    from registry.annual_reports.models import AnnualReport, ReportObligation, ReportSubmission
    from registry.annual_reports.states import Stage, State
    from registry.report_forms import versions

    set_clock("2026-03-20")
    reference.load_regimes()
    versions.load_forms()
    obligations.open_year(2025, actor=SETUP)
    report = filling.begin(ReportObligation.objects.get(organization=tea, year=2025), actor=SETUP)
    assert "2025年度" not in page(visitor)
    ReportSubmission.objects.create(
        report=report, round=1, stage=Stage.FINAL, due_on=DAY, receipt_no="R-1", content={"secret": "内部"},
        content_hash="0" * 64,
    )  # fmt: skip
    AnnualReport.objects.filter(pk=report.pk).update(state=State.SUBMITTED_FINAL)
    text = page(visitor)
    assert "2025年度" in text
    assert "已报送（2026年3月20日）" in text
    assert "内部" not in text


def test_the_sitemap_leads_to_every_public_organization(visitor, bureau, tea, settings):
    settings.PORTAL_URL = "https://portal.example"
    hidden = bureau.register("云岭文教基金会", registration_level="province")
    index = visitor.get("/sitemap.xml").content.decode()
    parts = re.findall(r"<loc>https://portal.example([^<]+)</loc>", index)
    assert parts[0] == "/sitemap-0.xml"
    pages = "".join(visitor.get(part).content.decode() for part in parts)
    assert f"<loc>https://portal.example/o/{CODE}/</loc>" in pages
    assert f"id-{hidden.pk}/" not in pages
    assert visitor.get("/sitemap-999999.xml").content.decode().count("<loc>") == 0
