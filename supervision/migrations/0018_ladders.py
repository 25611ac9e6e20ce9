import core.dated.models
import django.contrib.postgres.constraints
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
        ('supervision', '0017_removals_and_objections'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Ladder',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('report', '年度报告未报送'), ('rectification', '责令改正未完成'), ('contact', '通过登记的住所无法联系'), ('penalty', '受到行政处罚'), ('party', '党组织未按规定设立'), ('other', '其他列入情形')], max_length=16, verbose_name='事由')),
                ('began_on', models.DateField(verbose_name='开始日期')),
                ('stopped_on', models.DateField(blank=True, null=True, verbose_name='终止日期')),
                ('stopped_because', models.CharField(blank=True, max_length=200, verbose_name='终止原因')),
                ('state', models.CharField(choices=[('running', '进行中'), ('stopped', '已终止')], default='running', max_length=10, verbose_name='状态')),
            ],
            options={
                'verbose_name': '处置进程',
            },
            bases=(registry.organizations.belonging.Belonging, models.Model),
        ),
        migrations.CreateModel(
            name='LadderEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('kind', models.CharField(choices=[('report', '年度报告未报送'), ('rectification', '责令改正未完成'), ('contact', '通过登记的住所无法联系'), ('penalty', '受到行政处罚'), ('party', '党组织未按规定设立'), ('other', '其他列入情形')], max_length=16, verbose_name='事由')),
                ('began_on', models.DateField(verbose_name='开始日期')),
                ('stopped_on', models.DateField(blank=True, null=True, verbose_name='终止日期')),
                ('stopped_because', models.CharField(blank=True, max_length=200, verbose_name='终止原因')),
                ('state', models.CharField(choices=[('running', '进行中'), ('stopped', '已终止')], default='running', max_length=10, verbose_name='状态')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='LadderStep',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('track', models.CharField(choices=[('credit', '信用'), ('penalty', '处罚')], max_length=10, verbose_name='轨道')),
                ('position', models.PositiveSmallIntegerField(verbose_name='顺序')),
                ('code', models.CharField(choices=[('remind', '提醒'), ('urge', '催报'), ('notice', '列入事先告知'), ('statement', '陈述申辩'), ('decision', '列入决定'), ('two_years', '在活动异常名录满期'), ('serious', '严重违法失信名单建议'), ('order', '责令改正、警告'), ('proposal', '立案建议'), ('case', '案件办理')], max_length=12, verbose_name='读取')),
                ('title', models.CharField(max_length=40, verbose_name='名称')),
                ('explained', models.CharField(max_length=200, verbose_name='说明')),
                ('source', models.CharField(blank=True, max_length=200, verbose_name='依据')),
                ('is_verified', models.BooleanField(default=False, verbose_name='已核对原文')),
                ('valid_from', models.DateField(verbose_name='起始日期')),
                ('valid_to', models.DateField(blank=True, help_text='含当日；不填为至今', null=True, verbose_name='终止日期')),
            ],
            options={
                'verbose_name': '处置步骤',
                'ordering': ['track', 'position'],
            },
        ),
        migrations.CreateModel(
            name='LadderStepEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('track', models.CharField(choices=[('credit', '信用'), ('penalty', '处罚')], max_length=10, verbose_name='轨道')),
                ('position', models.PositiveSmallIntegerField(verbose_name='顺序')),
                ('code', models.CharField(choices=[('remind', '提醒'), ('urge', '催报'), ('notice', '列入事先告知'), ('statement', '陈述申辩'), ('decision', '列入决定'), ('two_years', '在活动异常名录满期'), ('serious', '严重违法失信名单建议'), ('order', '责令改正、警告'), ('proposal', '立案建议'), ('case', '案件办理')], max_length=12, verbose_name='读取')),
                ('title', models.CharField(max_length=40, verbose_name='名称')),
                ('explained', models.CharField(max_length=200, verbose_name='说明')),
                ('source', models.CharField(blank=True, max_length=200, verbose_name='依据')),
                ('is_verified', models.BooleanField(default=False, verbose_name='已核对原文')),
                ('valid_from', models.DateField(verbose_name='起始日期')),
                ('valid_to', models.DateField(blank=True, help_text='含当日；不填为至今', null=True, verbose_name='终止日期')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.AddField(
            model_name='ladder',
            name='organization',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='ladders', to='registry.organization', verbose_name='社会组织'),
        ),
        migrations.AddField(
            model_name='ladderevent',
            name='organization',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='registry.organization', verbose_name='社会组织'),
        ),
        migrations.AddField(
            model_name='ladderevent',
            name='pgh_context',
            field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context'),
        ),
        migrations.AddField(
            model_name='ladderevent',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='supervision.ladder'),
        ),
        migrations.AddConstraint(
            model_name='ladderstep',
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(expressions=[('track', '='), ('position', '='), (core.dated.models.DateRange(models.F('valid_from'), models.F('valid_to'), models.Value('[]')), '&&')], name='ladder_step_once', violation_error_message='同一时期同一位置只能有一个步骤。'),
        ),
        migrations.AddConstraint(
            model_name='ladderstep',
            constraint=models.CheckConstraint(condition=models.Q(('valid_to', None), ('valid_to__gte', models.F('valid_from')), _connector='OR'), name='ladder_step_in_order', violation_error_message='终止日期不能早于起始日期。'),
        ),
        migrations.AddConstraint(
            model_name='ladderstep',
            constraint=models.CheckConstraint(condition=models.Q(('code__in', ['remind', 'urge', 'notice', 'statement', 'decision', 'two_years', 'serious', 'order', 'proposal', 'case'])), name='ladder_step_code_known'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='ladderstep',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "supervision_ladderstepevent" ("code", "explained", "id", "is_verified", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "source", "title", "track", "valid_from", "valid_to") SELECT new_values."code", new_values."explained", new_values."id", new_values."is_verified", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."position", new_values."source", new_values."title", new_values."track", new_values."valid_from", new_values."valid_to" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='453303fffe4ae4205e1bebc5f71adf8ccc91dee3', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_a2826', referencing='REFERENCING NEW TABLE AS new_values ', table='supervision_ladderstep', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='ladderstep',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "supervision_ladderstepevent" ("code", "explained", "id", "is_verified", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "source", "title", "track", "valid_from", "valid_to") SELECT new_values."code", new_values."explained", new_values."id", new_values."is_verified", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."position", new_values."source", new_values."title", new_values."track", new_values."valid_from", new_values."valid_to" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='78ff5e4e296371f2b8ff834c02fe8161876653e4', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_80d95', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='supervision_ladderstep', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='ladderstep',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "supervision_ladderstepevent" ("code", "explained", "id", "is_verified", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "source", "title", "track", "valid_from", "valid_to") SELECT old_values."code", old_values."explained", old_values."id", old_values."is_verified", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."position", old_values."source", old_values."title", old_values."track", old_values."valid_from", old_values."valid_to" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='09d85f028b906a5147cf6064352ce2b62602b71f', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_a404a', referencing='REFERENCING OLD TABLE AS old_values ', table='supervision_ladderstep', when='AFTER')),
        ),
        migrations.AddField(
            model_name='ladderstepevent',
            name='pgh_context',
            field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context'),
        ),
        migrations.AddField(
            model_name='ladderstepevent',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='supervision.ladderstep'),
        ),
        migrations.AddIndex(
            model_name='ladder',
            index=models.Index(fields=['-began_on', '-id'], name='ladder_began'),
        ),
        migrations.AddConstraint(
            model_name='ladder',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['running', 'stopped'])), name='ladder_state_known'),
        ),
        migrations.AddConstraint(
            model_name='ladder',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'running'), ('stopped_on', None)), models.Q(('state', 'stopped'), ('stopped_on__gte', models.F('began_on'))), _connector='OR'), name='ladder_stopped_has_day'),
        ),
        migrations.AddConstraint(
            model_name='ladder',
            constraint=models.UniqueConstraint(condition=models.Q(('state', 'running')), fields=('organization', 'kind'), name='ladder_running_once'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='ladder',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "supervision_ladderevent" ("began_on", "id", "kind", "organization_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "state", "stopped_because", "stopped_on") SELECT new_values."began_on", new_values."id", new_values."kind", new_values."organization_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."state", new_values."stopped_because", new_values."stopped_on" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='549e8f62b3c690cabab48b5f07d5a26c2a42dbd0', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_cd692', referencing='REFERENCING NEW TABLE AS new_values ', table='supervision_ladder', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='ladder',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "supervision_ladderevent" ("began_on", "id", "kind", "organization_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "state", "stopped_because", "stopped_on") SELECT new_values."began_on", new_values."id", new_values."kind", new_values."organization_id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."state", new_values."stopped_because", new_values."stopped_on" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='5590d3f8047439c8db9471c02857082ff99fbe55', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_1f77a', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='supervision_ladder', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='ladder',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "supervision_ladderevent" ("began_on", "id", "kind", "organization_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "state", "stopped_because", "stopped_on") SELECT old_values."began_on", old_values."id", old_values."kind", old_values."organization_id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."state", old_values."stopped_because", old_values."stopped_on" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='2a5f2ddad29be148e8c4a2bceea5586c5b2d02ea', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_b2759', referencing='REFERENCING OLD TABLE AS old_values ', table='supervision_ladder', when='AFTER')),
        ),
    ]
