"""Bounds that hold for every reader: file size, archives, XML and the amount of text.

Uploaded files come from strangers. Nothing here is written to disk, so the dangers left are
memory and time; each limit below is far above any real strategy document.
"""

from __future__ import annotations

import io
import zipfile
import zlib
from pathlib import Path
from typing import Any

from samkraft.importing.outline import UnreadableDocument

MAX_FILE_BYTES = 100_000_000
MAX_TEXT_CHARACTERS = 20_000_000
MAX_MEMBER_BYTES = 40_000_000
MAX_DECLARED_BYTES = 1_000_000_000
# Only beyond this size does a high ratio of compression mean anything.
ALWAYS_ALLOWED_BYTES = 10_000_000
MAX_RATIO = 200
MAX_ENTRIES = 10_000
MAX_TAGS = 3_000_000
CHUNK = 1 << 20

TOO_MUCH_TEXT = (
    "The document holds more than 20 million characters of text; "
    "split it into smaller files and try again."
)


def load_file(path: Path) -> bytes:
    """The bytes of a file, refused before reading when it is no file or too large."""
    try:
        if path.is_dir():
            raise UnreadableDocument(f"{path.name} is a folder; give one document instead.")
        size = path.stat().st_size
        if size > MAX_FILE_BYTES:
            raise UnreadableDocument(
                f"{path.name} is {size // 1_000_000} MB large, and documents may be at most "
                f"{MAX_FILE_BYTES // 1_000_000} MB; save it with smaller pictures and try again."
            )
        if not path.is_file():
            raise UnreadableDocument(f"{path.name} is not an ordinary file; give a document.")
        with path.open("rb") as file:
            data = file.read(MAX_FILE_BYTES + 1)
    except FileNotFoundError:
        raise UnreadableDocument(
            f"There is no file {path.name}; check the name and the folder."
        ) from None
    except PermissionError:
        raise UnreadableDocument(
            f"{path.name} may not be read; change the permissions of the file and try again."
        ) from None
    except (OSError, ValueError):
        raise UnreadableDocument(
            f"{path.name} could not be read from the disk; check the file and try again."
        ) from None
    if not data:
        raise UnreadableDocument(
            f"{path.name} is empty; check that it was saved or copied completely."
        )
    return data


class Archive:
    """The members of a ZIP file, decompressed on demand and never beyond the limits."""

    def __init__(self, data: bytes) -> None:
        # Counted before the directory is read, which takes much more memory than the file.
        if data.count(b"PK\x01\x02") > MAX_ENTRIES:
            raise _bomb()
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
            members = self._zip.infolist()
        except (zipfile.BadZipFile, OSError, ValueError, RuntimeError, EOFError):
            raise damaged() from None
        self._members = {member.filename: member for member in members}
        declared = sum(member.file_size for member in members)
        if declared > MAX_DECLARED_BYTES:
            raise _bomb()

    @property
    def names(self) -> frozenset[str]:
        """The names of all members."""
        return frozenset(self._members)

    def read(self, name: str) -> bytes:
        """The content of one member; the declared size is not believed."""
        member = self._members.get(name)
        if member is None:
            raise damaged()
        if member.flag_bits & 0x1:
            raise UnreadableDocument(
                "The document is protected by a password; save it without one and try again."
            )
        if member.file_size > MAX_MEMBER_BYTES:
            raise _bomb()
        try:
            return self._read_bounded(member)
        except (zipfile.BadZipFile, zlib.error, OSError, EOFError):
            raise damaged() from None
        except (RuntimeError, ValueError, AssertionError):  # what zipfile says of odd members
            raise damaged() from None

    def _read_bounded(self, member: zipfile.ZipInfo) -> bytes:
        allowed = max(ALWAYS_ALLOWED_BYTES, member.compress_size * MAX_RATIO)
        parts: list[bytes] = []
        total = 0
        with self._zip.open(member) as stream:
            while chunk := stream.read(CHUNK):
                total += len(chunk)
                if total > MAX_MEMBER_BYTES or total > allowed:
                    raise _bomb()
                parts.append(chunk)
        return b"".join(parts)


def parse_xml(data: bytes) -> Any:
    """The root element of an XML member; document types and entities are refused."""
    from lxml import etree

    # Office formats never declare a document type, so its mere presence is an attack. The NULs
    # are taken out so that a UTF-16 file cannot hide the word.
    if b"<!doctype" in data.replace(b"\0", b"").lower():
        raise _entities()
    check_tags(data.count(b"<"))
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, recover=False
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError, LookupError):
        raise damaged() from None
    if root.getroottree().docinfo.doctype:
        raise _entities()
    return root


def check_tags(count: int) -> None:
    """Refuses markup with more tags than would fit into memory as a tree."""
    if count > MAX_TAGS:
        raise UnreadableDocument(
            "The document has more markup than any real document; save it again from its own "
            "program, or split it into smaller files, and try once more."
        )


def damaged() -> UnreadableDocument:
    """The refusal for a file that is not whole."""
    return UnreadableDocument(
        "The document is damaged or incomplete; open it in its own program, save it again "
        "and try once more."
    )


def _bomb() -> UnreadableDocument:
    return UnreadableDocument(
        "The document unpacks to far more than any real document holds and was not opened; "
        "save it again from its own program and try once more."
    )


def _entities() -> UnreadableDocument:
    return UnreadableDocument(
        "The document declares XML entities, which office documents never need, and was not "
        "opened; save it again from its own program and try once more."
    )
