"""Whose lists they are: seeing goes down the offices, acting stays at home."""

import pytest

from registry.imports.models import ImportBatch
from registry.organizations.models import Organization
from tests.registry.imports.conftest import Desk


def test_a_district_clerk_sees_only_the_lists_of_the_district(desk, district_desk, made_up):
    batch = desk.checked(made_up)
    page = district_desk.client.get(district_desk.url("list"))
    assert page.context["listing"].rows == []
    assert district_desk.page(batch).status_code == 404
    assert district_desk.client.get(district_desk.url("row", batch.pk, 2)).status_code == 404
    assert district_desk.client.post(district_desk.url("annotated", batch.pk)).status_code == 404


def test_the_city_sees_the_lists_of_its_districts_and_does_not_act_on_them(desk, district_desk, made_up):
    batch = district_desk.checked(made_up)
    page = desk.page(batch)
    assert page.status_code == 200
    assert "导入可导入的行" not in page.content.decode()
    answer = desk.client.post(desk.url("apply", batch.pk), {"version": batch.version})
    assert answer.status_code == 409
    assert "望澜区民政局" in answer.content.decode()
    refused = desk.reason(batch, "uscc.check")
    assert refused.status_code == 409
    batch.refresh_from_db()
    assert (batch.state, batch.overrides) == ("checked", {})


def test_what_a_district_imports_is_supervised_by_the_district(district_desk, bureau, made_up):
    district_desk.apply(district_desk.checked(made_up))
    authorities = set(Organization.objects.values_list("supervising_authority", "registration_level"))
    assert authorities == {(bureau.wanglan_bureau.pk, "district")}


@pytest.mark.parametrize("role", ["department_officer", "bureau_leader", "party_officer"])
def test_roles_without_the_permission_are_told_so(bureau, role):
    department = bureau.party_committee if role == "party_officer" else bureau.bureau
    client = bureau.client(role, department)
    assert client.get("/staff/imports/").status_code == 403
    assert client.post("/staff/imports/upload/").status_code == 403


def test_an_approval_clerk_may_upload_and_not_apply(bureau, made_up):
    approval = bureau.department("霁川市行政审批服务局", "approval_bureau", bureau.city)
    desk = Desk(bureau.client("approval_clerk", approval))
    batch = desk.checked(made_up)
    assert "导入可导入的行" not in desk.page(batch).content.decode()
    assert desk.client.post(desk.url("apply", batch.pk), {"version": batch.version}).status_code == 403


def test_the_signed_link_serves_one_person_for_one_minute(desk, district_desk, made_up, monkeypatch):
    batch = desk.checked(made_up)
    answer = desk.client.post(desk.url("annotated", batch.pk))
    link = answer.url
    assert desk.body(desk.client.get(link)).startswith(b"PK")
    assert district_desk.client.get(link).status_code == 404
    assert desk.client.get(link.partition("?")[0]).status_code == 404
    monkeypatch.setattr("core.files.links.LINK_SECONDS", -1)
    assert desk.client.get(link).status_code == 404


def test_a_stored_file_is_fetched_by_post_and_only_within_scope(desk, district_desk, made_up):
    batch = desk.checked(made_up)
    url = f"/staff/files/{batch.file_id}/fetch/"
    assert desk.client.get(url).status_code == 405
    assert district_desk.client.post(url).status_code == 404
    answer = desk.client.post(url, follow=True)
    assert desk.body(answer) == made_up.read_bytes()
    assert "attachment" in answer.headers["Content-Disposition"]


def test_discarding_closes_the_batch_and_touches_nothing(desk, made_up):
    batch = desk.checked(made_up)
    desk.client.post(desk.url("discard", batch.pk))
    assert ImportBatch.objects.get().state == "discarded"
