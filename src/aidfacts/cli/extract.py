"""`aidfacts extract`: pages in, facts out."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from functools import partial
from pathlib import Path
from typing import Annotated

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
from aidfacts.cli.resume import Remaining, drop_torn_line, read_ids
from aidfacts.cli.running import Run, choose_format, open_output, read_input, start, tell
from aidfacts.errors import InputError
from aidfacts.export import FORMATS, load_writer
from aidfacts.export.phrases import say_count
from aidfacts.extractor import Extractor, Record
from aidfacts.options import Options

_WITH_TEXT = ("json", "jsonl")


def extract(
    paths: Inputs,
    form: Annotated[
        str | None,
        typer.Option(
            "--format",
            "-f",
            help=f"Form of the output: {', '.join(FORMATS)} [default: by the suffix of --output, else table].",
        ),
    ] = None,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="File to write instead of stdout.")
    ] = None,
    resume: Annotated[
        bool, typer.Option("--resume", help="Go on with a JSONL output that was interrupted.")
    ] = False,
    with_text: Annotated[
        bool, typer.Option("--with-text", help="Put the text that spans count in into JSON and JSONL.")
    ] = False,
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
    Extract facts from pages.

    Example: aidfacts extract seeds --output facts.html

    Example: aidfacts extract "crawl/*.parquet" --html --text-column content -o facts.jsonl --resume
    """
    extractor = Extractor(Options(segmenter=segmenter, lexicon=lexicon, mask_persons=mask_persons))
    chosen = choose_format(form, output, FORMATS)
    write = load_writer(chosen)
    if with_text:
        if chosen not in _WITH_TEXT:
            raise InputError(f"--with-text goes with {' and '.join(_WITH_TEXT)}, not with {chosen}")
        write = partial(write, with_text=True)
    columns = Columns(text_column, id_column, title_column, date_column, url_column, html)
    records: Iterable[Record] = read_input(
        paths, input_form, encoding, columns, quiet=quiet, published=published, leave=output
    )
    if resume:
        if output is None or chosen != "jsonl":
            raise InputError("--resume goes on with a JSONL file; name it by --output facts.jsonl")
        if output.exists():
            records = _take_up(records, output, quiet)
    show = output is not None or not sys.stdout.isatty()
    run = Run(extractor, workers=workers, quiet=quiet, show=show)
    results = start(run.results(records))
    with open_output(output, chosen, append=resume) as stream:
        write(results, stream)
    if isinstance(records, Remaining) and not quiet:
        tell(f"{output}: {say_count(records.skipped, 'result')} in it already")
    run.close()


def _take_up(records: Iterable[Record], output: Path, quiet: bool) -> Remaining:
    if drop_torn_line(output) and not quiet:
        tell(f"{output}: the last line was torn and is written again")
    return Remaining(records, read_ids(output), output)
