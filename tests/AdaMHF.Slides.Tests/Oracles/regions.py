"""Digests of random regions of the files in data/slides, by programs that are not ours: OpenSlide's own library through ctypes, OpenCV, and
the program vips of the system.

    /usr/bin/python3 regions.py /path/to/data/slides > regions.json

Needs Debian's libopenslide0, python3-numpy, python3-opencv and libvips-tools. One digest for each level: SHA-256 over the RGB bytes of 100 regions. A level
whose downsample is not a whole number is read by OpenCV, as a page of the TIFF: OpenSlide interpolates between pixels there.
"""
import ctypes
import hashlib
import json
import os
import subprocess
import sys
import tempfile

import cv2
import numpy as np

REGIONS = 100
LARGEST = 160

# File, and who reads it here.
FILES = [
    ("CMU-1-Small-Region.svs", "openslide"),
    ("osp_small.svs", "openslide"),
    ("osp_boxes.tiff", "opencv"),
    ("test3-TRITC-2-560.ndpi", "openslide"),
    ("li_yb10kx5k.zstd.tiff", "openslide"),
    ("wsic_CMU-1-Small-Region.jpeg.tiff", "openslide"),
    ("wsic_CMU-1-Small-Region.webp.tiff", "openslide"),
    ("wsic_XYC-half-mpp.tiff", "opencv"),
    ("wsic_XYC_jpeg128_pyramid.ome.tiff", "vips"),
]


def randoms(seed):
    """The generator of Numerical Recipes; the upper bits."""
    while True:
        seed = (seed * 1664525 + 1013904223) % 2**32
        yield seed >> 8


def regions(width, height, seed):
    numbers = randoms(seed)
    for _ in range(REGIONS):
        w = 1 + next(numbers) % min(LARGEST, width)
        h = 1 + next(numbers) % min(LARGEST, height)
        yield next(numbers) % (width - w + 1), next(numbers) % (height - h + 1), w, h


class OpenSlide:
    def __init__(self, path):
        lib = self.lib = ctypes.CDLL("libopenslide.so.0")
        lib.openslide_open.restype = ctypes.c_void_p
        lib.openslide_get_level_downsample.restype = ctypes.c_double
        lib.openslide_get_error.restype = ctypes.c_char_p
        self.slide = ctypes.c_void_p(lib.openslide_open(path.encode()))
        self.levels = []
        for level in range(lib.openslide_get_level_count(self.slide)):
            w, h = ctypes.c_int64(), ctypes.c_int64()
            lib.openslide_get_level_dimensions(self.slide, level, ctypes.byref(w), ctypes.byref(h))
            self.levels.append((w.value, h.value))

    def read(self, level, x, y, w, h):
        downsample = self.lib.openslide_get_level_downsample(self.slide, level)
        buffer = np.zeros((h, w, 4), np.uint8)
        self.lib.openslide_read_region(
            self.slide, buffer.ctypes.data_as(ctypes.c_void_p),
            ctypes.c_int64(round(x * downsample)), ctypes.c_int64(round(y * downsample)), level, ctypes.c_int64(w), ctypes.c_int64(h))
        error = self.lib.openslide_get_error(self.slide)
        if error:
            raise RuntimeError(error.decode())
        ground = 255 - buffer[:, :, 3:].astype(np.int32)
        return (buffer[:, :, 2::-1].astype(np.int32) + ground).astype(np.uint8)


class OpenCv:
    def __init__(self, path):
        self.pages = [cv2.cvtColor(page, cv2.COLOR_BGR2RGB) for page in cv2.imreadmulti(path, flags=cv2.IMREAD_COLOR)[1]]
        self.levels = [(page.shape[1], page.shape[0]) for page in self.pages]

    def read(self, level, x, y, w, h):
        return self.pages[level][y:y + h, x:x + w]


class Vips:
    """A file of one level."""

    def __init__(self, path):
        size = [int(subprocess.check_output(["vipsheader", "-f", field, path])) for field in ("width", "height")]
        with tempfile.TemporaryDirectory() as folder:
            raw = os.path.join(folder, "pixels.raw")
            subprocess.check_call(["vips", "rawsave", path, raw])
            self.pixels = np.fromfile(raw, np.uint8).reshape(size[1], size[0], 3)
        self.levels = [tuple(size)]

    def read(self, level, x, y, w, h):
        return self.pixels[y:y + h, x:x + w]


def main():
    result = []
    for name, reader in FILES:
        slide = {"openslide": OpenSlide, "opencv": OpenCv, "vips": Vips}[reader](os.path.join(sys.argv[1], name))
        for level, (width, height) in enumerate(slide.levels):
            digest = hashlib.sha256()
            for x, y, w, h in regions(width, height, level + 1):
                digest.update(np.ascontiguousarray(slide.read(level, x, y, w, h)).tobytes())
            result.append({"file": name, "by": reader, "level": level, "width": width, "height": height, "sha256": digest.hexdigest()})
    print(json.dumps(result, indent=1))


main()
