"""`aidfacts schema`: the JSON Schema of the output."""

from __future__ import annotations

import typer


def schema() -> None:
    """
    Print the JSON Schema of a result.

    Example: aidfacts schema > aidfacts-1.json
    """
    from aidfacts.export.schema import print_schema

    typer.echo(print_schema(), nl=False)
