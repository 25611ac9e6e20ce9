"""The accountant is a guest of one section: she fills it, and sees nothing else of the organization."""

import json
import re

import pytest
from django.test import Client
from django.urls import reverse

from core.identity.models import User
from registry.annual_reports.actions import filling
from registry.annual_reports.models import SectionGuest
from registry.org_accounts.models import OrganizationSeat
from registry.org_accounts.states import OrgSeatState
from tests.support.bureau import BACKEND

PASSWORD = "Baihua-2026-shu"
AUTOSAVE = {"headers": {"X-Autosave": "1"}}


def url(name, *args):
    return reverse(f"org:annual_reports:{name}", args=args)


@pytest.fixture
def own(season):
    organization = season.association()
    season.open()
    return organization


def invite(client, report, sections=("staff",), until="2026-06-20"):
    return client.post(url("guests", report.pk), {"name": "云会计", "sections": list(sections), "expires_on": until})


def code_on(page: str) -> str:
    return page.split('id="one-time-code">')[1].split("<")[0].replace(" ", "")


def join(code: str, username="yunkuaiji") -> Client:
    words = {"code": code, "name": "云会计", "username": username, "password1": PASSWORD, "password2": PASSWORD}
    assert Client().post(reverse("public:activate"), words).status_code == 302
    client = Client()
    client.force_login(User.objects.get(username=username), backend=BACKEND)
    return client


@pytest.fixture
def report(season, own):
    return season.begun(own)


@pytest.fixture
def filer(season, own):
    return season.filer(own, role="organization_filer")


@pytest.fixture
def guest(report, filer):
    return join(code_on(invite(filer, report).content.decode()))


def posted(report, key="staff", **answers) -> dict:
    stored = report.sections.get(key=key)
    return {**stored.answers, "version": stored.version, **answers}


def test_she_fills_her_section_and_the_organization_sees_who_saved_it(report, filer, guest):
    page = guest.get(url("given")).content.decode()
    assert "霁川市花木协会" in page
    assert url("given_section", report.pk, "staff") in page
    assert guest.get(url("given_section", report.pk, "staff")).status_code == 200
    saved = guest.post(url("given_autosave", report.pk, "staff"), posted(report, volunteers="11"), **AUTOSAVE)
    assert saved.status_code == 200
    report.refresh_from_db()
    assert guest.post(url("given_section", report.pk, "staff"), posted(report, volunteers="12")).status_code == 302
    assert report.sections.get(key="staff").answers["volunteers"] == "12"
    assert "云会计 刚刚保存" in filer.get(url("detail", report.pk)).content.decode()


def test_nothing_else_of_the_organization_opens_for_her(season, own, report, guest):
    assert guest.get(url("given_section", report.pk, "basic")).status_code == 404
    assert guest.post(url("given_autosave", report.pk, "basic"), posted(report, "basic")).status_code == 404
    for address in (
        url("list"), url("detail", report.pk), url("section", report.pk, "staff"), url("check", report.pk),
        url("print", report.pk, 0), url("attachments", report.pk), url("guests", report.pk),
        reverse("org:organizations:detail"), reverse("org:org_accounts:list"),
    ):  # fmt: skip
        assert guest.get(address).status_code == 403, address
    assert guest.post(url("submit", report.pk), {}).status_code == 403
    home = guest.get("/home/").content.decode()
    assert "2025年度报告" not in home


def test_the_verb_itself_refuses_what_was_not_given(season, own, report, guest):
    from registry.org_accounts.seats import actor_of

    seat = OrganizationSeat.objects.get(role="report_guest")
    with pytest.raises(filling.NotPermitted):
        filling.save_section(report, "basic", {}, version=1, actor=actor_of(seat))


def test_after_her_day_and_after_it_was_taken_back_the_door_is_shut(report, filer, guest, set_clock):
    set_clock("2026-06-20")
    assert guest.get(url("given_section", report.pk, "staff")).status_code == 200, "the last day is included"
    set_clock("2026-06-21")
    assert guest.get(url("given_section", report.pk, "staff")).status_code == 404
    assert "可能已到期" in guest.get(url("given")).content.decode()
    set_clock("2026-06-10")
    filer.post(url("end_guest", report.pk, SectionGuest.objects.get().pk))
    assert guest.get(url("given_section", report.pk, "staff")).status_code in (302, 403, 404)
    assert OrganizationSeat.objects.get(role="report_guest").state == OrgSeatState.ENDED


def test_several_guests_at_once_and_one_invited_twice(report, filer, guest):
    other = join(code_on(invite(filer, report, ("activity",)).content.decode()), "lvshi")
    assert other.get(url("given_section", report.pk, "activity")).status_code == 200
    assert guest.get(url("given_section", report.pk, "staff")).status_code == 200
    again = code_on(invite(filer, report, ("basic",)).content.decode())
    assert guest.post(reverse("public:activate"), {"code": again}).status_code == 302
    assert guest.get(url("given_section", report.pk, "basic")).status_code == 200
    assert OrganizationSeat.objects.filter(role="report_guest").count() == 2


def test_two_people_in_her_section_do_not_overwrite_each_other_unseen(report, filer, guest):
    old = posted(report, volunteers="11")
    filer.post(url("autosave", report.pk, "staff"), posted(report, volunteers="20"), **AUTOSAVE)
    answer = guest.post(url("given_section", report.pk, "staff"), old)
    assert answer.status_code == 409
    assert "内容有冲突" in answer.content.decode()
    assert report.sections.get(key="staff").answers["volunteers"] == "20"
    assert guest.post(url("given_autosave", report.pk, "staff"), old, **AUTOSAVE).status_code == 409


@pytest.mark.parametrize("wrong", [{"sections": []}, {"until": "2027-01-01"}, {"until": "2026-06-02"}])
def test_an_invitation_names_sections_and_a_day_within_the_season(report, filer, wrong):
    assert invite(filer, report, **wrong).status_code == 422
    assert not SectionGuest.objects.exists()


def test_only_who_may_send_invites(season, own, report):
    secretary = season.filer(own, role="branch_secretary")
    assert invite(secretary, report).status_code == 403


def test_a_guest_is_told_sums_while_typing_and_no_number_of_another_section(season, report, filer):
    season.fill(report, "balance_sheet", bs_110_end="777777", bs_110_begin="1")
    client = join(code_on(invite(filer, report, ("activities_statement",)).content.decode()))
    page = client.get(url("given_section", report.pk, "activities_statement")).content.decode()
    rules = json.loads(re.search(r'<script id="report-rules"[^>]*>(.*?)</script>', page, re.S)[1])
    assert rules["rules"]
    assert (rules["elsewhere"], rules["numbers"]) == ([], {})
    assert "777777" not in page
