"""The words for help that lasts and for who gives it, for every stage that asks who stands by whom."""

from __future__ import annotations

# 定点帮扶, 对口支援, 挂钩联系, 包村
LASTING_HELP = r"(?:对口|结对|定点|挂钩|挂点|包联|联系|驻村|精准|长期){0,2}(?:帮扶|扶贫|联系|共建|支援|协作|包保|包村|包联|联建|帮联)"
# 定点帮扶|单位, 后盾|单位
HELPER = rf"(?:{LASTING_HELP}|后盾)(?:单位|企业|部门|高校|医院|学校|方)"
