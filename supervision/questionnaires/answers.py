"""Answers for a page: each question with what was said, where it comes from, and the file to fetch."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from core.files import actions as files
from core.files.models import StoredFile
from supervision.questionnaires.questions import Question, Questions, is_asked


@dataclass(frozen=True)
class Said:
    question: Question
    text: str
    file: StoredFile | None = None
    note: str = ""


def said(
    questions: Questions,
    given: Mapping[str, str],
    known: Mapping[str, str] | None = None,
    notes: Mapping[str, str] | None = None,
) -> list[Said]:
    """Every question that was asked, in order; one query where files were handed in."""
    stored = files_of(questions, given)
    rows = []
    for one in questions:
        if not is_asked(one, questions, given):
            continue
        text = given.get(one.key, "") or (known or {}).get(one.key, "")
        file = stored.get(text) if one.is_file else None
        rows.append(Said(one, file.name if file else one.said(text), file, (notes or {}).get(one.key, "")))
    return rows


def files_of(questions: Questions, given: Mapping[str, str]) -> dict[str, StoredFile]:
    """Stored files by the text of their answers."""
    ids = [given[one.key] for one in questions if one.is_file and given.get(one.key, "").isdigit()]
    return {str(pk): file for pk, file in StoredFile.objects.in_bulk(ids).items()} if ids else {}


def store(uploads: Mapping, *, kind: str, permission: str, actor, allowed: Iterable[str]) -> dict[str, str]:
    """Keep what was handed in: key → id of the stored file. Raises FileRefused."""
    return {
        key: str(
            files.store(
                upload.read(), name=upload.name, kind=kind, permission=permission, actor=actor, allowed=tuple(allowed)
            ).pk
        )
        for key, upload in uploads.items()
    }
