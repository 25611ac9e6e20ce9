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
        ('supervision', '0013_risk_reports_and_leads'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Penalty',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('authority_name', models.CharField(max_length=100, verbose_name='处罚机关')),
                ('number', models.CharField(max_length=80, verbose_name='决定书文号')),
                ('decided_on', models.DateField(verbose_name='处罚决定日期')),
                ('effective_on', models.DateField(verbose_name='生效日期')),
                ('facts', models.TextField(max_length=2000, verbose_name='违法事实')),
                ('basis', models.CharField(max_length=300, verbose_name='处罚依据')),
                ('is_published', models.BooleanField(default=False, verbose_name='处罚机关已公开')),
                ('withdrawal_ground', models.CharField(blank=True, choices=[('reconsideration', '行政复议决定'), ('judgment', '法院判决'), ('authority', '原处罚机关自行撤销')], max_length=20, verbose_name='撤销原因')),
                ('withdrawal_document', models.CharField(blank=True, max_length=120, verbose_name='撤销文书')),
                ('withdrawn_on', models.DateField(blank=True, null=True, verbose_name='撤销日期')),
                ('state', models.CharField(choices=[('entered', '待复核'), ('returned', '退回修改'), ('confirmed', '已确认'), ('withdrawing', '待确认撤销'), ('withdrawn', '已撤销'), ('replaced', '已更正'), ('discarded', '已作废')], default='entered', max_length=12, verbose_name='状态')),
                ('version', models.PositiveIntegerField(default=1)),
            ],
            options={
                'verbose_name': '行政处罚',
            },
            bases=(registry.organizations.belonging.Belonging, models.Model),
        ),
        migrations.CreateModel(
            name='PenaltyEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('authority_name', models.CharField(max_length=100, verbose_name='处罚机关')),
                ('number', models.CharField(max_length=80, verbose_name='决定书文号')),
                ('decided_on', models.DateField(verbose_name='处罚决定日期')),
                ('effective_on', models.DateField(verbose_name='生效日期')),
                ('facts', models.TextField(max_length=2000, verbose_name='违法事实')),
                ('basis', models.CharField(max_length=300, verbose_name='处罚依据')),
                ('is_published', models.BooleanField(default=False, verbose_name='处罚机关已公开')),
                ('withdrawal_ground', models.CharField(blank=True, choices=[('reconsideration', '行政复议决定'), ('judgment', '法院判决'), ('authority', '原处罚机关自行撤销')], max_length=20, verbose_name='撤销原因')),
                ('withdrawal_document', models.CharField(blank=True, max_length=120, verbose_name='撤销文书')),
                ('withdrawn_on', models.DateField(blank=True, null=True, verbose_name='撤销日期')),
                ('state', models.CharField(choices=[('entered', '待复核'), ('returned', '退回修改'), ('confirmed', '已确认'), ('withdrawing', '待确认撤销'), ('withdrawn', '已撤销'), ('replaced', '已更正'), ('discarded', '已作废')], default='entered', max_length=12, verbose_name='状态')),
                ('version', models.PositiveIntegerField(default=1)),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='PenaltyItem',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('warning', '警告'), ('criticism', '通报批评'), ('fine', '罚款'), ('confiscation', '没收违法所得、没收非法财物'), ('suspension', '限期停止活动'), ('replacement', '责令撤换直接负责的主管人员'), ('revocation', '撤销登记'), ('certificate', '吊销登记证书'), ('other', '其他行政处罚')], max_length=20, verbose_name='处罚种类')),
                ('amount_yuan', models.DecimalField(blank=True, decimal_places=2, max_digits=14, null=True, verbose_name='金额（元）')),
                ('from_on', models.DateField(blank=True, null=True, verbose_name='停止活动起始日期')),
                ('until_on', models.DateField(blank=True, null=True, verbose_name='停止活动终止日期')),
            ],
            options={
                'verbose_name': '处罚内容',
                'ordering': ['pk'],
            },
        ),
        migrations.CreateModel(
            name='CaseProposal',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('title', models.CharField(max_length=120, verbose_name='案由')),
                ('facts', models.TextField(max_length=2000, verbose_name='涉嫌违法事实')),
                ('basis', models.CharField(max_length=300, verbose_name='涉及条款')),
                ('proposed_on', models.DateField(default=core.clock.today, verbose_name='提出日期')),
                ('decided_on', models.DateField(blank=True, null=True, verbose_name='决定日期')),
                ('state', models.CharField(choices=[('proposed', '待决定'), ('accepted', '同意立案'), ('refused', '不予立案'), ('withdrawn', '已撤回')], default='proposed', max_length=10, verbose_name='状态')),
                ('version', models.PositiveIntegerField(default=1)),
                ('alert', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='supervision.riskalert', verbose_name='风险预警')),
                ('organization', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='case_proposals', to='registry.organization', verbose_name='社会组织')),
            ],
            options={
                'verbose_name': '立案建议',
            },
            bases=(registry.organizations.belonging.Belonging, models.Model),
        ),
        migrations.CreateModel(
            name='CaseEvidence',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('text', models.CharField(max_length=300, verbose_name='证据')),
                ('at', models.DateTimeField(default=core.clock.now, verbose_name='时间')),
                ('alert', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='supervision.riskalert')),
                ('file', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.storedfile')),
                ('proposal', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='evidence', to='supervision.caseproposal')),
            ],
            options={
                'verbose_name': '立案建议证据',
                'ordering': ['pk'],
            },
        ),
        migrations.CreateModel(
            name='CaseProposalEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('title', models.CharField(max_length=120, verbose_name='案由')),
                ('facts', models.TextField(max_length=2000, verbose_name='涉嫌违法事实')),
                ('basis', models.CharField(max_length=300, verbose_name='涉及条款')),
                ('proposed_on', models.DateField(default=core.clock.today, verbose_name='提出日期')),
                ('decided_on', models.DateField(blank=True, null=True, verbose_name='决定日期')),
                ('state', models.CharField(choices=[('proposed', '待决定'), ('accepted', '同意立案'), ('refused', '不予立案'), ('withdrawn', '已撤回')], default='proposed', max_length=10, verbose_name='状态')),
                ('version', models.PositiveIntegerField(default=1)),
                ('alert', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='supervision.riskalert', verbose_name='风险预警')),
                ('organization', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='registry.organization', verbose_name='社会组织')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='supervision.caseproposal')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.AddField(
            model_name='penalty',
            name='corrects',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='corrections', to='supervision.penalty', verbose_name='更正的记录'),
        ),
        migrations.AddField(
            model_name='penalty',
            name='document',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.storedfile', verbose_name='决定书'),
        ),
        migrations.AddField(
            model_name='penalty',
            name='organization',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='penalties', to='registry.organization', verbose_name='社会组织'),
        ),
        migrations.AddField(
            model_name='penaltyevent',
            name='corrects',
            field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='supervision.penalty', verbose_name='更正的记录'),
        ),
        migrations.AddField(
            model_name='penaltyevent',
            name='document',
            field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='core.storedfile', verbose_name='决定书'),
        ),
        migrations.AddField(
            model_name='penaltyevent',
            name='organization',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='registry.organization', verbose_name='社会组织'),
        ),
        migrations.AddField(
            model_name='penaltyevent',
            name='pgh_context',
            field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context'),
        ),
        migrations.AddField(
            model_name='penaltyevent',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='supervision.penalty'),
        ),
        migrations.AddField(
            model_name='penaltyitem',
            name='penalty',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='items', to='supervision.penalty'),
        ),
        migrations.AddIndex(
            model_name='caseproposal',
            index=models.Index(fields=['-proposed_on', '-id'], name='case_proposal_proposed'),
        ),
        migrations.AddConstraint(
            model_name='caseproposal',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['proposed', 'accepted', 'refused', 'withdrawn'])), name='case_proposal_state_known'),
        ),
        migrations.AddConstraint(
            model_name='caseproposal',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state__in', ('accepted', 'refused')), _negated=True), ('decided_on__isnull', False), _connector='OR'), name='case_proposal_decided_has_day'),
        ),
        migrations.AddConstraint(
            model_name='caseproposal',
            constraint=models.UniqueConstraint(condition=models.Q(('state', 'proposed')), fields=('organization', 'title'), name='case_proposal_open_once', violation_error_message='同一案由的立案建议尚未决定。'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='caseproposal',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "supervision_caseproposalevent" ("alert_id", "basis", "decided_on", "facts", "id", "organization_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "proposed_on", "state", "title", "version") SELECT new_values."alert_id", new_values."basis", new_values."decided_on", new_values."facts", new_values."id", new_values."organization_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."proposed_on", new_values."state", new_values."title", new_values."version" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='8ab80627134fb15942dc61003457b9bb7edd0b74', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_8dfcd', referencing='REFERENCING NEW TABLE AS new_values ', table='supervision_caseproposal', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='caseproposal',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "supervision_caseproposalevent" ("alert_id", "basis", "decided_on", "facts", "id", "organization_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "proposed_on", "state", "title", "version") SELECT new_values."alert_id", new_values."basis", new_values."decided_on", new_values."facts", new_values."id", new_values."organization_id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."proposed_on", new_values."state", new_values."title", new_values."version" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='38e60bf03e8adbff3ebb3245ecceceb4e6fa08b1', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_b7cf9', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='supervision_caseproposal', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='caseproposal',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "supervision_caseproposalevent" ("alert_id", "basis", "decided_on", "facts", "id", "organization_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "proposed_on", "state", "title", "version") SELECT old_values."alert_id", old_values."basis", old_values."decided_on", old_values."facts", old_values."id", old_values."organization_id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."proposed_on", old_values."state", old_values."title", old_values."version" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='00471679ca5dad32d70689c63154a79011a8b474', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_2d05a', referencing='REFERENCING OLD TABLE AS old_values ', table='supervision_caseproposal', when='AFTER')),
        ),
        migrations.AddIndex(
            model_name='penalty',
            index=models.Index(fields=['-decided_on', '-id'], name='penalty_decided'),
        ),
        migrations.AddConstraint(
            model_name='penalty',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['entered', 'returned', 'confirmed', 'withdrawing', 'withdrawn', 'replaced', 'discarded'])), name='penalty_state_known'),
        ),
        migrations.AddConstraint(
            model_name='penalty',
            constraint=models.CheckConstraint(condition=models.Q(('effective_on__gte', models.F('decided_on'))), name='penalty_effective_after_decided', violation_error_message='生效日期不能早于处罚决定日期。'),
        ),
        migrations.AddConstraint(
            model_name='penalty',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state__in', ('withdrawing', 'withdrawn')), _negated=True), models.Q(('withdrawn_on__isnull', False), models.Q(('withdrawal_document', ''), _negated=True), models.Q(('withdrawal_ground', ''), _negated=True)), _connector='OR'), name='penalty_withdrawn_says_why', violation_error_message='撤销须写明原因、文书和日期。'),
        ),
        migrations.AddConstraint(
            model_name='penalty',
            constraint=models.UniqueConstraint(condition=models.Q(('state__in', ('confirmed', 'withdrawing'))), fields=('organization', 'authority_name', 'number'), name='penalty_decision_once', violation_error_message='同一处罚机关的同一文号已经登记。'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='penalty',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "supervision_penaltyevent" ("authority_name", "basis", "corrects_id", "decided_on", "document_id", "effective_on", "facts", "id", "is_published", "number", "organization_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "state", "version", "withdrawal_document", "withdrawal_ground", "withdrawn_on") SELECT new_values."authority_name", new_values."basis", new_values."corrects_id", new_values."decided_on", new_values."document_id", new_values."effective_on", new_values."facts", new_values."id", new_values."is_published", new_values."number", new_values."organization_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."state", new_values."version", new_values."withdrawal_document", new_values."withdrawal_ground", new_values."withdrawn_on" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='3500aae8a1c485c269f109d7dcc5b27cf2575f7b', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_bebf3', referencing='REFERENCING NEW TABLE AS new_values ', table='supervision_penalty', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='penalty',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "supervision_penaltyevent" ("authority_name", "basis", "corrects_id", "decided_on", "document_id", "effective_on", "facts", "id", "is_published", "number", "organization_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "state", "version", "withdrawal_document", "withdrawal_ground", "withdrawn_on") SELECT new_values."authority_name", new_values."basis", new_values."corrects_id", new_values."decided_on", new_values."document_id", new_values."effective_on", new_values."facts", new_values."id", new_values."is_published", new_values."number", new_values."organization_id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."state", new_values."version", new_values."withdrawal_document", new_values."withdrawal_ground", new_values."withdrawn_on" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='4d71508d23b3953e4dff4dbffa863546d4e4d2c4', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_9c8d2', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='supervision_penalty', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='penalty',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "supervision_penaltyevent" ("authority_name", "basis", "corrects_id", "decided_on", "document_id", "effective_on", "facts", "id", "is_published", "number", "organization_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "state", "version", "withdrawal_document", "withdrawal_ground", "withdrawn_on") SELECT old_values."authority_name", old_values."basis", old_values."corrects_id", old_values."decided_on", old_values."document_id", old_values."effective_on", old_values."facts", old_values."id", old_values."is_published", old_values."number", old_values."organization_id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."state", old_values."version", old_values."withdrawal_document", old_values."withdrawal_ground", old_values."withdrawn_on" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='8a9955a0482d8e4ace3e0d2b752f2dc032ccc5fd', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_7a6ff', referencing='REFERENCING OLD TABLE AS old_values ', table='supervision_penalty', when='AFTER')),
        ),
        migrations.AddConstraint(
            model_name='penaltyitem',
            constraint=models.UniqueConstraint(fields=('penalty', 'kind'), name='penalty_item_once'),
        ),
        migrations.AddConstraint(
            model_name='penaltyitem',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['warning', 'criticism', 'fine', 'confiscation', 'suspension', 'replacement', 'revocation', 'certificate', 'other'])), name='penalty_item_kind_known'),
        ),
        migrations.AddConstraint(
            model_name='penaltyitem',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('amount_yuan__gte', 0), ('kind__in', ('fine', 'confiscation'))), models.Q(models.Q(('kind__in', ('fine', 'confiscation')), _negated=True), ('amount_yuan', None)), _connector='OR'), name='penalty_item_amount_of_money', violation_error_message='罚款、没收须写明金额。'),
        ),
        migrations.AddConstraint(
            model_name='penaltyitem',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('from_on', None), ('until_on', None)), ('until_on__gte', models.F('from_on')), _connector='OR'), name='penalty_item_stop_in_order', violation_error_message='停止活动的终止日期不能早于起始日期。'),
        ),
    ]
