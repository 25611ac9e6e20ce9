"""From proposal to entry through the pages: notice, its service, statement, second person, publication."""

import datetime

import pytest
from django.urls import reverse

from core.notifications.models import Notice
from core.worklist.models import WorkItem
from registry.organizations.models import Organization
from supervision.credit_listings import actions
from supervision.credit_listings.models import CreditEntry, ListingCase
from supervision.credit_records.models import CreditRecord
from supervision.letters import actions as letters
from supervision.letters.models import Letter
from tests.support.credit import pdf

D = datetime.date


@pytest.fixture
def clerk(world):
    return world.client("registry_clerk", world.bureau)


@pytest.fixture
def chief(world):
    return world.client("registry_chief", world.bureau)


def page(client, name, *args):
    return client.get(reverse(name, args=args)).content.decode()


def test_an_overdue_report_leads_to_an_entry_only_by_notice_period_and_second_person(world, clerk, chief, set_clock):
    new = reverse("staff:credit_listings:create", args=[world.late.pk])
    assert clerk.get(new).status_code == 200
    answer = clerk.post(new, {"ground": world.ground("ABN-1").pk, "facts": "2025年度工作报告未报送。"})
    case = ListingCase.objects.get()
    assert answer.url == reverse("staff:credit_listings:detail", args=[case.pk])
    assert case.years == [2025]
    letter = clerk.post(reverse("staff:credit_listings:notify", args=[case.pk]), {"issuer_name": world.bureau.name})
    assert letter.status_code == 302
    notice = Letter.objects.get(kind__code="listing_notice")
    assert "10个工作日" in str(notice.blocks)
    letters.submit(notice, actor=world.clerk)
    letters.check(notice, actor=world.colleague)
    letters.sign(notice, actor=world.chief)
    letters.seal(notice, actor=world.clerk)
    letters.deliver(notice, actor=world.clerk, way="direct", served_on=D(2026, 6, 3), receiver="会长")
    case.refresh_from_db()
    assert (case.state, case.served_on, case.statement_due_on) == ("hearing", D(2026, 6, 3), D(2026, 6, 17))
    prepare = reverse("staff:credit_listings:prepare", args=[case.pk])
    early = clerk.post(prepare, {"outcome": "list", "reason": "没有材料。"})
    assert early.status_code == 422
    assert "2026-06-17（含当日）" in early.content.decode()
    set_clock("2026-06-18")
    assert clerk.post(prepare, {"outcome": "list", "reason": "没有收到陈述申辩。"}).status_code == 302
    assert Organization.objects.get(pk=world.late.pk).standing == "clear"
    assert (
        chief.post(reverse("staff:credit_listings:decide", args=[case.pk]), {"comment": "同意。"}).status_code == 302
    )
    case.refresh_from_db()
    assert (case.state, case.entry_id) == ("decided", None)
    world.sent(case.decision)
    entry = CreditEntry.objects.get()
    organization = Organization.objects.get(pk=world.late.pk)
    assert (organization.standing, entry.listed_on, entry.document) == ("abnormal", D(2026, 6, 18), case_number(case))
    assert CreditRecord.objects.get().title == "列入活动异常名录：未按规定时限和要求报送年度工作报告"
    assert "已列入" in page(clerk, "staff:credit_listings:detail", case.pk)


def case_number(case) -> str:
    case.refresh_from_db()
    case.decision.refresh_from_db()
    return case.decision.number


def test_the_organization_speaks_on_its_own_page_until_the_last_day(world, set_clock):
    case = world.served(world.case())
    filer = world.season.filer(world.late)
    html = page(filer, "org:credit_listings:detail", case.pk)
    assert "2026-06-17" in html
    assert "决定之前情形消除的，列入程序自行终止" in html
    set_clock("2026-06-17T23:00:00+08:00")
    state = reverse("org:credit_listings:state", args=[case.pk])
    assert filer.post(state, {"kind": "statement", "text": ""}).status_code == 422
    sent = filer.post(state, {"kind": "statement", "text": "会计离职，正在补报。", "document": pdf()})
    assert sent.status_code == 302
    statement = case.statements.get()
    assert (statement.is_late, statement.file.name) == (False, "材料.pdf")
    assert Notice.objects.filter(template="credit_listings.stated", department=world.bureau).exists()
    set_clock("2026-06-18")
    filer.post(state, {"kind": "statement", "text": "补充说明。"})
    assert case.statements.order_by("pk").last().is_late


def test_before_the_notice_has_arrived_the_organization_sees_no_case(world):
    case = world.case()
    filer = world.season.filer(world.late)
    assert filer.get(reverse("org:credit_listings:detail", args=[case.pk])).status_code == 404
    actions.notify(case, actor=world.clerk, issuer=world.bureau)
    assert filer.get(reverse("org:credit_listings:detail", args=[case.pk])).status_code == 404
    assert "列入程序" not in page(filer, "org:credit:index")
    path = page(filer, "org:ladders:list")
    assert "拟制并送达" not in path
    assert "报送2025年度工作报告" in path


def test_notices_say_that_something_waits_and_nothing_else(world):
    case = world.served(world.case())
    texts = Notice.objects.filter(template="credit_listings.case", organization_key=case.organization_id)
    assert texts.exists()
    filer = world.season.filer(world.late)
    html = page(filer, "public:notifications:list")
    assert "您有1条待办" in html
    assert "活动异常名录" not in html.split("<main")[1].split("</main>")[0].replace("活动异常名录</a>", "")
    item = WorkItem.objects.open().get(kind="credit_listings.state")
    assert item.due_on == D(2026, 6, 17)


def test_another_city_office_and_a_street_do_not_act(world):
    district = world.register("砚海区茶叶协会", authority=world.yanhai_bureau, region_id=world.yanhu.pk)
    clerk = world.client("registry_clerk", world.bureau)
    answer = clerk.post(
        reverse("staff:credit_listings:create", args=[district.pk]),
        {"ground": world.ground("ABN-6").pk, "facts": "两次邮寄均被退回。"},
    )
    assert answer.status_code in (404, 422)
    if answer.status_code == 422:
        assert "砚海区民政局" in answer.content.decode()
    assert not ListingCase.objects.exists()
    street = world.client("street_officer", world.tinglan_office, world.tinglan)
    assert street.get(reverse("staff:credit_listings:list")).status_code == 403
