"""The houses in which old people and orphans live, for every stage that asks who may be given to."""

from __future__ import annotations

HOMES = ("敬老院", "福利院", "养老院", "光荣院", "幸福院", "养老中心")
