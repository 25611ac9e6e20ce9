"""Every quirk of a real list is found and said before anything is written."""

import datetime
from decimal import Decimal

from registry.imports.models import ImportGap
from registry.organizations import actions
from registry.organizations.models import Organization
from tests.support.bureau import SETUP


def codes(row):
    return sorted(issue["code"] for issue in row.issues)


def test_an_upload_leads_to_the_mapping_with_the_usual_headers_chosen(desk, made_up):
    answer = desk.upload(made_up)
    batch = desk.batch()
    assert answer.url == desk.url("mapping", batch.pk)
    page = desk.client.get(answer.url).content.decode()
    assert "霁川市望澜教育发展基金会" in page
    chosen = dict(zip(batch.header, batch.mapping, strict=True))
    assert chosen["name_2013"] == "name"
    assert chosen["name_later"] == "later_name"
    assert chosen["uscc_later"] == "uscc"
    assert chosen["original_fund_raw"] == "registered_funds_yuan"
    assert "" not in chosen.values()


def test_checking_writes_nothing_to_the_register(desk, made_up):
    desk.checked(made_up)
    assert not Organization.objects.exists()


def test_each_quirk_is_named_with_its_line(desk, bureau, made_up):
    rows = desk.rows(desk.checked(made_up))
    assert codes(rows[2]) == []
    assert codes(rows[3]) == ["org_code.padded"]
    assert codes(rows[4]) == []
    assert codes(rows[5]) == codes(rows[6]) == ["legacy_reg_no.twice"]
    assert codes(rows[7]) == ["uscc.check"]
    assert codes(rows[8]) == ["name.changed"]
    assert codes(rows[9]) == ["city.unknown", "unit.unknown"]
    assert codes(rows[10]) == ["unit.missing", "uscc.missing"]
    assert codes(rows[11]) == ["name.repeated"]
    assert codes(rows[12]) == ["uscc.alphabet"]
    assert codes(rows[13]) == ["date.unreadable", "money.unreadable"]


def test_values_are_read_as_the_register_holds_them(desk, bureau, made_up):
    rows = desk.rows(desk.checked(made_up))
    third = rows[4].values
    assert third["org_code"] == "699690219"
    assert Decimal(third["registered_funds_yuan"]) == Decimal("10000000.00")
    assert third["has_public_fundraising"] is True
    assert third["business_scope"] == "扶贫助困、老年人"
    assert third["tax_status"] == "公益性捐赠税前扣除资格、非营利组织免税资格"
    assert third["evaluation"] == "4A"
    assert third["registered_on"] == "2005-09-27"
    assert third["region_id"] == bureau.city.pk
    assert third["business_supervisor_id"] == bureau.commerce.pk
    assert third["org_type"] == "3"
    assert rows[3].values["org_code"] == "057914006"
    assert (rows[8].values["name"], rows[8].values["former_name"]) == (
        "霁川市云岫大学教育基金会",
        "霁川市云岫石油大学教育基金会",
    )


def test_both_lines_of_a_doubled_certificate_number_name_each_other(desk, made_up):
    rows = desk.rows(desk.checked(made_up))
    message = rows[5].issues[0]["message"]
    assert message == rows[6].issues[0]["message"]
    assert "第5行“霁川市霁湖环境基金会”" in message
    assert "第6行“霁川市砚湖青年基金会”" in message


def test_a_number_already_in_the_register_names_both(desk, bureau, made_up):
    bureau.register("霁川市旧基金会", org_type="3", legacy_reg_no="霁基证字第000002号")
    row = desk.rows(desk.checked(made_up))[3]
    message = next(i["message"] for i in row.issues if i["code"] == "legacy_reg_no.taken")
    assert "“霁川市旧基金会”" in message
    assert "“霁川市砚海助学基金会”" in message


def test_unknown_words_go_on_the_gap_lists_once(desk, made_up):
    desk.checked(made_up)
    desk.checked(made_up)
    assert sorted(ImportGap.objects.values_list("kind", "word")) == [("region", "Lvhe Shi"), ("unit", "某省教育厅")]


def test_the_preview_counts_filters_and_pages(desk, made_up, django_assert_max_num_queries):
    batch = desk.checked(made_up)
    with django_assert_max_num_queries(25):
        page = desk.page(batch)
    assert page.context["counts"]["total"] == 12
    assert page.context["counts"]["error"] == 1
    assert page.context["counts"]["confirm"] == 4
    held = desk.page(batch, show="confirm")
    assert [shown.row.line for shown in held.context["rows"]] == [5, 6, 7, 13]
    one_kind = desk.page(batch, kind="city.unknown").content.decode()
    assert "霁川市璞城济困基金会" in one_kind
    assert "霁川市砚海助学基金会" not in one_kind
    assert "种类：地区未匹配" in one_kind


def test_a_long_list_is_paged_by_line(desk):
    lines = "".join(f"霁川市第{n}协会\n" for n in range(60))
    batch = desk.checked("名称,备注\n" + lines.replace("\n", ",x\n"))
    first = desk.page(batch)
    assert len(first.context["rows"]) == 25
    second = desk.client.get(desk.url("detail", batch.pk) + first.context["page"].next_url)
    assert second.context["rows"][0].row.line == first.context["rows"][-1].row.line + 1
    assert desk.page(batch, after="x' or 1=1").status_code == 200


def test_a_row_page_shows_the_text_beside_what_was_read(desk, made_up):
    batch = desk.checked(made_up)
    page = desk.client.get(desk.url("row", batch.pk, 4)).content.decode()
    assert "1,000万元" in page
    assert "10000000.00 元" in page


def test_the_annotated_file_keeps_every_column_and_adds_the_problems(desk, made_up):
    batch = desk.checked(made_up)
    table = desk.download(batch)
    assert table.header == [*batch.header, "原行号", "问题", "处理"]
    by_line = {row.cells[-3]: row.cells for row in table.rows}
    assert by_line["4"][2] == "69969021-9 "
    assert "【错误】统一社会信用代码" in by_line["12"][-2]
    assert "【须说明】登记证号" in by_line["5"][-2]
    assert by_line["2"][-2] == ""


def test_a_mapping_is_remembered_for_the_same_header(desk, made_up):
    batch = desk.checked(made_up, changes={"volunteers": ""}, source="2013年基金会名册")
    answer = desk.upload(made_up)
    again = desk.batch()
    assert answer.url == desk.url("detail", again.pk)
    assert (again.state, again.mapping, again.source) == ("checked", batch.mapping, "2013年基金会名册")
    assert "沿用了本部门以前保存的列对应" in desk.page(again).content.decode()


def test_another_header_or_another_office_does_not_inherit_the_mapping(desk, district_desk, made_up):
    desk.checked(made_up)
    other = made_up.read_text(encoding="utf-8-sig").replace("city_raw", "city_of_old", 1)
    desk.upload(other)
    assert desk.batch().state == "uploaded"
    district_desk.upload(made_up)
    assert district_desk.batch().state == "uploaded"


def test_a_mapping_page_that_is_older_than_the_batch_is_refused(desk, made_up):
    desk.upload(made_up)
    batch = desk.batch()
    form = desk.client.get(desk.url("mapping", batch.pk)).context["form"]
    old = {f"column_{i}": form[f"column_{i}"].value() for i in range(len(batch.header))}
    desk.map(batch)
    answer = desk.client.post(
        desk.url("mapping", batch.pk),
        {**old, "version": form["version"].value(), "registering_authority": batch.registering_authority_id},
    )
    assert answer.status_code == 422
    assert "已有变动，请刷新后再操作" in answer.content.decode()


def test_one_target_for_two_columns_or_no_name_is_refused(desk, made_up):
    desk.upload(made_up)
    batch = desk.batch()
    twice = desk.map(batch, changes={"city_raw": "uscc"})
    assert "“统一社会信用代码”对应了多列" in twice.content.decode()
    nameless = desk.map(batch, changes={"name_2013": "", "name_later": ""})
    assert "请至少把一列对应为“名称”" in nameless.content.decode()


def test_dates_follow_the_order_of_their_column(desk):
    batch = desk.checked("名称,成立日期\n甲协会,8/3/2010\n乙协会,27/9/2005\n")
    assert desk.rows(batch)[2].values["registered_on"] == "2010-03-08"


def test_an_existing_organization_is_found_by_code_number_or_name(desk, bureau):
    by_code = bureau.register("旧名一协会", uscc="51379900MJD800301K", uscc_override_reason="试")
    by_name = bureau.register("霁川市钓鱼协会")
    bureau.register("霁川市别家协会", authority=bureau.wanglan_bureau)
    text = (
        "名称,统一社会信用代码,登记日期\n"
        "新名一协会,51379900MJD800301K,2015-01-01\n"
        "霁川市 钓鱼协会,,2015-01-01\n"
        "霁川市别家协会,,\n"
        "霁川市全新协会,,\n"
    )
    rows = desk.rows(desk.checked(text))
    assert (rows[2].organization_id, rows[2].match_on, rows[2].decision) == (by_code.pk, "uscc", "update")
    assert rows[2].changes == {"name": ["旧名一协会", "新名一协会"]}
    assert (rows[3].organization_id, rows[3].match_on, rows[3].changes) == (by_name.pk, "name", {})
    assert "match.other_office" in codes(rows[4])
    assert "望澜区民政局" in rows[4].issues[0]["message"]
    assert (rows[5].organization_id, rows[5].decision) == (None, "create")


def test_a_former_name_in_the_register_matches_and_changes_nothing(desk, bureau):
    organization = bureau.register("霁川市老名协会")
    actions.rename(organization, actor=SETUP, name="霁川市新名协会", valid_from=datetime.date(2020, 1, 1))
    row = desk.rows(desk.checked("名称,备注\n霁川市老名协会,x\n"))[2]
    assert (row.organization_id, row.changes) == (organization.pk, {})
    assert "name.former" in codes(row)


def test_the_real_list_of_2013_is_read_whole(desk, real_list):
    batch = desk.checked(real_list, list_date="2013-12-31")
    rows = list(batch.rows.all())
    count = {}
    for row in rows:
        for issue in row.issues:
            count[issue["code"]] = count.get(issue["code"], 0) + 1
    assert len(rows) == 101
    assert count["org_code.padded"] == 18
    assert count["legacy_reg_no.twice"] == 2
    assert count["unit.missing"] == 2
    assert count["uscc.missing"] == 8
    assert count["name.changed"] == 7
    assert count["city.unknown"] == 56
    assert "uscc.check" not in count
    assert not any(row.severity == "error" for row in rows)
    cities = {row.values["city"]: row.values["region_name"] for row in rows if row.values.get("region_name")}
    assert cities["Qingdao Shi"] == "山东省青岛市"
