import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='Area',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('country', models.CharField(max_length=2)),
                ('kind', models.CharField(choices=[('country', 'Country'), ('county', 'County'), ('municipality', 'Municipality')], max_length=12)),
                ('code', models.CharField(max_length=12)),
                ('name', models.JSONField()),
                ('official', models.CharField(blank=True, max_length=200)),
                ('valid_from', models.DateField(blank=True, null=True)),
                ('valid_until', models.DateField(blank=True, null=True)),
                ('note', models.TextField(blank=True)),
                ('source', models.TextField(blank=True)),
                ('parent', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='children', to='places.area')),
            ],
            options={
                'ordering': ['country', 'kind', 'code', 'valid_from'],
                'constraints': [models.UniqueConstraint(fields=('country', 'kind', 'code', 'valid_from'), name='area_code_once_per_period'), models.UniqueConstraint(condition=models.Q(('valid_from', None)), fields=('country', 'kind', 'code'), name='area_code_once_per_period_open_start'), models.CheckConstraint(condition=models.Q(('valid_until', None), ('valid_from', None), ('valid_until__gt', models.F('valid_from')), _connector='OR'), name='area_dates_in_order')],
            },
        ),
        migrations.CreateModel(
            name='CodeChange',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('on', models.DateField()),
                ('kind', models.CharField(choices=[('merger', 'Merger'), ('split', 'Split'), ('recode', 'Recode'), ('rename', 'Rename')], max_length=6)),
                ('weight', models.FloatField(blank=True, null=True)),
                ('convention', models.BooleanField(default=False)),
                ('note', models.TextField(blank=True)),
                ('source', models.TextField()),
                ('new', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='changes_in', to='places.area')),
                ('old', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='changes_out', to='places.area')),
            ],
            options={
                'ordering': ['on', 'old__code', 'new__code'],
                'constraints': [models.UniqueConstraint(fields=('old', 'new'), name='change_once'), models.CheckConstraint(condition=models.Q(('old', models.F('new')), _negated=True), name='change_between_two'), models.CheckConstraint(condition=models.Q(('weight', None), models.Q(('weight__gte', 0), ('weight__lte', 1)), _connector='OR'), name='change_weight_is_a_share'), models.CheckConstraint(condition=models.Q(('kind', 'split'), models.Q(('convention', False), ('weight', 1), ('weight__isnull', False)), _connector='OR'), name='change_only_splits_divide')],
            },
        ),
        migrations.CreateModel(
            name='LanguageArea',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('language', models.CharField(blank=True, max_length=8)),
                ('name', models.CharField(blank=True, max_length=60)),
                ('basis', models.CharField(max_length=60)),
                ('valid_from', models.DateField(blank=True, null=True)),
                ('status', models.CharField(blank=True, max_length=200)),
                ('source', models.TextField()),
                ('area', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='language_areas', to='places.area')),
            ],
            options={
                'ordering': ['area', 'language'],
                'constraints': [models.UniqueConstraint(fields=('area', 'language'), name='language_once_per_area'), models.CheckConstraint(condition=models.Q(models.Q(('language', ''), _negated=True), ('basis', 'none found'), _connector='OR'), name='language_or_none_found')],
            },
        ),
        migrations.CreateModel(
            name='Region',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('slug', models.SlugField(max_length=80, unique=True)),
                ('name', models.JSONField()),
                ('kind', models.CharField(max_length=30)),
                ('sentence', models.JSONField(blank=True, default=dict)),
                ('languages', models.JSONField(default=list)),
                ('accent', models.CharField(blank=True, max_length=7)),
                ('demonstration', models.BooleanField(default=False)),
                ('valid_from', models.DateField(blank=True, null=True)),
                ('valid_until', models.DateField(blank=True, null=True)),
                ('source', models.TextField(blank=True)),
                ('area', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='regions', to='places.area')),
                ('predecessor', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='successors', to='places.region')),
            ],
            options={
                'ordering': ['slug'],
                'constraints': [models.CheckConstraint(condition=models.Q(('valid_until', None), ('valid_from', None), ('valid_until__gt', models.F('valid_from')), _connector='OR'), name='region_dates_in_order')],
            },
        ),
        migrations.CreateModel(
            name='Population',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('date', models.DateField()),
                ('measure', models.CharField(default='total', max_length=20)),
                ('value', models.PositiveIntegerField()),
                ('source', models.TextField()),
                ('source_date', models.CharField(blank=True, max_length=60)),
                ('status', models.CharField(blank=True, max_length=200)),
                ('area', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='populations', to='places.area')),
                ('region', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='populations', to='places.region')),
            ],
            options={
                'ordering': ['area', 'region', 'date'],
                'constraints': [models.UniqueConstraint(fields=('area', 'date', 'measure', 'source'), name='population_once_per_source_area'), models.UniqueConstraint(fields=('region', 'date', 'measure', 'source'), name='population_once_per_source_region'), models.CheckConstraint(condition=models.Q(models.Q(('area', None), ('region__isnull', False)), models.Q(('area__isnull', False), ('region', None)), _connector='OR'), name='population_of_area_or_region')],
            },
        ),
        migrations.CreateModel(
            name='Membership',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('valid_from', models.DateField(blank=True, null=True)),
                ('valid_until', models.DateField(blank=True, null=True)),
                ('from_precision', models.CharField(choices=[('year', 'Year'), ('month', 'Month'), ('day', 'Day'), ('unknown', 'Unknown')], default='unknown', max_length=7)),
                ('until_precision', models.CharField(choices=[('year', 'Year'), ('month', 'Month'), ('day', 'Day'), ('unknown', 'Unknown')], default='unknown', max_length=7)),
                ('status', models.CharField(blank=True, max_length=200)),
                ('source', models.TextField(blank=True)),
                ('area', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='memberships', to='places.area')),
                ('region', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='memberships', to='places.region')),
            ],
            options={
                'ordering': ['region', 'area', 'valid_from'],
                'constraints': [models.UniqueConstraint(fields=('region', 'area', 'valid_from'), name='membership_once_per_period'), models.UniqueConstraint(condition=models.Q(('valid_from', None)), fields=('region', 'area'), name='membership_once_per_period_open_start'), models.CheckConstraint(condition=models.Q(('valid_until', None), ('valid_from', None), ('valid_until__gt', models.F('valid_from')), _connector='OR'), name='membership_dates_in_order'), models.CheckConstraint(condition=models.Q(models.Q(('from_precision', 'unknown'), ('valid_from', None)), models.Q(('valid_from__isnull', False), models.Q(('from_precision', 'unknown'), _negated=True)), _connector='OR'), name='membership_from_has_precision'), models.CheckConstraint(condition=models.Q(models.Q(('until_precision', 'unknown'), ('valid_until', None)), models.Q(('valid_until__isnull', False), models.Q(('until_precision', 'unknown'), _negated=True)), _connector='OR'), name='membership_until_has_precision')],
            },
        ),
        migrations.CreateModel(
            name='AreaSize',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('km2', models.DecimalField(decimal_places=2, max_digits=10)),
                ('measure', models.CharField(max_length=120)),
                ('reference_date', models.CharField(max_length=10)),
                ('source', models.TextField()),
                ('source_date', models.CharField(blank=True, max_length=60)),
                ('status', models.CharField(blank=True, max_length=200)),
                ('area', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='sizes', to='places.area')),
                ('region', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='sizes', to='places.region')),
            ],
            options={
                'ordering': ['area', 'region', 'reference_date'],
                'constraints': [models.UniqueConstraint(fields=('area', 'reference_date', 'measure', 'source'), name='size_once_per_source_area'), models.UniqueConstraint(fields=('region', 'reference_date', 'measure', 'source'), name='size_once_per_source_region'), models.CheckConstraint(condition=models.Q(models.Q(('area', None), ('region__isnull', False)), models.Q(('area__isnull', False), ('region', None)), _connector='OR'), name='size_of_area_or_region')],
            },
        ),
    ]
