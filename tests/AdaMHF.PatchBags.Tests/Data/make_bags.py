"""Writes the small bags beside this file with h5py, PyTorch and NumPy, that is with the programs that write them in the field.

Feature j of patch i is (i mod 32) + j / 32, which every float type from bfloat16 on holds exactly up to width 16 (the sum has at most 10 bits, and 8 where
i < 8); the bags of bfloat16 hold (i mod 8) + (j mod 16) / 16 instead. Patch i lies at (256 (i mod 7), 256 (i div 7)).
"""
import json
import os
import pickle
import struct
import zipfile

import h5py
import numpy as np
import torch

HERE = os.path.dirname(os.path.abspath(__file__))


def features(count, width, kind="f4"):
    return (np.arange(count)[:, None] % 32 + np.arange(width)[None, :] / 32).astype(kind)


def coords(count, kind="i8"):
    return (np.stack([np.arange(count) % 7, np.arange(count) // 7], axis=1) * 256).astype(kind)


def path(name):
    return os.path.join(HERE, name)


def write(name, x, c=None, coord_attributes=(), feature_attributes=(), libver="earliest", group=None, userblock_size=0, **layout):
    with h5py.File(path(name), "w", libver=libver, userblock_size=userblock_size) as file:
        target = file.create_group(group) if group else file
        for key, value, attributes in (("features", x, feature_attributes), ("coords", c, coord_attributes)):
            if value is None:
                continue
            dataset = target.create_dataset(key, data=value, **layout.get(key, {}))
            for attribute, content in attributes:
                dataset.attrs[attribute] = content


def rows_of_one(x, c, **more):
    """The layout of CLAM's and TRIDENT's writers: chunks of one row, growing without bound along the patches."""
    return {"features": dict(chunks=(1,) + x.shape[1:], maxshape=(None,) + x.shape[1:], **more),
            "coords": dict(chunks=(1,) + c.shape[1:], maxshape=(None,) + c.shape[1:], **more)}


x, c = features(40, 16), coords(40)


def hdf5():
    attributes = [("patch_size", 256), ("patch_level", 1), ("name", "slide")]
    write("good-clam.h5", x, c, attributes, [("encoder", "resnet50_trunc")], **rows_of_one(x, c))
    write("good-clam-gzip-shuffle.h5", x, c, attributes, **rows_of_one(x, c, compression="gzip", shuffle=True))
    write("good-clam-latest-version.h5", x, c, attributes, libver="latest", **rows_of_one(x, c))
    write("good-contiguous.h5", x, c)
    write("good-fletcher32.h5", x, c, features=dict(chunks=(8, 5), fletcher32=True))
    write("good-float16-tall-chunks.h5", features(40, 16, "f2"), coords(40, "i4"), features=dict(chunks=(13, 3), compression="gzip"))
    write("good-float64-leading-one.h5", features(40, 16, "f8")[None], coords(40, "u4")[None])
    write("good-float-coordinates.h5", x, coords(40, "f8"))
    write("good-no-coordinates.h5", x)

    trident = [("patch_size", 512), ("patch_size_level0", 1024), ("level0_magnification", 40), ("target_magnification", 20), ("overlap", 0),
               ("name", "slide"), ("savetodir", "./trident_processed/20x_512px_0px_overlap"), ("level0_width", 80000), ("level0_height", 60000)]
    written_by = [("name", "slide"), ("savetodir", "./trident_processed/20x_512px_0px_overlap/features_uni_v2")]
    write("good-trident.h5", x, c, [item for item in trident if item[0] != "savetodir"], written_by, **rows_of_one(x, c))
    write("good-trident-float16-latest-version.h5", features(40, 16, "f2"), c, trident, written_by, libver="latest", **rows_of_one(x, c))
    write("good-trident-leading-one.h5", x[None], c, trident, written_by, features=dict(chunks=(1, 7, 16), compression="gzip"))
    write("good-in-group.h5", x, c, attributes, group="patches", **rows_of_one(x, c))
    write("good-big-endian.h5", features(40, 16, ">f4"), coords(40, ">i8"), [("patch_size", np.array(256, ">i4"))])
    write("good-big-endian-float16-gzip.h5", features(40, 16, ">f2"), coords(40, ">i4"), features=dict(chunks=(9, 16), compression="gzip", shuffle=True))
    write("good-lzf.h5", x, c, features=dict(chunks=(11, 16), compression="lzf"), coords=dict(chunks=(40, 2), compression="lzf", shuffle=True))
    write("good-fletcher32-gzip-odd.h5", features(40, 16, "f2"), c, features=dict(chunks=(5, 3), fletcher32=True, compression="gzip", shuffle=True))
    write("good-single-chunk-latest.h5", x, c, libver="latest", features=dict(chunks=(40, 16), compression="gzip"), coords=dict(chunks=(40, 2)))
    write("good-two-unlimited-latest.h5", x, c, libver="latest", features=dict(chunks=(3, 5), maxshape=(None, None), compression="gzip"),
          coords=dict(chunks=(3, 2), maxshape=(None, None)))
    write("good-room-to-grow-latest.h5", x, c, libver="latest", features=dict(chunks=(3, 5), maxshape=(None, 64)), coords=dict(chunks=(4, 1), maxshape=(99, 2)))
    with h5py.File(path("good-compact.h5"), "w") as file:
        properties = h5py.h5p.create(h5py.h5p.DATASET_CREATE)
        properties.set_layout(h5py.h5d.COMPACT)
        for key, value in (("features", x), ("coords", c)):
            space = h5py.h5s.create_simple(value.shape)
            h5py.h5d.create(file.id, key.encode(), h5py.h5t.py_create(value.dtype), space, properties).write(h5py.h5s.ALL, h5py.h5s.ALL, value)
    with h5py.File(path("good-early-allocation-latest.h5"), "w", libver="latest") as file:
        properties = h5py.h5p.create(h5py.h5p.DATASET_CREATE)
        properties.set_chunk((7, 16))
        properties.set_alloc_time(h5py.h5d.ALLOC_TIME_EARLY)
        h5py.h5d.create(file.id, b"features", h5py.h5t.py_create(x.dtype), h5py.h5s.create_simple(x.shape), properties).write(h5py.h5s.ALL, h5py.h5s.ALL, x)
        file["coords"] = c
    # More members and attributes than fit in an object header: both go to heaps of their own.
    with h5py.File(path("good-many-members-latest.h5"), "w", libver="latest") as file:
        for key, value in (("features", x), ("coords", c)):
            file[key] = value
        for i in range(30):
            file[f"other_{i}"] = np.arange(3)
            file["coords"].attrs[f"note_{i}"] = i
        file["coords"].attrs["patch_size"] = 256
        file["features"].attrs["encoder"] = "uni"

    write("bad-coordinates-3-columns.h5", x, np.zeros((40, 3), "i8"))
    write("bad-coordinates-39-rows.h5", x, c[:39])
    write("good-user-block.h5", x, c, attributes, userblock_size=512, **rows_of_one(x, c))
    write("good-user-block-latest.h5", x, c, attributes, userblock_size=1024, libver="latest", **rows_of_one(x, c, compression="gzip"))
    texts = [(f"text_{i}", f"a text of variable length, number {i}") for i in range(60)]
    write("good-many-texts.h5", x, c, attributes + texts, texts)
    write("good-many-texts-latest.h5", x, c, attributes + texts, texts, libver="latest")
    write("good-large-attribute-latest.h5", x, c, attributes + [("contours", np.zeros(8300))], libver="latest", **rows_of_one(x, c))
    for name, libver in (("good-soft-links.h5", "earliest"), ("good-soft-links-latest.h5", "latest")):
        with h5py.File(path(name), "w", libver=libver) as file:
            file["stored/x"], file["stored/c"] = x, c
            file["stored/again"] = h5py.SoftLink("x")
            file["features"], file["coords"] = h5py.SoftLink("/stored/again"), h5py.SoftLink("stored/c")
            file["dangling"], file["circle"] = h5py.SoftLink("/nowhere/x"), h5py.SoftLink("/circle")
            file["elsewhere"] = h5py.ExternalLink("other.h5", "/x")
    for name, libver in (("good-named-type.h5", "earliest"), ("good-named-type-latest.h5", "latest")):
        with h5py.File(path(name), "w", libver=libver) as file:
            file["type"], file["number"] = np.dtype("f4"), np.dtype("i8")
            file.create_dataset("features", data=x, dtype=file["type"])
            dataset = file.create_dataset("coords", data=c, dtype=file["number"])
            dataset.attrs.create("patch_size", 256, dtype=file["number"])
    with h5py.File(path("stamp.h5"), "w") as file:
        file["coords"], file["feats"] = (c * 0.5 + 0.1).astype("f4"), x.astype("f2")
        file.attrs.update(stamp_version="2.2.0", extractor="uni2", unit="um", tile_size_um=256.0, tile_size_px=224, feat_type="tile")
    for name, libver in (("slide-vector.h5", "earliest"), ("slide-vector-latest.h5", "latest")):
        with h5py.File(path(name), "w", libver=libver) as file:
            file.create_dataset("features", data=x[3], chunks=(1,), maxshape=(None,)).attrs["encoder"] = "titan"
    np.save(path("slide-vector.npy"), x[3])

    write("bad-coordinates-fractional.h5", x, coords(40, "f4") + 0.5)
    write("bad-features-1-axis.h5", x[:, 0], c)
    write("bad-features-3-axes.h5", x.reshape(40, 4, 4), c)
    write("bad-features-integer.h5", (32 * x).astype("i4"), c)
    write("bad-features-missing.h5", None, c)
    write("bad-features-text.h5", np.array([[b"a", b"b"]]), None)
    write("bad-filter-scale-offset.h5", x, c, features=dict(chunks=(8, 16), scaleoffset=4))
    with h5py.File(path("bad-never-written-chunk.h5"), "w") as file:
        file.create_dataset("features", (40, 16), "f4", chunks=(4, 16))[:20] = x[:20]
        file["coords"] = c
    with h5py.File(path("bad-never-written.h5"), "w") as file:
        file.create_dataset("features", (40, 16), "f4")
    with h5py.File(path("bad-two-groups.h5"), "w") as file:
        file["a/features"] = x
        file["b/features"] = x
    with h5py.File(path("bad-virtual.h5"), "w", libver="latest") as file:
        layout = h5py.VirtualLayout((40, 16), "f4")
        layout[:] = h5py.VirtualSource("good-contiguous.h5", "features", (40, 16))
        file.create_virtual_dataset("features", layout)
    with h5py.File(path("bad-external.h5"), "w") as file:
        file.create_dataset("features", (40, 16), "f4", external=[("elsewhere.raw", 0, 2560)])

    # Every index of chunks, with enough chunks to need all its levels.
    many, width = 3000, 2
    for name, options in (("tree", dict(libver="earliest", maxshape=(None, width))), ("tree-gzip", dict(libver="earliest", maxshape=(None, width), compression="gzip")),
                          ("extensible-array", dict(libver="latest", maxshape=(None, width))), ("fixed-array", dict(libver="latest")),
                          ("fixed-array-gzip", dict(libver="latest", compression="gzip")), ("tree2", dict(libver="latest", maxshape=(None, None)))):
        libver = options.pop("libver")
        write(f"index-{name}.h5", features(many, width), libver=libver, features=dict(chunks=(1, width), **options))


def numpy_files():
    np.save(path("good-no-coordinates.npy"), x)
    np.save(path("good-float16-no-coordinates.npy"), features(40, 16, "f2"))
    np.save(path("good-float64-no-coordinates.npy"), features(40, 16, "f8"))
    np.save(path("good-big-endian-no-coordinates.npy"), features(40, 16, ">f4"))
    np.save(path("good-big-endian-float16-no-coordinates.npy"), features(40, 16, ">f2"))
    np.save(path("good-big-endian-float64-no-coordinates.npy"), features(40, 16, ">f8"))
    np.save(path("good-fortran-no-coordinates.npy"), np.asfortranarray(x))
    np.save(path("good-fortran-big-endian-no-coordinates.npy"), np.asfortranarray(features(40, 16, ">f2")))
    np.save(path("good-leading-one-no-coordinates.npy"), x[None])
    with open(path("good-version-2-no-coordinates.npy"), "wb") as file:
        np.lib.format.write_array(file, x, version=(2, 0))
    np.savez(path("good-stored.npz"), features=x, coords=c, patch_size=256, patch_level=1, mpp=0.5)
    np.savez(path("good-stored-fortran.npz"), features=np.asfortranarray(features(40, 16, "f2")), coords=np.asfortranarray(coords(40, ">i4")))
    np.savez_compressed(path("good-compressed.npz"), features=features(40, 16, ">f8"), coords=coords(40, "u2"), patch_size=256)
    np.savez_compressed(path("good-compressed-fortran.npz"), features=np.asfortranarray(x), coords=np.asfortranarray(c))
    np.savez(path("good-positional-no-coordinates.npz"), x)
    np.savez(path("good-beside-objects.npz"), features=x, coords=c, names=np.array(["a", None], object), label=np.array("slide"))

    np.save(path("bad-objects.npy"), np.array([[x, None]], object), allow_pickle=True)
    np.save(path("bad-structured.npy"), np.zeros((3, 2), [("a", "f4"), ("b", "i4")]))
    np.save(path("bad-complex.npy"), x.astype("c8"))
    np.save(path("bad-integer.npy"), (32 * x).astype("i4"))
    np.savez(path("bad-39-coordinates.npz"), features=x, coords=c[:39])
    np.savez(path("bad-two-unnamed.npz"), x, x)
    with zipfile.ZipFile(path("bad-other-archive.npz"), "w") as archive:
        archive.writestr("readme.txt", "nothing")


def pytorch():
    t, places = torch.from_numpy(x), torch.from_numpy(c)
    bfloat = ((torch.arange(40)[:, None] % 8) + (torch.arange(16)[None, :] % 16) / 16).to(torch.bfloat16)
    wide = torch.zeros(100, 60)
    wide[7:87:2, 5:53:3] = t
    both = torch.cat([t, places.float()], dim=1)
    tensors = {
        "tensor-no-coordinates": t,
        "half-no-coordinates": t.half(),
        "double-no-coordinates": t.double(),
        "transposed-no-coordinates": t.t().contiguous().t(),
        "strided-no-coordinates": wide[7:87:2, 5:53:3],
        "strided-transposed-no-coordinates": wide.t().contiguous().t()[7:87:2, 5:53:3],
        "offset-no-coordinates": torch.cat([torch.full((9, 16), -1.0), t])[9:],
        "leading-one-no-coordinates": t[None],
        "parameter-no-coordinates": torch.nn.Parameter(t),
        "dictionary": {"features": t, "coords": places, "patch_size": 256, "patch_level": 1, "encoder": "uni", "mpp": 0.5, "name": None, "tags": ["a", (1, 2.5)]},
        "shared-storage": {"features": both[:, :16], "coords": both[:, 16:]},
        "feats": {"feats": t.half(), "coords": places.int(), "model_name": "virchow", "patch_size_level0": 448},
    }
    for name, tensor in tensors.items():
        torch.save(tensor, path(f"good-{name}.pt"))
        torch.save(tensor, path(f"good-legacy-{name}.pt"), _use_new_zipfile_serialization=False)
    torch.save(bfloat, path("bfloat16.pt"))
    torch.save(bfloat, path("bfloat16-legacy.pt"), _use_new_zipfile_serialization=False)
    rewritten("good-tensor-no-coordinates.pt", "good-big-endian-no-coordinates.pt", big_endian=True)
    rewritten("good-dictionary.pt", "good-repacked.pt", deflate=True)

    torch.save([t, places], path("bad-list.pt"))
    torch.save((32 * t).int(), path("bad-integer.pt"))
    torch.save(t[:1].clone().expand(40, 16), path("bad-expanded.pt"))
    torch.save(t.reshape(40, 4, 4), path("bad-3-axes.pt"))
    torch.save({"features": t, "coords": c}, path("bad-numpy-inside.pt"))
    torch.save(t > 3, path("bad-bool.pt"))
    torch.save(t.to_sparse(), path("bad-sparse.pt"))
    torch.save(torch.nn.Linear(3, 2), path("bad-model.pt"))


def rewritten(source, target, big_endian=False, deflate=False):
    """The archive as a big-endian machine would write it, or packed anew."""
    with zipfile.ZipFile(path(source)) as old, zipfile.ZipFile(path(target), "w", zipfile.ZIP_DEFLATED if deflate else zipfile.ZIP_STORED) as new:
        for name in old.namelist():
            content = old.read(name)
            if big_endian and "/data/" in name:
                content = np.frombuffer(content, "<f4").astype(">f4").tobytes()
            new.writestr(name, content)
        if big_endian:
            new.writestr(old.namelist()[0].split("/")[0] + "/byteorder", b"big")


def malicious():
    class Calls:
        def __init__(self, function, *arguments):
            self.call = function, arguments

        def __reduce__(self):
            return self.call

    import builtins
    import subprocess
    cases = {
        "os-system": Calls(os.system, "touch executed-by-os-system"),
        "eval": Calls(builtins.eval, "open('executed-by-eval', 'w')"),
        "subprocess": Calls(subprocess.Popen, ["touch", "executed-by-popen"]),
        "reduce-chain": Calls(getattr, Calls(__import__, "os"), "system"),
        "inside-dictionary": {"features": torch.from_numpy(x), "coords": Calls(os.system, "touch executed-inside")},
    }
    for name, case in cases.items():
        torch.save(case, path(f"malicious-{name}.pt"))
        torch.save(case, path(f"malicious-{name}-legacy.pt"), _use_new_zipfile_serialization=False)
        for protocol in (2, 4, 5):
            with open(path(f"malicious-{name}-{protocol}.pkl"), "wb") as file:
                pickle.dump(case if name != "inside-dictionary" else {"a": Calls(os.system, "touch executed-inside")}, file, protocol)


def safetensors():
    """By the format's published description: length, JSON header, tensors."""
    def save(name, tensors, metadata=None):
        header, blob = ({"__metadata__": metadata} if metadata else {}), b""
        for key, (kind, array, data) in tensors.items():
            header[key] = {"dtype": kind, "shape": list(array.shape), "data_offsets": [len(blob), len(blob) + len(data)]}
            blob += data
        text = json.dumps(header).encode()
        text += b" " * (-len(text) % 8)
        with open(path(name), "wb") as file:
            file.write(struct.pack("<Q", len(text)) + text + blob)

    def entry(kind, array):
        return kind, array, array.tobytes()

    notes = {"patch_size": "256", "patch_level": "1", "encoder": "uni", "microns_per_pixel": "0.5"}
    save("good-safe.safetensors", {"features": entry("F32", x), "coords": entry("I64", c)}, notes)
    save("good-float16.safetensors", {"coords": entry("I32", c.astype("i4")), "features": entry("F16", x.astype("f2"))})
    save("good-float64-no-coordinates.safetensors", {"embeddings": entry("F64", x[None].astype("f8"))})
    bfloat = ((np.arange(40)[:, None] % 8) + (np.arange(16)[None, :] % 16) / 16).astype("f4")
    save("bfloat16.safetensors", {"features": ("BF16", bfloat, (bfloat.view("u4") >> 16).astype("u2").tobytes())})
    save("bad-integer.safetensors", {"features": entry("I32", (32 * x).astype("i4"))})
    save("bad-two-unnamed.safetensors", {"a": entry("F32", x), "b": entry("F32", x)})


def checkpoints():
    """The perceptron of a small vision transformer as a checkpoint holds it; weight k in row-major order is sin(k)."""
    def wave(*shape):
        return torch.sin(torch.arange(int(np.prod(shape)), dtype=torch.float64)).to(torch.float32).reshape(shape)

    state = {
        "cls_token": torch.zeros(1, 1, 24),
        "blocks.0.mlp.fc1.weight": wave(32, 24), "blocks.0.mlp.fc1.bias": wave(32).half(),
        # Stored the other way round, as a converted checkpoint may have it.
        "blocks.0.mlp.fc2.weight": wave(24, 32).T.contiguous().T, "blocks.0.mlp.fc2.bias": torch.nn.Parameter(wave(24)),
    }
    torch.save({"model": state, "epoch": 300}, path("checkpoint.pt"))
    torch.save(state, path("checkpoint-legacy.pth"), _use_new_zipfile_serialization=False)


for old in os.listdir(HERE):
    if old.endswith((".h5", ".npy", ".npz", ".pt", ".pth", ".pkl", ".safetensors")):
        os.remove(path(old))
hdf5()
numpy_files()
pytorch()
malicious()
safetensors()
checkpoints()
