"""Equal content is kept once; what no row names is swept; a scanner may refuse."""

import os

import pytest

from core.access.actor import Actor
from core.files import actions
from core.files.models import StoredFile
from core.files.types import FileRefused

pytestmark = pytest.mark.django_db
CSV = "名称,代码\n甲,1\n".encode()


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


def stored(data=CSV, name="名单.csv"):
    return actions.store(data, name=name, kind="test", permission="imports.view", actor=Actor.system("tests"))


def blobs(media):
    return [path for path in media.rglob("*") if path.is_file()]


def test_equal_content_shares_one_blob_under_a_random_name(media):
    first, second = stored(), stored(name="另一份.csv")
    assert first.path == second.path
    assert len(blobs(media)) == 1
    assert first.sha256 not in first.path
    assert actions.read(second) == CSV
    assert StoredFile.objects.get(pk=first.pk).get_scan_display() == "未查毒"


def test_a_blob_without_a_row_is_swept_after_a_day_and_not_before(media):
    kept, orphan = stored(), stored("名称,代码\n乙,2\n".encode())
    path = actions.blob_path(orphan.path)
    orphan.delete()
    assert actions.sweep_orphans() == 0
    old = path.stat().st_mtime - 90_000
    os.utime(path, (old, old))
    os.utime(actions.blob_path(kept.path), (old, old))
    assert actions.sweep_orphans() == 1
    assert actions.read(kept) == CSV


def infected(data):
    return "文件含有病毒，不予接收。"


def test_a_scanner_that_finds_something_refuses_and_nothing_is_kept(settings, media):
    settings.FILE_SCANNER = "tests.core.files.test_store.infected"
    with pytest.raises(FileRefused, match="病毒"):
        stored()
    assert blobs(media) == []
