"""会费标准: adopted before it is charged, a few grades, published afterwards."""

import datetime

import pytest
from django.urls import reverse

from registry.dues.models import DuesGrade, DuesStandard

D = datetime.date
GRADES = "会长单位 20000\n副会长单位：10,000元\n会员单位，500.50"


def post(client, organization, **data):
    data = {
        "meeting": "assembly", "adopted_on": "2026-04-15", "charged_from": "2026-05-01", "voters_present": "52",
        "votes_for": "49", "grades": GRADES, "document": "第六届会员大会决议", **data,
    }  # fmt: skip
    return client.post(reverse("staff:dues:adopt", args=[organization.pk]), data)


def panel(client, organization):
    return client.get(reverse("staff:certificates:of_organization", args=[organization.pk])).content.decode()


def test_a_standard_keeps_its_vote_and_its_grades_in_their_order(tea, clerk):
    assert post(clerk, tea).status_code == 302
    kept = DuesStandard.objects.get()
    assert (kept.valid_from, kept.voters_present, kept.votes_for) == (D(2026, 5, 1), 52, 49)
    grades = [(one.name, f"{one.yearly_yuan}") for one in kept.grades.all()]
    assert grades == [("会长单位", "20000.00"), ("副会长单位", "10000.00"), ("会员单位", "500.50")]
    page = panel(clerk, tea)
    assert "未公布" in page
    assert "到会 52 人，同意 49 票" in page


def test_it_is_published_once_and_not_before_it_was_adopted(tea, clerk):
    post(clerk, tea)
    address = reverse("staff:dues:publish", args=[DuesStandard.objects.get().pk])
    assert "应在通过日期2026-04-15与今天之间" in clerk.post(address, {"on": "2026-04-14"}).content.decode()
    assert clerk.post(address, {"on": "2026-04-20"}).status_code == 302
    assert "已于2026-04-20公布" in clerk.post(address, {"on": "2026-04-21"}).content.decode()
    assert "未公布" not in panel(clerk, tea)


@pytest.mark.parametrize(
    ("data", "words"),
    [
        ({"charged_from": "2026-04-14"}, "执行日期不能早于通过日期"),
        ({"votes_for": "53"}, "同意票数不能多于到会人数52"),
        ({"grades": "会长单位"}, "第1行“会长单位”看不出等级和金额"),
        ({"grades": "会员 1\n会员 2"}, "“会员”写了两次"),
        ({"grades": "\n".join(f"第{n}级 {n}" for n in range(1, 6))}, "会费等级不超过4级，现有5级"),
        ({"adopted_on": "2026-06-04", "charged_from": "2026-07-01"}, "通过日期不能晚于今天"),
    ],
)
def test_what_cannot_be_a_standard_is_refused_by_its_field(tea, clerk, data, words):
    response = post(clerk, tea, **data)
    assert response.status_code == 422
    assert words in response.content.decode()
    assert not DuesStandard.objects.exists()
    assert not DuesGrade.objects.exists()


def test_only_associations_charge_dues(bureau, tea, clerk):
    school = bureau.register("霁川市博文学校", org_type="2")
    assert "只有社会团体收取会费" in post(clerk, school).content.decode()
    assert "会费标准" not in panel(clerk, school).split('id="organization-panel"', 1)[1]
