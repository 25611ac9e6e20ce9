"""The register as a file: current state, no person, no ground, no trace of what was removed."""

import csv
import datetime
import io

import pytest

from registry.disclosures import open_data
from registry.organizations import actions
from tests.support.bureau import SETUP

URL = "/open-data/register.csv"
DAY = datetime.date(2024, 3, 1)


@pytest.fixture(autouse=True)
def folder(settings, tmp_path):
    settings.OPEN_DATA = tmp_path


def rows(visitor):
    response = visitor.get(URL)
    text = b"".join(response.streaming_content).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text)))


def test_before_the_first_night_there_is_no_file_and_no_link(visitor, bureau):
    assert visitor.get(URL).status_code == 404
    assert URL not in visitor.get("/data-notes/").content.decode()


def test_it_holds_every_public_organization_as_it_is_today(visitor, bureau):
    tea = bureau.register("霁川市茶业协会", address="听澜街道1号", region_id=bureau.wanglan.pk)
    bureau.register("云岭文教基金会", registration_level="province")
    actions.change_standing(
        tea, actor=SETUP, standing="abnormal", ground="未按期完成整改", valid_from=DAY, document="决1号"
    )
    assert open_data.write() == 1
    (row,) = rows(visitor)
    assert (row["名称"], row["信用状况"], row["所在区县"]) == ("霁川市茶业协会", "已列入活动异常名录", "望澜区")
    assert "听澜街道1号" not in str(row)
    assert "整改" not in str(row)
    actions.change_standing(tea, actor=SETUP, standing="clear", valid_from=datetime.date(2025, 4, 8), document="移1号")
    open_data.write()
    assert "异常名录" not in str(rows(visitor)).replace("未被列入", "")
    assert URL in visitor.get("/data-notes/").content.decode()


def test_a_name_that_looks_like_a_formula_is_text(visitor, bureau):
    bureau.register("=1+1协会")
    open_data.write()
    assert rows(visitor)[0]["名称"].startswith("'=")
