import core.departments.belonging
import django.contrib.postgres.fields
import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('core', '0012_write_off_notes'),
        ('pghistory', '0007_auto_20250421_0444'),
        ('registry', '0029_proof_of_handing_over'),
        ('supervision', '0004_campaigns'),
    ]

    operations = [
        migrations.CreateModel(
            name='Survey',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('title', models.CharField(max_length=100, verbose_name='名称')),
                ('purpose', models.CharField(help_text='为什么要填、填了给谁用。填报人看得到。', max_length=300, verbose_name='用途')),
                ('basis', models.CharField(blank=True, max_length=160, verbose_name='依据')),
                ('audience', models.CharField(choices=[('organizations', '社会组织'), ('streets', '镇街'), ('departments', '部门')], default='organizations', max_length=14, verbose_name='填报对象')),
                ('criteria', models.TextField(blank=True, verbose_name='对象条件')),
                ('offices', django.contrib.postgres.fields.ArrayField(base_field=models.BigIntegerField(), blank=True, default=list, size=None, verbose_name='填报单位')),
                ('questions', models.JSONField(blank=True, default=list, verbose_name='填报内容')),
                ('days_to_answer', models.PositiveSmallIntegerField(default=15, verbose_name='填报天数')),
                ('repeat', models.CharField(choices=[('once', '一次'), ('monthly', '按月')], default='once', max_length=8, verbose_name='填报次数')),
                ('repeat_until', models.DateField(blank=True, null=True, verbose_name='最后一期不晚于')),
                ('repeated_reason', models.CharField(blank=True, max_length=300, verbose_name='重复填报的理由')),
                ('state', models.CharField(choices=[('draft', '拟定'), ('releasing', '待核发'), ('running', '填报中'), ('closed', '已结束'), ('withdrawn', '已撤回')], default='draft', max_length=12, verbose_name='状态')),
                ('released_at', models.DateTimeField(blank=True, null=True, verbose_name='核发时间')),
                ('closed_on', models.DateField(blank=True, null=True, verbose_name='结束日期')),
                ('version', models.PositiveIntegerField(default=1)),
            ],
            options={
                'verbose_name': '一次填报',
            },
            bases=(core.departments.belonging.OfOneOffice, models.Model),
        ),
        migrations.CreateModel(
            name='SurveyAnswer',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(max_length=8, verbose_name='问题')),
                ('folded', models.CharField(db_collation='C', max_length=120, verbose_name='问题（归并）')),
                ('text', models.TextField(verbose_name='答案')),
                ('source', models.CharField(choices=[('known', '平台已有'), ('earlier', '以前填报'), ('given', '本次填写')], max_length=8, verbose_name='来源')),
                ('given_on', models.DateField(verbose_name='日期')),
            ],
            options={
                'verbose_name': '填报答案',
            },
        ),
        migrations.CreateModel(
            name='SurveyEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('title', models.CharField(max_length=100, verbose_name='名称')),
                ('purpose', models.CharField(help_text='为什么要填、填了给谁用。填报人看得到。', max_length=300, verbose_name='用途')),
                ('basis', models.CharField(blank=True, max_length=160, verbose_name='依据')),
                ('audience', models.CharField(choices=[('organizations', '社会组织'), ('streets', '镇街'), ('departments', '部门')], default='organizations', max_length=14, verbose_name='填报对象')),
                ('criteria', models.TextField(blank=True, verbose_name='对象条件')),
                ('offices', django.contrib.postgres.fields.ArrayField(base_field=models.BigIntegerField(), blank=True, default=list, size=None, verbose_name='填报单位')),
                ('questions', models.JSONField(blank=True, default=list, verbose_name='填报内容')),
                ('days_to_answer', models.PositiveSmallIntegerField(default=15, verbose_name='填报天数')),
                ('repeat', models.CharField(choices=[('once', '一次'), ('monthly', '按月')], default='once', max_length=8, verbose_name='填报次数')),
                ('repeat_until', models.DateField(blank=True, null=True, verbose_name='最后一期不晚于')),
                ('repeated_reason', models.CharField(blank=True, max_length=300, verbose_name='重复填报的理由')),
                ('state', models.CharField(choices=[('draft', '拟定'), ('releasing', '待核发'), ('running', '填报中'), ('closed', '已结束'), ('withdrawn', '已撤回')], default='draft', max_length=12, verbose_name='状态')),
                ('released_at', models.DateTimeField(blank=True, null=True, verbose_name='核发时间')),
                ('closed_on', models.DateField(blank=True, null=True, verbose_name='结束日期')),
                ('version', models.PositiveIntegerField(default=1)),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='SurveyRecipient',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('state', models.CharField(choices=[('waiting', '待填报'), ('answered', '已填报'), ('known', '无须填报'), ('missed', '未填报')], default='waiting', max_length=10, verbose_name='状态')),
                ('answers', models.JSONField(blank=True, default=dict, verbose_name='填写内容')),
                ('due_on', models.DateField(verbose_name='截止日期')),
                ('extension_reason', models.CharField(blank=True, max_length=200, verbose_name='延期理由')),
                ('answered_at', models.DateTimeField(blank=True, null=True, verbose_name='填报时间')),
                ('is_unchanged', models.BooleanField(default=False, verbose_name='与上期相同')),
                ('reminded_on', models.DateField(blank=True, null=True, verbose_name='最近催报')),
                ('version', models.PositiveIntegerField(default=1)),
            ],
            options={
                'verbose_name': '填报对象',
            },
        ),
        migrations.CreateModel(
            name='SurveyRecipientEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('state', models.CharField(choices=[('waiting', '待填报'), ('answered', '已填报'), ('known', '无须填报'), ('missed', '未填报')], default='waiting', max_length=10, verbose_name='状态')),
                ('answers', models.JSONField(blank=True, default=dict, verbose_name='填写内容')),
                ('due_on', models.DateField(verbose_name='截止日期')),
                ('extension_reason', models.CharField(blank=True, max_length=200, verbose_name='延期理由')),
                ('answered_at', models.DateTimeField(blank=True, null=True, verbose_name='填报时间')),
                ('is_unchanged', models.BooleanField(default=False, verbose_name='与上期相同')),
                ('reminded_on', models.DateField(blank=True, null=True, verbose_name='最近催报')),
                ('version', models.PositiveIntegerField(default=1)),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='SurveyRound',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('period', models.CharField(blank=True, help_text='年-月；一次性填报不填', max_length=7, verbose_name='期')),
                ('opens_on', models.DateField(verbose_name='开始日期')),
                ('due_on', models.DateField(verbose_name='截止日期')),
            ],
            options={
                'verbose_name': '填报期',
                'ordering': ['-opens_on', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='SurveyRoundEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('period', models.CharField(blank=True, help_text='年-月；一次性填报不填', max_length=7, verbose_name='期')),
                ('opens_on', models.DateField(verbose_name='开始日期')),
                ('due_on', models.DateField(verbose_name='截止日期')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.AddField(
            model_name='survey',
            name='department',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.department', verbose_name='发起单位'),
        ),
        migrations.AddField(
            model_name='survey',
            name='released_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='核发人'),
        ),
        migrations.AddField(
            model_name='surveyanswer',
            name='file',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.storedfile', verbose_name='附件'),
        ),
        migrations.AddField(
            model_name='surveyevent',
            name='department',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='core.department', verbose_name='发起单位'),
        ),
        migrations.AddField(
            model_name='surveyevent',
            name='pgh_context',
            field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context'),
        ),
        migrations.AddField(
            model_name='surveyevent',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='supervision.survey'),
        ),
        migrations.AddField(
            model_name='surveyevent',
            name='released_by',
            field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='核发人'),
        ),
        migrations.AddField(
            model_name='surveyrecipient',
            name='answered_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='填报人'),
        ),
        migrations.AddField(
            model_name='surveyrecipient',
            name='department',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.department', verbose_name='填报单位'),
        ),
        migrations.AddField(
            model_name='surveyrecipient',
            name='organization',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='surveys', to='registry.organization', verbose_name='社会组织'),
        ),
        migrations.AddField(
            model_name='surveyanswer',
            name='recipient',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='given', to='supervision.surveyrecipient'),
        ),
        migrations.AddField(
            model_name='surveyrecipientevent',
            name='answered_by',
            field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='填报人'),
        ),
        migrations.AddField(
            model_name='surveyrecipientevent',
            name='department',
            field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='core.department', verbose_name='填报单位'),
        ),
        migrations.AddField(
            model_name='surveyrecipientevent',
            name='organization',
            field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='registry.organization', verbose_name='社会组织'),
        ),
        migrations.AddField(
            model_name='surveyrecipientevent',
            name='pgh_context',
            field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context'),
        ),
        migrations.AddField(
            model_name='surveyrecipientevent',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='supervision.surveyrecipient'),
        ),
        migrations.AddField(
            model_name='surveyround',
            name='survey',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='rounds', to='supervision.survey'),
        ),
        migrations.AddField(
            model_name='surveyrecipientevent',
            name='survey_round',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='supervision.surveyround'),
        ),
        migrations.AddField(
            model_name='surveyrecipient',
            name='survey_round',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='recipients', to='supervision.surveyround'),
        ),
        migrations.AddField(
            model_name='surveyroundevent',
            name='pgh_context',
            field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context'),
        ),
        migrations.AddField(
            model_name='surveyroundevent',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='supervision.surveyround'),
        ),
        migrations.AddField(
            model_name='surveyroundevent',
            name='survey',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='supervision.survey'),
        ),
        migrations.AddConstraint(
            model_name='survey',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['draft', 'releasing', 'running', 'closed', 'withdrawn'])), name='survey_state_known'),
        ),
        migrations.AddConstraint(
            model_name='survey',
            constraint=models.CheckConstraint(condition=models.Q(('audience__in', ['organizations', 'streets', 'departments'])), name='survey_audience_known'),
        ),
        migrations.AddConstraint(
            model_name='survey',
            constraint=models.CheckConstraint(condition=models.Q(('purpose', ''), _negated=True), name='survey_says_what_for', violation_error_message='请写明填报的用途。'),
        ),
        migrations.AddConstraint(
            model_name='survey',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state__in', ('running', 'closed')), _negated=True), ('released_at__isnull', False), _connector='OR'), name='survey_out_has_moment'),
        ),
        migrations.AddConstraint(
            model_name='survey',
            constraint=models.CheckConstraint(condition=models.Q(('repeat', 'once'), ('repeat_until__isnull', False), _connector='OR'), name='survey_monthly_has_end', violation_error_message='按月填报须写明最后一期的日期。'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='survey',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "supervision_surveyevent" ("audience", "basis", "closed_on", "criteria", "days_to_answer", "department_id", "id", "offices", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "purpose", "questions", "released_at", "released_by_id", "repeat", "repeat_until", "repeated_reason", "state", "title", "version") SELECT new_values."audience", new_values."basis", new_values."closed_on", new_values."criteria", new_values."days_to_answer", new_values."department_id", new_values."id", new_values."offices", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."purpose", new_values."questions", new_values."released_at", new_values."released_by_id", new_values."repeat", new_values."repeat_until", new_values."repeated_reason", new_values."state", new_values."title", new_values."version" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='cc6722396e6a7c2e2883b9642db7f20d8145b0f9', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_93bf5', referencing='REFERENCING NEW TABLE AS new_values ', table='supervision_survey', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='survey',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "supervision_surveyevent" ("audience", "basis", "closed_on", "criteria", "days_to_answer", "department_id", "id", "offices", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "purpose", "questions", "released_at", "released_by_id", "repeat", "repeat_until", "repeated_reason", "state", "title", "version") SELECT new_values."audience", new_values."basis", new_values."closed_on", new_values."criteria", new_values."days_to_answer", new_values."department_id", new_values."id", new_values."offices", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."purpose", new_values."questions", new_values."released_at", new_values."released_by_id", new_values."repeat", new_values."repeat_until", new_values."repeated_reason", new_values."state", new_values."title", new_values."version" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='eca15f2086dcbf2c668ed4b599f15be2ae5a7b16', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_25892', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='supervision_survey', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='survey',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "supervision_surveyevent" ("audience", "basis", "closed_on", "criteria", "days_to_answer", "department_id", "id", "offices", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "purpose", "questions", "released_at", "released_by_id", "repeat", "repeat_until", "repeated_reason", "state", "title", "version") SELECT old_values."audience", old_values."basis", old_values."closed_on", old_values."criteria", old_values."days_to_answer", old_values."department_id", old_values."id", old_values."offices", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."purpose", old_values."questions", old_values."released_at", old_values."released_by_id", old_values."repeat", old_values."repeat_until", old_values."repeated_reason", old_values."state", old_values."title", old_values."version" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='7549ab66a78980bb8bd48603e3cc3dac7b011fa1', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_4c85a', referencing='REFERENCING OLD TABLE AS old_values ', table='supervision_survey', when='AFTER')),
        ),
        migrations.AddIndex(
            model_name='surveyanswer',
            index=models.Index(fields=['folded', 'recipient'], name='survey_answer_folded'),
        ),
        migrations.AddConstraint(
            model_name='surveyanswer',
            constraint=models.UniqueConstraint(fields=('recipient', 'key'), name='survey_answer_once'),
        ),
        migrations.AddConstraint(
            model_name='surveyanswer',
            constraint=models.CheckConstraint(condition=models.Q(('source__in', ['known', 'earlier', 'given'])), name='survey_answer_source_known'),
        ),
        migrations.AddConstraint(
            model_name='surveyround',
            constraint=models.UniqueConstraint(fields=('survey', 'period'), name='survey_round_once'),
        ),
        migrations.AddConstraint(
            model_name='surveyround',
            constraint=models.CheckConstraint(condition=models.Q(('due_on__gte', models.F('opens_on'))), name='survey_round_in_order', violation_error_message='截止日期不能早于开始日期。'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='surveyround',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "supervision_surveyroundevent" ("due_on", "id", "opens_on", "period", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "survey_id") SELECT new_values."due_on", new_values."id", new_values."opens_on", new_values."period", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."survey_id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='972e636876cef65be4f35054ad6a68811497d040', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_08681', referencing='REFERENCING NEW TABLE AS new_values ', table='supervision_surveyround', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='surveyround',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "supervision_surveyroundevent" ("due_on", "id", "opens_on", "period", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "survey_id") SELECT new_values."due_on", new_values."id", new_values."opens_on", new_values."period", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."survey_id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='adea47f210a3256acf2715e701063f3e80f751f9', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_d3bb5', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='supervision_surveyround', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='surveyround',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "supervision_surveyroundevent" ("due_on", "id", "opens_on", "period", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "survey_id") SELECT old_values."due_on", old_values."id", old_values."opens_on", old_values."period", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."survey_id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='b62977b6e133453f21a4623958e90a5ffce1786d', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_07973', referencing='REFERENCING OLD TABLE AS old_values ', table='supervision_surveyround', when='AFTER')),
        ),
        migrations.AddIndex(
            model_name='surveyrecipient',
            index=models.Index(fields=['organization', 'survey_round'], name='survey_recipient_of'),
        ),
        migrations.AddConstraint(
            model_name='surveyrecipient',
            constraint=models.UniqueConstraint(fields=('survey_round', 'organization'), name='survey_organization_once'),
        ),
        migrations.AddConstraint(
            model_name='surveyrecipient',
            constraint=models.UniqueConstraint(fields=('survey_round', 'department'), name='survey_department_once'),
        ),
        migrations.AddConstraint(
            model_name='surveyrecipient',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('department__isnull', False), ('organization', None)), models.Q(('department', None), ('organization__isnull', False)), _connector='OR'), name='survey_recipient_one'),
        ),
        migrations.AddConstraint(
            model_name='surveyrecipient',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['waiting', 'answered', 'known', 'missed'])), name='survey_recipient_state_known'),
        ),
        migrations.AddConstraint(
            model_name='surveyrecipient',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'answered'), _negated=True), ('answered_at__isnull', False), _connector='OR'), name='survey_answered_has_moment'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='surveyrecipient',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "supervision_surveyrecipientevent" ("answered_at", "answered_by_id", "answers", "department_id", "due_on", "extension_reason", "id", "is_unchanged", "organization_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reminded_on", "state", "survey_round_id", "version") SELECT new_values."answered_at", new_values."answered_by_id", new_values."answers", new_values."department_id", new_values."due_on", new_values."extension_reason", new_values."id", new_values."is_unchanged", new_values."organization_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."reminded_on", new_values."state", new_values."survey_round_id", new_values."version" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='26626efc6747b6ae6cf2ee44b0dbc1fd96dd98e2', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_daefd', referencing='REFERENCING NEW TABLE AS new_values ', table='supervision_surveyrecipient', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='surveyrecipient',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "supervision_surveyrecipientevent" ("answered_at", "answered_by_id", "answers", "department_id", "due_on", "extension_reason", "id", "is_unchanged", "organization_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reminded_on", "state", "survey_round_id", "version") SELECT new_values."answered_at", new_values."answered_by_id", new_values."answers", new_values."department_id", new_values."due_on", new_values."extension_reason", new_values."id", new_values."is_unchanged", new_values."organization_id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."reminded_on", new_values."state", new_values."survey_round_id", new_values."version" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='4d0732add750ca0d4ecfa3425b3fa51f3c7003d1', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_20de5', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='supervision_surveyrecipient', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='surveyrecipient',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "supervision_surveyrecipientevent" ("answered_at", "answered_by_id", "answers", "department_id", "due_on", "extension_reason", "id", "is_unchanged", "organization_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reminded_on", "state", "survey_round_id", "version") SELECT old_values."answered_at", old_values."answered_by_id", old_values."answers", old_values."department_id", old_values."due_on", old_values."extension_reason", old_values."id", old_values."is_unchanged", old_values."organization_id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."reminded_on", old_values."state", old_values."survey_round_id", old_values."version" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='79914a2ec5d16f2418cc4ae1dec418903b989a52', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_aacce', referencing='REFERENCING OLD TABLE AS old_values ', table='supervision_surveyrecipient', when='AFTER')),
        ),
    ]
