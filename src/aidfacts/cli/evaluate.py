"""`aidfacts evaluate`: how good are the facts, measured on a gold file."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, TextIO

import typer

from aidfacts.cli.parameters import AnswerForm, LexiconFolder, SegmenterName
from aidfacts.errors import InputError
from aidfacts.evaluate.compare import FactScores, Figures, Scores, compare
from aidfacts.evaluate.gold import GoldRecord, Told, read_gold, read_results, read_told
from aidfacts.export.phrases import say_count
from aidfacts.options import Options


def evaluate(
    gold: Annotated[
        Path, typer.Argument(metavar="GOLD", help="Gold file: JSONL in the format of docs/evaluation.md.")
    ],
    results: Annotated[
        Path | None,
        typer.Argument(
            metavar="PRED", help="Results as JSONL. Without it, the texts of GOLD are extracted now."
        ),
    ] = None,
    errors: Annotated[bool, typer.Option("--errors", "-e", help="List every fact that differs.")] = False,
    lenient: Annotated[bool, typer.Option("--lenient", help="With --errors: list by lenient names.")] = False,
    form: Annotated[AnswerForm, typer.Option("--format", "-f", help="text or json.")] = AnswerForm.TEXT,
    save: Annotated[
        Path | None, typer.Option(help="Write the results that were extracted to this JSONL file.")
    ] = None,
    segmenter: SegmenterName = "default",
    lexicon: LexiconFolder = None,
) -> None:
    """
    Score facts against a gold file.

    Example: aidfacts evaluate seeds/gold.jsonl --errors
    """
    records = read_gold(gold)
    if results is not None:
        if save is not None:
            raise InputError(
                "--save writes what is extracted; with PRED nothing is. Leave one of the two out"
            )
        found: dict[str, Sequence[Told]] = dict(read_results(results))
    elif save is not None:
        with save.open("w", encoding="utf-8", newline="\n") as stream:
            found = _extract(records, gold, Options(segmenter=segmenter, lexicon=lexicon), stream)
    else:
        found = _extract(records, gold, Options(segmenter=segmenter, lexicon=lexicon), None)
    unknown = sorted(set(found) - {record.id for record in records})
    if unknown:
        typer.echo(
            f"aidfacts: {len(unknown)} results have an id that gold has not ({unknown[0]} …)", err=True
        )
    strict, loose = compare(records, found), compare(records, found, lenient=True)
    shown = loose if lenient else strict
    if form is AnswerForm.JSON:
        answer: dict[str, object] = {"strict": strict.to_dict(), "lenient": loose.to_dict()}
        if errors:
            answer["errors"] = [
                {
                    "id": problem.id,
                    "fact": problem.fact,
                    "kind": problem.kind,
                    "gold": problem.gold and str(problem.gold),
                    "found": problem.found and str(problem.found),
                    "details": list(problem.details),
                }
                for problem in shown.problems
            ]
        typer.echo(json.dumps(answer, ensure_ascii=False, indent=2))
        return
    if errors:
        for problem in shown.problems:
            typer.echo(f"{problem}\n")
    _print_scores(strict, loose, len(records))


def _extract(
    records: Sequence[GoldRecord], gold: Path, options: Options, stream: TextIO | None
) -> dict[str, Sequence[Told]]:
    from aidfacts.extractor import Extractor

    extractor = Extractor(options)
    found: dict[str, Sequence[Told]] = {}
    for record in records:
        if record.text is None:
            raise InputError(
                f"{gold}: record {record.id!r} holds no text and names no file; give PRED, or add a text"
            )
        document = extractor.extract(
            record.text, id=record.id, title=record.title, published=record.published
        ).to_dict()
        found[record.id] = read_told(document)
        if stream is not None:
            stream.write(json.dumps({"id": record.id, **document}, ensure_ascii=False) + "\n")
    return found


def _line(name: str, figures: Figures) -> str:
    return (
        f"  {name:<22} F1 {figures.f1:.3f}  P {figures.precision:.3f}  R {figures.recall:.3f}"
        f"   {figures.agreed} agree of {figures.gold} gold, {figures.found} found"
    )


def _print_scores(strict: Scores, loose: Scores, documents: int) -> None:
    typer.echo(say_count(documents, "document"))
    both: tuple[tuple[str, FactScores, FactScores], ...] = (
        ("donations", strict.donations, loose.donations),
        ("partnerships", strict.partnerships, loose.partnerships),
    )
    for name, tight, wide in both:
        typer.echo(f"\n{name}")
        typer.echo(_line("arguments, strict", tight.arguments))
        typer.echo(_line("arguments, lenient", wide.arguments))
        typer.echo(_line("exact facts, strict", tight.facts))
        typer.echo(_line("exact facts, lenient", wide.facts))
        for role, figures in tight.roles.items():
            typer.echo(_line(f"  {role}", figures))
        for status, figures in tight.statuses.items():
            typer.echo(_line(f"  facts {status}", figures))
        if tight.attributes:
            pairs = (f"{key} {right}/{of}" for key, (right, of) in tight.attributes.items())
            typer.echo(f"  {'attributes right':<22} {'  '.join(pairs)}")
    sys.stdout.flush()
