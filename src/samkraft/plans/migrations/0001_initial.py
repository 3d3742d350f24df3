import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('accounts', '0001_initial'),
        ('accounts', '__first__'),
        ('places', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Framework',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('slug', models.SlugField(max_length=60, unique=True)),
                ('tier', models.CharField(choices=[('local', 'Local'), ('regional', 'Regional'), ('national', 'National'), ('eu', 'Eu'), ('global', 'Global')], max_length=10)),
                ('country', models.CharField(blank=True, max_length=2)),
                ('name', models.JSONField()),
                ('source', models.TextField(blank=True)),
                ('region', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.region')),
            ],
            options={
                'ordering': ['tier', 'slug'],
            },
        ),
        migrations.CreateModel(
            name='Objective',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(max_length=30)),
                ('name', models.JSONField(blank=True, default=dict)),
                ('order', models.PositiveIntegerField(default=0)),
                ('checked', models.BooleanField(default=True)),
                ('note', models.TextField(blank=True)),
                ('framework', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='objectives', to='plans.framework')),
                ('parent', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='children', to='plans.objective')),
            ],
            options={
                'ordering': ['framework', 'order'],
                'constraints': [models.UniqueConstraint(fields=('framework', 'code'), name='objective_code_once')],
            },
        ),
        migrations.CreateModel(
            name='Plan',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('slug', models.SlugField(max_length=80, unique=True)),
                ('kind', models.CharField(choices=[('strategy', 'Strategy'), ('action-plan', 'Action Plan'), ('area-strategy', 'Area Strategy'), ('programme-project', 'Programme Project')], default='strategy', max_length=20)),
                ('language', models.CharField(max_length=5)),
                ('commission', models.TextField(blank=True)),
                ('demonstration', models.BooleanField(default=False)),
                ('created_at', models.DateTimeField()),
                ('initiated_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.organisation')),
                ('region', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.region')),
            ],
            options={
                'ordering': ['slug'],
                'constraints': [models.CheckConstraint(condition=models.Q(('kind__in', ['strategy', 'action-plan', 'area-strategy', 'programme-project'])), name='plan_kind_known')],
            },
        ),
        migrations.CreateModel(
            name='Link',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('element_key', models.SlugField(blank=True, max_length=80)),
                ('target_key', models.SlugField(blank=True, max_length=80)),
                ('note', models.TextField(blank=True)),
                ('made_at', models.DateTimeField()),
                ('objective', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='links', to='plans.objective')),
                ('plan', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='links', to='plans.plan')),
                ('target_plan', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='linked_from', to='plans.plan')),
            ],
            options={
                'ordering': ['plan', 'element_key', 'pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('objective__isnull', False), ('target_key', ''), ('target_plan', None)), models.Q(('objective', None), ('target_plan__isnull', False)), _connector='OR'), name='link_to_one_thing'), models.UniqueConstraint(condition=models.Q(('objective__isnull', False)), fields=('plan', 'element_key', 'objective'), name='link_to_objective_once'), models.UniqueConstraint(condition=models.Q(('target_plan__isnull', False)), fields=('plan', 'element_key', 'target_plan', 'target_key'), name='link_to_plan_once')],
            },
        ),
        migrations.CreateModel(
            name='Level',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('role', models.CharField(choices=[('challenge', 'Challenge'), ('principle', 'Principle'), ('priority_area', 'Priority Area'), ('goal', 'Goal'), ('subgoal', 'Subgoal'), ('path', 'Path'), ('measure', 'Measure'), ('result', 'Result'), ('advice', 'Advice'), ('fact', 'Fact')], max_length=14)),
                ('singular', models.JSONField()),
                ('plural', models.JSONField()),
                ('order', models.PositiveSmallIntegerField(default=0)),
                ('plan', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='levels', to='plans.plan')),
            ],
            options={
                'ordering': ['plan', 'order'],
                'constraints': [models.UniqueConstraint(fields=('plan', 'role'), name='one_name_per_level'), models.CheckConstraint(condition=models.Q(('role__in', ['challenge', 'principle', 'priority_area', 'goal', 'subgoal', 'path', 'measure', 'result', 'advice', 'fact'])), name='level_role_known')],
            },
        ),
        migrations.CreateModel(
            name='PlanVersion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveSmallIntegerField()),
                ('state', models.CharField(choices=[('draft', 'Draft'), ('consultation', 'Consultation'), ('adopted', 'Adopted'), ('superseded', 'Superseded'), ('withdrawn', 'Withdrawn')], default='draft', max_length=12)),
                ('title', models.JSONField()),
                ('vision', models.JSONField(blank=True, default=dict)),
                ('slogan', models.JSONField(blank=True, default=dict)),
                ('summary', models.JSONField(blank=True, default=dict)),
                ('first_year', models.PositiveSmallIntegerField(blank=True, null=True)),
                ('last_year', models.PositiveSmallIntegerField(blank=True, null=True)),
                ('reason', models.TextField(blank=True)),
                ('revision', models.PositiveIntegerField(default=1)),
                ('created_at', models.DateTimeField()),
                ('published_at', models.DateTimeField(blank=True, null=True)),
                ('consultation_from', models.DateField(blank=True, null=True)),
                ('consultation_until', models.DateField(blank=True, null=True)),
                ('adopted_on', models.DateField(blank=True, null=True)),
                ('deciding_body', models.CharField(blank=True, max_length=200)),
                ('reference', models.CharField(blank=True, max_length=80)),
                ('document', models.URLField(blank=True, max_length=400)),
                ('document_file', models.FileField(blank=True, max_length=300, upload_to='documents/%Y/')),
                ('ended_on', models.DateField(blank=True, null=True)),
                ('end_reason', models.TextField(blank=True)),
                ('based_on', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='plans.planversion')),
                ('created_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('plan', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='versions', to='plans.plan')),
            ],
            options={
                'ordering': ['plan', '-number'],
                'constraints': [models.UniqueConstraint(fields=('plan', 'number'), name='version_number_once'), models.UniqueConstraint(condition=models.Q(('state', 'adopted')), fields=('plan',), name='one_adopted_version'), models.UniqueConstraint(condition=models.Q(('state', 'draft')), fields=('plan',), name='one_draft_version'), models.CheckConstraint(condition=models.Q(('state__in', ['draft', 'consultation', 'adopted', 'superseded', 'withdrawn'])), name='version_state_known'), models.CheckConstraint(condition=models.Q(models.Q(('adopted_on', None), ('deciding_body', '')), models.Q(('adopted_on__isnull', False), models.Q(('deciding_body', ''), _negated=True)), _connector='OR'), name='adopted_on_and_body_together'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'adopted'), _negated=True), ('adopted_on__isnull', False), _connector='OR'), name='adopted_has_a_date'), models.CheckConstraint(condition=models.Q(('state', 'draft'), ('published_at__isnull', False), _connector='OR'), name='public_has_a_moment'), models.CheckConstraint(condition=models.Q(('last_year', None), ('first_year', None), ('last_year__gte', models.F('first_year')), _connector='OR'), name='years_in_order'), models.CheckConstraint(condition=models.Q(('consultation_until', None), ('consultation_until__gte', models.F('consultation_from')), _connector='OR'), name='consultation_dates_in_order')],
            },
        ),
        migrations.CreateModel(
            name='Element',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.SlugField(max_length=80)),
                ('role', models.CharField(choices=[('challenge', 'Challenge'), ('principle', 'Principle'), ('priority_area', 'Priority Area'), ('goal', 'Goal'), ('subgoal', 'Subgoal'), ('path', 'Path'), ('measure', 'Measure'), ('result', 'Result'), ('advice', 'Advice'), ('fact', 'Fact')], max_length=14)),
                ('order', models.PositiveIntegerField()),
                ('text', models.JSONField()),
                ('body', models.JSONField(blank=True, default=dict)),
                ('responsible', models.CharField(blank=True, max_length=200)),
                ('source', models.JSONField(blank=True, null=True)),
                ('revision', models.PositiveIntegerField(default=1)),
                ('removed_at', models.DateTimeField(blank=True, null=True)),
                ('parent', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='children', to='plans.element')),
                ('version', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='elements', to='plans.planversion')),
            ],
            options={
                'ordering': ['version', 'order', 'pk'],
                'indexes': [models.Index(fields=['key'], name='element_key')],
                'constraints': [models.UniqueConstraint(fields=('version', 'key'), name='element_key_once'), models.CheckConstraint(condition=models.Q(('role__in', ['challenge', 'principle', 'priority_area', 'goal', 'subgoal', 'path', 'measure', 'result', 'advice', 'fact'])), name='element_role_known'), models.CheckConstraint(condition=models.Q(('parent', None), models.Q(('parent', models.F('id')), _negated=True), _connector='OR'), name='element_not_its_own_parent')],
            },
        ),
        migrations.CreateModel(
            name='ChangeNote',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('on', models.DateField()),
                ('what', models.TextField()),
                ('reason', models.TextField()),
                ('effect', models.TextField(blank=True)),
                ('approved_by', models.CharField(max_length=200)),
                ('written_at', models.DateTimeField()),
                ('written_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('plan', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='changes', to='plans.plan')),
                ('version', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='changes', to='plans.planversion')),
            ],
            options={
                'ordering': ['-on', '-pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('reason', ''), _negated=True), name='change_has_a_reason'), models.CheckConstraint(condition=models.Q(('approved_by', ''), _negated=True), name='change_has_an_approver')],
            },
        ),
    ]
