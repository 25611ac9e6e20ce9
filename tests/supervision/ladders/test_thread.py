"""One overdue report from the first reminder to the list, its cure and its removal, as its ladder shows it."""

import datetime

from django.urls import reverse

from registry.annual_reports.actions import reminders
from supervision.credit_listings.models import CreditEntry, ListingCase
from supervision.credit_removals.models import RemovalRequest
from supervision.ladders import nights
from supervision.ladders.models import Ladder
from supervision.letters import actions as letters
from supervision.risk_alerts import sweep
from tests.supervision.credit_removals.test_removals import DIRECT

D = datetime.date


def test_from_the_first_reminder_to_the_list_and_back(world, set_clock):
    clerk, chief = (world.client(role, world.bureau) for role in ("registry_clerk", "registry_chief"))
    filer = world.season.filer(world.late)

    def ladder() -> str:
        return clerk.get(reverse("staff:ladders:of_organization", args=[world.late.pk])).content.decode()

    reminders.remind(world.season.obligation(world.late), actor=world.clerk)
    sweep.run(codes=["AR-04"])
    nights.run()
    assert "已提醒1次，最近一次2026-06-03" in ladder()
    urging = letters.draft(
        actor=world.clerk, kind="report_urging", issuer=world.bureau, organization=world.again(world.late),
        values={"year": "2025", "due": "2026年6月10日前"},
    )  # fmt: skip
    letters.seal(world.sent(urging), actor=world.clerk)
    assert "已书面催告" in ladder()

    clue = clerk.get(reverse("staff:credit_listings:clues")).content.decode()
    assert world.late.name in clue
    propose = reverse("staff:credit_listings:create", args=[world.late.pk])
    clerk.post(propose, {"ground": world.ground("ABN-1").pk, "facts": "2025年度工作报告未报送。"})
    case = world.served(ListingCase.objects.get())
    assert world.late.name not in clerk.get(reverse("staff:credit_listings:clues")).content.decode()
    set_clock("2026-06-18")
    clerk.post(reverse("staff:credit_listings:prepare", args=[case.pk]), {"outcome": "list", "reason": "未陈述。"})
    chief.post(reverse("staff:credit_listings:decide", args=[case.pk]), {"comment": "同意。"})
    world.sent(world.again(case).decision)
    assert "2028-06-18满期" in ladder()
    html = filer.get(reverse("org:credit:index")).content.decode()
    assert "补报年度工作报告" in html
    assert "申请移出</a>" not in html

    set_clock("2026-06-22")
    world.season.submitted(world.late, direct_reason=DIRECT)
    assert "申请移出</a>" in filer.get(reverse("org:credit:index")).content.decode()
    stay = CreditEntry.objects.get()
    filer.post(reverse("org:credit_removals:apply", args=[stay.pk]), {"text": "已补报。"})
    removal = RemovalRequest.objects.get()
    clerk.post(reverse("staff:credit_removals:verify", args=[removal.pk]), {"comment": "报告已到达。"})
    chief.post(reverse("staff:credit_removals:remove", args=[removal.pk]))
    assert world.again(world.late).standing == "clear"
    assert Ladder.objects.get().state == "stopped"
    assert "状况正常" in ladder()
