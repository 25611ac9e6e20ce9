"""What stands beside exported rows: of what list, as of which day, found how, drawn by whom and when."""

from django.http import QueryDict

from core import clock
from core.access.actor import Actor
from core.listing.page import ListPage


def cover(page: ListPage, actor: Actor, query: QueryDict, *, rows: int, audit_number: int) -> list[tuple[str, str]]:
    """(item, text), for the sheet 导出说明 of a workbook and the 说明.txt beside a .csv."""
    now, as_of = clock.now(), getattr(page, "as_of", "")
    sort = page.sort(query.get("sort", ""))
    conditions = "；".join(chip.label for chip in page.filtered(actor, query, is_exact=True).chips(query))
    return [
        ("清单", page.title),
        ("数据截止", as_of or f"{now.astimezone(clock.SHANGHAI):%Y-%m-%d %H:%M}"),
        ("筛选条件", conditions or "无（可见范围内的全部）"),
        ("排序", f"{sort.label}{'（倒序）' if query.get('sort', '').startswith('-') else ''}"),
        ("行数", f"{rows:,}"),
        ("导出人", actor.name),
        ("单位", actor.department_name or "—"),
        ("岗位", actor.seat_label),
        ("导出时间", f"{now.astimezone(clock.SHANGHAI):%Y-%m-%d %H:%M:%S}"),
        ("审计编号", str(audit_number)),
        ("使用要求", "仅供工作使用，注意保管；超出用途提供给他人须另行批准。"),
    ]
