"""From the preview into the register, and what holds a row back."""

import datetime
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from core.audit.models import AuditEntry
from core.dated import actions as dated
from core.jobs.models import Job
from core.workflow.models import TransitionLog
from registry.imports import apply as applying
from registry.organizations import actions
from registry.organizations.facts import Responsibility
from registry.organizations.models import Organization

D = datetime.date


def test_rows_that_nothing_holds_up_enter_the_register(desk, bureau, made_up):
    batch = desk.checked(made_up, source="2013年基金会名册")
    desk.apply(batch)
    assert batch.state == "applied"
    names = set(Organization.objects.values_list("name", flat=True))
    assert names == {
        "霁川市望澜教育发展基金会",
        "霁川市砚海助学基金会",
        "霁川市枕河慈善基金会",
        "霁川市云岫大学教育基金会",
        "霁川市璞城济困基金会",
        "霁川市体育发展基金会",
        "霁川市栎川公益基金会会",
    }
    third = Organization.objects.get(name="霁川市枕河慈善基金会")
    assert third.registered_funds_yuan == Decimal("10000000")
    assert third.has_public_fundraising
    assert (third.registered_on, third.city_id) == (D(2005, 9, 27), bureau.city.pk)
    assert third.supervising_authority_id == third.registering_authority_id == bureau.bureau.pk
    assert (third.registration_level, third.supervision_mode) == ("city", "dual")
    facts = Responsibility.objects.filter(organization=third, kind="business_supervisor")
    assert [(f.department_id, f.valid_from, f.document) for f in facts] == [
        (bureau.commerce.pk, D(2005, 9, 27), "2013年基金会名册")
    ]


def test_an_organization_of_an_unknown_city_is_visible_to_its_office(desk, bureau, made_up):
    desk.apply(desk.checked(made_up))
    unknown = Organization.objects.get(name="霁川市璞城济困基金会")
    assert unknown.city_id is None
    actor = bureau.actor("registry_clerk", bureau.bureau)
    assert Organization.objects.visible_to(actor).filter(pk=unknown.pk).exists()


def test_the_name_before_a_renaming_becomes_a_dated_former_name(desk, made_up):
    desk.apply(desk.checked(made_up, list_date="2013-12-31"))
    organization = Organization.objects.get(name="霁川市云岫大学教育基金会")
    names = [(n.name, n.valid_from, n.valid_to) for n in organization.names.order_by("valid_from")]
    assert names == [
        ("霁川市云岫石油大学教育基金会", D(2005, 9, 27), D(2013, 12, 31)),
        ("霁川市云岫大学教育基金会", D(2014, 1, 1), None),
    ]


def test_a_reason_for_one_row_frees_that_row_only(desk, made_up):
    batch = desk.checked(made_up)
    answer = desk.reason(batch, "legacy_reg_no.twice", line=5)
    assert answer.status_code == 302
    assert [row.severity for line, row in desk.rows(batch).items() if line in (5, 6)] == ["", "confirm"]
    desk.apply(batch)
    assert Organization.objects.filter(name="霁川市霁湖环境基金会").exists()
    assert not Organization.objects.filter(name="霁川市砚湖青年基金会").exists()


def test_a_reason_for_a_kind_frees_all_its_rows_and_is_kept_with_the_organization(desk, made_up):
    batch = desk.checked(made_up)
    desk.reason(batch, "uscc.check", "证书原件如此")
    desk.reason(batch, "legacy_reg_no.twice", "历史原因")
    desk.apply(batch)
    assert Organization.objects.get(name="霁川市听澜文化基金会").uscc_override_reason == "证书原件如此"
    assert Organization.objects.filter(legacy_reg_no="霁基证字第030号").count() == 2
    assert AuditEntry.objects.filter(action="imports.override").count() == 2


def test_a_reason_can_be_taken_back_and_an_empty_one_is_refused(desk, made_up):
    batch = desk.checked(made_up)
    assert (
        "请写明理由"
        in desk.client.post(
            desk.url("reason", batch.pk), {"code": "uscc.check", "comment": " "}, follow=True
        ).content.decode()
    )
    desk.reason(batch, "uscc.check")
    desk.client.post(desk.url("reason_back", batch.pk), {"code": "uscc.check"})
    assert desk.rows(batch)[7].severity == "confirm"


def test_an_error_cannot_be_talked_away(desk, made_up):
    batch = desk.checked(made_up)
    desk.reason(batch, "uscc.alphabet")
    assert desk.rows(batch)[12].severity == "error"
    desk.apply(batch)
    assert not Organization.objects.filter(name="霁川市青砚见义勇为基金会").exists()
    assert desk.rows(batch)[12].outcome == "skipped"


def test_an_unreadable_value_is_left_empty_after_a_reason(desk, made_up):
    batch = desk.checked(made_up)
    desk.reason(batch, "date.unreadable", line=13)
    desk.reason(batch, "money.unreadable", line=13)
    desk.apply(batch)
    organization = Organization.objects.get(name="霁川市岚桥医疗救助基金会")
    assert (organization.registered_on, organization.registered_funds_yuan) == (None, None)


def test_a_row_can_be_left_out_by_decision(desk, made_up):
    batch = desk.checked(made_up)
    desk.client.post(desk.url("decide", batch.pk, 2), {"decision": "skip"})
    desk.apply(batch)
    assert not Organization.objects.filter(name="霁川市望澜教育发展基金会").exists()


def test_updating_without_a_match_or_creating_a_known_code_is_refused(desk, bureau, made_up):
    bureau.register("某基金会", org_type="3", uscc="53379900552290018L")
    batch = desk.checked(made_up)
    nobody = desk.client.post(desk.url("decide", batch.pk, 3), {"decision": "update"})
    assert (nobody.status_code, "没有匹配到登记簿中的组织" in nobody.content.decode()) == (409, True)
    known = desk.client.post(desk.url("decide", batch.pk, 2), {"decision": "create"})
    assert (known.status_code, "已有相同信用代码的组织" in known.content.decode()) == (409, True)


def test_the_same_list_a_second_time_changes_nothing(desk, made_up):
    desk.apply(desk.checked(made_up))
    before = Organization.objects.count()
    again = desk.checked(made_up)
    rows = desk.rows(again)
    assert (rows[2].decision, rows[2].changes) == ("update", {})
    assert (rows[8].decision, rows[8].changes) == ("update", {})
    desk.apply(again)
    assert Organization.objects.count() == before
    assert desk.rows(again)[2].outcome == "unchanged"


def test_what_the_list_says_otherwise_becomes_a_dated_change(desk, bureau):
    organization = bureau.register("霁川市甲协会", uscc="51379900MJD800301K", uscc_override_reason="试")
    batch = desk.checked(
        "名称,统一社会信用代码,注册资金,业务主管单位,城市,专职人员\n"
        "霁川市乙协会,51379900MJD800301K,30万元,霁川市商务局,望澜区,5\n",
        list_date="2020-06-30",
        source="2020年名册",
    )
    desk.reason(batch, "name.differs")
    desk.reason(batch, "uscc.check")
    desk.reason(batch, "uscc.inner_check")
    desk.apply(batch)
    organization.refresh_from_db()
    assert (organization.name, organization.registered_funds_yuan) == ("霁川市乙协会", Decimal("300000"))
    assert organization.business_supervisor_id == bureau.commerce.pk
    assert organization.district_id == bureau.wanglan.pk
    assert organization.full_time_staff == 5
    assert [n.name for n in organization.names.on(D(2020, 6, 29))] == ["霁川市甲协会"]
    row = desk.rows(batch)[2]
    assert row.outcome == "updated"
    assert row.before["name"] == "霁川市甲协会"


def test_a_register_that_knows_better_keeps_its_fact_and_the_row_says_so(desk, bureau):
    organization = bureau.register("霁川市甲协会")
    desk_actor = bureau.actor("registry_clerk", bureau.bureau)
    actions.set_responsibility(
        organization, actor=desk_actor, kind="business_supervisor", department_id=bureau.industry.pk,
        valid_from=D(2020, 6, 30),
    )  # fmt: skip
    batch = desk.checked("名称,业务主管单位\n霁川市甲协会,霁川市商务局\n", list_date="2020-06-30")
    desk.apply(batch)
    row = desk.rows(batch)[2]
    assert row.outcome == "refused"
    assert "请用“更正”" in row.outcome_note
    organization.refresh_from_db()
    assert organization.business_supervisor_id == bureau.industry.pk


def test_a_register_that_moved_since_the_check_stops_the_whole_batch(desk, bureau, made_up):
    batch = desk.checked(made_up)
    bureau.register("霁川市望澜教育发展基金会", org_type="3")
    desk.apply(batch)
    assert batch.state == "checked"
    assert Organization.objects.count() == 1
    page = desk.page(batch).content.decode()
    assert "检查之后登记簿有变动（涉及第2行）" in page
    desk.client.post(desk.url("recheck", batch.pk))
    desk.apply(batch)
    assert batch.state == "applied"


def test_a_failure_in_the_middle_enters_nothing(desk, made_up, monkeypatch):
    batch = desk.checked(made_up)
    monkeypatch.setattr(applying, "CHUNK", 2)
    real, calls = actions.register_many, []

    def second_chunk_fails(*args, **kwargs):
        calls.append(1)
        if len(calls) == 2:
            raise RuntimeError("the power went")
        return real(*args, **kwargs)

    monkeypatch.setattr(actions, "register_many", second_chunk_fails)
    desk.apply(batch)
    assert (batch.state, Organization.objects.count()) == ("checked", 0)
    assert "系统处理时出错" in desk.page(batch).content.decode()


def test_a_second_click_starts_no_second_job(desk, made_up):
    batch = desk.checked(made_up)
    first = desk.client.post(desk.url("apply", batch.pk), {"version": batch.version})
    second = desk.client.post(desk.url("apply", batch.pk), {"version": batch.version})
    assert (first.status_code, second.status_code) == (302, 409)
    assert "当前状态为“导入中”" in second.content.decode()
    assert Job.objects.filter(kind="imports.apply").count() == 1


def test_progress_is_shown_while_the_job_runs_and_the_page_reloads_after(desk, made_up):
    batch = desk.checked(made_up)
    desk.client.post(desk.url("apply", batch.pk), {"version": batch.version})
    page = desk.page(batch).content.decode()
    assert f'hx-get="{desk.url("progress", batch.pk)}"' in page
    piece = desk.client.get(desk.url("progress", batch.pk), headers={"HX-Request": "true"})
    assert "导入名单" in piece.content.decode()
    batch.refresh_from_db()
    desk.worked(batch, None)
    done = desk.client.get(desk.url("progress", batch.pk), headers={"HX-Request": "true"})
    assert done.headers["HX-Refresh"] == "true"
    assert Job.objects.get(kind="imports.apply").lines.get().text.startswith("导入：新增7行")


def test_a_list_with_nothing_to_enter_is_refused(desk):
    batch = desk.checked("名称,统一社会信用代码\n甲协会,123\n")
    answer = desk.client.post(desk.url("apply", batch.pk), {"version": batch.version})
    assert (answer.status_code, "没有可以导入的行" in answer.content.decode()) == (409, True)


def test_every_step_leaves_a_log_line_and_an_audit_line(desk, made_up):
    batch = desk.checked(made_up)
    desk.download(batch)
    desk.apply(batch)
    steps = TransitionLog.objects.of(batch).order_by("pk").values_list("name", flat=True)
    assert list(steps) == ["upload", "map_columns", "finish_check", "apply", "finish_apply"]
    audited = set(AuditEntry.objects.filter(object_type="registry.ImportBatch").values_list("action", flat=True))
    assert {"imports.upload", "imports.apply"} <= audited
    assert AuditEntry.objects.filter(action="files.fetch").count() == 1


def test_facts_and_current_columns_agree_after_an_import(desk, made_up):
    desk.apply(desk.checked(made_up))
    for organization in Organization.objects.all():
        before = {f.attname: getattr(organization, f.attname) for f in organization._meta.concrete_fields}
        for model in (one for one in dated.fact_models() if one.subject_field == "organization"):
            for fact in model.objects.filter(organization=organization):
                dated.project(model, organization, fact.key)
        organization.refresh_from_db()
        after = {f.attname: getattr(organization, f.attname) for f in organization._meta.concrete_fields}
        assert after == before


def test_the_real_list_enters_with_its_quirks(desk, real_list):
    batch = desk.checked(real_list, list_date="2013-12-31")
    desk.reason(batch, "legacy_reg_no.twice")
    desk.reason(batch, "name.twice")
    desk.apply(batch)
    assert batch.state == "applied"
    assert Organization.objects.count() == 101
    assert Organization.objects.filter(city=None).count() == 56
    assert Organization.objects.exclude(uscc="").count() == 93


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("名单.xlsx", b"MZ\x90\x00" + b"\x00" * 400),
        ("名单.xlsx", b"%PDF-1.7 ..."),
        ("名单.csv", b"\x89PNG\r\n\x1a\n" + b"\x00" * 50),
        ("名单.xls", b"<html><table></table></html>"),
        ("名单.exe", "名称,代码\n甲,1\n".encode()),
        ("名单.csv", b""),
    ],
)
def test_a_hostile_file_is_refused_on_the_page_and_nothing_is_kept(desk, name, data, tmp_path):
    answer = desk.client.post(desk.url("upload"), {"file": SimpleUploadedFile(name, data)})
    assert answer.status_code == 422
    assert "文件没有接收" in answer.content.decode()
    assert not [path for path in tmp_path.rglob("*") if path.is_file()]


def test_a_name_with_path_and_direction_characters_is_tamed(desk):
    desk.upload("名称,备注\n甲协会,1\n", name="../../evil\u202egnp.csv")
    assert desk.batch().file.name == "evilgnp.csv"
