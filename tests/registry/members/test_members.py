"""Member enterprises: each once however many associations it joins; lists looked at before they are written."""

import datetime
import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from python_calamine import CalamineWorkbook

from core.access.scope import EVERYTHING, Scope, ScopeKind
from core.indicators.grouping import by_unit, total
from core.refusal import Refusal
from core.spreadsheets.writing import Column, write_xlsx
from core.workflow.errors import NotCompetent
from registry.identifiers import org_code, uscc
from registry.members import actions, queries
from registry.members.models import MemberEnterprise, MemberImport, Membership
from registry.members.statistics import MemberEnterprises
from tests.support.bureau import SETUP

pytestmark = pytest.mark.django_db
TODAY, EARLIER = datetime.date(2026, 6, 3), datetime.date(2024, 3, 1)
HEADER = ("企业名称", "统一社会信用代码", "所在区县", "会员职务", "入会日期")


def code(serial: int) -> str:
    """A company's code of the invented division 3799: passes its checks, belongs to nobody."""
    body = f"MAD{serial:05d}"
    first17 = f"91379902{body}{org_code.check_character(body)}"
    return first17 + uscc.check_character(first17)


def join(organization, name, *, actor=SETUP, post="member", since=EARLIER, **more):
    return actions.join(organization, actor=actor, name=name, post=post, since=since, **more)


def sheet(*rows, header=HEADER, name="会员名单.xlsx"):
    data = write_xlsx(rows, [Column(title) for title in header])
    return SimpleUploadedFile(name, data)


def uploaded(client, *rows, **more) -> MemberImport:
    answer = client.post(reverse("org:members:upload"), {"file": sheet(*rows, **more)})
    assert answer.status_code == 302, answer.content.decode()
    return MemberImport.objects.latest("pk")


def test_one_enterprise_in_two_associations_is_kept_once(chess, tea):
    join(chess, "霁川望湖食品有限公司", uscc=code(1))
    join(tea, "霁川望湖食品（集团）有限公司", uscc=code(1))
    assert MemberEnterprise.objects.count() == 1
    found = queries.figures(EVERYTHING, TODAY)
    assert (found.enterprises, found.memberships, found.associations) == (1, 2, 2)


def test_without_a_code_the_name_decides_and_two_codes_are_two_enterprises(chess, tea):
    join(chess, "霁川望湖食品有限公司")
    join(tea, "霁川望湖食品有限公司 ", uscc=code(1))
    assert MemberEnterprise.objects.get().uscc == code(1)
    join(tea, "霁川望湖食品有限公司", uscc=code(2))
    assert MemberEnterprise.objects.count() == 2


def test_a_post_has_its_dates_and_the_past_stays(chess):
    join(chess, "甲公司", uscc=code(1))
    join(chess, "甲公司", uscc=code(1), post="president", since=TODAY)
    was, now = Membership.objects.order_by("valid_from")
    assert (was.post, was.valid_to, now.post, now.valid_to) == (
        "member",
        TODAY - datetime.timedelta(1),
        "president",
        None,
    )
    assert queries.current(EVERYTHING, datetime.date(2025, 1, 1)).get().post == "member"


def test_the_association_registers_and_ends_a_membership_on_its_own_pages(filer, chess):
    data = {"name": "霁川𠮷喆·文化有限公司", "uscc": code(3), "region": "", "post": "council", "since": "2024-03-01"}
    assert filer.post(reverse("org:members:create"), data).status_code == 302
    assert "霁川𠮷喆·文化有限公司" in filer.get(reverse("org:members:list")).content.decode()
    membership = Membership.objects.get()
    url = reverse("org:members:leave", args=[membership.pk])
    assert filer.post(url, {"last_day": "2026-06-02", "document": "退会申请"}).status_code == 302
    membership.refresh_from_db()
    assert membership.valid_to == datetime.date(2026, 6, 2)
    assert "已结束" in filer.get(reverse("org:members:list")).content.decode()
    assert queries.figures(EVERYTHING, TODAY).enterprises == 0


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"uscc": code(1)[:-1]}, "应为18位"),
        ({"uscc": code(1)[:-1] + ("0" if code(1)[-1] != "0" else "1")}, "校验码不符"),
        ({"since": "2026-06-04"}, "不能晚于今天"),
        ({"name": ""}, "企业名称"),
    ],
)
def test_what_is_wrong_is_said_beside_its_field(filer, changes, words):
    data = {"name": "甲公司", "uscc": "", "region": "", "post": "member", "since": "2024-03-01", **changes}
    answer = filer.post(reverse("org:members:create"), data)
    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert not Membership.objects.exists()


def test_every_error_of_a_list_is_named_at_once_and_nothing_is_written(filer):
    batch = uploaded(
        filer,
        ("", "", "", "", ""),
        ("甲公司", "ABC", "", "", ""),
        ("乙公司", code(1), "月球区", "会长", "2024年3月1日"),
        ("丙公司", code(1), "", "大王", "2027-01-01"),
        ("丁公司", "", "望澜区", "", "三月"),
        ("丁公司", "", "", "", ""),
        ("戊公司", "", "望澜区", "理事单位", ""),
    )
    page = filer.get(reverse("org:members:batch", args=[batch.pk])).content.decode()
    named = (
        "应为18位",
        "“月球区”不是平台中的区县名称",
        "与第4行重复",
        "“大王”不能识别",
        "晚于今天",
        "“三月”不是日期",
        "与第6行重复",
    )
    for words in (*named, "导入 2 行"):
        assert words in page, words
    assert not MemberEnterprise.objects.exists()


def test_a_list_is_written_once_and_sent_again_changes_nothing(filer, tea):
    join(tea, "乙公司", uscc=code(2))
    rows = [
        ("甲公司", code(1), "望澜区", "会长单位", "2024-03-01"),
        ("乙公司", code(2), "", "", ""),
        ("丙公司", "x", "", "", ""),
    ]
    batch = uploaded(filer, *rows)
    url = reverse("org:members:apply", args=[batch.pk])
    assert filer.post(url).status_code == 302
    batch.refresh_from_db()
    assert batch.outcome == {"create": 1, "join": 1, "change": 0, "same": 0, "refused": 1}
    assert filer.post(url).status_code == 409
    again = uploaded(filer, *rows)
    filer.post(reverse("org:members:apply", args=[again.pk]))
    again.refresh_from_db()
    assert again.outcome == {"create": 0, "join": 0, "change": 0, "same": 2, "refused": 1}
    assert (MemberEnterprise.objects.count(), Membership.objects.count()) == (2, 3)


def test_the_checked_list_comes_back_as_a_file_with_its_problems(filer):
    batch = uploaded(filer, ("甲公司", "ABC", "", "", ""))
    answer = filer.get(reverse("org:members:batch_sheet", args=[batch.pk]))
    rows = CalamineWorkbook.from_filelike(io.BytesIO(answer.content)).get_sheet_by_index(0).to_python()
    assert rows[0][-1] == "问题"
    assert "应为18位" in rows[1][-1]


def test_a_list_without_names_and_unknown_columns_are_named(filer):
    answer = filer.post(reverse("org:members:upload"), {"file": sheet(("1", "2"), header=("序号", "电话"))})
    assert answer.status_code == 422
    assert "没有找到“企业名称”一列" in answer.content.decode()
    batch = uploaded(filer, ("甲公司", "好"), header=("会员名称", "备注"))
    page = filer.get(reverse("org:members:batch", args=[batch.pk])).content.decode()
    assert "没有用到的列：" in page
    assert "备注" in page


def test_the_template_can_be_filled_and_sent(filer):
    rows = CalamineWorkbook.from_filelike(
        io.BytesIO(filer.get(reverse("org:members:blank_sheet")).content)
    ).get_sheet_by_index(0).to_python()  # fmt: skip
    assert tuple(rows[0]) == HEADER


def test_like_names_are_proposed_shown_side_by_side_and_merged(clerk, chess, bureau):
    other = bureau.register("霁川市餐饮协会")
    join(chess, "霁川市望湖食品有限责任公司", uscc=code(1))
    join(other, "望湖食品有限公司")
    join(chess, "望湖食品有限公司", since=TODAY)
    page = clerk.get(reverse("staff:members:proposals")).content.decode()
    assert "名称主干都是“望湖食品”" in page
    kept, gone = MemberEnterprise.objects.get(uscc=code(1)), MemberEnterprise.objects.get(uscc="")
    url = reverse("staff:members:merge", args=[kept.pk, gone.pk])
    preview = clerk.get(url).content.decode()
    assert "霁川市餐饮协会" in preview
    assert Membership.objects.filter(enterprise=gone).count() == 2
    assert clerk.post(url).status_code == 302
    assert sorted(Membership.objects.values_list("enterprise_id", "organization_id")) == sorted(
        [(kept.pk, chess.pk), (kept.pk, other.pk)]
    )
    gone.refresh_from_db()
    assert gone.merged_into == kept
    assert "没有疑似重复" in clerk.get(reverse("staff:members:proposals")).content.decode()
    assert clerk.get(reverse("staff:members:detail", args=[gone.pk])).status_code == 404


def test_two_that_are_not_one_are_proposed_no_more(clerk, chess):
    join(chess, "望湖食品有限公司")
    join(chess, "望湖食品有限责任公司", uscc=code(1))
    kept, gone = MemberEnterprise.objects.get(uscc=code(1)), MemberEnterprise.objects.get(uscc="")
    clerk.post(reverse("staff:members:keep_apart", args=[kept.pk, gone.pk]))
    assert "没有疑似重复" in clerk.get(reverse("staff:members:proposals")).content.decode()


def test_two_codes_are_never_merged_and_a_district_merges_nothing_beyond_its_own(chess, tea, bureau):
    district = bureau.actor("registry_clerk", bureau.wanglan_bureau)
    one, two = join(tea, "甲", uscc=code(1)).enterprise, join(tea, "乙", uscc=code(2)).enterprise
    with pytest.raises(Refusal, match="信用代码不同"):
        actions.merge(one, two, actor=district)
    three = join(tea, "丙").enterprise
    join(chess, "丙")
    with pytest.raises(NotCompetent, match="霁川市民政局"):
        actions.merge(one, three, actor=district)


def test_the_figure_counts_enterprises_and_its_units_add_up(chess, tea, bureau):
    join(chess, "甲", uscc=code(1))
    join(tea, "甲", uscc=code(1))
    join(tea, "乙", uscc=code(2))
    figure = MemberEnterprises()
    assert total(figure, as_of=TODAY).numerator == 2
    units = by_unit(figure, EVERYTHING, "supervising", TODAY)
    assert sum(one.numerator for one in units.values()) == 2
    district = Scope(ScopeKind.AUTHORITY, (bureau.wanglan_bureau.pk,))
    assert total(figure, district, as_of=TODAY).numerator == 2
    assert total(figure, as_of=datetime.date(2024, 2, 29)).numerator == 0


def test_the_list_shows_how_many_associations_and_only_those_in_scope(clerk, bureau, chess, tea):
    join(chess, "甲公司", uscc=code(1))
    join(tea, "甲公司", uscc=code(1))
    join(chess, "乙公司")
    many = clerk.get(reverse("staff:members:list"), {"spread": "many"}).content.decode()
    assert "甲公司" in many
    assert "乙公司" not in many
    district = bureau.client("registry_clerk", bureau.wanglan_bureau)
    page = district.get(reverse("staff:members:list")).content.decode()
    assert "甲公司" in page
    assert "乙公司" not in page
    enterprise = MemberEnterprise.objects.get(uscc=code(1))
    assert chess.name not in district.get(reverse("staff:members:detail", args=[enterprise.pk])).content.decode()


def test_the_counter_imports_for_its_own_bodies_only(clerk, chess, tea):
    answer = clerk.post(reverse("staff:members:upload", args=[chess.pk]), {"file": sheet(("甲公司", "", "", "", ""))})
    assert answer.status_code == 302
    batch = MemberImport.objects.get()
    assert "甲公司" in clerk.get(reverse("staff:members:batch", args=[batch.pk])).content.decode()
    clerk.post(reverse("staff:members:apply", args=[batch.pk]))
    assert "甲公司" in clerk.get(reverse("staff:members:of_organization", args=[chess.pk])).content.decode()
    refused = clerk.post(reverse("staff:members:upload", args=[tea.pk]), {"file": sheet(("甲公司", "", "", "", ""))})
    assert "望澜区民政局" in refused.content.decode()


def test_only_associations_have_members(bureau, sit, enter):
    home = bureau.register("霁川市晨曦康复中心", org_type="2")
    person = enter(sit(home))
    assert "只有社会团体登记会员企业" in person.get(reverse("org:members:list")).content.decode()
    with pytest.raises(Refusal, match="只有社会团体有会员"):
        join(home, "甲公司")


def test_nothing_of_members_is_public(client, chess):
    join(chess, "甲有限公司", uscc=code(1))
    page = client.get(reverse("public:disclosures:organization", args=[f"id-{chess.pk}"])).content.decode()
    assert "甲有限公司" not in page
