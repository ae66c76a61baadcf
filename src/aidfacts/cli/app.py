"""The commands and their help."""

from __future__ import annotations

import typer

from aidfacts.cli.diff import diff
from aidfacts.cli.evaluate import evaluate
from aidfacts.cli.extract import extract
from aidfacts.cli.report import report
from aidfacts.cli.schema import schema

app = typer.Typer(
    name="aidfacts",
    help="Typed facts about giving and partnership from Chinese text.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _print_version(asked: bool) -> None:
    if asked:
        import aidfacts

        typer.echo(f"aidfacts {aidfacts.__version__}")
        raise typer.Exit


@app.callback()
def _main(
    version: bool = typer.Option(
        False, "--version", callback=_print_version, is_eager=True, help="Print the version and leave."
    ),
) -> None:
    pass


app.command()(extract)
app.command()(report)
app.command()(diff)
app.command()(evaluate)
app.command()(schema)
