"""config/disclosure.py decides: what it does not name reaches nobody, what it names from a day on appears that day."""

import dataclasses
import datetime

import pytest
from django.conf import settings
from django.urls import reverse

from core import clock
from registry.disclosures import queries
from registry.disclosures.queries import READERS, publish, register
from registry.disclosures.table import Reach
from registry.organizations import actions
from registry.organizations.models import Organization
from registry.organizations.states import Standing
from tests.support.bureau import SETUP

CODE = "51370300TE5T000162"
VALUES = {
    "name": "望澜区溪山琴会",
    "uscc": CODE,
    "legacy_reg_no": "望民社证字第0007号",
    "org_type": "社会团体",
    "status": "存续",
    "standing": "未被列入",
    "fundraising": "公开募捐资格",
    "registered_on": "2015年1月1日",
    "registering_authority": "霁川市民政局",
    "business_supervisor": "霁川市商务局",
    "district": "望澜区",
    "address": "听澜街道甲一号",
    "business_scope": "古琴研习与雅集",
    "registered_funds": "50,000元",
    "certificate": "证书载明有效期至2030年11月19日",
    "former_names": "望澜区听泉琴社",
    "annual_reports": "",
}


@pytest.fixture
def club(bureau):
    made = bureau.register(
        "望澜区听泉琴社",
        uscc=CODE,
        legacy_reg_no=VALUES["legacy_reg_no"],
        region_id=bureau.wanglan.pk,
        address=VALUES["address"],
        business_scope=VALUES["business_scope"],
        registered_funds_yuan="50000",
        responsibilities={"business_supervisor": bureau.commerce.pk},
    )
    actions.rename(made, actor=SETUP, name=VALUES["name"], valid_from=datetime.date(2020, 1, 1))
    Organization.objects.filter(pk=made.pk).update(certificate_until=datetime.date(2030, 11, 19))
    return register().get(pk=made.pk)


def without(key):
    return tuple(row for row in settings.DISCLOSURES if row.key != key)


def places(visitor, club):
    """Everything a visitor and a machine can get of it: page, result, picture, record."""
    slug = queries.slug_of(club)
    page = visitor.get(reverse("public:disclosures:organization", args=[slug]))
    found = visitor.get(reverse("public:disclosures:search"), {"q": "琴"})
    picture = visitor.get(reverse("public:disclosures:qr_code", args=[slug]))
    assert (page.status_code, found.status_code, picture.status_code) == (200, 200, 200)
    return {
        Reach.PAGE: page.content.decode().split("<h1>")[1] + picture["Content-Type"] + page.request["PATH_INFO"],
        Reach.LIST: found.content.decode().split("data-row-keys")[1],
        Reach.BULK: str(publish([club], reach=Reach.BULK)[0].as_record()),
    }


def test_every_row_has_a_reader_and_every_reader_a_row():
    assert {row.key for row in settings.DISCLOSURES} == READERS.keys()


def test_what_the_table_names_is_there_as_far_as_it_reaches(visitor, club):
    found = places(visitor, club)
    for row in settings.DISCLOSURES:
        if value := VALUES.get(row.key):
            assert (value in found[Reach.PAGE]) == (Reach.PAGE in row.reaches), row.key
    assert VALUES["address"] not in found[Reach.LIST] + found[Reach.BULK]
    assert VALUES["business_scope"] not in found[Reach.LIST] + found[Reach.BULK]


@pytest.mark.parametrize("key", [key for key, value in VALUES.items() if value])
def test_a_row_taken_out_is_gone_from_page_result_picture_and_record(visitor, club, settings, key):
    settings.DISCLOSURES = without(key)
    found = places(visitor, club)
    if key in ("uscc", "address", "business_scope", "legacy_reg_no", "former_names"):
        assert VALUES[key] not in "".join(found.values())
    assert key not in publish([club], reach=Reach.BULK)[0].as_record()
    for reach in Reach:
        assert key not in publish([club], reach=reach)[0].by_key


def test_without_the_credit_code_the_address_names_none_and_the_code_leads_nowhere(visitor, club, settings):
    settings.DISCLOSURES = without("uscc")
    assert queries.slug_of(club) == f"id-{club.pk}"
    assert visitor.get(reverse("public:disclosures:organization", args=[CODE])).status_code == 404


def test_a_fact_with_a_day_to_come_is_hidden_until_that_day(club, settings, set_clock):
    first = clock.today() + datetime.timedelta(days=9)
    settings.DISCLOSURES = tuple(
        dataclasses.replace(row, since=first) if row.key == "address" else row for row in settings.DISCLOSURES
    )
    assert "address" not in publish([club], reach=Reach.PAGE)[0].by_key
    set_clock((first - datetime.timedelta(days=1)).isoformat())
    assert "address" not in publish([club], reach=Reach.PAGE)[0].by_key
    set_clock(first.isoformat())
    assert publish([club], reach=Reach.PAGE)[0].by_key["address"].text == VALUES["address"]


def test_the_page_of_data_notes_shows_every_row_with_its_basis(visitor, db):
    page = visitor.get(reverse("public:disclosures:data_notes")).content.decode()
    for row in settings.DISCLOSURES:
        assert row.label in page
        assert row.basis in page
        assert row.since.isoformat() in page
    assert "条文待核" in page


def test_no_public_fact_carries_a_model(club):
    for reach in Reach:
        (public,) = publish([club], reach=reach)
        for fact in public.facts:
            assert isinstance(fact.raw, str | int | bool | list | dict), fact.key
            assert all(isinstance(line.text, str) for line in fact.lines)


def test_numbers_of_a_person_in_free_text_are_blanked(bureau):
    made = bureau.register(
        "霁川市算学会", address="枕河街道2号 12345678901", business_scope="联系人379902198001010015"
    )
    (public,) = publish([register().get(pk=made.pk)], reach=Reach.PAGE)
    assert public.by_key["address"].text == "枕河街道2号 （号码不予公开）"
    assert public.by_key["business_scope"].text == "联系人（号码不予公开）"


def test_a_standing_is_public_only_with_its_decision(bureau):
    made = bureau.register("霁川市算学会")
    day = datetime.date(2024, 3, 1)
    actions.change_standing(made, actor=SETUP, standing=Standing.ABNORMAL, ground="来源不明", valid_from=day)
    (public,) = publish([register().get(pk=made.pk)], reach=Reach.PAGE)
    assert public.by_key["standing"].text == "名录信息正在核对，请以登记管理机关公布的决定为准"
    assert public.by_key["standing"].raw == {"standing": "under_verification"}
