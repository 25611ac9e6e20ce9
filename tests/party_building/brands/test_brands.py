"""A brand has a manual, files, users from day to day, and a note of every misuse with what was done."""

import datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from core.identity.models import User
from core.indicators.base import indicator
from core.workflow.errors import NotCompetent, Refusal
from party_building.brands import actions
from party_building.brands.models import Authorisation, Brand, BrandFile, Misuse
from party_building.party_units import actions as units
from party_building.party_units.states import CoverageKind, UnitForm, UnitLevel
from registry.org_accounts.models import OrganizationSeat
from tests.registry.organizations.test_list_page import names
from tests.support.bureau import BACKEND, SETUP, Bureau
from tests.support.paper import blank_picture

pytestmark = pytest.mark.django_db
D = datetime.date
LIST = reverse("staff:brands:list")
MANUAL = {
    "name": "霁社同心", "slogan": "同心向党", "scope_text": "本市社会组织党组织", "scenes_text": "背景板、展架",
    "method_text": "不得拆分使用", "document": "霁社工发〔2025〕3号",
}  # fmt: skip


@pytest.fixture(autouse=True)
def _today(set_clock):
    set_clock("2026-06-03")


@pytest.fixture
def bureau(db):
    return Bureau()


@pytest.fixture
def brand(bureau):
    return actions.start(actor=SETUP, department=bureau.party_committee, started_on=D(2025, 3, 1), **MANUAL)


@pytest.fixture
def host(bureau):
    return bureau.register("霁川市茶业协会", responsibilities={"party_superior": bureau.party_committee.pk})


@pytest.fixture
def branch(bureau, host):
    return units.establish(
        actor=SETUP, name="茶业协会党支部", level=UnitLevel.BRANCH, form=UnitForm.STANDALONE,
        superior=bureau.party_committee, established_on=D(2022, 7, 1), organization=host,
    )  # fmt: skip


@pytest.fixture
def officer(bureau):
    return bureau.client("party_officer", bureau.party_committee)


def secretary_of(organization) -> Client:
    user = User.objects.create(username=f"secretary{organization.pk}", name="书记")
    OrganizationSeat.objects.create(
        user=user, organization=organization, role="branch_secretary", valid_from=D(2025, 1, 1)
    )
    client = Client()
    client.force_login(user, backend=BACKEND)
    return client


def test_the_organ_records_a_brand_with_its_manual_and_the_document_that_approved_it(bureau, officer):
    answer = officer.post(reverse("staff:brands:create"), {**MANUAL, "started_on": "2026-05-01"})
    brand = Brand.objects.get()
    assert answer.url == reverse("staff:brands:detail", args=[brand.pk])
    assert "不得拆分使用" in officer.get(answer.url).content.decode()
    without = officer.post(reverse("staff:brands:create"), {**MANUAL, "document": "", "started_on": "2026-05-01"})
    assert without.status_code == 422


def test_a_user_is_authorised_by_name_and_not_twice_at_a_time(brand, branch, officer):
    address = reverse("staff:brands:authorise", args=[brand.pk])
    data = {"who": branch.name, "purpose": "支部活动", "valid_from": "2026-01-01", "valid_to": "2026-12-31"}
    assert officer.post(address, data).status_code == 302
    assert Authorisation.objects.get().unit == branch
    answer = officer.post(address, {**data, "valid_from": "2026-12-31", "valid_to": ""})
    assert "自2026-01-01起已获授权" in answer.content.decode()
    assert officer.post(address, {**data, "valid_from": "2027-01-01", "valid_to": ""}).status_code == 302
    assert officer.post(address, {**data, "who": "不存在"}).status_code == 422


def test_the_last_day_of_an_authorisation_still_counts(bureau, brand, host):
    given = actions.authorise(
        brand, actor=SETUP, organization=host, purpose="节庆", valid_from=D(2026, 1, 1), valid_to=D(2026, 5, 31)
    )
    count = lambda day: indicator("brand_users").numerator(SETUP.scope, day).count()  # noqa: E731
    assert [count(D(2025, 12, 31)), count(D(2026, 1, 1)), count(D(2026, 5, 31)), count(D(2026, 6, 1))] == [0, 1, 1, 0]
    with pytest.raises(Refusal, match="至2026-05-31止"):
        actions.end_authorisation(given, actor=SETUP, last_day=D(2026, 6, 1), reason="误")


def test_files_are_downloaded_by_the_users_and_a_withdrawn_one_is_not(bureau, brand, branch, host, officer):
    upload = {
        "kind": "logo",
        "title": "横版标识",
        "file": SimpleUploadedFile("logo.png", blank_picture(), "image/png"),
    }
    assert officer.post(reverse("staff:brands:add_file", args=[brand.pk]), upload).status_code == 302
    file = BrandFile.objects.get()
    secretary = secretary_of(host)
    page, fetch = (
        reverse("org:brands:detail", args=[brand.pk]),
        reverse("org:brands:fetch_file", args=[brand.pk, file.pk]),
    )
    assert secretary.get(page).status_code == 404, "nobody has authorised them yet"
    actions.authorise(brand, actor=SETUP, unit=branch, purpose="活动", valid_from=D(2026, 1, 1))
    assert brand.name in secretary.get(reverse("org:brands:list")).content.decode()
    assert "横版标识" in secretary.get(page).content.decode()
    answer = secretary.post(fetch)
    assert secretary.get(answer.url).getvalue() == blank_picture()
    assert officer.post(reverse("staff:brands:withdraw_file", args=[brand.pk, file.pk])).status_code == 302
    assert secretary.post(fetch).status_code == 404


def test_a_member_of_a_joint_branch_uses_what_the_branch_may_use(bureau, brand, host):
    joint = units.establish(
        actor=SETUP, name="第一联合党支部", level=UnitLevel.BRANCH, form=UnitForm.JOINT,
        superior=bureau.party_committee, established_on=D(2022, 7, 1),
    )  # fmt: skip
    actions.authorise(brand, actor=SETUP, unit=joint, purpose="活动", valid_from=D(2026, 1, 1))
    secretary = secretary_of(host)
    assert secretary.get(reverse("org:brands:detail", args=[brand.pk])).status_code == 404
    units.cover(host, unit=joint, kind=CoverageKind.JOINT, actor=SETUP, since=D(2023, 1, 1))
    assert secretary.get(reverse("org:brands:detail", args=[brand.pk])).status_code == 200


def test_a_misuse_is_noted_and_stays_open_until_it_says_what_was_done(brand, officer):
    data = {"user_name": "某单位", "found_on": "2026-05-20", "where": "展会", "what": "改变标识颜色"}
    assert officer.post(reverse("staff:brands:note_misuse", args=[brand.pk]), data).status_code == 302
    assert names(officer.get(f"{LIST}?misuse=open")) == [brand.name]
    row = Misuse.objects.get()
    handle = reverse("staff:brands:handle_misuse", args=[brand.pk, row.pk])
    early = officer.post(handle, {"handled_on": "2026-05-19", "handling": "提醒"})
    assert early.status_code == 422
    assert officer.post(handle, {"handled_on": "2026-05-25", "handling": "已更换展板"}).status_code == 302
    assert names(officer.get(f"{LIST}?misuse=open")) == []
    assert "已更换展板" in officer.get(reverse("staff:brands:detail", args=[brand.pk])).content.decode()


def test_giving_a_brand_up_ends_every_authorisation_the_day_before(brand, host, officer):
    actions.authorise(brand, actor=SETUP, organization=host, purpose="节庆", valid_from=D(2026, 1, 1))
    address = reverse("staff:brands:end", args=[brand.pk])
    assert officer.post(address, {"ended_on": "2026-06-01", "reason": "更名"}).status_code == 302
    row = Authorisation.objects.get()
    assert (row.valid_to, row.ended_reason) == (D(2026, 5, 31), "品牌停用")
    with pytest.raises(Refusal, match="已于2026-06-01停用"):
        actions.authorise(
            Brand.objects.get(), actor=SETUP, organization=host, purpose="节庆", valid_from=D(2026, 6, 2)
        )


def test_civil_affairs_looks_and_another_organ_may_not_act(bureau, brand):
    page = reverse("staff:brands:detail", args=[brand.pk])
    assert "由霁川市社会组织综合党委办理" in bureau.client("registry_clerk", bureau.bureau).get(page).content.decode()
    other = bureau.department("望澜区委社会工作部", "party_organ", bureau.wanglan)
    assert bureau.client("party_officer", other).get(page).status_code == 404
    with pytest.raises(NotCompetent, match="霁川市社会组织综合党委"):
        actions.end(brand, actor=bureau.actor("party_officer", other), ended_on=D(2026, 6, 1), reason="误")
