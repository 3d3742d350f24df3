"""What has been public stays as it was: the database refuses to change or delete it.

Elements can be added, changed and deleted only while their version is a draft. Of a public
version only the state (along the permitted passages), the dates that go with it and the link to
the person who made it may change.
"""

from django.db import migrations

# Columns that never change once a version is public.
FIXED = [
    "plan_id", "number", "based_on_id", "title", "vision", "slogan", "summary",
    "first_year", "last_year", "reason", "created_at", "published_at",
]
# Columns that never change once a version has been adopted (or has ended).
DECIDED = [
    "consultation_from", "consultation_until", "adopted_on", "deciding_body", "reference",
    "document", "document_file",
]
PASSAGES = (
    "(OLD.state = 'draft') OR (OLD.state = NEW.state) "
    "OR (OLD.state = 'consultation' AND NEW.state IN ('adopted', 'superseded', 'withdrawn')) "
    "OR (OLD.state = 'adopted' AND NEW.state IN ('superseded', 'withdrawn'))"
)
MESSAGE = "a version that has been public cannot be changed"


def _differs(columns, word):
    return " OR ".join(f"OLD.{column} {word} NEW.{column}" for column in columns)


def _version_rule(word):
    return (
        f"NOT ({PASSAGES}) OR (OLD.state <> 'draft' AND ({_differs(FIXED, word)})) "
        f"OR (OLD.state NOT IN ('draft', 'consultation') AND ({_differs(DECIDED, word)}))"
    )


def _state_of(row):
    return f"(SELECT state FROM plans_planversion WHERE id = {row}.version_id)"


def _sqlite():
    stop = f"BEGIN SELECT RAISE(ABORT, '{MESSAGE}'); END"
    new, old = f"{_state_of('NEW')} <> 'draft'", f"{_state_of('OLD')} <> 'draft'"
    return [
        f"CREATE TRIGGER plans_element_add BEFORE INSERT ON plans_element WHEN {new} {stop}",
        f"CREATE TRIGGER plans_element_change BEFORE UPDATE ON plans_element "
        f"WHEN {new} OR {old} {stop}",
        f"CREATE TRIGGER plans_element_delete BEFORE DELETE ON plans_element WHEN {old} {stop}",
        f"CREATE TRIGGER plans_version_change BEFORE UPDATE ON plans_planversion "
        f"WHEN {_version_rule('IS NOT')} {stop}",
        f"CREATE TRIGGER plans_version_delete BEFORE DELETE ON plans_planversion "
        f"WHEN OLD.state <> 'draft' {stop}",
    ]


SQLITE_BACK = [
    f"DROP TRIGGER plans_{name}"
    for name in (
        "element_add", "element_change", "element_delete", "version_change", "version_delete",
    )
]


def _postgresql():
    stop = f"RAISE EXCEPTION '{MESSAGE}' USING ERRCODE = 'check_violation';"
    return [
        "CREATE FUNCTION plans_element_guard() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
        f"IF TG_OP <> 'INSERT' AND {_state_of('OLD')} <> 'draft' THEN {stop} END IF; "
        f"IF TG_OP <> 'DELETE' AND {_state_of('NEW')} <> 'draft' THEN {stop} END IF; "
        "IF TG_OP = 'DELETE' THEN RETURN OLD; END IF; RETURN NEW; END $$",
        "CREATE TRIGGER plans_element_guard BEFORE INSERT OR UPDATE OR DELETE ON plans_element "
        "FOR EACH ROW EXECUTE FUNCTION plans_element_guard()",
        "CREATE FUNCTION plans_version_guard() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
        f"IF TG_OP = 'DELETE' THEN IF OLD.state <> 'draft' THEN {stop} END IF; RETURN OLD; "
        f"END IF; IF {_version_rule('IS DISTINCT FROM')} THEN {stop} END IF; "
        "RETURN NEW; END $$",
        "CREATE TRIGGER plans_version_guard BEFORE UPDATE OR DELETE ON plans_planversion "
        "FOR EACH ROW EXECUTE FUNCTION plans_version_guard()",
    ]


POSTGRESQL_BACK = [
    "DROP TRIGGER plans_element_guard ON plans_element",
    "DROP TRIGGER plans_version_guard ON plans_planversion",
    "DROP FUNCTION plans_element_guard()",
    "DROP FUNCTION plans_version_guard()",
]


def forwards(apps, schema_editor):
    postgresql = schema_editor.connection.vendor == "postgresql"
    for statement in _postgresql() if postgresql else _sqlite():
        schema_editor.execute(statement)


def backwards(apps, schema_editor):
    postgresql = schema_editor.connection.vendor == "postgresql"
    for statement in POSTGRESQL_BACK if postgresql else SQLITE_BACK:
        schema_editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("plans", "0001_initial")]
    operations = [migrations.RunPython(forwards, backwards)]
