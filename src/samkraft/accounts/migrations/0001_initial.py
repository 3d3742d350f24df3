import django.db.models.deletion
import django.db.models.functions.text
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('places', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Organisation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('slug', models.SlugField(max_length=80, unique=True)),
                ('kind', models.CharField(choices=[('region', 'Region'), ('municipality', 'Municipality'), ('municipal-association', 'Municipal Association'), ('regional-council', 'Regional Council'), ('county-board', 'County Board'), ('state-agency', 'State Agency'), ('university', 'University'), ('research-institute', 'Research Institute'), ('civil-society', 'Civil Society'), ('business', 'Business'), ('business-association', 'Business Association'), ('cooperation-body', 'Cooperation Body'), ('sami-body', 'Sami Body'), ('youth-council', 'Youth Council'), ('programme-owner', 'Programme Owner'), ('other', 'Other')], max_length=30)),
                ('name', models.JSONField()),
                ('mandate', models.JSONField(blank=True, default=dict)),
                ('active_from', models.DateField(blank=True, null=True)),
                ('active_until', models.DateField(blank=True, null=True)),
                ('area', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.area')),
                ('regions', models.ManyToManyField(blank=True, related_name='+', to='places.region')),
            ],
            options={
                'ordering': ['slug'],
                'constraints': [models.CheckConstraint(condition=models.Q(('kind__in', ['region', 'municipality', 'municipal-association', 'regional-council', 'county-board', 'state-agency', 'university', 'research-institute', 'civil-society', 'business', 'business-association', 'cooperation-body', 'sami-body', 'youth-council', 'programme-owner', 'other'])), name='organisation_kind_known'), models.CheckConstraint(condition=models.Q(('active_until', None), ('active_until__gt', models.F('active_from')), _connector='OR'), name='organisation_dates_in_order')],
            },
        ),
        migrations.CreateModel(
            name='Person',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('password', models.CharField(max_length=128, verbose_name='password')),
                ('last_login', models.DateTimeField(blank=True, null=True, verbose_name='last login')),
                ('email', models.EmailField(max_length=254, unique=True)),
                ('name', models.CharField(max_length=120)),
                ('language', models.CharField(default='nb', max_length=5)),
                ('is_active', models.BooleanField(default=True)),
                ('joined_at', models.DateTimeField()),
                ('ends_on', models.DateField(blank=True, null=True)),
                ('organisation', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='accounts.organisation')),
            ],
            options={
                'ordering': ['name'],
                'constraints': [models.UniqueConstraint(django.db.models.functions.text.Lower('email'), name='person_email_unique')],
            },
        ),
        migrations.CreateModel(
            name='RegionRole',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('role', models.CharField(choices=[('reader', 'Reader'), ('contributor', 'Contributor'), ('editor', 'Editor'), ('coordinator', 'Coordinator')], max_length=12)),
                ('active_from', models.DateField()),
                ('active_until', models.DateField(blank=True, null=True)),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='region_roles', to=settings.AUTH_USER_MODEL)),
                ('region', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.region')),
            ],
            options={
                'ordering': ['region', 'role'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('active_until', None)), fields=('person', 'region'), name='one_open_role_per_region'), models.CheckConstraint(condition=models.Q(('role__in', ['reader', 'contributor', 'editor', 'coordinator'])), name='region_role_known')],
            },
        ),
        migrations.CreateModel(
            name='InstallationRole',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('role', models.CharField(choices=[('programme', 'Programme'), ('administrator', 'Administrator')], max_length=14)),
                ('active_from', models.DateField()),
                ('active_until', models.DateField(blank=True, null=True)),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='installation_roles', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['role'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('active_until', None)), fields=('person', 'role'), name='one_open_installation_role'), models.CheckConstraint(condition=models.Q(('role__in', ['programme', 'administrator'])), name='installation_role_known')],
            },
        ),
    ]
