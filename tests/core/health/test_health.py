"""The page that machines ask."""

import pytest
from django.urls import reverse


@pytest.mark.django_db
def test_health_answers_ok_to_anybody_while_the_database_answers(client):
    response = client.get(reverse("public:health"))
    assert (response.status_code, response.json()) == (200, {"status": "ok"})
    assert "no-cache" in response["Cache-Control"]
