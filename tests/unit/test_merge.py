"""What is told twice is one gift, what is given twice are two."""

from __future__ import annotations

import pytest

from aidfacts import extract


def sums(text: str) -> list[str | None]:
    """Return the sum of each gift as the text says it."""
    return [gift.amount.text if gift.amount else None for gift in extract(text).donations]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        pytest.param(
            "锦澄集团资助沐白中学60名学生,每人5000元,共计发放助学金30万元。", ["30万元"], id="each and all"
        ),
        pytest.param(
            "三天下来,明屿商会捐款97.82万元。\n27日,97.82万元善款全部汇入禾川县红十字会。",
            ["97.82万元"],
            id="an odd sum in two paragraphs",
        ),
        pytest.param(
            "锦澄集团千万捐赠助力沐北大学\n锦澄集团向沐北大学捐赠1036万元。",
            ["1036万元"],
            id="a word for a sum",
        ),
        pytest.param(
            "明屿同乡会日前汇来港币十五万元,资助沐白医院购买血液透析机一台。",
            ["港币十五万元"],
            id="what it bought",
        ),
        pytest.param(
            "锦澄集团给沐白的老师们送上一份特别的礼物。当天,锦澄集团向沐白小学捐赠电脑20台,价值9.2万元。",
            ["9.2万元"],
            id="a teaser",
        ),
        pytest.param(
            "明屿商会向沐白中学捐款5万元。锦澄集团向沐白中学捐款5万元。", ["5万元", "5万元"], id="two givers"
        ),
        pytest.param(
            "2019年,锦澄集团向沐白中学捐款5万元。2020年,锦澄集团向沐白中学捐款5万元。",
            ["5万元", "5万元"],
            id="two years",
        ),
        pytest.param(
            "3月2日,锦澄集团向沐北大学捐款80万元。3月6日,80万元打入沐北大学教育基金会账户。",
            ["80万元"],
            id="where it went in",
        ),
        pytest.param(
            "3月2日,锦澄集团向沐白中学捐款5万元。3月9日,集团再次向沐白中学捐款5万元。",
            ["5万元", "5万元"],
            id="again on another day",
        ),
        pytest.param(
            "锦澄集团来到沐白中学,捐款5万元。随后,一行又来到北塘村,捐款5万元。",
            ["5万元", "5万元"],
            id="two houses in turn",
        ),
        pytest.param(
            "锦澄集团捐赠120万元支持沐白中学\n6月1日,锦澄集团向沐白中学捐款70万元,捐赠价值50万元的电脑。",
            ["120万元"],
            id="a headline's sum split by kind",
        ),
    ],
)
def test_gifts(text: str, found: list[str]) -> None:
    """The gifts are those that were given, not those that were told."""
    assert sums(text) == found


def test_a_retelling_leaves_its_evidence() -> None:
    """A fact told in headline and body has both for evidence."""
    text = "锦澄集团捐赠帐篷助力岚溪镇\n6月11日,锦澄集团向岚溪镇捐赠帐篷300顶。"
    [gift] = extract(text).donations
    assert len(gift.evidence) == 2
