"""The committed description of the API: compare it with the code, or write it anew."""

from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from drf_spectacular.drainage import GENERATOR_STATS
from drf_spectacular.renderers import OpenApiYamlRenderer
from drf_spectacular.validation import validate_schema

from core.api import schema


def committed() -> Path:
    return settings.ROOT / "docs" / "openapi.yaml"


def written() -> str:
    """The description as YAML. Raises CommandError when something in it could only be guessed, or is not OpenAPI."""
    GENERATOR_STATS.reset()
    found = schema.ApiSchemaGenerator().get_schema(request=None, public=True)
    if GENERATOR_STATS:
        GENERATOR_STATS.emit_summary()
        raise CommandError("The description has warnings; see above.")
    validate_schema(found)
    return OpenApiYamlRenderer().render(found, renderer_context={}).decode()


class Command(BaseCommand):
    help = "Compares docs/openapi.yaml with the code; --write brings it up to date."

    def add_arguments(self, parser):
        parser.add_argument("--write", action="store_true", help="write docs/openapi.yaml")

    def handle(self, *args, write=False, **options):
        text = written()
        if write:
            committed().write_text(text)
            self.stdout.write("docs/openapi.yaml written")
        elif not committed().exists() or committed().read_text() != text:
            raise CommandError("docs/openapi.yaml is not what the code says. Run: ./script/manage openapi --write")
        else:
            self.stdout.write("docs/openapi.yaml is up to date")
