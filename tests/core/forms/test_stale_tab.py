"""Two people, one record, two tabs: nothing is overwritten unseen and nothing typed is lost."""

import re

import pytest
from django.test import Client

from core.forms import VersionedModelForm, check_version
from core.workflow.errors import StaleVersion
from tests.core.forms.pages import AccountForm, User
from tests.support.offices import office, person, seat

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.core.forms.pages")]
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@pytest.fixture
def subject():
    return person("罗知秋", email="old@example.invalid")


def tab(subject, name):
    """Somebody with the page open: returns what her browser would post."""
    client = Client()
    client.force_login(User.objects.get(pk=seat(office(), name=name).user_id), backend=BACKEND)
    text = client.get(f"/account/{subject.pk}/").content.decode()
    fields = {"name": subject.name, "email": subject.email, "is_active": "on", "version": value(text, "version")}
    return lambda **typed: client.post(f"/account/{subject.pk}/", {**fields, **typed})


def value(text, name):
    return re.search(rf'name="{name}"[^>]*value="([^"]*)"|value="([^"]*)"[^>]*name="{name}"', text)[1]


def test_the_page_carries_the_version_it_was_made_from(subject):
    tab(subject, "王珂")(name="罗知春")
    subject.refresh_from_db()
    assert (subject.name, subject.version) == ("罗知春", 2)


def test_the_second_to_save_sees_both_values_and_overwrites_nothing(subject):
    first, second = tab(subject, "王珂"), tab(subject, "林知远")
    first(name="甲")
    response = second(name="乙")
    text = response.content.decode()
    assert response.status_code == 409
    assert "王珂修改了同一内容" in text
    row = re.search(r'data-label="您填写的">([^<]*)</td><td data-label="已保存的">([^<]*)', text)
    assert row.groups() == ("乙", "甲")
    assert value(text, "name") == "乙"
    subject.refresh_from_db()
    assert subject.name == "甲"


def test_saving_again_in_sight_of_the_other_values_counts(subject):
    first, second = tab(subject, "王珂"), tab(subject, "林知远")
    first(name="甲")
    version = value(second(name="乙").content.decode(), "version")
    assert second(name="乙", version=version).status_code == 302
    subject.refresh_from_db()
    assert (subject.name, subject.version) == ("乙", 3)


def test_what_only_the_other_changed_is_taken_over_and_not_undone(subject):
    first, second = tab(subject, "王珂"), tab(subject, "林知远")
    first(email="new@example.invalid")
    text = second(name="乙").content.decode()
    assert value(text, "email") == "new@example.invalid"
    assert "邮" not in "".join(re.findall(r'class="row-title" data-label="项目">([^<]*)', text))
    second(name="乙", email=value(text, "email"), version=value(text, "version"))
    subject.refresh_from_db()
    assert (subject.name, subject.email) == ("乙", "new@example.invalid")


@pytest.mark.parametrize("version", ["", "abc", "0", "99"])
def test_a_page_without_a_true_version_saves_nothing(subject, version):
    assert tab(subject, "王珂")(name="乙", version=version).status_code in (200, 409)
    subject.refresh_from_db()
    assert subject.name == "罗知秋"


def test_the_comparison_is_made_under_the_lock(subject, django_assert_num_queries):
    with django_assert_num_queries(1) as caught:
        check_version(subject, 1)
    assert "FOR NO KEY UPDATE" in caught[0]["sql"]
    with pytest.raises(StaleVersion):
        check_version(subject, 7)


def test_the_form_itself_never_writes(subject):
    assert issubclass(AccountForm, VersionedModelForm)
    with pytest.raises(TypeError, match="verbs write"):
        AccountForm(instance=subject).save()
