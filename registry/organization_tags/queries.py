"""What tags lend to the organization list: a filter and a column, in the words of the reader's office."""

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef

from registry.organization_tags.models import OrganizationTag, Tag
from registry.organizations.situations import Situation


def _choices(day, actor) -> list[tuple[str, str]]:
    return [(str(pk), label) for pk, label in Tag.objects.visible_to(actor).in_use().values_list("pk", "label")]


def _apply(rows, value, day):
    return rows.filter(pk__in=OrganizationTag.objects.filter(tag=int(value)).values("organization"))


tagged = Situation("tag", "标签", _choices, _apply, by_seat=True)


def with_tags(rows, actor):
    """Adds `tag_labels`; no query of its own."""
    own = OrganizationTag.objects.filter(
        organization=OuterRef("pk"), tag__in=Tag.objects.visible_to(actor).in_use()
    ).order_by("tag__label")
    return rows.annotate(tag_labels=ArraySubquery(own.values("tag__label")))
