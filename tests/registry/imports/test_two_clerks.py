"""Two clerks, one batch, one moment: one of them enters it, the other is told how it stands."""

import threading

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connections

from core.jobs import runner
from core.workflow.errors import StaleVersion, WrongState
from core.workflow.models import TransitionLog
from registry.imports import actions
from registry.imports.models import ImportBatch
from registry.organizations.models import Organization
from tests.support.bureau import Bureau

LIST = "名称,备注\n霁川市并行一协会,x\n霁川市并行二协会,y\n".encode()


@pytest.mark.committed
def test_of_two_clerks_who_enter_the_same_batch_one_wins():
    bureau = Bureau()
    clerks = [bureau.actor("registry_clerk", bureau.bureau) for _ in range(2)]
    batch = actions.upload(SimpleUploadedFile("名单.csv", LIST), actor=clerks[0])
    actions.map_columns(batch, actor=clerks[0], mapping=["name", ""], version=batch.version)
    version = ImportBatch.objects.get(pk=batch.pk).version
    start, answers = threading.Barrier(2), []

    def enter(clerk):
        own = ImportBatch.objects.get(pk=batch.pk)
        try:
            start.wait(timeout=10)
            actions.start_apply(own, actor=clerk, version=version)
            answers.append("entered")
        except (WrongState, StaleVersion) as refusal:
            answers.append(str(refusal))
        finally:
            connections.close_all()

    threads = [threading.Thread(target=enter, args=(clerk,)) for clerk in clerks]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)
    assert sorted(answer == "entered" for answer in answers) == [False, True]
    assert any("当前状态为“导入中”" in answer for answer in answers)
    batch.refresh_from_db()
    runner.run(batch.job.pk, batch.job.attempt)
    assert Organization.objects.filter(name__startswith="霁川市并行").count() == 2
    assert TransitionLog.objects.of(batch).filter(name="apply").count() == 1
