"""Who did what, provably: append-only entries in a hash chain, anchored outside the database.

`audit.record(...)` inside the transaction of the act; see docs/audit.md for what the chain and the anchors can show.
"""

from core.audit.actions import record, record_refusal

__all__ = ["record", "record_refusal"]
