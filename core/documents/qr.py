"""An address as a picture that stands in the page itself."""

import io

import segno


def svg(address: str, *, scale: int = 3) -> str:
    """Inline SVG; what it says is the address alone."""
    picture = io.BytesIO()
    segno.make(address, error="m").save(picture, kind="svg", scale=scale, border=2, xmldecl=False, svgns=True)
    return picture.getvalue().decode()
