"""Everything that is wrong with a push is said at once, each with its field; what is doubtful goes before a person."""

import pytest

from registry.approvals import actions
from registry.approvals.checking import check
from registry.approvals.models import ApprovalPush
from registry.approvals.states import PushSource
from registry.organizations.models import Organization

pytestmark = pytest.mark.django_db


@pytest.fixture
def wrong(bureau, payload):
    """{field: sentence} of one registration with these changes."""

    def wrong(numeric=frozenset(), **changes):
        (one,) = check([(2, payload(**changes), numeric)], bureau.approval)
        return {problem.field: problem.message for problem in one.errors}

    return wrong


def test_a_sound_push_is_without_errors(wrong):
    assert wrong() == {}


CASES = [
    ({"name": None}, "name", "名称没有填写"),
    ({"name": "霁川市?灯彩会"}, "name", "无法识别的字符"),
    ({"name": "会" * 121}, "name", "121个字"),
    ({"uscc": None}, "uscc", "没有填写"),
    ({"uscc": "51379900TE5T0001"}, "uscc", "应为18位"),
    ({"uscc": "51379900TE5T0001OG"}, "uscc", "不允许的字符"),
    ({"uscc": "51379900TE5T00016H"}, "uscc", "校验码不符"),
    ({"uscc": "52379900TE5T00016D"}, "uscc", "不一致"),
    ({"external_no": "SP 1"}, "external_no", "不是办件编号"),
    ({"external_no": None}, "external_no", "没有填写"),
    ({"kind": "换证"}, "kind", "不能识别"),
    ({"document_no": None}, "document_no", "没有填写"),
    ({"decided_on": "2026-02-30"}, "decided_on", "不是日期"),
    ({"decided_on": "2026-06-04"}, "decided_on", "晚于今天"),
    ({"effective_on": "2026-05-31"}, "effective_on", "早于决定日期"),
    ({"org_type": "合作社"}, "org_type", "不能识别"),
    ({"business_supervisor": "霁川市某某局"}, "business_supervisor", "没有名为“霁川市某某局”的单位"),
    ({"business_supervisor": "霁川市社会组织综合党委"}, "business_supervisor", "不是政府部门"),
    ({"party_superior": "霁川市商务局"}, "party_superior", "不是党建工作机构"),
    ({"region": "无名街道"}, "region", "没有名为“无名街道”"),
    ({"registered_funds_yuan": "很多"}, "registered_funds_yuan", "不是金额"),
    ({"legal_representative": "张喆 37990319850615041X"}, "legal_representative", "只填姓名"),
    ({"business_supervisor": None, "supervision_mode": "双重管理"}, "business_supervisor", "须填写业务主管单位"),
    ({"supervision_mode": "直接登记"}, "business_supervisor", "没有业务主管单位"),
    ({"new_name": "霁川市新名会"}, "new_name", "成立登记不填变更后名称"),
    ({"colour": "红"}, "colour", "没有这个字段"),
    ({"name": ["一", "二"]}, "name", "不能是列表"),
    ({"address": "水云路\x008号"}, "address", "控制字符"),
]


@pytest.mark.parametrize(("changes", "field", "sentence"), CASES)
def test_each_error_names_its_field_and_what_to_do(wrong, changes, field, sentence):
    found = wrong(**changes)
    assert sentence in found[field]


def test_all_errors_of_a_row_are_said_at_once(wrong):
    found = wrong(name=None, uscc="51", decided_on="昨天", business_supervisor="某局", org_type="公司")
    assert set(found) == {"name", "uscc", "decided_on", "business_supervisor", "org_type"}


def test_a_code_that_a_sheet_stored_as_a_number_is_refused(wrong):
    assert "存成了数字" in wrong(numeric=frozenset({"uscc"}), uscc="513799000000000000")["uscc"]


def test_two_organizations_of_one_authority_never_share_a_name(wrong, bureau):
    bureau.register("霁川市𠮷祥灯彩研究会", uscc="51379900TE5T00024B")
    assert "同名" in wrong()["name"]


@pytest.mark.parametrize("written", ["2026/6/1", "2026年6月1日", "20260601", "2026.06.01"])
def test_dates_are_read_as_people_write_them(bureau, payload, written):
    (one,) = check([(2, payload(effective_on=written), frozenset())], bureau.approval)
    assert (one.errors, one.values["effective_on"]) == ([], "2026-06-01")


def test_an_unknown_code_is_no_subject_of_a_change(bureau):
    row = {
        "external_no": "SP-7", "kind": "变更登记", "name": "某会", "uscc": "51379900TE5T00024B", "document_no": "文",
        "decided_on": "2026-06-01", "effective_on": "2026-06-01",
    }  # fmt: skip
    (one,) = check([(2, row, frozenset())], bureau.approval)
    said = [problem.message for problem in one.errors]
    assert any("登记簿中没有代码" in sentence for sentence in said)
    assert any("没有写明变更了什么" in sentence for sentence in said)


def test_a_registration_that_the_register_has_already_goes_before_a_person(push, accept, offices, bureau):
    held = bureau.register("霁川市灯彩学会", uscc="51379900TE5T00016G")
    pushed = push()
    assert (pushed.state, pushed.organization) == ("doubtful", held)
    assert "登记簿中已有“霁川市灯彩学会”" in pushed.doubts[0]["message"]
    assert not pushed.acceptances.exists()
    actions.clear(pushed, actor=offices["civil_affairs"], comment="同一组织，名称以证书为准另行更正")
    accept(pushed)
    held.refresh_from_db()
    assert Organization.objects.count() == 1
    assert held.name == "霁川市灯彩学会"
    assert pushed.state == "settled"


def test_the_register_and_the_push_stand_side_by_side(push, bureau, client):
    bureau.register("霁川市灯彩学会", uscc="51379900TE5T00016G", address="旧址1号")
    pushed = push()
    client.force_login(bureau.seat("registry_clerk", bureau.bureau).user)
    text = client.get(f"/staff/approvals/{pushed.pk}/").content.decode()
    assert "与登记簿对照" in text
    assert "旧址1号" in text
    assert "水云路8号" in text


def test_the_same_number_with_the_same_content_changes_nothing(push, payload, pusher):
    first = push()
    report = actions.push_many([(2, payload(), frozenset())], actor=pusher, source=PushSource.API)
    assert report.outcomes == [(first, "same")]
    assert ApprovalPush.objects.get().round == 1


def test_content_that_civil_affairs_accepted_is_refused_with_the_difference(push, payload, accept, pusher):
    accept(push())
    with pytest.raises(actions.RowsRefused) as refused:
        actions.push_many([(2, payload(address="别处1号"), frozenset())], actor=pusher, source=PushSource.API)
    (one,) = refused.value.checked
    assert "住所原为“望澜区听澜街道水云路8号”，现为“别处1号”" in one.errors[0].message
    report = actions.push_many([(2, payload(), frozenset())], actor=pusher, source=PushSource.API)
    assert report.of("same")


def test_one_wrong_row_keeps_the_whole_batch_out(payload, pusher):
    rows = [(2, payload(), frozenset()), (3, payload(external_no="SP-9", uscc="51"), frozenset())]
    with pytest.raises(actions.RowsRefused):
        actions.push_many(rows, actor=pusher, source=PushSource.API)
    assert not ApprovalPush.objects.exists()


def test_two_rows_of_a_batch_share_no_number(payload, pusher):
    rows = [(2, payload(), frozenset()), (3, payload(name="霁川市另一会"), frozenset())]
    with pytest.raises(actions.RowsRefused) as refused:
        actions.push_many(rows, actor=pusher, source=PushSource.API)
    assert "与第2行相同" in refused.value.checked[0].errors[0].message


def test_only_an_approval_bureau_pushes(bureau, payload):
    clerk = bureau.actor("registry_clerk", bureau.bureau)
    with pytest.raises(actions.RowsRefused.__mro__[1]):
        actions.push_many([(2, payload(), frozenset())], actor=clerk, source=PushSource.API)
