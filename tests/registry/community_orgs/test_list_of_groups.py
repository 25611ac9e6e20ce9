"""A street brings the groups it has filed on paper: all of them are numbered, told twice nothing changes."""

import pytest

from registry.community_orgs.models import CommunityOrganization
from registry.community_orgs.states import FilingState
from tests.registry.imports.conftest import Desk, _own_media, bureau  # noqa: F401 fixtures

HEAD = "名称,类别,宗旨和活动内容,个人成员数,负责人,负责人电话,备案日期\n"


@pytest.fixture
def street(bureau):  # noqa: F811
    return Desk(bureau.client("street_officer", bureau.tinglan_office))


def kind_label():
    from registry.community_orgs.models import CommunityKind

    return CommunityKind.objects.first().label


def test_a_list_of_groups_is_filed_and_taken_back(street, bureau):  # noqa: F811
    text = HEAD + f"听澜合唱队,{kind_label()},每周排练合唱,21,苏安,13805331234,2024-05-06\n"
    batch = street.checked(text, kind="community_organizations")
    assert [row.severity for row in street.rows(batch).values()] == [""]
    street.apply(batch)
    group = CommunityOrganization.objects.get()
    assert (group.state, group.members_count, str(group.filed_on)) == (FilingState.FILED, 21, "2024-05-06")
    assert group.head_phone.reveal() == "13805331234"
    again = street.checked(text, kind="community_organizations")
    assert (street.rows(again)[2].decision, street.rows(again)[2].changes) == ("update", {})
    street.undo(batch)
    group.refresh_from_db()
    assert group.state == FilingState.CLOSED


def test_what_the_list_says_otherwise_is_put_right(street, bureau):  # noqa: F811
    text = HEAD + f"听澜合唱队,{kind_label()},每周排练合唱,21,苏安,13805331234,2024-05-06\n"
    street.apply(street.checked(text, kind="community_organizations"))
    batch = street.checked(text.replace(",21,", ",25,"), kind="community_organizations")
    assert street.rows(batch)[2].changes == {"individual_members": [21, 25]}
    street.apply(batch)
    assert CommunityOrganization.objects.get().individual_members == 25


def test_what_filing_would_refuse_is_said_in_the_list(street, bureau):  # noqa: F811
    rows = street.rows(street.checked(HEAD + "队,没有的类,,0,,12,\n", kind="community_organizations"))
    codes = set(rows[2].issue_codes)
    assert {"kind.unknown", "intake.refused"} <= codes
    assert sum(issue["code"] == "intake.refused" for issue in rows[2].issues) >= 3


def test_a_street_brings_no_list_of_organizations(street, bureau):  # noqa: F811
    assert [kind.key for kind in street.client.get(street.url("list")).context["brought"]] == [
        "community_organizations"
    ]
    assert street.upload("名称,备注\n某协会,x\n").status_code == 422
