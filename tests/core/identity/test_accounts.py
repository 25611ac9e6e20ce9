"""The account pages: who creates, who locks, who only looks."""

import pytest
from django.urls import reverse

from core.audit.models import AuditEntry
from core.identity.models import AccountKey, User
from tests.core.identity.conftest import PASSWORD

pytestmark = pytest.mark.django_db
NEW = {"name": "孙屿", "username": "sun.yu", "email": ""}


def create(client, **changes):
    return client.post(reverse("staff:accounts:create"), {**NEW, **changes})


def actions_logged() -> list[str]:
    return list(AuditEntry.objects.exclude(action="access.refused").order_by("pk").values_list("action", flat=True))


def test_a_new_account_gets_a_code_that_is_shown_once_and_kept_only_as_a_hash(administrators, client, sign_in):
    page = create(administrators["system_admin"])
    code = page.context["code"]
    assert page.status_code == 200
    assert code in page.content.decode()
    assert code.replace("-", "") not in AccountKey.objects.get().digest
    user = User.objects.get(username="sun.yu")
    assert not user.has_usable_password()
    detail = administrators["system_admin"].get(reverse("staff:accounts:detail", args=[user.pk])).content.decode()
    assert code not in detail
    done = client.post(
        reverse("account_start"), {"username": "sun.yu", "code": code, "password1": PASSWORD, "password2": PASSWORD}
    )
    assert done.status_code == 302
    assert sign_in(client, "sun.yu").status_code == 302
    assert actions_logged() == ["accounts.create", "accounts.issue_key", "accounts.use_key"]


@pytest.mark.parametrize("role", ["security_admin", "audit_admin"])
def test_only_the_system_administrator_creates_accounts(administrators, role):
    assert create(administrators[role]).status_code == 403
    assert not User.objects.filter(username="sun.yu").exists()


def test_a_user_name_that_differs_only_in_case_is_taken(administrators, wang):
    page = create(administrators["system_admin"], username="WANG.KE")
    assert page.status_code == 422
    assert "该用户名已被使用" in page.content.decode()


def test_the_security_administrator_locks_with_a_reason_and_unlocks(administrators, client, wang, sign_in):
    sign_in(client, "wang.ke")
    lock = reverse("staff:accounts:lock", args=[wang.pk])
    administrators["security_admin"].post(lock, {"comment": ""})
    wang.refresh_from_db()
    assert wang.is_active
    administrators["security_admin"].post(lock, {"comment": "长期休假"})
    wang.refresh_from_db()
    assert (wang.is_active, wang.lock_reason) == (False, "长期休假")
    assert client.get(reverse("public:seats")).status_code == 302
    administrators["security_admin"].post(reverse("staff:accounts:unlock", args=[wang.pk]))
    assert sign_in(client, "wang.ke").url == "/home/"
    assert actions_logged() == ["accounts.lock", "accounts.unlock"]


def test_the_system_administrator_cannot_lock(administrators, wang):
    answer = administrators["system_admin"].post(reverse("staff:accounts:lock", args=[wang.pk]), {"comment": "无"})
    assert answer.status_code == 403


def test_nobody_locks_the_own_account(administrators):
    client = administrators["security_admin"]
    mine = client.session["_auth_user_id"]
    client.post(reverse("staff:accounts:lock", args=[mine]), {"comment": "试试"})
    assert User.objects.get(pk=mine).is_active


def test_nobody_issues_a_code_for_the_own_account(administrators):
    client = administrators["system_admin"]
    answer = client.post(reverse("staff:accounts:issue_key", args=[client.session["_auth_user_id"]]))
    assert answer.status_code == 409
    assert AccountKey.objects.count() == 0


def test_unlocking_forgets_failed_attempts(administrators, client, wang, sign_in):
    for _ in range(5):
        sign_in(client, "wang.ke", "Wrong-pass-9")
    assert sign_in(client, "wang.ke").status_code == 429
    administrators["security_admin"].post(reverse("staff:accounts:unlock", args=[wang.pk]))
    assert sign_in(client, "wang.ke").status_code == 302


def test_the_list_finds_by_name_and_asks_the_database_a_fixed_number_of_times(
    administrators, django_assert_max_num_queries
):
    User.objects.bulk_create(User(username=f"p{n}", name=f"何砚{n}") for n in range(60))
    with django_assert_max_num_queries(15 + 3):
        page = administrators["audit_admin"].get(reverse("staff:accounts:list"), {"q": "何砚"})
    assert "筛选后 60 个" in page.content.decode()
    assert "何砚59" in administrators["audit_admin"].get(reverse("staff:accounts:list"), {"q": "p59"}).content.decode()
