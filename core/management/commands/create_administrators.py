"""The first three administrators of an empty installation: three persons, one code each, shown once."""

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from core import clock
from core.access.actor import Actor
from core.departments.actions import grant_seat, request_seat
from core.departments.models import Department, DepartmentKind, DepartmentSeat, Region
from core.identity.actions import create_account
from core.refusal import Refusal

ROLES = ("system_admin", "security_admin", "audit_admin")


class Command(BaseCommand):
    help = "在空的系统里建立系统、安全、审计三名管理员（三员分立）；此后的账号和岗位都在页面上由两人办理"

    def add_arguments(self, parser):
        parser.add_argument("people", nargs=3, metavar="USERNAME:NAME", help="system, security, audit, in this order")
        parser.add_argument("--office", default="平台运维组", help="name of the office they belong to")

    @transaction.atomic
    def handle(self, *, people, office, **options):
        if DepartmentSeat.objects.current().filter(role__in=ROLES).exists():
            raise CommandError("系统里已有管理员。新的管理员请在“账号”和“岗位”页面办理。")
        pairs = [person.partition(":")[::2] for person in people]
        if len({username for username, _ in pairs}) != len(ROLES) or not all(name for _, name in pairs):
            raise CommandError("三名管理员须是三个不同的人，写作“用户名:姓名”。")
        actor = Actor.system("create_administrators")
        department = self._office(office)
        for role, (username, name) in zip(ROLES, pairs, strict=True):
            try:
                user, code = create_account(actor=actor, username=username, name=name)
                seat = request_seat(
                    actor=actor, user=user, department=department, role_key=role, valid_from=clock.today()
                )
                grant_seat(seat, actor=actor)
            except Refusal as refusal:
                raise CommandError(str(refusal)) from refusal
            self.stdout.write(f"{role}\t{username}\t{name}\t{code}")
        self.stdout.write("启用码只显示这一次。请各自到 /accounts/start/ 设置密码并登记动态验证码。")

    def _office(self, name: str) -> Department:
        region = Region.objects.filter(code=settings.HOME_CITY_CODE).first()
        if region is None:
            raise CommandError(
                f"没有区划{settings.HOME_CITY_CODE}：请先运行 load_reference，并核对 PORTAL_CITY_CODE。"
            )
        office, _ = Department.objects.get_or_create(
            name=name, defaults={"kind": DepartmentKind.OPERATOR, "region": region}
        )
        return office
