"""The journal is only ever added to; the database itself refuses anything else."""

from django.db import migrations

SQLITE = [
    "CREATE TRIGGER journal_entry_no_update BEFORE UPDATE ON journal_entry "
    "BEGIN SELECT RAISE(ABORT, 'the journal is only added to'); END",
    "CREATE TRIGGER journal_entry_no_delete BEFORE DELETE ON journal_entry "
    "BEGIN SELECT RAISE(ABORT, 'the journal is only added to'); END",
]
SQLITE_BACK = [
    "DROP TRIGGER journal_entry_no_update",
    "DROP TRIGGER journal_entry_no_delete",
]
POSTGRESQL = [
    "CREATE FUNCTION journal_entry_guard() RETURNS trigger LANGUAGE plpgsql AS $$ "
    "BEGIN RAISE EXCEPTION 'the journal is only added to' USING ERRCODE = 'check_violation'; "
    "END $$",
    "CREATE TRIGGER journal_entry_no_change BEFORE UPDATE OR DELETE ON journal_entry "
    "FOR EACH ROW EXECUTE FUNCTION journal_entry_guard()",
]
POSTGRESQL_BACK = [
    "DROP TRIGGER journal_entry_no_change ON journal_entry",
    "DROP FUNCTION journal_entry_guard()",
]


def forwards(apps, schema_editor):
    for statement in POSTGRESQL if schema_editor.connection.vendor == "postgresql" else SQLITE:
        schema_editor.execute(statement)


def backwards(apps, schema_editor):
    postgresql = schema_editor.connection.vendor == "postgresql"
    for statement in POSTGRESQL_BACK if postgresql else SQLITE_BACK:
        schema_editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("journal", "0001_initial")]
    operations = [migrations.RunPython(forwards, backwards)]
