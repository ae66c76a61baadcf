"""What a clause leaves out comes from the nearest sentence that tells it, and from nowhere else."""

from __future__ import annotations

import pytest

from aidfacts import extract


def parties(text: str, published: str | None = None) -> list[tuple[list[str], list[str]]]:
    """Return givers and receivers of each gift."""
    return [
        ([p.name for p in gift.donors], [p.name for p in gift.recipients])
        for gift in extract(text, published=published).donations
    ]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        pytest.param(
            "锦澄集团来到沐白中学。随后,捐赠课桌椅120套。",
            [(["锦澄集团"], ["沐白中学"])],
            id="topic and place visited",
        ),
        pytest.param(
            "三天里,明屿商会捐款5万元。27日,这笔善款全部汇入禾川县红十字会。",
            [(["明屿商会"], ["禾川县红十字会"])],
            id="where it went is told later",
        ),
        pytest.param(
            "锦澄集团公益大事记\n2014年3月,向沐白敬老院捐赠锅炉一台。",
            [(["锦澄集团"], ["沐白敬老院"])],
            id="chronicle of a company",
        ),
        pytest.param(
            "退休教师周砚秋是沐白中学校友。1990年,他担任锦澄集团董事长。2012年,他向沐白中学捐资200万元。",
            [(["周砚秋"], ["沐白中学"])],
            id="what one presided over does not act",
        ),
        pytest.param(
            "明屿商会捐款5万元,锦澄集团捐款8万元。活动共募得善款13.5万元。",
            [(["明屿商会"], []), (["锦澄集团"], []), ([], [])],
            id="a sum has no single giver",
        ),
    ],
)
def test_fillers(text: str, found: list[tuple[list[str], list[str]]]) -> None:
    """An empty role gets the filler named in the case."""
    assert parties(text) == found


def test_a_heading_closes_the_topic_of_places() -> None:
    """Who was visited in one section is no receiver in the next."""
    text = "一、助学\n锦澄集团来到沐白中学,捐赠图书300册。\n二、救灾\n锦澄集团捐款8万元。"
    assert parties(text)[1] == (["锦澄集团"], [])
