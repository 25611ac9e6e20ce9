import core.clock
import core.dated.models
import core.departments.belonging
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
        ('supervision', '0014_penalties'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='CreditGroundEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('code', models.CharField(max_length=10, verbose_name='代码')),
                ('list', models.CharField(choices=[('abnormal', '活动异常名录'), ('serious', '严重违法失信名单')], max_length=10, verbose_name='名录')),
                ('number', models.PositiveSmallIntegerField(verbose_name='项')),
                ('title', models.CharField(max_length=200, verbose_name='情形')),
                ('public_words', models.CharField(max_length=100, verbose_name='公开表述')),
                ('remedy', models.CharField(max_length=300, verbose_name='怎样改正')),
                ('check_kind', models.CharField(choices=[('report', '年度报告义务'), ('party', '党建工作机构意见'), ('rectification', '责令改正文书'), ('penalty', '行政处罚'), ('repeated', '三年内两次处罚'), ('two_years', '在活动异常名录满期'), ('hand', '经办人核实')], max_length=20, verbose_name='复核方式')),
                ('exit_kind', models.CharField(choices=[('mended', '履行义务、改正后申请移出'), ('spent', '没有可改正事项，满规定月数移出'), ('term', '满规定年数、未再发生列入情形，申请移出'), ('ended', '办理注销登记后移出')], max_length=10, verbose_name='移出方式')),
                ('source', models.CharField(max_length=200, verbose_name='依据')),
                ('is_verified', models.BooleanField(default=False, verbose_name='已核对原文')),
                ('valid_from', models.DateField(verbose_name='起始日期')),
                ('valid_to', models.DateField(blank=True, help_text='含当日；不填为至今', null=True, verbose_name='终止日期')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='CreditPause',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('track', models.CharField(choices=[('credit', '信用'), ('penalty', '处罚')], max_length=10, verbose_name='轨道')),
                ('reason', models.TextField(max_length=1000, verbose_name='暂缓理由')),
                ('document', models.CharField(blank=True, max_length=120, verbose_name='依据文书')),
                ('from_on', models.DateField(verbose_name='起始日期')),
                ('until_on', models.DateField(help_text='含当日，期满自行恢复。', verbose_name='截止日期')),
                ('ended_on', models.DateField(blank=True, null=True, verbose_name='提前结束日期')),
                ('state', models.CharField(choices=[('proposed', '待审定'), ('approved', '已批准'), ('refused', '不予暂缓'), ('ended', '已提前结束')], default='proposed', max_length=10, verbose_name='状态')),
                ('version', models.PositiveIntegerField(default=1)),
            ],
            options={
                'verbose_name': '暂缓',
                'ordering': ['-from_on', '-pk'],
            },
            bases=(registry.organizations.belonging.Belonging, models.Model),
        ),
        migrations.CreateModel(
            name='CreditPauseEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('track', models.CharField(choices=[('credit', '信用'), ('penalty', '处罚')], max_length=10, verbose_name='轨道')),
                ('reason', models.TextField(max_length=1000, verbose_name='暂缓理由')),
                ('document', models.CharField(blank=True, max_length=120, verbose_name='依据文书')),
                ('from_on', models.DateField(verbose_name='起始日期')),
                ('until_on', models.DateField(help_text='含当日，期满自行恢复。', verbose_name='截止日期')),
                ('ended_on', models.DateField(blank=True, null=True, verbose_name='提前结束日期')),
                ('state', models.CharField(choices=[('proposed', '待审定'), ('approved', '已批准'), ('refused', '不予暂缓'), ('ended', '已提前结束')], default='proposed', max_length=10, verbose_name='状态')),
                ('version', models.PositiveIntegerField(default=1)),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='CreditPeriod',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(choices=[('statement_workdays', '陈述申辩期限（工作日，自告知书送达次日起）'), ('decision_workdays', '陈述申辩期满后作出决定的期限（工作日）'), ('entry_workdays', '信用信息归集期限（工作日，自信息形成次日起）'), ('removal_workdays', '核实通过后移出的期限（工作日）'), ('verifying_workdays', '移出申请核实期限（工作日）'), ('objection_workdays', '异议处理期限（工作日）'), ('spent_months', '没有可改正事项的移出期限（月）'), ('serious_after_years', '活动异常名录满期转严重违法失信名单（年）'), ('serious_term_years', '严重违法失信名单期限（年）'), ('repeated_years', '两次处罚的计算期间（年）'), ('small_fine_yuan', '罚款数额界限（元，不足此数的为较小）')], max_length=30, verbose_name='期限')),
                ('number', models.PositiveIntegerField(verbose_name='数值')),
                ('source', models.CharField(max_length=200, verbose_name='依据')),
                ('is_verified', models.BooleanField(default=False, verbose_name='已核对原文')),
                ('valid_from', models.DateField(verbose_name='起始日期')),
                ('valid_to', models.DateField(blank=True, help_text='含当日；不填为至今', null=True, verbose_name='终止日期')),
            ],
            options={
                'verbose_name': '信用管理期限',
                'ordering': ['code', 'valid_from'],
            },
        ),
        migrations.CreateModel(
            name='CreditPeriodEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('code', models.CharField(choices=[('statement_workdays', '陈述申辩期限（工作日，自告知书送达次日起）'), ('decision_workdays', '陈述申辩期满后作出决定的期限（工作日）'), ('entry_workdays', '信用信息归集期限（工作日，自信息形成次日起）'), ('removal_workdays', '核实通过后移出的期限（工作日）'), ('verifying_workdays', '移出申请核实期限（工作日）'), ('objection_workdays', '异议处理期限（工作日）'), ('spent_months', '没有可改正事项的移出期限（月）'), ('serious_after_years', '活动异常名录满期转严重违法失信名单（年）'), ('serious_term_years', '严重违法失信名单期限（年）'), ('repeated_years', '两次处罚的计算期间（年）'), ('small_fine_yuan', '罚款数额界限（元，不足此数的为较小）')], max_length=30, verbose_name='期限')),
                ('number', models.PositiveIntegerField(verbose_name='数值')),
                ('source', models.CharField(max_length=200, verbose_name='依据')),
                ('is_verified', models.BooleanField(default=False, verbose_name='已核对原文')),
                ('valid_from', models.DateField(verbose_name='起始日期')),
                ('valid_to', models.DateField(blank=True, help_text='含当日；不填为至今', null=True, verbose_name='终止日期')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='CreditRecord',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('penalty', '行政处罚'), ('listing', '列入名录'), ('reset', '列入期间再次发生列入情形'), ('removal', '移出名录'), ('praise', '表彰奖励'), ('breach', '违反信用承诺')], max_length=10, verbose_name='类别')),
                ('title', models.CharField(max_length=200, verbose_name='内容')),
                ('document', models.CharField(blank=True, max_length=120, verbose_name='文书')),
                ('authority_name', models.CharField(max_length=100, verbose_name='作出机关')),
                ('formed_on', models.DateField(verbose_name='形成日期')),
                ('due_on', models.DateField(verbose_name='归集期限')),
                ('entered_on', models.DateField(blank=True, null=True, verbose_name='归集日期')),
                ('is_public', models.BooleanField(default=False, verbose_name='对外公开')),
                ('source_type', models.CharField(blank=True, max_length=60)),
                ('source_id', models.BigIntegerField(blank=True, null=True)),
                ('made_at', models.DateTimeField(default=core.clock.now, verbose_name='登记时间')),
                ('state', models.CharField(choices=[('formed', '待归集'), ('entered', '已归集'), ('withdrawn', '已撤回')], default='formed', max_length=10, verbose_name='状态')),
                ('version', models.PositiveIntegerField(default=1)),
            ],
            options={
                'verbose_name': '信用信息',
            },
            bases=(registry.organizations.belonging.Belonging, models.Model),
        ),
        migrations.CreateModel(
            name='CreditRecordEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('kind', models.CharField(choices=[('penalty', '行政处罚'), ('listing', '列入名录'), ('reset', '列入期间再次发生列入情形'), ('removal', '移出名录'), ('praise', '表彰奖励'), ('breach', '违反信用承诺')], max_length=10, verbose_name='类别')),
                ('title', models.CharField(max_length=200, verbose_name='内容')),
                ('document', models.CharField(blank=True, max_length=120, verbose_name='文书')),
                ('authority_name', models.CharField(max_length=100, verbose_name='作出机关')),
                ('formed_on', models.DateField(verbose_name='形成日期')),
                ('due_on', models.DateField(verbose_name='归集期限')),
                ('entered_on', models.DateField(blank=True, null=True, verbose_name='归集日期')),
                ('is_public', models.BooleanField(default=False, verbose_name='对外公开')),
                ('source_type', models.CharField(blank=True, max_length=60)),
                ('source_id', models.BigIntegerField(blank=True, null=True)),
                ('made_at', models.DateTimeField(default=core.clock.now, verbose_name='登记时间')),
                ('state', models.CharField(choices=[('formed', '待归集'), ('entered', '已归集'), ('withdrawn', '已撤回')], default='formed', max_length=10, verbose_name='状态')),
                ('version', models.PositiveIntegerField(default=1)),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Commitment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('signed_on', models.DateField(verbose_name='签署日期')),
                ('signer_name', models.CharField(max_length=60, verbose_name='签署人姓名')),
                ('signed_at', models.DateTimeField(default=core.clock.now, verbose_name='签署时间')),
                ('breach', models.CharField(blank=True, max_length=300, verbose_name='违诺事实')),
                ('breach_document', models.CharField(blank=True, max_length=120, verbose_name='认定文书')),
                ('breached_on', models.DateField(blank=True, null=True, verbose_name='认定日期')),
                ('state', models.CharField(choices=[('signed', '履行中'), ('doubted', '违诺待确认'), ('breached', '已认定违诺')], default='signed', max_length=10, verbose_name='状态')),
                ('version', models.PositiveIntegerField(default=1)),
                ('organization', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='commitments', to='registry.organization', verbose_name='社会组织')),
                ('signed_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='签署人')),
            ],
            options={
                'verbose_name': '信用承诺',
            },
            bases=(registry.organizations.belonging.Belonging, models.Model),
        ),
        migrations.CreateModel(
            name='CommitmentText',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('title', models.CharField(help_text='如：规范收费、按时报送年度工作报告。', max_length=100, verbose_name='承诺事项')),
                ('scope', models.CharField(max_length=200, verbose_name='适用范围')),
                ('body', models.TextField(max_length=3000, verbose_name='承诺内容')),
                ('number', models.PositiveSmallIntegerField(default=1, verbose_name='版次')),
                ('state', models.CharField(choices=[('draft', '草稿'), ('active', '已启用'), ('discarded', '已放弃')], default='draft', max_length=10, verbose_name='状态')),
                ('valid_from', models.DateField(blank=True, null=True, verbose_name='启用日期')),
                ('valid_to', models.DateField(blank=True, help_text='含当日', null=True, verbose_name='停用日期')),
                ('version', models.PositiveIntegerField(default=1)),
                ('department', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.department', verbose_name='使用单位')),
            ],
            options={
                'verbose_name': '信用承诺书',
                'ordering': ['title', '-number'],
            },
            bases=(core.departments.belonging.OfOneOffice, models.Model),
        ),
        migrations.CreateModel(
            name='CommitmentEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('signed_on', models.DateField(verbose_name='签署日期')),
                ('signer_name', models.CharField(max_length=60, verbose_name='签署人姓名')),
                ('signed_at', models.DateTimeField(default=core.clock.now, verbose_name='签署时间')),
                ('breach', models.CharField(blank=True, max_length=300, verbose_name='违诺事实')),
                ('breach_document', models.CharField(blank=True, max_length=120, verbose_name='认定文书')),
                ('breached_on', models.DateField(blank=True, null=True, verbose_name='认定日期')),
                ('state', models.CharField(choices=[('signed', '履行中'), ('doubted', '违诺待确认'), ('breached', '已认定违诺')], default='signed', max_length=10, verbose_name='状态')),
                ('version', models.PositiveIntegerField(default=1)),
                ('organization', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='registry.organization', verbose_name='社会组织')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='supervision.commitment')),
                ('signed_by', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='签署人')),
                ('text', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='supervision.commitmenttext', verbose_name='承诺书')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.AddField(
            model_name='commitment',
            name='text',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='commitments', to='supervision.commitmenttext', verbose_name='承诺书'),
        ),
        migrations.CreateModel(
            name='CommitmentTextEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('title', models.CharField(help_text='如：规范收费、按时报送年度工作报告。', max_length=100, verbose_name='承诺事项')),
                ('scope', models.CharField(max_length=200, verbose_name='适用范围')),
                ('body', models.TextField(max_length=3000, verbose_name='承诺内容')),
                ('number', models.PositiveSmallIntegerField(default=1, verbose_name='版次')),
                ('state', models.CharField(choices=[('draft', '草稿'), ('active', '已启用'), ('discarded', '已放弃')], default='draft', max_length=10, verbose_name='状态')),
                ('valid_from', models.DateField(blank=True, null=True, verbose_name='启用日期')),
                ('valid_to', models.DateField(blank=True, help_text='含当日', null=True, verbose_name='停用日期')),
                ('version', models.PositiveIntegerField(default=1)),
                ('department', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='core.department', verbose_name='使用单位')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='supervision.commitmenttext')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='CreditGround',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(max_length=10, verbose_name='代码')),
                ('list', models.CharField(choices=[('abnormal', '活动异常名录'), ('serious', '严重违法失信名单')], max_length=10, verbose_name='名录')),
                ('number', models.PositiveSmallIntegerField(verbose_name='项')),
                ('title', models.CharField(max_length=200, verbose_name='情形')),
                ('public_words', models.CharField(max_length=100, verbose_name='公开表述')),
                ('remedy', models.CharField(max_length=300, verbose_name='怎样改正')),
                ('check_kind', models.CharField(choices=[('report', '年度报告义务'), ('party', '党建工作机构意见'), ('rectification', '责令改正文书'), ('penalty', '行政处罚'), ('repeated', '三年内两次处罚'), ('two_years', '在活动异常名录满期'), ('hand', '经办人核实')], max_length=20, verbose_name='复核方式')),
                ('exit_kind', models.CharField(choices=[('mended', '履行义务、改正后申请移出'), ('spent', '没有可改正事项，满规定月数移出'), ('term', '满规定年数、未再发生列入情形，申请移出'), ('ended', '办理注销登记后移出')], max_length=10, verbose_name='移出方式')),
                ('source', models.CharField(max_length=200, verbose_name='依据')),
                ('is_verified', models.BooleanField(default=False, verbose_name='已核对原文')),
                ('valid_from', models.DateField(verbose_name='起始日期')),
                ('valid_to', models.DateField(blank=True, help_text='含当日；不填为至今', null=True, verbose_name='终止日期')),
            ],
            options={
                'verbose_name': '列入情形',
                'ordering': ['list', 'number', 'valid_from'],
                'constraints': [django.contrib.postgres.constraints.ExclusionConstraint(expressions=[('code', '='), (core.dated.models.DateRange(models.F('valid_from'), models.F('valid_to'), models.Value('[]')), '&&')], name='credit_ground_once', violation_error_message='同一时期同一情形只能有一条。'), models.CheckConstraint(condition=models.Q(('valid_to', None), ('valid_to__gte', models.F('valid_from')), _connector='OR'), name='credit_ground_in_order', violation_error_message='终止日期不能早于起始日期。'), models.CheckConstraint(condition=models.Q(('list__in', ['abnormal', 'serious'])), name='credit_ground_list_known'), models.CheckConstraint(condition=models.Q(('check_kind__in', ['report', 'party', 'rectification', 'penalty', 'repeated', 'two_years', 'hand'])), name='credit_ground_check_known'), models.CheckConstraint(condition=models.Q(('exit_kind__in', ['mended', 'spent', 'term', 'ended'])), name='credit_ground_exit_known')],
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='creditground',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "supervision_creditgroundevent" ("check_kind", "code", "exit_kind", "id", "is_verified", "list", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_words", "remedy", "source", "title", "valid_from", "valid_to") SELECT new_values."check_kind", new_values."code", new_values."exit_kind", new_values."id", new_values."is_verified", new_values."list", new_values."number", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."public_words", new_values."remedy", new_values."source", new_values."title", new_values."valid_from", new_values."valid_to" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='5f0de06948754287c99732f2eeab5b7f434cc48b', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_f43ac', referencing='REFERENCING NEW TABLE AS new_values ', table='supervision_creditground', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='creditground',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "supervision_creditgroundevent" ("check_kind", "code", "exit_kind", "id", "is_verified", "list", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_words", "remedy", "source", "title", "valid_from", "valid_to") SELECT new_values."check_kind", new_values."code", new_values."exit_kind", new_values."id", new_values."is_verified", new_values."list", new_values."number", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."public_words", new_values."remedy", new_values."source", new_values."title", new_values."valid_from", new_values."valid_to" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='1abfdd19603173f11d3fc89e2530df321a322519', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_1d223', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='supervision_creditground', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='creditground',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "supervision_creditgroundevent" ("check_kind", "code", "exit_kind", "id", "is_verified", "list", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_words", "remedy", "source", "title", "valid_from", "valid_to") SELECT old_values."check_kind", old_values."code", old_values."exit_kind", old_values."id", old_values."is_verified", old_values."list", old_values."number", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."public_words", old_values."remedy", old_values."source", old_values."title", old_values."valid_from", old_values."valid_to" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='005a6829600283bb28cc2c7cabd604d30a6eaec4', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_5f10e', referencing='REFERENCING OLD TABLE AS old_values ', table='supervision_creditground', when='AFTER')),
        ),
        migrations.AddField(
            model_name='creditgroundevent',
            name='pgh_context',
            field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context'),
        ),
        migrations.AddField(
            model_name='creditgroundevent',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='supervision.creditground'),
        ),
        migrations.AddField(
            model_name='creditpause',
            name='organization',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='credit_pauses', to='registry.organization', verbose_name='社会组织'),
        ),
        migrations.AddField(
            model_name='creditpauseevent',
            name='organization',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='registry.organization', verbose_name='社会组织'),
        ),
        migrations.AddField(
            model_name='creditpauseevent',
            name='pgh_context',
            field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context'),
        ),
        migrations.AddField(
            model_name='creditpauseevent',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='supervision.creditpause'),
        ),
        migrations.AddConstraint(
            model_name='creditperiod',
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(expressions=[('code', '='), (core.dated.models.DateRange(models.F('valid_from'), models.F('valid_to'), models.Value('[]')), '&&')], name='credit_period_once', violation_error_message='同一时期同一期限只能有一个数值。'),
        ),
        migrations.AddConstraint(
            model_name='creditperiod',
            constraint=models.CheckConstraint(condition=models.Q(('valid_to', None), ('valid_to__gte', models.F('valid_from')), _connector='OR'), name='credit_period_in_order', violation_error_message='终止日期不能早于起始日期。'),
        ),
        migrations.AddConstraint(
            model_name='creditperiod',
            constraint=models.CheckConstraint(condition=models.Q(('code__in', ['statement_workdays', 'decision_workdays', 'entry_workdays', 'removal_workdays', 'verifying_workdays', 'objection_workdays', 'spent_months', 'serious_after_years', 'serious_term_years', 'repeated_years', 'small_fine_yuan'])), name='credit_period_code_known'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='creditperiod',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "supervision_creditperiodevent" ("code", "id", "is_verified", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "source", "valid_from", "valid_to") SELECT new_values."code", new_values."id", new_values."is_verified", new_values."number", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."source", new_values."valid_from", new_values."valid_to" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='aba7a10aa9d53dab2278c6c8b7265743ac3de9a3', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_09a57', referencing='REFERENCING NEW TABLE AS new_values ', table='supervision_creditperiod', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='creditperiod',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "supervision_creditperiodevent" ("code", "id", "is_verified", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "source", "valid_from", "valid_to") SELECT new_values."code", new_values."id", new_values."is_verified", new_values."number", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."source", new_values."valid_from", new_values."valid_to" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='d6ba16c0bcb45eaeb08d8cb43506c88b199e2c82', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_a89c5', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='supervision_creditperiod', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='creditperiod',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "supervision_creditperiodevent" ("code", "id", "is_verified", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "source", "valid_from", "valid_to") SELECT old_values."code", old_values."id", old_values."is_verified", old_values."number", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."source", old_values."valid_from", old_values."valid_to" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='542e6a7576ad75617929202cb86c143a1a12ef42', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_1d9ed', referencing='REFERENCING OLD TABLE AS old_values ', table='supervision_creditperiod', when='AFTER')),
        ),
        migrations.AddField(
            model_name='creditperiodevent',
            name='pgh_context',
            field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context'),
        ),
        migrations.AddField(
            model_name='creditperiodevent',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='supervision.creditperiod'),
        ),
        migrations.AddField(
            model_name='creditrecord',
            name='made_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='登记人'),
        ),
        migrations.AddField(
            model_name='creditrecord',
            name='organization',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='credit_records', to='registry.organization', verbose_name='社会组织'),
        ),
        migrations.AddField(
            model_name='creditrecordevent',
            name='made_by',
            field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='登记人'),
        ),
        migrations.AddField(
            model_name='creditrecordevent',
            name='organization',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='registry.organization', verbose_name='社会组织'),
        ),
        migrations.AddField(
            model_name='creditrecordevent',
            name='pgh_context',
            field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context'),
        ),
        migrations.AddField(
            model_name='creditrecordevent',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='supervision.creditrecord'),
        ),
        migrations.AddConstraint(
            model_name='commitmenttext',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['draft', 'active', 'discarded'])), name='commitment_text_state_known'),
        ),
        migrations.AddConstraint(
            model_name='commitmenttext',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'active'), _negated=True), ('valid_from__isnull', False), _connector='OR'), name='commitment_text_active_has_day'),
        ),
        migrations.AddConstraint(
            model_name='commitmenttext',
            constraint=models.UniqueConstraint(fields=('department', 'title', 'number'), name='commitment_text_number_once'),
        ),
        migrations.AddConstraint(
            model_name='commitmenttext',
            constraint=models.CheckConstraint(condition=models.Q(('valid_to', None), ('valid_to__gte', models.F('valid_from')), _connector='OR'), name='commitment_text_in_order', violation_error_message='终止日期不能早于起始日期。'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='commitmenttext',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "supervision_commitmenttextevent" ("body", "department_id", "id", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "scope", "state", "title", "valid_from", "valid_to", "version") SELECT new_values."body", new_values."department_id", new_values."id", new_values."number", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."scope", new_values."state", new_values."title", new_values."valid_from", new_values."valid_to", new_values."version" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='bceb700ab781fa17a5738b850c3381bdef51033a', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_c3426', referencing='REFERENCING NEW TABLE AS new_values ', table='supervision_commitmenttext', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='commitmenttext',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "supervision_commitmenttextevent" ("body", "department_id", "id", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "scope", "state", "title", "valid_from", "valid_to", "version") SELECT new_values."body", new_values."department_id", new_values."id", new_values."number", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."scope", new_values."state", new_values."title", new_values."valid_from", new_values."valid_to", new_values."version" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='73065f4a345aa77559babf0eebb51d798dca8f24', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_90329', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='supervision_commitmenttext', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='commitmenttext',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "supervision_commitmenttextevent" ("body", "department_id", "id", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "scope", "state", "title", "valid_from", "valid_to", "version") SELECT old_values."body", old_values."department_id", old_values."id", old_values."number", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."scope", old_values."state", old_values."title", old_values."valid_from", old_values."valid_to", old_values."version" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='edb0bff766e3c295ed7c35067472a7341342349a', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_fd4a5', referencing='REFERENCING OLD TABLE AS old_values ', table='supervision_commitmenttext', when='AFTER')),
        ),
        migrations.AddIndex(
            model_name='commitment',
            index=models.Index(fields=['-signed_on', '-id'], name='commitment_signed'),
        ),
        migrations.AddConstraint(
            model_name='commitment',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['signed', 'doubted', 'breached'])), name='commitment_state_known'),
        ),
        migrations.AddConstraint(
            model_name='commitment',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'breached'), _negated=True), models.Q(('breached_on__isnull', False), models.Q(('breach', ''), _negated=True)), _connector='OR'), name='commitment_breached_says_why'),
        ),
        migrations.AddConstraint(
            model_name='commitment',
            constraint=models.UniqueConstraint(fields=('organization', 'text'), name='commitment_text_signed_once', violation_error_message='该承诺书已经签署。'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='commitment',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "supervision_commitmentevent" ("breach", "breach_document", "breached_on", "id", "organization_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "signed_at", "signed_by_id", "signed_on", "signer_name", "state", "text_id", "version") SELECT new_values."breach", new_values."breach_document", new_values."breached_on", new_values."id", new_values."organization_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."signed_at", new_values."signed_by_id", new_values."signed_on", new_values."signer_name", new_values."state", new_values."text_id", new_values."version" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='9caa9340c2c313f4d3ce20da02aaf2fdc8deeaf9', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_b61fa', referencing='REFERENCING NEW TABLE AS new_values ', table='supervision_commitment', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='commitment',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "supervision_commitmentevent" ("breach", "breach_document", "breached_on", "id", "organization_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "signed_at", "signed_by_id", "signed_on", "signer_name", "state", "text_id", "version") SELECT new_values."breach", new_values."breach_document", new_values."breached_on", new_values."id", new_values."organization_id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."signed_at", new_values."signed_by_id", new_values."signed_on", new_values."signer_name", new_values."state", new_values."text_id", new_values."version" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='c8e1290d673d615c4989d6359308af21a982266d', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_4cb4a', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='supervision_commitment', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='commitment',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "supervision_commitmentevent" ("breach", "breach_document", "breached_on", "id", "organization_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "signed_at", "signed_by_id", "signed_on", "signer_name", "state", "text_id", "version") SELECT old_values."breach", old_values."breach_document", old_values."breached_on", old_values."id", old_values."organization_id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."signed_at", old_values."signed_by_id", old_values."signed_on", old_values."signer_name", old_values."state", old_values."text_id", old_values."version" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='db372523c8b04f08fc3e57b8d2e190071d2664d5', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_6e1ea', referencing='REFERENCING OLD TABLE AS old_values ', table='supervision_commitment', when='AFTER')),
        ),
        migrations.AddConstraint(
            model_name='creditpause',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['proposed', 'approved', 'refused', 'ended'])), name='credit_pause_state_known'),
        ),
        migrations.AddConstraint(
            model_name='creditpause',
            constraint=models.CheckConstraint(condition=models.Q(('until_on__gte', models.F('from_on'))), name='credit_pause_in_order', violation_error_message='截止日期不能早于起始日期。'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='creditpause',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "supervision_creditpauseevent" ("document", "ended_on", "from_on", "id", "organization_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "state", "track", "until_on", "version") SELECT new_values."document", new_values."ended_on", new_values."from_on", new_values."id", new_values."organization_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."reason", new_values."state", new_values."track", new_values."until_on", new_values."version" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='fa544d14a3c484880b05315fdda1f3f7da62438c', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_bc86e', referencing='REFERENCING NEW TABLE AS new_values ', table='supervision_creditpause', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='creditpause',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "supervision_creditpauseevent" ("document", "ended_on", "from_on", "id", "organization_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "state", "track", "until_on", "version") SELECT new_values."document", new_values."ended_on", new_values."from_on", new_values."id", new_values."organization_id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."reason", new_values."state", new_values."track", new_values."until_on", new_values."version" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='40804bb089daa01656a0d21debf7aea563ff6242', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_4e06f', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='supervision_creditpause', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='creditpause',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "supervision_creditpauseevent" ("document", "ended_on", "from_on", "id", "organization_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "state", "track", "until_on", "version") SELECT old_values."document", old_values."ended_on", old_values."from_on", old_values."id", old_values."organization_id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."reason", old_values."state", old_values."track", old_values."until_on", old_values."version" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='cf4f798ac3d5e70757980a9407eac9cf44a4114c', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_6e0a2', referencing='REFERENCING OLD TABLE AS old_values ', table='supervision_creditpause', when='AFTER')),
        ),
        migrations.AddIndex(
            model_name='creditrecord',
            index=models.Index(fields=['-formed_on', '-id'], name='credit_record_formed'),
        ),
        migrations.AddIndex(
            model_name='creditrecord',
            index=models.Index(fields=['due_on', 'id'], name='credit_record_due'),
        ),
        migrations.AddIndex(
            model_name='creditrecord',
            index=models.Index(fields=['source_type', 'source_id'], name='credit_record_source'),
        ),
        migrations.AddConstraint(
            model_name='creditrecord',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['formed', 'entered', 'withdrawn'])), name='credit_record_state_known'),
        ),
        migrations.AddConstraint(
            model_name='creditrecord',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['penalty', 'listing', 'reset', 'removal', 'praise', 'breach'])), name='credit_record_kind_known'),
        ),
        migrations.AddConstraint(
            model_name='creditrecord',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'entered'), _negated=True), ('entered_on__isnull', False), _connector='OR'), name='credit_record_entered_has_day', violation_error_message='归集须有日期。'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='creditrecord',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "supervision_creditrecordevent" ("authority_name", "document", "due_on", "entered_on", "formed_on", "id", "is_public", "kind", "made_at", "made_by_id", "organization_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "source_id", "source_type", "state", "title", "version") SELECT new_values."authority_name", new_values."document", new_values."due_on", new_values."entered_on", new_values."formed_on", new_values."id", new_values."is_public", new_values."kind", new_values."made_at", new_values."made_by_id", new_values."organization_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."source_id", new_values."source_type", new_values."state", new_values."title", new_values."version" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='1c5c676ee054e740c73f9aa2cb057eed439e8d6e', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_6a737', referencing='REFERENCING NEW TABLE AS new_values ', table='supervision_creditrecord', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='creditrecord',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "supervision_creditrecordevent" ("authority_name", "document", "due_on", "entered_on", "formed_on", "id", "is_public", "kind", "made_at", "made_by_id", "organization_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "source_id", "source_type", "state", "title", "version") SELECT new_values."authority_name", new_values."document", new_values."due_on", new_values."entered_on", new_values."formed_on", new_values."id", new_values."is_public", new_values."kind", new_values."made_at", new_values."made_by_id", new_values."organization_id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."source_id", new_values."source_type", new_values."state", new_values."title", new_values."version" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='fd2c8d4752991cb31ae3735720e7d2a5a1700626', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_cc3b9', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='supervision_creditrecord', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='creditrecord',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "supervision_creditrecordevent" ("authority_name", "document", "due_on", "entered_on", "formed_on", "id", "is_public", "kind", "made_at", "made_by_id", "organization_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "source_id", "source_type", "state", "title", "version") SELECT old_values."authority_name", old_values."document", old_values."due_on", old_values."entered_on", old_values."formed_on", old_values."id", old_values."is_public", old_values."kind", old_values."made_at", old_values."made_by_id", old_values."organization_id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."source_id", old_values."source_type", old_values."state", old_values."title", old_values."version" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='68c1473477d152f6d1928304d01ac78fce0a8240', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_06041', referencing='REFERENCING OLD TABLE AS old_values ', table='supervision_creditrecord', when='AFTER')),
        ),
    ]
