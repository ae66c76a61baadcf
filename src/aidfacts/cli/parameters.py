"""The options that several commands share, with their help."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from aidfacts.cli.reading import InputFormat


class AnswerForm(StrEnum):
    """How an answer is printed."""

    TEXT = "text"
    JSON = "json"


Inputs = Annotated[
    list[str],
    typer.Argument(
        metavar="FILE…",
        help="Text, HTML, JSONL or Parquet files, folders of them, globs in quotes, or - for stdin.",
    ),
]
InputForm = Annotated[
    InputFormat,
    typer.Option("--input", help="What the input holds; auto goes by suffix, stdin by its beginning."),
]
Encoding = Annotated[
    str | None, typer.Option(help="Encoding of the input [default: UTF-8, GB18030 or Big5, found out].")
]
TextColumn = Annotated[
    str | None,
    typer.Option(help="Column of the text in JSONL and Parquet [default: text; html with --html]."),
]
IdColumn = Annotated[str | None, typer.Option(help="Column of the id [default: id].")]
TitleColumn = Annotated[str | None, typer.Option(help="Column of the title [default: title].")]
DateColumn = Annotated[str | None, typer.Option(help="Column of the date of the page [default: published].")]
UrlColumn = Annotated[str | None, typer.Option(help="Column of the address of the page [default: url].")]
Html = Annotated[bool, typer.Option("--html", help="The column of the text holds HTML pages.")]
Published = Annotated[
    str | None, typer.Option(help="Date of the pages, as 2020-06-11, where a record has none of its own.")
]
SegmenterName = Annotated[str, typer.Option(help="default, char, or the folder of a pkuseg model.")]
LexiconFolder = Annotated[
    Path | None, typer.Option("--lexicon", help="Folder with words of your own, see docs/lexicon.md.")
]
MaskPersons = Annotated[
    bool, typer.Option("--mask-persons", help="Mask names and numbers of natural persons.")
]
Workers = Annotated[int, typer.Option("--workers", "-w", min=1, help="Processes to share the work.")]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="No progress, no notes.")]
