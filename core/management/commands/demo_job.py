import json
import time

from django.core.management.base import BaseCommand, CommandError

from core import jobs
from core.access.actor import Actor
from core.jobs.models import Job
from core.jobs.states import JobState


class Command(BaseCommand):
    help = "Run one small job through the real worker and wait for it; exit 1 when it does not finish."

    def add_arguments(self, parser):
        parser.add_argument("--json", action="store_true")
        parser.add_argument("--timeout", type=float, default=30.0, help="seconds to wait")

    def handle(self, *args, **options):
        began = time.monotonic()
        job = jobs.enqueue("core.selftest", actor=Actor.system("demo_job"))
        while job.is_open and time.monotonic() - began < options["timeout"]:
            time.sleep(0.1)
            job = Job.objects.get(pk=job.pk)
        report = {"job": job.pk, "state": job.state, "seconds": round(time.monotonic() - began, 2)}
        self.stdout.write(json.dumps(report) if options["json"] else f"job {job.pk}: {job.get_state_display()}")
        if job.state != JobState.DONE:
            raise CommandError(f"job {job.pk} is {job.state}", returncode=1)
