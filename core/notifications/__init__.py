"""Telling people: notices in the portal, e-mail and SMS through an outbox; see docs/notifications.md.

`from core.notifications import notices` and call `notices.queue(...)` inside the transaction of the act.
"""
