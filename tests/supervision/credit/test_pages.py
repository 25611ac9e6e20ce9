"""Everything of one organization on its page; the two lists for everybody."""

import datetime

from django.urls import reverse

from registry.organizations import actions as organizations
from supervision.credit_listings.models import CreditEntry
from tests.registry.annual_reports.conftest import SYSTEM
from tests.supervision.credit_removals.test_removals import DIRECT

D = datetime.date


def test_the_public_lists_hold_names_codes_ground_authority_and_date_and_nothing_else(world, set_clock, client):
    world.listed(day="2026-07-20", set_clock=set_clock)
    html = client.get(reverse("public:credit:abnormal")).content.decode()
    table = html.split("<table")[1].split("</table>")[0]
    for words in (world.late.name, "未按规定时限和要求报送年度工作报告", "霁川市民政局", "2026-07-20"):
        assert words in table
    assert table.count("<th scope") == 5
    assert world.late.name not in client.get(reverse("public:credit:serious")).content.decode()
    assert "提出异议" in html
    found = client.get(reverse("public:credit:abnormal"), {"q": "没有这一家"}).content.decode()
    assert "没有查到在列的社会组织" in found


def test_a_party_ground_is_never_named_in_public(world, client):
    organizations.change_standing(
        world.again(world.late), actor=SYSTEM, standing="abnormal", ground="未按照有关规定设立党组织",
        valid_from=D(2026, 5, 1), document="霁民社异列〔2026〕1号",
    )  # fmt: skip
    html = client.get(reverse("public:credit:abnormal")).content.decode()
    assert "党组织" not in html
    assert "情形见决定文书" in html


def test_what_rests_on_no_decision_is_not_published(world, client):
    organizations.change_standing(
        world.again(world.late), actor=SYSTEM, standing="abnormal", ground="未按期完成整改", valid_from=D(2026, 5, 1)
    )
    assert world.late.name not in client.get(reverse("public:credit:abnormal")).content.decode()


def test_the_organization_reads_where_it_stands_what_to_do_and_by_when(world, set_clock):
    filer = world.season.filer(world.late)
    assert "没有被列入名录" in filer.get(reverse("org:credit:index")).content.decode()
    world.served(world.case())
    html = filer.get(reverse("org:credit:index")).content.decode()
    assert "2026-06-17" in html
    assert "陈述申辩期" in html


def test_acting_buttons_stand_for_the_competent_office_alone(world):
    district = world.register("砚海区茶叶协会", authority=world.yanhai_bureau)
    own = world.client("registry_clerk", world.yanhai_bureau)
    address = reverse("staff:credit:of_organization", args=[district.pk])
    assert "提出列入建议" in own.get(address).content.decode()
    auditor = world.client("auditor", world.bureau)
    html = auditor.get(address).content.decode()
    assert "没有列入记录" in html
    assert "提出列入建议" not in html


def test_the_terms_are_rows_and_say_what_was_not_compared(world):
    clerk = world.client("registry_clerk", world.bureau)
    html = clerk.get(reverse("staff:credit_terms:list")).content.decode()
    assert "条文待核" in html
    assert "未按照规定时限和要求向登记管理机关报送年度工作报告" in html


def test_the_way_back_names_each_step_once_and_leads_to_it(world, set_clock):
    filer = world.season.filer(world.late)
    world.listed(day="2026-07-20", set_clock=set_clock)
    stay = CreditEntry.objects.get()
    apply, home = reverse("org:credit_removals:apply", args=[stay.pk]), reverse("org:organizations:detail")
    html = filer.get(home).content.decode()
    assert html.count("申请移出活动异常名录") == 1
    assert "2025年度工作报告尚未报送。受理：霁川市民政局" in html
    assert apply not in html
    set_clock("2026-07-22")
    world.season.submitted(world.late, direct_reason=DIRECT)
    html = filer.get(home).content.decode()
    assert f'<a href="{apply}">申请移出活动异常名录</a>' in html
    filer.post(apply, {"text": "已补报。"})
    html = filer.get(home).content.decode()
    assert "申请移出活动异常名录" not in html, "it has applied"
    assert "核实移出申请（活动异常名录）" in html
