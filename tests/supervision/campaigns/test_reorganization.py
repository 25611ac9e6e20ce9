"""What runs follows its office when that ends; a frozen list keeps the offices of its day."""

import pytest

from core.access.actor import Actor
from core.reorganizations.movers import Change
from supervision.campaigns.actions import closing
from supervision.campaigns.models import CampaignOffice
from supervision.campaigns.moving import Campaigns
from supervision.surveys.moving import Surveys
from tests.access_campaigns import a_recipient, a_survey
from tests.support.campaigns import D, running

pytestmark = pytest.mark.django_db
SYSTEM = Actor.system("tests")


def change(old, new):
    return Change({old.pk: new.pk}, D(2026, 7, 1), "机构改革方案", SYSTEM)


def test_a_running_campaign_follows_and_an_archived_one_stays(bureau, chess, tea):
    runs = running(bureau, offices=[bureau.commerce, bureau.industry])
    ended = running(bureau, title="旧行动")
    closing.end(ended, actor=bureau.actor("registry_clerk", bureau.bureau), comment="总结")
    closing.archive(ended, actor=bureau.actor("registry_chief", bureau.bureau))
    assert Campaigns().count_departments([bureau.bureau.pk], D(2026, 7, 1)) == 1
    Campaigns().move_departments(change(bureau.bureau, bureau.yanhai_bureau))
    Campaigns().move_departments(change(bureau.commerce, bureau.industry))
    runs.refresh_from_db()
    ended.refresh_from_db()
    assert (runs.department, ended.department) == (bureau.yanhai_bureau, bureau.bureau)
    assert [one.department for one in CampaignOffice.objects.filter(campaign=runs)] == [bureau.industry]
    assert {one.authority for one in runs.targets.all()} == {bureau.bureau, bureau.wanglan_bureau}


def test_a_form_that_is_out_follows_who_asks_and_who_is_asked(bureau):
    asked = a_survey(bureau.commerce, "月报", audience="streets")
    row = a_recipient(asked, department=bureau.tinglan_office)
    assert Surveys().count_departments([bureau.commerce.pk], D(2026, 7, 1)) == 1
    Surveys().move_departments(change(bureau.commerce, bureau.industry))
    Surveys().move_departments(change(bureau.tinglan_office, bureau.bureau))
    asked.refresh_from_db()
    row.refresh_from_db()
    assert (asked.department, row.department) == (bureau.industry, bureau.bureau)
