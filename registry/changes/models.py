from django.db import connection, models

from core.clock import real_now
from registry.changes.states import ChangeKind
from registry.organizations.belonging import BelongingQuerySet
from registry.organizations.models import Organization


class RegisterChangeQuerySet(BelongingQuerySet):
    def settled(self):
        """Those no running transaction can still put anything before, in their order.

        The order is that of transactions, not of rows: a transaction that began earlier and commits later would
        otherwise slip in behind a reader. Below the oldest transaction still running nothing can appear any more.
        """
        return self.filter(transaction__lt=horizon()).order_by("transaction", "pk")

    def after(self, transaction: int, pk: int):
        later = models.Q(transaction__gt=transaction) | models.Q(transaction=transaction, pk__gt=pk)
        return self.filter(later, transaction__gte=transaction)


def horizon() -> int:
    """The oldest transaction still running; everything below it is committed or gone. One statement."""
    with connection.cursor() as cursor:
        cursor.execute("select pg_snapshot_xmin(pg_current_snapshot())::text::bigint")
        return cursor.fetchone()[0]


def cluster() -> int:
    """Numbers of transactions mean something in one database cluster only; a restored copy is another."""
    with connection.cursor() as cursor:
        cursor.execute("select system_identifier from pg_control_system()")
        return cursor.fetchone()[0]


class RegisterChange(models.Model):
    """One respect in which an organization changed in one statement. Written by triggers (triggers.py), whoever acted.

    `transaction` is PostgreSQL's own 64-bit number. No values: what it says now is read where it stands.
    """

    transaction = models.BigIntegerField("事务号")
    is_trace = True  # that something was written; no record is held back by it

    organization = models.ForeignKey(
        Organization,
        on_delete=models.DO_NOTHING,
        db_constraint=False,
        db_index=False,
        related_name="+",
        verbose_name="社会组织",
    )
    kind = models.CharField("变更方面", max_length=20, choices=ChangeKind)
    at = models.DateTimeField("时间", default=real_now)

    objects = RegisterChangeQuerySet.as_manager()

    class Meta:
        verbose_name = "变更流水"
        indexes = [
            models.Index(fields=["transaction", "id"], name="register_change_order"),
            models.Index(fields=["at"], name="register_change_at"),
        ]
