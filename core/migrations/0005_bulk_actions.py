"""One verb for many rows, with what became of each."""

import core.clock
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('core', '0004_saved_views'),
    ]

    operations = [
        migrations.CreateModel(
            name='BulkRun',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('list_name', models.CharField(max_length=80, verbose_name='清单')),
                ('action', models.CharField(max_length=40, verbose_name='动作')),
                ('title', models.CharField(max_length=80, verbose_name='标题')),
                ('query', models.CharField(blank=True, max_length=2000, verbose_name='筛选条件')),
                ('params', models.JSONField(default=dict, verbose_name='填写的内容')),
                ('permission', models.CharField(max_length=60)),
                ('confirm_permission', models.CharField(blank=True, max_length=60)),
                ('state', models.CharField(choices=[('waiting', '待第二人确认'), ('running', '办理中'), ('done', '已办理'), ('declined', '未同意'), ('withdrawn', '已撤回申请'), ('undoing', '撤销中'), ('undone', '已撤销')], max_length=12, verbose_name='状态')),
                ('requested_at', models.DateTimeField(default=core.clock.now, verbose_name='发起时间')),
                ('finished_at', models.DateTimeField(null=True, verbose_name='办理时间')),
                ('acted_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='办理人')),
                ('department', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.department', verbose_name='单位')),
                ('job', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.job')),
                ('requested_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='发起人')),
            ],
            options={
                'verbose_name': '批量办理',
            },
        ),
        migrations.CreateModel(
            name='BulkRow',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('object_id', models.BigIntegerField()),
                ('label', models.CharField(max_length=200, verbose_name='对象')),
                ('outcome', models.CharField(blank=True, choices=[('', '待办理'), ('skipped', '不适用'), ('done', '已办理'), ('refused', '未办理'), ('undone', '已撤销'), ('kept', '未能撤销')], max_length=10, verbose_name='结果')),
                ('message', models.CharField(blank=True, max_length=300, verbose_name='说明')),
                ('run', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='rows', to='core.bulkrun')),
            ],
            options={
                'verbose_name': '批量办理的一行',
            },
        ),
        migrations.AddIndex(
            model_name='bulkrun',
            index=models.Index(fields=['department', '-id'], name='bulk_run_department'),
        ),
        migrations.AddIndex(
            model_name='bulkrun',
            index=models.Index(fields=['requested_by', '-id'], name='bulk_run_requested_by'),
        ),
        migrations.AddConstraint(
            model_name='bulkrun',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['waiting', 'running', 'done', 'declined', 'withdrawn', 'undoing', 'undone'])), name='bulk_run_state_known'),
        ),
        migrations.AddConstraint(
            model_name='bulkrun',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'waiting'), _negated=True), models.Q(('confirm_permission', ''), _negated=True), _connector='OR'), name='bulk_run_waits_for_second_person', violation_error_message='只有须第二人确认的事项才能等待确认。'),
        ),
        migrations.AddConstraint(
            model_name='bulkrun',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state__in', ['done', 'undoing', 'undone']), _negated=True), ('finished_at__isnull', False), _connector='OR'), name='bulk_run_done_has_time'),
        ),
        migrations.AddConstraint(
            model_name='bulkrow',
            constraint=models.UniqueConstraint(fields=('run', 'object_id'), name='bulk_row_once'),
        ),
        migrations.AddConstraint(
            model_name='bulkrow',
            constraint=models.CheckConstraint(condition=models.Q(('outcome__in', ['', 'skipped', 'done', 'refused', 'undone', 'kept'])), name='bulk_row_outcome_known'),
        ),
        migrations.AddConstraint(
            model_name='bulkrow',
            constraint=models.CheckConstraint(condition=models.Q(('outcome__in', ['', 'done', 'undone']), models.Q(('message', ''), _negated=True), _connector='OR'), name='bulk_row_says_why', violation_error_message='未办理的须写明原因。'),
        ),
    ]
