"""`aidfacts extract`: pages in, facts out."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Mapping
from contextlib import AbstractContextManager, nullcontext
from enum import StrEnum
from pathlib import Path
from typing import IO, Annotated, Any

import typer

from aidfacts.cli import EXIT_SOME_FAILED
from aidfacts.cli.reading import InputFormat, Reading, list_files, read_records
from aidfacts.errors import InputError
from aidfacts.export import BINARY, Result, load_writer
from aidfacts.extractor import Extractor, Failure, Record
from aidfacts.options import Options


class OutputFormat(StrEnum):
    """The forms of `aidfacts.export.FORMATS`, as the command line offers them."""

    TABLE = "table"
    JSON = "json"
    JSONL = "jsonl"
    CSV = "csv"
    CSV_BOM = "csv-bom"
    PARQUET = "parquet"
    HTML = "html"
    SVG = "svg"
    GRAPHML = "graphml"


def extract(
    paths: Annotated[
        list[Path],
        typer.Argument(metavar="FILE…", help="Text or JSONL files, folders of them, or - for stdin."),
    ],
    form: Annotated[
        OutputFormat | None,
        typer.Option(
            "--format", "-f", help="Form of the output [default: by the suffix of --output, else table]."
        ),
    ] = None,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="File to write instead of stdout.")
    ] = None,
    input_form: Annotated[
        InputFormat,
        typer.Option("--input", help="What the input holds; auto goes by suffix, stdin by its first line."),
    ] = InputFormat.AUTO,
    encoding: Annotated[
        str | None, typer.Option(help="Encoding of the input [default: UTF-8, GB18030 or Big5, found out].")
    ] = None,
    text_column: Annotated[str, typer.Option(help="Key of the text in a JSONL record.")] = "text",
    id_column: Annotated[str, typer.Option(help="Key of the id in a JSONL record.")] = "id",
    published: Annotated[
        str | None, typer.Option(help="Date of the pages, as 2020-06-11, where a record has none of its own.")
    ] = None,
    segmenter: Annotated[
        str, typer.Option(help="default, char, or the folder of a pkuseg model.")
    ] = "default",
    mask_persons: Annotated[
        bool, typer.Option("--mask-persons", help="Mask names and numbers of natural persons.")
    ] = False,
    workers: Annotated[int, typer.Option("--workers", "-w", min=1, help="Processes to share the work.")] = 1,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="No progress, no notes.")] = False,
) -> None:
    """
    Extract facts from pages.

    Example: aidfacts extract seeds --output facts.html
    """
    reading = Reading(input_form, encoding, text_column, id_column, _ignore if quiet else _tell)
    options = Options(segmenter=segmenter, mask_persons=mask_persons)
    chosen = _choose(form, output)
    write = load_writer(chosen)
    records = read_records(list(list_files(paths)), reading)
    failed = 0

    def count(results: Iterable[Result]) -> Iterator[Result]:
        nonlocal failed
        for result in results:
            if isinstance(result, Failure):
                failed += 1
                if not quiet:
                    _tell(f"{result.message}")
            yield result

    extractor = Extractor(options)
    dated = (_date(record, published) for record in records)
    stream: Iterable[Result] = extractor.extract_many(dated, workers=workers)
    if not quiet and sys.stderr.isatty() and (output is not None or not sys.stdout.isatty()):
        # Not where the table itself is being printed: the bar would run through it.
        from tqdm import tqdm

        stream = tqdm(stream, unit=" pages", file=sys.stderr)
    with _open(output, binary=chosen in BINARY) as handle:
        write(count(stream), handle)
    if failed:
        raise typer.Exit(EXIT_SOME_FAILED)


def _open(output: Path | None, *, binary: bool) -> AbstractContextManager[IO[Any]]:
    if output is None:
        return nullcontext(sys.stdout.buffer if binary else sys.stdout)
    return output.open("wb") if binary else output.open("w", encoding="utf-8", newline="")


def _choose(form: OutputFormat | None, output: Path | None) -> str:
    if form is not None:
        return form.value
    if output is None:
        return OutputFormat.TABLE.value
    suffix = output.suffix.removeprefix(".").lower()
    if suffix in {"txt", ""}:
        return OutputFormat.TABLE.value
    if suffix not in set(OutputFormat):
        raise InputError(f"{output}: suffix {output.suffix!r} is the one of no format; name a --format")
    return suffix


def _date(record: Record, published: str | None) -> Record:
    if published is None or not isinstance(record, Mapping) or record.get("published"):
        return record
    return {**record, "published": published}


def _tell(message: str) -> None:
    typer.echo(f"aidfacts: {message}", err=True)


def _ignore(_message: str) -> None:
    pass
