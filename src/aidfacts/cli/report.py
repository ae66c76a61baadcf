"""`aidfacts report`: one HTML page for many documents."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any

import typer

from aidfacts.cli.parameters import (
    DateColumn,
    Encoding,
    Html,
    IdColumn,
    InputForm,
    Inputs,
    LexiconFolder,
    MaskPersons,
    Published,
    Quiet,
    SegmenterName,
    TextColumn,
    TitleColumn,
    UrlColumn,
    Workers,
)
from aidfacts.cli.reading import Columns, InputFormat
from aidfacts.cli.results import read_results
from aidfacts.cli.running import Run, open_output, read_input, start
from aidfacts.errors import InputError
from aidfacts.export import Result, load_writer
from aidfacts.extractor import Extractor
from aidfacts.model.document import Document
from aidfacts.options import Options


def report(
    paths: Inputs,
    output: Annotated[Path, typer.Option("--output", "-o", help="HTML file to write.")],
    input_form: InputForm = InputFormat.AUTO,
    encoding: Encoding = None,
    text_column: TextColumn = None,
    id_column: IdColumn = None,
    title_column: TitleColumn = None,
    date_column: DateColumn = None,
    url_column: UrlColumn = None,
    html: Html = False,
    published: Published = None,
    segmenter: SegmenterName = "default",
    lexicon: LexiconFolder = None,
    mask_persons: MaskPersons = False,
    workers: Workers = 1,
    quiet: Quiet = False,
) -> None:
    """
    Write an HTML report of pages or results.

    Results are JSONL that extract --with-text has written.

    Example: aidfacts report seeds --output report.html
    """
    write = load_writer("html")
    run = Run(
        Extractor(Options(segmenter=segmenter, lexicon=lexicon, mask_persons=mask_persons)),
        workers=workers,
        quiet=quiet,
        show=True,
    )
    results: Iterator[Result]
    if paths and all(_holds_results(Path(path)) for path in paths):
        results = (run.count(result) for path in paths for result in _read_told(Path(path)))
    else:
        columns = Columns(text_column, id_column, title_column, date_column, url_column, html)
        results = run.results(
            read_input(paths, input_form, encoding, columns, quiet=quiet, published=published, leave=output)
        )
    results = start(results)
    with open_output(output, "html") as stream:
        write(results, stream)
    run.close()


def _holds_results(path: Path) -> bool:
    if path.suffix != ".jsonl" or not path.is_file():
        return False
    with path.open("rb") as stream:
        first = next((line for line in stream if line.strip()), b"")
    try:
        value: Any = json.loads(first)
    except ValueError:
        return False
    return isinstance(value, dict) and "schema_version" in value


def _read_told(path: Path) -> Iterator[Result]:
    for result in read_results(path):
        if isinstance(result, Document) and result.length and not result.text:
            raise InputError(
                f"{path}: the result {result.id!r} holds no text to mark; extract again with --with-text, "
                "or name the pages themselves"
            )
        yield result
