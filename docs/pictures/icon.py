"""Draws icon.png, the picture of our packages: a board with two LEDs, one of them on, and around them the loop that serves both."""
import math
import pathlib
import struct
import zlib

SIZE = 128
SAMPLES = 4  # in each direction, for smooth edges

BOARD, EDGE, LOOP = (18, 74, 58), (11, 48, 38), (240, 240, 232)
LIT, GLOW, DARK = (255, 214, 92), (96, 112, 58), (44, 104, 84)


def in_rounded_square(x, y, margin, radius):
    inner = 64 - margin - radius
    return math.hypot(max(abs(x) - inner, 0), max(abs(y) - inner, 0)) <= radius


def colour_at(x, y):
    """The colour at a point, from the middle of the picture; None where nothing is."""
    if not in_rounded_square(x, y, 4, 22):
        return None
    distance, angle = math.hypot(x, y), math.atan2(y, x)
    # A ring that is open at the top right, and the head of an arrow that closes it.
    if 37 <= distance <= 46 and not -1.15 < angle < -0.35:
        return LOOP
    tip = (y + 34) / 24  # the head points down along the ring
    if 0 <= tip <= 1 and abs(x - 40) <= 13 * (1 - tip):
        return LOOP
    if math.hypot(x + 14, y) <= 10:
        return LIT
    if math.hypot(x + 14, y) <= 15:
        return GLOW
    if math.hypot(x - 14, y) <= 10:
        return DARK
    return BOARD if in_rounded_square(x, y, 8, 18) else EDGE


def pixel(column, row):
    total, hits = [0, 0, 0], 0
    for i in range(SAMPLES):
        for j in range(SAMPLES):
            colour = colour_at(column + (i + 0.5) / SAMPLES - SIZE / 2, row + (j + 0.5) / SAMPLES - SIZE / 2)
            if colour:
                total, hits = [a + b for a, b in zip(total, colour)], hits + 1
    return bytes([*(round(part / hits) if hits else 0 for part in total), round(255 * hits / SAMPLES ** 2)])


def chunk(kind, data):
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


rows = b"".join(b"\0" + b"".join(pixel(column, row) for column in range(SIZE)) for row in range(SIZE))
png = b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", SIZE, SIZE, 8, 6, 0, 0, 0)) + chunk(b"IDAT", zlib.compress(rows, 9)) + chunk(b"IEND", b"")
(pathlib.Path(__file__).parent / "icon.png").write_bytes(png)
