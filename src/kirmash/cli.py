"""Contents of the commands.

``kirmash demo | import | export | closing-report | init | register | reconcile | originals | nomenclature | reindex |
serve | work | account | manage``
"""

import os
import sys
from pathlib import Path
from typing import Annotated, Literal

import django
import typer
from django.core.management import CommandError, call_command, execute_from_command_line

app = typer.Typer(
    help="Runs an international industrial trade fair and keeps alive the partnerships that begin there.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
Data = Annotated[Path | None, typer.Option(help="Folder of the embedded database; otherwise KIRMASH_DATA or ./var.")]


def main() -> None:
    """Run one command."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kirmash.settings")
    app()


def _open(data: Path | None, mode: str | None = None) -> None:
    if data is not None:
        os.environ["KIRMASH_DATA"] = str(data)
    if mode is None and (Path(os.environ.get("KIRMASH_DATA", "var")) / "demo").exists():
        mode = "demo"
    if mode is not None:
        os.environ.setdefault("KIRMASH_MODE", mode)
    django.setup()


def _run(command: str, **options: object) -> None:
    try:
        call_command(command, **options)
    except CommandError as refused:
        typer.echo(f"kirmash: {refused}", err=True)
        raise typer.Exit(refused.returncode) from None


@app.command()
def demo(
    out: Annotated[
        Path, typer.Option(help="Folder for the database and the files; an earlier demo there is replaced.")
    ],
    seed: Annotated[int, typer.Option(help="Another seed invents other exhibitors.")] = 2025,
) -> None:
    """Run the founding fair with invented exhibitors: import, count, show the conflicts, print four bulletins."""
    _open(out, "demo")
    _run("demo", out=out, seed=seed)


@app.command("import")
def import_(
    folder: Annotated[Path, typer.Argument(help="A fair folder with CSV or XLSX tables, or one workbook.")],
    data: Data = None,
    rejected: Annotated[Path | None, typer.Option(help="Folder for refused rows; otherwise FOLDER.rejected.")] = None,
) -> None:
    """Read a fair from a folder or a workbook; everything is checked before anything is written."""
    _open(data)
    _run("import_folder", folder=folder, rejected=rejected)


@app.command()
def export(
    fair: Annotated[str, typer.Argument(help="The key of a fair.")],
    folder: Annotated[Path, typer.Argument(help="A new folder, or an empty one.")],
    data: Data = None,
    kind: Annotated[Literal["csv", "xlsx"], typer.Option("--format", help="CSV tables, or one workbook.")] = "csv",
) -> None:
    """Write a fair as a folder that imports to the same state."""
    _open(data)
    _run("export_folder", fair=fair, folder=folder, kind=kind)


@app.command("closing-report")
def closing_report(
    fair: Annotated[str, typer.Option(help="The key of a fair.")],
    out: Annotated[Path, typer.Option(help="The file to write, as report.pdf.")],
    lang: Annotated[Literal["en", "de", "ru", "be"], typer.Option(help="Its language.")] = "en",
    data: Data = None,
) -> None:
    """Print the closing report of a fair as a PDF: figures, charts, definitions, conflicts, sources."""
    _open(data)
    _run("closing_report", fair=fair, lang=lang, out=out)


@app.command()
def nomenclature(
    file: Annotated[
        Path | None, typer.Argument(help="A table code, lang, label (CSV or XLSX); otherwise the chapters of the HS.")
    ] = None,
    name: Annotated[str, typer.Option(help="The nomenclature: HS, TN VED, CN …")] = "HS",
    data: Data = None,
) -> None:
    """Take in labels of goods codes, by language."""
    _open(data)
    _run("nomenclature", file=file, name=name)


@app.command()
def init(
    city: Annotated[str, typer.Option(help="The name of the city or region, as its own register writes it.")],
    country: Annotated[str, typer.Option(help="Its country, by name or code.")],
    email: Annotated[str, typer.Option(help="The mail address of the department's first account.")],
    register: Annotated[Path | None, typer.Option(help="Its list of agreements, XLSX or CSV.")] = None,
    data: Data = None,
) -> None:
    """Make a site for a city that runs no fair: the place, an account, and its register of agreements."""
    _open(data)
    _run("init", city=city, country=country, email=email, register=register)


@app.command("register")
def take_register(
    file: Annotated[Path, typer.Argument(help="A list of agreements with its own headings, XLSX or CSV.")],
    place: Annotated[str, typer.Option(help="The key of the city whose list it is.")],
    rejected: Annotated[Path | None, typer.Option(help="File for rows that are not taken.")] = None,
    data: Data = None,
) -> None:
    """Take a city's list of agreements into the record; rows that are not clear come back with the reasons."""
    _open(data)
    _run("register", file=file, place=place, rejected=rejected)


@app.command()
def reindex(data: Data = None) -> None:
    """Make the search again from the record; the site may run meanwhile."""
    _open(data)
    _run("reindex")


@app.command("reconcile")
def reconcile_(  # noqa: PLR0917  # typer's way
    lists: Annotated[
        list[Path] | None,
        typer.Argument(help="Lists of partners or exports (CSV, TSV, XLSX); of several, the first is ours."),
    ] = None,
    place: Annotated[str, typer.Option(help="Our place: its key in the registry, or its name.")] = "",
    edges: Annotated[Path | None, typer.Option(help="An export of Wikidata's P190, end by end.")] = None,
    list_of: Annotated[str, typer.Option(help="The partner whose own list it is; otherwise it is about us.")] = "",
    out: Annotated[Path | None, typer.Option(help="A file for all findings: .csv, .xlsx or .json.")] = None,
    data: Data = None,
) -> None:
    """Compare registers of ties between places: ours beside a partner's list or an export."""
    _open(data)
    _run("reconcile", lists=lists or [], place=place, edges=edges, list_of=list_of, out=out)


originals = typer.Typer(help="Originals of an instrument, each with its keeper first.", no_args_is_help=True)
app.add_typer(originals, name="originals")
Language = Annotated[Literal["en", "de", "ru", "be"], typer.Option(help="The language of the answer.")]


@originals.command("check")
def check_originals(
    files: Annotated[list[Path], typer.Argument(help="Finished originals, PDF or DOCX; two, or one with its text.")],
    text: Annotated[Path | None, typer.Option(help="The text they were made from, TOML or JSON.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Answer in JSON.")] = False,  # noqa: FBT002  # typer's way
    language: Language = "en",
) -> None:
    """Prove that originals differ in order only, or say where not: 0 order only, 1 findings, 2 cannot be read."""
    _open(None)
    _run("originals", action="check", files=files, text=text, as_json=as_json, language=language)


@originals.command("write")
def write_originals(
    text: Annotated[Path, typer.Argument(help="The text of an instrument, TOML or JSON.")],
    folder: Annotated[Path, typer.Argument(help="A folder for one PDF and one DOCX for each party.")],
    mark: Annotated[bool, typer.Option("--mark", help="Say in the footer whose original it is.")] = False,  # noqa: FBT002
    language: Language = "en",
) -> None:
    """Print the originals of a text, one for each party: the keeper, its language and its signature first."""
    _open(None)
    _run("originals", action="write", files=[text], folder=folder, mark=mark, language=language)


@app.command()
def mail(
    data: Data = None,
    keep_days: Annotated[int | None, typer.Option(help="Days to keep mails that ended; otherwise the setting.")] = None,
) -> None:
    """Send the mails that are due, and delete old ones; for a timer on sites without background jobs."""
    _open(data)
    _run("mail", **({} if keep_days is None else {"keep_days": keep_days}))


@app.command()
def retention(
    data: Data = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only say what would go.")] = False,  # noqa: FBT002
) -> None:
    """Delete personal data whose term has passed, and keep the report."""
    _open(data)
    _run("retention", dry_run=dry_run)


@app.command()
def account(
    email: Annotated[str, typer.Argument(help="The mail address that signs in.")],
    role: Annotated[
        str,
        typer.Option(
            help="administrator, organiser, planner, protocol, press, auditor, exhibitor, pavilion, buyer, "
            "delegation or city"
        ),
    ] = "auditor",
    of: Annotated[
        str, typer.Option(help="What the role is held for: site, fair:KEY, organisation:KEY, pavilion:FAIR/KEY …")
    ] = "site",
    reset: Annotated[  # noqa: FBT002  # typer's way
        bool, typer.Option("--reset-factors", help="Only take lost second factors from the account.")
    ] = False,
    data: Data = None,
) -> None:
    """Make an account, or give one a new password; the password is printed once."""
    _open(data)
    _run("account", email=email, role=role, of=of, reset_factors=reset)


@app.command()
def serve(
    data: Data = None,
    host: Annotated[str, typer.Option(help="Address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(help="Port to listen on.")] = 8000,
    workers: Annotated[int, typer.Option(min=1, help="Processes that answer; one for each core at most.")] = 1,
) -> None:
    """Open the site."""
    _open(data)
    call_command("migrate", verbosity=0, interactive=False)
    call_command("createcachetable", verbosity=0)
    call_command("collect")
    typer.echo(f"Kirmash is at http://localhost:{port}/ (Ctrl+C ends it)")
    if data is not None and (data / "accounts.txt").exists():
        typer.echo(f"The demo's accounts and passwords are in {data / 'accounts.txt'}")
    server = [
        sys.executable,
        "-m",
        "granian",
        "--interface",
        "wsgi",
        "--workers",
        str(workers),
        "--blocking-threads",
        "4",
        "--workers-kill-timeout",
        "15",
    ]
    command = [*server, "--no-ws", "--host", host, "--port", str(port), "kirmash.wsgi:application"]
    sys.stdout.flush()
    os.execv(sys.executable, command)  # noqa: S606  # our own words only; whoever ends this process ends the server


@app.command()
def work(
    data: Data = None,
    processes: Annotated[int, typer.Option(min=1, help="So many workers, each in a process of its own.")] = 1,
) -> None:
    """Do the background jobs; may run on several machines. SIGTERM and Ctrl+C end it when the job is done."""
    _open(data)
    _run("work", processes=processes)


@app.command(context_settings={"ignore_unknown_options": True, "allow_extra_args": True})
def manage(context: typer.Context, data: Data = None) -> None:
    """Run one of Django's own commands (migrate, check, shell …)."""
    _open(data)
    execute_from_command_line(["kirmash manage", *context.args])
