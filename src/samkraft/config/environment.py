"""What an installation sets from outside, read from environment variables in one place."""

from __future__ import annotations

import os
import secrets
from pathlib import Path
from urllib.parse import parse_qsl, unquote, urlsplit


def data_dir() -> Path:
    """Folder for the database, uploads and secrets: SAMKRAFT_DATA_DIR, else ./var."""
    return Path(os.environ.get("SAMKRAFT_DATA_DIR", "var")).resolve()


def flag(name: str, *, default: bool = False) -> bool:
    """A yes/no variable: 1, true, yes and on mean yes."""
    value = os.environ.get(name)
    return default if value is None else value.strip().lower() in {"1", "true", "yes", "on"}


def words(name: str, *, default: str = "") -> list[str]:
    """A variable holding a comma-separated list."""
    return [word.strip() for word in os.environ.get(name, default).split(",") if word.strip()]


def options(name: str) -> dict[str, str]:
    """A variable holding name=value pairs, separated by commas."""
    return dict(pair.split("=", 1) for pair in words(name) if "=" in pair)


def secret_key(folder: Path) -> str:
    """SAMKRAFT_SECRET_KEY, else a key made once and kept readable by the owner only."""
    if given := os.environ.get("SAMKRAFT_SECRET_KEY"):
        return given
    path = folder / "secret-key"
    try:
        return path.read_text(encoding="ascii").strip()
    except FileNotFoundError:
        folder.mkdir(parents=True, exist_ok=True)
    made = secrets.token_urlsafe(50)
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:  # another process was first; its key counts
        return path.read_text(encoding="ascii").strip()
    with os.fdopen(handle, "w", encoding="ascii") as file:
        file.write(made)
    return made


def database(folder: Path) -> dict:
    """Django's database settings: PostgreSQL by DATABASE_URL, else SQLite in `folder`.

    Raises ValueError when DATABASE_URL names another kind of database.
    """
    url = os.environ.get("DATABASE_URL", "")
    if url:
        return _postgresql(url)
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": folder / "samkraft.sqlite3",
        "OPTIONS": {
            # IMMEDIATE: two writers queue at the start instead of failing in the middle
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;"
            "PRAGMA cache_size=-65536; PRAGMA temp_store=MEMORY;",
        },
    }


def _postgresql(url: str) -> dict:
    parts = urlsplit(url)
    if parts.scheme not in {"postgres", "postgresql"}:
        raise ValueError("DATABASE_URL must start with postgresql://")
    options = dict(parse_qsl(parts.query))
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": options.pop("host", None) or unquote(parts.hostname or ""),
        "PORT": str(parts.port or ""),
        "OPTIONS": options,
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
    }


def openid_connect() -> list[dict]:
    """The log-in provider named by SAMKRAFT_OIDC_SERVER, _CLIENT_ID, _SECRET and _NAME."""
    server = os.environ.get("SAMKRAFT_OIDC_SERVER")
    if not server:
        return []
    return [
        {
            "provider_id": os.environ.get("SAMKRAFT_OIDC_ID", "organisation"),
            "name": os.environ.get("SAMKRAFT_OIDC_NAME", "OpenID Connect"),
            "client_id": os.environ.get("SAMKRAFT_OIDC_CLIENT_ID", ""),
            "secret": os.environ.get("SAMKRAFT_OIDC_SECRET", ""),
            "settings": {"server_url": server},
        }
    ]
