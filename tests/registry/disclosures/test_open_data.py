"""The register as files: current state, no person, no ground, no trace of what was removed; whole, ours."""

import csv
import datetime
import io
import json
import shutil
import subprocess
import zipfile

import pytest
import time_machine
from django.core.management import CommandError, call_command

from core import clock
from core.health.checks import State
from registry.disclosures import bundle, open_data, signing
from registry.disclosures.health import open_data_written
from registry.disclosures.table import SHAPES, Reach, disclosed
from registry.organizations import actions
from registry.tasks import catch_up_open_data
from tests.support.bureau import SETUP

DAY = datetime.date(2024, 3, 1)


@pytest.fixture(autouse=True)
def folder(settings, tmp_path):
    settings.OPEN_DATA = tmp_path / "open-data"
    return settings.OPEN_DATA


def at(text):
    return time_machine.travel(datetime.datetime.fromisoformat(f"{text}+08:00"), tick=False)


def got(visitor, name):
    response = visitor.get(f"/open-data/{name}")
    return b"".join(response.streaming_content) if response.streaming else response.content


def rows(visitor):
    return list(csv.DictReader(io.StringIO(got(visitor, "register.csv").decode("utf-8-sig"))))


def records(visitor):
    return json.loads(got(visitor, "register.json"))["organizations"]


def changes(day):
    path = bundle.current().changes().get(datetime.date.fromisoformat(day))
    return {one["id"]: one["kind"] for one in json.loads(path.read_text())["changes"]} if path else None


def everything_public(visitor):
    """All that a night leaves behind, unpacked, as one text."""
    published = bundle.current()
    package = zipfile.ZipFile(published.folder / bundle.PACKAGE)
    texts = [(published.folder / name).read_bytes() for name in published.names if name != bundle.PACKAGE]
    return b"\n".join([*texts, *map(package.read, package.namelist())]).decode("utf-8", "replace")


def test_before_the_first_night_there_is_no_file_and_the_page_says_so(visitor, bureau):
    assert visitor.get("/open-data/register.csv").status_code == 404
    assert "文件还没有生成" in visitor.get("/open-data/").content.decode()


def test_it_holds_every_public_organization_as_it_is_today(visitor, bureau):
    tea = bureau.register("霁川市茶业协会", address="听澜街道1号", region_id=bureau.wanglan.pk)
    bureau.register("云岭文教基金会", registration_level="province")
    actions.change_standing(
        tea, actor=SETUP, standing="abnormal", ground="未按期完成整改", valid_from=DAY, document="决1号"
    )
    assert open_data.write() == 1
    (row,) = rows(visitor)
    assert (row["名称"], row["信用状况"], row["所在区县"]) == ("霁川市茶业协会", "已列入活动异常名录", "望澜区")
    (record,) = records(visitor)
    assert (record["name"], record["standing"]["standing"]) == ("霁川市茶业协会", "abnormal")
    assert row["编号"] == record["id"]
    assert "听澜街道1号" not in everything_public(visitor)
    assert "未按期完成整改" not in everything_public(visitor)


def test_a_name_that_looks_like_a_formula_is_text(visitor, bureau):
    bureau.register("=1+1协会")
    open_data.write()
    assert rows(visitor)[0]["名称"].startswith("'=")
    assert records(visitor)[0]["name"] == "=1+1协会"


def test_the_dictionary_explains_every_key_that_a_record_can_hold(visitor, bureau):
    bureau.register("霁川市茶业协会", region_id=bureau.wanglan.pk)
    open_data.write()
    fields = {field["key"]: field for field in json.loads(got(visitor, "dictionary.json"))["fields"]}
    assert set(fields) == {"id", *disclosed(Reach.BULK, clock.today())}
    assert set(records(visitor)[0]) <= set(fields)
    assert all(field["type"] in SHAPES and field["label"] for field in fields.values())
    assert "异常名录" in fields["standing"]["values"]
    table = got(visitor, "dictionary.csv").decode("utf-8-sig")
    assert all(f"\n{key}," in table for key in fields)


def test_a_listing_that_was_mended_is_told_by_no_file_after_the_night(visitor, bureau):
    with at("2026-05-10T03:20"):
        tea = bureau.register("霁川市茶业协会")
        bureau.register("霁川市棋类协会")
        open_data.write()
    with at("2026-05-11T03:20"):
        today = clock.today()
        actions.change_standing(
            tea, actor=SETUP, standing="abnormal", ground="未按期完成整改", valid_from=today, document="决1号"
        )
        open_data.write()
        slug = next(row["编号"] for row in rows(visitor) if row["名称"] == "霁川市茶业协会")
        assert json.loads(got(visitor, "changes-2026-05-11.json")) == {
            "data_day": "2026-05-11",
            "changes": [{"id": slug, "kind": "changed"}],
        }
    with at("2026-05-12T03:20"):
        tea.refresh_from_db()
        actions.change_standing(tea, actor=SETUP, standing="clear", valid_from=clock.today(), document="移1号")
        open_data.write()
        left = everything_public(visitor).replace("未被列入活动异常名录和严重违法失信名单", "")
    telling = ('"standing": "abnormal"', '"since": "2026-05-11"', "已列入", "未按期", "决1号", "移1号")
    assert [word for word in telling if word in left] == []
    # What is left is the dictionary's word for the code, which speaks of nobody.
    assert left.count("活动异常名录") == left.count("abnormal活动异常名录")
    assert changes("2026-05-12") == {slug: "changed"}
    assert len([one for one in bundle.root().iterdir() if one.is_dir() and not one.is_symlink()]) == 1


def test_change_files_say_new_changed_and_gone_and_add_up_within_a_day(visitor, bureau):
    with at("2026-05-10T03:20"):
        tea = bureau.register("霁川市茶业协会")
        open_data.write()
        assert bundle.current().changes() == {}
    with at("2026-05-11T03:20"):
        chess = bureau.register("霁川市棋类协会")
        open_data.write()
        actions.rename(chess, actor=SETUP, name="霁川市象棋协会", valid_from=clock.today(), document="更1号")
        type(tea).objects.filter(pk=tea.pk).update(registration_level="province")
        open_data.write()
    kinds = set(changes("2026-05-11").values())
    assert kinds == {"new", "gone"}
    assert len(changes("2026-05-11")) == 2


def test_a_change_file_is_gone_when_its_time_is_over(visitor, bureau, settings):
    settings.OPEN_DATA_CHANGE_DAYS = 3
    bureau.register("霁川市茶业协会")
    for day in ("2026-05-10", "2026-05-11", "2026-05-12", "2026-05-13", "2026-05-14"):
        with at(f"{day}T03:20"):
            open_data.write()
    assert [day.isoformat() for day in bundle.current().changes()] == ["2026-05-14", "2026-05-13", "2026-05-12"]
    assert visitor.get("/open-data/changes-2026-05-11.json").status_code == 404
    assert "changes-2026-05-11" not in everything_public(visitor)


def test_a_new_column_of_the_table_is_no_change_of_an_organization(visitor, bureau, settings):
    bureau.register("霁川市茶业协会")
    full = settings.DISCLOSURES
    settings.DISCLOSURES = tuple(row for row in full if row.key != "org_type")
    with at("2026-05-10T03:20"):
        open_data.write()
    settings.DISCLOSURES = full
    with at("2026-05-11T03:20"):
        open_data.write()
    assert "org_type" in records(visitor)[0]
    assert changes("2026-05-11") == {}


def test_a_night_that_breaks_leaves_the_files_of_the_night_before(visitor, bureau, monkeypatch):
    bureau.register("霁川市茶业协会")
    open_data.write()
    before = bundle.current().folder
    monkeypatch.setattr(signing, "digest_list", lambda paths: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        open_data.write()
    assert bundle.current().folder == before
    assert [one.name for one in bundle.root().iterdir() if one.is_dir() and not one.is_symlink()] == [before.name]
    assert rows(visitor)[0]["名称"] == "霁川市茶业协会"


def test_a_night_that_was_missed_is_made_up_for_once(bureau):
    with at("2026-05-10T02:00"):
        catch_up_open_data()
        first = bundle.current().folder
    with at("2026-05-11T03:00"):
        catch_up_open_data()
        assert bundle.current().folder == first
    with at("2026-05-11T09:00"):
        catch_up_open_data()
        second = bundle.current().folder
        catch_up_open_data()
    assert first != second == bundle.current().folder


def test_the_health_page_says_when_a_night_brought_no_files(bureau):
    with at("2026-05-10T03:20"):
        open_data.write()
    with at("2026-05-11T04:00"):
        assert open_data_written().state == State.OK
    with at("2026-05-11T05:00"):
        assert open_data_written().state == State.DEGRADED
        assert "2026-05-10" in open_data_written().sentence


def test_manifest_and_page_name_every_file_with_its_size(visitor, bureau):
    bureau.register("霁川市茶业协会")
    open_data.write()
    manifest = json.loads(got(visitor, "manifest.json"))
    assert manifest["organizations"] == 1
    assert manifest["data_day"] == clock.today().isoformat()
    for file in manifest["files"]:
        assert len(got(visitor, file["name"])) == file["bytes"]
    page = visitor.get("/open-data/").content.decode()
    published = [name for name in bundle.current().names if not name.startswith("changes-")]
    assert [name for name in published if f"/open-data/{name}" not in page] == []
    assert visitor.get("/open-data/..%2f.lock").status_code == 404
    assert visitor.get("/open-data/.lock").status_code == 404


def test_openssl_and_sha256sum_find_the_package_as_it_was_published(visitor, bureau, tmp_path):
    bureau.register("霁川市茶业协会")
    open_data.write()
    unpacked = tmp_path / "unpacked"
    zipfile.ZipFile(io.BytesIO(got(visitor, "all.zip"))).extractall(unpacked)
    (unpacked / "public-key.pem").write_bytes(got(visitor, "public-key.pem"))
    page = visitor.get("/open-data/").content.decode()
    for command in (
        "sha256sum -c SHA256SUMS",
        "openssl pkeyutl -verify -pubin -inkey public-key.pem -rawin -in SHA256SUMS -sigfile SHA256SUMS.sig",
    ):
        assert command in page
        done = subprocess.run(command.split(), cwd=unpacked, capture_output=True, text=True)  # noqa: S603
        assert done.returncode == 0, done.stderr


def verify(*arguments, **options):
    out = io.StringIO()
    call_command("verify_open_data", *map(str, arguments), stdout=out, **options)
    return out.getvalue()


def test_the_command_names_what_differs(bureau, tmp_path):
    bureau.register("霁川市茶业协会")
    open_data.write()
    assert "签名有效" in verify()
    copy = tmp_path / "copy"
    shutil.copytree(bundle.current().folder, copy)
    (copy / "register.csv").write_text("别的", encoding="utf-8")
    (copy / "extra.csv").write_text("多的", encoding="utf-8")
    out = io.StringIO()
    with pytest.raises(CommandError, match="3 处"):
        call_command(
            "verify_open_data", *(str(copy / n) for n in ("register.csv", "extra.csv", "none.csv")), stdout=out
        )
    assert "register.csv：内容与摘要清单不一致" in out.getvalue()
    assert "extra.csv：不在摘要清单中" in out.getvalue()
    assert "none.csv：文件不存在" in out.getvalue()
    sums = copy / "SHA256SUMS"
    sums.write_text(sums.read_text().replace("a", "b", 1), encoding="utf-8")
    out = io.StringIO()
    with pytest.raises(CommandError):
        call_command("verify_open_data", str(copy / "manifest.json"), stdout=out)
    assert "SHA256SUMS：签名不符" in out.getvalue()


def test_without_a_key_the_files_go_out_unsigned_and_everybody_is_told(visitor, bureau, settings):
    settings.OPEN_DATA_KEY = ""
    open_data.write()
    assert not bundle.current().is_signed
    assert json.loads(got(visitor, "manifest.json"))["is_signed"] is False
    page = visitor.get("/open-data/").content.decode()
    assert "没有数字签名" in page
    assert "public-key.pem" not in page
    assert visitor.get("/open-data/public-key.pem").status_code == 404
    assert "未核对签名" in verify()
