"""PDF files made by hand (ISO 32000-2), so that a test says where each line stands."""

from collections.abc import Sequence
from typing import NamedTuple


class Placed(NamedTuple):
    """A line at a place of a page, in points from its lower left corner."""

    text: str
    x: float = 50
    y: float = 700
    size: float = 12


def pdf(*pages: str, title: str = "") -> bytes:
    """A PDF with the lines of each page below each other."""
    placed = [
        [Placed(line, y=780 - 18 * number) for number, line in enumerate(page.split("\n"))]
        for page in pages
    ]
    return placed_pdf(*placed, title=title)


def placed_pdf(
    *pages: Sequence[Placed],
    title: str = "",
    encoding: str = "UniGB-UCS2-H",
    characters: str = "utf-16-be",
    matrix: str = "1 0 0 1",
    turned: int = 0,
) -> bytes:
    """A PDF with lines where they are placed, in a font for Chinese that it does not embed.

    Args:
        encoding: the CMap that maps codes to characters (9.7.5); there is no ToUnicode.
        characters: Python's name of the encoding that these codes are in.
        matrix: how the letters are turned (9.4.2).
        turned: how far each page is turned to the right to be seen, in degrees.
    """
    ordering = "CNS1" if encoding.startswith(("B5", "ETen", "UniCNS")) else "GB1"
    font = "/BaseFont/STSong-Light"
    collection = f"<</Registry(Adobe)/Ordering({ordering})/Supplement 2>>"
    contents = []
    for page in pages:
        shown = " ".join(
            f"/F1 {line.size} Tf {matrix} {line.x} {line.y} Tm"
            f" <{line.text.encode(characters).hex()}> Tj"
            for line in page
        )
        contents.append(f"BT {shown} ET".encode())
    objects = [
        f"<</Type/Font/Subtype/Type0{font}/Encoding/{encoding}/DescendantFonts[4 0 R]>>".encode(),
        f"<</Type/Font/Subtype/CIDFontType0{font}/CIDSystemInfo {collection}>>".encode(),
    ]
    return _file(objects, contents, title=title, page=f"/Rotate {turned}")


def latin_pdf(*lines: str, codes: dict[int, str]) -> bytes:
    """A PDF in a Latin font whose codes show the glyphs that are named, below each other."""
    differences = " ".join(f"{code}/{name}" for code, name in codes.items())
    encoding = f"<</BaseEncoding/WinAnsiEncoding/Differences[{differences}]>>"
    font = f"<</Type/Font/Subtype/Type1/BaseFont/Times-Roman/Encoding {encoding}>>"
    shown = " ".join(
        f"1 0 0 1 50 {780 - 14 * number} Tm <{line.encode('latin-1').hex()}> Tj"
        for number, line in enumerate(lines)
    )
    return _file([font.encode(), b"null"], [f"BT /F1 12 Tf {shown} ET".encode()])


def packed_pdf(stream: bytes) -> bytes:
    """A PDF whose only page draws what a deflated stream unpacks to."""
    return _file([b"null", b"null"], [stream], filters="/Filter/FlateDecode")


def scanned_pdf(*pages: str) -> bytes:
    """A PDF of which each page shows its text, or a picture where that is empty."""
    picture = b"q 500 0 0 700 50 50 cm BI /W 1 /H 1 /CS /G /BPC 8 ID \x80 EI Q"
    font = b"<</Type/Font/Subtype/Type1/BaseFont/Times-Roman>>"
    contents = [
        f"BT /F1 12 Tf 50 700 Td ({page}) Tj ET".encode() if page else picture for page in pages
    ]
    return _file([font, b"null"], contents)


def _file(
    fonts: list[bytes], contents: list[bytes], *, filters: str = "", title: str = "", page: str = ""
) -> bytes:
    first = 6
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        (
            f"<</Type/Pages/Count {len(contents)}/Kids["
            + " ".join(f"{first + 2 * number} 0 R" for number in range(len(contents)))
            + "]>>"
        ).encode(),
        *fonts,
        f"<</Title<feff{title.encode('utf-16-be').hex()}>>>".encode(),
    ]
    for stream in contents:
        objects.append(
            f"<</Type/Page/Parent 2 0 R{page}/MediaBox[0 0 595 842]/Contents {len(objects) + 2} 0 R"
            "/Resources<</Font<</F1 3 0 R>>>>>>".encode()
        )
        head = f"<</Length {len(stream)}{filters}>>stream\n".encode()
        objects.append(head + stream + b"\nendstream")
    data, places = b"%PDF-1.7\n", []
    for number, one in enumerate(objects, 1):
        places.append(len(data))
        data += b"%d 0 obj\n%b\nendobj\n" % (number, one)
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    size = len(objects) + 1
    return (
        data
        + (
            f"xref\n0 {size}\n0000000000 65535 f \n{table}"
            f"trailer<</Size {size}/Root 1 0 R/Info 5 0 R>>\nstartxref\n{len(data)}\n%%EOF\n"
        ).encode()
    )
