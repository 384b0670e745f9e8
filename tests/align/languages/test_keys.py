"""What people type finds words of other scripts."""

from __future__ import annotations

import pytest

from align.languages import Language


@pytest.mark.parametrize(
    ("code", "text", "key"),
    [
        ("fr", "Économie d’œuvres", "economie d’oeuvres"),
        ("de", "Straße, Größe", "strasse, grosse"),
        ("pt", "São João", "sao joao"),
        ("ru", "Ельцин", "yeltsin"),
        ("ru", "Борьба с бедностью", "borba s bednostyu"),
        ("ru", "щука, подъезд, моё", "shchuka, podyezd, moyo"),
        ("ar", "الاقْتِصَادُ", "الاقتصاد"),
        ("ar", "إصلاح وأمّة", "اصلاح وامه"),
        ("ja", "セイサンりょく", "seisanryoku"),
        ("ja", "がっこう、マッチ、ラーメン", "gakkou、matchi、raamen"),
        ("ko", "개혁", "gaehyeok"),
        ("ko", "독립 신라 왕십리", "dongnip silla wangsimni"),
        ("ko", "좋고 많다 같이 굳이", "joko manta gachi guji"),
        ("ko", "생산력이", "saengsallyeogi"),
        ("zh", "生產力", "shengchanli"),
    ],
)
def test_keys_are_transcriptions_or_bare_letters(code: str, text: str, key: str) -> None:
    assert Language(code).profile.key(text) == key
