"""The words that say of people that they are in need, for every stage that asks whether what they get is aid."""

from __future__ import annotations

from aidfacts.lexicon.late import compile_late

# 走访10户|低收入|老人, 重度|残疾|人; leaves 职工, 村民
NEEDY = compile_late(r"老人|贫困|困难|特困|孤儿|残疾|留守|患者|病人|灾|难民|五保|孤寡|军属|烈属|低保|低收入")
