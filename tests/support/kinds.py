"""Job kinds for tests: bodies that do what a test asks of them."""

from core.jobs import job_kind
from core.workflow.errors import Refusal

DID: list = []


@job_kind("tests.count", title="计数")
def count(job, upto=3):
    for number in range(1, upto + 1):
        job.progress(number, upto, stage=f"第{number}步")
    DID.append(job.pk)
    job.log("数完了。")
    return {"upto": upto}


@job_kind("tests.refuse", title="拒绝")
def refuse(job):
    raise Refusal("表格中没有数据，没有导入。")


@job_kind("tests.crash", title="崩溃", max_attempts=2)
def crash(job):
    raise RuntimeError("id 110101199003078888")
