"""`aidfacts diff`: which facts change between two results."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer

from aidfacts.cli import EXIT_DIFFERENT
from aidfacts.cli.parameters import AnswerForm
from aidfacts.cli.results import read_results


def diff(
    old: Annotated[Path, typer.Argument(metavar="OLD", help="Results as JSONL, before the change.")],
    new: Annotated[Path, typer.Argument(metavar="NEW", help="Results as JSONL, after it.")],
    form: Annotated[AnswerForm, typer.Option("--format", "-f", help="text or json.")] = AnswerForm.TEXT,
    everything: Annotated[
        bool, typer.Option("--all", help="Compare evidence, rules, confidence and spans as well.")
    ] = False,
) -> None:
    """
    Show which facts change between two results.

    Exit code 0 where none does, 1 where one does.

    Example: aidfacts diff before.jsonl after.jsonl
    """
    from aidfacts.evaluate.difference import diff as compare

    difference = compare(read_results(old), read_results(new), everything=everything)
    if form is AnswerForm.JSON:
        typer.echo(json.dumps(difference.to_dict(), ensure_ascii=False, indent=2))
    else:
        typer.echo(str(difference))
    if difference:
        raise typer.Exit(EXIT_DIFFERENT)
