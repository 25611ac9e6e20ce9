"""Three hundred errors of thirty kinds in two thousand rows: every one is named, at its cell, in one look."""

import io

from core.spreadsheets.reading import read_table
from core.spreadsheets.table import Asked
from core.spreadsheets.writing import Column, write_xlsx
from registry.imports.kind import kind_of
from registry.organizations.models import Organization
from tests.registry.imports import planted


def test_every_planted_error_is_named_at_its_cell(desk, bureau):
    sown = planted.made()
    singles = [one for one in sown.expected if not one[2].endswith(".twice")]
    assert len(singles) == 300
    assert len({code for _, _, code in singles}) == 30
    data = write_xlsx(sown.rows, [Column(title) for title in planted.HEADER])
    desk.upload(data, name="两千行.xlsx")
    batch = desk.batch()
    desk.worked(batch, desk.map(batch))
    assert batch.state == "checked"
    kind = kind_of(batch)
    stream = io.BytesIO(desk.body(desk.client.post(desk.url("annotated", batch.pk), follow=True)))
    stream.name = "检查结果.xlsx"
    listed = {
        (int(r.cells[0]), r.cells[1], r.cells[4]) for r in read_table(stream, asked=Asked(sheet="问题清单")).rows
    }
    wanted = {(line, title, kind.issue_label(code)) for line, title, code in sown.expected}
    assert wanted - listed == set()
    touched = {line for line, _, _ in sown.expected}
    assert {line for line, _, _ in listed} == touched, "nothing is said about the seventeen hundred good rows"
    assert not Organization.objects.exists()


def test_every_sentence_says_more_than_its_kind(desk, bureau):
    """Which cell, what is wrong with it; never a bare code."""
    sown = planted.made(rows=400)
    desk.worked(batch := _checked(desk, sown), None)
    messages = [issue["message"] for row in batch.rows.all() for issue in row.issues]
    assert all(message.endswith("。") and len(message) > 8 for message in messages)
    assert not any("None" in message for message in messages)


def _checked(desk, sown):
    desk.upload(write_xlsx(sown.rows, [Column(title) for title in planted.HEADER]), name="名单.xlsx")
    batch = desk.batch()
    desk.map(batch)
    batch.refresh_from_db()
    return batch
