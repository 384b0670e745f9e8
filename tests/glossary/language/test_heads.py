"""Which part of a Chinese term is its head."""

import pytest

from glossary.language.chinese.heads import heads


@pytest.mark.parametrize(
    ("term", "expected"),
    [
        ("新质生产力", ["质生产力", "生产力"]),
        ("一般性转移支付", ["转移支付"]),
        ("中国特色社会主义制度", ["特色社会主义制度", "社会主义制度"]),
        ("构建人类命运共同体", []),
        ("制度和生产力", []),
        ("最不发达国家", []),
        ("生产力", []),
        ("产业、生产力", []),
        ("", []),
    ],
)
def test_what_may_be_a_head_has_what_modifies_it_before(term: str, expected: list[str]) -> None:
    assert list(heads(term)) == expected
