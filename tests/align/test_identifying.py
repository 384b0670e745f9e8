"""Which language a text is in, of all that are known and of others that are refused by name."""

from __future__ import annotations

import pytest

from align.errors import InputError
from align.identifying import identify, require_known


@pytest.mark.parametrize(
    ("text", "code", "script"),
    [
        ("经济发展很重要。", "zh", "Hans"),
        ("經濟發展很重要。", "zh", "Hant"),
        ("人民", "zh", "Hans"),
        ("马克（Mark Elliot）在北京大学谈论「カラオケ」。", "zh", "Hans"),
        ("改革と発展はとても重要です。", "ja", "Jpan"),
        ("中国経済成長率発表", "ja", "Jpan"),
        ("カラオケ", "ja", "Jpan"),
        ("개혁과 발전은 매우 중요하다.", "ko", "Hang"),
        ("Реформа и развитие очень важны.", "ru", "Cyrl"),
        ("الإصلاح والتنمية مهمان جدا.", "ar", "Arab"),
        ("Reform", "en", "Latn"),
        ("NEW QUALITY PRODUCTIVE FORCES", "en", "Latn"),
        ("La réforme est importante pour nous.", "fr", "Latn"),
        ("Das Volk wünscht sich ein gutes Leben.", "de", "Latn"),
        ("No he renunciado a nada de lo que tengo.", "es", "Latn"),
        ("Nos próximos dias não haverá reuniões.", "pt", "Latn"),
    ],
)
def test_languages_are_told_with_their_script(text: str, code: str, script: str) -> None:
    found = identify(text)
    assert found is not None
    assert (found.language, found.script) == (code, script)
    assert require_known(text) == found


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Il popolo desidera una vita migliore e per questo lottiamo.", "Italian"),
        ("Het volk wil een beter leven en daarom vechten wij ervoor.", "Dutch"),
        ("Nhân dân mong muốn một cuộc sống tốt đẹp hơn.", "Vietnamese"),
        ("Rakyat menginginkan kehidupan yang lebih baik untuk semua.", "Indonesian"),
        ("Naród pragnie lepszego życia i dlatego o nie walczymy.", "Polish"),
        ("Folket önskar sig ett bättre liv och det är vårt mål.", "Swedish"),
        ("Народ прагне кращого життя, і це є нашою метою.", "Ukrainian"),
        ("مردم زندگی بهتری می‌خواهند و این هدف ما است.", "Persian"),
        ("ประชาชนต้องการชีวิตที่ดีขึ้น", "Thai"),
        ("Ο λαός θέλει μια καλύτερη ζωή.", "Greek"),
    ],
)
def test_other_languages_are_refused_by_name(text: str, name: str) -> None:
    with pytest.raises(
        InputError, match=f"the text is in {name}, which is not supported"
    ) as caught:
        require_known(text)
    assert "Chinese, English, French" in caught.value.remedy


@pytest.mark.parametrize("text", ["", "2012 – 2024: 5%", "……", "\x00\x00"])
def test_a_text_without_letters_is_in_no_language(text: str) -> None:
    assert identify(text) is None
    with pytest.raises(InputError, match="no letters"):
        require_known(text)
