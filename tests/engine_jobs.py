"""
Runs the one callable under an engine and prints the rows as JSON lines, sorted; test_engines.py compares them.

    python engine_jobs.py spark 2

In a process of its own, since engines talk over sockets, which the suite blocks.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import aidfacts

SEEDS = Path(__file__).parent.parent / "seeds"
PASSAGES = (
    "云岭纺织有限公司向青禾县第二小学捐赠图书500册。",
    "6月11日,远樵公益基金会通过青禾县慈善会向沐白中学捐赠助学金30万元。",
    "明屿商会、云岭纺织有限公司分别向岚溪镇敬老院捐款5万元和3万元。",
    "沐白中学与岚溪中学签订结对帮扶协议。",
    "今日多云。",
    "",
)


def make_pages() -> list[dict[str, Any]]:
    """Return the pages of the job: good ones, ones without a fact, ones that cannot be read."""
    texts = [*(path.read_text(encoding="utf-8") for path in sorted(SEEDS.glob("*.txt"))), *PASSAGES]
    pages: list[dict[str, Any]] = [
        {"id": f"p{number:02}", "text": text, "published": "2021-06-12" if number % 2 else None}
        for number, text in enumerate(texts)
    ]
    pages.append({"id": "no text", "text": None, "published": None})
    pages.append({"id": "no date", "text": PASSAGES[0], "published": "in June"})
    return pages


def run_plain(extract: aidfacts.BatchExtractor, pages: list[dict[str, Any]], workers: int) -> list[Any]:
    """What every engine has to come to: all pages as one batch, here."""
    found = extract({key: [page[key] for page in pages] for key in pages[0]})
    return [dict(zip(found, row, strict=True)) for row in zip(*found.values(), strict=True)]


def run_spark(extract: aidfacts.BatchExtractor, pages: list[dict[str, Any]], workers: int) -> list[Any]:
    """`mapInPandas` and `mapInArrow`, which have to agree."""
    from pyspark.sql import SparkSession

    os.environ["PYSPARK_PYTHON"] = sys.executable
    spark = (
        SparkSession.builder.master(f"local[{workers}]")
        .config("spark.ui.enabled", "false")
        .config("spark.driver.host", "127.0.0.1")
        .config("spark.driver.bindAddress", "127.0.0.1")
        .config("spark.sql.execution.arrow.maxRecordsPerBatch", "3")
        .getOrCreate()
    )
    spark.sparkContext.setLogLevel("ERROR")
    frame = spark.createDataFrame(pages, "id string, text string, published string").repartition(workers)
    rows = [
        [row.asDict() for row in mapped.collect()]
        for mapped in (frame.mapInPandas(extract, extract.ddl), frame.mapInArrow(extract, extract.ddl))
    ]
    assert list(_sort(rows[0])) == list(_sort(rows[1]))
    return rows[0]


def run_dask(extract: aidfacts.BatchExtractor, pages: list[dict[str, Any]], workers: int) -> list[Any]:
    """`map_partitions`, in processes where there is more than one worker."""
    import dask.dataframe
    import pandas

    frame = dask.dataframe.from_pandas(pandas.DataFrame(pages), npartitions=2 * workers)
    mapped = frame.map_partitions(extract, meta=extract.meta)
    scheduler = {"scheduler": "processes", "num_workers": workers} if workers > 1 else {"scheduler": "sync"}
    found = mapped.compute(**scheduler)
    assert list(found.columns) == list(extract.meta.columns)
    rows: list[Any] = found.astype(object).where(found.notna(), None).to_dict("records")
    return rows


def run_datasets(extract: aidfacts.BatchExtractor, pages: list[dict[str, Any]], workers: int) -> list[Any]:
    """`map(batched=True)`, with columns of another kind than those that go in."""
    from datasets import Dataset, Features

    data = Dataset.from_list(pages)
    found = data.map(
        extract,
        batched=True,
        batch_size=3,
        num_proc=workers if workers > 1 else None,
        remove_columns=data.column_names,
        features=Features.from_arrow_schema(extract.schema),
    )
    return list(found)


def run_ray(extract: aidfacts.BatchExtractor, pages: list[dict[str, Any]], workers: int) -> list[Any]:
    """`map_batches`, with Arrow batches."""
    import ray

    ray.init(num_cpus=workers, include_dashboard=False, log_to_driver=False, ignore_reinit_error=True)
    data = ray.data.from_items(pages, override_num_blocks=2 * workers)
    rows: list[Any] = data.map_batches(extract, batch_format="pyarrow", batch_size=3).take_all()
    return rows


ENGINES = {
    "plain": run_plain,
    "spark": run_spark,
    "dask": run_dask,
    "datasets": run_datasets,
    "ray": run_ray,
}


def _sort(rows: list[Any]) -> Iterator[str]:
    plain = ({key: list(v) if hasattr(v, "tolist") else v for key, v in row.items()} for row in rows)
    return iter(sorted(json.dumps(row, ensure_ascii=False, sort_keys=True) for row in plain))


if __name__ == "__main__":
    engine, workers = sys.argv[1], int(sys.argv[2])
    for rows in ("page", "fact"):
        for line in _sort(ENGINES[engine](aidfacts.BatchExtractor(rows=rows), make_pages(), workers)):
            print(line)
