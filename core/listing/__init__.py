"""List pages: filters as chips, whitelisted sorts, keyset pages, state in the URL. How to: docs/lists.md."""

from core.listing.bulk import BulkAction
from core.listing.columns import Column
from core.listing.filters import ChoicesFilter, Filters
from core.listing.keyset import Sort
from core.listing.page import ListPage

__all__ = ["BulkAction", "ChoicesFilter", "Column", "Filters", "ListPage", "Sort"]
