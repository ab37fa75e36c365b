"""Reads accepted mutants with NumPy, h5py and Python's own modules, and compares them with what the library read.

usage: compare.py FORMAT FOLDER ENDING [DONE], where FOLDER holds N.ending, N.expected and N.name. One line per
mutant: equal, differs or refused; N; why. DONE names mutants that are passed over, because reading one of them ended the process.
"""
import csv
import gzip
import io
import json
import os
import pickle
import signal
import struct
import sys
import unicodedata
import warnings
import zipfile

import numpy as np

warnings.simplefilter("ignore")
np.seterr(all="ignore")
LONGEST = 10  # seconds of processor time for a mutant
FEATURES, COORDS = ("features", "feats", "embeddings"), ("coords", "coordinates")


def bag(arrays, unit=None, micrometres=None):
    """Features and coordinates by the library's documented rule: by name, or the only array beside the coordinates."""
    coords = next((arrays[name] for name in COORDS if name in arrays), None)
    named = next((arrays[name] for name in FEATURES if name in arrays), None)
    if named is None:
        others = [value for value in arrays.values() if value is not coords]
        if len(others) != 1:
            raise ValueError("no features")
        named = others[0]
    x = np.asarray(named)
    if x.ndim == 1:
        x = x[None]
    x = x.reshape(x.shape[-2:])
    if coords is None:
        return x.astype("f4"), None
    c = np.asarray(coords)
    c = c.reshape(c.shape[-2:]).astype("f8")
    if unit in ("um", "\u00b5m", "\u03bcm", "micrometer", "micron", "microns"):
        c = np.round(c / (micrometres or 1))
    return x.astype("f4"), c


NOWHERE = ("component not found", "unable to open external file", "too many links", "doesn't exist")


def read_hdf5(path):
    import h5py

    def text(value):
        return value.decode() if isinstance(value, bytes) else value

    with h5py.File(path, "r") as file:
        def members(group):
            found = {}
            for name in group:
                try:
                    found[name] = group[name]
                except (KeyError, RuntimeError) as error:
                    # A link that is not hard may lead nowhere, or to itself; what it leads to may be damaged all the same.
                    if isinstance(group.get(name, getlink=True), h5py.HardLink) or not any(why in str(error) for why in NOWHERE):
                        raise
            return found

        group, datasets = file, {k: v for k, v in members(file).items() if isinstance(v, h5py.Dataset)}
        if not datasets:
            groups = [v for v in members(file).values() if isinstance(v, h5py.Group)]
            filled = [(g, {k: v for k, v in members(g).items() if isinstance(v, h5py.Dataset)}) for g in groups]
            filled = [pair for pair in filled if pair[1]]
            if len(filled) != 1:
                raise ValueError("no group")
            group, datasets = filled[0]
        notes = {}
        for owner in [datasets[n] for n in COORDS if n in datasets] + list(datasets.values()) + [group, file]:
            for key in ("unit", "tile_size_px", "tile_size_um"):
                try:
                    notes.setdefault(key, owner.attrs[key])
                except KeyError as error:
                    # One damaged attribute costs h5py all of that object: it is there, and is not read.
                    if "locate" not in str(error):
                        raise
        wanted = {k: v for k, v in datasets.items() if k in FEATURES + COORDS} or datasets
        if not any(name in wanted for name in FEATURES):
            wanted = datasets
        try:
            px, um = float(notes["tile_size_px"]), float(notes["tile_size_um"])
        except Exception:
            px, um = None, None
        return bag({k: v[()] for k, v in wanted.items()}, text(notes.get("unit")), um / px if px else None)


def read_npy(path):
    return bag({"": np.load(path, allow_pickle=False)})


def read_npz(path):
    arrays = {}
    with np.load(path, allow_pickle=False) as file:
        for name in file.files:
            try:
                value = file[name]
            except ValueError:
                if name in FEATURES + COORDS or len(file.files) == 1:
                    raise
                continue
            if isinstance(value, bytes):  # no array
                continue
            if value.ndim or value.dtype.kind not in "fiu":
                arrays[name] = value
    return bag(arrays)


def bfloat16(raw):
    return (np.frombuffer(raw, "<u2").astype("<u4") << 16).view("<f4")


def read_safetensors(path):
    with open(path, "rb") as file:
        content = file.read()
    length = struct.unpack("<Q", content[:8])[0]
    header = json.loads(content[8:8 + length])
    kinds = {"F16": "<f2", "F32": "<f4", "F64": "<f8", "I8": "i1", "U8": "u1", "I16": "<i2", "I32": "<i4", "I64": "<i8"}
    arrays = {}
    for name, entry in header.items():
        if name == "__metadata__":
            continue
        begin, end = entry["data_offsets"]
        raw = content[8 + length + begin:8 + length + end]
        if entry["dtype"] == "BF16":
            arrays[name] = bfloat16(raw).reshape(entry["shape"])
        elif entry["dtype"] in kinds:
            arrays[name] = np.frombuffer(raw, kinds[entry["dtype"]]).reshape(entry["shape"])
    return bag(arrays)


class Kind(str):
    pass


STORAGES = {"HalfStorage": "f2", "FloatStorage": "f4", "DoubleStorage": "f8", "CharStorage": "i1", "ByteStorage": "u1",
            "ShortStorage": "i2", "IntStorage": "i4", "LongStorage": "i8", "BFloat16Storage": "bf"}


def strided(storage, offset, size, stride):
    raw, kind = storage
    base = bfloat16(raw) if kind == "bf" else np.frombuffer(raw, kind)
    if min(list(size) + [1]) < 0 or min(list(stride) + [0]) < 0:
        raise ValueError("negative")
    last = offset + sum((n - 1) * s for n, s in zip(size, stride)) if all(size) else 0
    if offset < 0 or (all(size) and last >= len(base)):
        raise ValueError("outside the storage")
    return np.lib.stride_tricks.as_strided(base[offset:], size, [s * base.itemsize for s in stride])


class Unpickler(pickle.Unpickler):
    def __init__(self, file, storage):
        super().__init__(file, encoding="utf-8")
        self.storage = storage

    def find_class(self, module, name):
        if name in STORAGES:
            return Kind(STORAGES[name])
        if name in ("_rebuild_tensor_v2", "_rebuild_tensor"):
            return lambda storage, offset, size, stride, *more: strided(storage, offset, size, stride)
        if name == "_rebuild_parameter":
            return lambda data, *more: data
        if name == "OrderedDict":
            return dict
        raise pickle.UnpicklingError(f"{module}.{name}")

    def persistent_load(self, identity):
        return self.storage(identity)


def tensors(root):
    if isinstance(root, np.ndarray):
        return bag({"": root})
    return bag({key: value for key, value in root.items() if isinstance(value, np.ndarray)})


def read_pt(path):
    with zipfile.ZipFile(path) as file:
        # As PyTorch does, storages are read without their check sums.
        def content(name):
            with file.open(name) as entry:
                entry._expected_crc = None
                return entry.read()

        pickled = next(name for name in file.namelist() if name == "data.pkl" or (name.endswith("/data.pkl") and name.count("/") == 1))
        folder = pickled[:-len("data.pkl")]
        order = ">" if folder + "byteorder" in file.namelist() and content(folder + "byteorder") == b"big" else "<"

        def storage(identity):
            _, kind, key, _, count = identity[:5]
            raw = content(f"{folder}data/{key}")
            size = 2 if kind == "bf" else np.dtype(str(kind)).itemsize
            if count * size > len(raw):
                raise ValueError("storage too short")
            return raw[:count * size], kind if kind == "bf" else order + kind

        return tensors(Unpickler(io.BytesIO(content(pickled)), storage).load())


def read_pt_legacy(path):
    # The storages' bytes come after the pickles: the tensors are read twice, first to learn the storages.
    with open(path, "rb") as file:
        whole = file.read()

    def load(known):
        stream, views, kinds = io.BytesIO(whole), {}, {}

        def storage(identity):
            _, kind, key, _, count, view = identity[:6]
            kinds[key] = kind
            size = 2 if kind == "bf" else np.dtype(str(kind)).itemsize
            raw = known.get(key)
            start, length = (view[1], view[2]) if view else (0, count)
            if raw is None:
                return b"\0" * ((start + length) * size if known == {} and (start + length) * size < 1 << 28 else 0), kind
            if (start + length) * size > len(raw):
                raise ValueError("storage too short")
            return raw[start * size:(start + length) * size], kind if kind == "bf" else "<" + kind

        for _ in range(3):
            Unpickler(stream, storage).load()
        root = Unpickler(stream, storage).load()
        keys = Unpickler(stream, storage).load()
        return root, keys, kinds, stream.tell()

    _, keys, kinds, at = load({})
    storages = {}
    for key in keys:
        count = struct.unpack("<q", whole[at:at + 8])[0]
        size = 2 if kinds[key] == "bf" else np.dtype(str(kinds[key])).itemsize
        storages[key] = whole[at + 8:at + 8 + count * size]
        at += 8 + count * size
    return tensors(load(storages)[0])


def plain(path):
    with open(path, "rb") as file:
        content = file.read()
    return (gzip.decompress(content) if content[:2] == b"\x1f\x8b" else content).decode("utf-8-sig")


def identifier(text):
    return unicodedata.normalize("NFC", text.strip().strip("\ufeff").strip())


def read_gmt(path):
    sets = []
    for line in plain(path).replace("\r\n", "\n").replace("\r", "\n").split("\n"):
        if line.strip():
            cells = [identifier(cell) for cell in line.split("\t")]
            sets.append([cells[0], list(dict.fromkeys(cell for cell in cells[2:] if cell))])
    return sets


def rows(path):
    return [row for row in csv.reader(io.StringIO(plain(path), newline=""), strict=False) if row]


def read_split(path):
    table = rows(path)
    header = table[0]
    columns = [header.index(name) if name in header else None for name in ("train", "val", "test")]
    cells = [[row[c].strip() if c is not None else "" for c in columns] for row in table[1:] if any(row)]
    filled = [cell for row in cells for cell in row if cell]
    flags = {"true": True, "false": False, "1": True, "0": False, "1.0": True, "0.0": False}
    words = any(cell.lower() in ("true", "false") for cell in filled)
    if filled and all(cell.lower() in flags for cell in filled) and (words or len(filled) > 2):
        other = next(i for i in range(len(header)) if i not in columns)
        names = [row[other] for row in table[1:] if any(row)]
        return [[identifier(name) for name, row in zip(names, cells) if row[part] and flags[row[part].lower()]] for part in range(3)]
    return [[identifier(row[part]) for row in cells if row[part]] for part in range(3)]


def read_csv(path):
    table = rows(path)
    header = table[0]
    at = {name: header.index(name) for name in ("case_id", "slide_id", "survival_months", "censorship")}
    patients = {}
    for row in table[1:]:
        if not any(row):
            continue
        name = identifier(row[at["case_id"]])
        time = struct.unpack("<I", struct.pack("<f", np.float32(row[at["survival_months"]])))[0]
        entry = patients.setdefault(name, [name, time, float(row[at["censorship"]]) == 0, []])
        if row[at["slide_id"]].strip():
            entry[3].append(identifier(row[at["slide_id"]]))
    return list(patients.values())


def same(found, expected):
    if not isinstance(found, tuple):
        return json.dumps(found) == json.dumps(json.loads(expected))
    x, c = found
    count, width, has = struct.unpack("<qqq", expected[:24])
    if (count, width) != x.shape or bool(has) != (c is not None):
        return False
    values = np.frombuffer(expected, "<f4", count * width, 24).reshape(count, width)
    if not np.array_equal(values, x.astype("<f4"), equal_nan=True):
        return False
    places = np.frombuffer(expected, "<i4", offset=24 + 4 * count * width)
    return c is None or np.array_equal(places.reshape(-1, 2), c)


def main():
    name, folder, ending, *done = sys.argv[1:]
    read = globals()["read_" + name.replace("-", "_")]
    for file in sorted(os.listdir(folder)):
        number = file[:-len(".expected")]
        if not file.endswith(".expected") or (done and number <= done[0]):
            continue
        path = os.path.join(folder, number + ending)
        print("reading", number, "", sep="\t", flush=True)
        with open(os.path.join(folder, file), "rb") as stream:
            expected = stream.read()
        # HDF5 goes round in circles on some mutants: the signal ends this process, and the battery starts another after that mutant.
        signal.setitimer(signal.ITIMER_PROF, LONGEST)
        try:
            verdict, why = ("equal", "") if same(read(path), expected) else ("differs", "other values")
        except Exception as error:
            verdict, why = "refused", f"{type(error).__name__}: {error}".replace("\n", " ").replace("\t", " ")[:200]
        print(verdict, number, why, sep="\t", flush=True)


main()
