"""The rows of a list as a workbook. `export(page, request)` answers the list's export POST; see docs/lists.md."""

from core.exports.actions import export

__all__ = ["export"]
