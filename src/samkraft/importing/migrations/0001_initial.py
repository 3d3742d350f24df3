import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('accounts', '__first__'),
        ('places', '0001_initial'),
        ('plans', '0002_public_versions_stay'),
    ]

    operations = [
        migrations.CreateModel(
            name='Document',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('filename', models.CharField(max_length=200)),
                ('size', models.PositiveBigIntegerField()),
                ('stage', models.CharField(choices=[('waiting', 'Waiting'), ('reading', 'Reading'), ('review', 'Review'), ('failed', 'Failed'), ('made', 'Made'), ('dropped', 'Dropped')], default='waiting', max_length=8)),
                ('pages_done', models.PositiveIntegerField(default=0)),
                ('pages', models.PositiveIntegerField(default=0)),
                ('alive_at', models.DateTimeField(blank=True, null=True)),
                ('error', models.TextField(blank=True)),
                ('kind', models.CharField(choices=[('strategy', 'Strategy'), ('action-plan', 'Action Plan'), ('area-strategy', 'Area Strategy'), ('programme-project', 'Programme Project')], default='strategy', max_length=20)),
                ('title', models.TextField(blank=True)),
                ('period', models.CharField(blank=True, max_length=40)),
                ('vision', models.TextField(blank=True)),
                ('language', models.CharField(blank=True, max_length=5)),
                ('head_revision', models.PositiveIntegerField(default=1)),
                ('lines', models.JSONField(default=list)),
                ('quotes', models.JSONField(default=list)),
                ('findings', models.JSONField(default=list)),
                ('uploaded_at', models.DateTimeField()),
                ('plan', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='plans.plan')),
                ('region', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.region')),
                ('uploaded_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('version', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='plans.planversion')),
            ],
            options={
                'ordering': ['-uploaded_at', '-pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('stage__in', ['waiting', 'reading', 'review', 'failed', 'made', 'dropped'])), name='import_stage_known'), models.CheckConstraint(condition=models.Q(models.Q(('stage', 'failed'), _negated=True), models.Q(('error', ''), _negated=True), _connector='OR'), name='failed_import_says_why')],
            },
        ),
        migrations.CreateModel(
            name='Item',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('role', models.CharField(choices=[('challenge', 'Challenge'), ('principle', 'Principle'), ('priority_area', 'Priority Area'), ('goal', 'Goal'), ('subgoal', 'Subgoal'), ('path', 'Path'), ('measure', 'Measure'), ('result', 'Result'), ('advice', 'Advice'), ('fact', 'Fact')], max_length=14)),
                ('order', models.PositiveIntegerField()),
                ('text', models.TextField()),
                ('responsible', models.CharField(blank=True, max_length=200)),
                ('page', models.PositiveIntegerField(blank=True, null=True)),
                ('first_line', models.PositiveIntegerField(default=0)),
                ('last_line', models.PositiveIntegerField(default=0)),
                ('dropped', models.BooleanField(default=False)),
                ('revision', models.PositiveIntegerField(default=1)),
                ('document', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='items', to='importing.document')),
                ('parent', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='children', to='importing.item')),
            ],
            options={
                'ordering': ['document', 'order', 'pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('role__in', ['challenge', 'principle', 'priority_area', 'goal', 'subgoal', 'path', 'measure', 'result', 'advice', 'fact'])), name='item_role_known'), models.CheckConstraint(condition=models.Q(('parent', None), models.Q(('parent', models.F('id')), _negated=True), _connector='OR'), name='item_not_its_own_parent'), models.CheckConstraint(condition=models.Q(('last_line__gte', models.F('first_line'))), name='item_lines_in_order'), models.CheckConstraint(condition=models.Q(('text', ''), _negated=True), name='item_has_words')],
            },
        ),
        migrations.CreateModel(
            name='OriginalPart',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveIntegerField()),
                ('content', models.BinaryField()),
                ('document', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='original', to='importing.document')),
            ],
            options={
                'ordering': ['document', 'number'],
                'constraints': [models.UniqueConstraint(fields=('document', 'number'), name='original_part_once')],
            },
        ),
        migrations.CreateModel(
            name='Step',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveIntegerField()),
                ('what', models.CharField(max_length=30)),
                ('changes', models.JSONField()),
                ('at', models.DateTimeField()),
                ('undone_at', models.DateTimeField(blank=True, null=True)),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('document', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='steps', to='importing.document')),
                ('undone_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['document', '-number'],
                'constraints': [models.UniqueConstraint(fields=('document', 'number'), name='step_number_once')],
            },
        ),
    ]
