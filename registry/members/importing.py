"""The import pages of both sides: upload, look at every row, write or give up. The two differ in frame and guard."""

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from core.listing.workbook import MIME
from core.refusal import Refusal
from core.spreadsheets.writing import Column, write_xlsx
from registry.members import actions, checking
from registry.members.forms import UploadForm
from registry.members.states import ImportState, MemberPost

SHOWN = 500
_EXAMPLE = ("（示例，请删除）霁川市望湖食品有限公司", "", "望澜区", MemberPost.MEMBER.label, "2024-03-01")


def uploaded(request, organization, *, template: str, then: str, context: dict) -> HttpResponse:
    form = UploadForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            batch = actions.upload(organization, actor=request.actor, file=form.cleaned_data["file"])
        except Refusal as refusal:
            form.add_error("file", str(refusal))
        else:
            return redirect(then, pk=batch.pk)
    context = {**context, "form": form, "organization": organization}
    return render(request, template, context, status=422 if form.errors else 200)


def looked_at(request, batch, *, template: str) -> HttpResponse:
    """Rows with errors first; a list that was written shows its outcome instead."""
    rows = checking.check(batch.organization, batch.rows) if batch.state == ImportState.CHECKED else []
    wrong = [row for row in rows if row.errors]
    ordered = [*wrong, *(row for row in rows if not row.errors)]
    context = {
        "batch": batch,
        "rows": ordered[:SHOWN],
        "rest": max(len(ordered) - SHOWN, 0),
        "wrong": len(wrong),
        "good": len(rows) - len(wrong),
        "total": len(batch.rows),
        "unused": "、".join(batch.unused),
        "outcome": outcome_words(batch.outcome),
    }
    return render(request, template, context)


_WORDS = {
    "create": "新企业入会",
    "join": "已有企业入会",
    "change": "职务变更",
    "same": "无变化",
    "refused": "有错误未导入",
}


def outcome_words(outcome: dict) -> str:
    return "，".join(f"{word}{outcome[key]}家" for key, word in _WORDS.items() if outcome.get(key))


def applied(request, batch) -> None:
    counts = actions.apply(batch, actor=request.actor)
    messages.success(request, f"导入完成：{outcome_words(counts) or '没有变化'}。")


def errors_sheet(batch) -> HttpResponse:
    """The list as it was read with everything that is wrong beside each row, to be put right and sent again."""
    keys = list(settings.MEMBER_COLUMNS)
    columns = [Column(checking.LABELS[key], 24) for key in keys] + [Column("问题", 60)]
    rows = checking.check(batch.organization, batch.rows)
    lines = (
        [*(row.cells.get(key, "") for key in keys), "；".join(f"{c}：{t}" for c, t in (*row.errors, *row.remarks))]
        for row in rows
    )
    return _download(write_xlsx(lines, columns, sheet="会员名单"), "members-checked.xlsx")


def blank_sheet() -> HttpResponse:
    columns = [Column(headings[0], 24) for headings in settings.MEMBER_COLUMNS.values()]
    return _download(write_xlsx([_EXAMPLE], columns, sheet="会员名单"), "members.xlsx")


def _download(data: bytes | None, name: str) -> HttpResponse:
    return HttpResponse(data, content_type=MIME, headers={"Content-Disposition": f'attachment; filename="{name}"'})
