"""What a clerk decides: which record is meant, which fields follow the list, the same for a whole class of rows."""

from registry.organizations.models import Organization


def test_several_that_came_into_question_are_all_shown_with_reasons_and_one_is_picked(desk, bureau):
    first = bureau.register("霁川市同名协会", legacy_reg_no="霁社证字第1号")
    second = bureau.register("霁川市同名协会")
    batch = desk.checked("名称,备注\n霁川市同名协会,x\n")
    row = desk.rows(batch)[2]
    assert (row.subject_id, row.severity) == (None, "error")
    page = desk.client.get(desk.url("row", batch.pk, 2))
    beside = page.context["beside"]
    assert [one.id for one in beside["candidates"]] == [first.pk, second.pk]
    assert beside["candidates"][0].reasons == "名称或曾用名相同"
    desk.client.post(desk.url("choose", batch.pk, 2), {"record": second.pk})
    row = desk.rows(batch)[2]
    assert (row.subject_id, row.match_on, row.decision, row.severity) == (second.pk, "chosen", "update", "")
    desk.client.post(desk.url("recheck", batch.pk))
    assert desk.rows(batch)[2].subject_id == second.pk
    desk.apply(batch)
    assert desk.rows(batch)[2].outcome == "unchanged"


def test_a_pick_is_taken_back(desk, bureau):
    bureau.register("霁川市同名协会")
    other = bureau.register("霁川市同名协会")
    batch = desk.checked("名称,备注\n霁川市同名协会,x\n")
    desk.client.post(desk.url("choose", batch.pk, 2), {"record": other.pk})
    desk.client.post(desk.url("choose", batch.pk, 2), {"record": ""})
    assert (desk.rows(batch)[2].subject_id, desk.rows(batch)[2].severity) == (None, "error")


def test_a_record_is_found_by_hand_where_no_sign_led_to_it(desk, bureau):
    meant = bureau.register("霁川市书画研究会")
    batch = desk.checked("名称,住所\n书画研究会,枕河街道1号\n")
    page = desk.client.get(desk.url("row", batch.pk, 2), {"find": "书画"})
    assert [one.title for one in page.context["beside"]["candidates"]] == ["霁川市书画研究会"]
    desk.client.post(desk.url("choose", batch.pk, 2), {"record": meant.pk})
    assert desk.rows(batch)[2].changes["address"] == ["", "枕河街道1号"]


def test_one_record_is_never_meant_by_two_rows(desk, bureau):
    meant = bureau.register("霁川市甲协会")
    batch = desk.checked("名称,备注\n霁川市甲协会,x\n霁川市乙协会,y\n")
    answer = desk.client.post(desk.url("choose", batch.pk, 3), {"record": meant.pk})
    assert (answer.status_code, "第2行已对应同一条记录" in answer.content.decode()) == (409, True)


def test_only_the_fields_that_are_ticked_follow_the_list(desk, bureau):
    organization = bureau.register("霁川市甲协会", phone_public="0533-1")
    batch = desk.checked("名称,联系电话,住所\n霁川市甲协会,0533-2,枕河街道9号\n")
    desk.client.post(desk.url("keep", batch.pk, 2), {"take": "address"})
    desk.apply(batch)
    organization.refresh_from_db()
    assert (organization.phone_public, organization.address) == ("0533-1", "枕河街道9号")
    desk.undo(batch)
    organization.refresh_from_db()
    assert organization.address == ""


def test_a_whole_class_of_rows_is_decided_at_once(desk, made_up):
    batch = desk.checked(made_up)
    url = desk.url("decide_many", batch.pk) + "?kind=legacy_reg_no.twice"
    answer = desk.client.post(url, {"decision": "skip"}, follow=True)
    assert "2行的处理已改为“不导入”" in answer.content.decode()
    decisions = {line: row.decision for line, row in desk.rows(batch).items()}
    assert [line for line, decision in decisions.items() if decision == "skip"] == [5, 6]


def test_rows_a_decision_does_not_fit_are_left_and_counted(desk, bureau):
    bureau.register("霁川市甲协会")
    batch = desk.checked("名称,备注\n霁川市甲协会,x\n霁川市乙协会,y\n")
    answer = desk.client.post(desk.url("decide_many", batch.pk), {"decision": "update"}, follow=True)
    assert "1行的处理已改为“更新”；1行不能这样处理，保持原样" in answer.content.decode()


def test_only_updating_enters_nothing_new_and_asks_for_day_and_document(desk, bureau):
    bureau.register("霁川市甲协会")
    text = "名称,住所\n霁川市甲协会,枕河街道9号\n霁川市新协会,砚湖街道1号\n"
    desk.upload(text)
    batch = desk.batch()
    refused = desk.map(batch, mode="update")
    assert (refused.status_code, "须写明修改自哪一天起生效" in refused.content.decode()) == (422, True)
    desk.map(batch, mode="update", list_date="2026-01-01", source="核对表")
    rows = desk.rows(batch)
    assert rows[3].issue_codes == ["match.none"]
    desk.apply(batch)
    assert Organization.objects.count() == 1
    assert Organization.objects.get().address == "枕河街道9号"
