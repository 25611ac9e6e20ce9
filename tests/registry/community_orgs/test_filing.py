"""A group is proposed by its village or filed by its street, gets its number last, and is found again."""

import dataclasses
import datetime

import pytest
from django.urls import reverse

from core.audit.models import AuditEntry
from core.workflow.errors import NotCompetent, NotPermitted, StaleVersion
from core.worklist.models import WorkItem
from registry.community_orgs import actions
from registry.community_orgs.models import CommunityMembership, CommunityOrganization
from registry.models import Organization

pytestmark = pytest.mark.django_db
D = datetime.date
FORM = {
    "name": "枕河𠮷祥·剪纸社", "purpose": "剪纸", "place": "社区活动室", "individual_members": "9", "unit_members": "",
    "head_name": "张喆", "head_phone": "12056785678", "funds_yuan": "", "filed_on": "2026-06-03",
}  # fmt: skip


def filled(bureau, kind="culture", **changes):
    its = actions.intake.CommunityKind.objects.get(code=kind)
    return {**FORM, "kind": its.pk, "region": bureau.zhenhe_community.pk, **changes}


def test_the_street_files_on_one_page_and_the_number_is_shown(bureau):
    client = bureau.client("street_officer", bureau.zhenhe_office)
    answer = client.post(reverse("staff:community_orgs:create"), filled(bureau), follow=True)
    row = CommunityOrganization.objects.get()
    assert row.filing_no == "望澜区枕河街道社备〔2026〕001号"
    page = answer.content.decode()
    assert "枕河𠮷祥·剪纸社" in page
    assert row.filing_no in page
    assert "12056785678" not in page
    assert "120****5678" in page
    assert (row.street, row.community, row.district) == (bureau.zhenhe, bureau.zhenhe_community, bureau.wanglan)
    assert row.guiding_authority == bureau.wanglan_bureau
    assert Organization.objects.count() == 0


def test_a_village_proposes_and_the_street_finds_it_among_its_work(bureau):
    village = bureau.client("community_officer", bureau.zhenhe_office, bureau.zhenhe_community)
    village.post(reverse("staff:community_orgs:create"), filled(bureau))
    # Seated at the street itself, a village officer holds no power to file.
    row = CommunityOrganization.objects.get()
    assert (row.state, row.filing_no) == ("draft", "")
    item = WorkItem.objects.open().get()
    assert item.department == bureau.zhenhe_office
    assert (
        village.post(reverse("staff:community_orgs:file", args=[row.pk]), {"filed_on": "2026-06-03"}).status_code
        == 403
    )
    street = bureau.client("street_officer", bureau.zhenhe_office)
    assert row.name in street.get(item.url).content.decode()
    street.post(reverse("staff:community_orgs:file", args=[row.pk]), {"filed_on": "2026-05-29"})
    row.refresh_from_db()
    assert (row.state, row.filed_on) == ("filed", D(2026, 5, 29))
    assert CommunityMembership.objects.get().valid_from == D(2026, 5, 29)
    assert not WorkItem.objects.open().exists()


def test_numbers_follow_the_days_of_filing_without_gaps_and_a_refused_batch_uses_none(street, tell):
    days = {"甲队": D(2026, 2, 1), "乙队": D(2026, 1, 5), "丙队": D(2025, 9, 1)}
    news = [tell(name, filed_on=day) for name, day in days.items()]
    rows = actions.file_many(news, actor=street)
    assert [row.filing_no[-9:] for row in rows] == ["2026〕002号", "2026〕001号", "2025〕001号"]
    with pytest.raises(actions.RowsRefused):
        actions.file_many([tell("丁队"), tell("戊队", head_name=" ")], actor=street)
    assert actions.file_many([tell("丁队")], actor=street)[0].filing_no.endswith("2026〕003号")


def test_every_wrong_field_of_every_group_is_named_and_nothing_is_filed(street, tell, bureau):
    news = [
        tell("甲队"),
        tell("乙队", head_phone="12ab", individual_members=0),
        tell("甲队"),
        tell("丁队", filed_on=D(2026, 6, 4), region=bureau.linli),
    ]
    with pytest.raises(actions.RowsRefused) as refused:
        actions.file_many(news, actor=street)
    fields = {position: [field for field, _ in found] for position, found in refused.value.rows.items()}
    assert fields == {0: ["name"], 1: ["head_phone", "individual_members"], 2: ["name"], 3: ["filed_on", "region"]}
    assert not CommunityOrganization.objects.exists()


def test_only_the_street_of_the_group_acts_and_the_refusal_names_it(bureau, tell, choir):
    other = bureau.actor("street_officer", bureau.tinglan_office)
    with pytest.raises(NotCompetent, match="枕河街道办事处"):
        actions.file_many([tell("外队")], actor=other)
    with pytest.raises(NotCompetent, match="枕河街道办事处"):
        actions.close(choir, actor=other, reason="误报")
    with pytest.raises(NotPermitted):
        actions.file_many([tell("外队")], actor=bureau.actor("registry_clerk", bureau.wanglan_bureau))


def test_the_district_and_the_city_see_it_and_other_districts_and_streets_do_not(bureau, choir):
    def sees(role, office, region=None):
        actor = bureau.actor(role, office, region)
        return CommunityOrganization.objects.visible_to(actor).exists()

    assert sees("registry_clerk", bureau.wanglan_bureau)
    assert sees("bureau_leader", bureau.bureau)
    assert sees("street_officer", bureau.zhenhe_office)
    assert sees("community_officer", bureau.zhenhe_office, bureau.zhenhe_community)
    assert not sees("registry_clerk", bureau.yanhai_bureau)
    assert not sees("street_officer", bureau.tinglan_office)
    assert not sees("department_officer", bureau.commerce)


def test_several_groups_on_one_page_are_filed_together_or_not_at_all(bureau):
    client = bureau.client("street_officer", bureau.zhenhe_office)
    kind = actions.intake.CommunityKind.objects.get(code="culture").pk
    line = {"kind": kind, "region": bureau.zhenhe_community.pk, "purpose": "活动", "head_name": "某人",
            "head_phone": "", "individual_members": "8"}  # fmt: skip
    lines = [{**line, "name": "甲队"}, {}, {**line, "name": "乙队", "head_name": ""}]
    data = {f"{n}-{name}": value for n, one in enumerate(lines) for name, value in one.items()}
    address = reverse("staff:community_orgs:batch")
    refused = client.post(address, data)
    assert refused.status_code == 422
    assert "请填写负责人" in refused.content.decode()
    assert not CommunityOrganization.objects.exists()
    assert client.post(address, {**data, "2-head_name": "某人"}).status_code == 302
    assert sorted(CommunityOrganization.objects.values_list("name", flat=True)) == ["乙队", "甲队"]


def test_a_stale_tab_overwrites_nothing(street, choir, tell, bureau):
    told = dataclasses.asdict(tell())
    kept = {name: told[name] for name in ("name", "purpose", "head_name", "funds_yuan", "place", "individual_members",
                                          "unit_members")}  # fmt: skip
    changes = {**kept, "kind": choir.kind, "region": bureau.zhenhe_community}
    actions.edit(choir, actor=street, version=1, **{**changes, "individual_members": 15})
    with pytest.raises(StaleVersion):
        actions.edit(choir, actor=street, version=1, **{**changes, "individual_members": 20})
    assert CommunityOrganization.objects.get().members_count == 15
    assert CommunityOrganization.objects.get().head_phone.reveal() == "12012341234"


def test_a_past_day_shows_who_was_filed_and_how_many_they_were(street, choir, bureau, set_clock):
    set_clock("2026-06-10")
    actions.contact(choir, actor=street, result="active", members=62)
    actions.close(choir, actor=street, reason="并入合唱协会")
    rows = CommunityOrganization.objects
    assert not rows.as_of(D(2025, 2, 28)).exists()
    assert rows.as_of(D(2026, 6, 9)).get().then_members_count == 12
    assert rows.as_of(D(2026, 6, 9)).where(street_id=bureau.zhenhe.pk).exists()
    client = bureau.client("registry_clerk", bureau.wanglan_bureau)
    page = client.get(reverse("staff:community_orgs:list"), {"as_of": "2026-06-09"}).content.decode()
    assert choir.name in page
    assert "正在查看2026-06-09" in page


def test_the_export_holds_no_telephone_and_is_audited(bureau, choir):
    client = bureau.client("street_officer", bureau.zhenhe_office)
    answer = client.post(reverse("staff:community_orgs:export"))
    assert answer.status_code == 200
    assert AuditEntry.objects.filter(action="community_orgs.export").exists()
    assert b"1234" not in b"".join(answer) if answer.streaming else b"12012341234" not in answer.content


@pytest.mark.parametrize("typed", ["邻里合唱", "zhsqllhcd", "zhenheshequ", "〔2025〕001"])
def test_a_group_is_found_by_name_letters_pinyin_and_number(bureau, choir, tell, street, typed):
    actions.file_many([tell("太极队")], actor=street)
    client = bureau.client("registry_clerk", bureau.wanglan_bureau)
    page = client.get(reverse("staff:community_orgs:list"), {"q": typed}).content.decode()
    assert choir.name in page
    assert "太极队" not in page
