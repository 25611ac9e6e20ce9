"""Chain and anchors together."""

from django.db import connection, transaction

from core.audit import anchors, chain
from core.audit.models import AuditCheck


def verify() -> AuditCheck:
    """Check everything against one snapshot of the database and keep the result for the page."""
    lines, findings = anchors.read()
    wanted = {line["count"] for line in lines}
    outermost = not connection.in_atomic_block
    with transaction.atomic():
        if outermost:
            connection.cursor().execute("set transaction isolation level repeatable read, read only")
        broken, last_seq, hashes = chain.check_chain(wanted)
    lost = {(f.kind, f.first_seq) for f in broken}
    against = anchors.contradictions(lines, last_seq, hashes, anchors.exists())
    findings += broken + [f for f in against if (f.kind, f.first_seq) not in lost]
    return AuditCheck.objects.create(entries=last_seq, anchors=len(lines), findings=[f.as_dict() for f in findings])
