"""A citizen card in the hands of the front desk: as keys of a scanner, and before a camera."""

from collections.abc import Iterator
from pathlib import Path

import segno

CARD = "099190017431|121234567|Giáp Thị Hồng Nhung|01021990|Nữ|Thôn Núi Hiểu, Quang Châu, Việt Yên, Bắc Giang|01072022"
WIDTH, HEIGHT, FRAMES = 640, 480, 12
WHITE, BLACK, GREY = 235, 16, 128


def film(text: str, path: Path) -> Path:
    """A short film of a QR code, as a camera sees a card held still: y4m, so that no tool is needed to make it."""
    picture = bytes(luma(text)) + bytes([GREY]) * (WIDTH * HEIGHT // 2)
    with path.open("wb") as file:
        file.write(f"YUV4MPEG2 W{WIDTH} H{HEIGHT} F10:1 Ip A1:1 C420mpeg2\n".encode())
        for _frame in range(FRAMES):
            file.write(b"FRAME\n" + picture)
    return path


def luma(text: str) -> Iterator[int]:
    matrix = segno.make(text, micro=False, error="m").matrix
    scale = (HEIGHT - 80) // len(matrix)
    left, top = (WIDTH - scale * len(matrix)) // 2, (HEIGHT - scale * len(matrix)) // 2
    for y in range(HEIGHT):
        for x in range(WIDTH):
            row, column = (y - top) // scale, (x - left) // scale
            inside = 0 <= row < len(matrix) and 0 <= column < len(matrix)
            yield BLACK if inside and matrix[row][column] else WHITE
