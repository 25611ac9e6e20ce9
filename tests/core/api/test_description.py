"""docs/openapi.yaml: what other systems are promised is what the code does."""

import pytest
from django.core.management import call_command
from django.urls import reverse

from core.api import schema
from core.management.commands import openapi
from tests.support.api import Caller, a_token
from tests.support.bureau import Bureau


def test_the_committed_description_is_what_the_code_says():
    assert openapi.committed().read_text() == openapi.written(), "run ./script/manage openapi --write"


def test_the_command_says_so(capsys):
    call_command("openapi")
    assert "up to date" in capsys.readouterr().out


def test_every_operation_names_its_errors_and_needs_a_token():
    for path, operations in schema.description()["paths"].items():
        for method, one in operations.items():
            assert {"200", "401", "403", "406", "429"} <= set(one["responses"]), path
            if method != "get":
                assert {"400", "409", "415", "422"} <= set(one["responses"]), f"{path} writes"
                named = [found["name"] for found in one["parameters"] if found.get("required")]
                assert "Idempotency-Key" in named, f"{path} writes without a key"
            assert one["security"] == [{"token": []}], path
            assert all(found.get("description") for found in one.get("parameters", [])), path


def test_everything_in_an_answer_is_explained_in_chinese():
    for name, one in schema.description()["components"]["schemas"].items():
        if "enum" in one:
            continue
        for key, field in one["properties"].items():
            text = str(field)
            assert any("\u4e00" <= letter <= "\u9fff" for letter in text), f"{name}.{key}"


@pytest.mark.django_db
def test_a_program_reads_the_description_with_its_token_and_a_visitor_does_not(client):
    assert client.get(reverse("api:portal:openapi")).status_code == 401
    answer = Caller(client, a_token(Bureau())).get(reverse("api:portal:openapi"))
    assert answer.json()["openapi"].startswith("3.")


@pytest.mark.django_db
def test_a_token_can_ask_what_it_may(client):
    answer = Caller(client, a_token(Bureau())).get(reverse("api:portal:token")).json()
    assert (answer["permissions"], answer["scope"]) == (["organizations.view"], "all")
