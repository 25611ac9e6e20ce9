"""Rows of the lists of tasks, visits and liaison, for tests/list_entries.py."""

from supervision.models import VisitUnit
from tests import access_tasks as made


def _office(world, is_own):
    return world.bureau.wanglan_bureau if is_own else world.bureau.yanhai_bureau


def _word(number, is_own) -> str:
    return f"{'本级' if is_own else '外级'}第{number}项"


def a_task(world, number, is_own):
    return made.a_task(_office(world, is_own), f"{_word(number, is_own)}任务").title


def a_task_row(world, number, is_own):
    return made.a_task(_office(world, is_own), f"{_word(number, is_own)}事项").title


def a_visit(world, number, is_own):
    visit = made.a_visit(_office(world, is_own), f"{_word(number, is_own)}督导")
    VisitUnit.objects.create(visit=visit, department=world.bureau.commerce)
    return visit.title


def _body(world, number, is_own):
    b = world.bureau
    place = b.tinglan if is_own else b.yanhu
    return b.register(f"{_word(number, is_own)}协会", authority=_office(world, is_own), region_id=place.pk)


def a_link(world, number, is_own):
    body = _body(world, number, is_own)
    made.a_link(body, _office(world, is_own))
    return body.name


def a_contact(world, number, is_own):
    body = _body(world, number, is_own)
    made.a_contact(body, _office(world, is_own))
    return body.name


def a_need(world, number, is_own):
    words = f"{_word(number, is_own)}诉求"
    return made.a_need(_body(world, number, is_own), _office(world, is_own), words).words


def entries(entry) -> dict:
    """`entry` is the class of tests/list_entries.py, which reads this."""
    return {
        "staff:task_lists:list": entry("registry_clerk", "system_admin", a_task, 11),
        "staff:task_lists:rows": entry("registry_clerk", "system_admin", a_task_row, 13),
        "staff:supervision_visits:list": entry("registry_clerk", "system_admin", a_visit, 15),
        "staff:liaison:list": entry("registry_clerk", "system_admin", a_link, 14),
        "staff:liaison:contacts": entry("registry_clerk", "system_admin", a_contact, 14),
        "staff:liaison:needs": entry("registry_clerk", "system_admin", a_need, 15),
    }
