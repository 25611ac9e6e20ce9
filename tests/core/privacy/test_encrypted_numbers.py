"""Personal numbers: sealed, searchable by equality, shown masked, never opened by a list."""

import base64

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.db import connection, models
from django.test.utils import isolate_apps
from hypothesis import given
from hypothesis import strategies as st

from core.privacy import masking, sealing
from core.privacy.numbers import EncryptedNumber, normalize

NUMBER = "370213197202290017"
OLD, NEW = (base64.urlsafe_b64encode(bytes([n]) * 32).decode() for n in (1, 2))


@pytest.fixture(scope="module")
def person_model():
    with isolate_apps("core"):

        class Person(models.Model):
            name = models.CharField(max_length=20)
            id_number = EncryptedNumber("id_number", "公民身份号码")
            phone = EncryptedNumber("phone", "手机号")

            class Meta:
                app_label = "core"
                db_table = "test_privacy_person"

        yield Person


@pytest.fixture
def people(person_model, db):
    """The application may not create tables; a temporary one ends with the test's transaction."""
    with connection.schema_editor(collect_sql=True) as editor:
        editor.create_model(person_model)
    with connection.cursor() as cursor:
        create = editor.collected_sql[0].rstrip(";")
        cursor.execute(create.replace("CREATE TABLE", "CREATE TEMPORARY TABLE", 1) + " ON COMMIT DROP")
    return person_model


def test_one_declaration_makes_three_columns(person_model):
    columns = {f.name for f in person_model._meta.local_fields}
    assert {"id_number_cipher", "id_number_hash", "id_number_masked", "phone_cipher"} <= columns


def test_the_number_is_stored_only_encrypted_and_masked(people):
    person = people.objects.create(name="甲", id_number=NUMBER, phone="138 1234-1234")
    with connection.cursor() as cursor:
        cursor.execute("select test_privacy_person::text from test_privacy_person")
        stored = cursor.fetchone()[0]
    assert NUMBER not in stored
    assert NUMBER.encode().hex() not in stored
    again = people.objects.get(pk=person.pk)
    assert str(again.id_number) == "370213********0017"
    assert str(again.phone) == "138****1234"
    assert NUMBER not in repr(again.id_number)
    assert again.id_number.reveal() == NUMBER


def test_equality_search_finds_the_number_in_any_spelling(people):
    people.objects.create(name="甲", id_number="37021319720229001７")
    people.objects.create(name="乙", id_number="11010519491231002X")
    assert people.objects.get(**people.id_number.equals("370213 19720229 0017")).name == "甲"
    assert people.objects.get(**people.id_number.equals("11010519491231002x")).name == "乙"
    people.objects.create(name="丙")
    assert not people.objects.filter(**people.id_number.equals(""))


def test_a_ciphertext_moved_to_another_column_does_not_open(people):
    person = people(name="甲", id_number=NUMBER)
    person.phone_cipher = person.id_number_cipher
    with pytest.raises(sealing.CannotOpen):
        person.phone.reveal()


def test_an_altered_ciphertext_does_not_open():
    blob = bytearray(sealing.seal(NUMBER, bound_to="core.Person.id_number"))
    blob[-1] ^= 1
    with pytest.raises(sealing.CannotOpen):
        sealing.unseal(bytes(blob), bound_to="core.Person.id_number")


def test_a_list_never_decrypts(people, monkeypatch):
    for n in range(5):
        people.objects.create(name=str(n), id_number=NUMBER)
    monkeypatch.setattr(sealing, "unseal", lambda *a, **k: pytest.fail("a list opened a number"))
    assert [str(p.id_number) for p in people.objects.all()] == ["370213********0017"] * 5


def test_the_same_number_has_two_ciphertexts_and_one_hash(people):
    one, two = people(id_number=NUMBER), people(id_number=NUMBER)
    assert one.id_number_cipher != two.id_number_cipher
    assert one.id_number_hash == two.id_number_hash
    assert one.id_number_hash != people(phone=NUMBER).phone_hash


def test_clearing_a_number_clears_all_three_columns(people):
    person = people(id_number=NUMBER)
    person.id_number = ""
    assert (person.id_number_cipher, person.id_number_hash, person.id_number_masked) == (None, "", "")
    assert not person.id_number


def test_rotation_moves_to_the_new_key_and_the_old_one_can_go(people, settings):
    settings.FIELD_KEYS = f"old:{OLD}"
    person = people.objects.create(name="甲", id_number=NUMBER)
    settings.FIELD_KEYS = f"new:{NEW},old:{OLD}"
    assert person.id_number.reveal() == NUMBER
    assert people.id_number.rotate(people.objects.all()) == 1
    assert people.id_number.rotate(people.objects.all()) == 0
    settings.FIELD_KEYS = f"new:{NEW}"
    assert people.objects.get().id_number.reveal() == NUMBER


def test_a_key_that_is_gone_is_said_without_the_number(settings):
    settings.FIELD_KEYS = f"old:{OLD}"
    blob = sealing.seal(NUMBER, bound_to="x")
    settings.FIELD_KEYS = f"new:{NEW}"
    with pytest.raises(sealing.CannotOpen) as refused:
        sealing.unseal(blob, bound_to="x")
    assert NUMBER not in str(refused.value)


@pytest.mark.parametrize("keys", ["", "short:QUJD", "noid"])
def test_without_a_proper_key_nothing_is_stored(settings, keys):
    settings.FIELD_KEYS = keys
    with pytest.raises((ImproperlyConfigured, ValueError)):
        sealing.seal(NUMBER, bound_to="x")


@given(st.text(min_size=0, max_size=40))
def test_what_is_sealed_opens_again(text):
    assert sealing.unseal(sealing.seal(text, bound_to="a.B.c"), bound_to="a.B.c") == text


@given(st.text("0123456789X", min_size=15, max_size=18))
def test_a_mask_hides_the_middle_and_keeps_the_length(number):
    masked = masking.mask_id_number(number)
    assert len(masked) == len(number)
    assert masked[6:-4] == "*" * (len(number) - 10)


def test_masks_of_phones_names_and_exports():
    assert masking.mask_phone("13812341234") == "138****1234"
    assert masking.mask_phone("0532-8888") == "*******88"
    assert masking.mask_name("张三丰") == masking.mask_name("张三") == "张**"
    assert masking.mask_name("") == ""
    assert masking.mask_for_export("370213********0017") == "*" * 14 + "0017"
    assert masking.mask_id_number("C1234567") == "C******7"


def test_normalization_is_idempotent():
    assert normalize(normalize(" 11010519-4912 31002x ")) == "11010519491231002X"
