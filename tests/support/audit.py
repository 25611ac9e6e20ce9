"""Audit entries inside a test's transaction, which never commits."""

from django.db import connection


def seal() -> None:
    """Let the deferred triggers run now, as the commit would."""
    with connection.cursor() as cursor:
        cursor.execute("set constraints all immediate")
        cursor.execute("set constraints all deferred")
