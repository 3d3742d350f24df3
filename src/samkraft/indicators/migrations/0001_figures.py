import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('accounts', '__first__'),
        ('places', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Indicator',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('slug', models.SlugField(max_length=80, unique=True)),
                ('title', models.JSONField()),
                ('official', models.CharField(blank=True, max_length=300)),
                ('explanation', models.JSONField(blank=True, default=dict)),
                ('limits', models.JSONField(blank=True, default=dict)),
                ('unit', models.CharField(blank=True, max_length=60)),
                ('decimals', models.PositiveSmallIntegerField(default=0)),
                ('nature', models.CharField(choices=[('count', 'Count'), ('amount', 'Amount'), ('share', 'Share'), ('rate', 'Rate'), ('mean', 'Mean'), ('index', 'Index'), ('ratio', 'Ratio')], max_length=8)),
                ('direction', models.CharField(choices=[('up', 'Up'), ('down', 'Down'), ('neutral', 'Neutral')], max_length=8)),
                ('frequency', models.CharField(choices=[('year', 'Year'), ('half-year', 'Half Year'), ('quarter', 'Quarter'), ('month', 'Month')], default='year', max_length=10)),
                ('by_sex', models.BooleanField(default=False)),
                ('by_age', models.BooleanField(default=False)),
                ('levels', models.JSONField(blank=True, default=list)),
                ('source', models.CharField(max_length=20)),
                ('code', models.CharField(blank=True, max_length=80)),
                ('query', models.JSONField(blank=True, default=dict)),
                ('rule', models.CharField(default='planned_path', max_length=20)),
                ('small_below', models.PositiveSmallIntegerField(blank=True, null=True)),
                ('checked', models.BooleanField(default=False)),
                ('evidence', models.TextField(blank=True)),
                ('demonstration', models.BooleanField(default=False)),
                ('withdrawn_at', models.DateTimeField(blank=True, null=True)),
                ('withdrawn_why', models.TextField(blank=True)),
                ('revision', models.PositiveIntegerField(default=1)),
                ('denominator', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='weighs', to='indicators.indicator')),
                ('region', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.region')),
                ('responsible', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['slug'],
                'constraints': [models.CheckConstraint(condition=models.Q(('nature__in', ['count', 'amount', 'share', 'rate', 'mean', 'index', 'ratio'])), name='indicator_nature_known'), models.CheckConstraint(condition=models.Q(('direction__in', ['up', 'down', 'neutral'])), name='indicator_direction_known'), models.CheckConstraint(condition=models.Q(('withdrawn_at', None), models.Q(('withdrawn_why', ''), _negated=True), _connector='OR'), name='indicator_withdrawn_with_a_reason')],
            },
        ),
        migrations.CreateModel(
            name='HeldDelivery',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField()),
                ('reason', models.TextField()),
                ('file', models.CharField(max_length=200)),
                ('provenance', models.JSONField(default=dict)),
                ('decided_at', models.DateTimeField(blank=True, null=True)),
                ('accepted', models.BooleanField(null=True)),
                ('decided_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('indicator', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='held', to='indicators.indicator')),
            ],
            options={
                'ordering': ['-at', '-pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('accepted', None), ('decided_at', None)), models.Q(('accepted__isnull', False), ('decided_at__isnull', False)), _connector='OR'), name='held_decided_with_a_moment'), models.UniqueConstraint(condition=models.Q(('accepted', None)), fields=('indicator',), name='one_delivery_held')],
            },
        ),
        migrations.CreateModel(
            name='Latest',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('area', models.CharField(max_length=80)),
                ('period', models.CharField(blank=True, max_length=8)),
                ('value', models.FloatField(null=True)),
                ('status', models.CharField(max_length=14)),
                ('before', models.FloatField(null=True)),
                ('slope', models.FloatField(null=True)),
                ('trend', models.CharField(blank=True, max_length=10)),
                ('packed', models.BinaryField()),
                ('indicator', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='latest', to='indicators.indicator')),
            ],
            options={
                'ordering': ['indicator', 'area'],
                'indexes': [models.Index(fields=['area'], name='latest_area')],
                'constraints': [models.UniqueConstraint(fields=('indicator', 'area'), name='latest_once_per_area')],
            },
        ),
        migrations.CreateModel(
            name='Refresh',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('state', models.CharField(choices=[('never', 'Never'), ('running', 'Running'), ('ok', 'Ok'), ('waiting', 'Waiting'), ('held', 'Held'), ('failed', 'Failed')], default='never', max_length=8)),
                ('message', models.TextField(blank=True)),
                ('tried_at', models.DateTimeField(blank=True, null=True)),
                ('fetched_at', models.DateTimeField(blank=True, null=True)),
                ('changed_at', models.DateTimeField(blank=True, null=True)),
                ('due_at', models.DateTimeField(blank=True, null=True)),
                ('source_updated', models.CharField(blank=True, max_length=40)),
                ('vintage', models.PositiveIntegerField(blank=True, null=True)),
                ('fingerprint', models.JSONField(blank=True, default=dict)),
                ('alarms', models.JSONField(blank=True, default=list)),
                ('done', models.PositiveIntegerField(default=0)),
                ('total', models.PositiveIntegerField(default=0)),
                ('indicator', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='refresh', to='indicators.indicator')),
            ],
            options={
                'ordering': ['indicator'],
            },
        ),
    ]
