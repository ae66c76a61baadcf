"""Gifts in the form of three open standards, and what each of them has no place for."""

import aidfacts

document = aidfacts.extract(
    "2021年6月11日,锦澄集团通过青禾县慈善会向黑水县人民医院捐款5万元。6月12日,云岭公司向沐白中学捐款90余万元。",
    id="page-7",
)
exports = {
    "360Giving": aidfacts.to_360giving(document, prefix="360G-example"),
    "IATI": aidfacts.to_iati(
        document, org_ref="XM-EXAMPLE-1", org_name="某研究所", org_type="80", inexact="low"
    ),
    "FollowTheMoney": aidfacts.to_ftm(document),
}
for name, exported in exports.items():
    print(f"{name}: {exported.kept} facts")
    print(exported.text)
    for part in exported.dropped:
        print("  dropped", part)
