"""Two integers per unit, each opening its rows; archived figures do not change."""

import pytest
from django.urls import reverse

from core.access.scope import EVERYTHING
from core.workflow.errors import SamePerson, WrongState
from registry.organizations.models import Organization
from supervision.campaigns import queries
from supervision.campaigns.actions import closing, targets
from supervision.campaigns.models import CampaignOutcome, CampaignTarget, SignOff
from supervision.campaigns.statistics import CampaignProgress
from tests.support.campaigns import D, running, sign_off, target_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def outcome(campaign):
    return CampaignOutcome.objects.get(kind=campaign.kind, code="qualified")


def sign(bureau, target, outcome):
    sign_off(bureau, target, outcome)


def total(campaign, day):
    return queries.progress(campaign.targets.all(), "total", day)[0]


@pytest.mark.parametrize(("done", "count", "rate"), [(519, 622, "83.4%"), (2297, 2735, "83.9%")])
def test_the_figures_of_the_seeds_come_out_of_rows(bureau, done, count, rate):
    """519 of 622, 2,297 of 2,735; cut off, never rounded up."""
    Organization.objects.bulk_create(
        Organization(
            name=f"霁川市第{n}协会", org_type="1", pinyin=f"{n:05}", registered_on=D(2015, 1, 1),
            supervising_authority=bureau.bureau, registering_authority=bureau.bureau, district=bureau.wanglan,
        )
        for n in range(count)
    )  # fmt: skip
    campaign = running(bureau, as_of=D(2026, 6, 3), kind="branches")
    outcome = CampaignOutcome.objects.get(kind=campaign.kind, code="qualified")
    ids = list(campaign.targets.order_by("number").values_list("pk", flat=True)[:done])
    CampaignTarget.objects.filter(pk__in=ids).update(state="done", outcome=outcome)
    SignOff.objects.bulk_create(
        SignOff(target_id=pk, outcome=outcome, note="合格", signed_on=D(2026, 6, 3), department=bureau.bureau)
        for pk in ids
    )
    found = total(campaign, D(2026, 6, 3))
    assert (found.numerator, found.denominator, found.rate) == (done, count, rate)
    page = bureau.client("registry_clerk", bureau.bureau).get(reverse("staff:campaigns:detail", args=[campaign.pk]))
    assert rate in page.content.decode()


def test_a_sign_off_counts_from_its_day_and_a_withdrawn_one_until_the_day_before(
    bureau, campaign, chess, outcome, set_clock
):
    target = target_of(campaign, chess)
    set_clock("2026-06-05")
    sign(bureau, target, outcome)
    set_clock("2026-06-09")
    targets.reopen(target, actor=bureau.actor("registry_chief", bureau.bureau), comment="复查发现问题")
    numerators = {day: total(campaign, D(2026, 6, day)).numerator for day in (4, 5, 8, 9, 10)}
    assert numerators == {4: 0, 5: 1, 8: 1, 9: 0, 10: 0}


def test_what_is_struck_leaves_the_denominator_from_its_day_and_the_original_number_stays(
    bureau, campaign, tea, set_clock
):
    set_clock("2026-06-05")
    chief = bureau.actor("registry_chief", bureau.bureau)
    targets.strike(target_of(campaign, tea), actor=chief, comment="已注销", document="望审批注销〔2026〕2号")
    before, on = total(campaign, D(2026, 6, 4)), total(campaign, D(2026, 6, 5))
    assert (before.original, before.struck, before.denominator) == (2, 0, 2)
    assert (on.original, on.struck, on.denominator) == (2, 1, 1)


def test_every_number_opens_exactly_its_rows(bureau, clerk, campaign, chess, tea, outcome):
    sign(bureau, target_of(campaign, chess), outcome)
    page = clerk.get(reverse("staff:campaigns:detail", args=[campaign.pk]) + "?by=authority")
    rows = [*page.context["rows"], page.context["total"]]
    assert [(row["one"].name, row["one"].numerator, row["one"].denominator) for row in rows] == [
        ("霁川市民政局", 1, 1), ("望澜区民政局", 0, 1), ("合计", 1, 2),
    ]  # fmt: skip
    for row in rows:
        for part, number in (
            ("all", row["one"].original),
            ("counted", row["one"].denominator),
            ("done", row["one"].numerator),
        ):
            listed = clerk.get(row[part])
            assert listed.context["listing"].total == number, (row["one"].name, part)


def test_the_end_is_asked_for_by_one_and_archived_by_another(bureau, clerk, chief, campaign):
    address = reverse("staff:campaigns:end", args=[campaign.pk])
    assert chief.post(address, {"comment": "完成一半"}).status_code == 302
    refused = chief.post(reverse("staff:campaigns:archive", args=[campaign.pk]))
    assert refused.status_code == 409
    other = bureau.client("registry_chief", bureau.bureau)
    assert other.post(reverse("staff:campaigns:archive", args=[campaign.pk])).status_code == 302
    campaign.refresh_from_db()
    assert (campaign.state, campaign.archived_on) == ("archived", D(2026, 6, 3))


def archived(bureau, campaign):
    closing.end(campaign, actor=bureau.actor("registry_clerk", bureau.bureau), comment="总结")
    closing.archive(campaign, actor=bureau.actor("registry_chief", bureau.bureau))


def test_archived_figures_do_not_change_and_nothing_is_done_any_more(bureau, clerk, campaign, chess, tea, outcome):
    sign(bureau, target_of(campaign, chess), outcome)
    archived(bureau, campaign)
    kept = {(row.unit, row.name): (row.numerator, row.denominator) for row in campaign.figures.all()}
    assert kept["total", "合计"] == (1, 2)
    assert kept["authority", "望澜区民政局"] == (0, 1)
    with pytest.raises(WrongState, match="已归档"):
        sign(bureau, target_of(campaign, tea), outcome)
    SignOff.objects.all().update(withdrawn_on=D(2026, 6, 3))
    page = clerk.get(reverse("staff:campaigns:detail", args=[campaign.pk]))
    assert page.context["total"]["one"].numerator == 1
    assert "归档，数据不再变动" in page.content.decode()


def test_who_asked_for_the_end_does_not_archive(bureau, campaign):
    chief = bureau.actor("registry_chief", bureau.bureau)
    closing.end(campaign, actor=chief, comment="总结")
    with pytest.raises(SamePerson):
        closing.archive(campaign, actor=chief)


def test_the_night_writes_the_figures_of_what_runs_once(bureau, campaign):
    assert closing.take_all(D(2026, 6, 3)) == 1
    closing.take_all(D(2026, 6, 3))
    assert campaign.figures.filter(unit="total").count() == 1


def test_the_indicator_counts_the_rows_of_campaigns_that_run(bureau, campaign, chess, outcome, set_clock):
    sign(bureau, target_of(campaign, chess), outcome)
    found = CampaignProgress()
    day = D(2026, 6, 3)
    assert found.numerator(EVERYTHING, day).count() == 1
    assert found.denominator(EVERYTHING, day).count() == 2
    assert found.denominator(EVERYTHING, D(2026, 6, 2)).count() == 0
    archived(bureau, campaign)
    assert found.denominator(EVERYTHING, day).count() == 2
    assert found.denominator(EVERYTHING, D(2026, 6, 4)).count() == 0


def test_an_export_says_its_cut_off_and_holds_the_rows_of_that_day(bureau, clerk, campaign, chess, outcome):
    sign(bureau, target_of(campaign, chess), outcome)
    address = reverse("staff:campaigns:export_targets")
    answer = clerk.post(f"{address}?campaign={campaign.pk}&part=done&on=2026-06-03", {"format": "xlsx"})
    assert answer.status_code == 200
    assert answer["Content-Type"].startswith("application/vnd")
    empty = clerk.get(f"{reverse('staff:campaigns:targets')}?campaign={campaign.pk}&part=done&on=2026-06-02")
    assert empty.context["listing"].total == 0


def test_a_zombie_campaign_tells_exits_from_revivals(bureau, chess):
    other = bureau.register("霁川市象棋学会")
    campaign = running(bureau, kind="zombie")
    for body, code, document in ((chess, "revived", ""), (other, "cancelled", "霁审批注销〔2026〕3号")):
        outcome = CampaignOutcome.objects.get(kind=campaign.kind, code=code)
        sign_off(bureau, target_of(campaign, body), outcome, note="办结", document=document)
    assert queries.by_outcome(campaign.targets.all()) == [("激活", False, 1), ("注销", True, 1)]
