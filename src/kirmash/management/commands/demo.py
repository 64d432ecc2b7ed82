"""``kirmash demo``: the founding fair from its folder to the printed bulletin."""

import datetime
import shutil
import time
from argparse import ArgumentParser
from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.core.management import CommandError, call_command
from django.core.management.base import BaseCommand
from django.db import connection
from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table

from kirmash.base.actions import give_account
from kirmash.base.models import SITE, SiteRole
from kirmash.bulletin.actions import count_figures, write_releases
from kirmash.bulletin.exports import tables
from kirmash.bulletin.exports.documents import as_docx, as_pdf
from kirmash.bulletin.exports.release import as_html, as_markdown
from kirmash.bulletin.models import Release
from kirmash.bulletin.wording.style import MAIN
from kirmash.catalogue.actions import publish_catalogue
from kirmash.exhibition.exports.chart import chart_png, chart_svg
from kirmash.exhibition.models.exhibitor import Standing
from kirmash.exhibition.models.fair import Fair
from kirmash.folder.loading import import_folder
from kirmash.folder.nomenclature import HS_CHAPTERS, read_nomenclature
from kirmash.folder.tables import TABLES
from kirmash.record.models import Claim, Unknown
from kirmash.record.queries import conflicts, show
from kirmash.registry.actions import take_labels
from kirmash.scenarios.invented import SEED, write_invented
from kirmash.signin.queries import DEMO_MARK as MARK

#: The city whose department has a demo account.
CITY = "gomel"
#: Who invents companies keeps no rights in them.
LICENCE = "https://creativecommons.org/publicdomain/zero/1.0/"
#: The invented delegation that one of the accounts travels with.
DELEGATION = "delegation:innoprom-belarus-2025/demo-heron"
FORMS: dict[str, Callable[[Release], str | bytes]] = {
    "md": as_markdown, "html": as_html, "pdf": as_pdf, "docx": as_docx,
}  # fmt: skip


class Command(BaseCommand):
    help = "Run the founding fair: import, count, show the conflicts, print the bulletins."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--out", type=Path, required=True)
        parser.add_argument("--seed", type=int, default=SEED)

    def handle(self, *args: Any, **options: Any) -> None:  # Any: Django's signature
        out: Path = options["out"]
        began = time.monotonic()
        console = Console(highlight=False)
        _clear(out)
        columns = (TextColumn("{task.description:<28}"), BarColumn(), TextColumn("{task.fields[said]}"))
        with Progress(*columns, TimeElapsedColumn(), console=console) as progress:
            step = progress.add_task("Making the database", total=1, said="")
            call_command("migrate", verbosity=0, interactive=False)
            call_command("createcachetable", verbosity=0)
            progress.update(step, completed=1)
            step = progress.add_task("Inventing 510 exhibitors", total=1, said="")
            folder = write_invented(out / "fair", seed=options["seed"])
            progress.update(step, completed=1, said=f"seed {options['seed']}, in {folder}")
            take_labels(nomenclature="HS", labels=read_nomenclature(HS_CHAPTERS)[0])
            step = progress.add_task("Importing the founding fair", total=len(TABLES), said="")
            fair, loading = import_folder(
                folder,
                progress=lambda table, rows: progress.update(step, advance=1, said=f"{table}: {rows}"),
            )
            progress.update(step, said=f"{sum(loading.counts.values())} rows")
            step = progress.add_task("Counting", total=1, said="")
            today = datetime.datetime.now(tz=datetime.UTC).date()
            counted = count_figures(fair=fair, counted_on=today)
            publish_catalogue(fair=fair, published_on=today, licence=LICENCE)
            progress.update(step, completed=1, said=f"{len(counted)} figures")
            step = progress.add_task("Writing the bulletins", total=len(MAIN) + 1, said="")
            files = _write_files(fair, out, lambda said: progress.update(step, advance=1, said=said))
        accounts = _make_accounts(fair, out)
        _summary(console, fair, counted, files, accounts, out, time.monotonic() - began)


def _clear(out: Path) -> None:
    if connection.vendor != "sqlite":
        call_command("migrate", verbosity=0, interactive=False)
        if Fair.objects.exists():
            message = "This database holds a fair already; the demo starts with an empty one."
            raise CommandError(message)
        out.mkdir(parents=True, exist_ok=True)
        return
    if out.exists() and any(out.iterdir()) and not (out / MARK).exists() and set(_names(out)) - {"secret_key"}:
        message = f"{out} holds files that are not a demo's; name an empty folder or a new one."
        raise CommandError(message)
    connection.close()
    for name in ("kirmash.sqlite3", "kirmash.sqlite3-wal", "kirmash.sqlite3-shm"):
        (out / name).unlink(missing_ok=True)
    if (out / MARK).exists():
        shutil.rmtree(out / "fair", ignore_errors=True)
    out.mkdir(parents=True, exist_ok=True)
    (out / MARK).write_text("Made by kirmash demo, which replaces what is here.\n", encoding="utf-8")


def _names(out: Path) -> list[str]:
    return [path.name for path in out.iterdir()]


def _write_files(fair: Fair, out: Path, said: Callable[[str], None]) -> list[Path]:
    """Write the four bulletins in every form, the tables and the charts."""
    files: dict[str, str | bytes] = {name: write(fair) for name, write in tables.CSV.items()}
    releases = write_releases(fair=fair)
    said(f"{len(releases)} languages say the same")
    for release in releases:
        language = release.language
        for kind, write in FORMS.items():
            files[f"bulletin.{language}.{kind}"] = write(release)
        files[f"figures.{language}.xlsx"] = tables.figures_xlsx(fair, language)
        chart = chart_svg(fair, language)
        files[f"chart.{language}.svg"], files[f"chart.{language}.png"] = chart, chart_png(chart)
        said(f"{release.sentences.count()} sentences in {language}")
    for name, content in files.items():
        (out / name).write_bytes(content.encode() if isinstance(content, str) else content)
    return [out / name for name in files]


def _make_accounts(fair: Fair, out: Path) -> list[str]:
    """Make an account of every role; those that hold something hold an invented company, a pavilion, a city."""
    pavilion = fair.pavilions.filter(exhibitors__isnull=False).order_by("key").first()
    company = fair.exhibitors.filter(standing=Standing.MAIN, pavilion=pavilion).order_by("key").first()
    things = {
        SiteRole.EXHIBITOR: f"organisation:{company.organisation.key}" if company else "",
        SiteRole.BUYER: f"organisation:{company.organisation.key}" if company else "",
        SiteRole.PAVILION: f"pavilion:{fair.key}/{pavilion.key}" if pavilion else "",
        SiteRole.DELEGATION: DELEGATION,
        SiteRole.CITY: f"place:{CITY}",
    }
    lines = []
    for role in SiteRole:
        subject = things.get(role, SITE)
        if subject:
            email = f"{role}@kirmash.example"
            account, password = give_account(email=email, role=role, subject=subject, is_demo=True)
            lines.append(f"{account.email}  {password}")
    path = out / "accounts.txt"
    path.unlink(missing_ok=True)
    path.touch(mode=0o600)
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return lines


def _summary(  # noqa: PLR0917  # one caller, above
    console: Console,
    fair: Fair,
    counted: list[Claim],
    files: list[Path],
    accounts: list[str],
    out: Path,
    took: float,
) -> None:
    found = conflicts(tables.subjects_of(fair))
    table = Table(title=f"{fair.names['en']}, {fair.begins_on} to {fair.ends_on}", title_justify="left")
    table.add_column("what")
    table.add_column("count", justify="right")
    table.add_column("rule", overflow="fold")
    table.add_row(
        "claims from sources",
        str(Claim.objects.exclude(source__kind="own-count").count()),
        "each with its source",
    )
    for claim in counted:
        if not claim.part:
            rule = claim.definition + ("; invented companies of the demo" if claim.is_demo else "")
            table.add_row(claim.about.labels["en"], claim.value, rule)
    solved = sum(conflict.resolution is not None for conflict in found)
    table.add_row("conflicts", str(len(found)), f"{solved} resolved with a reason; all in conflicts.csv")
    table.add_row("unknown", str(Unknown.objects.count()), "what no source says; in unknown.csv")
    console.print(table)
    for conflict in found:
        values = " | ".join(f"{shown.value} ({shown.where})" for shown in show(conflict.claims))
        state = conflict.resolution.get_verdict_display() if conflict.resolution else "open"
        console.print(f"  [bold]{conflict.about.labels['en']}[/]: {values} → {state}", markup=True)
    console.print(f"\nWritten in {out}/: fair/ (the folder that was imported), " + ", ".join(p.name for p in files))
    console.print(f"Sign in (make serve) as {accounts[0].replace('  ', ' with ')}", markup=False)
    console.print(f"Done in {took:.1f} s")
