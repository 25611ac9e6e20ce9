"""From the association's draft to the register: setting up, changing, closing; what the law forbids is said."""

import datetime

import pytest
from django.urls import reverse

from core.audit.models import AuditEntry
from core.notifications.models import Notice
from core.workflow.errors import NotCompetent
from core.worklist.models import WorkItem
from registry.branches import actions
from registry.branches.models import BranchFiling, BranchOffice
from tests.support.bureau import SETUP

pytestmark = pytest.mark.django_db
NAME = "霁川市棋类协会围棋专业委员会"


def form(**changes) -> dict:
    data = {
        "kind": "branch",
        "name": NAME,
        "head": "罗知秋",
        "effective_on": "2026-05-20",
        "charter_basis": "第四十一条",
        "decided_by": "第三届理事会第六次会议",
        "decided_on": "2026-05-10",
        "document": "会议纪要〔2026〕6号",
        "address": "听澜街道望云路8号",
        "bank": "",
        "account_tail": "",
        "income_to_main": "on",
        "aftermath": "印章已缴回，没有单独账户，无剩余资金。",
    }
    return {**data, **changes}


def drafted(filer, **changes) -> BranchFiling:
    answer = filer.post(reverse("org:branches:create"), form(**changes))
    assert answer.status_code == 302, answer.content.decode()
    return BranchFiling.objects.latest("pk")


def submitted(filer, **changes) -> BranchFiling:
    filing = drafted(filer, **changes)
    assert filer.post(reverse("org:branches:submit", args=[filing.pk])).status_code == 302
    filing.refresh_from_db()
    return filing


def note(clerk, filing, comment=""):
    return clerk.post(reverse("staff:branches:note", args=[filing.pk]), {"comment": comment})


@pytest.fixture
def branch(filer, clerk) -> BranchOffice:
    note(clerk, submitted(filer))
    return BranchOffice.objects.get()


def test_a_draft_is_the_organizations_alone_until_it_is_sent(filer, clerk):
    filing = drafted(filer)
    assert clerk.get(reverse("staff:branches:filing", args=[filing.pk])).status_code == 404
    assert NAME not in clerk.get(reverse("staff:branches:filings")).content.decode()
    filer.post(reverse("org:branches:submit", args=[filing.pk]))
    assert NAME in clerk.get(reverse("staff:branches:filings")).content.decode()


def test_the_register_changes_when_the_authority_takes_note_and_not_before(filer, clerk, chess):
    filing = submitted(filer)
    assert not BranchOffice.objects.exists()
    item = WorkItem.objects.open().get()
    assert (item.department, item.url) == (
        chess.supervising_authority,
        reverse("staff:branches:filing", args=[filing.pk]),
    )
    assert note(clerk, filing).status_code == 302
    branch = BranchOffice.objects.get()
    assert (branch.name, branch.head, branch.established_on) == (NAME, "罗知秋", datetime.date(2026, 5, 20))
    assert not WorkItem.objects.open().exists()
    assert Notice.objects.get().template == "branches.noted"
    assert NAME in filer.get(reverse("org:branches:list")).content.decode()
    assert NAME in clerk.get(reverse("staff:branches:of_organization", args=[chess.pk])).content.decode()
    done = AuditEntry.objects.filter(action__startswith="branches.").values_list("action", flat=True)
    assert set(done) == {"branches.submit", "branches.note"}


def test_what_is_sent_back_is_mended_and_sent_again(filer, clerk):
    filing = submitted(filer)
    answer = clerk.post(reverse("staff:branches:send_back", args=[filing.pk]), {"comment": "请写明会议届次。"})
    assert answer.status_code == 302
    page = filer.get(WorkItem.objects.open().get().url).content.decode()
    assert "请写明会议届次。" in page
    filing.refresh_from_db()
    changed = form(decided_by="第三届理事会第七次会议", version=filing.version)
    assert filer.post(reverse("org:branches:edit", args=[filing.pk]), changed).status_code == 302
    filer.post(reverse("org:branches:submit", args=[filing.pk]))
    filing.refresh_from_db()
    assert (filing.state, filing.decided_by) == ("submitted", "第三届理事会第七次会议")


def test_a_service_institution_may_have_none_and_is_told_why(bureau, sit, enter):
    home = bureau.register("霁川市晨曦康复中心", org_type="2")
    person = enter(sit(home))
    page = person.get(reverse("org:branches:list")).content.decode()
    assert "《民办非企业单位登记管理暂行条例》第十三条" in page
    assert "设立备案" not in page
    person.post(reverse("org:branches:create"), form())
    filing = BranchFiling.objects.get()
    answer = person.post(reverse("org:branches:submit", args=[filing.pk]))
    assert answer.status_code == 409
    assert "不得设立分支机构" in answer.content.decode()
    filing.refresh_from_db()
    assert filing.state == "draft"


def test_a_regional_name_is_noted_only_with_a_reason(filer, clerk):
    filing = submitted(filer, name="霁川市棋类协会望澜区分会")
    page = clerk.get(reverse("staff:branches:filing", args=[filing.pk])).content.decode()
    assert "名称含有“望澜”" in page
    assert "《社会团体登记管理条例》第十七条" in page
    refused = note(clerk, filing)
    assert refused.status_code in (302, 409)
    assert not BranchOffice.objects.exists()
    note(clerk, filing, "已核实：活动范围不限于该区，下次换届时更名。")
    assert BranchOffice.objects.get().regional_words == "望澜"
    assert "望澜区分会" in clerk.get(reverse("staff:branches:list"), {"doubt": "regional"}).content.decode()


def test_the_organizations_own_region_in_its_name_is_no_regional_branch(bureau):
    from registry.branches.rulebook import regional_words

    assert regional_words("望澜区茶叶协会品鉴专业委员会", "望澜区茶叶协会") == ""
    assert regional_words("霁川市棋类协会听澜工作站", "霁川市棋类协会") == "听澜"


def test_a_past_day_shows_the_head_of_that_day(filer, clerk, branch):
    page = filer.get(reverse("org:branches:begin", args=[branch.pk, "change"])).content.decode()
    assert "罗知秋" in page
    filer.post(
        reverse("org:branches:begin", args=[branch.pk, "change"]), form(head="陈𠮷喆", effective_on="2026-06-01")
    )
    change = BranchFiling.objects.latest("pk")
    filer.post(reverse("org:branches:submit", args=[change.pk]))
    shown = clerk.get(reverse("staff:branches:filing", args=[change.pk])).content.decode()
    assert "<del>罗知秋</del>" in shown
    assert "<ins>陈𠮷喆</ins>" in shown
    note(clerk, change)
    branch.refresh_from_db()
    assert branch.head == "陈𠮷喆"
    assert "罗知秋" in clerk.get(reverse("staff:branches:list"), {"as_of": "2026-05-31"}).content.decode()
    today = clerk.get(reverse("staff:branches:list")).content.decode()
    assert "陈𠮷喆" in today
    assert "罗知秋" not in today
    assert NAME not in clerk.get(reverse("staff:branches:list"), {"as_of": "2026-05-19"}).content.decode()


def test_a_closed_branch_stays_in_the_past_and_its_name_may_be_used_again(filer, clerk, branch):
    filer.post(reverse("org:branches:begin", args=[branch.pk, "close"]), form(effective_on="2026-06-02"))
    closing = BranchFiling.objects.latest("pk")
    filer.post(reverse("org:branches:submit", args=[closing.pk]))
    note(clerk, closing)
    branch.refresh_from_db()
    assert branch.closed_on == datetime.date(2026, 6, 2)
    standing = {"state": "standing"}
    assert NAME not in clerk.get(reverse("staff:branches:list"), standing).content.decode()
    past = {**standing, "as_of": "2026-06-01"}
    assert NAME in clerk.get(reverse("staff:branches:list"), past).content.decode()
    note(clerk, submitted(filer, effective_on="2026-06-03", decided_on=""))
    assert BranchOffice.objects.filter(name=NAME).count() == 2


def test_one_open_filing_a_branch(filer, branch):
    url = reverse("org:branches:begin", args=[branch.pk, "change"])
    filer.post(url, form(effective_on="2026-06-01"))
    again = filer.post(url, form(effective_on="2026-06-02"))
    assert again.status_code == 422
    assert "已有一份未办结的备案" in again.content.decode()


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"effective_on": "2026-06-04"}, "不能晚于今天"),
        ({"effective_on": "2014-01-01", "decided_on": ""}, "早于本组织成立登记日期"),
        ({"decided_on": "2026-05-21"}, "会议日期不能晚于"),
        ({"account_tail": "62220212345678"}, "4"),
        ({"account_tail": "12a4"}, "不要填写完整账号"),
        ({"has_own_account": "on"}, "请填写开户银行"),
        ({"charter_basis": ""}, "章程依据"),
        ({"name": ""}, "名称"),
    ],
)
def test_what_is_wrong_is_said_beside_its_field(filer, changes, words):
    answer = filer.post(reverse("org:branches:create"), form(**changes))
    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert not BranchFiling.objects.exists()


def test_a_district_clerk_sees_nothing_of_a_city_body_and_a_city_clerk_does_not_act_for_a_district(
    filer, bureau, tea, branch
):
    district = bureau.client("registry_clerk", bureau.wanglan_bureau)
    assert district.get(reverse("staff:branches:detail", args=[branch.pk])).status_code == 404
    with pytest.raises(NotCompetent, match="望澜区民政局"):
        actions.record(
            tea, actor=bureau.actor("registry_clerk", bureau.bureau), act="establish", kind="branch", name="甲",
            effective_on=datetime.date(2026, 5, 1),
        )  # fmt: skip


def test_the_counter_takes_a_paper_filing_down_in_one_step(clerk, chess):
    url = reverse("staff:branches:record_new", args=[chess.pk])
    assert clerk.post(url, form(comment="")).status_code == 302
    branch = BranchOffice.objects.get()
    assert branch.filings.get().state == "noted"
    page = clerk.get(reverse("staff:branches:detail", args=[branch.pk])).content.decode()
    assert "第三届理事会第六次会议" in page
    change = reverse("staff:branches:record_change", args=[branch.pk])
    assert clerk.post(change, form(head="沈星野", effective_on="2026-06-01")).status_code == 302
    branch.refresh_from_db()
    assert branch.head == "沈星野"


def test_two_at_the_same_draft_see_both_versions(filer):
    filing = drafted(filer)
    url = reverse("org:branches:edit", args=[filing.pk])
    assert filer.post(url, form(head="甲", version=1)).status_code == 302
    second = filer.post(url, form(head="乙", version=1))
    assert second.status_code == 409
    assert "甲" in second.content.decode()


def test_who_may_only_look_files_nothing(chess, sit, enter):
    secretary = enter(sit(chess, "branch_secretary"))
    assert secretary.get(reverse("org:branches:list")).status_code == 200
    assert secretary.post(reverse("org:branches:create"), form()).status_code == 403


def test_an_ended_organization_sets_up_nothing(chess):
    from registry.organizations import actions as organizations

    organizations.change_status(
        chess, actor=SETUP, status="cancelled", valid_from=datetime.date(2026, 6, 1), document="准予注销决定"
    )
    with pytest.raises(Exception, match="已注销"):
        actions.record(
            chess, actor=SETUP, act="establish", kind="branch", name="甲", effective_on=datetime.date(2026, 5, 1)
        )
