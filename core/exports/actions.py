"""The rows of a list as .xlsx or .csv, with a cover: at once where they are few, as a job where they are many."""

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect
from django.utils.module_loading import import_string

from core import audit, jobs
from core.access import guards
from core.listing.cover import cover
from core.listing.page import ListPage
from core.listing.workbook import CSV, MAKERS, XLSX, as_download, file_name
from core.refusal import Refusal

AT_ONCE = 5_000


class Nothing(Refusal):
    """The selected rows were asked for, and none was selected."""


def export(page: ListPage, request) -> HttpResponse:
    """Answer to the list's export POST: the rows of the query string it was posted with, all of them.

    `columns=shown` in the form narrows it to the columns of the query string; `range=page` (the keys of a page) or
    ticked `pk` to those rows; `format=csv` asks for a .csv. Raises MissingPermission, Nothing. Writes one audit line,
    with the number of rows or of the job.
    """
    if not page.export_permission or not request.actor.can(page.export_permission):
        raise guards.MissingPermission(page.export_permission or "export")
    asked = _asked(request)
    picked = _picked(request)
    rows = page.filtered(request.actor, asked, is_exact=True).qs
    if picked is not None:
        rows = rows.filter(pk__in=picked)
    count = rows.order_by().values("pk")[: AT_ONCE + 1].count()
    if count > AT_ONCE:
        return _as_job(page, request, asked)
    entry = audit.record(page.export_permission, actor=request.actor, rows=count, list=_path(page))
    kind = _kind(request)
    said = cover(page, request.actor, asked, rows=count, audit_number=entry.pk)
    return as_download(page, MAKERS[kind](page, request.actor, asked, pks=picked, cover=said), kind)


def _kind(request) -> str:
    return CSV if request.POST.get("format") == CSV else XLSX


def _asked(request) -> QueryDict:
    asked = request.GET.copy()
    if request.POST.get("columns") != "shown":
        asked.pop("cols", None)
    return asked


def _picked(request) -> list[int] | None:
    """The keys chosen below the list; None for the whole list. Raises Nothing when none was ticked."""
    wanted = request.POST.get("range", "all")
    if wanted == "all":
        return None
    texts = request.POST.get("page", "").split(",") if wanted == "page" else request.POST.getlist("pk")
    pks = [int(text) for text in texts if text.isdecimal() and len(text) < 19]
    if not pks:
        raise Nothing("没有勾选任何记录。请先勾选，或导出全部筛选结果。")
    return pks


def _as_job(page: ListPage, request, asked: QueryDict) -> HttpResponse:
    job = jobs.enqueue(
        "listing.export",
        {"page": _path(page), "given": page.given, "query": asked.urlencode(), "format": _kind(request)},
        actor=request.actor,
        title=f"导出{page.title}",
    )
    audit.record(page.export_permission, actor=request.actor, subject=job, list=_path(page))
    messages.info(request, "数据较多，已转为后台任务。完成后可在本页下载，也会收到消息。")
    return redirect("staff:jobs:detail", pk=job.pk)


def _path(page: ListPage) -> str:
    return f"{type(page).__module__}.{type(page).__qualname__}"


@jobs.job_kind("listing.export", title="导出清单")
def run(job, page: str, given: dict, query: str, format: str = XLSX):  # noqa: A002 as it stands in the form
    its_class = import_string(page)
    if not (isinstance(its_class, type) and issubclass(its_class, ListPage)):
        raise ValueError("not a list page")
    listed = its_class(**given)
    asked = QueryDict(query)
    total = listed.filtered(job.actor, asked, is_exact=True).qs.order_by().count()
    job.progress(0, total, stage="生成表格")
    entry = audit.record(listed.export_permission, actor=job.actor, rows=total, list=page, job=job.pk)
    said = cover(listed, job.actor, asked, rows=total, audit_number=entry.pk)
    data = MAKERS[format](listed, job.actor, asked, lambda done: job.progress(done, total), cover=said)
    job.attach(file_name(listed, format), data, permission=listed.export_permission)
    job.progress(total, total, stage="完成")
    return {"rows": total}
