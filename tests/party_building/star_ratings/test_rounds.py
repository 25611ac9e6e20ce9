"""A round from its approving document to the stars in force, by two persons and an open window."""

import datetime
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from core.access.scope import EVERYTHING
from core.workflow.errors import NotCompetent, Refusal, SamePerson
from party_building.star_ratings import actions
from party_building.star_ratings.models import StarEntry, StarObjection, StarRating, StarRound
from party_building.star_ratings.statistics import FiveStars, ThreeStars
from tests.party_building.star_ratings.conftest import points, rated, unit_of

pytestmark = pytest.mark.django_db
PLAN = {
    "title": "2026年评星定级", "year": "2026", "document": "霁社党委〔2026〕3号", "assess_until": "2026-06-30",
    "objection_workdays": "5", "valid_years": "1",
}  # fmt: skip
FIRST_DAY = datetime.date(2026, 7, 1)


def announced(round_, first):
    actions.announce(round_, actor=first)
    round_.refresh_from_db()
    return round_


def published(round_, first, set_clock, valid_from=FIRST_DAY):
    announced(round_, first)
    set_clock("2026-06-15")
    actions.publish(round_, actor=first, document="霁社党委〔2026〕9号", valid_from=valid_from)


def test_a_round_without_an_approving_document_is_refused(officer, bureau, first):
    answer = officer.post(reverse("staff:star_ratings:create"), {**PLAN, "document": ""})
    assert answer.status_code == 422
    assert not StarRound.objects.exists()
    with pytest.raises(Refusal, match="须有批准文件"):
        actions.create(bureau.party_committee, actor=first, **{**PLAN, "document": "  "})


def test_what_is_only_a_trace_or_a_count_cannot_be_a_criterion(officer):
    officer.post(reverse("staff:star_ratings:create"), PLAN)
    round_ = StarRound.objects.get()
    url = reverse("staff:star_ratings:add_criterion", args=[round_.pk])
    for name, counts in (("活动开展", "按活动次数计分"), ("宣传", "媒体报道每篇2分"), ("签到情况", "看是否齐全")):
        answer = officer.post(url, {"name": name, "maximum": "10", "counts": counts})
        assert answer.status_code == 422
        assert "不得" in answer.content.decode()
    assert officer.post(url, {"name": "服务群众", "maximum": "10", "counts": "看解决了什么问题"}).status_code == 302
    assert list(round_.criteria.values_list("name", flat=True)) == ["服务群众"]


def test_the_criteria_must_add_up_to_a_hundred(officer):
    officer.post(reverse("staff:star_ratings:create"), PLAN)
    round_ = StarRound.objects.get()
    add = reverse("staff:star_ratings:add_criterion", args=[round_.pk])
    officer.post(add, {"name": "组织建设", "maximum": "99.5", "counts": "看成效"})
    refused = officer.post(reverse("staff:star_ratings:open", args=[round_.pk]))
    assert refused.status_code == 409
    assert "现为99.5分" in refused.content.decode()
    officer.post(add, {"name": "特色", "maximum": "0.5", "counts": "看成效"})
    assert officer.post(reverse("staff:star_ratings:open", args=[round_.pk])).status_code == 302


def test_from_own_assessment_to_stars_through_the_pages(round_, unit, secretary, bureau, set_clock):
    page = secretary.get(reverse("org:star_ratings:detail", args=[round_.pk])).content.decode()
    assert "开始自评：霁川市棋类协会党支部" in page
    secretary.post(reverse("org:star_ratings:join", args=[round_.pk, unit.pk]))
    entry = StarEntry.objects.get()
    first, last = round_.criteria.all()
    said = {f"points_{first.pk}": "38", f"note_{first.pk}": "", f"points_{last.pk}": "", f"note_{last.pk}": ""}
    edit = reverse("org:star_ratings:edit", args=[entry.pk])
    assert secretary.post(edit, {**said, "version": entry.version}).status_code == 302
    early = secretary.post(reverse("org:star_ratings:submit", args=[entry.pk]))
    assert "没有自评：作用发挥" in early.content.decode()
    entry.refresh_from_db()
    secretary.post(edit, {**said, f"points_{last.pk}": "58", "version": entry.version})
    assert secretary.post(reverse("org:star_ratings:submit", args=[entry.pk])).status_code == 302
    proposer = bureau.client("party_officer", bureau.party_committee)
    assess = reverse("staff:star_ratings:assess", args=[entry.pk])
    entry.refresh_from_db()
    given = {f"points_{first.pk}": "37.5", f"points_{last.pk}": "57.5", "version": entry.version}
    assert proposer.post(assess, given).status_code == 302
    confirm = reverse("staff:star_ratings:confirm", args=[entry.pk])
    assert "由您拟定" in proposer.get(reverse("staff:star_ratings:entry", args=[entry.pk])).content.decode()
    assert proposer.post(confirm).status_code == 409
    other = bureau.client("party_officer", bureau.party_committee)
    assert other.post(confirm).status_code == 302
    assert other.post(reverse("staff:star_ratings:announce", args=[round_.pk])).status_code == 302
    seen = secretary.get(reverse("org:star_ratings:detail", args=[round_.pk])).content.decode()
    assert "五星级" in seen
    results = reverse("staff:star_ratings:results", args=[round_.pk])
    form = {"document": "霁社党委〔2026〕9号", "valid_from": "2026-07-01"}
    early = other.post(results, form)
    assert early.status_code == 422
    assert "期满后方可公布" in early.content.decode()
    set_clock("2026-06-11")
    assert other.post(results, form).status_code == 302
    rating = StarRating.objects.get()
    assert (rating.stars, rating.points) == (5, Decimal("95.0"))
    assert (rating.valid_from, rating.valid_to) == (FIRST_DAY, datetime.date(2027, 6, 30))
    assert "五星级" in other.get(reverse("staff:star_ratings:ratings")).content.decode()


def test_the_window_closes_at_the_end_of_its_last_workday(round_, unit, first, second, set_clock):
    rated(round_, unit, 40, 50, first=first, second=second)
    announced(round_, first)
    assert round_.objections_until == datetime.date(2026, 6, 10), "five workdays after Wednesday the third"
    set_clock("2026-06-10")
    with pytest.raises(Refusal, match="期满后方可公布"):
        actions.publish(round_, actor=first, document="号", valid_from=FIRST_DAY)
    set_clock("2026-06-11")
    assert actions.publish(round_, actor=first, document="号", valid_from=FIRST_DAY) == 1


@pytest.mark.parametrize(
    ("given", "stars"), [((35, 59.9), 4), ((35, 60), 5), ((20, 40), 1), ((20, 39.9), 0), ((25, 50), 3)]
)
def test_the_threshold_itself_is_worth_its_stars(round_, unit, first, second, given, stars):
    assert rated(round_, unit, *given, first=first, second=second).stars == stars


def test_the_thresholds_of_the_day_the_round_was_opened_count(round_, unit, first, second, set_clock):
    from party_building.star_ratings.models import StarThreshold

    row = StarThreshold.objects.get(stars=5)
    row.valid_to = datetime.date(2026, 6, 4)
    row.save()
    StarThreshold.objects.create(
        stars=5, points_from=Decimal("99"), document="新办法", valid_from=datetime.date(2026, 6, 5)
    )
    set_clock("2026-06-08")
    assert rated(round_, unit, 40, 56, first=first, second=second).stars == 5


def test_who_proposed_does_not_confirm_whatever_the_way(round_, unit, first, second):
    entry = actions.nominate(round_, unit, actor=first)
    actions.assess(entry, actor=first, version=entry.version, points=points(entry, 40, 50))
    with pytest.raises(SamePerson):
        actions.confirm(entry, actor=first)
    with pytest.raises(IntegrityError, match="star_entry_two_persons"), transaction.atomic():
        StarEntry.objects.filter(pk=entry.pk).update(confirmed_by=entry.proposed_by_id)
    actions.confirm(entry, actor=second)
    actions.rethink(entry, actor=second, comment="再看一看")
    entry.refresh_from_db()
    actions.assess(entry, actor=second, version=entry.version, points=points(entry, 40, 50))
    with pytest.raises(SamePerson):
        actions.confirm(entry, actor=second)


def test_a_later_rating_ends_the_one_before_and_a_past_day_keeps_it(bureau, unit, round_, first, second, set_clock):
    rated(round_, unit, 40, 55, first=first, second=second)
    published(round_, first, set_clock)
    again = actions.create(
        bureau.party_committee, actor=first, title="复评", year=2026, document="霁社党委〔2026〕20号",
        assess_until=datetime.date(2026, 12, 30), copies_last=True,
    )  # fmt: skip
    actions.open_round(again, actor=first)
    rated(again, unit, 30, 40, first=first, second=second)
    actions.announce(again, actor=first)
    set_clock("2026-09-01")
    again.refresh_from_db()
    actions.publish(again, actor=first, document="霁社党委〔2026〕21号", valid_from=datetime.date(2026, 9, 10))
    old, new = StarRating.objects.order_by("valid_from")
    assert (old.valid_to, new.stars) == (datetime.date(2026, 9, 9), 2)
    assert FiveStars().numerator(EVERYTHING, datetime.date(2026, 9, 9)).count() == 1
    assert ThreeStars().numerator(EVERYTHING, datetime.date(2026, 9, 10)).count() == 0
    with pytest.raises(IntegrityError, match="star_rating_once"), transaction.atomic():
        StarRating.objects.create(
            unit=unit, round=round_, stars=1, points=60, valid_from=datetime.date(2026, 9, 9),
            valid_to=datetime.date(2026, 9, 9),
        )  # fmt: skip


def test_without_a_star_the_unit_has_none_from_that_day(bureau, unit, round_, first, second, set_clock):
    rated(round_, unit, 40, 55, first=first, second=second)
    published(round_, first, set_clock)
    again = actions.create(
        bureau.party_committee, actor=first, title="复评", year=2026, document="霁社党委〔2026〕20号",
        assess_until=datetime.date(2026, 12, 30), copies_last=True,
    )  # fmt: skip
    actions.open_round(again, actor=first)
    rated(again, unit, 10, 10, first=first, second=second)
    actions.announce(again, actor=first)
    set_clock("2026-09-01")
    again.refresh_from_db()
    assert actions.publish(again, actor=first, document="号", valid_from=datetime.date(2026, 9, 10)) == 0
    assert StarRating.objects.get().valid_to == datetime.date(2026, 9, 9)


def test_a_withdrawn_rating_stays_on_record_with_its_reason(unit, round_, first, second, officer, set_clock):
    rated(round_, unit, 40, 55, first=first, second=second)
    published(round_, first, set_clock)
    rating = StarRating.objects.get()
    set_clock("2026-08-03")
    url = reverse("staff:star_ratings:withdraw", args=[rating.pk])
    assert officer.post(url, {"withdrawn_on": "2026-08-03", "document": "号", "reason": ""}).status_code == 422
    form = {"withdrawn_on": "2026-08-03", "document": "霁社党委〔2026〕15号", "reason": "弄虚作假"}
    assert officer.post(url, form).status_code == 302
    rating.refresh_from_db()
    assert (rating.valid_to, rating.withdrawal_reason) == (datetime.date(2026, 8, 2), "弄虚作假")
    assert "弄虚作假" in officer.get(reverse("staff:star_ratings:rating", args=[rating.pk])).content.decode()
    assert FiveStars().numerator(EVERYTHING, datetime.date(2026, 8, 2)).count() == 1
    assert FiveStars().numerator(EVERYTHING, datetime.date(2026, 8, 3)).count() == 0
    again = officer.post(url, form)
    assert again.status_code == 409
    assert "已于2026-08-03撤销" in again.content.decode()


def test_an_upheld_objection_is_rated_anew_before_the_round_is_published(
    bureau, tea, round_, unit, secretary, first, second, officer, set_clock
):
    other = unit_of(bureau, tea, "望澜区茶叶协会党支部")
    entry = rated(round_, other, 40, 55, first=first, second=second)
    rated(round_, unit, 30, 40, first=first, second=second)
    announced(round_, first)
    url = reverse("org:star_ratings:object", args=[round_.pk])
    assert secretary.post(url, {"entry": entry.pk, "reason": ""}).status_code == 422
    assert secretary.post(url, {"entry": entry.pk, "reason": "第二项与事实不符"}).status_code == 302
    assert secretary.post(url, {"entry": entry.pk, "reason": "再说一次"}).status_code == 422
    set_clock("2026-06-15")
    with pytest.raises(Refusal, match="异议没有答复"):
        actions.publish(round_, actor=first, document="号", valid_from=FIRST_DAY)
    objection = StarObjection.objects.get()
    uphold = reverse("staff:star_ratings:uphold", args=[objection.pk])
    assert officer.post(uphold, {"comment": ""}).status_code == 409
    assert officer.post(uphold, {"comment": "经核实成立"}).status_code == 302
    with pytest.raises(Refusal, match="望澜区茶叶协会党支部尚未核定"):
        actions.publish(round_, actor=first, document="号", valid_from=FIRST_DAY)
    entry.refresh_from_db()
    actions.assess(entry, actor=first, version=entry.version, points=points(entry, 40, 35))
    actions.confirm(entry, actor=second)
    assert actions.publish(round_, actor=first, document="号", valid_from=FIRST_DAY) == 2
    assert StarRating.objects.get(unit=other).stars == 3
    assert "经核实成立" in secretary.get(reverse("org:star_ratings:detail", args=[round_.pk])).content.decode()


def test_after_the_last_day_nobody_rates_herself_and_the_organ_still_nominates(
    round_, unit, secretary, officer, set_clock
):
    set_clock("2026-07-01")
    refused = secretary.post(reverse("org:star_ratings:join", args=[round_.pk, unit.pk]))
    assert refused.status_code == 409
    assert "自评已于2026-06-30截止" in refused.content.decode()
    url = reverse("staff:star_ratings:nominate", args=[round_.pk])
    assert officer.post(url, {"unit": ""}).status_code == 422
    assert officer.post(url, {"unit": unit.pk}).status_code == 302


def test_another_line_sees_nothing_and_does_nothing(bureau, round_, unit, first, second):
    entry = actions.nominate(round_, unit, actor=first)
    organ = bureau.department("砚海区委社会工作部", "party_organ", bureau.yanhai)
    other = bureau.client("party_officer", organ)
    assert other.get(reverse("staff:star_ratings:detail", args=[round_.pk])).status_code == 404
    assert other.get(reverse("staff:star_ratings:entry", args=[entry.pk])).status_code == 404
    with pytest.raises(NotCompetent, match="霁川市社会组织综合党委"):
        actions.exclude(entry, actor=bureau.actor("party_officer", organ), comment="不参评")
    clerk = bureau.client("registry_clerk", bureau.bureau)
    assert clerk.get(reverse("staff:star_ratings:list")).status_code == 403
    assert clerk.get(reverse("staff:star_ratings:ratings")).status_code == 403


def test_a_leader_sees_the_stars_in_force_and_not_how_they_came_about(bureau, round_, unit, first, second, set_clock):
    rated(round_, unit, 40, 55, first=first, second=second)
    published(round_, first, set_clock)
    leader = bureau.client("bureau_leader", bureau.bureau)
    assert "霁川市棋类协会党支部" in leader.get(reverse("staff:star_ratings:ratings")).content.decode()
    assert leader.get(reverse("staff:star_ratings:detail", args=[round_.pk])).status_code == 403
    page = leader.get(reverse("staff:star_ratings:rating", args=[StarRating.objects.get().pk])).content.decode()
    assert "五星级" in page


def test_points_stay_between_a_branch_and_its_superior(bureau, tea, round_, unit, first, second, sit, enter):
    unit_of(bureau, tea, "望澜区茶叶协会党支部")
    entry = rated(round_, unit, 40, 33, first=first, second=second)
    neighbour = enter(sit(tea, "branch_secretary"))
    assert (
        "霁川市棋类协会党支部"
        not in neighbour.get(reverse("org:star_ratings:detail", args=[round_.pk])).content.decode()
    )
    actions.announce(round_, actor=first)
    page = neighbour.get(reverse("org:star_ratings:detail", args=[round_.pk])).content.decode()
    assert "霁川市棋类协会党支部" in page
    assert "73" not in page.replace("0373", "")
    assert neighbour.get(reverse("org:star_ratings:entry", args=[entry.pk])).status_code == 404


def test_the_page_of_a_round_shows_how_the_stars_are_spread(bureau, tea, round_, unit, first, second, officer):
    rated(round_, unit, 40, 55, first=first, second=second)
    actions.nominate(round_, unit_of(bureau, tea, "望澜区茶叶协会党支部"), actor=first)
    from party_building.star_ratings.queries import distribution

    spread = {row["label"]: row["count"] for row in distribution(round_)}
    assert (spread["五星级"], spread["尚未评定"], sum(spread.values())) == (1, 1, 2)
    assert "星级分布" in officer.get(reverse("staff:star_ratings:detail", args=[round_.pk])).content.decode()


def test_a_stopped_round_frees_its_units(round_, unit, first, officer):
    entry = actions.nominate(round_, unit, actor=first)
    url = reverse("staff:star_ratings:stop", args=[round_.pk])
    assert officer.post(url, {"comment": ""}).status_code == 409
    assert officer.post(url, {"comment": "上级要求暂停"}).status_code == 302
    entry.refresh_from_db()
    assert entry.state == "left"


@pytest.mark.parametrize("day", ["2026-06-02", "2026-07-01"])
def test_the_numbers_stand_in_the_table_of_figures_for_every_unit(bureau, round_, unit, first, second, set_clock, day):
    from core.indicators.grouping import by_unit, unit_names

    rated(round_, unit, 40, 55, first=first, second=second)
    published(round_, first, set_clock)
    set_clock(day)
    for name in unit_names():
        figures = by_unit(FiveStars(), EVERYTHING, name, FIRST_DAY)
        assert sum(figure.numerator for figure in figures.values()) == 1
    page = bureau.client("party_officer", bureau.party_committee).get(
        reverse("staff:dashboards:overview"), {"as_of": "2026-07-01"}
    )
    assert page.status_code in (200, 403)
