"""Alerts about a stay on a list, a removal, a penalty and a credit record: named, linked, and with whoever can act."""

import datetime

import pytest
from django.urls import reverse

from core.notifications.models import Notice
from supervision.credit_listings.models import CreditEntry, EntryReset
from supervision.credit_records.models import CreditRecord
from supervision.credit_removals import actions as removals
from supervision.models import RiskAlert
from supervision.risk_alerts import sweep, telling

D = datetime.date
LIST = "staff:risk_alerts:list"
LATER = D(2026, 6, 11)  # the sixth working day after everything of 3 June


def entry(world, since: D) -> CreditEntry:
    ground = world.ground("ABN-6")
    made = CreditEntry.objects.create(
        organization=world.late, list=ground.list, ground=ground, document="霁民列〔2024〕1号",
        authority_name="霁川市民政局", listed_on=since, effective_on=since,
    )  # fmt: skip
    EntryReset.objects.create(entry=made, ground=ground, on=since, document=made.document)
    return made


def a_stay(world):
    made = entry(world, D(2024, 6, 1))
    return made, "staff:credit_listings:entry", "活动异常名录：通过登记的住所无法取得联系"


def a_removal(world):
    made = removals.apply(entry(world, D(2026, 1, 5)), actor=world.clerk, text="已恢复联系。")
    removals.verify(world.again(made), actor=world.colleague, comment="属实。")
    return made, "staff:credit_removals:detail", "移出活动异常名录"


def a_penalty(world):
    made = world.confirmed()
    return made, "staff:penalties:detail", made.number


def a_record(world):
    world.confirmed()
    made = CreditRecord.objects.get()
    return made, "staff:credit_records:detail", made.title


CASES = {"SV-01": a_stay, "SV-03": a_removal, "SV-07": a_penalty, "SV-13": a_record}


@pytest.fixture(params=CASES)
def told(request, world, set_clock):
    """(alert, its subject, the subject's page, its words) after the night of 11 June."""
    subject, page, words = CASES[request.param](world)
    set_clock(f"{LATER}")
    sweep.run(LATER, codes=[request.param])
    return RiskAlert.objects.get(rule_code=request.param), subject, page, words


def test_the_list_names_the_body_and_the_matter(world, told):
    alert, subject, _, words = told
    assert (alert.subject, alert.organization) == (subject, world.late)
    clerk = world.client("registry_clerk", world.bureau)
    html = clerk.get(reverse(LIST), {"rule": alert.rule_code}).content.decode()
    assert f"霁川市棋类协会　{words}" in html or words in html.split("霁川市棋类协会　")[1][:120]


def test_the_page_leads_to_the_matter_itself(world, told):
    alert, subject, page, _ = told
    clerk = world.client("registry_clerk", world.bureau)
    html = clerk.get(reverse("staff:risk_alerts:detail", args=[alert.pk])).content.decode()
    assert f'<a href="{reverse(page, args=[subject.pk])}">' in html
    assert clerk.get(reverse(page, args=[subject.pk])).status_code == 200
    assert "<dt>所属期</dt><dd>" + str(subject.pk) not in html
    assert not [key for key in alert.evidence if f"<dt>{key}</dt>" in html]


def test_the_office_that_supervises_is_told_judges_and_dismisses_and_no_other(world, told):
    alert = told[0]
    assert alert.competent_department_id == world.bureau.pk
    telling.tell(LATER)
    assert Notice.objects.filter(department=world.bureau, template="risk_alerts.digest").exists()
    clerk = world.client("registry_clerk", world.bureau)
    clerk.post(reverse("staff:risk_alerts:judge", args=[alert.pk]), {"comment": "属实，正在办理。"})
    assert world.again(alert).state == "judged"
    district = world.client("registry_chief", world.yanhai_bureau)
    assert district.get(reverse("staff:risk_alerts:detail", args=[alert.pk])).status_code == 404
    chief = world.client("registry_chief", world.bureau)
    chief.post(reverse("staff:risk_alerts:dismiss", args=[alert.pk]), {"reason": "wrong_data", "comment": "误录。"})
    assert world.again(alert).dismissed_on == LATER


def test_whoever_may_not_read_the_matter_is_not_shown_its_alert(world, told):
    street = world.client("street_officer", world.tinglan_office)
    assert street.get(reverse("staff:risk_alerts:detail", args=[told[0].pk])).status_code == 404


def test_a_proposal_from_the_alert_begins_with_its_penalty_and_the_ground_that_it_is(world, set_clock):
    penalty = world.confirmed(None, world.fine(60000))
    set_clock(f"{LATER}")
    sweep.run(LATER, codes=["SV-07"])
    alert = RiskAlert.objects.get(rule_code="SV-07")
    clerk = world.client("registry_clerk", world.bureau)
    page = reverse("staff:credit_listings:create", args=[world.late.pk])
    form = clerk.get(page, {"alert": alert.pk}).context["form"]
    assert (form.initial["ground"].code, form.initial["penalty"]) == ("SER-4", penalty)
    clues = clerk.get(reverse("staff:credit_listings:clues")).content.decode()
    assert "受到处罚（按处罚种类）" in clues
    assert "ABN-5" not in clues


def test_a_stay_whose_period_began_anew_is_another_alert(world, set_clock):
    made = entry(world, D(2023, 6, 1))
    sweep.run(codes=["SV-01"])
    assert RiskAlert.objects.get().period == "2023-06-01"
    EntryReset.objects.create(entry=made, ground=world.ground("ABN-3"), on=D(2026, 6, 4), document="2号")
    set_clock("2026-06-05")
    sweep.run(datetime.date(2026, 6, 5), codes=["SV-01"])
    assert RiskAlert.objects.get().resolved_on == D(2026, 6, 5)
