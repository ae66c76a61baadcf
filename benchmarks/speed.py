"""
How fast the library is, beside the bare segmentation of the same text by spacy-pkuseg and jieba in the same run.

    python benchmarks/speed.py                 # sparse text made from the sentences below; dense text: seeds/
    python benchmarks/speed.py texts.jsonl     # sparse text: the `text` of each line, whatever it is
    python benchmarks/speed.py --json out.json

It also reads texts of 1, 2, 5 and 10 MB as one document each, since the time should grow with the length and no
faster; `--sizes` names others, none with `--sizes` alone.

Rounds alternate between the three, and the best of each counts, in processor time: what else the machine does should
not matter. Import and first fact are the best of three fresh interpreters, in processor time as well.
Figures of different machines cannot be compared; the ratios can.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from bare_pkuseg import bare_pkuseg

ROOT = Path(__file__).parent.parent
ORDINARY = """\
今天上午,全市经济运行分析会在市会议中心召开,会议听取了上半年各项指标的完成情况。
气象部门预计,未来三天北部地区有小到中雨,局部有大雨,请市民出行注意安全。
记者在现场看到,新修的滨河步道已经完工,不少居民带着孩子在这里散步。
据统计,今年前七个月进出口总值同比增长百分之六点三,其中民营企业所占比重进一步提高。
专家表示,秋季昼夜温差大,老年人应注意保暖,有基础疾病的要按时服药。
列车自明屿站开出后,沿途停靠五站,全程运行时间比原来缩短四十分钟。
比赛进行到下半场,主队连续打出两次快攻,将比分反超,最终以八十七比八十二取胜。
这部纪录片用三年时间拍摄,讲述了高原上一所气象站几代人的故事。
县里推广的节水灌溉技术让每亩地少用水三分之一,今年玉米长势好于往年。
国家图书馆的古籍修复师们每天和残破的纸页打交道,一坐就是大半天。
双方领导人就共同关心的国际和地区问题交换了意见,并出席了欢迎宴会。
新规定自下月一日起施行,此前已经受理的申请仍按原办法办理。
卫星顺利进入预定轨道,后续将开展为期三个月的在轨测试。
古城墙的保护工程分三期进行,第一期主要清理杂草、加固基础、完善排水。
有业内人士认为,随着物流成本下降,生鲜电商的竞争将更加激烈。
"""
NOW_AND_THEN = "活动现场,锦澄集团向沐白中学捐赠课桌椅120套,价值6万元。\n"


def make_sparse() -> list[str]:
    """Return 40 pages of ordinary text, 6,000 characters each, with one gift in every fourth."""
    lines = ORDINARY.splitlines(keepends=True)
    pages = []
    for page in range(40):
        turned = lines[page % len(lines) :] + lines[: page % len(lines)]
        text = "".join(turned) * 11
        pages.append(text + NOW_AND_THEN if page % 4 == 0 else text)
    return pages


def read_texts(path: Path) -> list[str]:
    """Return the `text` of each record of a JSONL file."""
    with path.open(encoding="utf-8") as file:
        return [json.loads(line)["text"] for line in file if line.strip()]


def seconds(work: Callable[[str], Any], texts: Sequence[str]) -> float:
    """Return the processor time that *work* takes on all *texts*; what other programs take does not count."""
    begin = time.process_time()
    for text in texts:
        work(text)
    return time.process_time() - begin


def speeds(
    texts: Sequence[str], works: dict[str, Callable[[str], Any]], rounds: int, limit: int
) -> dict[str, float]:
    """Return characters a second of each of *works*, the best of *rounds*; the slow ones see *limit* characters."""
    best = dict.fromkeys(works, 0.0)
    few: list[str] = []
    for text in texts:
        few.append(text[: limit - sum(map(len, few))])
    few = [text for text in few if text]
    for _ in range(rounds):
        for name, work in works.items():
            seen = texts if name == "aidfacts" else few
            best[name] = max(best[name], sum(map(len, seen)) / seconds(work, seen))
    return best


def in_one_document(texts: Sequence[str], work: Callable[[str], Any], megabytes: float) -> float:
    """Return characters a second on one document of so many *megabytes* (UTF-8), made of *texts* again and again."""
    text = "\n".join(texts)
    length = int(megabytes * 1_000_000 / len(text.encode("utf-8")) * len(text))
    text = (text * (length // len(text) + 1))[:length]
    return length / seconds(work, [text])


def in_new_process(code: str, *arguments: str) -> float:
    """Return the number that *code* prints in a fresh interpreter."""
    command = [sys.executable, "-c", code, *arguments]
    # The first process leaves byte code behind, as an installation does, whatever this one was told about it.
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    run = subprocess.run(command, capture_output=True, text=True, check=True, env=environment)
    return float(run.stdout)


IMPORT = "import time; t = time.process_time(); import aidfacts; print(time.process_time() - t)"
FIRST = (
    "import time; t = time.process_time(); import aidfacts; "
    "assert aidfacts.extract('锦澄集团向沐白中学捐赠5万元。').donations; print(time.process_time() - t)"
)
MEMORY = (
    "import collections, json, resource, sys, aidfacts; "
    "collections.deque(map(aidfacts.extract, json.load(open(sys.argv[1], encoding='utf-8'))), maxlen=0); "
    "print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1 if sys.platform == 'darwin' else 1024))"
)


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("texts", nargs="?", type=Path, help="a JSONL file with a `text` in each line")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--limit", type=int, default=100_000, help="characters that the two others are given")
    parser.add_argument(
        "--sizes", type=float, nargs="*", default=[1, 2, 5, 10], help="megabytes of one document"
    )
    parser.add_argument("--json", type=Path, help="write the figures there too")
    arguments = parser.parse_args()

    kinds = {
        "sparse": read_texts(arguments.texts) if arguments.texts else make_sparse(),
        "seeds": [path.read_text(encoding="utf-8") for path in sorted((ROOT / "seeds").glob("*.txt"))],
    }
    figures: dict[str, Any] = {}
    # Before anything is loaded here: on Linux a new process takes over the peak of the one that starts it.
    figures["import_seconds"] = min(in_new_process(IMPORT) for _ in range(3))
    figures["first_fact_seconds"] = min(in_new_process(FIRST) for _ in range(3))
    scratch = ROOT / "benchmarks" / ".sparse.json"
    try:
        scratch.write_text(json.dumps(kinds["sparse"]), encoding="utf-8")
        figures["peak_memory_mb"] = round(in_new_process(MEMORY, str(scratch)))
    finally:
        scratch.unlink(missing_ok=True)

    import jieba

    import aidfacts

    jieba.setLogLevel("ERROR")
    jieba.initialize()
    bare = bare_pkuseg()
    works: dict[str, Callable[[str], Any]] = {
        "aidfacts": aidfacts.extract,
        "spacy-pkuseg": bare.cut,
        "jieba": lambda text: list(jieba.cut(text)),
    }
    for work in works.values():
        work("锦澄集团向沐白中学捐赠5万元。")
    for kind, texts in kinds.items():
        found = speeds(texts, works, arguments.rounds, arguments.limit)
        figures[kind] = {
            "characters": sum(map(len, texts)),
            **{name: round(speed) for name, speed in found.items()},
        }
        print(f"{kind}: {figures[kind]['characters']:,} characters")
        for name, speed in found.items():
            print(f"  {name:<13}{speed:>12,.0f} characters a second   {found['aidfacts'] / speed:8.1f}")
    print("  (last column: how many times faster aidfacts is)")
    figures["one_document"] = {}
    for size in arguments.sizes:
        speed = in_one_document(kinds["sparse"], aidfacts.extract, size)
        figures["one_document"][f"{size:g} MB"] = round(speed)
        print(f"one document of {size:g} MB {speed:>12,.0f} characters a second")
    print(
        f"import aidfacts {figures['import_seconds']:.3f} s, first fact {figures['first_fact_seconds']:.2f} s"
    )
    print(f"peak memory {figures['peak_memory_mb']} MB")
    if arguments.json:
        arguments.json.write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
