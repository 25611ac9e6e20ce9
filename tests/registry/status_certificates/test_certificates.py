"""An organization draws a certificate, a third party verifies it, the authority takes one back."""

import datetime

import pytest
from django.db import DatabaseError, connection, transaction
from django.test import Client
from django.urls import reverse

from core.audit.models import AuditEntry
from core.notifications.models import Notice
from core.workflow.errors import NotCompetent
from registry.annual_reports.actions import obligations
from registry.annual_reports.models import AnnualReport, ReportObligation
from registry.annual_reports.reference import load_regimes
from registry.organizations import actions as organizations
from registry.report_forms.models import FormVersion
from registry.report_forms.versions import load_forms
from registry.status_certificates import actions
from registry.status_certificates.models import StatusCertificate
from tests.support.bureau import SETUP

pytestmark = pytest.mark.django_db
CLEAR = "未被列入社会组织活动异常名录和严重违法失信名单"


def draw(client, *keys, purpose="参加政府采购投标"):
    data = {"purpose": purpose, "lines": keys or ("registration", "standing")}
    return client.post(reverse("org:status_certificates:create"), data)


def drawn(client, *keys, **more) -> StatusCertificate:
    answer = draw(client, *keys, **more)
    assert answer.status_code == 302, answer.content.decode()
    return StatusCertificate.objects.latest("pk")


def verify(certificate) -> str:
    """What the page says of the certificate: without the foot of every page, which names the public lists."""
    page = Client().get(reverse("public:status_certificates:verify", args=[certificate.token])).content.decode()
    return page.split("<main")[1].split("</main>")[0]


def list_it(organization, *, document="霁民社罚〔2026〕1号"):
    organizations.change_standing(
        organization, actor=SETUP, standing="abnormal", ground="未按规定时限和要求报送年度工作报告",
        valid_from=datetime.date(2026, 6, 1), document=document,
    )  # fmt: skip


def test_what_is_offered_is_what_is_printed_and_what_anybody_verifies(filer, chess):
    page = filer.get(reverse("org:status_certificates:create")).content.decode()
    assert CLEAR in page
    assert "社会团体，于2015年1月1日成立登记，登记管理机关为霁川市民政局，登记状态为存续。" in page
    certificate = drawn(filer)
    assert certificate.full_number == "2026-000001"
    assert certificate.valid_until == datetime.date(2026, 7, 3)
    sheet = filer.get(reverse("org:status_certificates:detail", args=[certificate.pk])).content.decode()
    said = verify(certificate)
    for words in (
        chess.name,
        CLEAR,
        "登记状态为存续",
        "参加政府采购投标",
        "2026-000001",
        "本证明依据平台记录自动生成",
    ):
        assert words in sheet, words
        assert words in said, words
    assert "有效，有效期至2026年7月3日" in said
    assert "有变更" not in said


def test_only_the_lines_that_were_chosen_stand_on_it(filer):
    certificate = drawn(filer, "registration")
    assert CLEAR not in verify(certificate)
    assert [one["key"] for one in certificate.statements] == ["registration"]


def test_a_listed_organization_gets_no_line_on_listing_but_gets_the_others(filer, chess):
    list_it(chess)
    page = filer.get(reverse("org:status_certificates:create")).content.decode()
    assert CLEAR not in page
    assert "本组织目前在名录（名单）中，不能开具这一项" in page
    assert draw(filer).status_code == 422
    assert "名录" not in verify(drawn(filer, "registration"))


def test_a_line_that_vanished_meanwhile_is_refused_and_nothing_is_numbered(chess, bureau):
    list_it(chess)
    clerk = bureau.actor("registry_clerk", bureau.bureau)
    with pytest.raises(Exception, match="现在不能开具"):
        actions.issue(chess, actor=clerk, purpose="投标", keys=["standing"])
    assert actions.issue(chess, actor=clerk, purpose="投标", keys=["registration"]).full_number == "2026-000001"


def test_a_later_change_is_said_without_naming_it(filer, chess):
    certificate = drawn(filer)
    list_it(chess)
    said = verify(certificate)
    assert "出具后登记信息有变更，请以公开查询为准" in said
    assert "异常名录" in said  # the sentence as issued, nothing else
    assert said.count("异常名录") == 1
    assert CLEAR in said


def test_a_change_of_name_is_noticed_and_the_paper_keeps_the_old_one(filer, chess):
    certificate = drawn(filer, "registration")
    organizations.rename(
        chess, actor=SETUP, name="霁川市棋牌协会", valid_from=datetime.date(2026, 6, 3), document="准予变更"
    )
    said = verify(certificate)
    assert "霁川市棋类协会" in said
    assert "棋牌" not in said
    assert "有变更" in said


def test_what_did_not_touch_its_lines_is_no_change(filer, chess):
    certificate = drawn(filer, "registration")
    list_it(chess)
    assert "有变更" not in verify(certificate)


@pytest.mark.parametrize(("day", "words"), [("2026-07-03", "有效，有效期至"), ("2026-07-04", "已过有效期")])
def test_it_holds_until_its_last_day_included(filer, set_clock, day, words):
    certificate = drawn(filer)
    set_clock(day)
    assert words in verify(certificate)


def test_the_chief_takes_one_back_with_a_reason_and_the_organization_is_told(filer, clerk, chief):
    certificate = drawn(filer)
    url = reverse("staff:status_certificates:withdraw", args=[certificate.pk])
    assert clerk.post(url, {"comment": "材料有误"}).status_code == 403
    assert chief.post(url, {"comment": ""}).status_code == 409
    assert chief.post(url, {"comment": "登记信息核对中，原内容不准确。"}).status_code == 302
    said = verify(certificate)
    assert "已撤回" in said
    assert "核对中" not in said
    assert Notice.objects.get().template == "status_certificates.withdrawn"
    assert "已撤回" in filer.get(reverse("org:status_certificates:list")).content.decode()
    done = AuditEntry.objects.filter(action__startswith="status_certificates.").order_by("pk")
    assert list(done.values_list("action", flat=True)) == [
        "status_certificates.issue",
        "status_certificates.withdraw",
    ]


def test_the_organization_cancels_its_own(filer):
    certificate = drawn(filer)
    url = reverse("org:status_certificates:cancel", args=[certificate.pk])
    assert filer.post(url, {"comment": "用途填错"}).status_code == 302
    assert "已撤回" in verify(certificate)


def test_numbers_of_a_year_have_no_gap_and_begin_anew(filer, set_clock):
    assert [drawn(filer).full_number for _ in range(2)] == ["2026-000001", "2026-000002"]
    assert draw(filer, purpose="").status_code == 422
    assert draw(filer, "no-such-line").status_code == 422
    assert drawn(filer).full_number == "2026-000003"
    set_clock("2027-01-04")
    assert drawn(filer).full_number == "2027-000001"


def test_the_database_refuses_to_alter_what_was_issued(filer):
    certificate = drawn(filer)
    for change in ("purpose = '别的'", "statements = '[]'", "valid_until = '2030-01-01'", "token = 'x'"):
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(f"update registry_statuscertificate set {change} where id = %s", [certificate.pk])
    with pytest.raises(DatabaseError), transaction.atomic():
        StatusCertificate.objects.all().delete()


def test_an_address_that_was_never_issued_is_said_to_be_none(filer):
    answer = Client().get(reverse("public:status_certificates:verify", args=["x" * 43]))
    assert answer.status_code == 404
    assert "没有查到这份证明" in answer.content.decode()


def test_search_engines_and_caches_keep_none_of_it(filer):
    certificate = drawn(filer)
    answer = Client().get(reverse("public:status_certificates:verify", args=[certificate.token]))
    assert answer["X-Robots-Tag"] == "noindex"
    assert "no-store" in answer["Cache-Control"]


def test_the_code_carries_the_address_and_nothing_else(filer, settings):
    settings.PORTAL_URL = "https://portal.example"
    certificate = drawn(filer)
    picture = Client().get(reverse("public:status_certificates:qr_code", args=[certificate.token]))
    assert picture["Content-Type"] == "image/svg+xml"
    sheet = filer.get(reverse("org:status_certificates:detail", args=[certificate.pk])).content.decode()
    assert f"https://portal.example/verify/{certificate.token}/" in sheet


def test_reports_that_arrived_are_offered_by_year_and_others_explained(filer, chess):
    load_regimes()
    load_forms()
    obligations.open_year(2024, actor=SETUP)
    obligations.open_year(2025, actor=SETUP)
    owed = ReportObligation.objects.get(organization=chess, year=2025)
    AnnualReport.objects.create(
        organization=chess, obligation=owed, year=2025, form=FormVersion.objects.first(), state="accepted"
    )
    page = filer.get(reverse("org:status_certificates:create")).content.decode()
    assert "2025年度工作报告已报送，登记管理机关已接收。" in page
    assert "<strong>2024年度工作报告</strong>：没有报送到登记管理机关的记录" in page
    assert "2025年度工作报告" in verify(drawn(filer, "report-2025"))


def test_no_personal_number_goes_on_a_paper(filer):
    answer = draw(filer, purpose="联系13812341234")
    assert answer.status_code == 422
    assert "不要填写身份证号码、电话号码" in answer.content.decode()


def test_an_ended_organization_gets_none(filer, chess):
    organizations.change_status(
        chess, actor=SETUP, status="revoked", valid_from=datetime.date(2026, 6, 2), document="撤销决定"
    )
    page = filer.get(reverse("org:status_certificates:create")).content.decode()
    assert "登记已终止，不能开具证明" in page
    assert draw(filer, "registration").status_code == 422
    assert not StatusCertificate.objects.exists()


def test_a_day_has_a_limit(filer, settings):
    settings.STATUS_CERTIFICATES_A_DAY = 2
    drawn(filer)
    drawn(filer)
    answer = draw(filer)
    assert answer.status_code == 422
    assert "已达到上限" in answer.content.decode()
    assert StatusCertificate.objects.count() == 2


def test_the_counter_issues_for_an_organization_of_its_own_only(clerk, chess, tea, bureau):
    url = reverse("staff:status_certificates:create", args=[chess.pk])
    data = {"purpose": "申请贷款", "lines": ["registration"]}
    assert clerk.post(url, data).status_code == 302
    certificate = StatusCertificate.objects.get()
    assert certificate.issuing_department == bureau.bureau
    assert (
        "代为开具：霁川市民政局"
        in clerk.get(reverse("staff:status_certificates:sheet", args=[certificate.pk])).content.decode()
    )
    listed = clerk.get(reverse("staff:status_certificates:of_organization", args=[chess.pk])).content.decode()
    assert "2026-000001" in listed
    refused = clerk.post(reverse("staff:status_certificates:create", args=[tea.pk]), data)
    assert "望澜区民政局" in refused.content.decode()
    with pytest.raises(NotCompetent, match="望澜区民政局"):
        actions.issue(tea, actor=bureau.actor("registry_clerk", bureau.bureau), purpose="投标", keys=["registration"])


def test_others_posts_in_the_organization_draw_nothing(chess, sit, enter):
    assert draw(enter(sit(chess, "branch_secretary"))).status_code == 403


def test_the_list_finds_by_number_and_by_state(filer, clerk, set_clock):
    drawn(filer)
    set_clock("2026-08-01")
    drawn(filer)

    def listed(**query):
        return clerk.get(reverse("staff:status_certificates:list"), query).content.decode()

    assert "2026-000002" not in listed(number="2026-000001")
    assert "2026-000001" in listed(verdict="expired")
    assert "2026-000002" not in listed(verdict="expired")
    assert "2026-000002" in listed(verdict="valid")
