"""Numbered pages for the short lists of administration; lists that grow use core/listing."""

from dataclasses import dataclass

from django.core.paginator import Paginator

SIZE = 50


@dataclass(frozen=True)
class Pages:
    """One page of rows, and what components/pagination.html asks for."""

    rows: list
    summary: str
    first_url: str = ""
    previous_url: str = ""
    next_url: str = ""
    last_url: str = ""


def pages(rows, request, size: int = SIZE) -> Pages:
    """The page that `?page=` asks for; nonsense means the first, too far the last. Two queries."""
    page = Paginator(rows, size).get_page(request.GET.get("page"))
    last = page.paginator.num_pages

    def url(number: int) -> str:
        query = request.GET.copy()
        query["page"] = str(number)
        return f"?{query.urlencode()}"

    return Pages(
        rows=list(page.object_list),
        summary=f"共 {page.paginator.count} 条" + (f"，第 {page.number} / {last} 页" if last > 1 else ""),
        first_url=url(1) if page.has_previous() else "",
        previous_url=url(page.number - 1) if page.has_previous() else "",
        next_url=url(page.number + 1) if page.has_next() else "",
        last_url=url(last) if page.has_next() else "",
    )
