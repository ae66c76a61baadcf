"""The words for whom or what one holds dear, for every stage that asks of whom a giver thinks."""

from __future__ import annotations

# 心系|家乡|,捐资修桥: of whom he thinks acts as little as 乡亲 in 致富不忘|乡亲|捐款20万元
HOLDS_DEAR = (
    "心系", "情系", "情牵", "心怀", "牵挂", "不忘", "惦记", "惦念", "挂念", "回报", "回馈", "报答", "反哺", "关心",
    "关爱", "关注", "造福", "支持", "感恩", "感念", "热爱", "眷恋", "思念",
)  # fmt: skip
