"""Comparing versions where it counts: under the row's lock, inside the action."""

from core.workflow.errors import StaleVersion
from core.workflow.perform import lock


def check_version(obj, version: int | None) -> None:
    """Lock the row, bring `obj` up to date, and refuse when it is no longer the version the page was made from.

    Call it first in the action's transaction; whoever changes the row sets `obj.version += 1` and saves it.
    Raises StaleVersion.
    """
    lock(obj)
    if version is None or obj.version != version:
        raise StaleVersion("您填写期间，他人已修改了同一内容。请核对后再保存。")
