"""Draw every sample again from what is kept, and say where the result differs."""

from django.core.management.base import BaseCommand, CommandError

from registry.report_reviews.actions import samples
from registry.report_reviews.models import ReviewSample


class Command(BaseCommand):
    help = "Recompute the draws of reports for full review; fails where one does not come out the same."

    def add_arguments(self, parser):
        parser.add_argument("sample", nargs="*", type=int, help="ids of draws; all of them without one")

    def handle(self, *args, **options):
        rows = ReviewSample.objects.exclude(drawn_at=None).order_by("pk")
        if options["sample"]:
            rows = rows.filter(pk__in=options["sample"])
        wrong = 0
        for row in rows:
            found = samples.differences(row)
            wrong += bool(found)
            count = row.reports.filter(is_chosen=True).count()
            self.stdout.write(f"{row.pk}: {'; '.join(found) or f'same result, {count} chosen'}")
        if wrong:
            raise CommandError(f"{wrong} of {len(rows)} draws differ")
