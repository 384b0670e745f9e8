"""TBX, the exchange format of terminology (ISO 30042), in the dialect TBX-Basic.

`version3` writes ISO 30042:2019 in DCA style, `version2` ISO 30042:2008 (martif), which many
programs still need; both read both, and what others write: DCT style, any language codes, values
of other dialects. What TBX-Basic has no data category for is not smuggled into notes, where nobody
could tell it from remarks: it stands in the loss report (see `categories.CARRIES`).
"""
