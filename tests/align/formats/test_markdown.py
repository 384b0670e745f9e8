"""What is read of Markdown: what its author wrote, without the markup."""

from __future__ import annotations

import pytest

from align.formats.markdown import read


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("生产力[^1]很好。\n\n[^1]: 指先进。\n    又一行。", "生产力很好。\n\n指先进。又一行。"),
        ("甲乙。\n\n[^9]: 无人引用的注。", "甲乙。\n\n无人引用的注。"),
        ("<div>\n\n# 标题\n\n</div>\n\n<p>段<b>落</b>。</p>\n", "标题\n\n段落。"),
        ("<table><tr><td>甲<td>乙</table>\n\n<!-- 注释 -->\n\n完。", "甲\n\n乙\n\n完。"),
        ("推动**“三首”**产品，**国有企业：**改革。", "推动“三首”产品，国有企业：改革。"),
        ("坚持~~旧~~新发展，3 ** 2", "坚持新发展，3 ** 2"),
        ("- [ ] 任务甲\n- [x] 任务乙", "任务甲\n\n任务乙"),
        ("    缩进的段落。\n    又一段。\n\n正文。", "缩进的段落。\n\n又一段。\n\n正文。"),
        ("　　一、总体要求\n　　坚持改革\n开放。", "一、总体要求\n\u3000\u3000坚持改革开放。"),
        ("甲行<br>乙行<br/>丙行", "甲行\n乙行\n丙行"),
        ("```python\nprint()\n```\n\n正文。", "正文。"),
        ("+++\ntitle = 1\n+++\n正文。", "正文。"),
        ("---\ntitle: 1\n---\n正文。", "正文。"),
    ],
)  # fmt: skip
def test_markdown_is_read_as_it_is_shown(source: str, text: str) -> None:
    assert read(source.encode()).text.lstrip("\u3000") == text


def test_notes_within_notes_are_read_to_any_depth() -> None:
    assert read(("[^1]: " * 3_000 + "深处的字").encode()).text.endswith("深处的字")
