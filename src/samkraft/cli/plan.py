"""`samkraft plan …`: reading documents, and plans in the database."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from samkraft.cli import says, transfer

app = typer.Typer(no_args_is_help=True)
app.command()(transfer.export)
app.command()(transfer.load)

Json = Annotated[bool, typer.Option("--json", help="One JSON value on stdout.")]
ROLE_MARKS = {"area": "##", "goal": "●", "subgoal": "–", "path": "→", "measure": "▸"}


@app.command()
def read(file: Path, json: Json = False) -> None:
    """Read a strategy document (text, Markdown, PDF, DOCX, ODT, HTML); print its structure."""
    from samkraft.cli.importing import read_file

    draft, _ = read_file(file)
    if json:
        says.as_json(draft.as_json())
    else:
        _print_draft(draft)


@app.command("import")
def import_(
    file: Path,
    region: Annotated[str, typer.Option(help="The region's address, e.g. norrbotten.")],
    title: Annotated[str | None, typer.Option(help="The plan's title.")] = None,
    kind: Annotated[str, typer.Option(help="strategy, action-plan …")] = "strategy",
) -> None:
    """Read a document into the review, from which it becomes a draft version."""
    from samkraft.cli.importing import import_document

    import_document(file=file, region=region, title=title, kind=kind)


@app.command()
def show(
    slug: str,
    version: Annotated[int | None, typer.Option(help="Version number.")] = None,
    json: Json = False,
) -> None:
    """The structure of a plan: the version in force unless one is named."""
    queries, found = _version(slug, version)
    value = queries.plan_as_json(found)
    if json:
        says.as_json(value)
        return
    print(f"{value['title']}  ({value['slug']}, version {value['version']}, {value['state']})")
    for name in ("period", "vision", "deciding_body", "adopted_on"):
        if value[name]:
            print(f"{name.replace('_', ' ')}: {value[name]}")
    _print_elements([(e["kind"], e["text"], e["parent"]) for e in value["elements"]])


@app.command()
def check(slug: str, json: Json = False) -> None:
    """Gaps and inconsistencies of a plan: the draft when there is one, else the one in force."""
    queries, found = _version(slug, None, draft_first=True)
    findings = queries.check_version(found)
    if json:
        says.as_json(
            [
                {
                    "code": f.code,
                    "key": f.key or None,
                    "text": f.text,
                    "inconsistent": f.inconsistent,
                }
                for f in findings
            ]
        )
        return
    print(f"{slug}, version {found.number}: {len(findings)} findings")
    for finding in findings:
        print(f"{'!' if finding.inconsistent else '-'} {finding.text}  [{finding.code}]")


@app.command()
def compare(slug: str, number: int, other: int, json: Json = False) -> None:
    """What changed from one version to another."""
    queries, found = _version(slug, None)
    try:
        result = queries.compare_versions(slug, number, other, found.plan.language)
    except queries.NoSuchPlan as error:
        says.refuse(str(error))
    if json:
        from dataclasses import asdict

        says.as_json(asdict(result))
        return
    for name, pieces in (("added", result.added), ("removed", result.removed)):
        for piece in pieces:
            print(f"{'+' if name == 'added' else '-'} {piece.role}: {piece.text}")
    for moved in result.moved:
        print(f"~ moved: {moved.after.text}")
    for reworded in result.reworded:
        print(f"~ reworded: {_marked(reworded.words)}")
    print(f"{result.unchanged} unchanged")


def _version(slug: str, number: int | None, *, draft_first: bool = False):
    from samkraft.cli.database import ready

    ready()
    from samkraft.plans import queries

    try:
        found = queries.find_version(slug, number)
    except queries.NoSuchPlan as error:
        says.refuse(str(error))
    if draft_first and number is None:
        found = found.plan.versions.filter(state="draft").first() or found
    return queries, found


def _print_draft(draft) -> None:
    print(draft.title or "(no title found)")
    for name in ("period", "vision"):
        if value := getattr(draft, name):
            print(f"{name}: {value}")
    print(f"language: {draft.language}\n")
    _print_elements([(e.kind, e.text, e.parent) for e in draft.elements])
    if draft.quotes:
        print("\nQuotes:")
        for quote in draft.quotes:
            print(f"  “{quote.text}”  (line {quote.source.lines[0]})")
    if draft.findings:
        print("\nFindings:")
        for finding in draft.findings:
            print(f"  {finding.text}  [{finding.code}, line {finding.source.lines[0]}]")


def _print_elements(elements: list[tuple[str, str, int | None]]) -> None:
    depth: list[int] = []
    for kind, text, parent in elements:
        depth.append(0 if parent is None else depth[parent] + 1)
        print(f"{'  ' * depth[-1]}{ROLE_MARKS.get(kind, '·')} {text}  [{kind}]")


def _marked(words) -> str:
    marks = {"same": "{}", "added": "[+{}+]", "removed": "[-{}-]"}
    return "".join(marks[run.change].format(run.text) for run in words)
