"""Repeating dates by RFC 5545: standard library only, pure, and quick however far from the start one looks.

Read `rule` (what can be said), `dates` (which days), `periods` (of which weeks, months and years), `clock`
(which times of a day), `expansion` (all together, from any point on), `recurrence` (rules, extra and missing
dates, time zones): that is the engine. `parsing` and `writing` turn text into rules and back, and `sentence`
says them in words, which stand in `english`.
"""
