import core.clock
import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
import registry.organizations.belonging
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('core', '0012_write_off_notes'),
        ('pghistory', '0007_auto_20250421_0444'),
        ('registry', '0029_proof_of_handing_over'),
        ('supervision', '0016_credit_lists'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='CreditObjection',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('text', models.TextField(max_length=2000, verbose_name='异议内容')),
                ('is_own_motion', models.BooleanField(default=False, verbose_name='依职权更正')),
                ('raised_on', models.DateField(default=core.clock.today, verbose_name='提出日期')),
                ('due_on', models.DateField(verbose_name='处理期限')),
                ('advice', models.CharField(blank=True, choices=[('uphold', '异议成立，撤销或者更正'), ('reject', '异议不成立')], max_length=10, verbose_name='拟审查意见')),
                ('reason', models.TextField(blank=True, max_length=1000, verbose_name='理由')),
                ('decided_on', models.DateField(blank=True, null=True, verbose_name='决定日期')),
                ('document', models.CharField(blank=True, max_length=120, verbose_name='决定文书')),
                ('state', models.CharField(choices=[('raised', '待审查'), ('advised', '待审定'), ('upheld', '异议成立，已更正'), ('rejected', '异议不成立'), ('withdrawn', '已撤回'), ('lapsed', '已终止')], default='raised', max_length=10, verbose_name='状态')),
                ('version', models.PositiveIntegerField(default=1)),
            ],
            options={
                'verbose_name': '信用异议',
            },
            bases=(registry.organizations.belonging.Belonging, models.Model),
        ),
        migrations.CreateModel(
            name='CreditObjectionEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('text', models.TextField(max_length=2000, verbose_name='异议内容')),
                ('is_own_motion', models.BooleanField(default=False, verbose_name='依职权更正')),
                ('raised_on', models.DateField(default=core.clock.today, verbose_name='提出日期')),
                ('due_on', models.DateField(verbose_name='处理期限')),
                ('advice', models.CharField(blank=True, choices=[('uphold', '异议成立，撤销或者更正'), ('reject', '异议不成立')], max_length=10, verbose_name='拟审查意见')),
                ('reason', models.TextField(blank=True, max_length=1000, verbose_name='理由')),
                ('decided_on', models.DateField(blank=True, null=True, verbose_name='决定日期')),
                ('document', models.CharField(blank=True, max_length=120, verbose_name='决定文书')),
                ('state', models.CharField(choices=[('raised', '待审查'), ('advised', '待审定'), ('upheld', '异议成立，已更正'), ('rejected', '异议不成立'), ('withdrawn', '已撤回'), ('lapsed', '已终止')], default='raised', max_length=10, verbose_name='状态')),
                ('version', models.PositiveIntegerField(default=1)),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='RemovalRequest',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('text', models.TextField(max_length=2000, verbose_name='履行义务、改正情况')),
                ('is_own_motion', models.BooleanField(default=False, verbose_name='依职权办理')),
                ('applied_on', models.DateField(default=core.clock.today, verbose_name='申请日期')),
                ('verify_due_on', models.DateField(verbose_name='核实期限')),
                ('verified_on', models.DateField(blank=True, null=True, verbose_name='核实日期')),
                ('remove_due_on', models.DateField(blank=True, null=True, verbose_name='移出期限')),
                ('finding', models.TextField(blank=True, max_length=1000, verbose_name='核实情况')),
                ('decided_on', models.DateField(blank=True, null=True, verbose_name='决定日期')),
                ('state', models.CharField(choices=[('applied', '待核实'), ('verified', '核实通过，待移出'), ('doubted', '核实未通过，待审定'), ('removed', '已移出'), ('refused', '不予移出'), ('withdrawn', '已撤回'), ('lapsed', '已终止')], default='applied', max_length=10, verbose_name='状态')),
                ('version', models.PositiveIntegerField(default=1)),
            ],
            options={
                'verbose_name': '移出申请',
            },
            bases=(registry.organizations.belonging.Belonging, models.Model),
        ),
        migrations.CreateModel(
            name='RemovalRequestEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('text', models.TextField(max_length=2000, verbose_name='履行义务、改正情况')),
                ('is_own_motion', models.BooleanField(default=False, verbose_name='依职权办理')),
                ('applied_on', models.DateField(default=core.clock.today, verbose_name='申请日期')),
                ('verify_due_on', models.DateField(verbose_name='核实期限')),
                ('verified_on', models.DateField(blank=True, null=True, verbose_name='核实日期')),
                ('remove_due_on', models.DateField(blank=True, null=True, verbose_name='移出期限')),
                ('finding', models.TextField(blank=True, max_length=1000, verbose_name='核实情况')),
                ('decided_on', models.DateField(blank=True, null=True, verbose_name='决定日期')),
                ('state', models.CharField(choices=[('applied', '待核实'), ('verified', '核实通过，待移出'), ('doubted', '核实未通过，待审定'), ('removed', '已移出'), ('refused', '不予移出'), ('withdrawn', '已撤回'), ('lapsed', '已终止')], default='applied', max_length=10, verbose_name='状态')),
                ('version', models.PositiveIntegerField(default=1)),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.AddField(
            model_name='creditobjection',
            name='entry',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='objections', to='supervision.creditentry', verbose_name='列入记录'),
        ),
        migrations.AddField(
            model_name='creditobjection',
            name='file',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.storedfile', verbose_name='证明材料'),
        ),
        migrations.AddField(
            model_name='creditobjection',
            name='organization',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='credit_objections', to='registry.organization', verbose_name='社会组织'),
        ),
        migrations.AddField(
            model_name='creditobjectionevent',
            name='entry',
            field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='supervision.creditentry', verbose_name='列入记录'),
        ),
        migrations.AddField(
            model_name='creditobjectionevent',
            name='file',
            field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='core.storedfile', verbose_name='证明材料'),
        ),
        migrations.AddField(
            model_name='creditobjectionevent',
            name='organization',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='registry.organization', verbose_name='社会组织'),
        ),
        migrations.AddField(
            model_name='creditobjectionevent',
            name='pgh_context',
            field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context'),
        ),
        migrations.AddField(
            model_name='creditobjectionevent',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='supervision.creditobjection'),
        ),
        migrations.AddField(
            model_name='creditobjectionevent',
            name='record',
            field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='supervision.creditrecord', verbose_name='信用信息'),
        ),
        migrations.AddField(
            model_name='creditobjection',
            name='record',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='objections', to='supervision.creditrecord', verbose_name='信用信息'),
        ),
        migrations.AddField(
            model_name='removalrequest',
            name='decision',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='supervision.letter', verbose_name='移出决定书'),
        ),
        migrations.AddField(
            model_name='removalrequest',
            name='entry',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='removals', to='supervision.creditentry', verbose_name='列入记录'),
        ),
        migrations.AddField(
            model_name='removalrequest',
            name='file',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.storedfile', verbose_name='证明材料'),
        ),
        migrations.AddField(
            model_name='removalrequest',
            name='organization',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='removal_requests', to='registry.organization', verbose_name='社会组织'),
        ),
        migrations.AddField(
            model_name='removalrequestevent',
            name='decision',
            field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='supervision.letter', verbose_name='移出决定书'),
        ),
        migrations.AddField(
            model_name='removalrequestevent',
            name='entry',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='supervision.creditentry', verbose_name='列入记录'),
        ),
        migrations.AddField(
            model_name='removalrequestevent',
            name='file',
            field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='core.storedfile', verbose_name='证明材料'),
        ),
        migrations.AddField(
            model_name='removalrequestevent',
            name='organization',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='registry.organization', verbose_name='社会组织'),
        ),
        migrations.AddField(
            model_name='removalrequestevent',
            name='pgh_context',
            field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context'),
        ),
        migrations.AddField(
            model_name='removalrequestevent',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='supervision.removalrequest'),
        ),
        migrations.AddIndex(
            model_name='creditobjection',
            index=models.Index(fields=['-raised_on', '-id'], name='credit_objection_raised'),
        ),
        migrations.AddIndex(
            model_name='creditobjection',
            index=models.Index(fields=['due_on', 'id'], name='credit_objection_due'),
        ),
        migrations.AddConstraint(
            model_name='creditobjection',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['raised', 'advised', 'upheld', 'rejected', 'withdrawn', 'lapsed'])), name='credit_objection_state_known'),
        ),
        migrations.AddConstraint(
            model_name='creditobjection',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('entry', None), ('record__isnull', False)), models.Q(('entry__isnull', False), ('record', None)), _connector='OR'), name='credit_objection_against_one', violation_error_message='异议针对一条列入记录或者一条信用信息。'),
        ),
        migrations.AddConstraint(
            model_name='creditobjection',
            constraint=models.UniqueConstraint(condition=models.Q(('state__in', ('raised', 'advised'))), fields=('entry', 'record'), name='credit_objection_open_once', nulls_distinct=False, violation_error_message='同一记录的异议正在处理。'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='creditobjection',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "supervision_creditobjectionevent" ("advice", "decided_on", "document", "due_on", "entry_id", "file_id", "id", "is_own_motion", "organization_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "raised_on", "reason", "record_id", "state", "text", "version") SELECT new_values."advice", new_values."decided_on", new_values."document", new_values."due_on", new_values."entry_id", new_values."file_id", new_values."id", new_values."is_own_motion", new_values."organization_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."raised_on", new_values."reason", new_values."record_id", new_values."state", new_values."text", new_values."version" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='4a8ad5b14bbd3d626a200e6a276e556843a71ea7', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_6626a', referencing='REFERENCING NEW TABLE AS new_values ', table='supervision_creditobjection', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='creditobjection',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "supervision_creditobjectionevent" ("advice", "decided_on", "document", "due_on", "entry_id", "file_id", "id", "is_own_motion", "organization_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "raised_on", "reason", "record_id", "state", "text", "version") SELECT new_values."advice", new_values."decided_on", new_values."document", new_values."due_on", new_values."entry_id", new_values."file_id", new_values."id", new_values."is_own_motion", new_values."organization_id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."raised_on", new_values."reason", new_values."record_id", new_values."state", new_values."text", new_values."version" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='9a137ea4faecbd9084a56c0fd642758f7946759b', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_fc7f2', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='supervision_creditobjection', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='creditobjection',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "supervision_creditobjectionevent" ("advice", "decided_on", "document", "due_on", "entry_id", "file_id", "id", "is_own_motion", "organization_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "raised_on", "reason", "record_id", "state", "text", "version") SELECT old_values."advice", old_values."decided_on", old_values."document", old_values."due_on", old_values."entry_id", old_values."file_id", old_values."id", old_values."is_own_motion", old_values."organization_id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."raised_on", old_values."reason", old_values."record_id", old_values."state", old_values."text", old_values."version" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='1c0d61f65ca2f6ce7d6551c94d6c43b77d5817da', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_e57a0', referencing='REFERENCING OLD TABLE AS old_values ', table='supervision_creditobjection', when='AFTER')),
        ),
        migrations.AddIndex(
            model_name='removalrequest',
            index=models.Index(fields=['-applied_on', '-id'], name='removal_applied'),
        ),
        migrations.AddIndex(
            model_name='removalrequest',
            index=models.Index(fields=['remove_due_on', 'id'], name='removal_due'),
        ),
        migrations.AddConstraint(
            model_name='removalrequest',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['applied', 'verified', 'doubted', 'removed', 'refused', 'withdrawn', 'lapsed'])), name='removal_state_known'),
        ),
        migrations.AddConstraint(
            model_name='removalrequest',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state__in', ('verified', 'removed')), _negated=True), models.Q(('remove_due_on__isnull', False), ('verified_on__gte', models.F('applied_on'))), _connector='OR'), name='removal_verified_has_day'),
        ),
        migrations.AddConstraint(
            model_name='removalrequest',
            constraint=models.UniqueConstraint(condition=models.Q(('state__in', ('applied', 'verified', 'doubted'))), fields=('entry',), name='removal_open_once', violation_error_message='已有一份移出申请正在办理。'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='removalrequest',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "supervision_removalrequestevent" ("applied_on", "decided_on", "decision_id", "entry_id", "file_id", "finding", "id", "is_own_motion", "organization_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "remove_due_on", "state", "text", "verified_on", "verify_due_on", "version") SELECT new_values."applied_on", new_values."decided_on", new_values."decision_id", new_values."entry_id", new_values."file_id", new_values."finding", new_values."id", new_values."is_own_motion", new_values."organization_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."remove_due_on", new_values."state", new_values."text", new_values."verified_on", new_values."verify_due_on", new_values."version" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='da18c88475c2ef42e1b0526885b542cdf04ed143', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_ae6a0', referencing='REFERENCING NEW TABLE AS new_values ', table='supervision_removalrequest', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='removalrequest',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "supervision_removalrequestevent" ("applied_on", "decided_on", "decision_id", "entry_id", "file_id", "finding", "id", "is_own_motion", "organization_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "remove_due_on", "state", "text", "verified_on", "verify_due_on", "version") SELECT new_values."applied_on", new_values."decided_on", new_values."decision_id", new_values."entry_id", new_values."file_id", new_values."finding", new_values."id", new_values."is_own_motion", new_values."organization_id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."remove_due_on", new_values."state", new_values."text", new_values."verified_on", new_values."verify_due_on", new_values."version" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='4fd402b35f1d993697f4e37fa95ffb479e3ea5cf', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_b019a', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='supervision_removalrequest', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='removalrequest',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "supervision_removalrequestevent" ("applied_on", "decided_on", "decision_id", "entry_id", "file_id", "finding", "id", "is_own_motion", "organization_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "remove_due_on", "state", "text", "verified_on", "verify_due_on", "version") SELECT old_values."applied_on", old_values."decided_on", old_values."decision_id", old_values."entry_id", old_values."file_id", old_values."finding", old_values."id", old_values."is_own_motion", old_values."organization_id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."remove_due_on", old_values."state", old_values."text", old_values."verified_on", old_values."verify_due_on", old_values."version" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='98b1df85f871149285db89a6e5954b64dc77bc42', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_17d95', referencing='REFERENCING OLD TABLE AS old_values ', table='supervision_removalrequest', when='AFTER')),
        ),
    ]
