import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0001_initial'),
        ('places', '0002_boundaries'),
    ]

    operations = [
        migrations.CreateModel(
            name='Body',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('slug', models.SlugField(max_length=80)),
                ('kind', models.CharField(choices=[('steering_group', 'Steering Group'), ('working_group', 'Working Group'), ('council', 'Council'), ('committee', 'Committee'), ('secretariat', 'Secretariat'), ('network', 'Network'), ('youth_council', 'Youth Council'), ('reference_group', 'Reference Group'), ('other', 'Other')], max_length=16)),
                ('name', models.JSONField()),
                ('mandate', models.JSONField(blank=True, default=dict)),
                ('existing', models.BooleanField(default=True)),
                ('new_reason', models.TextField(blank=True)),
                ('valid_from', models.DateField(blank=True, null=True)),
                ('valid_until', models.DateField(blank=True, null=True)),
                ('ended_why', models.TextField(blank=True)),
                ('revision', models.PositiveIntegerField(default=1)),
                ('area', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.area')),
                ('organisation', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.organisation')),
                ('region', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.region')),
            ],
            options={
                'verbose_name_plural': 'bodies',
                'ordering': ['region', 'kind', 'slug'],
                'constraints': [models.UniqueConstraint(fields=('region', 'slug'), name='body_slug_once_per_region'), models.CheckConstraint(condition=models.Q(('kind__in', ['steering_group', 'working_group', 'council', 'committee', 'secretariat', 'network', 'youth_council', 'reference_group', 'other'])), name='body_kind_known'), models.CheckConstraint(condition=models.Q(('existing', True), models.Q(('new_reason', ''), _negated=True), _connector='OR'), name='new_body_has_a_reason'), models.CheckConstraint(condition=models.Q(('valid_until', None), ('valid_from', None), ('valid_until__gte', models.F('valid_from')), _connector='OR'), name='body_dates_in_order')],
            },
        ),
        migrations.CreateModel(
            name='Seat',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(blank=True, max_length=120)),
                ('role', models.CharField(choices=[('chair', 'Chair'), ('deputy', 'Deputy'), ('member', 'Member'), ('secretary', 'Secretary'), ('observer', 'Observer')], default='member', max_length=10)),
                ('active_from', models.DateField()),
                ('active_until', models.DateField(blank=True, null=True)),
                ('published_name', models.BooleanField(default=False)),
                ('body', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='seats', to='accounts.body')),
                ('organisation', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.organisation')),
                ('person', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['body', 'role', 'pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('person__isnull', False), ('organisation__isnull', False), models.Q(('name', ''), _negated=True), _connector='OR'), name='seat_is_somebodys'), models.CheckConstraint(condition=models.Q(('role__in', ['chair', 'deputy', 'member', 'secretary', 'observer'])), name='seat_role_known'), models.CheckConstraint(condition=models.Q(('active_until', None), ('active_until__gte', models.F('active_from')), _connector='OR'), name='seat_dates_in_order')],
            },
        ),
    ]
