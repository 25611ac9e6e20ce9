import core.clock
import core.departments.belonging
import django.contrib.postgres.fields
import django.db.models.deletion
import django.db.models.expressions
import pgtrigger.compiler
import pgtrigger.migrations
import registry.organizations.belonging
import supervision.campaigns.models.checks
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('core', '0012_write_off_notes'),
        ('pghistory', '0007_auto_20250421_0444'),
        ('registry', '0029_proof_of_handing_over'),
        ('supervision', '0003_alerts_of_any_subject'),
    ]

    operations = [
        migrations.CreateModel(
            name='CampaignKind',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(db_collation='C', max_length=40, unique=True, verbose_name='代码')),
                ('name', models.CharField(max_length=60, verbose_name='名称')),
                ('basis', models.CharField(blank=True, max_length=200, verbose_name='依据')),
                ('is_verified', models.BooleanField(default=False, verbose_name='已核对原文')),
                ('questions', models.JSONField(blank=True, default=list, verbose_name='自查表')),
                ('items', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=120), blank=True, default=list, size=None, verbose_name='检查事项')),
                ('valid_from', models.DateField(verbose_name='启用日期')),
                ('valid_to', models.DateField(blank=True, help_text='含当日', null=True, verbose_name='停用日期')),
            ],
            options={
                'verbose_name': '专项行动类别',
                'ordering': ['pk'],
            },
        ),
        migrations.CreateModel(
            name='CampaignKindEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('code', models.CharField(db_collation='C', max_length=40, verbose_name='代码')),
                ('name', models.CharField(max_length=60, verbose_name='名称')),
                ('basis', models.CharField(blank=True, max_length=200, verbose_name='依据')),
                ('is_verified', models.BooleanField(default=False, verbose_name='已核对原文')),
                ('questions', models.JSONField(blank=True, default=list, verbose_name='自查表')),
                ('items', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=120), blank=True, default=list, size=None, verbose_name='检查事项')),
                ('valid_from', models.DateField(verbose_name='启用日期')),
                ('valid_to', models.DateField(blank=True, help_text='含当日', null=True, verbose_name='停用日期')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='CampaignOffice',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
            ],
            options={
                'verbose_name': '参与单位',
            },
        ),
        migrations.CreateModel(
            name='CampaignOfficeEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='CampaignOrder',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('text', models.TextField(max_length=1000, verbose_name='整改要求')),
                ('ordered_on', models.DateField(verbose_name='提出日期')),
                ('due_on', models.DateField(verbose_name='整改期限')),
                ('report', models.TextField(blank=True, max_length=2000, verbose_name='整改情况')),
                ('reported_at', models.DateTimeField(blank=True, null=True, verbose_name='报告时间')),
                ('verified_on', models.DateField(blank=True, null=True, verbose_name='验收日期')),
                ('state', models.CharField(choices=[('ordered', '待整改'), ('reported', '待验收'), ('verified', '已验收')], default='ordered', max_length=12, verbose_name='状态')),
                ('version', models.PositiveIntegerField(default=1)),
            ],
            options={
                'verbose_name': '专项整改',
                'ordering': ['-ordered_on', '-pk'],
            },
            bases=(supervision.campaigns.models.checks.OfTarget, models.Model),
        ),
        migrations.CreateModel(
            name='CampaignOrderEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('text', models.TextField(max_length=1000, verbose_name='整改要求')),
                ('ordered_on', models.DateField(verbose_name='提出日期')),
                ('due_on', models.DateField(verbose_name='整改期限')),
                ('report', models.TextField(blank=True, max_length=2000, verbose_name='整改情况')),
                ('reported_at', models.DateTimeField(blank=True, null=True, verbose_name='报告时间')),
                ('verified_on', models.DateField(blank=True, null=True, verbose_name='验收日期')),
                ('state', models.CharField(choices=[('ordered', '待整改'), ('reported', '待验收'), ('verified', '已验收')], default='ordered', max_length=12, verbose_name='状态')),
                ('version', models.PositiveIntegerField(default=1)),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='CampaignOutcome',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(db_collation='C', max_length=40, verbose_name='代码')),
                ('label', models.CharField(max_length=40, verbose_name='名称')),
                ('is_exit', models.BooleanField(default=False, verbose_name='退出登记')),
                ('place', models.PositiveSmallIntegerField(verbose_name='次序')),
            ],
            options={
                'verbose_name': '处理结果',
                'ordering': ['kind', 'place'],
            },
        ),
        migrations.CreateModel(
            name='CampaignOutcomeEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('code', models.CharField(db_collation='C', max_length=40, verbose_name='代码')),
                ('label', models.CharField(max_length=40, verbose_name='名称')),
                ('is_exit', models.BooleanField(default=False, verbose_name='退出登记')),
                ('place', models.PositiveSmallIntegerField(verbose_name='次序')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='CampaignTarget',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveIntegerField(verbose_name='序号')),
                ('name', models.CharField(max_length=120, verbose_name='名单截止日的名称')),
                ('facts', models.JSONField(default=dict, verbose_name='名单截止日的登记情况')),
                ('state', models.CharField(choices=[('open', '待办理'), ('rectifying', '整改中'), ('done', '已销号'), ('struck', '已核减')], default='open', max_length=12, verbose_name='状态')),
                ('struck_on', models.DateField(blank=True, null=True, verbose_name='核减日期')),
                ('strike_document', models.CharField(blank=True, max_length=160, verbose_name='核减依据')),
                ('reminded_on', models.DateField(blank=True, null=True, verbose_name='最近催办')),
                ('version', models.PositiveIntegerField(default=1)),
            ],
            options={
                'verbose_name': '专项行动对象',
            },
            bases=(registry.organizations.belonging.Belonging, models.Model),
        ),
        migrations.CreateModel(
            name='CampaignTargetEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('number', models.PositiveIntegerField(verbose_name='序号')),
                ('name', models.CharField(max_length=120, verbose_name='名单截止日的名称')),
                ('facts', models.JSONField(default=dict, verbose_name='名单截止日的登记情况')),
                ('state', models.CharField(choices=[('open', '待办理'), ('rectifying', '整改中'), ('done', '已销号'), ('struck', '已核减')], default='open', max_length=12, verbose_name='状态')),
                ('struck_on', models.DateField(blank=True, null=True, verbose_name='核减日期')),
                ('strike_document', models.CharField(blank=True, max_length=160, verbose_name='核减依据')),
                ('reminded_on', models.DateField(blank=True, null=True, verbose_name='最近催办')),
                ('version', models.PositiveIntegerField(default=1)),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='SelfCheck',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('answers', models.JSONField(blank=True, default=dict, verbose_name='填写内容')),
                ('state', models.CharField(choices=[('filling', '填写中'), ('submitted', '已提交'), ('returned', '退回补充'), ('accepted', '已确认')], default='filling', max_length=12, verbose_name='状态')),
                ('submitted_at', models.DateTimeField(blank=True, null=True, verbose_name='提交时间')),
                ('remarks', models.TextField(blank=True, max_length=1000, verbose_name='退回意见')),
                ('version', models.PositiveIntegerField(default=1)),
            ],
            options={
                'verbose_name': '自查表',
            },
            bases=(supervision.campaigns.models.checks.OfTarget, models.Model),
        ),
        migrations.CreateModel(
            name='SelfCheckEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('answers', models.JSONField(blank=True, default=dict, verbose_name='填写内容')),
                ('state', models.CharField(choices=[('filling', '填写中'), ('submitted', '已提交'), ('returned', '退回补充'), ('accepted', '已确认')], default='filling', max_length=12, verbose_name='状态')),
                ('submitted_at', models.DateTimeField(blank=True, null=True, verbose_name='提交时间')),
                ('remarks', models.TextField(blank=True, max_length=1000, verbose_name='退回意见')),
                ('version', models.PositiveIntegerField(default=1)),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='SelfCheckRound',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveSmallIntegerField(verbose_name='次数')),
                ('answers', models.JSONField(verbose_name='填写内容')),
                ('known', models.JSONField(default=dict, verbose_name='平台带出内容')),
                ('at', models.DateTimeField(default=core.clock.now, verbose_name='时间')),
            ],
            options={
                'verbose_name': '自查提交',
                'ordering': ['number'],
            },
        ),
        migrations.CreateModel(
            name='SignOff',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('note', models.CharField(max_length=300, verbose_name='说明')),
                ('document', models.CharField(blank=True, max_length=160, verbose_name='依据文书')),
                ('signed_on', models.DateField(verbose_name='销号日期')),
                ('withdrawn_on', models.DateField(blank=True, null=True, verbose_name='撤销日期')),
            ],
            options={
                'verbose_name': '销号',
                'ordering': ['-signed_on', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='SignOffEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('note', models.CharField(max_length=300, verbose_name='说明')),
                ('document', models.CharField(blank=True, max_length=160, verbose_name='依据文书')),
                ('signed_on', models.DateField(verbose_name='销号日期')),
                ('withdrawn_on', models.DateField(blank=True, null=True, verbose_name='撤销日期')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='SiteCheck',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('checked_on', models.DateField(verbose_name='检查日期')),
                ('place', models.CharField(max_length=120, verbose_name='地点')),
                ('inspectors', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=40), size=None, verbose_name='检查人员')),
                ('met', models.CharField(blank=True, max_length=120, verbose_name='组织在场人员（按职务）')),
                ('summary', models.TextField(max_length=2000, verbose_name='检查情况')),
                ('recorded_at', models.DateTimeField(default=core.clock.now, verbose_name='记录时间')),
            ],
            options={
                'verbose_name': '现场检查',
                'ordering': ['-checked_on', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='SiteCheckFile',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
            ],
            options={
                'verbose_name': '检查材料',
            },
        ),
        migrations.CreateModel(
            name='SiteFinding',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('item', models.CharField(max_length=120, verbose_name='检查事项')),
                ('result', models.CharField(choices=[('fine', '未发现问题'), ('fault', '存在问题'), ('not_checked', '未检查')], max_length=12, verbose_name='结果')),
                ('text', models.CharField(blank=True, max_length=300, verbose_name='情况')),
            ],
            options={
                'verbose_name': '检查发现',
                'ordering': ['pk'],
            },
        ),
        migrations.CreateModel(
            name='Campaign',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('title', models.CharField(max_length=100, verbose_name='名称')),
                ('document', models.CharField(help_text='名称和文号', max_length=160, verbose_name='批准文件')),
                ('purpose', models.TextField(blank=True, max_length=1000, verbose_name='目标和要求')),
                ('starts_on', models.DateField(verbose_name='开始日期')),
                ('ends_on', models.DateField(verbose_name='结束日期')),
                ('self_check_due_on', models.DateField(blank=True, null=True, verbose_name='自查截止日期')),
                ('criteria', models.TextField(blank=True, verbose_name='对象条件')),
                ('as_of', models.DateField(verbose_name='名单截止日')),
                ('questions', models.JSONField(blank=True, default=list, verbose_name='自查表')),
                ('items', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=120), blank=True, default=list, size=None, verbose_name='检查事项')),
                ('state', models.CharField(choices=[('draft', '拟定'), ('freezing', '待核定名单'), ('running', '进行中'), ('closing', '待归档'), ('archived', '已归档'), ('withdrawn', '已撤回')], default='draft', max_length=12, verbose_name='状态')),
                ('frozen_at', models.DateTimeField(blank=True, null=True, verbose_name='核定时间')),
                ('original_count', models.PositiveIntegerField(blank=True, null=True, verbose_name='核定对象数')),
                ('list_digest', models.CharField(blank=True, max_length=64, verbose_name='名单摘要')),
                ('archived_on', models.DateField(blank=True, null=True, verbose_name='归档日期')),
                ('version', models.PositiveIntegerField(default=1)),
                ('department', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.department', verbose_name='牵头单位')),
                ('document_file', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.storedfile', verbose_name='批准文件附件')),
                ('frozen_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='核定人')),
                ('kind', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='supervision.campaignkind', verbose_name='类别')),
            ],
            options={
                'verbose_name': '专项行动',
            },
            bases=(core.departments.belonging.OfOneOffice, models.Model),
        ),
        migrations.CreateModel(
            name='CampaignFigure',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('as_of', models.DateField(verbose_name='统计日')),
                ('unit', models.CharField(max_length=20, verbose_name='分组')),
                ('unit_key', models.BigIntegerField(default=0, verbose_name='单位编号')),
                ('name', models.CharField(max_length=120, verbose_name='单位')),
                ('place', models.PositiveSmallIntegerField(default=0, verbose_name='次序')),
                ('original', models.PositiveIntegerField(verbose_name='核定数')),
                ('struck', models.PositiveIntegerField(verbose_name='核减数')),
                ('denominator', models.PositiveIntegerField(verbose_name='应完成')),
                ('numerator', models.PositiveIntegerField(verbose_name='已完成')),
                ('campaign', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='figures', to='supervision.campaign')),
            ],
            options={
                'verbose_name': '专项行动进度',
                'ordering': ['unit', 'place', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='CampaignEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('title', models.CharField(max_length=100, verbose_name='名称')),
                ('document', models.CharField(help_text='名称和文号', max_length=160, verbose_name='批准文件')),
                ('purpose', models.TextField(blank=True, max_length=1000, verbose_name='目标和要求')),
                ('starts_on', models.DateField(verbose_name='开始日期')),
                ('ends_on', models.DateField(verbose_name='结束日期')),
                ('self_check_due_on', models.DateField(blank=True, null=True, verbose_name='自查截止日期')),
                ('criteria', models.TextField(blank=True, verbose_name='对象条件')),
                ('as_of', models.DateField(verbose_name='名单截止日')),
                ('questions', models.JSONField(blank=True, default=list, verbose_name='自查表')),
                ('items', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=120), blank=True, default=list, size=None, verbose_name='检查事项')),
                ('state', models.CharField(choices=[('draft', '拟定'), ('freezing', '待核定名单'), ('running', '进行中'), ('closing', '待归档'), ('archived', '已归档'), ('withdrawn', '已撤回')], default='draft', max_length=12, verbose_name='状态')),
                ('frozen_at', models.DateTimeField(blank=True, null=True, verbose_name='核定时间')),
                ('original_count', models.PositiveIntegerField(blank=True, null=True, verbose_name='核定对象数')),
                ('list_digest', models.CharField(blank=True, max_length=64, verbose_name='名单摘要')),
                ('archived_on', models.DateField(blank=True, null=True, verbose_name='归档日期')),
                ('version', models.PositiveIntegerField(default=1)),
                ('department', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='core.department', verbose_name='牵头单位')),
                ('document_file', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='core.storedfile', verbose_name='批准文件附件')),
                ('frozen_by', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='核定人')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='supervision.campaign')),
                ('kind', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='supervision.campaignkind', verbose_name='类别')),
            ],
            options={
                'abstract': False,
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='campaignkind',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "supervision_campaignkindevent" ("basis", "code", "id", "is_verified", "items", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "questions", "valid_from", "valid_to") SELECT new_values."basis", new_values."code", new_values."id", new_values."is_verified", new_values."items", new_values."name", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."questions", new_values."valid_from", new_values."valid_to" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='8d917a1685eb4d6deff15f1cd00ea9d167496247', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_1e42e', referencing='REFERENCING NEW TABLE AS new_values ', table='supervision_campaignkind', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='campaignkind',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "supervision_campaignkindevent" ("basis", "code", "id", "is_verified", "items", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "questions", "valid_from", "valid_to") SELECT new_values."basis", new_values."code", new_values."id", new_values."is_verified", new_values."items", new_values."name", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."questions", new_values."valid_from", new_values."valid_to" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='1debb141a9282ecd24bc932a13bc4a6e8f495e81', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_60dcf', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='supervision_campaignkind', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='campaignkind',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "supervision_campaignkindevent" ("basis", "code", "id", "is_verified", "items", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "questions", "valid_from", "valid_to") SELECT old_values."basis", old_values."code", old_values."id", old_values."is_verified", old_values."items", old_values."name", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."questions", old_values."valid_from", old_values."valid_to" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='facbd37077bc39994b82ac9defaceb58f489ee14', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_dd83c', referencing='REFERENCING OLD TABLE AS old_values ', table='supervision_campaignkind', when='AFTER')),
        ),
        migrations.AddField(
            model_name='campaignkindevent',
            name='pgh_context',
            field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context'),
        ),
        migrations.AddField(
            model_name='campaignkindevent',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='supervision.campaignkind'),
        ),
        migrations.AddField(
            model_name='campaignoffice',
            name='campaign',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='offices', to='supervision.campaign'),
        ),
        migrations.AddField(
            model_name='campaignoffice',
            name='department',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.department', verbose_name='参与单位'),
        ),
        migrations.AddField(
            model_name='campaignofficeevent',
            name='campaign',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='supervision.campaign'),
        ),
        migrations.AddField(
            model_name='campaignofficeevent',
            name='department',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='core.department', verbose_name='参与单位'),
        ),
        migrations.AddField(
            model_name='campaignofficeevent',
            name='pgh_context',
            field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context'),
        ),
        migrations.AddField(
            model_name='campaignofficeevent',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='supervision.campaignoffice'),
        ),
        migrations.AddField(
            model_name='campaignorder',
            name='report_file',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.storedfile', verbose_name='整改材料'),
        ),
        migrations.AddField(
            model_name='campaignorderevent',
            name='pgh_context',
            field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context'),
        ),
        migrations.AddField(
            model_name='campaignorderevent',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='supervision.campaignorder'),
        ),
        migrations.AddField(
            model_name='campaignorderevent',
            name='report_file',
            field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='core.storedfile', verbose_name='整改材料'),
        ),
        migrations.AddField(
            model_name='campaignoutcome',
            name='kind',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='outcomes', to='supervision.campaignkind', verbose_name='类别'),
        ),
        migrations.AddField(
            model_name='campaignoutcomeevent',
            name='kind',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='supervision.campaignkind', verbose_name='类别'),
        ),
        migrations.AddField(
            model_name='campaignoutcomeevent',
            name='pgh_context',
            field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context'),
        ),
        migrations.AddField(
            model_name='campaignoutcomeevent',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='supervision.campaignoutcome'),
        ),
        migrations.AddField(
            model_name='campaigntarget',
            name='authority',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.department', verbose_name='监督管理机关'),
        ),
        migrations.AddField(
            model_name='campaigntarget',
            name='campaign',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='targets', to='supervision.campaign', verbose_name='专项行动'),
        ),
        migrations.AddField(
            model_name='campaigntarget',
            name='district',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.region', verbose_name='区县'),
        ),
        migrations.AddField(
            model_name='campaigntarget',
            name='organization',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='campaign_targets', to='registry.organization', verbose_name='社会组织'),
        ),
        migrations.AddField(
            model_name='campaigntarget',
            name='outcome',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='supervision.campaignoutcome', verbose_name='处理结果'),
        ),
        migrations.AddField(
            model_name='campaigntarget',
            name='responsible',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.department', verbose_name='责任部门'),
        ),
        migrations.AddField(
            model_name='campaignorderevent',
            name='target',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='supervision.campaigntarget'),
        ),
        migrations.AddField(
            model_name='campaignorder',
            name='target',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='orders', to='supervision.campaigntarget'),
        ),
        migrations.AddField(
            model_name='campaigntargetevent',
            name='authority',
            field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='core.department', verbose_name='监督管理机关'),
        ),
        migrations.AddField(
            model_name='campaigntargetevent',
            name='campaign',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='supervision.campaign', verbose_name='专项行动'),
        ),
        migrations.AddField(
            model_name='campaigntargetevent',
            name='district',
            field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='core.region', verbose_name='区县'),
        ),
        migrations.AddField(
            model_name='campaigntargetevent',
            name='organization',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='registry.organization', verbose_name='社会组织'),
        ),
        migrations.AddField(
            model_name='campaigntargetevent',
            name='outcome',
            field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='supervision.campaignoutcome', verbose_name='处理结果'),
        ),
        migrations.AddField(
            model_name='campaigntargetevent',
            name='pgh_context',
            field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context'),
        ),
        migrations.AddField(
            model_name='campaigntargetevent',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='supervision.campaigntarget'),
        ),
        migrations.AddField(
            model_name='campaigntargetevent',
            name='responsible',
            field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='core.department', verbose_name='责任部门'),
        ),
        migrations.AddField(
            model_name='selfcheck',
            name='target',
            field=models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='self_check', to='supervision.campaigntarget'),
        ),
        migrations.AddField(
            model_name='selfcheckevent',
            name='pgh_context',
            field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context'),
        ),
        migrations.AddField(
            model_name='selfcheckevent',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='supervision.selfcheck'),
        ),
        migrations.AddField(
            model_name='selfcheckevent',
            name='target',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='supervision.campaigntarget'),
        ),
        migrations.AddField(
            model_name='selfcheckround',
            name='self_check',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='rounds', to='supervision.selfcheck'),
        ),
        migrations.AddField(
            model_name='selfcheckround',
            name='user',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='提交人'),
        ),
        migrations.AddField(
            model_name='signoff',
            name='department',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.department', verbose_name='销号单位'),
        ),
        migrations.AddField(
            model_name='signoff',
            name='outcome',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='supervision.campaignoutcome', verbose_name='处理结果'),
        ),
        migrations.AddField(
            model_name='signoff',
            name='target',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='sign_offs', to='supervision.campaigntarget'),
        ),
        migrations.AddField(
            model_name='signoff',
            name='user',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='销号人'),
        ),
        migrations.AddField(
            model_name='signoffevent',
            name='department',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='core.department', verbose_name='销号单位'),
        ),
        migrations.AddField(
            model_name='signoffevent',
            name='outcome',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='supervision.campaignoutcome', verbose_name='处理结果'),
        ),
        migrations.AddField(
            model_name='signoffevent',
            name='pgh_context',
            field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context'),
        ),
        migrations.AddField(
            model_name='signoffevent',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='supervision.signoff'),
        ),
        migrations.AddField(
            model_name='signoffevent',
            name='target',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='supervision.campaigntarget'),
        ),
        migrations.AddField(
            model_name='signoffevent',
            name='user',
            field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='销号人'),
        ),
        migrations.AddField(
            model_name='sitecheck',
            name='department',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.department', verbose_name='检查单位'),
        ),
        migrations.AddField(
            model_name='sitecheck',
            name='recorded_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='记录人'),
        ),
        migrations.AddField(
            model_name='sitecheck',
            name='target',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='site_checks', to='supervision.campaigntarget'),
        ),
        migrations.AddField(
            model_name='sitecheckfile',
            name='check_made',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='files', to='supervision.sitecheck'),
        ),
        migrations.AddField(
            model_name='sitecheckfile',
            name='file',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.storedfile'),
        ),
        migrations.AddField(
            model_name='sitefinding',
            name='check_made',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='findings', to='supervision.sitecheck'),
        ),
        migrations.AddConstraint(
            model_name='campaignfigure',
            constraint=models.UniqueConstraint(fields=('campaign', 'as_of', 'unit', 'unit_key'), name='campaign_figure_once'),
        ),
        migrations.AddConstraint(
            model_name='campaignfigure',
            constraint=models.CheckConstraint(condition=models.Q(('numerator__lte', models.F('denominator')), ('original', django.db.models.expressions.CombinedExpression(models.F('struck'), '+', models.F('denominator')))), name='campaign_figure_adds_up'),
        ),
        migrations.AddIndex(
            model_name='campaign',
            index=models.Index(fields=['starts_on', 'id'], name='campaign_starts'),
        ),
        migrations.AddConstraint(
            model_name='campaign',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['draft', 'freezing', 'running', 'closing', 'archived', 'withdrawn'])), name='campaign_state_known'),
        ),
        migrations.AddConstraint(
            model_name='campaign',
            constraint=models.CheckConstraint(condition=models.Q(('ends_on__gte', models.F('starts_on'))), name='campaign_days_in_order', violation_error_message='结束日期不能早于开始日期。'),
        ),
        migrations.AddConstraint(
            model_name='campaign',
            constraint=models.CheckConstraint(condition=models.Q(('document', ''), _negated=True), name='campaign_names_its_document', violation_error_message='专项行动须写明批准文件。'),
        ),
        migrations.AddConstraint(
            model_name='campaign',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state__in', ('running', 'closing', 'archived')), _negated=True), models.Q(('frozen_at__isnull', False), ('original_count__isnull', False)), _connector='OR'), name='campaign_released_is_frozen'),
        ),
        migrations.AddConstraint(
            model_name='campaign',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('archived_on__isnull', False), ('state', 'archived')), models.Q(('archived_on', None), models.Q(('state', 'archived'), _negated=True)), _connector='OR'), name='campaign_archived_has_day'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='campaign',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "supervision_campaignevent" ("archived_on", "as_of", "criteria", "department_id", "document", "document_file_id", "ends_on", "frozen_at", "frozen_by_id", "id", "items", "kind_id", "list_digest", "original_count", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "purpose", "questions", "self_check_due_on", "starts_on", "state", "title", "version") SELECT new_values."archived_on", new_values."as_of", new_values."criteria", new_values."department_id", new_values."document", new_values."document_file_id", new_values."ends_on", new_values."frozen_at", new_values."frozen_by_id", new_values."id", new_values."items", new_values."kind_id", new_values."list_digest", new_values."original_count", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."purpose", new_values."questions", new_values."self_check_due_on", new_values."starts_on", new_values."state", new_values."title", new_values."version" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='450be275944c977036ea8119c6c65da265e7ed66', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_03050', referencing='REFERENCING NEW TABLE AS new_values ', table='supervision_campaign', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='campaign',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "supervision_campaignevent" ("archived_on", "as_of", "criteria", "department_id", "document", "document_file_id", "ends_on", "frozen_at", "frozen_by_id", "id", "items", "kind_id", "list_digest", "original_count", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "purpose", "questions", "self_check_due_on", "starts_on", "state", "title", "version") SELECT new_values."archived_on", new_values."as_of", new_values."criteria", new_values."department_id", new_values."document", new_values."document_file_id", new_values."ends_on", new_values."frozen_at", new_values."frozen_by_id", new_values."id", new_values."items", new_values."kind_id", new_values."list_digest", new_values."original_count", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."purpose", new_values."questions", new_values."self_check_due_on", new_values."starts_on", new_values."state", new_values."title", new_values."version" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='a026a173e6e40572bef8f2238e8c4e6165c2e7ff', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_4a68f', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='supervision_campaign', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='campaign',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "supervision_campaignevent" ("archived_on", "as_of", "criteria", "department_id", "document", "document_file_id", "ends_on", "frozen_at", "frozen_by_id", "id", "items", "kind_id", "list_digest", "original_count", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "purpose", "questions", "self_check_due_on", "starts_on", "state", "title", "version") SELECT old_values."archived_on", old_values."as_of", old_values."criteria", old_values."department_id", old_values."document", old_values."document_file_id", old_values."ends_on", old_values."frozen_at", old_values."frozen_by_id", old_values."id", old_values."items", old_values."kind_id", old_values."list_digest", old_values."original_count", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."purpose", old_values."questions", old_values."self_check_due_on", old_values."starts_on", old_values."state", old_values."title", old_values."version" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='752ca1e4911d88b9b9534c55e9066334e6827dc3', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_bc426', referencing='REFERENCING OLD TABLE AS old_values ', table='supervision_campaign', when='AFTER')),
        ),
        migrations.AddConstraint(
            model_name='campaignoffice',
            constraint=models.UniqueConstraint(fields=('campaign', 'department'), name='campaign_office_once'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='campaignoffice',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "supervision_campaignofficeevent" ("campaign_id", "department_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") SELECT new_values."campaign_id", new_values."department_id", new_values."id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='3b6a60f9fddd3a9bf9f29f3b29bb614fbba5cd27', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_4b302', referencing='REFERENCING NEW TABLE AS new_values ', table='supervision_campaignoffice', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='campaignoffice',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "supervision_campaignofficeevent" ("campaign_id", "department_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") SELECT new_values."campaign_id", new_values."department_id", new_values."id", _pgh_attached_context.value, NOW(), \'update\', new_values."id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='aae9a92504205895c56b39c7fe971c4621ce75b0', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_eaab0', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='supervision_campaignoffice', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='campaignoffice',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "supervision_campaignofficeevent" ("campaign_id", "department_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") SELECT old_values."campaign_id", old_values."department_id", old_values."id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='31d15cf993b96615531a39212739683589d76803', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_2d0a2', referencing='REFERENCING OLD TABLE AS old_values ', table='supervision_campaignoffice', when='AFTER')),
        ),
        migrations.AddConstraint(
            model_name='campaignoutcome',
            constraint=models.UniqueConstraint(fields=('kind', 'code'), name='campaign_outcome_once'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='campaignoutcome',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "supervision_campaignoutcomeevent" ("code", "id", "is_exit", "kind_id", "label", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place") SELECT new_values."code", new_values."id", new_values."is_exit", new_values."kind_id", new_values."label", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."place" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='9706d47951c6f2978c3466aff0bf32917e2ac437', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_39d7a', referencing='REFERENCING NEW TABLE AS new_values ', table='supervision_campaignoutcome', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='campaignoutcome',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "supervision_campaignoutcomeevent" ("code", "id", "is_exit", "kind_id", "label", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place") SELECT new_values."code", new_values."id", new_values."is_exit", new_values."kind_id", new_values."label", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."place" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='5bf0ce6db45fd78b3bab4a3cbdb31a358bf9009c', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_144de', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='supervision_campaignoutcome', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='campaignoutcome',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "supervision_campaignoutcomeevent" ("code", "id", "is_exit", "kind_id", "label", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place") SELECT old_values."code", old_values."id", old_values."is_exit", old_values."kind_id", old_values."label", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."place" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='dcb835e1a0df9a8e47c3c99e26d2925d6463a61d', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_0af27', referencing='REFERENCING OLD TABLE AS old_values ', table='supervision_campaignoutcome', when='AFTER')),
        ),
        migrations.AddIndex(
            model_name='campaigntarget',
            index=models.Index(fields=['organization', 'campaign'], name='campaign_target_of'),
        ),
        migrations.AddConstraint(
            model_name='campaigntarget',
            constraint=models.UniqueConstraint(fields=('campaign', 'organization'), name='campaign_target_once'),
        ),
        migrations.AddConstraint(
            model_name='campaigntarget',
            constraint=models.UniqueConstraint(fields=('campaign', 'number'), name='campaign_target_number_once'),
        ),
        migrations.AddConstraint(
            model_name='campaigntarget',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['open', 'rectifying', 'done', 'struck'])), name='campaign_target_state_known'),
        ),
        migrations.AddConstraint(
            model_name='campaigntarget',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'struck'), ('struck_on__isnull', False), models.Q(('strike_document', ''), _negated=True)), models.Q(models.Q(('state', 'struck'), _negated=True), ('struck_on', None)), _connector='OR'), name='campaign_target_struck_by_document', violation_error_message='核减须写明依据文件。'),
        ),
        migrations.AddConstraint(
            model_name='campaigntarget',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('outcome__isnull', False), ('state', 'done')), models.Q(models.Q(('state', 'done'), _negated=True), ('outcome', None)), _connector='OR'), name='campaign_target_done_has_outcome', violation_error_message='销号须写明处理结果。'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='campaigntarget',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "supervision_campaigntargetevent" ("authority_id", "campaign_id", "district_id", "facts", "id", "name", "number", "organization_id", "outcome_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reminded_on", "responsible_id", "state", "strike_document", "struck_on", "version") SELECT new_values."authority_id", new_values."campaign_id", new_values."district_id", new_values."facts", new_values."id", new_values."name", new_values."number", new_values."organization_id", new_values."outcome_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."reminded_on", new_values."responsible_id", new_values."state", new_values."strike_document", new_values."struck_on", new_values."version" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='d44e71cb0ea4d52851ddb8f754ed48e1b16de354', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_e23ee', referencing='REFERENCING NEW TABLE AS new_values ', table='supervision_campaigntarget', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='campaigntarget',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "supervision_campaigntargetevent" ("authority_id", "campaign_id", "district_id", "facts", "id", "name", "number", "organization_id", "outcome_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reminded_on", "responsible_id", "state", "strike_document", "struck_on", "version") SELECT new_values."authority_id", new_values."campaign_id", new_values."district_id", new_values."facts", new_values."id", new_values."name", new_values."number", new_values."organization_id", new_values."outcome_id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."reminded_on", new_values."responsible_id", new_values."state", new_values."strike_document", new_values."struck_on", new_values."version" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='635e2dc3fb386b4a3c36ab68fc0dea4612e8cde5', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_5f7ee', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='supervision_campaigntarget', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='campaigntarget',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "supervision_campaigntargetevent" ("authority_id", "campaign_id", "district_id", "facts", "id", "name", "number", "organization_id", "outcome_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reminded_on", "responsible_id", "state", "strike_document", "struck_on", "version") SELECT old_values."authority_id", old_values."campaign_id", old_values."district_id", old_values."facts", old_values."id", old_values."name", old_values."number", old_values."organization_id", old_values."outcome_id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."reminded_on", old_values."responsible_id", old_values."state", old_values."strike_document", old_values."struck_on", old_values."version" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='964fad9e7ce2a3ecb5ff284b8539ef2241a8cbad', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_867e7', referencing='REFERENCING OLD TABLE AS old_values ', table='supervision_campaigntarget', when='AFTER')),
        ),
        migrations.AddConstraint(
            model_name='campaignorder',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['ordered', 'reported', 'verified'])), name='campaign_order_state_known'),
        ),
        migrations.AddConstraint(
            model_name='campaignorder',
            constraint=models.CheckConstraint(condition=models.Q(('due_on__gte', models.F('ordered_on'))), name='campaign_order_due_after_ordered', violation_error_message='整改期限不能早于提出日期。'),
        ),
        migrations.AddConstraint(
            model_name='campaignorder',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'verified'), ('verified_on__isnull', False)), models.Q(models.Q(('state', 'verified'), _negated=True), ('verified_on', None)), _connector='OR'), name='campaign_order_verified_has_day'),
        ),
        migrations.AddConstraint(
            model_name='campaignorder',
            constraint=models.UniqueConstraint(condition=models.Q(('state', 'verified'), _negated=True), fields=('target',), name='campaign_order_one_open', violation_error_message='该对象还有一项整改没有验收。'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='campaignorder',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "supervision_campaignorderevent" ("due_on", "id", "ordered_on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "report", "report_file_id", "reported_at", "state", "target_id", "text", "verified_on", "version") SELECT new_values."due_on", new_values."id", new_values."ordered_on", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."report", new_values."report_file_id", new_values."reported_at", new_values."state", new_values."target_id", new_values."text", new_values."verified_on", new_values."version" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='d8d9f7501523a0ad52a38bc66e7476675093a29d', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_68a2d', referencing='REFERENCING NEW TABLE AS new_values ', table='supervision_campaignorder', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='campaignorder',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "supervision_campaignorderevent" ("due_on", "id", "ordered_on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "report", "report_file_id", "reported_at", "state", "target_id", "text", "verified_on", "version") SELECT new_values."due_on", new_values."id", new_values."ordered_on", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."report", new_values."report_file_id", new_values."reported_at", new_values."state", new_values."target_id", new_values."text", new_values."verified_on", new_values."version" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='03863cbd2329bbd5e73d8e28281edcecc2a7fd56', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_3c70f', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='supervision_campaignorder', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='campaignorder',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "supervision_campaignorderevent" ("due_on", "id", "ordered_on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "report", "report_file_id", "reported_at", "state", "target_id", "text", "verified_on", "version") SELECT old_values."due_on", old_values."id", old_values."ordered_on", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."report", old_values."report_file_id", old_values."reported_at", old_values."state", old_values."target_id", old_values."text", old_values."verified_on", old_values."version" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='6765e84cabc433d38d6d26dfef935e9f9c4457ce', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_f7f07', referencing='REFERENCING OLD TABLE AS old_values ', table='supervision_campaignorder', when='AFTER')),
        ),
        migrations.AddConstraint(
            model_name='selfcheck',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['filling', 'submitted', 'returned', 'accepted'])), name='self_check_state_known'),
        ),
        migrations.AddConstraint(
            model_name='selfcheck',
            constraint=models.CheckConstraint(condition=models.Q(('state', 'filling'), ('submitted_at__isnull', False), _connector='OR'), name='self_check_sent_has_moment'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='selfcheck',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "supervision_selfcheckevent" ("answers", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "remarks", "state", "submitted_at", "target_id", "version") SELECT new_values."answers", new_values."id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."remarks", new_values."state", new_values."submitted_at", new_values."target_id", new_values."version" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='94d28f102037110c628c155bcafe3cf33584b205', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_219f4', referencing='REFERENCING NEW TABLE AS new_values ', table='supervision_selfcheck', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='selfcheck',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "supervision_selfcheckevent" ("answers", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "remarks", "state", "submitted_at", "target_id", "version") SELECT new_values."answers", new_values."id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."remarks", new_values."state", new_values."submitted_at", new_values."target_id", new_values."version" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='aa0ada3805ac126c6cde2239e0796d76980f8919', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_30020', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='supervision_selfcheck', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='selfcheck',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "supervision_selfcheckevent" ("answers", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "remarks", "state", "submitted_at", "target_id", "version") SELECT old_values."answers", old_values."id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."remarks", old_values."state", old_values."submitted_at", old_values."target_id", old_values."version" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='030f81ef26ab020eff1ff1aac35239b3ea4c98d8', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_b4ae4', referencing='REFERENCING OLD TABLE AS old_values ', table='supervision_selfcheck', when='AFTER')),
        ),
        migrations.AddConstraint(
            model_name='selfcheckround',
            constraint=models.UniqueConstraint(fields=('self_check', 'number'), name='self_check_round_once'),
        ),
        migrations.AddConstraint(
            model_name='signoff',
            constraint=models.CheckConstraint(condition=models.Q(('withdrawn_on', None), ('withdrawn_on__gte', models.F('signed_on')), _connector='OR'), name='sign_off_days_in_order'),
        ),
        migrations.AddConstraint(
            model_name='signoff',
            constraint=models.UniqueConstraint(condition=models.Q(('withdrawn_on', None)), fields=('target',), name='sign_off_one_standing'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='signoff',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "supervision_signoffevent" ("department_id", "document", "id", "note", "outcome_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "signed_on", "target_id", "user_id", "withdrawn_on") SELECT new_values."department_id", new_values."document", new_values."id", new_values."note", new_values."outcome_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."signed_on", new_values."target_id", new_values."user_id", new_values."withdrawn_on" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='745844047f8566f1cb7b5d20bc3ac7bd705b9063', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_afe00', referencing='REFERENCING NEW TABLE AS new_values ', table='supervision_signoff', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='signoff',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "supervision_signoffevent" ("department_id", "document", "id", "note", "outcome_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "signed_on", "target_id", "user_id", "withdrawn_on") SELECT new_values."department_id", new_values."document", new_values."id", new_values."note", new_values."outcome_id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."signed_on", new_values."target_id", new_values."user_id", new_values."withdrawn_on" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='4a33ce7ae257d1c91f5b18437f2798a37559580c', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_17fba', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='supervision_signoff', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='signoff',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "supervision_signoffevent" ("department_id", "document", "id", "note", "outcome_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "signed_on", "target_id", "user_id", "withdrawn_on") SELECT old_values."department_id", old_values."document", old_values."id", old_values."note", old_values."outcome_id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."signed_on", old_values."target_id", old_values."user_id", old_values."withdrawn_on" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='9ccd10f4fec1bdc73680c84a8d27a330950e5f37', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_40586', referencing='REFERENCING OLD TABLE AS old_values ', table='supervision_signoff', when='AFTER')),
        ),
        migrations.AddConstraint(
            model_name='sitecheck',
            constraint=models.CheckConstraint(condition=models.Q(('inspectors__len__gte', 2)), name='site_check_by_two', violation_error_message='现场检查须由两名以上人员进行。'),
        ),
        migrations.AddConstraint(
            model_name='sitefinding',
            constraint=models.CheckConstraint(condition=models.Q(('result__in', ['fine', 'fault', 'not_checked'])), name='site_finding_known'),
        ),
        migrations.AddConstraint(
            model_name='sitefinding',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('result', 'fault'), _negated=True), models.Q(('text', ''), _negated=True), _connector='OR'), name='site_finding_fault_is_told', violation_error_message='存在问题的事项须写明情况。'),
        ),
    ]
