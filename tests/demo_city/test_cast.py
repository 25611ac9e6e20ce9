"""The cast on 3 June 2026, each living situation through the front door, seen by the account that should see it."""

import re
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse

from config.demo import cast, names
from config.demo.accounts import table
from core import clock
from core.identity.models import User
from party_building.party_units.models import PartyUnit
from registry.models import AnnualReport, Organization, OrganizationSeat, ReportObligation
from registry.officers import queries
from registry.officers.states import TermState
from supervision.risk_alerts.models import RiskAlert
from tests.support.bureau import BACKEND
from tests.support.links import rows_at

pytestmark = pytest.mark.city
TABLE = Path(__file__).parents[2] / "docs" / "demo-city.md"


def read(username: str, url: str) -> str:
    client = Client()
    client.force_login(User.objects.get(username=username), backend=BACKEND)
    answer = client.get(url)
    assert answer.status_code == 200, (username, url, answer.status_code)
    return re.sub(r"\s+", " ", answer.content.decode())


def organization(name: str, *, tab: str = "") -> str:
    return reverse("staff:organizations:detail", args=[Organization.objects.get(name=name).pk]) + tab


def report(name: str) -> str:
    found = AnnualReport.objects.get(organization__name=name, year=2025)
    return reverse("staff:annual_reports:detail", args=[found.pk])


def test_1_the_merged_bureau_has_38_and_14_of_them_came_on_new_years_day():
    client = Client()
    client.force_login(User.objects.get(username="zhaotingyu"), backend=BACKEND)
    assert rows_at(client, reverse("staff:organizations:list") + "?status=active") == 38
    moved = Organization.objects.filter(
        responsibilities__department__short_name="市体育局", business_supervisor__short_name="市教育体育局",
        status__in=["normal", "rectifying", "suspended"],
    )  # fmt: skip
    assert moved.count() == 14
    page = read("zhaotingyu", organization("霁川市老年人游泳联合会"))
    assert "市体育局 1999-01-23 至 2024-12-31" in " ".join(re.sub(r"<[^>]*>", " ", page).split())


def test_2_every_body_of_the_healthy_bureau_has_its_branch():
    bodies = Organization.objects.filter(
        industry_department__short_name="市工业和信息化局"
    ) | Organization.objects.filter(business_supervisor__short_name="市工业和信息化局")
    standing = bodies.filter(status="normal")
    assert standing.count() == 12
    assert all(PartyUnit.objects.filter(organization=one).exists() for one in standing)


def test_3_and_4_the_fifth_bodies_came_on_their_days():
    for office, days in (("市商务局", ["2026-05-06"]), ("市市场监管局", ["2026-02-10", "2026-04-21"])):
        late = Organization.objects.filter(
            responsibilities__department__short_name=office, responsibilities__valid_from__gte="2026-01-01"
        )
        found = late.values_list("responsibilities__valid_from", flat=True)
        assert sorted({str(day) for day in found if str(day) > "2026"}) == days


def officers_of(name: str) -> str:
    return reverse("staff:officers:of_organization", args=[Organization.objects.get(name=name).pk])


def test_7_the_term_ends_in_58_days_with_a_president_of_71_and_a_secretary_in_her_third_term():
    html = read("wangke", officers_of("霁川市轻工机械行业协会"))
    assert "临近届满，还有58天届满" in html
    assert "已71周岁，超过70周岁" in html
    assert "连续第3届担任该职务" in html
    assert "尚未登记" in html  # the audit


def test_every_standing_body_has_a_legal_representative_and_a_term():
    standing = Organization.objects.active()
    assert not standing.filter(legal_representative=None).exists()
    assert not queries.organizations_in(standing, TermState.NONE, clock.today()).exists()
    for state in (TermState.OVERDUE, TermState.EXTENDED, TermState.ENDING):
        assert queries.organizations_in(standing, state, clock.today()).exists(), state


def test_8_the_chamber_stands_apart_and_has_no_unit():
    html = read("xutang", organization("霁川市冷链物流商会"))
    assert "脱钩" in html
    assert not PartyUnit.objects.filter(organization__name="霁川市冷链物流商会").exists()


def test_9_10_12_13_the_named_party_units_are_listed():
    html = read("zhengqiu", reverse("staff:party_units:list") + "?q=联合党支部")
    everything = set(PartyUnit.objects.values_list("name", flat=True))
    assert {"听澜街道第一联合党支部", "砚海区商贸联合党支部", "霁川霁衡律师事务所党支部"} <= everything
    assert len([name for name in everything if name.startswith("霁川市博文实验学校")]) == 4
    assert "党支部" in html


def test_11_the_instructor_looks_after_eleven():
    assert OrganizationSeat.objects.filter(user__username="zhouqiming").count() == 11


def test_14_the_silent_society_is_on_the_list_and_owes_two_years():
    html = read("wangke", organization(cast.CLOCKS))
    assert "活动异常名录" in html
    owed = ReportObligation.objects.filter(organization__name=cast.CLOCKS, state="open")
    assert set(owed.values_list("year", flat=True)) == {2024, 2025}


def test_15_one_is_returned_and_one_was_sent_again_with_what_changed():
    assert "退回补正" in read("wangke", report(cast.RETURNED))
    html = read("wangke", report(cast.RESUBMITTED))
    assert "第2次" in html or "第 2 次" in html
    assert "许清越" in html


def test_16_the_silent_reviewer_is_not_the_organizations_fault():
    url = reverse("staff:annual_reports:list")
    assert cast.SILENT_REVIEW in read("linzhiyuan", f"{url}?year=2025&filing=waiting&per_page=100")
    assert cast.SILENT_REVIEW not in read("linzhiyuan", f"{url}?year=2025&filing=overdue&per_page=100")


def test_17_filed_directly_with_its_reason():
    assert "至今没有答复" in read("linzhiyuan", report(cast.DIRECT))


def test_18_the_deferred_one_has_until_the_end_of_july_and_a_draft():
    html = read("tangguo", reverse("org:annual_reports:list"))
    assert "2026-07-31" in html or "7月31日" in html
    assert AnnualReport.objects.get(organization__name=cast.DEFERRED, year=2025).state == "draft"


def test_19_the_twins_of_the_cut_off_day():
    states = dict(
        ReportObligation.objects.filter(
            organization__name__in=["霁川市花木协会", "霁川市陶塑协会"], year=2025
        ).values_list("organization__name", "state")
    )
    assert states["霁川市花木协会"] != "exempt"
    assert states["霁川市陶塑协会"] == "exempt"


def test_20_the_foundation_spent_too_little():
    content = AnnualReport.objects.get(organization__name="霁川市青禾助学基金会", year=2025).submissions.last().content
    assert content["sections"]["balance_sheet"]["bs_110_begin"] == "3200000.00"
    assert content["sections"]["spending"]["charity_expenditure"] == "220800.00"
    alert = RiskAlert.objects.unresolved().get(
        rule_code="FN-01", organization__name="霁川市青禾助学基金会", period="2025"
    )
    assert alert.evidence["ratio_public_benefit"] == 6.9


def test_22_and_23_listed_and_removed():
    assert "通过登记的住所无法与社会组织取得联系" in read(
        "guheng", organization("砚海区安居物业协会") + "?tab=timeline"
    )
    river = Organization.objects.get(name="望澜区清波护河志愿服务中心")
    assert river.standing == "clear"
    assert "移出活动异常名录决定书" in read("heyan", organization(river.name) + "?tab=timeline")


def test_26_rare_characters_and_an_abolished_region():
    assert "𠮷祥剪纸" in read("wangke", reverse("staff:organizations:list") + "?q=𠮷祥")
    old = Organization.objects.get(name="栎川区岚桥商贸协会")
    assert old.uscc.startswith("51379981")
    assert "岚桥市" in read("guheng", organization(old.name) + "?tab=timeline")
    assert "张喆" in read("wangke", organization("霁川市𠮷祥剪纸艺术研究会"))


def test_27_one_legal_representative_of_two_associations_and_one_person_entered_twice():
    for name, other in (
        ("霁川市会展服务业联合会", "霁川市展览陈列研究会"),
        ("霁川市展览陈列研究会", "霁川市会展服务业联合会"),
    ):
        assert f"“{other}”法定代表人" in read("wangke", officers_of(name))
    assert "姓名、出生日期相同" in read("linzhiyuan", reverse("staff:people:duplicates"))


def test_32_last_years_figures_were_corrected_since():
    from registry.organizations.facts import FactCorrection

    assert FactCorrection.objects.count() == 20


def test_every_body_of_the_table_exists_and_every_number_of_the_cast_has_its_row():
    text = TABLE.read_text(encoding="utf-8")
    rows = re.findall(r"^\| (\d+) \|", text, re.M)
    assert sorted(map(int, rows)) == list(range(1, 42))
    known = set(Organization.objects.values_list("name", flat=True))
    assert {name for name, *_ in names.CAST} <= known


def test_every_account_of_the_table_has_something_to_look_at():
    for row in table():
        html = read(row["username"], reverse("public:home"))
        assert "home-card" in html, row["username"]  # a seat that only reads is told so, with where to go


def test_25_the_new_dues_of_the_printers_are_adopted_and_nobody_was_told():
    pk = Organization.objects.get(name="霁川市印刷包装行业协会").pk
    page = read("wangke", reverse("staff:certificates:of_organization", args=[pk]))
    assert "2026-04-15" in page
    assert "未公布" in page
    assert "会长单位 30,000.00" in page


def test_every_body_that_stands_has_its_papers_and_a_few_are_behind():
    standing = Organization.objects.active()
    assert not standing.filter(certificates=None).exists()
    assert not standing.filter(charters=None).exists()
    behind = standing.filter(has_party_clause=False).count()
    run_out = standing.filter(certificate_until__lt="2026-06-03").count()
    assert 0 < behind < 15
    assert 0 < run_out < 40
    for organization in standing.prefetch_related("certificates", "charters"):
        [paper] = [one for one in organization.certificates.all() if one.valid_to is None]
        [charter] = [one for one in organization.charters.all() if one.valid_to is None]
        assert organization.certificate_until == paper.printed_until
        assert organization.has_party_clause == charter.has_party_clause
    ended = Organization.objects.filter(status__in=["cancelled", "revoked"])
    assert all(one.statuses.latest("valid_from").decision_number for one in ended)
