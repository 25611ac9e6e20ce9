import io
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from core.jobs import runner
from core.spreadsheets.reading import read_table
from registry.imports.models import ImportBatch
from tests.support.bureau import Bureau

MADE_UP = Path(__file__).with_name("made_up_foundations.csv")
REAL_LIST = Path(__file__).resolve().parents[4] / "shared" / "data" / "orgs_foundations_2013.csv"


class Desk:
    """A clerk at the import workbench, using nothing but its pages."""

    def __init__(self, client):
        self.client = client

    def url(self, name, *args):
        return reverse(f"staff:imports:{name}", args=args)

    def upload(self, data, name="名单.csv", kind="organizations", **extra):
        if isinstance(data, Path):
            data, name = data.read_bytes(), data.name
        elif isinstance(data, str):
            data = data.encode()
        return self.client.post(self.url("upload"), {"file": SimpleUploadedFile(name, data), "kind": kind}, **extra)

    def batch(self) -> ImportBatch:
        return ImportBatch.objects.latest("pk")

    def map(self, batch, *, changes=None, **about):
        """Post the mapping page as it came, with `changes` (header → target)."""
        page = self.client.get(self.url("mapping", batch.pk))
        form = page.context["form"]
        data = {
            **{name: form[name].value() or "" for name in ("version", *form.kind.asks)},
            **{f"column_{i}": form[f"column_{i}"].value() for i in range(len(batch.header))},
            **{f"column_{batch.header.index(title)}": key for title, key in (changes or {}).items()},
            **about,
        }
        return self.client.post(self.url("mapping", batch.pk), data)

    def checked(self, data, *, kind="organizations", **about) -> ImportBatch:
        self.upload(data, kind=kind)
        batch = self.batch()
        if batch.state == "uploaded":
            assert self.map(batch, **about).status_code == 302
        batch.refresh_from_db()
        assert batch.state == "checked"
        return batch

    def page(self, batch, **query):
        return self.client.get(self.url("detail", batch.pk), query)

    def rows(self, batch):
        return {row.line: row for row in batch.rows.all()}

    def reason(self, batch, code, comment="已核对证书原件", line=None):
        target = self.url("reason", batch.pk) if line is None else self.url("row_reason", batch.pk, line)
        return self.client.post(target, {"code": code, "comment": comment})

    def apply(self, batch):
        """Click, then let the worker do it."""
        batch.refresh_from_db()
        answer = self.client.post(self.url("apply", batch.pk), {"version": batch.version})
        return self.worked(batch, answer)

    def undo(self, batch, comment="名单有误"):
        return self.worked(batch, self.client.post(self.url("undo", batch.pk), {"comment": comment}))

    def worked(self, batch, answer):
        batch.refresh_from_db()
        if batch.job and batch.job.is_open:
            runner.run(batch.job.pk, batch.job.attempt)
        batch.refresh_from_db()
        return answer

    def download(self, batch):
        """Both steps of the guarded download, read back as a table."""
        stream = io.BytesIO(self.body(self.client.post(self.url("annotated", batch.pk), follow=True)))
        stream.name = "结果.xlsx"
        return read_table(stream)

    @staticmethod
    def body(answer) -> bytes:
        """The bytes of a fetched file, and the handle closed."""
        assert answer.status_code == 200
        data = b"".join(answer.streaming_content)
        for close in answer._resource_closers:  # answer.close() would close the database connection as well
            close()
        return data


@pytest.fixture(autouse=True)
def _own_media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def bureau(db) -> Bureau:
    return Bureau()


@pytest.fixture
def desk(bureau) -> Desk:
    return Desk(bureau.client("registry_clerk", bureau.bureau))


@pytest.fixture
def district_desk(bureau) -> Desk:
    return Desk(bureau.client("registry_clerk", bureau.wanglan_bureau))


@pytest.fixture
def made_up() -> Path:
    return MADE_UP


@pytest.fixture
def real_list() -> Path:
    if not REAL_LIST.exists():
        pytest.skip("the real list of 2013 lies outside the project")
    return REAL_LIST
