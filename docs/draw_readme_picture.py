"""Draw the README's picture anew, by the function that draws the lessons': "make picture"."""

from pathlib import Path

from pooling_course import draw, images

PICTURE = Path(__file__).resolve().parent / "max_pooling.svg"
FIGURE = draw.pooling(images.numbers(4, 6, seed=1))

if __name__ == "__main__":
    PICTURE.write_text(FIGURE.svg, encoding="utf-8")
